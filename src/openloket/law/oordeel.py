"""What must be done with a message that came in: handle it, forward it, or point to the right way."""

from dataclasses import dataclass
from enum import StrEnum

from openloket.law.kalender import dag_in_amsterdam
from openloket.law.kanalen import BEZWAAR_OF_BEROEP, Berichtsoort, Kanaalkeuze, Weg
from openloket.law.ontvangst import Bericht, Bevoegdheid, is_officieel
from openloket.law.waarom import Stap, Twijfel, Waarom, waarom


class Actie(StrEnum):
    """What the law asks: WIJZEN means that pointing to the right way is enough; more is always allowed."""

    BEHANDELEN = "behandelen"
    WIJZEN = "wijzen"
    DOORZENDEN = "doorzenden"
    NIET_GEHOUDEN = "niet_gehouden"


@dataclass(frozen=True, slots=True)
class Oordeel:
    """What to do with a message, and why.

    - `juiste_wegen`: the designated ways, to name to the sender when `actie` is WIJZEN;
    - `latere_start_mogelijk`: 2:24, a statutory handling term may start at the internal forwarding, only if
    the
      sender is told of it at once;
    - `termijn_verlengen`: 2:23, the sender's time limit may have to be extended (see the twijfel);
    - `herstel_niet_nodig`: 4:5 lid 5, no opportunity to repair is due.
    """

    actie: Actie
    waarom: Waarom
    twijfels: tuple[Twijfel, ...] = ()
    juiste_wegen: tuple[Weg, ...] = ()
    latere_start_mogelijk: bool = False
    termijn_verlengen: bool = False
    herstel_niet_nodig: bool = False

    def naar_dict(self) -> dict[str, object]:
        """JSON-able form."""
        return {
            "actie": self.actie.value,
            "waarom": self.waarom.naar_dict(),
            "twijfels": [twijfel.naar_dict() for twijfel in self.twijfels],
            "juiste_wegen": [weg.naar_dict() for weg in self.juiste_wegen],
            "latere_start_mogelijk": self.latere_start_mogelijk,
            "termijn_verlengen": self.termijn_verlengen,
            "herstel_niet_nodig": self.herstel_niet_nodig,
        }


def beoordeel(bericht: Bericht, aangewezen: Kanaalkeuze) -> Oordeel:
    """What the law asks to do with an incoming message.

    Source: Awb 2:3, 2:13 to 2:16, 2:23, 2:24, 4:5 lid 5, 6:15.
    """
    if bericht.bevoegdheid is not Bevoegdheid.DIT_ORGAAN:
        return _ander_orgaan(bericht)
    if not bericht.weg.kanaal.elektronisch:
        tekst = (
            f"Het bericht kwam via {bericht.weg.kanaal.omschrijving}. Dat mag: niemand hoeft dit digitaal "
            "te doen."
        )
        return Oordeel(Actie.BEHANDELEN, waarom(Stap(tekst, "Awb 2:7 lid 2")))
    status = is_officieel(bericht.soort, bericht.officieel)
    if not status.officieel:
        return _ander_bericht(bericht, aangewezen, status.waarom)
    twijfels = (status.twijfel,) if status.twijfel else ()
    dag = dag_in_amsterdam(bericht.ontvangen_op)
    wegen = tuple(a.weg for a in aangewezen.voor(bericht.soort, bericht.onderwerp, dag))
    if any(weg.omvat(bericht.weg) for weg in wegen):
        return Oordeel(Actie.BEHANDELEN, status.waarom + _juiste_weg(bericht), twijfels, wegen)
    if not aangewezen.voor_enig_bericht(bericht.weg, dag):
        return _weg_voor_niets(bericht, wegen, status.waarom, twijfels)
    return _verkeerde_weg(bericht, wegen, status.waarom, twijfels)


