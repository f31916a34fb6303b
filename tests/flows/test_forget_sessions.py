"""Logins that are over are forgotten, and nothing sooner."""

from datetime import datetime, timedelta

from django.test import Client
from tests.cast import Municipality
from tests.login import AtProvider, begin

from openloket.flows.identity.forget_sessions import forget_sessions
from openloket.people.models import PendingLogin, Person, PersonSession
from openloket.tenancy.models import DirectoryLogin


def test_what_is_over_goes(client: Client, provider: AtProvider) -> None:
    provider.log_in(client, "willemijn")
    begin(client)
    begun: datetime = PersonSession.objects.get().begun_at
    forget_sessions(begun + timedelta(hours=23))
    assert (PendingLogin.objects.count(), PersonSession.objects.count()) == (2, 1)
    forget_sessions(begun + timedelta(days=1, minutes=1))
    assert (PendingLogin.objects.count(), PersonSession.objects.count()) == (0, 1)
    forget_sessions(begun + timedelta(days=30, hours=9))
    assert not PersonSession.objects.exists()
    assert Person.objects.exists()


def test_logins_through_the_directory_go_after_a_day(duinstede: Municipality, now: datetime) -> None:
    DirectoryLogin.create(employee=duinstede.worker, provider="ad", provider_session="s", begun_at=now)
    forget_sessions(now + timedelta(hours=23))
    assert DirectoryLogin.objects.count() == 1
    forget_sessions(now + timedelta(days=1, minutes=1))
    assert not DirectoryLogin.objects.exists()
