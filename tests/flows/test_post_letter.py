"""A letter is addressed, printed and posted by hand; what it tells counts from the day it was posted."""

from datetime import date, datetime, timedelta

import pytest
from tests.cast import Municipality
from tests.zaken.making import send

from openloket.adapters.mail_out.memory import MemoryCarrier
from openloket.evidence.models import Event
from openloket.flows.delivery.deliver_messages import deliver
from openloket.flows.delivery.note_delivery import note_delivery
from openloket.flows.letters.post_letter import UnableToPost, address_letter, letter_instead, post_letter
from openloket.flows.terms.ask_supplement import Wish, ask_supplement
from openloket.law.kalender import middag
from openloket.post import dispatch
from openloket.post.delivery import Event as Heard
from openloket.post.delivery import EventKind, Source
from openloket.post.models import DeliveryEvent, Message, MessageState, Way
from openloket.post.ports import Permanent
from openloket.tenancy.scope import scope
from openloket.zaken.models import SupplementRequest, Term

TODAY = date(2026, 3, 2)
LINES = ["Jan Jansen", "Dorpsweg 12", "1234 AB  Duinstede"]


def ask(town: Municipality, now: datetime, **answers: object) -> Message:
    zaak = send(town, now, **answers)
    wish = Wish("- uw handtekening", date(2026, 3, 23))
    message: Message = ask_supplement(town.worker, town.organisation, zaak, wish, now).message
    return message


@pytest.fixture
def letter(duinstede: Municipality, now: datetime) -> Message:
    """A request to somebody without e-mail, whose form asked no address."""
    return ask(duinstede, now)


@pytest.fixture
def addressed(duinstede: Municipality, letter: Message, now: datetime) -> Message:
    """The same, with an address on it."""
    address_letter(duinstede.worker, letter.pk, LINES, "", now)
    letter.refresh_from_db()
    return letter


def facts(letter: Message, kind: str) -> list[Event]:
    found = Event.objects.filter(organisation_id=letter.organisation_id, kind=kind)
    return list(found.filter(subject_kind="zaak", subject_id=letter.subject_id))


def test_posting_lets_happen_what_it_tells(
    duinstede: Municipality, addressed: Message, now: datetime
) -> None:
    later = now + timedelta(days=2)
    post_letter(duinstede.worker, addressed.pk, date(2026, 3, 3), later)
    addressed.refresh_from_db()
    assert (addressed.state, addressed.settled_at) == (MessageState.POSTED, later)
    [event] = DeliveryEvent.objects.filter(message=addressed)
    assert (event.step, event.kind, event.way) == (1, "posted", "letter")
    assert addressed.sent_at == event.at == middag(date(2026, 3, 3))
    assert SupplementRequest.objects.get().sent_on == date(2026, 3, 3)
    assert Term.objects.get(kind=Term.Kind.DECISION).still_from == date(2026, 3, 4)
    [fact] = facts(addressed, "message.posted")
    assert '"posted_on":"2026-03-03"' in fact.body
    assert "Jansen" not in fact.body
    assert len(facts(addressed, "term.suspended")) == 1


def test_it_is_posted_once(duinstede: Municipality, addressed: Message, now: datetime) -> None:
    post_letter(duinstede.worker, addressed.pk, TODAY, now)
    with pytest.raises(UnableToPost, match="al verstuurd"):
        post_letter(duinstede.lead, addressed.pk, TODAY, now)
    assert len(facts(addressed, "message.posted")) == 1


@pytest.mark.parametrize(
    ("day", "told"), [(date(2026, 3, 3), "moet nog komen"), (date(2026, 3, 1), "maandag 2 maart 2026")]
)
def test_days_on_which_it_was_not_posted(
    duinstede: Municipality, addressed: Message, now: datetime, day: date, told: str
) -> None:
    with pytest.raises(UnableToPost, match=told):
        post_letter(duinstede.worker, addressed.pk, day, now)
    addressed.refresh_from_db()
    assert addressed.state == MessageState.TO_POST


def test_without_an_address_it_does_not_go(duinstede: Municipality, letter: Message, now: datetime) -> None:
    with pytest.raises(UnableToPost, match="naar wie"):
        post_letter(duinstede.worker, letter.pk, TODAY, now)


