"""The message box of MijnOverheid: on an express yes, its number only in the hand-over, else another way."""

import json
import logging
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import partial

import pytest
from django.apps import apps
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.adapters.notifyserver import KEY, FakeNotify, notify
from tests.cast import Municipality
from tests.people.acting import NUMBERS, person
from tests.people.proving import company
from tests.zaken.making import send

from openloket.adapters.mail_out.memory import MemoryCarrier
from openloket.adapters.notify.carrier import NotifyCarrier
from openloket.evidence.models import Event
from openloket.flows.correspondence.reaching import box_open_to
from openloket.flows.correspondence.say_how_to_reach import (
    BY_ZAAK,
    SORTS,
    UnableToSay,
    say_how_to_reach,
)
from openloket.flows.correspondence.send_message import Letter, look, send_message
from openloket.flows.delivery.advance_messages import advance_messages
from openloket.flows.delivery.ask_box import ask_box
from openloket.flows.delivery.carrier_told import carrier_told
from openloket.flows.delivery.choose_carrier import Typed, choose_carrier, choose_none
from openloket.flows.delivery.hand_over import hand_over
from openloket.flows.terms.ask_supplement import Wish, ask_supplement
from openloket.law.verzendwijzen import Vertrouwelijkheid
from openloket.people.models import Identifier, Person, Reachability
from openloket.people.persons import known
from openloket.post.accounts import account_for
from openloket.post.models import Message, MessageState, Suppression, Way
from openloket.post.ports import Accepted, Account, Carrier, Item
from openloket.post.undelivered import lost_messages
from openloket.post.verp import mark
from openloket.web.message_facts import why_of
from openloket.zaken.models import SupplementRequest, Zaak

NUMBER = NUMBERS["Sanne Smit"]
PLAIN = Letter("free", "Uw foto", "De foto is onscherp.")
CLOSE = Letter("free", "Uw foto", "De foto is onscherp.", level=Vertrouwelijkheid.BIJZONDER)
IN_BOX = dict.fromkeys((sort.value for sort in SORTS), "box")


@pytest.fixture
def fake() -> Iterator[FakeNotify]:
    with notify() as service:
        yield service


@pytest.fixture
def token(duinstede: Municipality, fake: FakeNotify, now: datetime) -> str:
    """The organisation brings messages to the message box; the token with which NotifyNL tells us of them."""
    typed = Typed("notify", {"address": fake.address}, KEY)
    return choose_carrier(duinstede.organisation, duinstede.lead, Way.BOX, typed, now)


@pytest.fixture
def zaak(duinstede: Municipality, token: str, now: datetime) -> Zaak:
    """Of somebody who said yes to the message box; and to e-mail about this very zaak."""
    zaak, sanne = send(duinstede, now, reachable=True, email="sanne@post.example"), person("Sanne Smit", now)
    Zaak.objects.filter(pk=zaak.pk).update(person=sanne)
    zaak.person_id = sanne.pk
    say_how_to_reach(sanne.pk, IN_BOX, now)
    return zaak


def doors(account: Account | None) -> Carrier:
    return NotifyCarrier(account) if account else MemoryCarrier()


def written(town: Municipality, zaak: Zaak, now: datetime, letter: Letter = PLAIN) -> Message:
    seen = look(town.organisation, zaak, letter, now).mark
    return send_message(town.organisation, town.worker, zaak, letter, seen, now)


def brought(town: Municipality, zaak: Zaak, now: datetime, letter: Letter = PLAIN) -> Message:
    """Written, and taken over by NotifyNL."""
    message = written(town, zaak, now, letter)
    hand_over(message.pk, doors, lambda: now)
    message.refresh_from_db()
    return message


def tell(token: str, message: Message, status: str, at: datetime) -> bool:
    told = {
        "id": "740e5834-3a29-46b4-9a6f-16142fde533a", "reference": mark(message.pk, message.step),
        "status": status, "notification_type": "messagebox", "to": NUMBER,
        "completed_at": at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
    }  # fmt: skip
    return carrier_told(token, told, at)


def facts(zaak: Zaak) -> list[str]:
    found = Event.objects.filter(subject_kind="zaak", subject_id=zaak.pk, kind__startswith="message.")
    return list(found.order_by("id").values_list("kind", flat=True))


