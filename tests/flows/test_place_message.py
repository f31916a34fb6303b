"""A message in Mijn omgeving: readable from one recorded moment, told of by a notice, on an express yes."""

from datetime import datetime, timedelta

import pytest
from tests.cast import Municipality
from tests.people.acting import person
from tests.zaken.making import ADDRESS, send

from openloket.adapters.mail_out.memory import MemoryCarrier
from openloket.evidence.models import Event
from openloket.flows.correspondence.place_message import place_message
from openloket.flows.correspondence.send_status import send_status
from openloket.flows.delivery.deliver_messages import deliver
from openloket.law.verzending import Verzendsoort
from openloket.oversight.notices import unannounced
from openloket.people.models import Person, Preference, Reachability
from openloket.post.models import Guest, Message, MessageState, Rehearsal, Way
from openloket.web.message_facts import why_of
from openloket.zaken.models import Zaak


def reached(zaak: Zaak, now: datetime, way: str = "portal", sort: str = "mededeling") -> Person:
    """The zaak is of somebody who wants these messages in Mijn omgeving, and notices by e-mail."""
    sanne = person("Sanne Smit", now)
    Zaak.objects.filter(pk=zaak.pk).update(person=sanne)
    zaak.person_id = sanne.pk
    Preference.create(person=sanne, email="Sanne@post.example", confirmed_at=now, changed_at=now)
    Reachability.create(person=sanne, way=way, sort=sort, about_kind="person", wording="Ja.", given_by="mijn",
                        given_at=now)  # fmt: skip
    return sanne


@pytest.fixture
def written(duinstede: Municipality, now: datetime) -> Message:
    """Written for Mijn omgeving, not placed yet."""
    zaak = send(duinstede, now)
    reached(zaak, now)
    return send_status(duinstede.organisation, duinstede.worker, zaak, now)


def kinds(message: Message) -> list[str]:
    found = Event.objects.filter(subject_kind="zaak", subject_id=message.subject_id)
    return [
        kind for kind in found.order_by("id").values_list("kind", flat=True) if kind.startswith("message")
    ]


def test_it_is_placed_once_and_told_of(written: Message, now: datetime) -> None:
    assert (written.way, written.state) == (Way.PORTAL, MessageState.TO_PLACE)
    assert written.consent_id is not None
    assert written.template.startswith("status@gedeeld-")
    later = now + timedelta(seconds=3)
    assert place_message(written.pk, later) == MessageState.ACCESSIBLE
    assert place_message(written.pk, later) is None
    written.refresh_from_db()
    assert written.accessible_at == written.sent_at == later
    assert written.notice_by == later + timedelta(hours=48)
    [notice] = Message.objects.filter(kind="notice")
    assert (notice.about_id, notice.to_address) == (written.pk, "Sanne@post.example")
    assert "Gemeente Duinstede heeft een bericht hoe het ervoor staat" in notice.text
    assert "U hoeft niet te antwoorden." in notice.text
    assert written.subject_line not in notice.html, "a notice names no zaak"
    deliver(notice.pk, MemoryCarrier(), lambda: later)
    written.refresh_from_db()
    assert written.notice_by is None, "the notice left in time"
    assert kinds(written) == ["message.accessible", "message.handed_over", "message.announced"]


def test_a_yes_that_was_taken_back_makes_it_a_letter(written: Message, now: datetime) -> None:
    Reachability.objects.filter(pk=written.consent_id).update(withdrawn_at=now)
    Preference.objects.update(address=ADDRESS)
    assert place_message(written.pk, now) == MessageState.TO_POST
    written.refresh_from_db()
    assert written.way == Way.LETTER
    assert written.to_lines == ["Jan Jansen", "Dorpsstraat 12", "1234 AB  Duinstede"], (
        "as kept in Mijn omgeving"
    )
    assert "per post" in why_of(written)[0]["text"]
    assert not Message.objects.filter(kind="notice").exists()


def test_who_wants_no_notice_gets_none(duinstede: Municipality, now: datetime) -> None:
    zaak = send(duinstede, now)
    sanne = reached(zaak, now)
    Reachability.create(person=sanne, way="no_notice", about_kind="person", wording="Nee.", given_by="mijn",
                        given_at=now)  # fmt: skip
    message = send_status(duinstede.organisation, duinstede.worker, zaak, now)
    assert place_message(message.pk, now) == MessageState.ACCESSIBLE
    assert not Message.objects.filter(kind="notice").exists()
    assert Message.objects.get(pk=message.pk).notice_by is None


def test_a_yes_counts_for_its_own_sort_only(duinstede: Municipality, now: datetime) -> None:
    zaak = send(duinstede, now)
    reached(zaak, now, sort=Verzendsoort.BESLUIT)
    message = send_status(duinstede.organisation, duinstede.worker, zaak, now)
    assert (message.way, message.consent_id) == (Way.LETTER, None)


def test_a_rehearsal_reaches_only_its_guests(
    duinstede: Municipality, written: Message, now: datetime
) -> None:
    Rehearsal.create(begun_at=now, begun_by=duinstede.lead)
    assert place_message(written.pk, now) == MessageState.REHEARSED
    zaak = send(duinstede, now, reachable=True, email="jan@post.example")
    mail = send_status(duinstede.organisation, duinstede.worker, zaak, now)
    carrier = MemoryCarrier()
    deliver(mail.pk, carrier, lambda: now)
    assert not carrier.carried
    mail.refresh_from_db()
    assert mail.state == MessageState.REHEARSED
    assert kinds(mail)[-1] == "message.rehearsed"
    Guest.create(address="jan@post.example", added_by=duinstede.lead, added_at=now)
    tomorrow = now + timedelta(days=1)
    again = send_status(duinstede.organisation, duinstede.worker, zaak, tomorrow)
    deliver(again.pk, carrier, lambda: tomorrow)
    assert len(carrier.carried) == 1


def test_a_reader_who_was_not_told_is_on_the_list(written: Message, now: datetime) -> None:
    place_message(written.pk, now)
    assert unannounced(now) == []
    [soon] = unannounced(now + timedelta(hours=30))
    assert (soon.message_id, soon.late) == (written.pk, False)
    [late] = unannounced(now + timedelta(hours=49))
    assert late.late
    deliver(Message.objects.get(kind="notice").pk, MemoryCarrier(), lambda: now + timedelta(hours=49))
    assert unannounced(now + timedelta(hours=50)) == []
