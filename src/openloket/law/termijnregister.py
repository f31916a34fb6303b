"""Every term of the law by its article: what it is about, which facts it needs, and who computes it."""

from collections.abc import Mapping
from types import MappingProxyType

from openloket.law import termijnantwoorden as antwoord
from openloket.law.termijnvraag import Feit, Feitsoort, Termijnvraag


def _dagfeit(naam: str, omschrijving: str, *, verplicht: bool = True) -> Feit:
    return Feit(naam, Feitsoort.DAG, omschrijving, verplicht)


def _moment(naam: str, omschrijving: str) -> Feit:
    return Feit(naam, Feitsoort.TIJDSTIP, omschrijving)


def _aantal(naam: str, omschrijving: str, *, verplicht: bool = True) -> Feit:
    return Feit(naam, Feitsoort.GETAL, omschrijving, verplicht)


def _keuze(naam: str, omschrijving: str, *, verplicht: bool = False) -> Feit:
    return Feit(naam, Feitsoort.JANEE, omschrijving, verplicht)


def _ontvangen(wat: str, *, verplicht: bool = True) -> Feit:
    return _dagfeit("ontvangen_op", f"de dag waarop {wat} is ontvangen", verplicht=verplicht)


BEKENDGEMAAKT = _dagfeit("bekendgemaakt_op", "de dag waarop het besluit is bekendgemaakt")
BESLISDAG = _dagfeit("laatste_dag", "de laatste dag om te beslissen")
INDIENDAG = _dagfeit("laatste_dag", "de laatste dag om het bericht in te dienen")
TER_INZAGE = _dagfeit("ter_inzage_op", "de dag waarop het ter inzage is gelegd")
HOORZITTING = _dagfeit("hoorzitting_op", "de dag van de hoorzitting")
EIGEN_TERMIJN = _aantal("weken", "de termijn in een wet, in weken; zonder dit feit 8 weken", verplicht=False)

