"""Sending by the municipality: may this go electronically, and which way may carry it (Awb 2:8, 2:9)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from openloket.law.kanalen import Weg
from openloket.law.waarom import Stap, Twijfel, Waarom, waarom


class Verzendsoort(StrEnum):
    """Kinds of messages a municipality sends to a person; consent is given per kind."""

    ONTVANGSTBEVESTIGING = "ontvangstbevestiging"
    VERZOEK_OM_AANVULLING = "verzoek_om_aanvulling"
    MEDEDELING = "mededeling"
    UITNODIGING = "uitnodiging"
    BESLUIT = "besluit"
    OVERIG = "overig"


@dataclass(frozen=True, slots=True)
class Toestemming:
    """What a person expressly said about being reachable: which way, which kinds, in answer to which words.

    `bewoording` is the exact question that was shown. Without it nobody can prove that the consent was
    express, so it does not count. A filled-in e-mail address alone is no consent.
    """

    weg: Weg
    soorten: frozenset[Verzendsoort]
    gegeven_op: datetime
    bewoording: str
    ingetrokken_op: datetime | None = None

    def geldt(self, soort: Verzendsoort, weg: Weg, op: datetime) -> bool:
        """Whether the consent covers this kind of message by this very way at a moment. Source: Awb 2:8."""
        ingetrokken = self.ingetrokken_op is not None and self.ingetrokken_op <= op
        gegeven = bool(self.bewoording.strip()) and self.gegeven_op <= op and not ingetrokken
        return gegeven and soort in self.soorten and self.weg == weg


@dataclass(frozen=True, slots=True)
class Verzendoordeel:
    """Whether a message may go by a way, on which consent, and why; when not, it goes by post."""

    toegestaan: bool
    toestemming: Toestemming | None
    waarom: Waarom
    twijfel: Twijfel | None = None

    def naar_dict(self) -> dict[str, object]:
        """JSON-able form; of the consent only its moment."""
        return {
            "toegestaan": self.toegestaan,
            "toestemming_van": self.toestemming.gegeven_op.isoformat() if self.toestemming else None,
            "waarom": self.waarom.naar_dict(),
            "twijfel": self.twijfel.naar_dict() if self.twijfel else None,
        }


def mag_elektronisch(
    toestemmingen: Iterable[Toestemming],
    soort: Verzendsoort,
    weg: Weg,
    op: datetime,
    *,
    adres_uit_bericht: str = "",
) -> Verzendoordeel:
    """Whether a message to a person may go by this way at this moment. Source: Awb 2:8 (2:17 lid 1 onder b).

    `adres_uit_bericht` is the address the sender gave in the message that is being confirmed: to that
    address the receipt itself may go without consent. The law is not clear on this, so that answer
    carries a Twijfel.
    """
    artikel = "Awb 2:8"
    if not weg.kanaal.elektronisch:
        tekst = f"Dit bericht gaat via {weg.kanaal.omschrijving}. Daarvoor is geen toestemming nodig."
        return Verzendoordeel(True, None, waarom(Stap(tekst, artikel)))
    passend = next((t for t in toestemmingen if t.geldt(soort, weg, op)), None)
    if passend is not None:
        tekst = f"U hebt zelf gezegd dat u dit soort berichten wilt krijgen via {weg.kanaal.omschrijving}."
        return Verzendoordeel(True, passend, waarom(Stap(tekst, artikel)))
    bevestiging = soort is Verzendsoort.ONTVANGSTBEVESTIGING
    if bevestiging and weg.adres and weg.adres == adres_uit_bericht:
        tekst = "U gaf dit adres zelf op in uw bericht. Daar sturen wij de ontvangstbevestiging naartoe."
        return Verzendoordeel(True, None, waarom(Stap(tekst, "Awb 2:17 lid 1")), _ZONDER_TOESTEMMING)
    tekst = (
        f"U hebt niet gezegd dat u dit soort berichten wilt krijgen via {weg.kanaal.omschrijving}. Daarom "
        "sturen wij het per post."
    )
    return Verzendoordeel(False, None, waarom(Stap(tekst, artikel)))


_ZONDER_TOESTEMMING = Twijfel(
    vraag="Is voor de ontvangstbevestiging zelf toestemming nodig?",
    grond=(
        "Artikel 2:8 vraagt toestemming voor elk bericht. Maar volgens artikel 2:17 is bevestigen "
        "verplicht zodra een digitaal adres bekend is."
    ),
    voorlopig="Nee: de bevestiging gaat naar het adres dat de afzender zelf opgaf.",
    artikel="Awb 2:8",
)


class Gevoeligheid(StrEnum):
    """How bad a stranger's reading would be; GEVOELIG for a BSN, health, debts, children and the like."""

    GEWOON = "gewoon"
    GEVOELIG = "gevoelig"


class Afschriftwijze(StrEnum):
    """How a copy of what someone sent may reach that person."""

    IN_E_MAIL = "in_e_mail"
    BEVEILIGDE_LINK = "beveiligde_link"
    PORTAAL = "portaal"
    BRIEF = "brief"


@dataclass(frozen=True, slots=True)
class PassendeWeg:
    """The ways that may carry a copy, the first being the one to prefer, with the why."""

    wijzen: tuple[Afschriftwijze, ...]
    waarom: Waarom

    def naar_dict(self) -> dict[str, object]:
        """JSON-able form."""
        return {"wijzen": [wijze.value for wijze in self.wijzen], "waarom": self.waarom.naar_dict()}


def passende_weg(gevoeligheid: Gevoeligheid) -> PassendeWeg:
    """Which ways are reliable and confidential enough to carry a copy. Source: Awb 2:9, 2:17 lid 2.

    The act names no technique; that plain e-mail is not fit for sensitive content is the house's choice.
    """
    besloten = (Afschriftwijze.BEVEILIGDE_LINK, Afschriftwijze.PORTAAL, Afschriftwijze.BRIEF)
    if gevoeligheid is Gevoeligheid.GEVOELIG:
        tekst = (
            "Hier staan gevoelige gegevens in. Daarom sturen wij een beveiligde link en niet de gegevens "
            "zelf."
        )
        return PassendeWeg(besloten, waarom(Stap(tekst, "Awb 2:9")))
    tekst = "Hier staan geen gevoelige gegevens in. Het afschrift mag in de e-mail staan."
    return PassendeWeg((Afschriftwijze.IN_E_MAIL, *besloten), waarom(Stap(tekst, "Awb 2:9")))
