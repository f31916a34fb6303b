"""Kinds of messages, and which way of sending is designated for which of them (Awb 2:7, 2:13, 2:14)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openloket.law.waarom import Stap, Waarom, waarom


class Berichtsoort(StrEnum):
    """What the sender wants; BEROEP is administratief beroep (Awb 6:4 lid 2), not an appeal to a court."""

    AANVRAAG = "aanvraag"
    AANVULLING = "aanvulling"
    INGEBREKESTELLING = "ingebrekestelling"
    ZIENSWIJZE = "zienswijze"
    BEZWAAR = "bezwaar"
    BEROEP = "beroep"
    KLACHT = "klacht"
    INTREKKING = "intrekking"
    VRAAG = "vraag"
    MELDING = "melding"
    OVERIG = "overig"


class Officieel(StrEnum):
    """Whether a message falls under Awb 2:13 lid 1; ONBESLIST is treated as JA, and said so."""

    JA = "ja"
    NEE = "nee"
    ONBESLIST = "onbeslist"


# Part of a procedure about a besluit or a complaint by their nature; no setting of a product changes that.
ALTIJD_OFFICIEEL = frozenset(
    {
        Berichtsoort.AANVRAAG,
        Berichtsoort.AANVULLING,
        Berichtsoort.INGEBREKESTELLING,
        Berichtsoort.ZIENSWIJZE,
        Berichtsoort.BEZWAAR,
        Berichtsoort.BEROEP,
        Berichtsoort.KLACHT,
        Berichtsoort.INTREKKING,
    }
)
BEZWAAR_OF_BEROEP = frozenset({Berichtsoort.BEZWAAR, Berichtsoort.BEROEP})


class Kanaal(StrEnum):
    """How a message travels. PORTAAL is a system in which the person has access; EXTERN another body's."""

    WEBFORMULIER = "webformulier"
    PORTAAL = "portaal"
    E_MAIL = "e-mail"
    BERICHTENBOX = "berichtenbox"
    EXTERN = "extern"
    CHAT = "chat"
    TELEFOON = "telefoon"
    BALIE = "balie"
    POST = "post"

    @property
    def elektronisch(self) -> bool:
        """False for telephone, desk and post: afdeling 2.3 Awb does not govern those."""
        return self not in NIET_DIGITAAL

    @property
    def omschrijving(self) -> str:
        """The way in words that fit after 'via'."""
        return OMSCHRIJVINGEN[self]


NIET_DIGITAAL = frozenset({Kanaal.TELEFOON, Kanaal.BALIE, Kanaal.POST})
OMSCHRIJVINGEN = {
    Kanaal.WEBFORMULIER: "een formulier op de website",
    Kanaal.PORTAAL: "de persoonlijke pagina",
    Kanaal.E_MAIL: "e-mail",
    Kanaal.BERICHTENBOX: "de Berichtenbox",
    Kanaal.EXTERN: "een website van een andere organisatie",
    Kanaal.CHAT: "chat",
    Kanaal.TELEFOON: "de telefoon",
    Kanaal.BALIE: "de balie",
    Kanaal.POST: "de post",
}


@dataclass(frozen=True, slots=True)
class Weg:
    """A way of sending ("wijze van verzenden"): a channel and, where it matters, which form, address or box.

    An empty `adres` in a designation stands for every address of that channel.
    """

    kanaal: Kanaal
    adres: str = ""

    def omvat(self, andere: "Weg") -> bool:
        """Whether a message sent by `andere` was sent by this way."""
        return self.kanaal is andere.kanaal and self.adres in ("", andere.adres)

    def naar_dict(self) -> dict[str, str]:
        """JSON-able form."""
        return {"kanaal": self.kanaal.value, "adres": self.adres}


