"""A number with an express yes; a text message when a notice did not arrive, beside the letter."""

from datetime import datetime, timedelta

import pytest
from tests.adapters.notifyserver import KEY, TEMPLATE
from tests.cast import Municipality
from tests.flows.test_place_message import reached
from tests.zaken.making import send

from openloket.evidence.models import Event
from openloket.flows.correspondence.keep_number import UnableToKeepNumber, forget_number, keep_number
from openloket.flows.correspondence.place_message import place_message
from openloket.flows.correspondence.reaching import reader_of
from openloket.flows.correspondence.send_status import send_status
from openloket.flows.delivery.choose_carrier import Typed, choose_carrier
from openloket.flows.delivery.deliver_messages import deliver
from openloket.people.models import Person, Reachability
from openloket.people.reachability import number_of_reader
from openloket.post.models import DeliveryEvent, Message, MessageState, Way
from openloket.post.ports import Accepted, Item, Permanent, TextMessage
from openloket.zaken.models import Zaak

NUMBER = "06 12345678"


class Line:
    """Takes text messages; nothing else arrives."""

    def __init__(self) -> None:
        self.took: list[TextMessage] = []

    def carry(self, item: Item, /) -> Accepted:
        if not isinstance(item, TextMessage):
            raise Permanent("550 no such user")
        self.took.append(item)
        return Accepted("201 aangenomen")

    def check(self) -> str:
        return "a line"


@pytest.fixture
def sanne(duinstede: Municipality, now: datetime) -> Person:
    """Somebody with a zaak, who reads in Mijn omgeving and gets notices by e-mail."""
    return reached(send(duinstede, now), now)


def notice_fails(town: Municipality, now: datetime, line: Line) -> None:
    """A message is placed, and its notice is refused."""
    message = send_status(town.organisation, town.worker, Zaak.objects.get(), now)
    place_message(message.pk, now)
    deliver(Message.objects.get(kind="notice").pk, line, lambda: now)


def test_a_text_message_beside_the_letter(duinstede: Municipality, sanne: Person, now: datetime) -> None:
    settings = {"sms_template": TEMPLATE}
    choose_carrier(duinstede.organisation, duinstede.lead, Way.SMS, Typed("notify", settings, KEY), now)
    assert keep_number(sanne.pk, "+31 6 12345678", True, now) == NUMBER
    line = Line()
    notice_fails(duinstede, now, line)
    assert Message.objects.filter(kind="notice_letter").count() == 1
    text = Message.objects.get(kind="notice_sms")
    assert (text.way, text.to_address, text.state) == (Way.SMS, "+31612345678", MessageState.QUEUED)
    assert text.consent == number_of_reader(sanne.pk)
    deliver(text.pk, line, lambda: now)
    [took] = line.took
    assert (took.number, took.text) == ("+31612345678", text.text)
    assert took.reference.endswith("-1")
    for private in ("Sanne", "12345678", Zaak.objects.get().reference, "parkeer"):
        assert private not in took.text
    assert DeliveryEvent.objects.get(message=text).way == "sms"
    assert not Event.objects.filter(body__contains="12345678").exists()


@pytest.mark.parametrize("missing", ["number", "carrier"])
def test_without_a_number_or_a_carrier_there_is_none(
    duinstede: Municipality, sanne: Person, now: datetime, missing: str
) -> None:
    if missing == "carrier":
        keep_number(sanne.pk, NUMBER, True, now)
    else:
        typed = Typed("notify", {"sms_template": TEMPLATE}, KEY)
        choose_carrier(duinstede.organisation, duinstede.lead, Way.SMS, typed, now)
    notice_fails(duinstede, now, Line())
    assert not Message.objects.filter(kind="notice_sms").exists()
    assert Message.objects.filter(kind="notice_letter").exists()


def test_a_yes_is_express_and_its_words_are_kept(sanne: Person, now: datetime) -> None:
    for typed, agreed, field in (
        (NUMBER, False, "akkoord"),
        ("070 1234567", True, "nummer"),
        ("", True, "nummer"),
    ):
        with pytest.raises(UnableToKeepNumber) as refused:
            keep_number(sanne.pk, typed, agreed, now)
        assert refused.value.field == field
    keep_number(sanne.pk, NUMBER, True, now)
    keep_number(sanne.pk, NUMBER, True, now + timedelta(days=1))
    keep_number(sanne.pk, "06 87654321", True, now + timedelta(days=2))
    said = Reachability.objects.filter(way="sms").order_by("pk")
    assert [one.given_at for one in said] == [now, now + timedelta(days=2)]
    assert [one.withdrawn_at for one in said] == [now + timedelta(days=2), None]
    assert "06 87654321" in said[1].wording
    assert reader_of(Zaak.objects.get()).consents, "what was said of messages still stands"
    assert all("sms" not in one.given.bewoording for one in reader_of(Zaak.objects.get()).consents)
    forget_number(sanne.pk, now + timedelta(days=3))
    forget_number(sanne.pk, now + timedelta(days=3))
    assert number_of_reader(sanne.pk) is None
