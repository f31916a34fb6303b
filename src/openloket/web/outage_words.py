"""Outages in plain Dutch, the same on every page: how long, how found, what it gives people."""

from datetime import datetime, timedelta

from openloket.law.kalender import Duur, Eenheid
from openloket.outages.models import Channel, How
from openloket.outages.reading import Down, MoreTime
from openloket.tenancy.local_time import in_words

STATE = {
    Channel.WEB_FORM: ("Het online formulier werkt.", "Het online formulier werkt nu niet."),
    Channel.EMAIL: ("Uw e-mail komt bij ons aan.", "Uw e-mail komt nu niet bij ons aan."),
    Channel.PORTAL: (
        "Inloggen en uw eigen pagina's werken.",
        "Inloggen en uw eigen pagina's werken nu niet.",
    ),
}
"""For each channel what people read when it works, and when it does not."""

NOT_YOUR_FAULT = (
    "Moet u op een vaste dag iets sturen? Dan krijgt u er ten minste de tijd bij die de storing duurt."
)

WAS = {
    Channel.WEB_FORM: "Het online formulier werkte niet",
    Channel.EMAIL: "Uw e-mail kwam niet bij ons aan",
    Channel.PORTAL: "Inloggen en uw eigen pagina's werkten niet",
}
"""By channel what did not work, as a heading."""
_FOUND = {
    How.PROBE: "Wij merkten het zelf: wij proberen dit steeds uit.",
    How.SILENCE: "Wij merkten het achteraf: ook onze meting stond stil.",
    How.PLANNED: "Wij hadden dit onderhoud aangekondigd.",
    How.REPORTED: "Een medewerker meldde het.",
}


def title(down: Down) -> str:
    """What did not work, as a heading."""
    return WAS[down.channel] if down.ended_at else STATE[down.channel][1].rstrip(".")


def period(down: Down) -> str:
    """From when to when."""
    if down.ended_at is None:
        return f"Sinds {in_words(down.began_at)}."
    return f"Van {in_words(down.began_at)} tot {in_words(down.ended_at)}."


def found(how: str) -> str:
    """How it was noticed."""
    return _FOUND[How(how)]


def length(duration: timedelta) -> str:
    """A duration in its two largest units, in whole minutes upwards: '8 uur en 20 minuten'."""
    minutes = max(1, -(-duration // timedelta(minutes=1)))
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    parts = [
        f"{number} {one if number == 1 else many}"
        for number, one, many in (
            (days, "dag", "dagen"),
            (hours, "uur", "uur"),
            (minutes, "minuut", "minuten"),
        )
        if number
    ]
    return " en ".join(parts[:2])


def more_time(down: Down, given: MoreTime) -> str:
    """Who got how much more time (Awb 2:21(1))."""
    more = Duur(given.working_days, Eenheid.WERKDAGEN)
    return f"Kon u op {in_words(down.began_at)} nog bezwaar maken? Dan hebt u {more} langer de tijd."


def announced(moment: datetime) -> str:
    """When it was announced."""
    return f"Bekendgemaakt op {in_words(moment)}."
