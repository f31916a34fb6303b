"""What everybody must know before they begin: outages and announced work. From memory, without a query."""

from collections.abc import Iterable
from datetime import datetime

from openloket.outages.announced import Announced
from openloket.outages.models import Channel, How
from openloket.outages.reading import Down
from openloket.tenancy.local_time import in_words
from openloket.web import directory, outage_register, outage_words

Notice = dict[str, str]
"""{kind, title, text}: kind is info or warning, as in the alert of components.html."""

_WHAT = {
    Channel.WEB_FORM: "kunt u geen online formulier invullen",
    Channel.EMAIL: "komt uw e-mail niet bij ons aan",
    Channel.PORTAL: "kunt u niet inloggen",
}


def notices(now: datetime) -> list[Notice]:
    """The notices for the home page, the pages of products and the forms of the organisation in scope."""
    # While announced work goes on its own notice says more than that the channel is down.
    down = [one for one in outage_register.recent() if one.ended_at or one.how is not How.PLANNED]
    return [_outage(one) for one in _newest_of_each(down)] + announced_work(now)


def announced_work(now: datetime) -> list[Notice]:
    """The notices of announced work alone."""
    return [_maintenance(one, now) for one in directory.announced() if one.is_shown(now)]


def closed(channel: Channel, now: datetime) -> Announced | None:
    """The announced work for which this channel is closed now."""
    found = (one for one in directory.announced() if one.channel == channel and one.is_under_way(now))
    return next(found, None)


def _maintenance(one: Announced, now: datetime) -> Notice:
    what = _WHAT[one.channel]
    if one.is_under_way(now):
        text = f"Tot {in_words(one.ends_at)} {what}. {one.text}"
        return {"kind": "warning", "title": "Wij werken aan het loket", "text": text}
    text = f"Van {in_words(one.starts_at)} tot {in_words(one.ends_at)} {what}. {one.text}"
    return {"kind": "info", "title": "Onderhoud", "text": text}


def _newest_of_each(down: Iterable[Down]) -> list[Down]:
    """One for each channel: that it is down now, or else the one that ended last."""
    newest: dict[Channel, Down] = {}
    for one in sorted(down, key=lambda one: (one.ended_at is not None, -one.changed_at.timestamp())):
        newest.setdefault(one.channel, one)
    return list(newest.values())


def _outage(one: Down) -> Notice:
    """What it means: while it lasts, and shortly after."""
    if one.ended_at is None:
        text = f"{outage_words.period(one)} Uw antwoorden blijven bewaard. {outage_words.NOT_YOUR_FAULT}"
        return {"kind": "warning", "title": outage_words.STATE[one.channel][1].rstrip("."), "text": text}
    given = outage_words.more_time(one, one.more_time) if one.more_time else outage_words.NOT_YOUR_FAULT
    text = f"{outage_words.period(one)} Nu werkt het weer. {given}"
    return {"kind": "info", "title": outage_words.title(one), "text": text}
