"""How the sender of a zaak is reached: by which way each sort of message goes now, in words (Awb 2:8)."""

from collections.abc import Mapping
from datetime import datetime

from openloket.flows.correspondence.reaching import reader_of
from openloket.law.verzending import Verzendsoort
from openloket.law.verzendwijzen import Vertrouwelijkheid
from openloket.post.models import Way
from openloket.post.ways import choose
from openloket.zaken.models import Zaak

_SORTS = {
    Verzendsoort.BESLUIT: "besluiten",
    Verzendsoort.VERZOEK_OM_AANVULLING: "vragen om aanvulling",
    Verzendsoort.UITNODIGING: "uitnodigingen",
    Verzendsoort.MEDEDELING: "andere berichten",
}
_BY = {
    Way.PORTAL: "in Mijn omgeving",
    Way.BOX: "in de Berichtenbox",
    Way.EMAIL: "per e-mail",
    Way.LETTER: "per brief",
}
_ALL = {
    Way.PORTAL: "ja, in Mijn omgeving",
    Way.BOX: "ja, in de Berichtenbox",
    Way.EMAIL: "ja, per e-mail",
    Way.LETTER: "nee, alleen per brief",
}


def ways_now(zaak: Zaak, now: datetime) -> Mapping[Verzendsoort, Way]:
    """By which way each sort of message that is not confidential would go. At most two statements."""
    reader = reader_of(zaak)
    return {sort: choose(sort, Vertrouwelijkheid.GEWOON, reader, now).way for sort in _SORTS}


def told(ways: Mapping[Verzendsoort, Way]) -> str:
    """Whether messages go digitally: `ja, per e-mail`, or by sort where the sender chose so."""
    if len(set(ways.values())) == 1:
        return _ALL[ways[Verzendsoort.MEDEDELING]]
    by = {way: [_SORTS[sort] for sort in ways if ways[sort] is way] for way in _BY}
    return "; ".join(f"{_BY[way]}: {', '.join(sorts)}" for way, sorts in by.items() if sorts)


def button(ways: Mapping[Verzendsoort, Way]) -> str:
    """What the button says that sends how the zaak stands."""
    return {
        Way.PORTAL: "Zet dit in Mijn omgeving",
        Way.BOX: "Stuur dit naar de Berichtenbox",
        Way.EMAIL: "Stuur dit per e-mail",
        Way.LETTER: "Stuur dit per brief",
    }[ways[Verzendsoort.MEDEDELING]]
