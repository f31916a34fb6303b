"""How do I send X? One electronic answer on any day, or the reason why there is none."""

from dataclasses import replace
from datetime import date

import pytest
from tests.offer.lines import BEGIN, DESK, EVENT, OBJECTION, PARKING, REST

from openloket.law.kanalen import Berichtsoort, Kanaal
from openloket.offer.designation.register import Line, ambiguities, gaps, how_to_send

B = Berichtsoort
REGISTER = [PARKING, OBJECTION, REST, DESK, EVENT]
DAY = date(2026, 3, 2)
MOVED = date(2026, 6, 1)
ELSEWHERE = replace(PARKING, channel=Kanaal.EXTERN, address="https://loket.example", valid_from=MOVED)


@pytest.mark.parametrize(
    ("product", "kind", "expected"),
    [
        ("parkeervergunning", B.AANVRAAG, PARKING),
        # What is more precise about another kind of message says nothing of this one.
        ("parkeervergunning", B.BEZWAAR, OBJECTION),
        ("parkeervergunning", B.ZIENSWIJZE, REST),
        ("onbekend", B.KLACHT, REST),
        ("bezwaar", B.BEZWAAR, OBJECTION),
    ],
)
def test_the_most_precise_line_answers(product: str, kind: Berichtsoort, expected: Line) -> None:
    assert how_to_send(REGISTER, product, kind, DAY).line == expected


def test_not_offered_here_is_an_answer_with_its_reason() -> None:
    answer = how_to_send(REGISTER, "evenementenvergunning", B.AANVRAAG, DAY)
    assert answer.line is None
    assert answer.because == "Evenementen regelt de veiligheidsregio."


def test_past_days_keep_their_answer() -> None:
    register = [replace(PARKING, valid_to=MOVED), ELSEWHERE]
    assert how_to_send(register, "parkeervergunning", B.AANVRAAG, date(2026, 5, 31)).line == register[0]
    assert how_to_send(register, "parkeervergunning", B.AANVRAAG, MOVED).line == ELSEWHERE
    assert how_to_send(register, "parkeervergunning", B.AANVRAAG, date(2025, 12, 31)).line is None


def test_the_desk_is_no_electronic_answer() -> None:
    assert how_to_send([DESK], "parkeervergunning", B.AANVRAAG, DAY).line is None
    assert how_to_send([replace(DESK, designated=True)], "parkeervergunning", B.AANVRAAG, DAY).line is None


def test_a_rest_channel_leaves_no_gaps() -> None:
    assert gaps(REGISTER, DAY) == []


def test_without_rest_channel_each_kind_is_named() -> None:
    found = gaps([PARKING, OBJECTION, EVENT], DAY)
    kinds = {kind for product, kind in found if product == "parkeervergunning"}
    assert kinds == set(Berichtsoort) - {B.AANVRAAG, B.BEZWAAR}
    assert "evenementenvergunning" not in {product for product, _ in found}


def test_two_answers_to_one_question_are_found() -> None:
    early = replace(ELSEWHERE, valid_from=BEGIN)
    assert ambiguities([PARKING, early]) == [(PARKING, early)]
    assert ambiguities([replace(PARKING, valid_to=MOVED), ELSEWHERE]) == []
    assert ambiguities(REGISTER) == []
