"""Terms around sending: notify in 48 hours, no notice, the wrong way (Awb 2:10, 2:22, 2:23, 2:24)."""

from datetime import date, datetime
from enum import StrEnum

from openloket.law.kalender import (
    Kalender,
    dag_in_amsterdam,
    einde_in_uren,
    einde_van_dag,
)
from openloket.law.termijnen import Termijnregel, beslistermijn
from openloket.law.termijnvraag import Termijnuitkomst, dagstap, uit_termijn
from openloket.law.waarom import Stap, Twijfel, Waarom, datum_in_woorden, waarom

KENNISGEVING_UREN = 48


def kennisgeving_uiterlijk(toegankelijk_op: datetime, afgemeld: bool = False) -> Termijnuitkomst:
    """The moment before which the addressee must be told that a message is there. Source: Awb 2:10 lid 1.

    Counted from the moment on which the message became accessible, which is the moment of sending (2:19).
    With `afgemeld` (no notices wanted) there is no term. ValueError for a time without a time zone.
    """
    artikel = "Awb 2:10 lid 1"
    if afgemeld:
        tekst = "U wilt geen bericht krijgen als er iets voor u klaarstaat. Daarom sturen wij het niet."
        return Termijnuitkomst(artikel, waarom(Stap(tekst, artikel)))
    tijdstip = einde_in_uren(toegankelijk_op, KENNISGEVING_UREN)
    stappen = waarom(
        dagstap("Het bericht stond voor u klaar op {}.", "Awb 2:19", dag_in_amsterdam(toegankelijk_op)),
        Stap(f"Wij laten u dat binnen {KENNISGEVING_UREN} uur weten.", artikel),
        Stap("Een termijn in uren schuift nooit op.", "Algemene termijnenwet 4 onder a"),
    )
    return Termijnuitkomst(artikel, stappen, tijdstip=tijdstip)


class Kennisgevingstand(StrEnum):
    """What happened to the notice of Awb 2:10; NIET_ONTVANGEN: sent, but it did not reach the addressee."""

    VERZONDEN = "verzonden"
    NIET_VERZONDEN = "niet_verzonden"
    NIET_ONTVANGEN = "niet_ontvangen"
    AFGEMELD = "afgemeld"


def termijn_na_kennisgeving(laatste_dag: date, stand: Kennisgevingstand) -> Termijnuitkomst:
    """Whether the end of a term that began with the sending may be held against the addressee.

    Source: Awb 2:22. No `laatste_dag` in the answer: it may not, and no message counts as late.
    """
    if stand is Kennisgevingstand.NIET_VERZONDEN:
        tekst = "Wij hebben u niet laten weten dat er een bericht klaarstond. Daarom bent u niet te laat."
        return Termijnuitkomst("Awb 2:22 lid 1", waarom(Stap(tekst, "Awb 2:22 lid 1")))
    if stand is Kennisgevingstand.NIET_ONTVANGEN:
        tekst = "U kreeg niet te horen dat er een bericht klaarstond. Wij nemen het u niet kwalijk."
        stappen = waarom(Stap(tekst, "Awb 2:22 lid 2"))
        return Termijnuitkomst("Awb 2:22 lid 2", stappen, twijfels=(_IN_VERZUIM,))
    tekst = "U kreeg te horen dat er een bericht klaarstond."
    if stand is Kennisgevingstand.AFGEMELD:
        tekst = "U wilde niet te horen krijgen dat er een bericht klaarstond."
    stappen = waarom(
        Stap(tekst, "Awb 2:22 lid 1"),
        dagstap("De laatste dag blijft {}.", "Awb 2:22 lid 1", laatste_dag),
    )
    return Termijnuitkomst("Awb 2:22 lid 1", stappen, laatste_dag)


_IN_VERZUIM = Twijfel(
    vraag="Kon de geadresseerde het bericht toch op tijd kennen?",
    grond="Bij een kennisgeving die niet aankwam, telt of iemand redelijkerwijs in verzuim is.",
    voorlopig="Nee: te laat komen wordt niet tegengeworpen.",
    artikel="Awb 2:22 lid 2",
)