def test_the_address_is_tidied_and_kept_once(duinstede: Municipality, letter: Message, now: datetime) -> None:
    address_letter(duinstede.worker, letter.pk, [" Jan  Jansen ", "", "Dorpsweg 12"], "", now)
    address_letter(duinstede.worker, letter.pk, ["Jan Jansen", "Dorpsweg 12"], "", now)
    letter.refresh_from_db()
    assert letter.to_lines == ["Jan Jansen", "Dorpsweg 12"]
    [fact] = facts(letter, "message.addressed")
    assert "Jansen" not in fact.body


def test_a_colleague_wrote_another_address(
    duinstede: Municipality, addressed: Message, now: datetime
) -> None:
    with pytest.raises(UnableToPost, match="Een collega"):
        address_letter(duinstede.lead, addressed.pk, ["Iemand", "Elders 1"], "", now)
    address_letter(duinstede.lead, addressed.pk, ["Iemand", "Elders 1"], "\n".join(addressed.to_lines), now)
    addressed.refresh_from_db()
    assert addressed.to_lines == ["Iemand", "Elders 1"]


@pytest.mark.parametrize(
    "lines", [[], ["Jan"], ["a"] * 7, ["Jan", "x" * 61], ["Jan", "a\0b"], [" ", "\t", "Jan"]]
)
def test_what_is_no_address(
    duinstede: Municipality, letter: Message, now: datetime, lines: list[str]
) -> None:
    with pytest.raises(UnableToPost):
        address_letter(duinstede.worker, letter.pk, lines, "", now)
    letter.refresh_from_db()
    assert letter.to_lines == []


def test_a_letter_is_never_mailed(letter: Message, now: datetime) -> None:
    carrier = MemoryCarrier()
    assert deliver(letter.pk, carrier, lambda: now) is dispatch.NotClaimed.SETTLED
    assert carrier.carried == []


def test_a_failed_e_mail_goes_by_letter_with_the_same_words(duinstede: Municipality, now: datetime) -> None:
    message = ask(duinstede, now, reachable=True, email="jan@example.nl")
    with pytest.raises(UnableToPost, match="andere manier"):
        letter_instead(duinstede.worker, message.pk, now)
    before = (message.text, message.sha256)
    carrier = MemoryCarrier()
    carrier.refusals = [Permanent("550 unknown")]
    deliver(message.pk, carrier, lambda: now)
    assert not Term.objects.filter(kind=Term.Kind.SUPPLEMENT).exists()
    message.refresh_from_db()
    assert (message.text, message.sha256) == before
    assert (message.way, message.state, message.settled_at) == (Way.LETTER, MessageState.TO_POST, None)
    assert len(facts(message, "message.by_letter")) == 1
    address_letter(duinstede.worker, message.pk, LINES, "", now)
    post_letter(duinstede.worker, message.pk, TODAY, now)
    assert list(DeliveryEvent.objects.order_by("id").values_list("step", "kind", "way")) == [
        (1, "refused", "email"), (2, "offered", "letter"), (2, "posted", "letter"),
    ]  # fmt: skip
    assert Term.objects.filter(kind=Term.Kind.SUPPLEMENT).exists()


def test_who_can_not_wait_sends_a_letter_at_once(duinstede: Municipality, now: datetime) -> None:
    """A full mailbox: it goes out again later by itself, unless an employee chooses a letter now."""
    message = ask(duinstede, now, reachable=True, email="jan@example.nl")
    deliver(message.pk, MemoryCarrier(), lambda: now)
    full = Heard(EventKind.BOUNCED_SOFT, now, Source.REPORT, "mail:1", "4.2.2")
    assert note_delivery(message.pk, full, now)
    message.refresh_from_db()
    assert message.state == MessageState.AGAIN
    letter_instead(duinstede.worker, message.pk, now)
    with pytest.raises(UnableToPost, match="andere manier"):
        letter_instead(duinstede.lead, message.pk, now)
    message.refresh_from_db()
    assert (message.state, message.act_at) == (MessageState.TO_POST, None)


def test_a_stranger_posts_nothing(
    duinstede: Municipality, eikenrade: Municipality, addressed: Message, now: datetime
) -> None:
    for act in (
        lambda: post_letter(eikenrade.worker, addressed.pk, TODAY, now),
        lambda: address_letter(eikenrade.worker, addressed.pk, LINES, "", now),
        lambda: letter_instead(eikenrade.worker, addressed.pk, now),
    ):
        with pytest.raises(UnableToPost, match="geen zaken"):
            act()
    with scope(eikenrade.organisation.pk), pytest.raises(UnableToPost, match="al verstuurd"):
        post_letter(eikenrade.worker, addressed.pk, TODAY, now)
    addressed.refresh_from_db()
    assert addressed.state == MessageState.TO_POST
