"""Mails of low value to one reader leave in one mail, once, and nothing else is ever held for that."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.cast import Municipality

from openloket.evidence.log import events_of
from openloket.flows.correspondence.telling_person import News, tell_person
from openloket.flows.delivery.bundle import bundle
from openloket.flows.delivery.sending_off import send_off
from openloket.flows.queue import RECEIPTS
from openloket.people.models import Person
from openloket.post.bundling import KIND, LOW, told_in
from openloket.post.kinds import KINDS, PRIORITIES, Role, kind_of
from openloket.post.models import Message, MessageState
from openloket.tenancy.scope import scope

NOW = datetime(2026, 4, 21, 10, tzinfo=UTC)
TO = "j.jansen@example.nl"


@pytest.fixture(autouse=True)
def in_scope(duinstede: Municipality) -> Iterator[None]:
    with scope(duinstede.organisation.pk):
        yield


def someone(name: str) -> Person:
    return Person.create(pseudonym=name, kind=Person.Kind.CITIZEN, name=name, first_at=NOW)


def told(town: Municipality, person: Person, title: str, to: str = TO, kind: str = "draft_waits") -> Message:
    news = News(kind, title, [f"Er is iets met: {title}."], "Inloggen en verdergaan", "mijn/concepten")
    return tell_person(town.organisation, person, to, news, NOW)


def test_several_go_in_one_and_leave_once(duinstede: Municipality) -> None:
    person, neighbour = someone("Jansen"), someone("Pieters")
    first, second = (told(duinstede, person, title) for title in ("Formulier een", "Formulier twee"))
    hers = told(duinstede, neighbour, "Van een ander", "p@example.nl")
    assert bundle(first.pk, NOW)
    assert not bundle(second.pk, NOW), "it went already"
    assert not bundle(hers.pk, NOW), "she has one only"
    made = Message.objects.get(kind=KIND)
    assert (made.to_address, made.state) == (TO, MessageState.QUEUED)
    for words in ("Formulier een", "Formulier twee", "/mijn/concepten"):
        assert words in made.text
        assert words.lower() in made.html.lower()
    assert "Van een ander" not in made.text
    assert made.text.count("Beste") == 1
    states = Message.objects.filter(pk__in=[first.pk, second.pk]).values_list("state", "bundled_in_id")
    assert list(states) == [(MessageState.BUNDLED, made.pk)] * 2
    kinds = [fact.kind for fact in events_of(duinstede.organisation.pk, [("person", person.pk)])]
    assert kinds == ["message.bundled"] * 2


def test_the_job_of_what_is_of_low_value_waits_and_a_code_goes_first(duinstede: Municipality) -> None:
    person = someone("Jansen")
    low = told(duinstede, person, "Formulier")
    code = Message.create(
        kind="status_code", subject_kind="zaak", subject_id=7, to_address=TO, subject_line="x", text="x",
        sha256="0" * 64, message_id="<1@duinstede.example>", created_at=NOW,
    )  # fmt: skip
    send_off(code)
    jobs = {
        job.args["message_id"]: job for job in ProcrastinateJob.objects.filter(task_name="deliver_message")
    }
    assert jobs[low.pk].scheduled_at is not None
    assert jobs[low.pk].args["together"] is True
    assert jobs[code.pk].scheduled_at is None
    assert jobs[code.pk].priority > jobs[low.pk].priority


def test_only_what_is_of_low_value_is_ever_held() -> None:
    assert LOW == ("draft_waits", "entitlement_ends")
    for kind in KINDS.values():
        if kind.official or kind.answer or kind.role in (Role.RECEIPT, Role.NOTICE, Role.DECISION, Role.CODE):
            assert not kind.low_value
    assert not kind_of(KIND).low_value, "or it would wait for itself"
    assert PRIORITIES[Role.RECEIPT] == RECEIPTS


def test_of_another_text_nothing_is_left_out() -> None:
    assert told_in("Titel\n\nTekst\n") == ["Titel", "Tekst"]
