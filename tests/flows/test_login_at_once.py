"""Logging in at the same moment, each on an own connection: one answer counts, one gets a draft."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from tests import cast
from tests.at_once import at_once
from tests.login import AtProvider, begin

from openloket.evidence.models import Event
from openloket.flows.drafts.save_step import Page, save_step
from openloket.intake import drafts
from openloket.intake.models import Draft
from openloket.intake.references import new_key
from openloket.people import sessions
from openloket.people.models import Identifier, PendingLogin, Person, PersonSession
from openloket.people.sessions import Who

NOW = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)


@pytest.fixture
def town(town: cast.Municipality, provider_app: AtProvider) -> cast.Municipality:
    """A municipality whose people can log in."""
    provider_app.known_at(("duinstede",), NOW)
    return town


def test_of_one_answer_twice_one_counts(town: cast.Municipality, provider_app: AtProvider) -> None:
    client = Client()
    path = provider_app.choose(begin(client)["Location"], "willemijn").path
    twin = Client()
    twin.cookies["openloket_inlog"] = client.cookies["openloket_inlog"].value
    statuses = at_once([lambda: client.get(path).status_code, lambda: twin.get(path).status_code])
    assert sorted(map(str, statuses)) == ["302", "403"]
    assert PersonSession.objects.count() == 1
    assert PendingLogin.objects.get().used_at is not None


def test_somebody_who_logs_in_twice_is_one_person(town: cast.Municipality, provider_app: AtProvider) -> None:
    clients = [Client() for _ in range(3)]
    paths = [provider_app.choose(begin(one)["Location"], "karim").path for one in clients]
    acts = [
        lambda one=one, path=path: one.get(path).status_code for one, path in zip(clients, paths, strict=True)
    ]
    assert at_once(acts) == [302, 302, 302]
    assert (Person.objects.count(), Identifier.objects.count(), PersonSession.objects.count()) == (1, 1, 3)


def test_a_draft_goes_to_one_of_two_who_take_it(town: cast.Municipality) -> None:
    people = [
        Person.create(pseudonym=f"p{number}", kind="inwoner", name=f"P{number}", first_at=NOW, last_at=NOW)
        for number in range(2)
    ]
    key, service = new_key(), town.service
    drafts.keep(key, service.pk, service.form_version_id, {"naam": "Noor"}, NOW)

    def take(person: Person) -> object:
        who = Who(0, person.pk, person.kind, person.name, "digid", "hoog", NOW)
        page = Page(service.pk, service.form_version_id, key, "auto", {"kenteken": ["AB-123-C"]}, who=who)
        return save_step(page, NOW).owner

    owners = at_once([lambda one=one: take(one) for one in people])
    owner = Draft.objects.get().person_id
    assert (owner, None) in owners
    assert set(owners) <= {(owner, None), (0, None)}, "who came second is told whose it is, or nothing"
    assert Event.objects.filter(kind="draft.claimed").count() == 1


def test_a_session_ends_once(town: cast.Municipality, provider_app: AtProvider) -> None:
    client = Client()
    provider_app.log_in(client, "willemijn")
    key = client.cookies["openloket_mijn"].value
    ended = at_once([lambda: sessions.end(key, "person", NOW) for _ in range(3)])
    assert sum(one is not None for one in ended) == 1
