"""Sets of products of one's own: kept whole or not at all, and never changed under a round."""

from collections.abc import Iterable
from datetime import date

import pytest

from openloket.flows.measuring.keep_round import NewRound, begin_round
from openloket.flows.measuring.keep_set import NewSet, UnableToKeepSet, keep_set
from openloket.monitor.models import ProductSet
from openloket.monitor.sources.table import Fault, Line, read
from openloket.monitor.sources.templates import SET_OF_PRODUCTS
from openloket.monitor.tallying import scope_of

OWN = NewSet("jeugd", "Jeugd", "Gekozen door de regio.")


def lines(*rows: str) -> Iterable[Line | Fault]:
    return read(["product;doelgroep\n", *(f"{one}\n" for one in rows)], SET_OF_PRODUCTS)


def test_a_round_looks_at_a_set_of_ones_own(db: None) -> None:
    keep_set(OWN, lines("paspoort;inwoner"))
    kept = keep_set(OWN, lines("leerlingenvervoer;inwoner", "Paspoort;inwoner", "paspoort;inwoner"))
    assert [one.product.term for one in kept.members.order_by("position")] == [
        "leerlingenvervoer",
        "paspoort",
    ]
    round = begin_round(NewRound("2026-j", "Jeugd", "jeugd", date(2026, 2, 1), date(2026, 4, 1)))
    assert len(scope_of(round).products) == 2
    with pytest.raises(UnableToKeepSet, match="Ronde 2026-j gebruikt deze set"):
        keep_set(OWN, lines("rijbewijs;inwoner"))
    assert len(scope_of(round).products) == 2


def test_of_a_set_with_a_fault_nothing_is_kept(db: None) -> None:
    with pytest.raises(UnableToKeepSet, match="2 fouten") as refusal:
        keep_set(OWN, lines("ruimtereis;inwoner", "paspoort;iedereen", "rijbewijs;inwoner"))
    assert [one.place for one in refusal.value.faults] == [2, 3]
    assert not ProductSet.objects.filter(key="jeugd").exists()


@pytest.mark.parametrize(
    "wrong", [NewSet("twintig", "x", "y"), NewSet("Jeugd 1", "x", "y"), NewSet("jeugd", "x", " ")]
)
def test_a_set_needs_a_name_of_its_own_and_its_reason(db: None, wrong: NewSet) -> None:
    with pytest.raises(UnableToKeepSet):
        keep_set(wrong, lines("paspoort;inwoner"))