def everything_kept() -> str:
    """All values of all rows of all tables, as text."""
    rows = [
        repr([bytes(v) if isinstance(v, memoryview) else v for v in row])
        for model in apps.get_models()
        for row in model._base_manager.values_list()
    ]
    return "\n".join(rows)


def test_it_counts_as_sent_when_it_stands_there(
    duinstede: Municipality, zaak: Zaak, fake: FakeNotify, token: str, now: datetime
) -> None:
    message = brought(duinstede, zaak, now)
    [sent] = fake.sent()
    assert (sent.path, sent.body["recipient"]) == ("/v2/notifications/messagebox", NUMBER)
    assert (sent.body["subject"], sent.body["message"]) == (message.subject_line, message.text)
    assert (message.way, message.to_address, message.state) == (Way.BOX, "", MessageState.HANDED_OVER)
    assert message.sent_at is None, "NotifyNL took it, and nobody can read it yet"
    assert "geldt als niet verzonden" in why_of(message)[-1]["text"]
    later = now + timedelta(minutes=7)
    assert tell(token, message, "delivered", later)
    assert not tell(token, message, "delivered", later), "told twice it counts once"
    message.refresh_from_db()
    assert (message.state, message.sent_at, message.act_at) == (MessageState.HANDED_OVER, later, None)
    assert why_of(message)[-1]["article"] == "Awb 2:19 onder c"
    assert "stond voor u klaar in MijnOverheid" in why_of(message)[-1]["text"]
    assert facts(zaak)[-2:] == ["message.handed_over", "message.delivered"]
    assert json.loads(Event.objects.get(kind="message.delivered").body)["way"] == "box"


def test_what_follows_a_message_follows_from_the_moment_that_it_stands_there(
    duinstede: Municipality, zaak: Zaak, token: str, now: datetime
) -> None:
    wish = Wish("- een kopie van uw rijbewijs", date(2026, 3, 30))
    asked = ask_supplement(duinstede.worker, duinstede.organisation, zaak, wish, now)
    hand_over(asked.message_id, doors, lambda: now)
    assert SupplementRequest.objects.get().sent_on is None
    tomorrow = now + timedelta(days=1)
    tell(token, Message.objects.get(pk=asked.message_id), "delivered", tomorrow)
    assert SupplementRequest.objects.get().sent_on == tomorrow.date()


@pytest.mark.parametrize("status", ["permanent-failure", "refused", "silence"])
@pytest.mark.parametrize(("letter", "then"), [(PLAIN, Way.EMAIL), (CLOSE, Way.LETTER)])
def test_what_does_not_get_there_goes_on(
    duinstede: Municipality, zaak: Zaak, fake: FakeNotify, token: str, now: datetime,
    status: str, letter: Letter, then: Way,
) -> None:  # fmt: skip
    """By e-mail where that was asked for and may be: what is close never stands in one (Awb 2:9)."""
    fake.answers = [400] if status == "refused" else []
    message = brought(duinstede, zaak, now, letter)
    later = now + timedelta(days=3)
    if status == "silence":
        assert advance_messages(now + timedelta(hours=47)) == 0
        advance_messages(later)
    elif status != "refused":
        tell(token, message, status, later)
    message.refresh_from_db()
    assert (message.way, message.step, message.sent_at) == (then, 2, None)
    assert message.to_address == ("sanne@post.example" if then is Way.EMAIL else "")
    assert not Suppression.objects.exists(), "who switches the box on tomorrow gets the next message there"


class Hasty:
    """Tells that a message stands there before it says that it took it over."""

    def __init__(self, tell_of: Callable[[], bool]) -> None:
        self._tell = tell_of

    def carry(self, item: Item, /) -> Accepted:
        assert self._tell()
        return Accepted("201 aangenomen")

    def check(self) -> str:
        return "hasty"


def test_word_that_comes_before_the_answer_counts(
    duinstede: Municipality, zaak: Zaak, token: str, now: datetime
) -> None:
    wish = Wish("- een kopie van uw rijbewijs", date(2026, 3, 30))
    message = ask_supplement(duinstede.worker, duinstede.organisation, zaak, wish, now).message
    hasty = Hasty(lambda: tell(token, message, "delivered", now))
    hand_over(message.pk, lambda account: hasty, lambda: now + timedelta(seconds=5))
    message.refresh_from_db()
    assert (message.state, message.sent_at, message.act_at) == (MessageState.HANDED_OVER, now, None)
    assert SupplementRequest.objects.get().sent_on == now.date()


