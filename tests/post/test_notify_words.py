"""What Notify tells by itself: whatever it sends, it is understood or passed over."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openloket.post.notify_words import heard
from openloket.post.ports import Became

ID = "740e5834-3a29-46b4-9a6f-16142fde533a"
TOLD = {
    "id": ID, "reference": "1a-abcdefghijklmnop-2", "to": "jan@example.nl", "status": "delivered",
    "created_at": "2026-03-02T09:15:00.000000Z", "completed_at": "2026-03-02T09:16:00.000000Z",
    "sent_at": "2026-03-02T09:15:30.000000Z", "notification_type": "email", "template_id": ID,
    "template_version": 1,
}  # fmt: skip
RETURNED = {"notification_id": ID, "reference": TOLD["reference"], "date_sent": "2026-03-02 09:15:00.000000Z"}
COMPLAINT = {
    "notification_id": ID, "complaint_id": ID, "reference": TOLD["reference"], "to": "jan@example.nl",
    "complaint_date": "2026-03-03T10:00:00.000000Z",
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "status", "became"),
    [
        ("email", "delivered", Became.DELIVERED),
        ("sms", "temporary-failure", Became.FAILED_NOW),
        ("sms", "technical-failure", Became.FAILED_NOW),
        ("email", "permanent-failure", Became.FAILED_FOR_GOOD),
        ("sms", "sending", Became.UNDER_WAY),
        ("sms", "sent", Became.UNDER_WAY),
        ("letter", "accepted", Became.UNDER_WAY),
        ("letter", "received", Became.POSTED),
        ("letter", "delivered", Became.POSTED),
        ("letter", "permanent-failure", Became.NOT_PRINTED),
        ("letter", "returned-letter", Became.RETURNED),
        ("email", "something new", Became.UNDER_WAY),
    ],
)
def test_each_status(kind: str, status: str, became: Became) -> None:
    news = heard({**TOLD, "notification_type": kind, "status": status})
    assert news is not None
    assert (news.mark, news.became) == ("1a-abcdefghijklmnop-2", became)
    assert news.at == datetime(2026, 3, 2, 9, 16, tzinfo=UTC)


def test_a_letter_that_came_back_and_a_complaint() -> None:
    back, complaint = heard(RETURNED), heard(COMPLAINT)
    assert back is not None
    assert complaint is not None
    assert (back.became, back.complaint) == (Became.RETURNED, False)
    assert (complaint.complaint, complaint.at) == (True, datetime(2026, 3, 3, 10, tzinfo=UTC))


@pytest.mark.parametrize(
    "told",
    [
        None, [], "x", 1, {}, {**TOLD, "reference": None}, {**TOLD, "id": "x"}, {**TOLD, "id": None},
    ],
)  # fmt: skip
def test_what_says_nothing_about_us(told: Any) -> None:
    assert heard(told) is None


@given(st.dictionaries(st.sampled_from(sorted({*TOLD, *RETURNED, *COMPLAINT})), st.one_of(
    st.text(), st.none(), st.integers(), st.just(TOLD["reference"]), st.just(ID),
    st.datetimes().map(str), st.lists(st.text()),
)))  # fmt: skip
def test_anything_is_understood_or_passed_over(told: dict[str, Any]) -> None:
    news = heard(told)
    assert news is None or news.mark