def _ander_orgaan(bericht: Bericht) -> Oordeel:
    """Source: Awb 2:3 lid 1 and 3; for an objection or appeal 6:15 lid 1, which knows no exception."""
    bekend = bericht.bevoegdheid is Bevoegdheid.ANDER_ORGAAN_BEKEND
    naar_wie = Twijfel(
        vraag="Naar welk bestuursorgaan moet dit bericht?",
        grond="Dat is uit het bericht zelf niet af te leiden.",
        voorlopig="Een medewerker leest het bericht en zoekt uit voor wie het is.",
        artikel="Awb 2:3 lid 3",
    )
    twijfels = () if bekend else (naar_wie,)
    if bericht.soort in BEZWAAR_OF_BEROEP:
        tekst = (
            "Een ander bestuursorgaan moet hierover beslissen. Wij sturen het bericht zo snel mogelijk "
            "door en laten u dat tegelijk weten. De dag waarop wij het ontvingen, telt."
        )
        return Oordeel(Actie.DOORZENDEN, waarom(Stap(tekst, "Awb 6:15 lid 1 en 3")), twijfels)
    if bekend or not bericht.weg.kanaal.elektronisch:
        tekst = (
            "Dit bericht is voor een ander bestuursorgaan. Wij sturen het meteen door en laten u dat "
            "tegelijk weten."
        )
        return Oordeel(Actie.DOORZENDEN, waarom(Stap(tekst, "Awb 2:3 lid 1")), twijfels)
    tekst = (
        "Dit bericht is voor een ander bestuursorgaan. Uit het bericht blijkt niet voor welk. Dan hoeven "
        "wij het niet door te sturen."
    )
    return Oordeel(Actie.NIET_GEHOUDEN, waarom(Stap(tekst, "Awb 2:3 lid 3")), twijfels)


def _ander_bericht(bericht: Bericht, aangewezen: Kanaalkeuze, vooraf: Waarom) -> Oordeel:
    """Source: Awb 2:14 (messages that are not official)."""
    dag = dag_in_amsterdam(bericht.ontvangen_op)
    kanaal = bericht.weg.kanaal.omschrijving
    if aangewezen.is_opengesteld(bericht.weg) or aangewezen.voor_enig_bericht(bericht.weg, dag):
        stap = Stap(f"U kunt ons via {kanaal} bereiken: die weg is geopend.", "Awb 2:14")
        return Oordeel(Actie.BEHANDELEN, vooraf + waarom(stap))
    stap = Stap(
        f"Wij hebben {kanaal} niet geopend voor berichten. Wij hoeven dit bericht niet te behandelen.",
        "Awb 2:14",
    )
    return Oordeel(Actie.NIET_GEHOUDEN, vooraf + waarom(stap))


def _juiste_weg(bericht: Bericht) -> Waarom:
    tekst = (
        f"Het bericht kwam via {bericht.weg.kanaal.omschrijving}. Dat is de weg die daarvoor is aangewezen."
    )
    stap = Stap(tekst, "Awb 2:13 lid 2")
    if bericht.voldoet_aan_eisen:
        return waarom(stap)
    tekst = "Het bericht voldoet nog niet aan alle eisen. U krijgt de kans om dat te herstellen."
    return waarom(stap, Stap(tekst, "Awb 2:13 lid 3"))


def _weg_voor_niets(
    bericht: Bericht, wegen: tuple[Weg, ...], vooraf: Waarom, twijfels: tuple[Twijfel, ...]
) -> Oordeel:
    """Source: Awb 2:16 lid 2, read narrowly where its wording would leave a sender without any way."""
    artikel = "Awb 2:16 lid 2"
    kanaal = bericht.weg.kanaal.omschrijving
    if bericht.soort in BEZWAAR_OF_BEROEP:
        stap = Stap(
            "Wij behandelen een bezwaarschrift of beroepschrift altijd, langs welke weg het ook komt.",
            "Awb 2:16 lid 1 onder b",
        )
        grond = (
            "De woorden van het tweede lid maken geen uitzondering voor bezwaar en beroep; het eerste lid "
            "wel."
        )
    elif not wegen:
        stap = Stap(
            "Voor dit soort bericht is geen weg aangewezen. Daarom behandelen wij het.",
            "Awb 2:16 lid 1 onder c",
        )
        grond = (
            "Volgens het tweede lid hoeft reageren niet, maar zonder aangewezen weg was er geen goede weg "
            "om te kiezen."
        )
    else:
        tekst = (
            f"Het bericht kwam via {kanaal}. Die weg is voor geen enkel officieel bericht aangewezen. Wij "
            "hoeven niet te reageren."
        )
        return Oordeel(Actie.NIET_GEHOUDEN, vooraf + waarom(Stap(tekst, artikel)), twijfels, wegen)
    twijfel = Twijfel(
        vraag=f"Moet de gemeente een bericht behandelen dat via {kanaal} kwam?",
        grond=grond,
        voorlopig="Het bericht wordt behandeld.",
        artikel=artikel,
    )
    return Oordeel(Actie.BEHANDELEN, vooraf + waarom(stap), (*twijfels, twijfel), wegen)


