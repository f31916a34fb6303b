"""Hundreds of ugly mails through the whole flow: each ends as it must, once, with its reason."""

import random
import zipfile
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, connection
from tests.cast import Municipality, municipality
from tests.committing import committing
from tests.database import address
from tests.flows.mailing import mail_in
from tests.mailread.cases import REFUSED, Case
from tests.mailread.machines import MACHINES
from tests.mailread.making import UGLY
from tests.mailread.people import PEOPLE

from openloket.evidence.models import Event
from openloket.evidence.signing import signing_key
from openloket.evidence.verify import verify_file
from openloket.flows.mail.receive_mail import receive_mail
from openloket.flows.mail.store_mail import Incoming, store_mail
from openloket.intake.models import MailState, RawMail, Receipt, Submission
from openloket.intake.receipts import proof_of
from openloket.mailread.kinds import Kind
from openloket.mailread.mail import Limits
from openloket.mailread.reading import read
from openloket.post.models import Message
from openloket.tenancy.scope import scope
from openloket.zaken.models import Filing, Zaak

LABELLED = Path(__file__).resolve().parents[3] / "shared" / "data" / "08-testclients" / "bounces"
APART = timedelta(minutes=3)
# Of these nobody can say where an answer would go.
NO_WAY_BACK = {"nothing at all", "only a line end", "no headers", "no sender", "sender without address"}
# These are another one that came here another way, and are known as that one.
THE_SAME = {
    "only a line end", "no body", "carriage returns only", "mbox line first", "empty lines first",
    "byte-order mark first", "no line between headers and body", "a line among the headers that is none",
    "huge header", "many headers",
}  # fmt: skip
TOO_LARGE = Case(
    lambda: b"From: jan@voorbeeld.nl\r\nSubject: Groot\r\n\r\n" + b"a" * (Limits().message + 1),
    REFUSED,
    False,
)
CASES: dict[str, Case] = {
    **{
        f"ugly: {name}": Case(make, receipt=name not in NO_WAY_BACK)
        for name, make in UGLY.items()
        if name not in THE_SAME
    },
    **PEOPLE,
    **MACHINES,
    "beyond the limit": TOO_LARGE,
}
STATES = {Kind.MESSAGE: MailState.HANDLED, REFUSED: MailState.REFUSED}


def counted() -> tuple[int, ...]:
    """How much there is of everything that an e-mail makes."""
    told = (RawMail, Submission, Receipt, Message, Zaak, Event)
    return tuple(model.objects.count() for model in told)


def check(name: str, case: Case, row: RawMail) -> None:
    """It ended as it must, with a reason, and with a receipt to its sender or without."""
    found = REFUSED if row.state == MailState.REFUSED else row.kind
    assert found == case.end, (name, found, row.reasons)
    assert row.state == STATES.get(case.end, MailState.APART), name
    assert row.reasons, name
    assert all(reason.strip() for reason in row.reasons), name
    assert (row.submission_id is not None) == (case.end == Kind.MESSAGE), name
    if row.submission_id is None:
        return
    sent = Message.objects.filter(kind="receipt", subject_kind="submission", subject_id=row.submission_id)
    assert [one.to_address.lower() for one in sent] == ([row.sender] if case.receipt else []), name
    issued = Receipt.objects.get(submission_id=row.submission_id)
    assert issued.exception == ("" if case.receipt else "b"), name


def test_there_are_hundreds_and_all_are_different() -> None:
    ends = Counter(case.end for case in CASES.values())
    assert len(CASES) > 320
    assert set(ends) == {*Kind, REFUSED} - {Kind.REPLY}  # those stand in test_receive_mail.py
    assert len({identity(case) for case in CASES.values()}) == len(CASES)


def test_every_mail_ends_as_it_must_and_only_once(duinstede: Municipality, now: datetime) -> None:
    for number, (name, case) in enumerate(CASES.items()):
        at = now + APART * number
        row, _ = mail_in(duinstede, case.make(), at, sender=case.envelope)
        check(name, case, row)
    there = counted()
    assert there[0] == len(CASES)
    wanted = sum(case.end == Kind.MESSAGE for case in CASES.values())
    assert there[1] == there[2] == there[4] == wanted
    assert Filing.objects.count() == 0
    receipts = sum(case.receipt and case.end == Kind.MESSAGE for case in CASES.values())
    assert Message.objects.filter(kind="receipt").count() == receipts
    assert Message.objects.exclude(kind="receipt").count() == 1  # that one was too large
    for receipt in Receipt.objects.select_related("submission"):
        report = verify_file(proof_of(receipt).content, [signing_key().public])
        assert report.ok, (receipt.submission.copy[:300], report.failed)
    again = [
        b"Received: again\r\n" * (number % 2) + case.make() for number, case in enumerate(CASES.values())
    ]
    for raw in [*again, *(UGLY[name]() for name in THE_SAME)]:
        mail_in(duinstede, raw, now + timedelta(days=2))
    assert counted() == there


