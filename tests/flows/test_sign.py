"""Signing together: received at once, each asked in turn, signed once, and never in the way of a term."""

from datetime import datetime, timedelta

import pytest
from tests.cast import Municipality
from tests.flows.signing_together import (
    BY_CODE,
    TWO,
    code_of,
    link_of,
    seen,
    send_together,
    state_of,
    with_signers,
)
from tests.people.acting import person, who
from tests.zaken.making import write_about

from openloket.evidence.models import Event
from openloket.flows.cosigning.change_signers import Signer, ask_again, leave_out
from openloket.flows.cosigning.prove_by_code import check_code, mail_code
from openloket.flows.cosigning.remind_signers import lapse_signatures, remind_signers
from openloket.flows.cosigning.sign import Known, refuse_signature, sign
from openloket.flows.cosigning.signing import UnableToSign
from openloket.intake.models import CoSignature, Submission
from openloket.intake.signatures import State, round_of, signer_by
from openloket.law.kalender import dag_in_amsterdam
from openloket.post.models import Message
from openloket.tenancy.scope import scope
from openloket.zaken.models import Status, Zaak

HENK, FATMA = "Henk Jansen", "Fatma Yilmaz"


def _kinds() -> list[str]:
    facts = Event.objects.filter(kind__startswith="signature.").order_by("id")
    return list(facts.values_list("kind", flat=True))


def _signs(
    town: Municipality, submission: Submission, name: str, now: datetime, known: Known = BY_CODE
) -> None:
    sign(town.organisation, link_of(name), seen(submission), known, now)


def _mails(address: str) -> list[str]:
    return list(Message.objects.filter(to_address=address).order_by("id").values_list("kind", flat=True))


def test_a_message_is_received_at_once_and_all_are_asked(duinstede: Municipality, now: datetime) -> None:
    with_signers(duinstede)
    submission = send_together(duinstede, now)
    assert submission.received_at == now
    zaak = Zaak.objects.get(submission=submission)
    assert (zaak.status, zaak.received_at) == (Status.RECEIVED, now), "its term runs, whoever signs"
    assert [state_of(one["naam"]) for one in TWO] == [State.ASKED, State.ASKED]
    assert "henk@example.nl" in submission.copy, "the copy says who was named"
    assert _kinds() == ["signature.asked", "signature.asked"]
    for body in Event.objects.values_list("body", flat=True):
        assert "Henk" not in body
        assert "example.nl" not in body
    mail = Message.objects.get(to_address="henk@example.nl")
    assert "Jan Jansen" in mail.text
    assert "Jan" not in mail.subject_line


def test_when_all_have_signed_everybody_hears_it(duinstede: Municipality, now: datetime) -> None:
    with_signers(duinstede)
    submission = send_together(duinstede, now)
    _signs(duinstede, submission, HENK, now)
    assert "signatures_complete" not in _mails("jan@example.nl")
    old = link_of(FATMA)
    _signs(duinstede, submission, FATMA, now)
    assert round_of(submission).complete
    for address in ("jan@example.nl", "henk@example.nl", "fatma@example.nl"):
        assert _mails(address)[-1] == "signatures_complete"
    assert signer_by(old) is None
    found = signer_by(link_of(FATMA))
    assert found is not None
    assert found.name == FATMA
    assert _kinds()[2:] == ["signature.signed", "signature.signed"]
    assert CoSignature.objects.get(name=HENK).answers_sha256 == seen(submission)


def test_in_order_one_is_asked_after_the_other(duinstede: Municipality, now: datetime) -> None:
    with_signers(duinstede, in_order=True)
    submission = send_together(duinstede, now)
    assert (state_of(HENK), state_of(FATMA)) == (State.ASKED, State.WAITING)
    assert _mails("fatma@example.nl") == []
    later = now + timedelta(days=3)
    _signs(duinstede, submission, HENK, later)
    assert state_of(FATMA) == State.ASKED
    assert CoSignature.objects.get(name=FATMA).until == dag_in_amsterdam(later) + timedelta(days=10)


def test_who_refuses_says_why_and_the_message_stays(duinstede: Municipality, now: datetime) -> None:
    with_signers(duinstede, in_order=True)
    submission = send_together(duinstede, now)
    link = link_of(HENK)
    with pytest.raises(UnableToSign) as none:
        refuse_signature(duinstede.organisation, link, "  ", BY_CODE, now)
    assert none.value.field == "reden"
    refuse_signature(duinstede.organisation, link, "Dit klopt niet.", BY_CODE, now)
    assert (state_of(HENK), state_of(FATMA)) == (State.REFUSED, State.ASKED)
    mail = Message.objects.get(kind="signature_refused")
    assert "Dit klopt niet" not in mail.text, "why stands on the page, not in the mail"
    assert Zaak.objects.get(submission=submission).status == Status.RECEIVED
    with pytest.raises(UnableToSign):
        sign(duinstede.organisation, link, seen(submission), BY_CODE, now)