_VRAGEN = (
    Termijnvraag(
        "2:10",
        "Laten weten dat er een bericht klaarstaat (48 uur)",
        (
            _moment("toegankelijk_op", "het moment waarop het bericht klaarstond"),
            _keuze("afgemeld", "de geadresseerde wil geen kennisgeving"),
        ),
        antwoord.artikel_2_10,
    ),
    Termijnvraag(
        "2:21",
        "Te laat door een storing: tot wanneer het niet telt",
        (
            INDIENDAG,
            _moment("storing_begin", "het begin van de storing"),
            _moment("storing_einde", "het einde van de storing"),
            _dagfeit("begin", "de eerste dag van de termijn", verplicht=False),
        ),
        antwoord.artikel_2_21,
    ),
    Termijnvraag(
        "2:21-1",
        "Een termijn verlengen wegens een storing",
        (
            INDIENDAG,
            _aantal("werkdagen", "hoeveel werkdagen erbij komen"),
            _keuze("wettelijk", "de termijn staat in een wet (zonder dit feit: ja)"),
        ),
        antwoord.artikel_2_21_1,
    ),
    Termijnvraag(
        "2:22",
        "Te laat omdat de kennisgeving ontbrak",
        (
            INDIENDAG,
            _keuze("verzonden", "de kennisgeving is verzonden", verplicht=True),
            _keuze("aangekomen", "de kennisgeving kwam aan (zonder dit feit: ja)"),
            _keuze("afgemeld", "de geadresseerde wil geen kennisgeving"),
        ),
        antwoord.artikel_2_22,
    ),
    Termijnvraag(
        "2:23",
        "Extra tijd na een bericht langs de verkeerde weg",
        (
            INDIENDAG,
            _moment("ontvangen_op", "het moment waarop het bericht binnenkwam"),
            _moment("gewezen_op", "het moment waarop de juiste weg is gewezen"),
        ),
        antwoord.artikel_2_23,
    ),
    Termijnvraag(
        "2:24",
        "Beslissen na doorsturen binnen de gemeente",
        (
            _ontvangen("het bericht"),
            _dagfeit("doorgeleid_op", "de dag van doorsturen binnen de gemeente"),
            _dagfeit("medegedeeld_op", "de dag waarop dat is medegedeeld", verplicht=False),
            EIGEN_TERMIJN,
            _keuze("bezwaar_of_beroep", "het is een bezwaar of administratief beroep"),
        ),
        antwoord.artikel_2_24,
    ),
    Termijnvraag(
        "3:16",
        "Een zienswijze geven over een ontwerp",
        (
            TER_INZAGE,
            _dagfeit("kennis_gegeven_op", "de dag waarop dat bekend is gemaakt", verplicht=False),
        ),
        antwoord.artikel_3_16,
    ),
    Termijnvraag(
        "3:18",
        "Beslissen in de uniforme openbare voorbereidingsprocedure",
        (_ontvangen("de aanvraag"),),
        antwoord.artikel_3_18,
    ),
    Termijnvraag("3:18-3", "Een besluit intrekken of wijzigen", (TER_INZAGE,), antwoord.artikel_3_18_3),
    Termijnvraag(
        "4:5-4",
        "Laten weten dat een aanvraag niet wordt behandeld",
        (
            _dagfeit("uiterste_dag", "de laatste dag om aan te vullen"),
            _dagfeit("aangevuld_op", "de dag waarop is aangevuld", verplicht=False),
        ),
        antwoord.artikel_4_5,
    ),
    Termijnvraag(
        "4:13", "Beslissen op een aanvraag", (_ontvangen("de aanvraag"), EIGEN_TERMIJN), antwoord.artikel_4_13
    ),
    Termijnvraag(
        "4:14",
        "Beslissen na de mededeling dat het langer duurt",
        (
            _ontvangen("de aanvraag"),
            _dagfeit("medegedeeld_op", "de dag van de mededeling"),
            _aantal("weken_langer", "hoeveel weken langer"),
            EIGEN_TERMIJN,
        ),
        antwoord.artikel_4_14,
    ),
    Termijnvraag(
        "4:15",
        "Beslissen na een verzoek om aan te vullen",
        (
            _ontvangen("de aanvraag"),
            _dagfeit("uitgenodigd_op", "de dag van het verzoek om aan te vullen"),
            _dagfeit("uiterste_dag", "de laatste dag om aan te vullen"),
            _dagfeit("aangevuld_op", "de dag waarop is aangevuld", verplicht=False),
            EIGEN_TERMIJN,
        ),
        antwoord.artikel_4_15,
    ),
    Termijnvraag(
        "4:17",
        "De dwangsom na een ingebrekestelling",
        (
            BESLISDAG,
            _dagfeit("ingebreke_gesteld_op", "de dag waarop de ingebrekestelling is ontvangen"),
            _dagfeit("besloten_op", "de dag waarop het besluit bekend is gemaakt", verplicht=False),
        ),
        antwoord.artikel_4_17,
    ),
    Termijnvraag(
        "4:18",
        "De dwangsom vaststellen",
        (_dagfeit("laatste_dag", "de laatste dag van de dwangsom"),),
        antwoord.artikel_4_18,
    ),
    Termijnvraag("4:20b", "Een vergunning van rechtswege geldt", (BESLISDAG,), antwoord.artikel_4_20b),
    Termijnvraag("4:20c", "Een vergunning van rechtswege bekendmaken", (BESLISDAG,), antwoord.artikel_4_20c),
    Termijnvraag("6:7", "Bezwaar maken of in beroep gaan", (BEKENDGEMAAKT,), antwoord.artikel_6_7),
    Termijnvraag(
        "6:8-2",
        "Bezwaar maken nadat administratief beroep kon",
        (_dagfeit("beroep_kon_tot", "de laatste dag van de beroepstermijn"),),
        antwoord.artikel_6_8_2,
    ),
    Termijnvraag(
        "6:8-3",
        "Beroep tegen een besluit dat goedkeuring nodig had",
        (_dagfeit("goedkeuring_bekend_op", "de dag waarop de goedkeuring is bekendgemaakt"),),
        antwoord.artikel_6_8_3,
    ),
    Termijnvraag(
        "6:8-4",
        "Beroep na de uniforme openbare voorbereidingsprocedure",
        (TER_INZAGE,),
        antwoord.artikel_6_8_4,
    ),
    Termijnvraag(
        "6:9",
        "Ontvangst van bezwaar of beroep per post",
        (_dagfeit("laatste_dag", "de laatste dag van de bezwaartermijn"),),
        antwoord.artikel_6_9,
    ),
    Termijnvraag(
        "6:12",
        "In beroep omdat er geen besluit komt",
        (
            BESLISDAG,
            _dagfeit("ingebreke_gesteld_op", "de dag van de ingebrekestelling", verplicht=False),
        ),
        antwoord.artikel_6_12,
    ),
    Termijnvraag(
        "6:15",
        "Bezwaar of beroep dat bij een ander bestuursorgaan kwam",
        (
            BEKENDGEMAAKT,
            _dagfeit("onbevoegd_ontvangen_op", "de dag van ontvangst bij het andere bestuursorgaan"),
            _ontvangen("het doorgestuurde bezwaar", verplicht=False),
        ),
        antwoord.artikel_6_15,
    ),
    Termijnvraag("7:4", "Stukken sturen voor de hoorzitting", (HOORZITTING,), antwoord.artikel_7_4),
    Termijnvraag("7:4-2", "Stukken klaarleggen voor de hoorzitting", (HOORZITTING,), antwoord.artikel_7_4_2),
    Termijnvraag(
        "7:10",
        "Beslissen op een bezwaar",
        (
            BEKENDGEMAAKT,
            _ontvangen("het bezwaar", verplicht=False),
            _keuze("adviescommissie", "een commissie geeft advies"),
        ),
        antwoord.artikel_7_10,
    ),
    Termijnvraag(
        "9:8",
        "Laten weten dat een klacht niet wordt behandeld",
        (_ontvangen("de klacht"),),
        antwoord.artikel_9_8,
    ),
    Termijnvraag(
        "9:11",
        "Een klacht afhandelen",
        (_ontvangen("de klacht"), _keuze("adviesprocedure", "een persoon of commissie geeft advies")),
        antwoord.artikel_9_11,
    ),
    Termijnvraag(
        "atw:1",
        "Een laatste dag die een vrije dag is",
        (_dagfeit("einde_op", "de dag waarop de termijn eindigt"),),
        antwoord.atw_1,
    ),
    Termijnvraag(
        "atw:1-2",
        "Terugtellen vanaf een dag",
        (_dagfeit("voor", "de dag waarvan wordt teruggeteld"), _aantal("dagen", "hoeveel dagen")),
        antwoord.atw_1_2,
    ),
    Termijnvraag(
        "atw:2",
        "Een termijn in dagen, met ten minste twee werkdagen",
        (_dagfeit("na", "de dag voor de eerste dag"), _aantal("dagen", "hoeveel dagen")),
        antwoord.atw_2,
    ),
    Termijnvraag(
        "atw:4",
        "Een termijn in maanden (langer dan drie schuift niet op)",
        (_dagfeit("na", "de dag voor de eerste dag"), _aantal("maanden", "hoeveel maanden")),
        antwoord.atw_4,
    ),
)

TERMIJNEN: Mapping[str, Termijnvraag] = MappingProxyType({vraag.artikel: vraag for vraag in _VRAGEN})