def verlengd_door_verkeerde_weg(
    laatste_dag: date, ontvangen_op: datetime, gewezen_op: datetime, kalender: Kalender
) -> Termijnuitkomst:
    """The last day for a sender who could think that the wrong way was right. Source: Awb 2:23.

    The term grows by the time between receipt and the body's reaction, with at least one working day. The
    day on which that time ends counts in full, and moves on when it is free: both the house's choice.
    ValueError when the reaction lies before the receipt.
    """
    if gewezen_op < ontvangen_op:
        raise ValueError("De reactie ligt niet voor de ontvangst.")
    verloop = gewezen_op - ontvangen_op
    met_verloop = dag_in_amsterdam(einde_van_dag(laatste_dag) + verloop)
    dag = kalender.eerstvolgende_werkdag(max(met_verloop, kalender.na_werkdagen(laatste_dag, 1)))
    stappen = waarom(
        dagstap("De laatste dag was {}.", "", laatste_dag),
        dagstap(
            "U stuurde het bericht langs een andere weg op {}.", "Awb 2:23", dag_in_amsterdam(ontvangen_op)
        ),
        dagstap("Wij wezen u de juiste weg op {}.", "Awb 2:23", dag_in_amsterdam(gewezen_op)),
        dagstap("U krijgt die tijd erbij, en ten minste één werkdag: tot en met {}.", "Awb 2:23", dag),
    )
    return Termijnuitkomst("Awb 2:23", stappen, dag, twijfels=(_KON_MENEN,))


_KON_MENEN = Twijfel(
    vraag="Kon de afzender redelijkerwijs denken dat dit de goede weg was?",
    grond="De wet laat dit afhangen van wat de afzender wist en zag.",
    voorlopig="Ja: de termijn van de afzender wordt verlengd.",
    artikel="Awb 2:23",
)


def beslistermijn_na_doorgeleiding(
    ontvangen_op: date,
    doorgeleid_op: date,
    medegedeeld_op: date | None,
    regel: Termijnregel | None,
    kalender: Kalender,
    bezwaar_of_beroep: bool = False,
) -> Termijnuitkomst:
    """The term to decide on a message that came the wrong way and was passed on inside. Source: Awb 2:24.

    It may start at the passing on, only if the sender was told of it at once (here: the same or the next
    working day), never for an objection or appeal (7:14, 7:27), and only for a term a rule sets. For the
    eight weeks of 4:13 lid 2 that is open: they run from receipt, with a Twijfel. ValueError when the
    message was passed on before it came, or when the sender was told of that before it happened.
    """
    if doorgeleid_op < ontvangen_op or (medegedeeld_op is not None and medegedeeld_op < doorgeleid_op):
        raise ValueError("Ontvangst, doorgeleiding en mededeling volgen op elkaar.")
    bezwaar = "" if not bezwaar_of_beroep else "Voor bezwaar en beroep geldt dit niet."
    reden, twijfels = bezwaar or _niet_gemeld(doorgeleid_op, medegedeeld_op, kalender), []
    if not reden and regel is None:
        reden = "Voor deze aanvraag noemt geen regel een eigen termijn."
        twijfels = [_ACHT_WEKEN]
    later = not reden
    uitkomst = uit_termijn(beslistermijn(doorgeleid_op if later else ontvangen_op, regel, kalender))
    tekst = f"{reden} Daarom telt de dag van ontvangst: {{}}."
    if later:
        tekst = "Het bericht kwam langs een andere weg. De termijn telt vanaf de dag van doorsturen: {}."
    stap = dagstap(tekst, "Awb 7:14" if bezwaar else "Awb 2:24", doorgeleid_op if later else ontvangen_op)
    # The words of the ordinary term speak of receipt; where the passing on counts they would be untrue.
    stappen = uitkomst.waarom.stappen[1:] if later else uitkomst.waarom.stappen
    return Termijnuitkomst(
        artikel="Awb 2:24",
        waarom=Waarom((stap, *stappen)),
        laatste_dag=uitkomst.laatste_dag,
        eerste_dag=uitkomst.eerste_dag,
        twijfels=(*uitkomst.twijfels, *twijfels),
        termijn=uitkomst.termijn,
    )


def _niet_gemeld(doorgeleid_op: date, medegedeeld_op: date | None, kalender: Kalender) -> str:
    if medegedeeld_op is None:
        return "Wij hebben u niet laten weten dat wij het bericht doorstuurden."
    if medegedeeld_op > kalender.na_werkdagen(doorgeleid_op, 1):
        return f"Pas op {datum_in_woorden(medegedeeld_op)} lieten wij u weten van het doorsturen."
    return ""


_ACHT_WEKEN = Twijfel(
    vraag="Mogen de 8 weken van artikel 4:13 pas beginnen bij het doorsturen binnen de gemeente?",
    grond="Het gaat om een termijn bij wettelijk voorschrift. Of deze 8 weken dat zijn, is niet zeker.",
    voorlopig="Nee: de termijn begint bij de ontvangst.",
    artikel="Awb 2:24",
)