def test_what_was_added_must_be_signed_again(duinstede: Municipality, now: datetime) -> None:
    with_signers(duinstede)
    submission = send_together(duinstede, now)
    before, link = seen(submission), link_of(FATMA)
    _signs(duinstede, submission, HENK, now)
    write_about(duinstede, Zaak.objects.get(submission=submission), "aanvulling", now + timedelta(hours=1))
    assert seen(submission) != before
    assert [state_of(HENK), state_of(FATMA)] == [State.ASKED, State.ASKED]
    assert "signature.outdated" in _kinds()
    assert (
        "iets aan het bericht toegevoegd"
        in Message.objects.filter(to_address="henk@example.nl").latest("pk").text
    )
    with pytest.raises(UnableToSign):
        sign(duinstede.organisation, link, before, BY_CODE, now)
    with pytest.raises(UnableToSign, match="iets toegevoegd"):
        sign(duinstede.organisation, link_of(FATMA), before, BY_CODE, now)
    _signs(duinstede, submission, FATMA, now)
    assert state_of(FATMA) == State.SIGNED


def test_what_is_added_later_does_not_undo_what_all_signed(duinstede: Municipality, now: datetime) -> None:
    with_signers(duinstede)
    submission = send_together(duinstede, now, TWO[:1])
    _signs(duinstede, submission, HENK, now)
    write_about(duinstede, Zaak.objects.get(submission=submission), "aanvulling", now + timedelta(hours=1))
    assert state_of(HENK) == State.SIGNED


def test_reminded_half_way_and_once(duinstede: Municipality, now: datetime) -> None:
    with_signers(duinstede)
    submission = send_together(duinstede, now)
    _signs(duinstede, submission, FATMA, now)
    first = link_of(HENK)
    assert remind_signers(now + timedelta(days=4)) == 0
    assert remind_signers(now + timedelta(days=5)) == 1
    assert remind_signers(now + timedelta(days=6)) == 0
    assert _mails("henk@example.nl") == ["signature_asked", "signature_reminder"]
    assert signer_by(first) is None
    sign(duinstede.organisation, link_of(HENK), seen(submission), BY_CODE, now + timedelta(days=10))


def test_after_the_last_day_the_sender_is_told_and_asks_again(duinstede: Municipality, now: datetime) -> None:
    with_signers(duinstede)
    submission = send_together(duinstede, now, TWO[:1])
    over = now + timedelta(days=11)
    with pytest.raises(UnableToSign, match="U kon tekenen tot en met"):
        _signs(duinstede, submission, HENK, over)
    assert lapse_signatures(now + timedelta(days=10)) == 0, "the last day counts"
    assert lapse_signatures(over) == 1
    assert lapse_signatures(over) == 0
    assert (state_of(HENK), _mails("jan@example.nl")[-1]) == (State.LAPSED, "signature_lapsed")
    assert Zaak.objects.get(submission=submission).received_at == now, "nothing is lost"
    row = CoSignature.objects.get()
    with pytest.raises(UnableToSign) as wrong:
        ask_again(
            duinstede.organisation, submission.pk, row.pk, Signer("Henk", "geen adres"), over, over.date()
        )
    assert wrong.value.field == "email"
    signer = Signer("Henk Jansen", "henk.nieuw@example.nl")
    ask_again(duinstede.organisation, submission.pk, row.pk, signer, over, over.date())
    assert _mails("henk.nieuw@example.nl") == ["signature_asked"]
    _signs(duinstede, submission, HENK, over)


def test_nobody_is_bothered_about_a_zaak_that_is_over(duinstede: Municipality, now: datetime) -> None:
    with_signers(duinstede)
    submission = send_together(duinstede, now, TWO[:1])
    Zaak.objects.filter(submission=submission).update(status=Status.CLOSED)
    assert remind_signers(now + timedelta(days=6)) == 0
    lapse_signatures(now + timedelta(days=20))
    assert "signature_lapsed" not in _mails("jan@example.nl")


