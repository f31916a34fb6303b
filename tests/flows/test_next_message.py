"""A message about a zaak that runs: carried from the draft to the zaak, without a zaak of its own."""

from datetime import datetime, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import Municipality
from tests.zaken.making import ABOUT, ADDRESS, adopt, send, write_about

from openloket.evidence.models import Event
from openloket.flows.drafts.begin_about import begin_about
from openloket.flows.submit_form import submit_form
from openloket.intake import drafts
from openloket.intake.models import Receipt, Submission
from openloket.intake.references import new_key
from openloket.people.models import Reachability
from openloket.post.models import Message
from openloket.tenancy.scope import scope
from openloket.zaken.models import Filing, Zaak


def test_what_is_known_is_filled_in_and_nothing_that_the_form_does_not_ask(
    duinstede: Municipality, now: datetime
) -> None:
    zaak = send(duinstede, now, email="jan@voorbeeld.example")
    service = adopt(duinstede, "ingebrekestelling")
    key = begin_about(zaak, service.pk, service.form_version_id, now, own=zaak.submission)
    draft = drafts.find(key)
    assert draft is not None
    assert draft.about == zaak.reference
    assert draft.answers == {
        "kenmerk": zaak.reference,
        "omschrijving": "Parkeervergunning",
        "datum_aanvraag": "2026-03-02",
        "naam": "Jan Jansen",
        "email": "jan@voorbeeld.example",
    }


def test_going_on_with_a_draft_never_changes_what_it_is_about(duinstede: Municipality, now: datetime) -> None:
    zaak, other = send(duinstede, now), send(duinstede, now)
    service = adopt(duinstede, "aanvulling")
    key = begin_about(zaak, service.pk, service.form_version_id, now)
    drafts.keep(key, service.pk, service.form_version_id, {"bericht": "Meer."}, now, about=other.reference)
    draft = drafts.find(key)
    assert draft is not None
    assert (draft.about, draft.answers["bericht"]) == (zaak.reference, "Meer.")


def test_a_supplement_joins_the_zaak(duinstede: Municipality, now: datetime) -> None:
    zaak = send(duinstede, now)
    later = now + timedelta(days=3)
    submission = write_about(duinstede, zaak, "aanvulling", later, email="jan@voorbeeld.example")
    filing = Filing.objects.get()
    assert (filing.zaak_id, filing.submission_id, filing.kind) == (zaak.pk, submission.pk, "aanvulling")
    assert (submission.about, filing.at) == (zaak.reference, later)
    assert not Zaak.objects.filter(submission=submission).exists()
    receipt = Receipt.objects.get(submission=submission)
    assert receipt.consequences["after"][0] == f"Uw bericht hoort bij uw zaak met kenmerk {zaak.reference}."
    assert submission.reference != zaak.reference
    assert zaak.reference in Message.objects.get(subject_id=submission.pk).text
    about_it = Event.objects.filter(subject_kind="zaak", subject_id=zaak.pk)
    assert list(about_it.order_by("id").values_list("kind", flat=True)) == [
        "zaak.opened",
        "supplement.received",
    ]


def test_a_yes_to_more_mail_holds_for_the_zaak_that_it_joined(duinstede: Municipality, now: datetime) -> None:
    zaak, service = send(duinstede, now), adopt(duinstede, "aanvulling")
    key = begin_about(zaak, service.pk, service.form_version_id, now)
    answers = {**ABOUT["aanvulling"], "email": "jan@voorbeeld.example"}
    drafts.keep(key, service.pk, service.form_version_id, answers, now)
    submit_form(duinstede.organisation, key, True, now)
    assert Reachability.objects.get().about_reference == zaak.reference


def test_a_typed_reference_alone_puts_a_message_nowhere(duinstede: Municipality, now: datetime) -> None:
    """Anybody can type a reference; only who holds the key of the zaak begins a message about it."""
    zaak, service = send(duinstede, now), adopt(duinstede, "ingebrekestelling")
    key = new_key()
    answers = {"omschrijving": "x", "naam": "Iemand", "adres": ADDRESS, "kenmerk": zaak.reference}
    drafts.keep(key, service.pk, service.form_version_id, answers, now)
    sent = submit_form(duinstede.organisation, key, False, now)
    own = Zaak.objects.get(reference=sent.reference)
    assert (own.kind, own.title) == ("ingebrekestelling", "Wij zijn te laat met een besluit")
    assert not Filing.objects.exists()


def test_a_reference_of_another_organisation_leads_nowhere(
    duinstede: Municipality, eikenrade: Municipality, now: datetime
) -> None:
    with scope(eikenrade.organisation.pk):
        theirs = send(eikenrade, now)
    service = adopt(duinstede, "aanvulling")
    key = new_key()
    drafts.keep(key, service.pk, service.form_version_id, ABOUT["aanvulling"], now, about=theirs.reference)
    sent = submit_form(duinstede.organisation, key, False, now)
    assert Zaak.objects.get(reference=sent.reference).kind == "aanvulling"
    with scope(eikenrade.organisation.pk):
        assert not Filing.objects.exists()


def test_an_ordinary_message_costs_no_statement_more(duinstede: Municipality, now: datetime) -> None:
    service = duinstede.service
    key = new_key()
    answers = {"naam": "Jan", "kenteken": "AB-123-C", "email": "jan@voorbeeld.example"}
    drafts.keep(key, service.pk, service.form_version_id, answers, now)
    with CaptureQueriesContext(connection) as seen:
        submit_form(duinstede.organisation, key, True, now)
    assert len(seen) <= 12, [statement["sql"][:90] for statement in seen]
    assert Submission.objects.get().about == ""
