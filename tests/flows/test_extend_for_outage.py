"""More time after an outage: one decision, every term to object moves once, and who is known is told once."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import Municipality
from tests.outages.making import objection_term, objection_terms, outage
from tests.zaken.making import send, send_many

from openloket.evidence.models import Event
from openloket.flows.outages.extend_for_outage import UnableToExtend, extend_for_outage, preview
from openloket.flows.outages.extend_terms import extend_terms
from openloket.flows.outages.tell_of_outage import tell_of_outage
from openloket.intake import drafts
from openloket.intake.references import new_key
from openloket.law.kalender import NEDERLANDSE_KALENDER, Kalender
from openloket.outages.models import Outage, OutageExtension
from openloket.outages.telling import told
from openloket.post.models import Message
from openloket.work.tasks import extend_terms_and_tell
from openloket.zaken.course import recount
from openloket.zaken.extending import Extension, extend, mark_of, moved
from openloket.zaken.models import Term, TermEvent

MADE_KNOWN = date(2026, 4, 20)  # until Monday 1 June 2026
DOWN, UP = datetime(2026, 6, 1, 20, 40, tzinfo=UTC), datetime(2026, 6, 2, 5, tzinfo=UTC)
LATER = UP + timedelta(hours=3)
WHY = "Ons formulier werkte niet op de laatste avond."


@pytest.fixture
def down(duinstede: Municipality) -> Outage:
    return outage(DOWN, UP)


def decide(town: Municipality, down: Outage, days: int = 1) -> OutageExtension:
    return extend_for_outage(town.lead, down.pk, days, WHY, LATER)


def facts(kind: str) -> Sequence[Event]:
    return list(Event.objects.filter(kind=kind).order_by("id"))


def test_one_decision_moves_the_terms_that_ran(duinstede: Municipality, down: Outage, now: datetime) -> None:
    zaak = send(duinstede, now)
    term, earlier = objection_term(zaak, MADE_KNOWN), objection_term(zaak, date(2026, 4, 17))
    assert [(one.last_day, one.count, one.outcome.laatste_dag) for one in preview(down, down.end, 1)] == [
        (date(2026, 6, 1), 1, date(2026, 6, 2))
    ]
    decided = decide(duinstede, down)
    assert decided.terms == 1
    assert extend_terms(down.pk, LATER) == 1
    term.refresh_from_db()
    assert term.last_day == term.raw_end == date(2026, 6, 2)
    assert "Awb 2:21 lid 1" in {step["artikel"] for step in term.why["waarom"]["stappen"]}
    assert Term.objects.get(pk=earlier.pk).last_day == date(2026, 5, 29)
    [event] = TermEvent.objects.filter(term=term)
    assert (event.kind, event.ground, event.length, event.unit) == ("extended", "2:21-1", 1, "werkdagen")
    [fact] = facts("outage.extended")
    body = json.loads(fact.body)
    assert (fact.actor, body["working_days"], body["terms"]) == (f"employee:{duinstede.lead.pk}", 1, 1)
    assert WHY not in fact.body


def test_what_is_forgiven_counts_from_the_later_day(
    duinstede: Municipality, down: Outage, now: datetime
) -> None:
    term = objection_term(send(duinstede, now), MADE_KNOWN)
    decide(duinstede, down)
    extend_terms(down.pk, LATER)
    term.refresh_from_db()
    assert term.forgiven_until == datetime(2026, 6, 3, 6, 20, tzinfo=UTC)


def test_a_term_that_is_recounted_keeps_it(duinstede: Municipality, down: Outage, now: datetime) -> None:
    term = objection_term(send(duinstede, now), MADE_KNOWN)
    decide(duinstede, down, 2)
    extend_terms(down.pk, LATER)
    term.refresh_from_db()
    recount(term, NEDERLANDSE_KALENDER, date(2026, 6, 20))
    assert term.last_day == date(2026, 6, 3)
    # A day that is made free afterwards moves it on; what was added stays added.
    freed = Kalender(NEDERLANDSE_KALENDER.gelijkgesteld | {date(2026, 6, 1)})
    recount(term, freed, date(2026, 6, 20))
    assert term.last_day == date(2026, 6, 4)


def test_two_outages_in_one_term_add_up(duinstede: Municipality, down: Outage, now: datetime) -> None:
    term = objection_term(send(duinstede, now), MADE_KNOWN)
    other = outage(DOWN - timedelta(days=14), UP - timedelta(days=14))
    for one in (down, other):
        decide(duinstede, one)
        extend_terms(one.pk, LATER)
    term.refresh_from_db()
    assert term.last_day == date(2026, 6, 3)


def test_terms_that_had_different_events_are_counted_apart(
    duinstede: Municipality, down: Outage, now: datetime
) -> None:
    zaken = [send(duinstede, now), send(duinstede, now)]
    first = objection_term(zaken[0], MADE_KNOWN)
    other = outage(DOWN - timedelta(days=14), UP - timedelta(days=14))
    decide(duinstede, other)
    extend_terms(other.pk, LATER)
    second = objection_term(zaken[1], MADE_KNOWN)
    decide(duinstede, down)
    extend_terms(down.pk, LATER)
    for term in (first, second):
        term.refresh_from_db()
    assert (first.last_day, second.last_day) == (date(2026, 6, 3), date(2026, 6, 2))


@pytest.mark.parametrize(
    ("days", "text", "field"), [(0, WHY, "werkdagen"), (31, WHY, "werkdagen"), (1, "  ", "uitleg")]
)
def test_what_is_not_right_is_told_beside_its_field(
    duinstede: Municipality, down: Outage, days: int, text: str, field: str
) -> None:
    with pytest.raises(UnableToExtend) as refused:
        extend_for_outage(duinstede.lead, down.pk, days, text, LATER)
    assert refused.value.field == field
    assert not OutageExtension.objects.exists()


def test_who_may_not_and_when_it_cannot(
    duinstede: Municipality, eikenrade: Municipality, down: Outage
) -> None:
    for stranger in (duinstede.worker, eikenrade.lead):
        with pytest.raises(UnableToExtend, match="U mag geen"):
            extend_for_outage(stranger, down.pk, 1, WHY, LATER)
    lasting = outage(LATER, None)
    with pytest.raises(UnableToExtend, match="duurt nog"):
        extend_for_outage(duinstede.lead, lasting.pk, 1, WHY, LATER)
    decide(duinstede, down)
    with pytest.raises(UnableToExtend, match="Iemand was u voor"):
        decide(duinstede, down)
    assert len(facts("outage.extended")) == 1


def test_the_holder_of_what_was_decided_is_told_once(
    duinstede: Municipality, down: Outage, now: datetime
) -> None:
    zaken = [
        send(duinstede, now, reachable=True, email="jan@voorbeeld.example"),
        send(duinstede, now, email="piet@voorbeeld.example"),
    ]
    for zaak in zaken:
        objection_term(zaak, MADE_KNOWN)
    decide(duinstede, down)
    extend_terms(down.pk, LATER)
    assert tell_of_outage(duinstede.organisation, down.pk, LATER) == 2
    assert tell_of_outage(duinstede.organisation, down.pk, LATER) == 0
    by_mail, by_letter = Message.objects.filter(kind="objection_term_moved").order_by("id")
    assert (by_mail.to_address, by_mail.subject_id) == ("jan@voorbeeld.example", zaken[0].pk)
    assert (by_letter.state, by_letter.subject_id) == ("to_post", zaken[1].pk)  # no yes to e-mail (2:8)
    for message in (by_mail, by_letter):
        assert "dinsdag 2 juni 2026" in message.text
        assert WHY in message.text
        assert "/duinstede/storingen" in message.text
    assert "Jan" not in by_mail.subject_line
    told_facts = facts("term.extended")
    assert {fact.subject_id for fact in told_facts} == {zaak.pk for zaak in zaken}
    assert json.loads(told_facts[0].body)["last_day"] == "2026-06-02"


def keep_draft(town: Municipality, at: datetime, **answers: str) -> None:
    drafts.keep(new_key(), town.service.pk, town.service.form_version_id, answers, at)


def test_who_was_busy_with_a_form_is_told_once(duinstede: Municipality, down: Outage) -> None:
    keep_draft(duinstede, DOWN, email="noor@voorbeeld.example")
    keep_draft(duinstede, DOWN, email="Noor@voorbeeld.example")
    keep_draft(duinstede, DOWN, email="noor")
    keep_draft(duinstede, DOWN, naam="Zonder adres")
    keep_draft(duinstede, LATER, email="later@voorbeeld.example")
    send(duinstede, DOWN, email="verstuurd@voorbeeld.example")
    decide(duinstede, down)
    assert tell_of_outage(duinstede.organisation, down.pk, LATER) == 1
    assert tell_of_outage(duinstede.organisation, down.pk, LATER) == 0
    [message] = Message.objects.filter(kind="outage_notice")
    assert message.to_address.lower() == "noor@voorbeeld.example"
    assert (message.subject_kind, message.subject_id) == ("outage", down.pk)
    assert "Over deze storing krijgt u alleen deze e-mail." in message.text
    assert "1 werkdag langer" in message.text
    assert told(down.pk) == 1


def test_mail_that_was_down_says_nothing_to_who_fills_in_a_form(duinstede: Municipality) -> None:
    keep_draft(duinstede, DOWN, email="noor@voorbeeld.example")
    mailbox = outage(DOWN, UP, "e-mail")
    decide(duinstede, mailbox)
    assert extend_terms_and_tell(duinstede.organisation.pk, mailbox.pk) == "moved 0, told 0"


def test_many_terms_move_in_batches_and_a_worker_that_died_goes_on(
    duinstede: Municipality, down: Outage, now: datetime
) -> None:
    send(duinstede, now)
    send_many(duinstede, 300, now)
    objection_terms(duinstede, MADE_KNOWN, 100)
    objection_terms(duinstede, date(2026, 5, 4), 150, after=100)
    decide(duinstede, down)
    ids = list(Term.objects.filter(kind="objection").order_by("pk").values_list("pk", flat=True))
    done = Extension(mark_of(down.pk), 1, LATER, duinstede.lead.pk)
    assert extend(ids[:70], done, NEDERLANDSE_KALENDER) == 70  # and then that worker died
    with CaptureQueriesContext(connection) as statements:
        assert extend_terms(down.pk, LATER, batch=60) == 180
    assert len(statements) <= 60
    lasts = Term.objects.filter(kind="objection").values_list("last_day", flat=True)
    assert sorted(set(lasts)) == [date(2026, 6, 2), date(2026, 6, 16)]
    assert moved(mark_of(down.pk)) == 250
    assert not Term.objects.filter(kind="objection", forgiven_until=None).exists()