def test_going_on_without_somebody_as_far_as_the_form_allows(duinstede: Municipality, now: datetime) -> None:
    with_signers(duinstede, min=1)
    submission = send_together(duinstede, now)
    henk, fatma = CoSignature.objects.order_by("position")
    leave_out(duinstede.organisation, submission.pk, henk.pk, now)
    assert state_of(HENK) == State.LEFT_OUT
    with pytest.raises(UnableToSign, match="nodig"):
        leave_out(duinstede.organisation, submission.pk, fatma.pk, now)
    _signs(duinstede, submission, FATMA, now)
    assert round_of(submission).complete


def test_a_signer_of_another_message_can_not_be_changed(duinstede: Municipality, now: datetime) -> None:
    with_signers(duinstede, min=0)
    one, other = send_together(duinstede, now, TWO[:1]), send_together(duinstede, now, TWO[1:])
    strange = CoSignature.objects.get(submission=other)
    with pytest.raises(UnableToSign):
        leave_out(duinstede.organisation, one.pk, strange.pk, now)
    with pytest.raises(UnableToSign):
        ask_again(
            duinstede.organisation, one.pk, strange.pk, Signer("Mij", "mij@example.nl"), now, now.date()
        )


def test_nobody_signs_for_two(duinstede: Municipality, now: datetime) -> None:
    with_signers(duinstede)
    jan, henk = person("Jan Jansen 999990640", now), person(HENK, now)
    submission = send_together(duinstede, now, who=who(jan, now))
    as_jan = Known(jan.pk, jan.kind, "substantieel")
    with pytest.raises(UnableToSign, match="zelf verstuurd"):
        _signs(duinstede, submission, HENK, now, as_jan)
    as_henk = Known(henk.pk, henk.kind, "substantieel")
    _signs(duinstede, submission, HENK, now, as_henk)
    with pytest.raises(UnableToSign, match="iemand anders"):
        _signs(duinstede, submission, FATMA, now, as_henk)
    row = CoSignature.objects.get(name=HENK)
    assert (row.person, row.level) == (henk, "substantieel")


def test_a_link_opens_nothing_elsewhere(
    duinstede: Municipality, eikenrade: Municipality, now: datetime
) -> None:
    with_signers(duinstede)
    submission = send_together(duinstede, now)
    link, known = link_of(HENK), seen(submission)
    assert signer_by("A" * 43) is None
    with scope(eikenrade.organisation.pk):
        assert signer_by(link) is None
        with pytest.raises(UnableToSign):
            sign(eikenrade.organisation, link, known, BY_CODE, now)
    assert state_of(HENK) == State.ASKED


def test_a_code_opens_once_and_not_after_five_guesses(duinstede: Municipality, now: datetime) -> None:
    with_signers(duinstede)
    send_together(duinstede, now)
    link = link_of(HENK)
    mail_code(duinstede.organisation, link, now)
    right = code_of(HENK)
    check_code(link, f" {right[:3]} {right[3:]} ", now)
    with pytest.raises(UnableToSign):
        check_code(link, right, now)
    with pytest.raises(UnableToSign, match="Wacht 1 minuut"):
        mail_code(duinstede.organisation, link, now + timedelta(seconds=30))
    later = now + timedelta(minutes=2)
    mail_code(duinstede.organisation, link, later)
    right = code_of(HENK)
    wrong = "000000" if right != "000000" else "111111"
    for _ in range(5):
        with pytest.raises(UnableToSign, match="klopt niet"):
            check_code(link, wrong, later)
    with pytest.raises(UnableToSign, match="werkt niet meer"):
        check_code(link, right, later)
    with pytest.raises(UnableToSign):
        check_code(link_of(FATMA), right, later)


def test_a_code_is_old_after_a_quarter_of_an_hour(duinstede: Municipality, now: datetime) -> None:
    with_signers(duinstede)
    send_together(duinstede, now)
    link = link_of(HENK)
    mail_code(duinstede.organisation, link, now)
    with pytest.raises(UnableToSign, match="werkt niet meer"):
        check_code(link, code_of(HENK), now + timedelta(minutes=15))


def test_of_a_sensitive_product_the_mail_does_not_tell_what_it_is(
    duinstede: Municipality, now: datetime
) -> None:
    with_signers(duinstede)
    duinstede.service.sensitive = True
    duinstede.service.save()
    send_together(duinstede, now)
    assert "Parkeervergunning" not in Message.objects.get(to_address="henk@example.nl").text


def test_a_form_with_nobody_to_sign_asks_nobody(duinstede: Municipality, now: datetime) -> None:
    with_signers(duinstede, min=0)
    submission = send_together(duinstede, now, [])
    assert not round_of(submission).rows
    assert _kinds() == []
