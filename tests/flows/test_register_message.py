"""What comes by desk, phone or post is received as it came: terms, receipt, evidence and the true actor."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from tests.cast import Municipality
from tests.flows.disputing import refused, service_for
from tests.flows.registering import DESK, PAGE, PHONE, POST, TYPED, begin, registered, type_in, wish

from openloket.evidence.models import Event
from openloket.evidence.proof import parse_proof
from openloket.evidence.signing import signing_key
from openloket.evidence.verify import Verdict, verify_file
from openloket.flows.letters.post_letter import address_letter, post_letter
from openloket.flows.registering.begin_registration import UnableToBegin
from openloket.flows.registering.keep_registration import (
    Typed,
    UnableToKeep,
    drop_registration,
    keep_registration,
)
from openloket.flows.registering.register_message import UnableToRegister, Wish, register_message
from openloket.flows.terms.ask_supplement import Wish as Asked
from openloket.flows.terms.ask_supplement import ask_supplement
from openloket.intake.access import registration_for, registrations_of
from openloket.intake.models import Draft, Receipt, Registration, Submission
from openloket.intake.receipts import proof_of
from openloket.intake.registrations import Came
from openloket.oversight.receipts import count_receipts
from openloket.people.models import Reachability
from openloket.post.models import Message, MessageState, Way
from openloket.tenancy.scope import scope
from openloket.zaken.models import Filing, Status, Term, Timeliness, Zaak

MAILED = TYPED | {"email": ["jan@voorbeeld.example"]}


def body(kind: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(Event.objects.get(kind=kind).body)
    return found


def test_at_the_desk_with_a_yes_to_email(duinstede: Municipality, now: datetime) -> None:
    done = registered(duinstede, now, page=MAILED, may_mail=True)
    submission = Submission.objects.get()
    assert (submission.channel, submission.message_type) == ("balie", "aanvraag")
    assert (submission.received_at, submission.email) == (DESK.received_at, "jan@voorbeeld.example")
    assert (submission.answers["naam"], done.zaak) == ("Jan Jansen", submission.reference)
    zaak = Zaak.objects.get()
    assert (zaak.sender, zaak.received_at, zaak.status) == ("Jan Jansen", DESK.received_at, Status.RECEIVED)
    assert Term.objects.get().begins_on == date(2026, 3, 3)
    [mail] = Message.objects.all()
    assert (mail.kind, mail.way, mail.to_address) == ("receipt", Way.EMAIL, "jan@voorbeeld.example")
    assert "Een medewerker schreef dit op voor u." in mail.text
    receipt = Receipt.objects.get()
    assert (receipt.letter_due, receipt.exception) == (False, "")
    yes = Reachability.objects.get()
    assert (yes.given_by, yes.about_reference) == ("balie", submission.reference)


def test_who_sent_who_typed_and_on_what_basis(duinstede: Municipality, now: datetime) -> None:
    came = replace(PHONE, bringer="gemachtigde", brought_by="Fatma de Vries", basis="machtiging van 1 maart")
    registered(duinstede, now + timedelta(hours=1), came)
    row = Registration.objects.get()
    assert (row.employee, row.sender, row.brought_by) == (duinstede.worker, "Jan Jansen", "Fatma de Vries")
    assert (row.bringer, row.basis, row.agreed) == ("gemachtigde", "machtiging van 1 maart", True)
    assert row.registered_at == now + timedelta(hours=1)
    actor = f"employee:{duinstede.worker.pk}"
    assert {fact.actor for fact in Event.objects.all()} == {actor}
    received, told = body("submission.received"), body("submission.registered")
    assert (received["actor"], received["channel"]) == (actor, "telefoon")
    assert (told["source"], told["bringer"], told["channel"]) == ("gesproken", "gemachtigde", "telefoon")
    assert not any("Vries" in fact.body or "Jansen" in fact.body for fact in Event.objects.all())
    copy = Submission.objects.get().copy
    assert "Iemand vertelde het voor u op" in copy
    assert "Fatma de Vries, als gemachtigde" in copy
    assert "machtiging van 1 maart" in copy


def test_the_proof_of_its_receipt_holds(duinstede: Municipality, now: datetime) -> None:
    registered(duinstede, now, POST)
    content = proof_of(Receipt.objects.get()).content
    assert verify_file(content, [signing_key().public]).verdict is Verdict.PROMISED
    proof = parse_proof(content)
    assert proof.event["channel"] == "post"
    assert proof.copy.sha256() == proof.event["copy_sha256"]
    assert proof.copy.steps[0].title == "Zo kwam dit bericht binnen"


def test_a_letter_counts_from_the_day_on_which_it_came(duinstede: Municipality, now: datetime) -> None:
    late = now + timedelta(days=9)
    registered(duinstede, late, POST)
    assert Term.objects.get().begins_on == date(2026, 3, 3)
    told = Receipt.objects.get().consequences["after"][0]
    assert told.startswith(
        "Door een medewerker ingevoerd op woensdag 11 maart 2026 om 10.15 uur uit uw brief"
    )
    assert told.endswith("van donderdag 26 februari 2026, ontvangen op maandag 2 maart 2026.")
    assert Receipt.objects.get().issued_at == late


def test_without_a_yes_the_confirmation_is_a_letter(duinstede: Municipality, now: datetime) -> None:
    registered(duinstede, now, POST, page=MAILED)
    assert Submission.objects.get().email == ""
    letter = Message.objects.get()
    assert (letter.way, letter.state, letter.to_lines) == (Way.LETTER, MessageState.TO_POST, [])
    assert "DIT HEBBEN WIJ OPGESCHREVEN" in letter.text
    assert count_receipts([duinstede.organisation], now)[0].letters == 1
    address_letter(duinstede.worker, letter.pk, ["Jan Jansen", "Dorpsweg 12", "1234 AB Duinstede"], "", now)
    post_letter(duinstede.worker, letter.pk, date(2026, 3, 2), now)
    assert Receipt.objects.get().letter_sent_at == now
    assert body("receipt.letter")["sent_on"] == "2026-03-02"
    count = count_receipts([duinstede.organisation], now)[0]
    assert (count.letters, count.confirmed, count.unconfirmed) == (0, 1, 0)
    assert not Reachability.objects.exists()


def test_handed_over_at_the_desk_and_nowhere_else(duinstede: Municipality, now: datetime) -> None:
    registered(duinstede, now, paper="meegegeven")
    assert (Receipt.objects.get().letter_due, Message.objects.count()) == (True, 0)
    assert body("receipt.issued")["way"] == "meegegeven"
    with pytest.raises(UnableToRegister) as told:
        registered(duinstede, now, PHONE, paper="meegegeven")
    assert "papier" in told.value.problems


def test_no_confirmation_only_where_the_law_asks_none(duinstede: Municipality, now: datetime) -> None:
    registered(duinstede, now, paper="geen")
    assert not Receipt.objects.get().letter_due
    service_for(duinstede, "klacht")
    with pytest.raises(UnableToRegister) as told:
        registered(duinstede, now, replace(DESK, chosen="klacht"), paper="geen")
    assert "Awb 6:14 of 9:6" in told.value.problems["papier"]
    registered(duinstede, now, replace(DESK, chosen="klacht"))
    assert Message.objects.get().kind == "receipt_letter"


def test_what_the_letter_does_not_say_stays_empty_and_is_kept(duinstede: Municipality, now: datetime) -> None:
    with pytest.raises(UnableToRegister) as told:
        registered(duinstede, now, POST, page=PAGE, missing_seen=False)
    assert "ontbreekt" in told.value.problems
    assert not Submission.objects.exists()
    registered(duinstede, now, POST, page=PAGE)
    assert Registration.objects.get().missing == ["Wat is het kenteken?"]
    assert "kenteken" not in Submission.objects.get().answers
    asked = Asked("- Wat is het kenteken?", date(2026, 3, 23))
    assert ask_supplement(duinstede.worker, duinstede.organisation, Zaak.objects.get(), asked, now)


def test_what_is_typed_wrong_must_be_mended_first(duinstede: Municipality, now: datetime) -> None:
    draft_id = begin(duinstede, now)
    kept = keep_registration(duinstede.worker, draft_id, Typed(TYPED | {"email": ["jan apenstaart"]}), now)
    assert [problem.field for problem in kept.problems] == ["email"]
    assert kept.message.draft.answers["email"] == "jan apenstaart"
    with pytest.raises(UnableToRegister) as told:
        register_message(duinstede.worker, duinstede.organisation, draft_id, wish(draft_id), now)
    assert told.value.unsound


def test_pressing_twice_registers_once(duinstede: Municipality, now: datetime) -> None:
    draft_id = begin(duinstede, now)
    type_in(duinstede, draft_id, now)
    last = wish(draft_id)
    first = register_message(duinstede.worker, duinstede.organisation, draft_id, last, now)
    assert register_message(duinstede.lead, duinstede.organisation, draft_id, last, now) == first
    assert (Submission.objects.count(), Zaak.objects.count(), Message.objects.count()) == (1, 1, 1)
    assert (Draft.objects.get().answers, registrations_of(duinstede.lead, 10)) == ({}, [])
    with pytest.raises(UnableToKeep):
        keep_registration(duinstede.worker, draft_id, Typed(TYPED), now)


def test_what_changed_meanwhile_is_looked_at_again(duinstede: Municipality, now: datetime) -> None:
    draft_id = begin(duinstede, now)
    type_in(duinstede, draft_id, now)
    last = wish(draft_id)
    type_in(duinstede, draft_id, now + timedelta(minutes=1), TYPED | {"kenteken": ["XX-999-X"]})
    with pytest.raises(UnableToRegister, match="intussen iets veranderd"):
        register_message(duinstede.worker, duinstede.organisation, draft_id, last, now)
    assert not Submission.objects.exists()


def test_whose_registrations_these_are(
    duinstede: Municipality, eikenrade: Municipality, now: datetime
) -> None:
    draft_id = begin(duinstede, now)
    assert [row.pk for row in registrations_of(duinstede.worker, 10)] == [draft_id]
    assert [row.pk for row in registrations_of(duinstede.lead, 10)] == [draft_id], "who divides sees all"
    colleague = duinstede.worker
    colleague.pk, colleague.username = None, "klaas"
    colleague.save()
    assert registrations_of(colleague, 10) == []
    last = Wish("", False, "brief", True, True)
    with scope(eikenrade.organisation.pk):
        assert registration_for(eikenrade.lead, draft_id) is None
        with pytest.raises(UnableToRegister):
            register_message(eikenrade.lead, eikenrade.organisation, draft_id, last, now)


def test_an_administrator_registers_nothing(duinstede: Municipality, now: datetime) -> None:
    duinstede.worker.role = "administrator"
    with pytest.raises(UnableToBegin, match="mag geen berichten"):
        begin(duinstede, now)


def test_thrown_away_it_is_gone_and_the_log_knows(duinstede: Municipality, now: datetime) -> None:
    draft_id = begin(duinstede, now)
    drop_registration(duinstede.worker, draft_id, now)
    drop_registration(duinstede.worker, draft_id, now)
    assert not Draft.objects.exists()
    assert Event.objects.filter(kind="registration.dropped").count() == 1


@pytest.mark.parametrize(
    ("came", "field"),
    [
        (replace(DESK, channel="fax"), "weg"),
        (replace(DESK, chosen="praatje"), "soort"),
        (replace(DESK, received_at=datetime(2026, 3, 3, 9, tzinfo=UTC)), "ontvangen"),
        (replace(DESK, received_at=datetime(2026, 3, 2, 9, 16, tzinfo=UTC)), "ontvangen-tijd"),
        (replace(POST, posted_on=date(2026, 3, 3)), "gepost"),
        (replace(POST, source="gesproken"), "bron"),
        (replace(PHONE, source="brief"), "bron"),
        (replace(DESK, source=""), "bron"),
        (replace(DESK, bringer=""), "brenger"),
        (replace(DESK, bringer="gemachtigde", basis="pas gezien"), "brenger-naam"),
        (replace(DESK, bringer="vertegenwoordiger", brought_by="Fatma"), "grondslag"),
        (replace(DESK, sender="x" * 201), "afzender"),
    ],
)
def test_what_cannot_be_true_is_told_beside_its_field(
    duinstede: Municipality, now: datetime, came: Came, field: str
) -> None:
    with pytest.raises(UnableToBegin) as told:
        begin(duinstede, now, came)
    assert field in told.value.problems


def test_an_unknown_product_or_zaak_is_told(duinstede: Municipality, now: datetime) -> None:
    with pytest.raises(UnableToBegin) as told:
        begin(duinstede, now, slug="bestaat-niet")
    assert "product" in told.value.problems
    with pytest.raises(UnableToBegin) as told:
        begin(duinstede, now, replace(DESK, chosen="aanvulling"), about="DUI-2026-7F3-K9Q-XM9")
    assert "kenmerk" in told.value.problems


def test_a_supplement_joins_the_zaak_it_is_about(duinstede: Municipality, now: datetime) -> None:
    zaak = Zaak.objects.get(reference=registered(duinstede, now).zaak)
    service_for_supplements(duinstede)
    done = registered(duinstede, now, replace(POST, chosen="aanvulling"), about=zaak.reference.lower())
    assert done.zaak == zaak.reference != done.reference
    filing = Filing.objects.get()
    assert (filing.zaak, filing.submission.channel, filing.kind) == (zaak, "post", "aanvulling")
    assert filing.submission.about == "", "its sender holds no key of the zaak"
    Zaak.objects.update(status=Status.CLOSED)
    alone = registered(duinstede, now, replace(POST, chosen="aanvulling"), about=zaak.reference)
    assert alone.zaak == alone.reference, "that zaak is closed"


def service_for_supplements(town: Municipality) -> None:
    service = service_for(town, "klacht")
    service.slug, service.message_type, service.term = "aanvullen", "aanvulling", town.service.term
    service.save()


LAST_DAY = date(2026, 4, 20)


@pytest.mark.parametrize(
    ("received", "posted", "verdict"),
    [
        (date(2026, 4, 20), None, Timeliness.Verdict.IN_TIME),
        (date(2026, 4, 24), date(2026, 4, 20), Timeliness.Verdict.IN_TIME),
        (date(2026, 4, 28), date(2026, 4, 20), Timeliness.Verdict.IN_TIME),  # 27 April is a holiday
        (date(2026, 4, 29), date(2026, 4, 20), Timeliness.Verdict.LATE),
        (date(2026, 4, 22), date(2026, 4, 21), Timeliness.Verdict.LATE),
        (date(2026, 4, 22), None, Timeliness.Verdict.TO_DECIDE),
    ],
)
def test_an_objection_by_post_counts_by_its_postmark(
    duinstede: Municipality, now: datetime, received: date, posted: date | None, verdict: str
) -> None:
    zaak, _ = refused(duinstede, now, now + timedelta(days=7))
    service_for(duinstede, "bezwaar")
    at = datetime(received.year, received.month, received.day, tzinfo=UTC) - timedelta(hours=2)
    came = replace(POST, chosen="bezwaar", received_at=at, posted_on=posted)
    done = registered(duinstede, at + timedelta(days=3), came, about=zaak.reference)
    row = Timeliness.objects.get()
    assert (row.verdict, row.last_day, row.zaak.reference) == (verdict, LAST_DAY, done.zaak)
    assert Zaak.objects.get(reference=done.zaak).about == zaak
    assert Receipt.objects.get(submission=row.submission).letter_due, "Awb 6:14"


def test_the_same_day_by_hand_counts_by_receipt_alone(duinstede: Municipality, now: datetime) -> None:
    zaak, _ = refused(duinstede, now, now + timedelta(days=7))
    service_for(duinstede, "bezwaar")
    at = datetime(2026, 4, 22, 9, tzinfo=UTC)
    came = replace(DESK, chosen="bezwaar", source="brief", received_at=at, posted_on=LAST_DAY)
    registered(duinstede, at, came, about=zaak.reference)
    assert Timeliness.objects.get().verdict == Timeliness.Verdict.LATE


def test_nobody_gets_a_link_that_never_opens(duinstede: Municipality, now: datetime) -> None:
    version = duinstede.service.form_version
    who, car = version.definition["steps"]
    born = {"key": "geboren", "type": "date", "label": "Wat is uw geboortedatum?", "basis": "Awb 4:2"}
    steps = [{**who, "fields": [*who["fields"], born]}, car]
    definition = {**version.definition, "steps": steps, "sensitive": True, "check": "geboren"}
    duinstede.service.form_version = version.__class__.create(
        key="parkeervergunning", number=2, fingerprint="e" * 64, definition=definition, published_at=now
    )
    duinstede.service.save()
    with pytest.raises(UnableToRegister) as told:
        registered(duinstede, now, page=MAILED, may_mail=True)
    assert "‘Wat is uw geboortedatum?’" in told.value.problems["mailen"]
    born_on = {"geboren.dag": ["12"], "geboren.maand": ["5"], "geboren.jaar": ["1980"]}
    registered(duinstede, now, page=MAILED | born_on, may_mail=True)
    assert "AB-123-C" not in Message.objects.get().text
