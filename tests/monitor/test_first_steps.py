"""What a municipality can do first: at most three things, always in the order that is told."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from openloket.monitor.scoring.first_steps import Lacking, Standing, first_steps

ALL_WRONG = Standing(
    lacking=[Lacking("Paspoort", 0.4, on_paper=False), Lacking("Briefadres", 0.9, on_paper=True)],
    confirmed=False,
    designated=False,
    support=False,
    statement="none",
    by_email=2,
    unknown=1,
)


def keys(standing: Standing) -> list[str]:
    return [one.key for one in first_steps(standing)]


def test_nothing_to_do_where_nothing_is_wrong() -> None:
    assert first_steps(Standing()) == ()
    assert first_steps(Standing(confirmed=True, support=True, statement="A", designated=True)) == ()


def test_where_nobody_looked_nothing_is_said() -> None:
    assert keys(Standing(confirmed=None, support=None, statement=None, designated=None)) == []


def test_the_order_is_the_one_that_the_page_tells() -> None:
    standing, seen = ALL_WRONG, []
    better = {
        "confirm": {"confirmed": True}, "missing": {"lacking": ()}, "help": {"support": True},
        "designate": {"designated": True}, "access": {"statement": "A"}, "forms": {"by_email": 0},
        "tell": {"unknown": 0},
    }  # fmt: skip
    while found := keys(standing):
        seen.append(found[0])
        standing = replace(standing, **better[found[0]])
    assert seen == list(better)


def test_products_that_others_offer_come_first_and_paper_is_said() -> None:
    [step] = first_steps(Standing(lacking=ALL_WRONG.lacking))
    assert step.title == "Maak 2 producten online"
    assert step.why.index("Briefadres (kan bij 90%") < step.why.index("Paspoort (kan bij 40%")
    assert "Bij 1 moet iemand printen" in step.why


@pytest.mark.parametrize(("more", "words"), [(4, "En nog 1 ander product."), (6, "En nog 3 andere.")])
def test_of_many_products_three_are_named(more: int, words: str) -> None:
    [step] = first_steps(
        Standing(lacking=[Lacking(f"Product {n}", None, on_paper=False) for n in range(more)])
    )
    assert "Product 2" in step.why
    assert "Product 3" not in step.why
    assert words in step.why


@given(
    some.builds(
        Standing,
        confirmed=some.sampled_from([None, True, False]),
        designated=some.sampled_from([None, True, False]),
        support=some.sampled_from([None, True, False]),
        statement=some.sampled_from([None, "A", "B", "C", "D", "E", "none"]),
        by_email=some.integers(0, 20),
        unknown=some.integers(0, 20),
    )
)
def test_never_more_than_three_and_each_has_its_reason(standing: Standing) -> None:
    found = first_steps(standing)
    assert len(found) <= 3
    assert len({one.key for one in found}) == len(found)
    assert all(one.title and one.why and one.defined for one in found)
