"""Word that comes twice, two workers and an employee with one message that came back: one takes the step."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests import cast
from tests.adapters.notifyserver import KEY, TEMPLATE
from tests.at_once import at_once
from tests.flows.test_notice_text import NUMBER, Line, notice_fails, texted
from tests.flows.test_place_message import reached
from tests.zaken.making import send

from openloket.adapters.mail_out.memory import MemoryCarrier
from openloket.flows.correspondence.keep_number import keep_number
from openloket.flows.correspondence.read_message import read_message
from openloket.flows.delivery.advance_messages import advance_messages
from openloket.flows.delivery.choose_carrier import Typed, choose_carrier
from openloket.flows.delivery.deliver_messages import deliver
from openloket.flows.delivery.note_delivery import note_delivery
from openloket.flows.letters.post_letter import UnableToPost, letter_instead
from openloket.flows.terms.ask_supplement import Wish, ask_supplement
from openloket.people.mandates import Viewer
from openloket.post.delivery import Event, EventKind, Source
from openloket.post.models import DeliveryEvent, Message, MessageState, Way

NOW = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
DUE = NOW + timedelta(hours=5)


@pytest.fixture
def left(town: cast.Municipality) -> Message:
    """A request that left by e-mail."""
    zaak = send(town, NOW, reachable=True, email="jan@voorbeeld.example")
    wish = Wish("- uw handtekening", date(2026, 3, 23))
    message: Message = ask_supplement(town.worker, town.organisation, zaak, wish, NOW).message
    deliver(message.pk, MemoryCarrier(), lambda: NOW)
    return message


def full() -> Event:
    return Event(EventKind.BOUNCED_SOFT, NOW, Source.REPORT, "mail:1", "4.2.2")


def steps(message: Message) -> int:
    return DeliveryEvent.objects.filter(message=message, kind="offered").count()


def test_the_same_word_at_once_is_heard_once_and_one_worker_sends_again(
    town: cast.Municipality, left: Message
) -> None:
    def hear() -> object:
        return note_delivery(left.pk, full(), NOW)

    assert sorted(map(bool, at_once([hear] * 3))) == [False, False, True]
    assert sorted(map(str, at_once([lambda: advance_messages(DUE)] * 3))) == ["0", "0", "1"]
    left.refresh_from_db()
    assert (left.state, left.step, steps(left)) == (MessageState.QUEUED, 2, 1)


def test_a_worker_and_an_employee_take_one_step_together(town: cast.Municipality, left: Message) -> None:
    note_delivery(left.pk, full(), NOW)
    both = [lambda: advance_messages(DUE), lambda: letter_instead(town.worker, left.pk, DUE)]
    at_once(both, UnableToPost)
    left.refresh_from_db()
    assert left.state in (MessageState.QUEUED, MessageState.TO_POST)
    assert (left.step, steps(left)) == (2, 1)


def test_the_reader_opens_a_message_while_its_letter_is_due(town: cast.Municipality) -> None:
    sanne = reached(send(town, NOW), NOW)
    typed = Typed("notify", {"sms_template": TEMPLATE}, KEY)
    choose_carrier(town.organisation, town.lead, Way.SMS, typed, NOW)
    keep_number(sanne.pk, NUMBER, True, NOW)
    line = Line()
    message = notice_fails(town, NOW, line)
    texted(line, NOW)
    late = NOW + timedelta(days=1)
    at_once([lambda: read_message(Viewer(sanne.pk), message, late), lambda: advance_messages(late)])
    letters = Message.objects.filter(kind="notice_letter").count()
    opened = DeliveryEvent.objects.filter(kind="opened").count()
    assert letters + opened == 1, "a letter, or an opening that makes it needless"
    assert not Message.objects.filter(act_at__isnull=False).exists()
