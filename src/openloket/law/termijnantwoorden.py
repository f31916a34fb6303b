"""The answer to each term of the register, from its facts by name; one function for each article."""

from datetime import date, datetime

from openloket.law.dwangsom import (
    beroep_niet_tijdig,
    dwangsom,
    dwangsom_vaststellen,
)
from openloket.law.gebeurtenissen import (
    Hervatting,
    Opschorting,
    Opschortingsgrond,
    Verlenging,
    Verlengingsgrond,
)
from openloket.law.indiening import (
    Aanvang,
    indieningstermijn,
    ontvangst_per_post_uiterlijk,
    tijdig_ingediend,
)
from openloket.law.kalender import (
    Duur,
    Eenheid,
    Einde,
    Kalender,
    dag_in_amsterdam,
    einde_met_atw,
    einde_terug,
)
from openloket.law.procedures import (
    bekendmaking_van_rechtswege,
    beslistermijn_na_terinzage,
    beslistermijn_uniform,
    besluit_niet_behandelen,
    inwerking_van_rechtswege,
    inzage_voor_hoorzitting,
    klacht_niet_behandelen,
    stukken_voor_hoorzitting,
    zienswijzetermijn,
)
from openloket.law.storing import Storing, verlengd_wegens_storing, verschoond_tot
from openloket.law.termijnen import (
    Termijnregel,
    beslistermijn,
    beslistermijn_bezwaar,
    bezwaartermijn,
    klachttermijn,
)
from openloket.law.termijnverloop import Verloop, verloop
from openloket.law.termijnvraag import (
    Feiten,
    Termijnuitkomst,
    dagstap,
    uit_termijn,
)
from openloket.law.verzendtermijnen import (
    Kennisgevingstand,
    beslistermijn_na_doorgeleiding,
    kennisgeving_uiterlijk,
    termijn_na_kennisgeving,
    verlengd_door_verkeerde_weg,
)
from openloket.law.waarom import waarom

# Termijnvraag.beantwoord has checked every kind before a fact is read here.


def _dag(feiten: Feiten, naam: str) -> date:
    waarde = feiten[naam]
    assert isinstance(waarde, date)
    return dag_in_amsterdam(waarde)


def _dag_of_niets(feiten: Feiten, naam: str) -> date | None:
    return _dag(feiten, naam) if naam in feiten else None


def _tijd(feiten: Feiten, naam: str) -> datetime:
    waarde = feiten[naam]
    assert isinstance(waarde, datetime)
    return waarde


def _getal(feiten: Feiten, naam: str) -> int:
    waarde = feiten[naam]
    assert isinstance(waarde, int)
    return waarde


def _ja(feiten: Feiten, naam: str, anders: bool = False) -> bool:
    return bool(feiten.get(naam, anders))


def _regel(feiten: Feiten) -> Termijnregel | None:
    if "weken" not in feiten:
        return None
    duur = Duur(_getal(feiten, "weken"), Eenheid.WEKEN)
    return Termijnregel("Awb 4:13 lid 1", duur, "Een wet noemt een eigen termijn.")


def _uit_verloop(artikel: str, gang: Verloop) -> Termijnuitkomst:
    # No `termijn`: its events are in the answer already, and must not be applied to it twice.
    return Termijnuitkomst(
        artikel, gang.waarom, gang.laatste_dag, eerste_dag=gang.termijn.begin, twijfels=gang.twijfels
    )


def artikel_2_10(feiten: Feiten, kalender: Kalender) -> Termijnuitkomst:
    """The 48 hours of Awb 2:10 lid 1."""
    return kennisgeving_uiterlijk(_tijd(feiten, "toegankelijk_op"), _ja(feiten, "afgemeld"))


def artikel_2_21(feiten: Feiten, kalender: Kalender) -> Termijnuitkomst:
    """How long lateness is forgiven for one outage (Awb 2:21 lid 3)."""
    storing = Storing(_tijd(feiten, "storing_begin"), _tijd(feiten, "storing_einde"))
    begin = _dag_of_niets(feiten, "begin") or dag_in_amsterdam(storing.begin)
    antwoord = verschoond_tot(begin, _dag(feiten, "laatste_dag"), [storing], kalender)
    return Termijnuitkomst(
        "Awb 2:21 lid 3", antwoord.waarom, tijdstip=antwoord.tot, twijfels=antwoord.twijfels
    )


