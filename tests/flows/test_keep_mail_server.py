"""A mail server of one's own is kept with its password sealed, and never sent a password it was not given."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.cast import Municipality

from openloket.evidence.log import events_of
from openloket.flows.delivery.keep_mail_server import TypedServer, UnableToKeepServer, keep_mail_server
from openloket.post.accounts import account_for
from openloket.post.models import CarrierAccount, CarrierState
from openloket.tenancy.scope import scope

NOW = datetime(2026, 11, 23, 11, 20, tzinfo=UTC)
OWN = TypedServer(True, "SMTP.duinstede.example ", "587", "starttls", "loket", "geheim", "120", canary=True)


@pytest.fixture(autouse=True)
def in_scope(duinstede: Municipality) -> Iterator[None]:
    with scope(duinstede.organisation.pk):
        yield


def test_it_is_kept_and_the_old_standing_forgotten(duinstede: Municipality) -> None:
    CarrierState.create(way="email", failures=3)
    keep_mail_server(duinstede.lead, OWN, NOW)
    row = CarrierAccount.objects.get()
    assert (row.per_minute, row.canary) == (120, True)
    assert b"geheim" not in bytes(row.secret)
    account = account_for("email")
    assert account is not None
    assert account.secret == "geheim"
    assert account.get("host") == "smtp.duinstede.example"
    assert not CarrierState.objects.exists()
    (fact,) = events_of(duinstede.organisation.pk, [("organisation", duinstede.organisation.pk)])
    assert fact.kind == "carrier.chosen"
    assert "geheim" not in fact.body


def test_an_empty_password_keeps_the_old_one_unless_it_would_go_elsewhere(duinstede: Municipality) -> None:
    keep_mail_server(duinstede.lead, OWN, NOW)
    keep_mail_server(duinstede.lead, replace(OWN, password="", per_minute=""), NOW)
    account = account_for("email")
    assert account is not None
    assert account.secret == "geheim"
    for elsewhere in ({"host": "smtp.elders.example"}, {"port": "25"}, {"user": "ander"}):
        with pytest.raises(UnableToKeepServer) as refusal:
            keep_mail_server(duinstede.lead, replace(OWN, password="", **elsewhere), NOW)
        assert set(refusal.value.problems) == {"wachtwoord"}


def test_back_to_that_of_the_installation_leaves_no_password(duinstede: Municipality) -> None:
    keep_mail_server(duinstede.lead, OWN, NOW)
    keep_mail_server(duinstede.lead, TypedServer(False, canary=True), NOW)
    row = CarrierAccount.objects.get()
    assert (row.carrier, row.settings, bytes(row.secret), row.canary) == ("", {}, b"", True)
    assert account_for("email") is None


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"host": "geen server"}, "server"),
        ({"host": ""}, "server"),
        ({"port": "6379"}, "poort"),
        ({"tls": "misschien"}, "beveiliging"),
        ({"tls": "none"}, "beveiliging"),
        ({"user": "a\nb"}, "gebruiker"),
        ({"password": ""}, "wachtwoord"),
        ({"per_minute": "0"}, "per-minuut"),
        ({"per_minute": "veel"}, "per-minuut"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(
    duinstede: Municipality, typed: dict[str, str], field: str
) -> None:
    with pytest.raises(UnableToKeepServer) as refusal:
        keep_mail_server(duinstede.lead, replace(OWN, **typed), NOW)
    assert set(refusal.value.problems) == {field}
    assert not CarrierAccount.objects.exists()


def test_a_case_worker_may_not(duinstede: Municipality) -> None:
    with pytest.raises(UnableToKeepServer):
        keep_mail_server(duinstede.worker, OWN, NOW)
