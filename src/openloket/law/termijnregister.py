"""Every term of the law by its article: what it is about, which facts it needs, and who computes it."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from openloket.law.kalender import Kalender, dag_in_amsterdam
from openloket.law.termijnen import beslistermijn, beslistermijn_bezwaar, bezwaartermijn, klachttermijn
from openloket.law.termijnvraag import Feit, Feiten, Feitsoort, Termijnuitkomst, Termijnvraag, uit_termijn


def _dag(feiten: Feiten, naam: str) -> date:
    waarde = feiten[naam]
    assert isinstance(waarde, date)  # Termijnvraag.beantwoord checked the kind
    return dag_in_amsterdam(waarde)


def _ja(feiten: Feiten, naam: str) -> bool:
    return bool(feiten.get(naam, False))


def _4_13(feiten: Feiten, kalender: Kalender) -> Termijnuitkomst:
    return uit_termijn(beslistermijn(_dag(feiten, "ontvangen_op"), None, kalender))


def _6_7(feiten: Feiten, kalender: Kalender) -> Termijnuitkomst:
    return uit_termijn(bezwaartermijn(_dag(feiten, "bekendgemaakt_op"), kalender))


def _7_10(feiten: Feiten, kalender: Kalender) -> Termijnuitkomst:
    bekend = _dag(feiten, "bekendgemaakt_op")
    ontvangen = _dag(feiten, "ontvangen_op") if "ontvangen_op" in feiten else bekend
    return uit_termijn(beslistermijn_bezwaar(bekend, ontvangen, _ja(feiten, "adviescommissie"), kalender))


def _9_11(feiten: Feiten, kalender: Kalender) -> Termijnuitkomst:
    advies = _ja(feiten, "adviesprocedure")
    return uit_termijn(klachttermijn(_dag(feiten, "ontvangen_op"), advies, kalender))


BEKENDGEMAAKT = Feit("bekendgemaakt_op", Feitsoort.DAG, "de dag waarop het besluit is bekendgemaakt")


def _ontvangen(wat: str, *, verplicht: bool = True) -> Feit:
    return Feit("ontvangen_op", Feitsoort.DAG, f"de dag waarop {wat} is ontvangen", verplicht)


_VRAGEN = (
    Termijnvraag("4:13", "Beslissen op een aanvraag", (_ontvangen("de aanvraag"),), _4_13),
    Termijnvraag("6:7", "Bezwaar maken of in beroep gaan", (BEKENDGEMAAKT,), _6_7),
    Termijnvraag(
        "7:10",
        "Beslissen op een bezwaar",
        (
            BEKENDGEMAAKT,
            _ontvangen("het bezwaar", verplicht=False),
            Feit("adviescommissie", Feitsoort.JANEE, "een commissie geeft advies", verplicht=False),
        ),
        _7_10,
    ),
    Termijnvraag(
        "9:11",
        "Een klacht afhandelen",
        (
            _ontvangen("de klacht"),
            Feit(
                "adviesprocedure", Feitsoort.JANEE, "een persoon of commissie geeft advies", verplicht=False
            ),
        ),
        _9_11,
    ),
)

TERMIJNEN: Mapping[str, Termijnvraag] = MappingProxyType({vraag.artikel: vraag for vraag in _VRAGEN})
