"""Sending a form: received once, with its receipt, or not at all."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, connection, transaction
from tests.cast import Municipality

from openloket.evidence.models import Event
from openloket.flows.submit_form import NothingToSubmit, Sent, UnableToSubmit, submit_form
from openloket.intake import drafts
from openloket.intake.models import Draft, Receipt, Submission
from openloket.intake.references import check_letter, new_key, new_reference
from openloket.people.models import Reachability
from openloket.post.models import Message
from openloket.zaken.models import Term, Zaak

ANSWERS = {"naam": "Jan Jansen", "email": "jan@example.nl", "kenteken": "AB-123-C"}


def draft(town: Municipality, now: datetime, **answers: object) -> str:
    """A filled-in draft; gives its key."""
    key = new_key()
    service = town.service
    drafts.keep(key, service.pk, service.form_version_id, {**ANSWERS, **answers}, now)
    return key


def test_everything_that_belongs_to_it_exists(duinstede: Municipality, now: datetime) -> None:
    sent = submit_form(duinstede.organisation, draft(duinstede, now), False, now)
    submission = Submission.objects.get(reference=sent.reference)
    receipt = Receipt.objects.get(submission=submission)
    zaak = Zaak.objects.get(submission=submission)
    assert receipt.exception == ""
    assert (zaak.sender, zaak.last_day) == ("Jan Jansen", date(2026, 4, 28))  # obligations §4: King's Day
    assert Term.objects.get(zaak=zaak).article == "Awb 4:13 lid 2"
    message = Message.objects.get(subject_id=submission.pk)
    assert message.to_address == "jan@example.nl"
    assert "AB-123-C" in message.text
    assert "Jan" not in message.subject_line
    kinds = set(Event.objects.values_list("kind", flat=True))
    assert kinds == {"submission.received", "receipt.issued", "zaak.opened"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, (args->>'message_id')::bigint FROM procrastinate_jobs")
        assert cursor.fetchall() == [("deliver_message", message.pk)]


def test_an_address_is_no_consent(duinstede: Municipality, now: datetime) -> None:
    submit_form(duinstede.organisation, draft(duinstede, now), False, now)
    assert not Reachability.objects.exists()
    sent = submit_form(duinstede.organisation, draft(duinstede, now), True, now)
    given = Reachability.objects.get()
    assert given.about_reference == sent.reference
    assert "Parkeervergunning" in given.wording
    assert (given.given_at, given.given_by) == (now, "webformulier")


def test_without_an_address_the_exception_is_recorded(duinstede: Municipality, now: datetime) -> None:
    sent = submit_form(duinstede.organisation, draft(duinstede, now, email=None), True, now)
    receipt = Receipt.objects.get(submission__reference=sent.reference)
    assert receipt.exception == "b"
    assert not Message.objects.exists()
    assert not Reachability.objects.exists()


def test_sending_twice_gives_the_same_receipt(duinstede: Municipality, now: datetime) -> None:
    key = draft(duinstede, now)
    first = submit_form(duinstede.organisation, key, False, now)
    assert submit_form(duinstede.organisation, key, True, now) == first
    assert Submission.objects.count() == Zaak.objects.count() == Message.objects.count() == 1
    assert Draft.objects.get().answers == {}


def test_the_term_knows_the_equated_days(duinstede: Municipality) -> None:
    received = datetime(
        2026, 3, 20, 9, tzinfo=UTC
    )  # eight weeks later is Friday 15 May 2026, equated by decree
    submit_form(duinstede.organisation, draft(duinstede, received), False, received)
    assert Zaak.objects.get().last_day == date(2026, 5, 18)


def test_an_unfinished_form_is_not_received(duinstede: Municipality, now: datetime) -> None:
    key = draft(duinstede, now, kenteken="")
    with pytest.raises(UnableToSubmit) as refused:
        submit_form(duinstede.organisation, key, False, now)
    assert list(refused.value.problems) == ["auto"]
    assert not Submission.objects.exists()
    assert Draft.objects.count() == 1


def test_an_unknown_key_receives_nothing(duinstede: Municipality, now: datetime) -> None:
    with pytest.raises(NothingToSubmit):
        submit_form(duinstede.organisation, new_key(), False, now)


def test_if_any_part_fails_nothing_was_received(
    duinstede: Municipality, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **ids: int) -> None:
        raise RuntimeError("the queue is away")

    monkeypatch.setattr("openloket.flows.receiving.confirmation.enqueue", broken)
    with pytest.raises(RuntimeError):
        submit_form(duinstede.organisation, draft(duinstede, now), False, now)
    assert not any(model.objects.exists() for model in (Submission, Receipt, Zaak, Message, Event))


def test_the_database_refuses_a_submission_without_receipt(duinstede: Municipality, now: datetime) -> None:
    sent = submit_form(duinstede.organisation, draft(duinstede, now), False, now)
    assert isinstance(sent, Sent)
    bare = Submission.objects.get()
    bare.pk, bare.reference, bare.idempotency_key = None, "DUI-2026-XXX-XXX-XX0", bytes(32)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(DatabaseError, match="has no receipt"), transaction.atomic():
        bare.save(force_insert=True)


def test_a_copy_is_never_changed(duinstede: Municipality, now: datetime) -> None:
    submit_form(duinstede.organisation, draft(duinstede, now), False, now)
    with pytest.raises(DatabaseError, match=r"permission denied|append-only"), transaction.atomic():
        Submission.objects.update(copy="{}")


def test_a_reference_shows_a_typing_mistake() -> None:
    reference = new_reference("DUI", 2026)
    letters = reference.replace("-", "")
    assert check_letter(letters[:-1]) == letters[-1]
    wrong = letters[:8] + ("A" if letters[8] != "A" else "B") + letters[9:]
    assert check_letter(wrong[:-1]) != wrong[-1]