def artikel_2_21_1(feiten: Feiten, kalender: Kalender) -> Termijnuitkomst:
    """A term extended for an outage (Awb 2:21 lid 1)."""
    wettelijk = _ja(feiten, "wettelijk", anders=True)
    return verlengd_wegens_storing(
        _dag(feiten, "laatste_dag"), _getal(feiten, "werkdagen"), wettelijk, kalender
    )


def artikel_2_22(feiten: Feiten, kalender: Kalender) -> Termijnuitkomst:
    """Lateness without a notice (Awb 2:22)."""
    stand = Kennisgevingstand.VERZONDEN
    if _ja(feiten, "afgemeld"):
        stand = Kennisgevingstand.AFGEMELD
    elif not _ja(feiten, "verzonden"):
        stand = Kennisgevingstand.NIET_VERZONDEN
    elif not _ja(feiten, "aangekomen", anders=True):
        stand = Kennisgevingstand.NIET_ONTVANGEN
    return termijn_na_kennisgeving(_dag(feiten, "laatste_dag"), stand)


def artikel_2_23(feiten: Feiten, kalender: Kalender) -> Termijnuitkomst:
    """A term extended after the wrong way (Awb 2:23)."""
    ontvangen, gewezen = _tijd(feiten, "ontvangen_op"), _tijd(feiten, "gewezen_op")
    return verlengd_door_verkeerde_weg(_dag(feiten, "laatste_dag"), ontvangen, gewezen, kalender)


def artikel_2_24(feiten: Feiten, kalender: Kalender) -> Termijnuitkomst:
    """A term that starts at the passing on inside (Awb 2:24)."""
    return beslistermijn_na_doorgeleiding(
        _dag(feiten, "ontvangen_op"),
        _dag(feiten, "doorgeleid_op"),
        _dag_of_niets(feiten, "medegedeeld_op"),
        _regel(feiten),
        kalender,
        _ja(feiten, "bezwaar_of_beroep"),
    )


def artikel_3_16(feiten: Feiten, kalender: Kalender) -> Termijnuitkomst:
    """The term for views (Awb 3:16)."""
    ter_inzage = _dag(feiten, "ter_inzage_op")
    return zienswijzetermijn(ter_inzage, _dag_of_niets(feiten, "kennis_gegeven_op") or ter_inzage, kalender)


def artikel_3_18(feiten: Feiten, kalender: Kalender) -> Termijnuitkomst:
    """Six months in the uniform public procedure (Awb 3:18 lid 1)."""
    return uit_termijn(beslistermijn_uniform(_dag(feiten, "ontvangen_op"), kalender))


def artikel_3_18_3(feiten: Feiten, kalender: Kalender) -> Termijnuitkomst:
    """Twelve weeks to withdraw or change (Awb 3:18 lid 3)."""
    return uit_termijn(beslistermijn_na_terinzage(_dag(feiten, "ter_inzage_op"), kalender))


def artikel_4_5(feiten: Feiten, kalender: Kalender) -> Termijnuitkomst:
    """Telling that an application is not handled (Awb 4:5 lid 4)."""
    aangevuld = _dag_of_niets(feiten, "aangevuld_op")
    return besluit_niet_behandelen(_dag(feiten, "uiterste_dag"), aangevuld, kalender)


def artikel_4_13(feiten: Feiten, kalender: Kalender) -> Termijnuitkomst:
    """The term to decide (Awb 4:13)."""
    return uit_termijn(beslistermijn(_dag(feiten, "ontvangen_op"), _regel(feiten), kalender))


def artikel_4_14(feiten: Feiten, kalender: Kalender) -> Termijnuitkomst:
    """The term to decide after a notice that it takes longer (Awb 4:14 lid 1 and 3)."""
    termijn = beslistermijn(_dag(feiten, "ontvangen_op"), _regel(feiten), kalender)
    wettelijk = "weken" in feiten
    grond = Verlengingsgrond.MEDEDELING_WETTELIJK if wettelijk else Verlengingsgrond.MEDEDELING
    langer = Duur(_getal(feiten, "weken_langer"), Eenheid.WEKEN)
    gang = verloop(termijn, [Verlenging(grond, _dag(feiten, "medegedeeld_op"), langer)], kalender)
    return _uit_verloop(grond.artikel, gang)


