"""Carrying by Notify: the same on the wire as its official client, and never twice without knowing."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from notifications_python_client.notifications import NotificationsAPIClient
from tests.adapters.notifyserver import KEY, SERVICE, TEMPLATE, FakeNotify, notify, refusal

from openloket.adapters.notify.carrier import NotifyCarrier
from openloket.adapters.notify.client import NotifyClient
from openloket.post.mime import Enclosed, Letter, envelope
from openloket.post.ports import (
    Account,
    Became,
    BoxMessage,
    Envelope,
    Item,
    Permanent,
    PrintedLetter,
    Temporary,
    TextMessage,
)

REFERENCE = "1a-abcdefghijklmnop-1"
SMS = TextMessage("+31612345678", "Er staat een bericht voor u klaar.", REFERENCE)
LETTER = PrintedLetter(("Jan Jansen", "Dorpsweg 12"), b"%PDF-1.7 a letter", 1, REFERENCE)
BOX = BoxMessage("999990019", "Ons besluit", "Er is een besluit.", REFERENCE)


def mail(*files: Enclosed) -> Envelope:
    at = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
    sender, to = ("Gemeente Duinstede", "loket@duinstede.example"), "jan@example.nl"
    subject, text = "Wij hebben uw bericht — ontvangen", "Dag,\n\nDank u wel. Tot ziens in café De Zon.\n"
    letter = Letter(*sender, to, subject, text, "<p>Dag</p>", "<a@duinstede.example>", at, enclosed=files)
    made = envelope(letter)
    return Envelope(made.sender, made.recipient, made.content, REFERENCE)


@pytest.fixture
def fake() -> Iterator[FakeNotify]:
    with notify() as service:
        yield service


def carrier(fake: FakeNotify, **settings: str) -> NotifyCarrier:
    given = {"address": fake.address, "email_template": TEMPLATE, "sms_template": TEMPLATE, **settings}
    return NotifyCarrier(Account("notify", tuple(sorted(given.items())), KEY))


def wire(fake: FakeNotify) -> list[Any]:
    """What was sent, without what differs by the second."""
    sent = [(one.method, one.path, one.body, one.claims["iss"], one.kind) for one in fake.sent()]
    fake.asked.clear()
    return sent


def test_what_goes_over_the_wire_is_what_the_official_client_sends(fake: FakeNotify) -> None:
    ours, theirs = NotifyClient(fake.address, KEY), NotificationsAPIClient(KEY, fake.address)
    texts = {"onderwerp": "Ons besluit", "tekst": "Dag,\n\ncafé € 12"}
    theirs.send_email_notification("jan@example.nl", TEMPLATE, texts, REFERENCE)
    theirs.send_sms_notification("+31612345678", TEMPLATE, {"tekst": "Dag"}, REFERENCE)
    theirs.send_precompiled_letter_notification(REFERENCE, io.BytesIO(b"%PDF-1.7 \x00\xff"))
    expected = wire(fake)
    ours.send_email("jan@example.nl", TEMPLATE, texts, REFERENCE)
    ours.send_text("+31612345678", TEMPLATE, {"tekst": "Dag"}, REFERENCE)
    ours.send_letter(b"%PDF-1.7 \x00\xff", REFERENCE)
    assert wire(fake) == expected
    assert {row[3] for row in expected} == {SERVICE}


def test_both_clients_find_the_same(fake: FakeNotify) -> None:
    ours, theirs = NotifyClient(fake.address, KEY), NotificationsAPIClient(KEY, fake.address)
    sent = ours.send_text("+31612345678", TEMPLATE, {}, REFERENCE)
    asked = [theirs.get_notification_by_id(sent.id), theirs.get_all_notifications(reference=REFERENCE)]
    assert asked[0]["reference"] == asked[1]["notifications"][0]["reference"] == REFERENCE
    expected = [one.path for one in fake.asked[-2:]]
    assert (ours.look(sent.id), ours.find(REFERENCE)) == (sent, sent)
    assert [one.path for one in fake.asked[-2:]] == expected
    assert ours.find("another") is None


def test_an_e_mail_goes_with_its_subject_and_its_words(fake: FakeNotify) -> None:
    accepted = carrier(fake).carry(mail())
    [sent] = fake.sent()
    assert sent.body["email_address"] == "jan@example.nl"
    assert sent.body["personalisation"] == {
        "onderwerp": "Wij hebben uw bericht — ontvangen",
        "tekst": "Dag,\n\nDank u wel. Tot ziens in café De Zon.",
    }
    assert accepted.reference == fake.kept[0]["id"]


@pytest.mark.parametrize("item", [mail(), SMS, LETTER, BOX], ids=["email", "sms", "letter", "messagebox"])
def test_one_that_may_have_been_taken_is_not_sent_again(fake: FakeNotify, item: Item) -> None:
    fake.answers = ["drop"]
    with pytest.raises(Temporary) as broken:
        carrier(fake).carry(item)
    assert broken.value.uncertain
    accepted = carrier(fake).carry(item)
    assert (len(fake.kept), accepted.reference) == (1, fake.kept[0]["id"])
    assert len(fake.sent()) == 1


@pytest.mark.parametrize(
    ("status", "kind", "uncertain", "whole"),
    [
        (400, Permanent, False, False),
        (403, Temporary, False, True),
        (404, Permanent, False, False),
        (429, Temporary, False, False),
        (500, Temporary, True, True),
        (503, Temporary, True, True),
    ],
)
def test_a_refusal_is_for_now_or_for_good(
    fake: FakeNotify, status: int, kind: type[Exception], uncertain: bool, whole: bool
) -> None:
    fake.answers = [status]
    with pytest.raises(kind) as refused:
        carrier(fake).carry(SMS)
    assert str(refused.value).startswith(str(status))
    assert "612345678" not in str(refused.value)
    if isinstance(refused.value, Temporary):
        assert (refused.value.uncertain, refused.value.whole) == (uncertain, whole)
        assert bool(refused.value.wait) is (status == 429)


@pytest.mark.parametrize(
    "words",
    [
        "Template not found",
        "Template has been deleted",
        "Missing personalisation: tekst",
        "Can't send to this recipient using a team-only API key",
    ],
)
def test_a_wrong_setting_of_ours_holds_all_back_and_makes_no_letters(fake: FakeNotify, words: str) -> None:
    fake.answers = [refusal(400, "BadRequestError", words)]
    with pytest.raises(Temporary) as refused:
        carrier(fake).carry(SMS)
    assert refused.value.whole


def test_nobody_there_is_known_not_to_have_taken_it() -> None:
    with notify() as gone:
        closed = carrier(gone)
    with pytest.raises(Temporary) as away:
        closed.carry(SMS)
    assert (away.value.uncertain, away.value.whole) == (False, True)


@pytest.mark.parametrize("item", [mail(Enclosed("plan.pdf", "application/pdf", b"%PDF")), SMS])
def test_what_can_t_go_this_way(fake: FakeNotify, item: Item) -> None:
    with pytest.raises(Permanent):
        carrier(fake, sms_template="").carry(item)
    assert fake.sent() == []


def test_checking_sends_nothing(fake: FakeNotify) -> None:
    assert "1 templates" in carrier(fake).check()
    with pytest.raises(Permanent, match="no template"):
        carrier(fake, email_template="740e5834-3a29-46b4-9a6f-16142fde533a").check()
    assert fake.sent() == []


@pytest.mark.parametrize("key", ["", "loket", KEY[:-1], f"loket-{SERVICE}", KEY.replace("-", "_")])
def test_a_key_that_can_t_be_right(key: str) -> None:
    with pytest.raises(Permanent):
        NotifyClient("https://api.notifynl.nl", key)


@pytest.mark.parametrize(
    "address", ["http://api.notifynl.nl", "", "https://", "ftp://x.nl", "https://u:p@x.nl"]
)
def test_an_address_that_is_not_asked(address: str) -> None:
    with pytest.raises(Permanent):
        NotifyClient(address, KEY)


def test_a_message_for_the_box_says_only_what_is_needed_and_can_be_traced(fake: FakeNotify) -> None:
    assert "999990019" not in repr(BOX), "what goes wrong prints the item, not the number"
    assert carrier(fake).traced(REFERENCE) is None
    carrier(fake).carry(BOX)
    [sent] = fake.sent()
    assert sent.body == {
        "recipient": "999990019", "subject": "Ons besluit", "message": "Er is een besluit.",
        "reference": REFERENCE,
    }  # fmt: skip
    for word, became in (("sending", Became.UNDER_WAY), ("permanent-failure", Became.FAILED_FOR_GOOD)):
        fake.kept[0]["status"] = word
        heard = carrier(fake).traced(REFERENCE)
        assert heard is not None
        assert (heard.id, heard.mark, heard.became, heard.word) == (
            fake.kept[0]["id"], REFERENCE, became, word,
        )  # fmt: skip
