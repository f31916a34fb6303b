"""A message that came in: is it official, when does it count as received, must its receipt be confirmed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from openloket.law.kalender import dag_in_amsterdam
from openloket.law.kanalen import (
    ALTIJD_OFFICIEEL,
    BEZWAAR_OF_BEROEP,
    Berichtsoort,
    Kanaalkeuze,
    Officieel,
    Weg,
)
from openloket.law.waarom import Stap, Twijfel, Waarom, waarom


class Bevoegdheid(StrEnum):
    """Who is to handle a message: this body, or evidently another (known from the message itself, or not)."""

    DIT_ORGAAN = "dit_orgaan"
    ANDER_ORGAAN_BEKEND = "ander_orgaan_bekend"
    ANDER_ORGAAN_ONBEKEND = "ander_orgaan_onbekend"


@dataclass(frozen=True, slots=True)
class Bericht:
    """The facts of one incoming message on which the law turns; `ontvangen_op` is the moment of Awb 2:20.

    - `zelfde_systeem_zichtbaar`: sender and body use one system and the sender sees there that it arrived;
    - `direct_ingevoerd`: entered straight into a system of the body (web form, portal);
    - `voldoet_aan_eisen`: meets the further requirements of 2:13 lid 3;
    - `zonder_bewerking`: can be handled without further processing as if sent the right way;
    - `aan_termijn_gebonden`: sending it was bound to a time limit (such as the six weeks to object).
    """

    soort: Berichtsoort
    officieel: Officieel
    weg: Weg
    ontvangen_op: datetime
    onderwerp: str = ""
    elektronisch_adres_bekend: bool = False
    zelfde_systeem_zichtbaar: bool = False
    direct_ingevoerd: bool = False
    voldoet_aan_eisen: bool = True
    zonder_bewerking: bool = False
    aan_termijn_gebonden: bool = False
    bevoegdheid: Bevoegdheid = Bevoegdheid.DIT_ORGAAN


@dataclass(frozen=True, slots=True)
class Officieelheid:
    """Whether a message is treated as official, why, and the doubt if that was never decided."""

    officieel: bool
    waarom: Waarom
    twijfel: Twijfel | None = None


def is_officieel(soort: Berichtsoort, keuze: Officieel) -> Officieelheid:
    """Whether a message is part of a procedure on a besluit or complaint, or prescribed.

    Source: Awb 2:13 lid 1.

    `keuze` is what the municipality decided for its product. It cannot take the status from a message
    that has it by nature (an application, an objection, a complaint …). Undecided counts as official,
    with a Twijfel.
    """
    artikel = "Awb 2:13 lid 1"
    if soort in ALTIJD_OFFICIEEL:
        tekst = f"Dit is een officieel bericht: {_met_lidwoord(soort)} hoort bij een besluit of een klacht."
        return Officieelheid(True, waarom(Stap(tekst, artikel)))
    if keuze is Officieel.JA:
        return Officieelheid(True, waarom(Stap("Dit is een officieel bericht.", artikel)))
    if keuze is Officieel.NEE:
        tekst = "Dit is geen officieel bericht: het hoort niet bij een besluit of een klacht."
        return Officieelheid(False, waarom(Stap(tekst, "Awb 2:14")))
    tekst = "Het is niet zeker of dit een officieel bericht is. Daarom behandelen wij het als officieel."
    twijfel = Twijfel(
        vraag="Hoort dit soort bericht bij een besluit of een klacht, of schrijft een wet het voor?",
        grond="De gemeente heeft dit voor dit soort bericht nog niet bepaald.",
        voorlopig="Het bericht geldt als officieel. De afzender krijgt dus een ontvangstbevestiging.",
        artikel=artikel,
    )
    return Officieelheid(True, waarom(Stap(tekst, artikel)), twijfel)


def _met_lidwoord(soort: Berichtsoort) -> str:
    return {
        Berichtsoort.BEZWAAR: "een bezwaarschrift",
        Berichtsoort.BEROEP: "een beroepschrift",
    }.get(soort, f"een {soort.value}")


class Bereikt(StrEnum):
    """Which of the three events of Awb 2:20 fixed the moment of receipt."""

    EIGEN_SYSTEEM = "eigen_systeem"
    AANGEWEZEN_SYSTEEM = "aangewezen_systeem"
    TOEGANKELIJK = "toegankelijk"


@dataclass(frozen=True, slots=True)
class Ontvangstmoment:
    """The moment a message counts as received and the event that fixed it."""

    tijdstip: datetime
    bereikt: Bereikt
    waarom: Waarom


UITLEG = {
    Bereikt.EIGEN_SYSTEEM: "Het bericht geldt als ontvangen toen het ons eigen systeem bereikte.",
    Bereikt.AANGEWEZEN_SYSTEEM: (
        "Het bericht geldt als ontvangen toen het een systeem bereikte dat wij daarvoor hebben aangewezen."
    ),
    Bereikt.TOEGANKELIJK: "Het bericht geldt als ontvangen toen wij er digitaal bij konden.",
}


def ontvangstmoment(
    *,
    eigen_systeem: datetime | None = None,
    aangewezen_systeem: datetime | None = None,
    toegankelijk: datetime | None = None,
) -> Ontvangstmoment | Twijfel:
    """The earliest known event that makes a message received; later import does not change it.

    Source: Awb 2:20.

    All three unknown: a Twijfel, for a moment is never made up. ValueError for a time without a time zone.
    """
    artikel = "Awb 2:20"
    momenten = [
        (moment, bereikt)
        for moment, bereikt in (
            (eigen_systeem, Bereikt.EIGEN_SYSTEEM),
            (aangewezen_systeem, Bereikt.AANGEWEZEN_SYSTEEM),
            (toegankelijk, Bereikt.TOEGANKELIJK),
        )
        if moment is not None
    ]
    if not momenten:
        return Twijfel(
            vraag="Wanneer bereikte het bericht een systeem van de gemeente?",
            grond="Geen van de systemen heeft het tijdstip vastgelegd.",
            voorlopig="Het bericht geldt als op tijd ontvangen.",
            artikel=artikel,
        )
    if any(moment.tzinfo is None for moment, _ in momenten):
        raise ValueError("Een tijdstip zonder tijdzone ligt niet vast.")
    tijdstip, bereikt = min(momenten, key=lambda paar: paar[0])
    return Ontvangstmoment(tijdstip, bereikt, waarom(Stap(UITLEG[bereikt], artikel)))


class Uitzondering(StrEnum):
    """The two exceptions of Awb 2:17 lid 1; a receipt that is not due for one of them is recorded as such."""

    ZELFDE_SYSTEEM = "a"
    GEEN_ADRES = "b"


@dataclass(frozen=True, slots=True)
class Ontvangstplicht:
    """Whether receipt must be confirmed and the entered data given back.

    - `uitzondering`: why no receipt is due although 2:17 lid 1 applies; None whenever `verplicht` is True;
    - `schriftelijk`: 6:14 or 9:6 asks a written receipt, whatever way the message came;
    - `per_brief`: that written receipt must go on paper, for no electronic address is known;
    - `terugtonen_verplicht`: 2:17 lid 2, which knows no exceptions.
    """

    verplicht: bool
    uitzondering: Uitzondering | None
    terugtonen_verplicht: bool
    schriftelijk: bool
    per_brief: bool
    waarom: Waarom
    twijfels: tuple[Twijfel, ...] = ()

    def naar_dict(self) -> dict[str, object]:
        """JSON-able form."""
        return {
            "verplicht": self.verplicht,
            "uitzondering": self.uitzondering.value if self.uitzondering else None,
            "terugtonen_verplicht": self.terugtonen_verplicht,
            "schriftelijk": self.schriftelijk,
            "per_brief": self.per_brief,
            "waarom": self.waarom.naar_dict(),
            "twijfels": [twijfel.naar_dict() for twijfel in self.twijfels],
        }


def ontvangstplicht(bericht: Bericht, aangewezen: Kanaalkeuze) -> Ontvangstplicht:
    """Whether a receipt and the return of the entered data are due. Source: Awb 2:17, 6:14 lid 1, 9:6.

    2:17 sets no deadline; sending at once is the house's own rule.
    """
    status = is_officieel(bericht.soort, bericht.officieel)
    bevestigen, uitzondering, reden, twijfel = _bevestigen(bericht, aangewezen, status.officieel)
    schriftelijk = SCHRIFTELIJK.get(bericht.soort)
    terugtonen = status.officieel and bericht.direct_ingevoerd
    stappen = [*status.waarom, reden]
    if schriftelijk:
        stappen.append(schriftelijk)
    if terugtonen:
        stappen.append(Stap("U krijgt te zien wat u hebt ingevuld.", "Awb 2:17 lid 2"))
    verplicht = bevestigen or schriftelijk is not None
    return Ontvangstplicht(
        verplicht=verplicht,
        uitzondering=None if verplicht else uitzondering,
        terugtonen_verplicht=terugtonen,
        schriftelijk=schriftelijk is not None,
        per_brief=schriftelijk is not None and not bericht.elektronisch_adres_bekend,
        waarom=Waarom(tuple(stappen)),
        twijfels=tuple(t for t in (status.twijfel, twijfel) if t is not None),
    )


_BEZWAAR_BEVESTIGEN = Stap(
    "De ontvangst van een bezwaar of beroep bevestigen wij altijd schriftelijk.", "Awb 6:14 lid 1"
)
SCHRIFTELIJK = {
    **dict.fromkeys(BEZWAAR_OF_BEROEP, _BEZWAAR_BEVESTIGEN),
    Berichtsoort.KLACHT: Stap("De ontvangst van een klacht bevestigen wij altijd schriftelijk.", "Awb 9:6"),
}


def _bevestigen(
    bericht: Bericht, aangewezen: Kanaalkeuze, officieel: bool
) -> tuple[bool, Uitzondering | None, Stap, Twijfel | None]:
    """The duty of Awb 2:17 lid 1 alone: due or not, the exception, the step that says so, and the doubt."""
    artikel = "Awb 2:17 lid 1"
    if not officieel:
        return (
            False,
            None,
            Stap("Voor dit bericht is een ontvangstbevestiging niet verplicht.", "Awb 2:14"),
            None,
        )
    if not bericht.weg.kanaal.elektronisch:
        tekst = (
            "Het bericht kwam niet digitaal binnen. Een digitale ontvangstbevestiging is dan niet verplicht."
        )
        return False, None, Stap(tekst, artikel), None
    dag = dag_in_amsterdam(bericht.ontvangen_op)
    wegen = aangewezen.voor(bericht.soort, bericht.onderwerp, dag)
    juist = not wegen or any(a.weg.omvat(bericht.weg) for a in wegen)
    if not juist or not bericht.voldoet_aan_eisen:
        tekst = (
            "Het bericht kwam niet langs de aangewezen weg of voldoet niet aan de eisen. Bevestigen is "
            "niet verplicht."
        )
        return False, None, Stap(tekst, artikel), None
    if bericht.zelfde_systeem_zichtbaar:
        tekst = (
            "U kunt in hetzelfde systeem zien dat wij het bericht hebben. Bevestigen is dan niet verplicht."
        )
        return False, Uitzondering.ZELFDE_SYSTEEM, Stap(tekst, f"{artikel} onder a"), None
    if not bericht.elektronisch_adres_bekend:
        tekst = "Wij hebben geen digitaal adres van u. Bevestigen is dan niet verplicht."
        return False, Uitzondering.GEEN_ADRES, Stap(tekst, f"{artikel} onder b"), None
    stap = Stap("Wij bevestigen dat wij het bericht hebben ontvangen.", artikel)
    return True, None, stap, None if wegen else _GEEN_WEG


# The duty speaks of messages sent the designated way; a body that designated none cannot gain by that.
_GEEN_WEG = Twijfel(
    vraag="Is een ontvangstbevestiging verplicht als er geen weg is aangewezen?",
    grond="De plicht geldt voor berichten langs de aangewezen weg, en die is er voor dit soort bericht niet.",
    voorlopig="Ja: de ontvangst wordt bevestigd.",
    artikel="Awb 2:17 lid 1",
)
