"""What is said of a message for the message box: what happened, and nothing of mail servers."""

from datetime import UTC, datetime

import pytest

from openloket.post.delivery import UNCERTAIN, Event, EventKind, Source
from openloket.web.desk.delivery.box_words import said_of_box

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HAPPENS = [kind for kind in EventKind if kind not in (EventKind.TOLD, EventKind.OPENED, EventKind.POSTED)]


def said(kind: EventKind, code: str = "", answer: str = "") -> str:
    return said_of_box(Event(kind, AT, Source.CARRIER, "1", code=code, answer=answer, way="box"))


@pytest.mark.parametrize("kind", HAPPENS)
def test_each_has_a_sentence(kind: EventKind) -> None:
    words = said(kind)
    assert words.endswith(".")
    assert "mailserver" not in words


def test_why_it_did_not_get_there() -> None:
    assert "heeft geen Berichtenbox" in said(EventKind.BOUNCED_HARD, "permanent-failure")
    assert "bij NotifyNL of MijnOverheid" in said(EventKind.BOUNCED_SOFT, "technical-failure")
    ours = "de lezer wil dit niet meer in de Berichtenbox"
    assert said(EventKind.REFUSED, answer=ours) == f"Het ging niet naar de Berichtenbox: {ours}."
    theirs = said(EventKind.REFUSED, "400", "400 BadRequestError service is in trial mode")
    assert "BadRequest" not in theirs, "their words are for who looks after the carrier"
    assert "viel weg" in said(EventKind.DELAYED, UNCERTAIN)
