"""A carrier tells what became of a message: it counts once, in any order, and only with its token."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from tests.adapters.notifyserver import KEY, TEMPLATE
from tests.cast import Municipality
from tests.flows.printing import draw, waiting

from openloket.adapters.notify.carrier import NotifyCarrier
from openloket.evidence.models import Event
from openloket.flows.delivery.choose_carrier import Typed, UnableToChooseCarrier, choose_carrier, choose_none
from openloket.flows.letters.ask_printer import ask_printer
from openloket.flows.letters.batch_letters import batch_letters
from openloket.flows.letters.print_letters import Printer, print_letters
from openloket.post.accounts import account_for
from openloket.post.composing import Rendered, put
from openloket.post.models import CarrierAccount, Message, MessageState, Suppression, Way
from openloket.post.ports import Accepted, Became, Item, Temporary
from openloket.post.suppression import suppressed
from openloket.post.verp import mark
from openloket.tenancy.models import Employee
from openloket.zaken.models import Zaak

ID = "740e5834-3a29-46b4-9a6f-16142fde533a"
NOTIFY = Typed("notify", {"email_template": TEMPLATE, "sms_template": TEMPLATE}, KEY)
FINGERPRINT = "SHA256:" + "a" * 43
SFTP = {"host": "sftp.drukker.nl", "user": "duinstede", "fingerprint": FINGERPRINT}


@pytest.fixture
def token(duinstede: Municipality, now: datetime) -> str:
    return choose_carrier(duinstede.organisation, duinstede.lead, Way.EMAIL, NOTIFY, now)


@pytest.fixture
def sent(duinstede: Municipality, now: datetime) -> Message:
    """An e-mail that was handed over to Notify."""
    waiting(duinstede, now)
    zaak = Zaak.objects.get()
    message = put(
        Rendered("Stand", "Dag", ""), kind="status", subject=("zaak", zaak.pk), to_address="jan@example.nl",
        sender_domain="duinstede.example", now=now,
    )  # fmt: skip
    Message.objects.filter(pk=message.pk).update(state=MessageState.HANDED_OVER, sent_at=now)
    return message


def tell(token: str, message: Message, status: str, kind: str = "email", **more: Any) -> int:
    told = {
        "id": ID,
        "reference": mark(message.pk, message.step),
        "status": status,
        "notification_type": kind,
    }
    return post(token, {**told, **more})


def post(token: str, told: Any) -> int:
    body = told if isinstance(told, bytes) else json.dumps(told).encode()
    answer = Client().post(
        "/duinstede/bezorging/notify",
        body,
        content_type="application/json",
        HTTP_AUTHORIZATION=f"Bearer {token}",
    )
    return answer.status_code


def test_a_hard_failure_is_heard_once_and_the_address_gets_nothing_more(sent: Message, token: str) -> None:
    assert [tell(token, sent, "permanent-failure") for _ in range(3)] == [204] * 3
    assert Event.objects.filter(kind="message.bounced").count() == 1
    assert suppressed("email", "jan@example.nl") is not None
    sent.refresh_from_db()
    assert sent.state != MessageState.HANDED_OVER


def test_delivered_and_under_way_change_nothing(sent: Message, token: str) -> None:
    assert tell(token, sent, "delivered") == 204
    assert tell(token, sent, "sending") == 204
    sent.refresh_from_db()
    assert sent.state == MessageState.HANDED_OVER
    assert not Suppression.objects.exists()


def test_nobody_else_is_heard(sent: Message, token: str, eikenrade: Municipality) -> None:
    assert tell("another", sent, "permanent-failure") == 401
    assert tell("", sent, "permanent-failure") == 401
    assert post(token, b"no json") == 400
    assert post(token, b"x" * 30_000) == 413
    assert post(token, {"id": ID, "reference": "1a-aaaaaaaaaaaaaaaa-1", "status": "permanent-failure"}) == 204
    assert Client().get("/duinstede/bezorging/notify").status_code == 405
    sent.refresh_from_db()
    assert sent.state == MessageState.HANDED_OVER


class Pen:
    """A carrier of letters one by one; it says of each what `words` says."""

    def __init__(self) -> None:
        self.words: dict[str, Became] = {}
        self.asked, self.down = 0, False

    def carry(self, item: Item, /) -> Accepted:
        return Accepted("201", item.reference)

    def check(self) -> str:
        return "a pen"

    def became(self, reference: str, /) -> tuple[Became, str]:
        self.asked += 1
        if self.down or reference not in self.words:
            raise Temporary("503", whole=self.down)
        return self.words[reference], "…"


def test_letters_that_were_handed_over_one_by_one(duinstede: Municipality, now: datetime, token: str) -> None:
    jan, piet, klaas = waiting(duinstede, now, "Jan", "Piet", "Klaas")
    batch, pen = batch_letters(duinstede.organisation, "notify", now, now), Pen()
    assert batch is not None
    print_letters(duinstede.organisation, batch.pk, Printer(carrier=pen), draw, lambda: now)
    pen.words = {mark(jan.pk, 1): Became.POSTED, mark(piet.pk, 1): Became.NOT_PRINTED}
    assert ask_printer(pen, now) == 2
    assert ask_printer(pen, now) == 0
    asked, pen.down = pen.asked, True
    waiting(duinstede, now, "Ans")
    more = batch_letters(duinstede.organisation, "notify", now, now)
    assert more is not None
    print_letters(duinstede.organisation, more.pk, Printer(carrier=pen), draw, lambda: now)
    assert ask_printer(pen, now) == 0
    assert pen.asked == asked + 1, "who answers nobody is not asked about each letter"
    assert tell(token, klaas, "received", "letter") == 204
    states = Message.objects.order_by("pk").values_list("state", flat=True)[:3]
    assert list(states) == [MessageState.POSTED, MessageState.TO_POST, MessageState.POSTED]
    assert tell(token, klaas, "returned-letter", "letter") == 204
    klaas.refresh_from_db()
    assert klaas.state == MessageState.FAILED


def test_what_is_chosen_is_kept_sealed(duinstede: Municipality, now: datetime, token: str) -> None:
    account = account_for(Way.EMAIL)
    assert account is not None
    assert (account.secret, account.get("email_template")) == (KEY, TEMPLATE)
    row = CarrierAccount.objects.get()
    assert KEY.encode() not in bytes(row.secret)
    assert token not in str(row.settings)
    assert isinstance(NotifyCarrier(account), NotifyCarrier)
    assert not Event.objects.filter(body__contains=KEY[-36:]).exists()
    again = choose_carrier(
        duinstede.organisation,
        duinstede.lead,
        Way.EMAIL,
        Typed("notify", NOTIFY.settings),
        now + timedelta(hours=1),
    )
    assert again != token
    kept = account_for(Way.EMAIL)
    assert kept is not None
    assert kept.secret == KEY
    elsewhere = Typed("notify", {**NOTIFY.settings, "address": "https://notify.example"})
    with pytest.raises(UnableToChooseCarrier, match="opnieuw"):
        choose_carrier(duinstede.organisation, duinstede.lead, Way.EMAIL, elsewhere, now)
    choose_none(duinstede.lead, Way.EMAIL, now)
    assert account_for(Way.EMAIL) is None
    assert bytes(CarrierAccount.objects.get().secret) == b""


@pytest.mark.parametrize(
    ("way", "typed", "field"),
    [
        (Way.EMAIL, Typed("sftp", SFTP, "x"), "hoe"),
        (Way.LETTER, Typed("", {}), "hoe"),
        (Way.SMS, Typed("notify", {"sms_template": TEMPLATE}), "geheim"),
        (Way.SMS, Typed("notify", {"sms_template": TEMPLATE}, KEY[:-2]), "geheim"),
        (Way.SMS, Typed("notify", {"sms_template": "x"}, KEY), "sms_template"),
        (Way.SMS, Typed("notify", {"sms_template": TEMPLATE, "address": "http://a.nl"}, KEY), "address"),
        (Way.SMS, Typed("notify", {"sms_template": TEMPLATE, "address": "https://a.nl/x"}, KEY), "address"),
        (Way.LETTER, Typed("sftp", SFTP), "geheim"),
        (Way.LETTER, Typed("sftp", {**SFTP, "fingerprint": "md5:1"}, "x"), "fingerprint"),
        (Way.LETTER, Typed("sftp", {**SFTP, "host": "a b"}, "x"), "host"),
        (Way.LETTER, Typed("sftp", {**SFTP, "port": "99999"}, "x"), "port"),
        (Way.LETTER, Typed("folder", {"hour": "24"}), "hour"),
    ],
)
def test_what_can_t_be_chosen(
    duinstede: Municipality, now: datetime, way: Way, typed: Typed, field: str
) -> None:
    with pytest.raises(UnableToChooseCarrier) as refused:
        choose_carrier(duinstede.organisation, duinstede.lead, way, typed, now)
    assert refused.value.field == field
    assert not CarrierAccount.objects.exists()


def test_a_folder_is_of_the_organisation_itself(duinstede: Municipality, now: datetime) -> None:
    typed = Typed("folder", {"folder": "../eikenrade", "hour": "9"})
    assert choose_carrier(duinstede.organisation, duinstede.lead, Way.LETTER, typed, now) == ""
    assert CarrierAccount.objects.get().settings == {"folder": "duinstede", "hour": "9"}
    worker: Employee = duinstede.worker
    with pytest.raises(UnableToChooseCarrier):
        choose_carrier(duinstede.organisation, worker, Way.LETTER, typed, now)
