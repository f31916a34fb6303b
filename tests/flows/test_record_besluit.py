"""Recording a decision and making it known: exact words, one message, and from then the term to object."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from tests.cast import Municipality
from tests.flows.deciding import REASON, REFUSAL, UNFOUNDED, decide, filled, seen
from tests.zaken.making import send

from openloket.adapters.mail_out.memory import MemoryCarrier
from openloket.evidence.canonical import canonical_sha256
from openloket.evidence.models import Event
from openloket.flows.decisions.deciding import UnableToDecide
from openloket.flows.decisions.make_known import UnableToMakeKnown, besluit_sent, make_known_by_hand
from openloket.flows.decisions.record_besluit import record_besluit
from openloket.flows.decisions.withdraw_besluit import UnableToWithdraw, withdraw_besluit
from openloket.flows.delivery.deliver_messages import deliver
from openloket.flows.letters.post_letter import UnableToPost, letter_instead
from openloket.intake.models import Receipt
from openloket.law.bekendmaking import Bekendmakingswijze
from openloket.post.models import Message, MessageState, Way
from openloket.tenancy.scope import scope
from openloket.zaken.models import Besluit, NoticeOfDefault, Status, SupplementRequest, Term, Timeliness, Zaak

TODAY = date(2026, 3, 2)
BY_DESK, BY_POST = Bekendmakingswijze.UITREIKING, Bekendmakingswijze.POST


@pytest.fixture
def zaak(duinstede: Municipality, now: datetime) -> Zaak:
    return send(duinstede, now)


@pytest.fixture
def reachable(duinstede: Municipality, now: datetime) -> Zaak:
    """A zaak of somebody who asked for messages by e-mail (Awb 2:8)."""
    return send(duinstede, now, reachable=True, email="jan@voorbeeld.example")


def protect(zaak: Zaak) -> None:
    """As if its form were sensitive (Awb 2:9)."""
    found = Receipt.objects.filter(submission_id=zaak.submission_id)
    found.update(consequences={**found.get().consequences, "protected": True, "check": "adres"})


def fact(zaak: Zaak, kind: str) -> Event:
    return Event.objects.get(subject_kind="zaak", subject_id=zaak.pk, kind=kind)


def terms(zaak: Zaak) -> dict[str, Term]:
    return {term.kind: term for term in Term.objects.filter(zaak=zaak)}


def test_a_decision_is_kept_in_its_exact_words(duinstede: Municipality, zaak: Zaak, now: datetime) -> None:
    decide(duinstede, zaak, filled("afwijzing", **REFUSAL), now)
    besluit = Besluit.objects.get()
    assert (besluit.outcome, besluit.template, besluit.decided_on) == ("refused", "afwijzing/1", TODAY)
    assert besluit.sha256 == canonical_sha256(besluit.content)
    assert [part["title"] for part in besluit.content["parts"]] == [
        "Ons besluit",
        "Waarom besluiten wij dit?",
    ]
    assert besluit.content["parts"][1]["paragraphs"] == [REASON]
    assert besluit.content["signed_by"] == "Anja de Wit"
    assert besluit.made_known_on is None
    zaak.refresh_from_db()
    assert zaak.status == Status.DECIDED
    assert Term.Kind.OBJECTION not in terms(zaak)
    assert terms(zaak)[Term.Kind.DECISION].ended_on is None
    recorded = fact(zaak, "besluit.recorded")
    assert besluit.sha256 in recorded.body
    assert "Jan" not in recorded.body
    assert REASON not in recorded.body


def test_what_the_clause_says_is_what_the_law_asks(
    duinstede: Municipality, zaak: Zaak, now: datetime
) -> None:
    besluit = decide(duinstede, zaak, filled("afwijzing", **REFUSAL), now)
    remedy = besluit.content["remedy"]
    assert remedy["kind"] == "bezwaar"
    assert "U kunt bezwaar maken" in remedy["by_whom"]
    assert "binnen 6 weken" in remedy["term"]
    assert remedy["body"] == (
        "Stuur uw bezwaarschrift naar: het college van Duinstede, Raadhuisplein 1, 1234 AB Duinstede."
    )
    duinstede.service.message_type = "bezwaar"
    duinstede.service.save()
    other = decide(duinstede, send(duinstede, now), filled_as_objection(), now)
    assert other.content["remedy"]["kind"] == "beroep"
    assert other.content["remedy"]["body"] == "Stuur uw beroepschrift naar: Rechtbank Noord-Holland."


def filled_as_objection() -> Any:
    return filled("bezwaar-ongegrond", **UNFOUNDED)


def test_by_e_mail_it_is_made_known_when_the_mail_server_took_it(
    duinstede: Municipality, reachable: Zaak, now: datetime
) -> None:
    besluit = decide(duinstede, reachable, filled("afwijzing", **REFUSAL), now)
    message = Message.objects.get(kind="besluit")
    assert (message.way, message.to_address) == (Way.EMAIL, "jan@voorbeeld.example")
    assert REASON in message.text
    assert f"/besluit/{reachable.reference}/{besluit.access_key}" in message.text
    assert "Jan" not in message.subject_line
    carrier, later = MemoryCarrier(), now + timedelta(days=1)
    deliver(message.pk, carrier, lambda: later)
    besluit = Besluit.objects.get()
    assert (besluit.made_known_on, besluit.made_known_how) == (date(2026, 3, 3), "elektronisch")
    assert besluit.made_known_why["stappen"][0]["artikel"] == "Awb 3:41 lid 1"
    found = terms(reachable)
    assert found[Term.Kind.DECISION].ended_on == date(2026, 3, 3)
    # Tuesday 3 March and six weeks is Tuesday 14 April.
    assert found[Term.Kind.OBJECTION].last_day == date(2026, 4, 14)
    assert found[Term.Kind.OBJECTION].begins_on == date(2026, 3, 4)
    known = fact(reachable, "besluit.made_known")
    assert '"late":0' in known.body
    assert '"last_day":"2026-04-14"' in known.body


def test_a_sensitive_decision_travels_by_e_mail_as_a_link_and_by_letter_whole(
    duinstede: Municipality, reachable: Zaak, zaak: Zaak, now: datetime
) -> None:
    protect(reachable)
    protect(zaak)
    decide(duinstede, reachable, filled("afwijzing", **REFUSAL), now)
    mail = Message.objects.get(kind="besluit")
    assert REASON not in mail.text + mail.html
    assert "afgewezen" not in mail.text + mail.html
    assert "beveiligde link" in mail.text
    decide(duinstede, zaak, filled("afwijzing", **REFUSAL), now)
    letter = Message.objects.get(kind="besluit", way=Way.LETTER)
    assert REASON in letter.text
    assert "bezwaarschrift" in letter.text


def test_an_e_mail_that_did_not_arrive_becomes_a_letter_with_all_of_it(
    duinstede: Municipality, reachable: Zaak, now: datetime
) -> None:
    protect(reachable)
    decide(duinstede, reachable, filled("afwijzing", **REFUSAL), now)
    mail = Message.objects.get(kind="besluit")
    assert REASON not in mail.text
    Message.objects.filter(pk=mail.pk).update(state=MessageState.FAILED)
    letter_id = letter_instead(duinstede.worker, mail.pk, now)
    letter = Message.objects.get(pk=letter_id)
    assert (letter.way, letter.state) == (Way.LETTER, MessageState.TO_POST)
    assert REASON in letter.text
    assert Message.objects.get(pk=mail.pk).state == MessageState.WITHDRAWN
    assert Besluit.objects.get().message_id == letter_id
    besluit_sent(mail.pk, TODAY, now)
    assert Besluit.objects.get().made_known_on is None
    besluit_sent(letter_id, TODAY, now)
    assert Besluit.objects.get().made_known_how == "post"
    with pytest.raises(UnableToPost):
        letter_instead(duinstede.lead, mail.pk, now)


def test_a_letter_is_made_known_when_it_was_posted_and_only_once(
    duinstede: Municipality, zaak: Zaak, now: datetime
) -> None:
    besluit = decide(duinstede, zaak, filled("afwijzing", **REFUSAL), now)
    letter = Message.objects.get(kind="besluit")
    assert letter.state == MessageState.TO_POST
    besluit_sent(letter.pk, date(2026, 3, 4), now)
    besluit_sent(letter.pk, date(2026, 3, 9), now)
    besluit = Besluit.objects.get()
    assert (besluit.made_known_on, besluit.made_known_how) == (date(2026, 3, 4), "post")
    assert Term.objects.filter(zaak=zaak, kind=Term.Kind.OBJECTION).count() == 1
    assert Event.objects.filter(subject_id=zaak.pk, kind="besluit.made_known").count() == 1


def test_handing_it_over_withdraws_the_letter(duinstede: Municipality, zaak: Zaak, now: datetime) -> None:
    besluit = decide(duinstede, zaak, filled("afwijzing", **REFUSAL), now)
    besluit = Besluit.objects.select_related("zaak").get()
    for day, why in (
        (date(2026, 3, 1), "Toen was het besluit er nog niet"),
        (date(2026, 3, 3), "moet nog komen"),
    ):
        with pytest.raises(UnableToMakeKnown, match=why):
            make_known_by_hand(duinstede.worker, besluit, BY_DESK, day, now)
    with pytest.raises(UnableToMakeKnown, match="Kies hoe"):
        make_known_by_hand(duinstede.worker, besluit, "elektronisch", TODAY, now)
    make_known_by_hand(duinstede.worker, besluit, BY_DESK, TODAY, now)
    assert Message.objects.get(kind="besluit").state == MessageState.WITHDRAWN
    assert Besluit.objects.get().made_known_how == "uitreiking"
    assert terms(zaak)[Term.Kind.OBJECTION].begins_on == date(2026, 3, 3)
    with pytest.raises(UnableToMakeKnown, match="al bekendgemaakt"):
        make_known_by_hand(duinstede.worker, besluit, BY_POST, TODAY, now)


@pytest.mark.parametrize("hand_over", [False, True])
def test_a_decision_that_nobody_got_can_be_withdrawn_and_taken_again(
    duinstede: Municipality, zaak: Zaak, now: datetime, hand_over: bool
) -> None:
    decide(duinstede, zaak, filled("afwijzing", **REFUSAL), now, hand_over=hand_over)
    besluit = Besluit.objects.select_related("zaak").get()
    withdraw_besluit(duinstede.worker, besluit, now)
    zaak.refresh_from_db()
    assert zaak.status == Status.IN_PROGRESS
    assert not Message.objects.filter(kind="besluit", state=MessageState.TO_POST).exists()
    assert fact(zaak, "besluit.withdrawn").actor == f"employee:{duinstede.worker.pk}"
    with pytest.raises(UnableToWithdraw, match="ingetrokken"):
        withdraw_besluit(duinstede.lead, besluit, now)
    with pytest.raises(UnableToMakeKnown, match="ingetrokken"):
        make_known_by_hand(duinstede.worker, besluit, BY_DESK, TODAY, now)
    assert Term.Kind.OBJECTION not in terms(zaak)
    again = decide(duinstede, zaak, filled("toewijzing", besluit="Ja.", reden="Goed."), now, hand_over=True)
    again = Besluit.objects.select_related("zaak").get(pk=again.pk)
    make_known_by_hand(duinstede.worker, again, BY_DESK, TODAY, now)
    with pytest.raises(UnableToWithdraw, match="bekendgemaakt"):
        withdraw_besluit(duinstede.worker, again, now)


def test_what_is_under_way_is_not_called_back(
    duinstede: Municipality, eikenrade: Municipality, reachable: Zaak, now: datetime
) -> None:
    decide(duinstede, reachable, filled("afwijzing", **REFUSAL), now)
    besluit = Besluit.objects.select_related("zaak").get()
    with pytest.raises(UnableToWithdraw, match="onderweg"):
        withdraw_besluit(duinstede.worker, besluit, now)
    assert Besluit.objects.get().withdrawn_at is None
    with pytest.raises(UnableToWithdraw, match="geen zaken"):
        withdraw_besluit(eikenrade.worker, besluit, now)
    Message.objects.filter(kind="besluit").update(state=MessageState.FAILED)
    withdraw_besluit(duinstede.worker, besluit, now)
    assert Message.objects.get(kind="besluit").state == MessageState.WITHDRAWN


def test_without_a_message_it_waits_for_who_hands_it_over(
    duinstede: Municipality, zaak: Zaak, now: datetime
) -> None:
    decide(duinstede, zaak, filled("afwijzing", **REFUSAL), now, hand_over=True)
    besluit = Besluit.objects.select_related("zaak").get()
    assert besluit.message is None
    assert not Message.objects.filter(kind="besluit").exists()
    make_known_by_hand(duinstede.worker, besluit, BY_DESK, TODAY, now)
    assert Besluit.objects.get().made_known_on == TODAY


def test_deciding_too_late_is_told(duinstede: Municipality, zaak: Zaak, now: datetime) -> None:
    last = terms(zaak)[Term.Kind.DECISION].last_day
    assert last is not None
    late = now + timedelta(days=(last - TODAY).days + 3)
    decide(duinstede, zaak, filled("afwijzing", **REFUSAL), late, hand_over=True)
    besluit = Besluit.objects.select_related("zaak").get()
    make_known_by_hand(duinstede.worker, besluit, BY_DESK, last + timedelta(days=3), late)
    assert '"late":3' in fact(zaak, "besluit.made_known").body


def test_the_appeal_term_is_not_kept_as_a_term_of_ours(
    duinstede: Municipality, zaak: Zaak, now: datetime
) -> None:
    """An appeal goes to the court: an outage of our channels never makes that term longer."""
    Zaak.objects.filter(pk=zaak.pk).update(kind="bezwaar")
    zaak.refresh_from_db()
    decide(duinstede, zaak, filled_as_objection(), now, hand_over=True)
    besluit = Besluit.objects.select_related("zaak").get()
    make_known_by_hand(duinstede.worker, besluit, BY_DESK, TODAY, now)
    assert Term.Kind.OBJECTION not in terms(zaak)
    assert Besluit.objects.get().made_known_why["stappen"][0]["artikel"] == "Awb 7:12 lid 2"


def test_the_second_of_two_employees_is_told(duinstede: Municipality, zaak: Zaak, now: datetime) -> None:
    what = filled("afwijzing", **REFUSAL)
    digest = seen(duinstede, zaak, what, now)
    record_besluit(duinstede.organisation, duinstede.worker, zaak, what, digest, now)
    with pytest.raises(UnableToDecide, match="al besloten"):
        record_besluit(duinstede.organisation, duinstede.worker, zaak, what, digest, now)
    assert Besluit.objects.count() == 1
    assert Message.objects.filter(kind="besluit").count() == 1


def test_what_changed_since_the_preview_is_not_recorded(
    duinstede: Municipality, zaak: Zaak, now: datetime
) -> None:
    what = filled("afwijzing", **REFUSAL)
    digest = seen(duinstede, zaak, what, now)
    with pytest.raises(UnableToDecide, match="anders dan u zag"):
        record_besluit(duinstede.organisation, duinstede.worker, zaak, what, digest, now + timedelta(days=1))
    with pytest.raises(UnableToDecide, match="anders dan u zag"):
        record_besluit(duinstede.organisation, duinstede.lead, zaak, what, digest, now)
    assert not Besluit.objects.exists()


def test_a_stranger_decides_nothing(
    duinstede: Municipality, eikenrade: Municipality, zaak: Zaak, now: datetime
) -> None:
    what = filled("afwijzing", **REFUSAL)
    digest = seen(duinstede, zaak, what, now)
    with pytest.raises(UnableToDecide, match="geen zaken"):
        record_besluit(duinstede.organisation, eikenrade.worker, zaak, what, digest, now)
    with scope(eikenrade.organisation.pk), pytest.raises(Zaak.DoesNotExist):
        record_besluit(eikenrade.organisation, eikenrade.worker, zaak, what, digest, now)
    besluit = decide(duinstede, zaak, what, now)
    with pytest.raises(UnableToMakeKnown, match="geen zaken"):
        make_known_by_hand(eikenrade.worker, besluit, BY_DESK, TODAY, now)


@pytest.mark.parametrize(
    ("key", "answers", "field", "why"),
    [
        ("afwijzing", {**REFUSAL, "reden": ""}, "reden", "Awb 3:46"),
        ("afwijzing", {**REFUSAL, "gegevens": "niet_gevraagd"}, "gegevens", "Awb 4:7 lid 1"),
        (
            "toewijzing",
            {"besluit": "Ja.", "reden": "Goed.", "vanaf": "2026-04-02", "tot_en_met": "2026-04-01"},
            "tot_en_met",
            "ligt voor de eerste dag",
        ),
        ("niet-behandelen", {"ontbreekt": "een foto", "kans": "gekregen", "reden": "x"}, "kans", "Awb 4:5"),
        ("bezwaar-ongegrond", UNFOUNDED, "", "past niet bij deze zaak"),
        ("dwangsom", {"reden": "x"}, "", "geen ingebrekestelling"),
    ],
)
def test_what_the_law_does_not_allow_is_refused(
    duinstede: Municipality,
    zaak: Zaak,
    now: datetime,
    key: str,
    answers: dict[str, Any],
    field: str,
    why: str,
) -> None:
    with pytest.raises(UnableToDecide, match=why) as refusal:
        seen(duinstede, zaak, filled(key, **answers), now)
    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("answers", "field", "why"),
    [
        ({"rechtbank": None}, "rechtbank", "Awb 6:23 lid 2"),
        ({"gehoord": None}, "reden", "Awb 7:12 lid 1"),
    ],
)
def test_what_a_decision_on_an_objection_must_say(
    duinstede: Municipality, zaak: Zaak, now: datetime, answers: dict[str, Any], field: str, why: str
) -> None:
    Zaak.objects.filter(pk=zaak.pk).update(kind="bezwaar")
    with pytest.raises(UnableToDecide, match=why) as refusal:
        seen(duinstede, zaak, filled("bezwaar-ongegrond", **{**UNFOUNDED, **answers}), now)
    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("sent_on", "last_day", "on", "allowed"),
    [
        (None, date(2026, 3, 16), date(2026, 3, 20), False),
        (TODAY, date(2026, 3, 16), date(2026, 3, 16), False),
        (TODAY, date(2026, 3, 16), date(2026, 3, 17), True),
    ],
)
def test_an_application_is_left_only_after_the_chance_to_supplement(
    duinstede: Municipality,
    zaak: Zaak,
    now: datetime,
    sent_on: date | None,
    last_day: date,
    on: date,
    allowed: bool,
) -> None:
    SupplementRequest.create(
        zaak=zaak, mark="m", asked="Een foto.", last_day=last_day, asked_by=duinstede.worker, asked_at=now,
        message=Message.objects.all()[0] if Message.objects.exists() else letter(zaak, now), sent_on=sent_on,
    )  # fmt: skip
    what = filled("niet-behandelen", ontbreekt="een foto", kans="gekregen", reden="Zonder foto kan het niet.")
    then = now + (on - TODAY)
    if allowed:
        besluit = decide(duinstede, zaak, what, then)
        assert besluit.outcome == "not_handled"
    else:
        with pytest.raises(UnableToDecide, match="Awb 4:5"):
            decide(duinstede, zaak, what, then)


def letter(zaak: Zaak, now: datetime) -> Message:
    return Message.create(
        kind="x", subject_kind="zaak", subject_id=zaak.pk, way=Way.LETTER, subject_line="x", text="x",
        sha256="0" * 64, message_id="<x@y>", created_at=now,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("verdict", "allowed"),
    [("op_tijd", False), ("verschoond", False), ("mens_beslist", False), ("te_laat", True)],
)
def test_an_objection_that_counts_as_in_time_is_not_called_late(
    duinstede: Municipality, zaak: Zaak, now: datetime, verdict: str, allowed: bool
) -> None:
    Zaak.objects.filter(pk=zaak.pk).update(kind="bezwaar")
    zaak.refresh_from_db()
    Timeliness.create(
        submission_id=zaak.submission_id, zaak=zaak, last_day=TODAY, verdict=verdict, why={"stappen": []}
    )
    what = filled("bezwaar-niet-ontvankelijk", **{**UNFOUNDED, "grond": "te_laat"})
    if allowed:
        assert decide(duinstede, zaak, what, now).outcome == "inadmissible"
    else:
        with pytest.raises(UnableToDecide) as refusal:
            decide(duinstede, zaak, what, now)
        assert refusal.value.field == "grond"


def test_the_penalty_is_fixed_by_decision_when_its_days_are_over(
    duinstede: Municipality, zaak: Zaak, now: datetime
) -> None:
    last = terms(zaak)[Term.Kind.DECISION].last_day
    assert last is not None
    NoticeOfDefault.create(zaak=zaak, submission_id=zaak.submission_id, received_on=last + timedelta(days=1))
    # Two weeks after the notice and 20 days of penalty: 14 of 23 and 6 of 35 euros.
    decided_on = last + timedelta(days=1 + 15 + 20)
    then = now + (decided_on - TODAY)
    what = filled("dwangsom", reden="Wij waren te laat.")
    with pytest.raises(UnableToDecide, match="loopt nog"):
        decide(duinstede, zaak, what, then)
    decide(duinstede, zaak, filled("afwijzing", **REFUSAL), then, hand_over=True)
    besluit = Besluit.objects.select_related("zaak").get()
    make_known_by_hand(duinstede.worker, besluit, BY_DESK, decided_on, then)
    fixed = decide(duinstede, zaak, what, then)
    assert fixed.content["parts"][0]["paragraphs"][2].startswith("U krijgt € 532,00.")
    notice = NoticeOfDefault.objects.get()
    assert (notice.fixed_cents, notice.fixed_on) == (53200, decided_on)
    zaak.refresh_from_db()
    assert zaak.status == Status.DECIDED
    with pytest.raises(UnableToDecide, match="al besloten"):
        decide(duinstede, zaak, what, then)
