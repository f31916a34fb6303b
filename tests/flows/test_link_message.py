"""An employee puts a message with the zaak that it belongs to."""

from datetime import UTC, date, datetime

import pytest
from tests.cast import Municipality
from tests.zaken.making import ABOUT, adopt, send

from openloket.evidence.models import Event
from openloket.flows.submit_form import submit_form
from openloket.flows.zaken.link_message import Link, UnableToLink, find_link, link_message
from openloket.intake import drafts
from openloket.intake.references import new_key
from openloket.law.kanalen import Berichtsoort
from openloket.tenancy.scope import scope
from openloket.zaken.models import Filing, NoticeOfDefault, Status, Term, Zaak

NOTICE = datetime(2026, 5, 4, 10, tzinfo=UTC)
LINKED = datetime(2026, 5, 8, 10, tzinfo=UTC)


def alone(town: Municipality, key: str, at: datetime) -> Zaak:
    """A message that somebody sent without coming from a receipt."""
    service, draft = adopt(town, key), new_key()
    drafts.keep(draft, service.pk, service.form_version_id, ABOUT[key], at)
    return Zaak.objects.get(reference=submit_form(town.organisation, draft, False, at).reference)


def find(town: Municipality, zaak: Zaak, typed: str, kind: str = "ingebrekestelling") -> Link:
    return find_link(town.worker, town.organisation, zaak, kind, typed)


def test_the_notice_counts_from_its_receipt_and_its_own_zaak_closes(
    duinstede: Municipality, now: datetime
) -> None:
    zaak = send(duinstede, now)
    message = alone(duinstede, "ingebrekestelling", NOTICE)
    link_message(duinstede.worker, find(duinstede, message, zaak.reference.lower().replace("-", " ")), LINKED)
    assert NoticeOfDefault.objects.get(zaak=zaak).received_on == NOTICE.date()
    assert Term.objects.get(zaak=zaak, kind=Term.Kind.PENALTY).begins_on == date(2026, 5, 19)
    filing = Filing.objects.get(zaak=zaak)
    assert (filing.submission_id, filing.at) == (message.submission_id, NOTICE)
    message.refresh_from_db()
    assert (message.status, message.closed_at) == (Status.CLOSED, LINKED)
    assert not message.terms.filter(ended_on=None).exists()
    assert message.notes.get().text == f"Dit bericht hoort bij zaak {zaak.reference}, als ingebrekestelling."
    facts = Event.objects.filter(at=LINKED).order_by("id")
    assert [(fact.kind, fact.subject_id) for fact in facts] == [
        ("zaak.status", message.pk),
        ("default.received", zaak.pk),
    ]
    assert {fact.actor for fact in facts} == {f"employee:{duinstede.worker.pk}"}


def test_any_message_can_be_a_notice_of_default(duinstede: Municipality, now: datetime) -> None:
    zaak, letter = send(duinstede, now), send(duinstede, NOTICE)
    link_message(duinstede.worker, find(duinstede, letter, zaak.reference), LINKED)
    assert NoticeOfDefault.objects.get().submission_id == letter.submission_id


def test_a_supplement_without_its_zaak(duinstede: Municipality, now: datetime) -> None:
    zaak, message = send(duinstede, now), alone(duinstede, "aanvulling", NOTICE)
    link_message(duinstede.worker, find(duinstede, message, zaak.reference, "aanvulling"), LINKED)
    assert Filing.objects.get().kind == Berichtsoort.AANVULLING
    assert Event.objects.filter(kind="supplement.received", subject_id=zaak.pk).exists()
    assert not NoticeOfDefault.objects.exists()


def test_what_can_not_be_linked(duinstede: Municipality, eikenrade: Municipality, now: datetime) -> None:
    with scope(eikenrade.organisation.pk):
        theirs = send(eikenrade, now)
    zaak, message = send(duinstede, now), send(duinstede, NOTICE)
    last = "0" if zaak.reference[-1] != "0" else "1"
    for typed, kind, told, field in (
        ("", "ingebrekestelling", "heel kenmerk", "kenmerk"),
        ("\0", "ingebrekestelling", "heel kenmerk", "kenmerk"),
        (zaak.reference[:-2], "ingebrekestelling", "heel kenmerk", "kenmerk"),
        (theirs.reference, "ingebrekestelling", "heel kenmerk", "kenmerk"),
        (zaak.reference[:-1] + last, "ingebrekestelling", "typefout", "kenmerk"),
        (message.reference, "ingebrekestelling", "deze zaak zelf", "kenmerk"),
        (zaak.reference, "bezwaar", "wat dit bericht is", "soort"),
    ):
        with pytest.raises(UnableToLink, match=told) as refused:
            find(duinstede, message, typed, kind)
        assert refused.value.field == field
    with pytest.raises(UnableToLink, match="mag geen"):
        find_link(eikenrade.worker, duinstede.organisation, message, "ingebrekestelling", zaak.reference)


def test_a_reference_with_our_prefix_in_another_organisation_is_not_found(
    duinstede: Municipality, eikenrade: Municipality, now: datetime
) -> None:
    """Two organisations may have chosen one prefix: the scope decides, not the letters."""
    message = send(duinstede, NOTICE)
    eikenrade.organisation.reference_prefix = "DUI"
    with scope(eikenrade.organisation.pk):
        theirs = send(eikenrade, now)
    with pytest.raises(UnableToLink, match="geen zaak"):
        find(duinstede, message, theirs.reference)


def test_a_message_is_linked_once(duinstede: Municipality, now: datetime) -> None:
    zaak, other, message = send(duinstede, now), send(duinstede, now), send(duinstede, NOTICE)
    first, second = find(duinstede, message, zaak.reference), find(duinstede, message, other.reference)
    link_message(duinstede.worker, first, LINKED)
    with pytest.raises(UnableToLink, match="al bij een andere"):
        link_message(duinstede.lead, second, LINKED)
    assert Filing.objects.get().zaak_id == zaak.pk


def test_a_zaak_that_is_done_stays_as_it_is(duinstede: Municipality, now: datetime) -> None:
    zaak, message = send(duinstede, now), send(duinstede, NOTICE)
    link = find(duinstede, message, zaak.reference)
    Zaak.objects.filter(pk=message.pk).update(status=Status.CLOSED)
    with pytest.raises(UnableToLink, match="al klaar"):
        link_message(duinstede.worker, link, LINKED)
    assert not Filing.objects.exists()