@dataclass(frozen=True, slots=True)
class Aanwijzing:
    """One line of a designation decision: this way is for this type of official message.

    Source: Awb 2:13 lid 2.

    `soort` None is the way for all types not designated more precisely (restkanaal); `onderwerp` "" is
    every product. In force from `van` up to but not including `tot`. `grond` names the besluit or the
    article.
    """

    soort: Berichtsoort | None
    weg: Weg
    van: date
    tot: date | None
    grond: str
    onderwerp: str = ""

    def geldt_op(self, dag: date) -> bool:
        """Whether the line is in force on a day."""
        return self.van <= dag and (self.tot is None or dag < self.tot)

    def geldt_voor(self, soort: Berichtsoort, onderwerp: str) -> bool:
        """Whether the line covers this type of message about this product."""
        return self.soort in (None, soort) and self.onderwerp in ("", onderwerp)

    @property
    def precisie(self) -> int:
        """How precise the line is: a named product weighs more than a named type, both more than neither."""
        return 2 * bool(self.onderwerp) + (self.soort is not None)


@dataclass(frozen=True, slots=True)
class Kanaalkeuze:
    """All that a municipality designated (2:13 lid 2) and opened for other messages (2:14)."""

    aanwijzingen: tuple[Aanwijzing, ...] = ()
    opengesteld: frozenset[Weg] = frozenset()

    def voor(self, soort: Berichtsoort, onderwerp: str, op: date) -> tuple[Aanwijzing, ...]:
        """The designations for a type of message on a day; empty when there are none. Source: Awb 2:13 lid 2.

        Only the most precise ones: where a product has its own form, the general form is not its
        designated way.
        """
        gevonden = [a for a in self.aanwijzingen if a.geldt_op(op) and a.geldt_voor(soort, onderwerp)]
        hoogste = max((a.precisie for a in gevonden), default=0)
        return tuple(a for a in gevonden if a.precisie == hoogste)

    def voor_enig_bericht(self, weg: Weg, op: date) -> bool:
        """Whether this way is designated for any official message at all on that day.

        Source: Awb 2:16 lid 2.
        """
        return any(a.geldt_op(op) and a.weg.omvat(weg) for a in self.aanwijzingen)

    def is_opengesteld(self, weg: Weg) -> bool:
        """Whether the municipality made known that this way is open for other messages. Source: Awb 2:14."""
        return any(open_weg.omvat(weg) for open_weg in self.opengesteld)

    def zonder_aanwijzing(
        self, soorten: Iterable[Berichtsoort], onderwerp: str, op: date
    ) -> tuple[Berichtsoort, ...]:
        """The types that still lack a designated way on a day.

        Source: Awb 2:13 lid 2 ("voor ieder type bericht").
        """
        return tuple(soort for soort in soorten if not self.voor(soort, onderwerp, op))


@dataclass(frozen=True, slots=True)
class Alternatief:
    """Whether an offer of channels leaves people free not to use the electronic way, with the why."""

    toegestaan: bool
    waarom: Waarom

    def naar_dict(self) -> dict[str, object]:
        """JSON-able form."""
        return {"toegestaan": self.toegestaan, "waarom": self.waarom.naar_dict()}


def niet_digitaal_verplicht(kanalen: Iterable[Kanaal], bijzondere_wet: str = "") -> Alternatief:
    """Whether the offered channels include one that is not electronic. Source: Awb 2:7 lid 2.

    `bijzondere_wet` names the article of another act that prescribes the electronic way; it takes precedence.
    """
    artikel = "Awb 2:7 lid 2"
    zonder_computer = [k for k in dict.fromkeys(kanalen) if not k.elektronisch]
    if zonder_computer:
        wegen = " of ".join(k.omschrijving for k in zonder_computer)
        tekst = f"U hoeft dit niet digitaal te doen. U kunt ook gebruikmaken van {wegen}."
        return Alternatief(True, waarom(Stap(tekst, artikel)))
    if bijzondere_wet:
        tekst = "Een andere wet schrijft voor dat dit digitaal gaat."
        return Alternatief(True, waarom(Stap(tekst, bijzondere_wet)))
    tekst = "Er is alleen een digitale weg. De gemeente mag die niet verplichten: er moet een andere weg bij."
    return Alternatief(False, waarom(Stap(tekst, artikel)))