def artikel_4_15(feiten: Feiten, kalender: Kalender) -> Termijnuitkomst:
    """The term to decide after a request to supplement (Awb 4:15 lid 1 onder a)."""
    termijn = beslistermijn(_dag(feiten, "ontvangen_op"), _regel(feiten), kalender)
    grond = Opschortingsgrond.AANVULLING
    opschorting = Opschorting(grond, _dag(feiten, "uitgenodigd_op"), _dag(feiten, "uiterste_dag"))
    aangevuld = _dag_of_niets(feiten, "aangevuld_op")
    hervat = [Hervatting(grond, aangevuld)] if aangevuld else []
    return _uit_verloop(grond.artikel, verloop(termijn, [opschorting, *hervat], kalender))


def artikel_4_17(feiten: Feiten, kalender: Kalender) -> Termijnuitkomst:
    """First and last day of the penalty (Awb 4:17)."""
    antwoord = dwangsom(
        _dag(feiten, "laatste_dag"),
        _dag(feiten, "ingebreke_gesteld_op"),
        kalender,
        besloten_op=_dag_of_niets(feiten, "besloten_op"),
    )
    return Termijnuitkomst(
        "Awb 4:17",
        antwoord.waarom,
        antwoord.laatste_dag,
        eerste_dag=antwoord.eerste_dag,
        twijfels=antwoord.twijfels,
    )


def artikel_4_18(feiten: Feiten, kalender: Kalender) -> Termijnuitkomst:
    """Fixing the penalty (Awb 4:18)."""
    return dwangsom_vaststellen(_dag(feiten, "laatste_dag"), kalender)


def artikel_4_20b(feiten: Feiten, kalender: Kalender) -> Termijnuitkomst:
    """First day of a permit given by law (Awb 4:20b lid 3)."""
    return inwerking_van_rechtswege(_dag(feiten, "laatste_dag"))


def artikel_4_20c(feiten: Feiten, kalender: Kalender) -> Termijnuitkomst:
    """Making known a permit given by law (Awb 4:20c lid 1)."""
    return bekendmaking_van_rechtswege(_dag(feiten, "laatste_dag"), kalender)


def artikel_6_7(feiten: Feiten, kalender: Kalender) -> Termijnuitkomst:
    """The term to object or appeal (Awb 6:7, 6:8 lid 1)."""
    return uit_termijn(bezwaartermijn(_dag(feiten, "bekendgemaakt_op"), kalender))


def artikel_6_8_2(feiten: Feiten, kalender: Kalender) -> Termijnuitkomst:
    """The same after an appeal to another body was open (Awb 6:8 lid 2)."""
    dag = _dag(feiten, "beroep_kon_tot")
    return uit_termijn(indieningstermijn(dag, Aanvang.BEROEPSTERMIJN_VERSTREKEN, kalender))


def artikel_6_8_3(feiten: Feiten, kalender: Kalender) -> Termijnuitkomst:
    """The same after an approval (Awb 6:8 lid 3)."""
    dag = _dag(feiten, "goedkeuring_bekend_op")
    return uit_termijn(indieningstermijn(dag, Aanvang.GOEDKEURING_BEKENDGEMAAKT, kalender))


def artikel_6_8_4(feiten: Feiten, kalender: Kalender) -> Termijnuitkomst:
    """The same after the uniform public procedure (Awb 6:8 lid 4)."""
    return uit_termijn(indieningstermijn(_dag(feiten, "ter_inzage_op"), Aanvang.TER_INZAGE, kalender))


def artikel_6_9(feiten: Feiten, kalender: Kalender) -> Termijnuitkomst:
    """Last day of arrival by post (Awb 6:9 lid 2)."""
    laatste = _dag(feiten, "laatste_dag")
    post = ontvangst_per_post_uiterlijk(laatste, kalender)
    stappen = waarom(
        dagstap("Stuurt u het per post, dan post u het uiterlijk op {}.", "Awb 6:9 lid 2", laatste),
        dagstap("Wij moeten het ontvangen uiterlijk op {}.", "Awb 6:9 lid 2", post),
    )
    return Termijnuitkomst("Awb 6:9 lid 2", stappen, post)


def artikel_6_12(feiten: Feiten, kalender: Kalender) -> Termijnuitkomst:
    """First day to appeal because no decision came (Awb 6:12)."""
    return beroep_niet_tijdig(_dag(feiten, "laatste_dag"), _dag_of_niets(feiten, "ingebreke_gesteld_op"))


