"""Which ways are confidential enough for a message, by what a stranger's reading would do (Awb 2:9)."""

from dataclasses import dataclass
from enum import StrEnum

from openloket.law.waarom import Stap, Waarom, waarom


class Vertrouwelijkheid(StrEnum):
    """How bad a stranger's reading would be; BIJZONDER for health, debts, a BSN, children and the like."""

    GEWOON = "gewoon"
    VERTROUWELIJK = "vertrouwelijk"
    BIJZONDER = "bijzonder"


class Wijze(StrEnum):
    """A way in which a message reaches somebody; MELDING says that something waits and nothing of it."""

    E_MAIL = "e-mail"
    MELDING = "melding"
    PORTAAL = "portaal"
    BERICHTENBOX = "berichtenbox"
    BRIEF = "brief"


OPKLIMMEND = (Vertrouwelijkheid.GEWOON, Vertrouwelijkheid.VERTROUWELIJK, Vertrouwelijkheid.BIJZONDER)
TITELS = {
    Vertrouwelijkheid.GEWOON: "Gewoon",
    Vertrouwelijkheid.VERTROUWELIJK: "Vertrouwelijk",
    Vertrouwelijkheid.BIJZONDER: "Bijzonder",
}
_UITLEG = {
    Vertrouwelijkheid.GEWOON: "Hier staan geen gevoelige gegevens in. Het mag in een e-mail staan.",
    Vertrouwelijkheid.VERTROUWELIJK: (
        "Hier staan gegevens in die niet iedereen mag lezen. In een e-mail staat alleen dat er een bericht "
        "is, met een beveiligde link."
    ),
    Vertrouwelijkheid.BIJZONDER: (
        "Hier staan heel persoonlijke gegevens in. Die leest iemand pas na inloggen of na een "
        "controlevraag, of in een brief."
    ),
}
_BESLOTEN = (Wijze.PORTAAL, Wijze.BERICHTENBOX, Wijze.BRIEF)
"""Only its reader opens it: after logging in, or as an envelope."""
_WIJZEN = {
    Vertrouwelijkheid.GEWOON: (Wijze.E_MAIL, Wijze.MELDING, *_BESLOTEN),
    Vertrouwelijkheid.VERTROUWELIJK: (Wijze.MELDING, *_BESLOTEN),
    Vertrouwelijkheid.BIJZONDER: (Wijze.MELDING, *_BESLOTEN),
}


@dataclass(frozen=True, slots=True)
class Toegelaten:
    """The ways that may be used for a level, the plainest first; the letter may always, with the why."""

    niveau: Vertrouwelijkheid
    wijzen: tuple[Wijze, ...]
    waarom: Waarom

    @property
    def in_e_mail(self) -> bool:
        """Whether the words themselves may stand in an e-mail."""
        return Wijze.E_MAIL in self.wijzen


def hoogste(*niveaus: Vertrouwelijkheid) -> Vertrouwelijkheid:
    """The strictest of some levels: of the kind of message, of its product, of what the worker chose."""
    return max(niveaus, key=OPKLIMMEND.index)


def toegelaten(niveau: Vertrouwelijkheid) -> Toegelaten:
    """Which ways may carry a message of this level. Source: Awb 2:9.

    The act names no technique; that plain e-mail is not fit for confidential content is the house's choice.
    """
    return Toegelaten(niveau, _WIJZEN[niveau], waarom(Stap(_UITLEG[niveau], "Awb 2:9")))
