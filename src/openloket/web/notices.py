"""What everybody must know before they begin: announced work. From memory; pages pay no query for it."""

from datetime import datetime

from openloket.outages.announced import Announced
from openloket.outages.models import Channel
from openloket.tenancy.local_time import in_words
from openloket.web import directory

Notice = dict[str, str]
"""{kind, title, text}: kind is info or warning, as in the alert of components.html."""

_WHAT = {
    Channel.WEB_FORM: "kunt u geen online formulier invullen",
    Channel.EMAIL: "komt uw e-mail niet bij ons aan",
    Channel.PORTAL: "kunt u niet inloggen",
}


def notices(now: datetime) -> list[Notice]:
    """The notices for the home page, the pages of products and the forms of the organisation in scope."""
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