def test_word_that_comes_too_late_moves_nothing(
    duinstede: Municipality, zaak: Zaak, token: str, now: datetime
) -> None:
    message = brought(duinstede, zaak, now, CLOSE)
    advance_messages(now + timedelta(days=3))
    tell(token, message, "delivered", now + timedelta(days=4))
    message.refresh_from_db()
    assert (message.way, message.state, message.sent_at) == (Way.LETTER, MessageState.TO_POST, None)


def test_who_is_not_told_asks(
    duinstede: Municipality, zaak: Zaak, fake: FakeNotify, token: str, now: datetime
) -> None:
    message = brought(duinstede, zaak, now)
    account = account_for(Way.BOX)
    assert account is not None
    assert ask_box(NotifyCarrier(account), now) == 0
    fake.kept[0]["status"] = "delivered"
    later = now + timedelta(hours=1)
    assert ask_box(NotifyCarrier(account), later) == 1
    assert ask_box(NotifyCarrier(account), later) == 0
    message.refresh_from_db()
    assert message.sent_at == later


@pytest.mark.parametrize("why", ["taken back", "nobody carries", "no number"])
def test_at_the_hand_over_it_is_looked_at_again(
    duinstede: Municipality, zaak: Zaak, fake: FakeNotify, now: datetime, why: str
) -> None:
    message = written(duinstede, zaak, now, CLOSE)
    if why == "taken back":
        say_how_to_reach(zaak.person_id or 0, dict.fromkeys(IN_BOX, BY_ZAAK), now)
    elif why == "nobody carries":
        choose_none(duinstede.lead, Way.BOX, now)
    else:
        Identifier.objects.filter(person_id=zaak.person_id).delete()
    hand_over(message.pk, doors, lambda: now)
    message.refresh_from_db()
    assert (message.way, message.state) == (Way.LETTER, MessageState.TO_POST)
    assert fake.sent() == []


def test_the_number_is_nowhere_but_in_the_hand_over(
    duinstede: Municipality, zaak: Zaak, fake: FakeNotify, token: str, now: datetime,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    caplog.set_level(logging.DEBUG)
    fake.answers = [503, "drop", 400]
    message = written(duinstede, zaak, now)
    for at in (now + timedelta(hours=2 * n) for n in range(3)):
        hand_over(message.pk, doors, partial(lambda moment: moment, at))
    again = brought(duinstede, zaak, now + timedelta(hours=6), CLOSE)
    tell(token, again, "permanent-failure", now + timedelta(hours=7))
    assert zaak.reference in everything_kept()
    assert NUMBER in json.dumps([one.body for one in fake.sent()])
    assert NUMBER not in everything_kept()
    assert NUMBER not in caplog.text
    assert not any(NUMBER in json.dumps(job.args) for job in ProcrastinateJob.objects.all())


def test_it_is_only_offered_where_it_can_be(
    duinstede: Municipality, fake: FakeNotify, now: datetime, eikenrade: Municipality
) -> None:
    sanne, bakery = person("Sanne Smit", now), known(company(), now)
    with pytest.raises(UnableToSay):
        say_how_to_reach(sanne.pk, IN_BOX, now)
    typed = Typed("notify", {"address": fake.address}, KEY)
    choose_carrier(duinstede.organisation, duinstede.lead, Way.BOX, typed, now)
    assert (box_open_to(sanne.pk), box_open_to(bakery.pk), box_open_to(None)) == (True, False, False)
    with pytest.raises(UnableToSay):
        say_how_to_reach(bakery.pk, IN_BOX, now)
    assert say_how_to_reach(sanne.pk, IN_BOX, now) == len(SORTS)
    said = Reachability.objects.get(sort="besluit")
    assert (said.way, said.contact_point, said.given_at) == ("box", None, now)
    assert "besluiten in mijn Berichtenbox" in said.wording
    assert Person.objects.count() == 2


def test_what_was_just_brought_is_not_on_the_list_of_what_did_not_arrive(
    duinstede: Municipality, zaak: Zaak, now: datetime
) -> None:
    brought(duinstede, zaak, now)
    soon, late = (
        [one.message.way for one in lost_messages(now + timedelta(minutes=n))].count(Way.BOX)
        for n in (50, 90)
    )
    assert (soon, late) == (0, 1)
