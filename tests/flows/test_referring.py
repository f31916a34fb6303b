"""A message that came the wrong way or to the wrong body: each way, its effect, and only once it has left."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from typing import Any

import pytest
from tests.cast import Municipality
from tests.flows.disputing import send_kind
from tests.flows.referring import (
    ELSEWHERE,
    FLOWS,
    PROVINCE,
    ask,
    leave,
    mailed,
    refer,
    seen,
)
from tests.mailread.making import file, joined, part
from tests.zaken.making import send

from openloket.adapters.mail_out.memory import MemoryCarrier
from openloket.evidence.models import Event
from openloket.flows.delivery.deliver_messages import deliver
from openloket.flows.delivery.note_delivery import note_delivery
from openloket.flows.letters.post_letter import address_letter, letter_instead, post_letter
from openloket.flows.referral.referral_case import Answers, case_of
from openloket.flows.referral.referral_left import referral_told
from openloket.flows.referral.referring import Ask, UnableToRefer, look
from openloket.flows.referral.withdraw_referral import UnableToWithdraw, withdraw_referral
from openloket.intake.models import Referral, Submission
from openloket.law.handelwijze import Handelwijze
from openloket.law.kanalen import BEZWAAR_OF_BEROEP, Berichtsoort
from openloket.law.ontvangst import Bevoegdheid
from openloket.law.weigering import Weigeringsgrond
from openloket.oversight.referrals import incomplete, missing_of, promise_to
from openloket.post.composing import Rendered
from openloket.post.delivery import Event as Happened
from openloket.post.delivery import EventKind, Source
from openloket.post.models import Message, MessageState, Way
from openloket.post.ports import NotCarried, Permanent, Temporary
from openloket.tenancy.models import Team
from openloket.zaken.models import Status, SupplementRequest, Term, Zaak

H = Handelwijze
NOT_AS_IT_IS = Answers(as_it_is=False)
UNRELIABLE = Answers(ground=Weigeringsgrond.ONBETROUWBAAR.value)
NEXT_DAY = timedelta(days=1)


@pytest.fixture
def zaak(duinstede: Municipality, now: datetime) -> Zaak:
    """An application by e-mail, received on 2 March; the form is designated for it."""
    return mailed(duinstede, now)


@pytest.fixture
def objection(duinstede: Municipality, now: datetime) -> Zaak:
    """An objection with the form, of somebody who said yes to e-mail."""
    return send_kind(duinstede, "bezwaar", now, reachable=True, email="jan@example.nl")


def kinds(zaak: Zaak) -> list[str]:
    found = Event.objects.filter(
        organisation_id=zaak.organisation_id, subject_kind="zaak", subject_id=zaak.pk
    )
    return list(found.order_by("id").values_list("kind", flat=True))


def decision(zaak: Zaak) -> Term:
    term: Term = Term.objects.get(zaak=zaak, kind=Term.Kind.DECISION, ended_on=None)
    return term


def own_term(town: Municipality) -> None:
    """The product has a term in an act of its own."""
    town.service.term = {"kind": "decision", "article": "Wegenwet 5", "weeks": 6}
    town.service.save()


def test_as_it_is_only_writes_down_why(duinstede: Municipality, zaak: Zaak, now: datetime) -> None:
    before = decision(zaak).last_day
    referral = refer(duinstede, zaak, H.BEHANDELEN, Answers(), now)
    assert (referral.way, referral.message, referral.why["oordeel"]["actie"]) == (
        "behandelen", None, "behandelen",
    )  # fmt: skip
    assert "Awb 2:16 lid 1 onder a" in str(referral.why)
    zaak.refresh_from_db()
    assert (zaak.status, decision(zaak).last_day) == (Status.RECEIVED, before)
    assert kinds(zaak)[-1] == "referral.decided"


def test_pointed_the_right_way_names_it_and_closes_only_when_it_left(
    duinstede: Municipality, zaak: Zaak, now: datetime
) -> None:
    answers = replace(NOT_AS_IT_IS, bound_until=date(2026, 3, 6))
    shown = look(ask(duinstede, zaak, H.WIJZEN, answers), now)
    referral = refer(duinstede, zaak, H.WIJZEN, answers, now, reason="Wij missen uw kenteken.", answer=True)
    message = Message.objects.get(pk=referral.message_id)
    assert (message.way, message.to_address) == (Way.EMAIL, "jan@voorbeeld.nl")
    for version in (message.text, message.html):
        assert "/duinstede/parkeervergunning/formulier" in version
        assert "Wij missen uw kenteken." in version
        assert "tot en met maandag 9 maart 2026" in version  # Friday and a day, and on to a working day
        assert "Raadhuisplein 1" in version
    zaak.refresh_from_db()
    assert (zaak.status, referral.told_on) == (Status.RECEIVED, None)
    assert shown.effect["terms"][0]["becomes"] is None

    leave(message.pk, now)
    zaak.refresh_from_db()
    referral.refresh_from_db()
    assert (zaak.status, referral.told_on) == (Status.CLOSED, date(2026, 3, 2))
    assert not Term.objects.filter(zaak=zaak, ended_on=None).exists()
    assert referral.effect["happened"] == {
        "sender_was": "2026-03-06", "sender_until": shown.effect["sender"]["becomes"],
    }  # fmt: skip
    assert kinds(zaak)[-3:] == ["message.handed_over", "referral.told", "zaak.status"]
    assert "kenteken" not in str(list(Event.objects.values_list("body", flat=True)))


def test_what_is_sent_again_within_the_promise_counts_as_in_time(
    duinstede: Municipality, zaak: Zaak, now: datetime
) -> None:
    answers = replace(NOT_AS_IT_IS, bound_until=date(2026, 3, 6))
    leave(refer(duinstede, zaak, H.WIJZEN, answers, now, answer=True).message_id, now)
    for day, kept in ((5, True), (7, True), (8, False)):
        again = send(duinstede, now + timedelta(days=day), email="Jan@voorbeeld.nl", naam=f"Dag {day}")
        found = promise_to(Submission.objects.get(pk=again.submission_id))
        assert (found is not None) == kept, day
    assert found is None
    stranger = send(duinstede, now + NEXT_DAY, email="piet@voorbeeld.nl")
    assert promise_to(Submission.objects.get(pk=stranger.submission_id)) is None


def test_a_later_reaction_gives_the_sender_longer_and_never_less(
    duinstede: Municipality, zaak: Zaak, now: datetime
) -> None:
    answers = replace(NOT_AS_IT_IS, bound_until=date(2026, 3, 6))
    referral = refer(duinstede, zaak, H.WIJZEN, answers, now, answer=True)
    leave(referral.message_id, now + timedelta(days=7))
    referral.refresh_from_db()
    # A week and the rest of the day after 6 March is Saturday the 14th; that moves on to a working day.
    assert referral.effect["happened"]["sender_until"] == "2026-03-16"


def test_without_a_term_or_a_reasonable_thought_nothing_is_promised(
    duinstede: Municipality, zaak: Zaak, now: datetime
) -> None:
    for answers in (NOT_AS_IT_IS, replace(NOT_AS_IT_IS, bound_until=date(2026, 3, 6), could_think=False)):
        shown = look(ask(duinstede, zaak, H.WIJZEN, answers), now)
        assert shown.effect["sender"] is None
        assert "extra tijd" not in str(shown.words)


def test_passed_on_and_told_at_once_the_term_begins_then(duinstede: Municipality, now: datetime) -> None:
    own_term(duinstede)
    zaak = mailed(duinstede, now)
    team, later = Team.create(name="Team Parkeren"), now + timedelta(days=7)
    Zaak.objects.filter(pk=zaak.pk).update(assignee=duinstede.worker)
    shown = look(ask(duinstede, zaak, H.DOORLEIDEN, Answers(), team_id=team.pk), later)
    was = decision(zaak).last_day
    referral = refer(duinstede, zaak, H.DOORLEIDEN, Answers(), later, team_id=team.pk, answer=True)
    zaak.refresh_from_db()
    assert (zaak.team, zaak.assignee, decision(zaak).last_day) == (team, None, was)
    leave(referral.message_id, later)
    moved = decision(zaak)
    assert moved.last_day.isoformat() == shown.effect["terms"][0]["becomes"]
    assert moved.last_day == was + timedelta(days=7)
    zaak.refresh_from_db()
    assert (zaak.last_day, zaak.status) == (moved.last_day, Status.RECEIVED)
    assert "Awb 2:24" in str(moved.why)
    assert "Team Parkeren" in Message.objects.get(pk=referral.message_id).text


@pytest.mark.parametrize("wait", [2, 5])
def test_told_too_late_the_term_keeps_its_start(duinstede: Municipality, now: datetime, wait: int) -> None:
    own_term(duinstede)
    zaak = mailed(duinstede, now)
    team, later = Team.create(name="Team Parkeren"), now + timedelta(days=7)
    was = decision(zaak).last_day
    referral = refer(duinstede, zaak, H.DOORLEIDEN, Answers(), later, team_id=team.pk, answer=True)
    leave(referral.message_id, later + timedelta(days=wait))
    assert decision(zaak).last_day == was
    referral.refresh_from_db()
    assert "happened" not in referral.effect


def test_not_told_nothing_happens_to_the_term(duinstede: Municipality, now: datetime) -> None:
    own_term(duinstede)
    zaak = mailed(duinstede, now)
    team, later = Team.create(name="Team Parkeren"), now + timedelta(days=7)
    referral = refer(duinstede, zaak, H.DOORLEIDEN, Answers(), later, team_id=team.pk, tell=False)
    assert (referral.message, referral.effect["terms"][0]["becomes"]) == (
        None, referral.effect["terms"][0]["was"],
    )  # fmt: skip


def test_of_the_eight_weeks_it_is_a_doubt_and_they_run_from_receipt(
    duinstede: Municipality, zaak: Zaak, now: datetime
) -> None:
    team, later = Team.create(name="Team Parkeren"), now + timedelta(days=7)
    shown = look(ask(duinstede, zaak, H.DOORLEIDEN, Answers(), team_id=team.pk), later)
    (term,) = shown.effect["terms"]
    assert term["becomes"] == term["was"]
    assert "Mogen de 8 weken" in str(term["doubts"])


def test_an_objection_for_another_body_goes_there_with_its_date(
    duinstede: Municipality, objection: Zaak, now: datetime
) -> None:
    referral = refer(duinstede, objection, H.DOORZENDEN, ELSEWHERE, now + NEXT_DAY, **PROVINCE)
    told, carried = referral.message, referral.carried
    assert "provincie Noord-Holland" in told.text
    assert "artikel 6:15" in told.text
    assert carried.to_address == "post@provincie.example"
    for text in (carried.text, carried.html):
        assert "ontving dit bericht op maandag 2 maart 2026 om 10.15 uur" in text
        assert "Jan Jansen" in text
        assert "Die datum bepaalt of het op tijd is" in text
    leave(carried.pk, now + NEXT_DAY)
    objection.refresh_from_db()
    assert objection.status == Status.RECEIVED
    carrier = leave(told.pk, now + NEXT_DAY)
    assert not list(message_from_bytes(carrier.carried[0].content, policy=policy.default).iter_attachments())
    objection.refresh_from_db()
    referral.refresh_from_db()
    assert (objection.status, referral.told_on, referral.carried_on) == (
        Status.CLOSED, date(2026, 3, 3), date(2026, 3, 3),
    )  # fmt: skip
    assert kinds(objection)[-5:] == [
        "message.handed_over", "referral.carried", "message.handed_over", "referral.told", "zaak.status",
    ]  # fmt: skip
    assert '"received_on":"2026-03-02"' in Event.objects.get(kind="referral.carried").body


def test_all_files_travel_along_with_the_mail_and_the_proof(duinstede: Municipality, now: datetime) -> None:
    parts = joined(part("Bezwaar tegen de provincie."), file(b"%PDF-1.4 x", "application/pdf", "plan.pdf"))
    zaak = mailed(
        duinstede, now, text=parts.decode("latin-1"), content_type='multipart/mixed; boundary="grens"'
    )
    referral = refer(duinstede, zaak, H.DOORZENDEN, ELSEWHERE, now, **PROVINCE)
    carrier = leave(referral.carried_id, now)
    mail = message_from_bytes(carrier.carried[0].content, policy=policy.default)
    assert [one.get_filename() for one in mail.iter_attachments()] == [
        "plan.pdf", "oorspronkelijke-e-mail.eml", "bewijs.json",
    ]  # fmt: skip


def test_by_letter_it_waits_at_the_post_for_both(duinstede: Municipality, zaak: Zaak, now: datetime) -> None:
    lines = ("Provincie Noord-Holland", "Postbus 1", "2000 AA  Haarlem")
    referral = refer(
        duinstede, zaak, H.DOORZENDEN, ELSEWHERE, now, body="provincie Noord-Holland", lines=lines
    )
    assert (referral.carried.way, referral.carried.to_lines) == (Way.LETTER, list(lines))
    assert referral.message.state == MessageState.TO_POST
    assert "/ontvangst/" not in referral.message.text, "nobody types over a key of 26 signs"
    assert "/status\n" in referral.message.text
    assert "Hierbij vraag ik een parkeervergunning aan" in referral.carried.text


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"body": " "}, "orgaan"),
        ({"address": "geen adres"}, "orgaan-email"),
        ({"address": "", "lines": ("Provincie",)}, "orgaan-adres"),
        ({"address": "", "lines": ("Provincie", "x" * 61)}, "orgaan-adres"),
    ],
)
def test_where_it_goes_is_checked(
    duinstede: Municipality, zaak: Zaak, now: datetime, change: dict[str, Any], field: str
) -> None:
    with pytest.raises(UnableToRefer) as refusal:
        refer(duinstede, zaak, H.DOORZENDEN, ELSEWHERE, now, **{**PROVINCE, **change})
    assert field in refusal.value.problems
    assert not Referral.objects.exists()


def test_what_is_sensitive_travels_by_e_mail_only_where_a_person_says_so(
    duinstede: Municipality, now: datetime
) -> None:
    duinstede.service.sensitive = True
    duinstede.service.save()
    zaak = send(duinstede, now, reachable=True, email="jan@example.nl")
    with pytest.raises(UnableToRefer) as refusal:
        refer(duinstede, zaak, H.DOORZENDEN, ELSEWHERE, now, **PROVINCE)
    assert list(refusal.value.problems) == ["vertrouwelijk"]
    forwarded = refer(duinstede, zaak, H.DOORZENDEN, ELSEWHERE, now, **PROVINCE, confidential=True)
    assert [doubt["artikel"] for doubt in forwarded.why["twijfels"]] == ["Awb 2:9"]
    other = send(duinstede, now, reachable=True, email="jan@example.nl", naam="Piet")
    unknown = Answers(competent=Bevoegdheid.ANDER_ORGAAN_ONBEKEND)
    back = refer(duinstede, other, H.TERUGZENDEN, unknown, now)
    assert back.message.way == Way.LETTER


def test_sent_back_holds_the_message_and_closes(duinstede: Municipality, zaak: Zaak, now: datetime) -> None:
    unknown = Answers(competent=Bevoegdheid.ANDER_ORGAAN_ONBEKEND)
    referral = refer(duinstede, zaak, H.TERUGZENDEN, unknown, now, answer=True)
    assert "Hierbij vraag ik een parkeervergunning aan" in referral.message.text
    carrier = leave(referral.message_id, now)
    mail = message_from_bytes(carrier.carried[0].content, policy=policy.default)
    assert "oorspronkelijke-e-mail.eml" in [one.get_filename() for one in mail.iter_attachments()]
    zaak.refresh_from_db()
    referral.refresh_from_db()
    assert (zaak.status, referral.told_on, referral.carried_on) == (
        Status.CLOSED, date(2026, 3, 2), date(2026, 3, 2),
    )  # fmt: skip


@pytest.mark.parametrize("kind", ["aanvraag", "bezwaar"])
def test_a_refusal_gives_the_opportunity_to_repair(duinstede: Municipality, now: datetime, kind: str) -> None:
    if kind == "aanvraag":
        zaak = mailed(duinstede, now)
    else:
        zaak = send_kind(duinstede, "bezwaar", now, reachable=True, email="jan@example.nl")
    until = date(2026, 3, 16)
    wanted = ask(
        duinstede, zaak, H.WEIGEREN, UNRELIABLE, last_day=until, reason="Het bestand is kapot.", answer=True
    )
    shown = look(wanted, now)
    referral = FLOWS[H.WEIGEREN](seen(wanted, now), now)
    request = SupplementRequest.objects.get(zaak=zaak)
    assert (request.message_id, request.last_day) == (referral.message_id, until)
    assert "maandag 16 maart 2026" in referral.message.text
    assert "artikel 2:15 lid 2" in referral.message.text
    leave(referral.message_id, now)
    zaak.refresh_from_db()
    referral.refresh_from_db()
    assert (zaak.status, referral.told_on) == (Status.WAITING, date(2026, 3, 2))
    term = decision(zaak)
    assert term.last_day.isoformat() == shown.effect["terms"][0]["becomes"]


def test_a_refusal_needs_a_reason_and_a_day(duinstede: Municipality, zaak: Zaak, now: datetime) -> None:
    with pytest.raises(UnableToRefer) as refusal:
        refer(duinstede, zaak, H.WEIGEREN, UNRELIABLE, now, last_day=date(2026, 3, 16))
    assert "reden" in refusal.value.problems
    with pytest.raises(UnableToRefer) as refusal:
        refer(duinstede, zaak, H.WEIGEREN, UNRELIABLE, now, reason="Kapot.")
    assert "uiterste-dag" in refusal.value.problems
    assert not Message.objects.filter(kind="referral").exists()


@pytest.mark.parametrize("kind", list(Berichtsoort))
@pytest.mark.parametrize("answers", [Answers(), NOT_AS_IT_IS, ELSEWHERE, UNRELIABLE])
def test_what_the_law_does_not_allow_is_refused_and_objections_are_never_pointed_elsewhere(
    duinstede: Municipality, zaak: Zaak, now: datetime, kind: Berichtsoort, answers: Answers
) -> None:
    Zaak.objects.filter(pk=zaak.pk).update(kind=kind)
    zaak.refresh_from_db()
    weighed = case_of(zaak, answers, date(2026, 3, 2)).weighed
    team = Team.create(name="Team Parkeren")
    choice = {**PROVINCE, "reason": "Zo is het.", "last_day": date(2026, 3, 16), "team_id": team.pk}
    for way in Handelwijze:
        wanted = seen(ask(duinstede, zaak, way, answers, **choice), now)
        if weighed.mag(way):
            assert wanted.choice.seen
            continue
        with pytest.raises(UnableToRefer) as refusal:
            FLOWS[way](wanted, now)
        assert str(refusal.value) == " ".join(step.tekst for step in weighed.wijzen[way].waarom)
    assert not Referral.objects.exists()
    if kind in BEZWAAR_OF_BEROEP:
        assert not weighed.mag(H.WIJZEN)
        assert not weighed.mag(H.TERUGZENDEN)


def test_dates_that_differ_from_what_was_shown_are_looked_at_again(
    duinstede: Municipality, zaak: Zaak, now: datetime
) -> None:
    wanted = seen(ask(duinstede, zaak, H.WIJZEN, NOT_AS_IT_IS), now)
    Term.objects.filter(zaak=zaak).update(last_day=date(2026, 5, 1))
    with pytest.raises(UnableToRefer, match="anders dan u zag"):
        FLOWS[H.WIJZEN](wanted, now)


def test_while_something_waits_nothing_else_can_be_done(
    duinstede: Municipality, zaak: Zaak, now: datetime
) -> None:
    unseen = seen(ask(duinstede, zaak, H.BEHANDELEN, Answers()), now)
    referral = refer(duinstede, zaak, H.WIJZEN, NOT_AS_IT_IS, now)
    with pytest.raises(UnableToRefer, match="Iemand was u voor"):
        FLOWS[H.BEHANDELEN](unseen, now)
    with pytest.raises(UnableToRefer, match="nog niet is verstuurd"):
        refer(duinstede, zaak, H.BEHANDELEN, Answers(), now)
    assert referral.message.state == MessageState.TO_POST  # nobody chose e-mail
    withdraw_referral(duinstede.worker, zaak, referral.pk, now)
    refer(duinstede, zaak, H.BEHANDELEN, Answers(), now)
    referral_told(referral.message_id, date(2026, 3, 2), now)
    with pytest.raises(UnableToWithdraw):
        withdraw_referral(duinstede.worker, zaak, referral.pk, now)


def test_what_left_can_not_be_withdrawn(duinstede: Municipality, zaak: Zaak, now: datetime) -> None:
    referral = refer(duinstede, zaak, H.WIJZEN, NOT_AS_IT_IS, now, answer=True)
    with pytest.raises(UnableToWithdraw):
        withdraw_referral(duinstede.worker, zaak, referral.pk, now)  # it is queued
    leave(referral.message_id, now)
    with pytest.raises(UnableToWithdraw):
        withdraw_referral(duinstede.worker, zaak, referral.pk, now)


def test_a_decision_taken_meanwhile_stays(duinstede: Municipality, zaak: Zaak, now: datetime) -> None:
    referral = refer(duinstede, zaak, H.WIJZEN, NOT_AS_IT_IS, now, answer=True)
    Zaak.objects.filter(pk=zaak.pk).update(status=Status.DECIDED)
    leave(referral.message_id, now)
    zaak.refresh_from_db()
    assert zaak.status == Status.DECIDED


@pytest.mark.parametrize("problem", [Temporary("451 later"), Permanent("550 unknown")])
def test_while_its_message_does_not_leave_nothing_happens(
    duinstede: Municipality, zaak: Zaak, now: datetime, problem: NotCarried
) -> None:
    referral = refer(duinstede, zaak, H.WIJZEN, NOT_AS_IT_IS, now, answer=True)
    carrier = MemoryCarrier()
    carrier.refusals = [problem]
    deliver(referral.message_id, carrier, lambda: now)
    zaak.refresh_from_db()
    referral.refresh_from_db()
    assert (zaak.status, referral.told_on) == (Status.RECEIVED, None)
    assert decision(zaak).ended_on is None
    assert "de afzender laten weten" in missing_of(referral, zaak.kind)


def test_an_e_mail_that_failed_goes_by_letter_and_works_from_then(
    duinstede: Municipality, zaak: Zaak, now: datetime
) -> None:
    referral = refer(duinstede, zaak, H.DOORZENDEN, ELSEWHERE, now, **PROVINCE)
    carrier = MemoryCarrier()
    carrier.refusals = [Permanent("550 unknown")]
    deliver(referral.carried_id, carrier, lambda: now)
    letter_instead(duinstede.worker, referral.carried_id, now)
    letter = Message.objects.get(pk=referral.carried_id)
    assert (letter.state, letter.to_lines) == (MessageState.TO_POST, [])
    address_letter(duinstede.worker, letter.pk, ["Provincie", "Postbus 1"], "", now)
    post_letter(duinstede.worker, letter.pk, date(2026, 3, 3), now + NEXT_DAY)
    referral.refresh_from_db()
    assert referral.carried_on == date(2026, 3, 3)


def test_a_message_that_came_back_makes_it_incomplete(
    duinstede: Municipality, zaak: Zaak, now: datetime
) -> None:
    referral = refer(duinstede, zaak, H.DOORZENDEN, ELSEWHERE, now, **PROVINCE, answer=True)
    leave(referral.message_id, now)
    leave(referral.carried_id, now)
    assert incomplete() == []
    referral.refresh_from_db()
    assert missing_of(referral, zaak.kind) == ()
    lost = Happened(EventKind.BOUNCED_HARD, now + NEXT_DAY, Source.REPORT, "mail:1", "5.1.1")
    assert note_delivery(referral.carried_id, lost, now + NEXT_DAY)
    (row,) = incomplete()
    assert (row.reference, row.missing) == (
        zaak.reference, ("een bericht dat niet is bezorgd opnieuw sturen",),
    )  # fmt: skip


def test_told_and_carried_on_different_days_is_not_at_the_same_time(
    duinstede: Municipality, objection: Zaak, now: datetime
) -> None:
    referral = refer(duinstede, objection, H.DOORZENDEN, ELSEWHERE, now, **PROVINCE)
    (row,) = incomplete()
    assert row.since == date(2026, 3, 2)
    assert row.missing == (
        "doorsturen naar het juiste bestuursorgaan",
        "de afzender dat tegelijk laten weten",
    )
    leave(referral.carried_id, now)
    leave(referral.message_id, now + NEXT_DAY)
    (row,) = incomplete()
    assert row.missing == ("de afzender dat tegelijk laten weten",)


def test_told_twice_it_happens_once(duinstede: Municipality, zaak: Zaak, now: datetime) -> None:
    referral = refer(duinstede, zaak, H.WIJZEN, NOT_AS_IT_IS, now, answer=True)
    leave(referral.message_id, now)
    referral_told(referral.message_id, date(2026, 3, 9), now + timedelta(days=7))
    referral.refresh_from_db()
    assert referral.told_on == date(2026, 3, 2)
    assert kinds(zaak).count("referral.told") == 1


def test_the_receipt_stays_proven(duinstede: Municipality, zaak: Zaak, now: datetime) -> None:
    referral = refer(duinstede, zaak, H.DOORZENDEN, ELSEWHERE, now + NEXT_DAY, **PROVINCE)
    submission = Submission.objects.get(pk=zaak.submission_id)
    assert submission.received_at == datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
    body = Event.objects.get(kind="referral.decided").body
    message = referral.carried
    assert '"received_on":"2026-03-02"' in body
    assert Rendered(message.subject_line, message.text, message.html).sha256 in body
    assert "provincie" not in body


def test_answering_the_mail_is_kept_as_a_doubt(duinstede: Municipality, zaak: Zaak, now: datetime) -> None:
    by_mail = refer(duinstede, zaak, H.WIJZEN, NOT_AS_IT_IS, now, answer=True)
    assert [doubt["artikel"] for doubt in by_mail.why["twijfels"]] == ["Awb 2:8"]


def test_only_who_handles_zaken_may(duinstede: Municipality, zaak: Zaak, now: datetime) -> None:
    duinstede.worker.role = "administrator"
    wanted: Ask = seen(ask(duinstede, zaak, H.BEHANDELEN, Answers()), now)
    with pytest.raises(UnableToRefer, match="mag geen zaken"):
        FLOWS[H.BEHANDELEN](wanted, now)