def _verkeerde_weg(
    bericht: Bericht, wegen: tuple[Weg, ...], vooraf: Waarom, twijfels: tuple[Twijfel, ...]
) -> Oordeel:
    """Source: Awb 2:16 lid 1 onder a, b and c; 2:24, which 7:14 and 7:27 keep from objections."""
    lid = "Awb 2:16 lid 1"
    if bericht.soort in BEZWAAR_OF_BEROEP:
        stap = Stap(
            "Een bezwaarschrift of beroepschrift behandelen wij ook als het langs een andere weg komt.",
            f"{lid} onder b",
        )
        return Oordeel(Actie.BEHANDELEN, vooraf + waarom(stap), twijfels, wegen)
    if not wegen:
        stap = Stap(
            "Voor dit soort bericht is geen weg aangewezen. Daarom behandelen wij het.", f"{lid} onder c"
        )
        return Oordeel(Actie.BEHANDELEN, vooraf + waarom(stap), twijfels)
    if bericht.zonder_bewerking:
        stappen = waarom(
            Stap(
                "Het bericht kwam langs een andere weg, maar wij kunnen het gewoon behandelen.",
                f"{lid} onder a",
            ),
            Stap(
                "Sturen wij het binnen de gemeente door, dan mag de termijn op dat moment beginnen. Dat "
                "mag alleen als wij u dat meteen laten weten.",
                "Awb 2:24",
            ),
        )
        return Oordeel(Actie.BEHANDELEN, vooraf + stappen, twijfels, wegen, latere_start_mogelijk=True)
    return _wijzen(bericht, wegen, vooraf, twijfels)


def _wijzen(
    bericht: Bericht, wegen: tuple[Weg, ...], vooraf: Waarom, twijfels: tuple[Twijfel, ...]
) -> Oordeel:
    juist = " of ".join(dict.fromkeys(weg.kanaal.omschrijving for weg in wegen))
    stappen = [
        Stap(f"Dit bericht kwam langs de verkeerde weg. U kunt het sturen via {juist}.", "Awb 2:16 lid 1")
    ]
    aanvraag = bericht.soort is Berichtsoort.AANVRAAG
    if aanvraag:
        stappen.append(
            Stap("Wij hoeven u dan geen kans te geven om de aanvraag aan te vullen.", "Awb 4:5 lid 5")
        )
    if bericht.aan_termijn_gebonden:
        tekst = (
            "Kon u denken dat dit de goede weg was? Dan krijgt u extra tijd: zo lang als wij over onze "
            "reactie deden, en ten minste één werkdag."
        )
        stappen.append(Stap(tekst, "Awb 2:23"))
        twijfel = Twijfel(
            vraag="Kon de afzender redelijkerwijs denken dat dit de goede weg was?",
            grond="De wet laat dit afhangen van wat de afzender wist en zag.",
            voorlopig="Ja: de termijn van de afzender wordt verlengd.",
            artikel="Awb 2:23",
        )
        twijfels = (*twijfels, twijfel)
    return Oordeel(
        Actie.WIJZEN,
        vooraf + Waarom(tuple(stappen)),
        twijfels,
        wegen,
        termijn_verlengen=bericht.aan_termijn_gebonden,
        herstel_niet_nodig=aanvraag,
    )