def artikel_6_15(feiten: Feiten, kalender: Kalender) -> Termijnuitkomst:
    """Filed at the wrong body (Awb 6:15 lid 3)."""
    termijn = bezwaartermijn(_dag(feiten, "bekendgemaakt_op"), kalender)
    onbevoegd = _dag(feiten, "onbevoegd_ontvangen_op")
    doorgezonden = _dag_of_niets(feiten, "ontvangen_op") or onbevoegd
    oordeel = tijdig_ingediend(termijn, doorgezonden, kalender, onbevoegd_ontvangen_op=onbevoegd)
    stappen = termijn.waarom + oordeel.waarom
    return Termijnuitkomst("Awb 6:15 lid 3", stappen, termijn.laatste_dag, twijfels=oordeel.twijfels)


def artikel_7_4(feiten: Feiten, kalender: Kalender) -> Termijnuitkomst:
    """Papers before a hearing (Awb 7:4 lid 1)."""
    return stukken_voor_hoorzitting(_dag(feiten, "hoorzitting_op"))


def artikel_7_4_2(feiten: Feiten, kalender: Kalender) -> Termijnuitkomst:
    """Papers laid open before a hearing (Awb 7:4 lid 2)."""
    return inzage_voor_hoorzitting(_dag(feiten, "hoorzitting_op"))


def artikel_7_10(feiten: Feiten, kalender: Kalender) -> Termijnuitkomst:
    """The term to decide on an objection (Awb 7:10 lid 1)."""
    bekend = _dag(feiten, "bekendgemaakt_op")
    ontvangen = _dag_of_niets(feiten, "ontvangen_op") or bekend
    return uit_termijn(beslistermijn_bezwaar(bekend, ontvangen, _ja(feiten, "adviescommissie"), kalender))


def artikel_9_8(feiten: Feiten, kalender: Kalender) -> Termijnuitkomst:
    """Telling that a complaint is not handled (Awb 9:8 lid 3)."""
    return klacht_niet_behandelen(_dag(feiten, "ontvangen_op"), kalender)


def artikel_9_11(feiten: Feiten, kalender: Kalender) -> Termijnuitkomst:
    """The term to handle a complaint (Awb 9:11 lid 1)."""
    advies = _ja(feiten, "adviesprocedure")
    return uit_termijn(klachttermijn(_dag(feiten, "ontvangen_op"), advies, kalender))


def atw_1(feiten: Feiten, kalender: Kalender) -> Termijnuitkomst:
    """A last day that is free (Algemene termijnenwet 1 lid 1)."""
    einde = _dag(feiten, "einde_op")
    dag = kalender.eerstvolgende_werkdag(einde)
    artikel = "Algemene termijnenwet 1 lid 1"
    stappen = waarom(
        dagstap("De termijn eindigt op {}.", "", einde),
        dagstap("De eerste werkdag vanaf die dag is {}.", artikel, dag),
    )
    return Termijnuitkomst(artikel, stappen, dag)


def atw_1_2(feiten: Feiten, kalender: Kalender) -> Termijnuitkomst:
    """Counting back (Algemene termijnenwet 1 lid 2)."""
    einde = einde_terug(_dag(feiten, "voor"), _getal(feiten, "dagen"))
    return Termijnuitkomst("Algemene termijnenwet 1 lid 2", einde.waarom, einde.laatste_dag)


def atw_2(feiten: Feiten, kalender: Kalender) -> Termijnuitkomst:
    """A term in days (Algemene termijnenwet 2)."""
    einde = einde_met_atw(_dag(feiten, "na"), Duur(_getal(feiten, "dagen"), Eenheid.DAGEN), kalender)
    return _geteld("Algemene termijnenwet 2", _dag(feiten, "na"), einde)


def atw_4(feiten: Feiten, kalender: Kalender) -> Termijnuitkomst:
    """A term in months (Algemene termijnenwet 4 onder a)."""
    einde = einde_met_atw(_dag(feiten, "na"), Duur(_getal(feiten, "maanden"), Eenheid.MAANDEN), kalender)
    return _geteld("Algemene termijnenwet 4 onder a", _dag(feiten, "na"), einde)


def _geteld(artikel: str, na: date, einde: Einde) -> Termijnuitkomst:
    stap = dagstap("De termijn loopt vanaf de dag na {}.", artikel, na)
    return Termijnuitkomst(artikel, waarom(stap) + einde.waarom, einde.laatste_dag)
