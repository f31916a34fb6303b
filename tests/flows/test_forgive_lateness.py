"""What an outage forgives: for whom, until when, once, and at the cost of what it touched."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import Municipality
from tests.outages.making import objection_term, objection_terms, outage
from tests.zaken.making import send, send_many

from openloket.evidence.models import Event
from openloket.flows.outages.forgive_lateness import forgive_after_outages, forgive_lateness
from openloket.law.gebeurtenissen import Opschortingsgrond
from openloket.law.procedures import aanvultermijn
from openloket.offer.models import Channel
from openloket.tenancy.scope import scope
from openloket.zaken.course import begin_term
from openloket.zaken.models import Term

# Made known on Monday 20 April 2026: until Monday 1 June. The form is down from 22.40 to 7.00 in Amsterdam.
MADE_KNOWN = date(2026, 4, 20)
DOWN, UP = datetime(2026, 6, 1, 20, 40, tzinfo=UTC), datetime(2026, 6, 2, 5, tzinfo=UTC)
LATER = UP + timedelta(minutes=1)
FORGIVEN = datetime(2026, 6, 2, 6, 20, tzinfo=UTC)  # 8 hours and 20 minutes after midnight


def facts() -> list[Event]:
    return list(Event.objects.filter(kind="outage.forgiven").order_by("id"))


def test_the_last_evening_is_forgiven_for_as_long_as_it_lasted(
    duinstede: Municipality, now: datetime
) -> None:
    term = objection_term(send(duinstede, now), MADE_KNOWN)
    down = outage(DOWN, UP)
    assert forgive_lateness(down.pk, LATER) == 1
    term.refresh_from_db()
    assert (term.forgiven_until, term.last_day) == (FORGIVEN, date(2026, 6, 1))
    [fact] = facts()
    body = json.loads(fact.body)
    assert (fact.subject_kind, fact.subject_id, body["terms"]) == ("outage", down.pk, 1)
    [group] = body["alike"]
    assert (group["last_day"], group["terms"]) == ("2026-06-01", 1)
    assert group["forgiven_until"] == "2026-06-02T06:20:00.000000Z"


def test_again_changes_nothing(duinstede: Municipality, now: datetime) -> None:
    objection_term(send(duinstede, now), MADE_KNOWN)
    down = outage(DOWN, UP)
    forgive_lateness(down.pk, LATER)
    assert forgive_lateness(down.pk, LATER + timedelta(days=1)) == 0
    assert len(facts()) == 1


def test_while_it_lasts_what_is_forgiven_grows(duinstede: Municipality, now: datetime) -> None:
    term = objection_term(send(duinstede, now), MADE_KNOWN)
    down = outage(DOWN, None)
    found = []
    for hours in (1, 2):
        forgive_lateness(down.pk, DOWN + timedelta(hours=hours))
        term.refresh_from_db()
        found.append(term.forgiven_until)
    assert found[1] - found[0] == timedelta(hours=1)


def test_two_outages_add_up_and_overlap_counts_once(duinstede: Municipality, now: datetime) -> None:
    term = objection_term(send(duinstede, now), MADE_KNOWN)
    outage(DOWN - timedelta(days=10), DOWN - timedelta(days=10, hours=-3))
    outage(DOWN, UP, "portaal")
    forgive_lateness(outage(DOWN, UP).pk, LATER)
    term.refresh_from_db()
    assert term.forgiven_until == FORGIVEN + timedelta(hours=3)


@pytest.mark.parametrize(
    ("made_known", "touched"),
    [
        (date(2026, 4, 17), False),  # over on Friday 29 May
        (date(2026, 4, 20), True),  # its last evening
        (date(2026, 6, 1), True),  # begins on the morning on which it worked again
        (date(2026, 6, 2), False),
    ],
)
def test_only_terms_that_ran_then(
    duinstede: Municipality, now: datetime, made_known: date, touched: bool
) -> None:
    term = objection_term(send(duinstede, now), made_known)
    forgive_lateness(outage(DOWN, UP).pk, LATER)
    term.refresh_from_db()
    assert (term.forgiven_until is not None) is touched


def test_a_term_that_was_met_and_a_term_of_the_body_stay(duinstede: Municipality, now: datetime) -> None:
    zaak = send(duinstede, now + timedelta(days=60))
    met = objection_term(zaak, MADE_KNOWN)
    Term.objects.filter(pk=met.pk).update(ended_on=date(2026, 5, 1))
    assert forgive_lateness(outage(DOWN, UP).pk, LATER) == 0
    assert not Term.objects.exclude(forgiven_until=None).exists()
    assert json.loads(facts()[0].body)["terms"] == 0  # that it was counted is kept


def supplement(zaak_id: int) -> Term:
    began = aanvultermijn(Opschortingsgrond.AANVULLING, date(2026, 5, 18), date(2026, 6, 1))
    return begin_term(zaak_id, Term.Kind.SUPPLEMENT, began)


def test_time_to_supplement_is_forgiven_too(duinstede: Municipality, now: datetime) -> None:
    term = supplement(send(duinstede, now).pk)
    assert forgive_lateness(outage(DOWN, UP).pk, LATER) == 1
    term.refresh_from_db()
    assert term.forgiven_until == FORGIVEN


@pytest.mark.parametrize("designated", [False, True])
def test_mail_counts_where_mail_is_designated(
    duinstede: Municipality, now: datetime, designated: bool
) -> None:
    Channel.create(
        service=duinstede.service, kind="e-mail", text="", designated=designated, position=2,
        message_type="aanvulling", valid_from=date(2026, 1, 1),
    )  # fmt: skip
    zaak = send(duinstede, now)
    terms = [supplement(zaak.pk), objection_term(zaak, MADE_KNOWN)]
    forgive_lateness(outage(DOWN, UP, "e-mail").pk, LATER)
    for term in terms:
        term.refresh_from_db()
    assert terms[0].forgiven_until == (FORGIVEN if designated else None)
    assert terms[1].forgiven_until is None  # nothing says that objections go by mail


def test_a_stranger_is_not_touched(duinstede: Municipality, eikenrade: Municipality, now: datetime) -> None:
    with scope(eikenrade.organisation.pk):
        other = objection_term(send(eikenrade, now), MADE_KNOWN)
    forgive_lateness(outage(DOWN, UP).pk, LATER)
    with scope(eikenrade.organisation.pk):
        other.refresh_from_db()
        assert other.forgiven_until is None


def test_the_worker_does_each_outage_that_ended_once(duinstede: Municipality, now: datetime) -> None:
    zaak = send(duinstede, now)
    objection_term(zaak, MADE_KNOWN)
    outage(DOWN, UP)
    outage(LATER, None)
    assert forgive_after_outages(LATER) == 1
    later_noted = objection_term(zaak, date(2026, 4, 21))
    assert forgive_after_outages(LATER) == 0
    assert forgive_after_outages(LATER, again=True) == 1
    later_noted.refresh_from_db()
    assert later_noted.forgiven_until is not None
    assert len(facts()) == 2


def test_the_number_of_statements_does_not_grow_with_the_terms(
    duinstede: Municipality, now: datetime
) -> None:
    send(duinstede, now)
    send_many(duinstede, 300, now)
    seen = []
    for number, count in enumerate((10, 290)):
        objection_terms(duinstede, MADE_KNOWN, count, after=10 * number)
        down = outage(DOWN + timedelta(minutes=number), UP + timedelta(hours=number))
        with CaptureQueriesContext(connection) as statements:
            assert forgive_lateness(down.pk, UP + timedelta(hours=2)) == (10 if number == 0 else 300)
        seen.append(len(statements))
    assert seen[0] == seen[1] <= 18