CRASHING = """
CREATE SEQUENCE breaking;
GRANT ALL ON SEQUENCE breaking TO PUBLIC;
CREATE FUNCTION break_sometimes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- What a sequence counted stays counted, also of what is rolled back.
  IF nextval('breaking') % 5 = 0 THEN RAISE EXCEPTION 'the process dies here'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER die BEFORE INSERT ON {} FOR EACH ROW EXECUTE FUNCTION break_sometimes();
"""
TOO_SLOW = {"beyond the limit", "thirty megabytes"}


@pytest.mark.parametrize("table", ["intake_rawmail", "zaken_zaak", "post_message"])
@pytest.mark.usefixtures("django_db_setup")
def test_in_any_order_and_with_crashes_nothing_is_lost_or_doubled(
    now: datetime, table: str, django_db_blocker: Any
) -> None:
    """Whoever offers an e-mail comes again until it is kept, or once more; the worker until it is done."""
    with django_db_blocker.unblock(), committing():
        town = municipality("duinstede", "Duinstede", "DUI")
        with psycopg.connect(address(connection.settings_dict["NAME"])) as owner:
            owner.execute(CRASHING.format(table))
        with scope(town.organisation.pk):
            _in_any_order(town, random.Random(table), now)


def _in_any_order(town: Municipality, chance: random.Random, now: datetime) -> None:
    names = [name for name in CASES if name not in TOO_SLOW]
    chance.shuffle(names)
    crashes = 0
    for number, name in enumerate(names):
        case = CASES[name]
        one = Incoming(case.make(), town.organisation.email, case.envelope, now + APART * number)
        for _ in range(chance.choice((1, 2))):
            crashes += again_until_done(partial(store_mail, town.organisation, one, one.reached_at))
    waiting = list(RawMail.objects.values_list("pk", flat=True)) * 2
    chance.shuffle(waiting)
    later = now + timedelta(days=3)
    for pk in waiting:
        crashes += again_until_done(partial(receive_mail, town.organisation, pk, later))
    assert crashes > 20
    rows = {(row.message_id, row.content_sha256): row for row in RawMail.objects.all()}
    assert len(rows) == RawMail.objects.count() == len(names)
    for name in names:
        check(name, CASES[name], rows[identity(CASES[name])])
    there = counted()
    assert there[1] == there[2] == there[4] == sum(CASES[name].end == Kind.MESSAGE for name in names)


def again_until_done(act: Callable[[], object]) -> int:
    """Do it until it succeeds; gives how often it crashed."""
    for crashes in range(20):
        try:
            act()
        except DatabaseError:
            continue
        return crashes
    raise AssertionError("it never succeeded")


def identity(case: Case) -> tuple[str, str]:
    """By what an e-mail is known as itself."""
    from_here = read(case.make())
    return from_here.message_id, from_here.content_sha256


@pytest.mark.skipif(not LABELLED.exists(), reason="the labelled bounces stand beside the checkout")
def test_what_came_back_is_no_message(duinstede: Municipality, now: datetime) -> None:
    mails = {}
    for archive in ("flufl-bounce-data.zip", "sisimai-emails-bsd.zip"):
        with zipfile.ZipFile(LABELLED / archive) as opened:
            mails |= {n: opened.read(n) for n in opened.namelist() if n.endswith((".eml", ".txt"))}
    answered = []
    for number, (name, raw) in enumerate(sorted(mails.items())):
        row, handled = mail_in(duinstede, raw, now + APART * number)
        assert handled.reasons, name
        assert row.kind in set(Kind), name
        if handled.reference and Receipt.objects.get(submission=row.submission_id).exception == "":
            answered.append(name)
    assert len(mails) > 420
    # One was written by a person; in the other a person passes a bounce on.
    assert len(answered) <= 2, answered


def test_a_mail_beyond_the_limit_is_refused_with_the_reason(duinstede: Municipality, now: datetime) -> None:
    row, handled = mail_in(duinstede, TOO_LARGE.make(), now)
    assert row.state == MailState.REFUSED
    assert "Het bericht is te groot." in handled.reasons
    told = Message.objects.get()
    assert (told.kind, told.to_address) == ("mail_refused", "jan@voorbeeld.nl")
    assert "Het bericht is te groot." in told.text
    assert not Submission.objects.exists()
