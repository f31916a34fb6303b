"""`openloket provider`: add, list and check where people log in, against the provider of the demo."""

import io
import json
from pathlib import Path

import pytest
from django.test import Client
from tests.cast import Municipality
from tests.login import AtProvider

from openloket.cli import examinations, findings
from openloket.cli import provider as command
from openloket.cli.commands import parser
from openloket.cli.demo.provider.clients import SECRET
from openloket.cli.demo.provider.people import LEVELS
from openloket.conf.env import ConfigurationError
from openloket.evidence.models import Event
from openloket.people.models import Person
from openloket.tenancy.models import IdentityProvider


def run(*words: str) -> int:
    return command.run(parser().parse_args(["provider", *words]))


@pytest.fixture
def claims(tmp_path: Path) -> str:
    path = tmp_path / "claims.json"
    path.write_text(json.dumps({"bsn": "bsn", "name": "name"}), encoding="utf-8")
    return str(path)


def add(address: str, claims: str, *more: str) -> int:
    levels = [word for acr, level in LEVELS.items() for word in ("--level", f"{acr}={level}")]
    words = ["--label", "DigiD", "--audience", "inwoner", "--issuer", f"{address}/digid"]
    return run(
        "add",
        "duinstede",
        "digid",
        *words,
        "--client-id",
        "openloket-duinstede",
        "--claims",
        claims,
        *levels,
        *more,
    )


def test_what_is_added_can_be_checked_and_used(
    duinstede: Municipality,
    provider_app: AtProvider,
    claims: str,
    client: Client,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{SECRET}\n"))
    assert add(provider_app.address, claims, "--secret") == 0
    said = capsys.readouterr().out
    assert "http://localhost:8000/duinstede/inloggen/terug/digid" in said
    assert "http://localhost:8000/duinstede/inloggen/uit/digid" in said
    assert SECRET.encode() not in bytes(IdentityProvider.objects.get().client_secret)
    assert run("list", "duinstede") == 0
    assert "digid" in capsys.readouterr().out
    assert run("check", "duinstede", "digid") == 0
    assert capsys.readouterr().out.startswith("OK  DigiD:")
    provider_app.log_in(client, "willemijn")
    assert Person.objects.get().name == "Willemijn de Jong"


def test_changing_it_keeps_its_secret(
    provider: AtProvider, claims: str, capsys: pytest.CaptureFixture[str], client: Client
) -> None:
    assert add(provider.address, claims) == 0
    assert IdentityProvider.objects.get(key="digid").label == "DigiD"
    assert provider.log_in(client, "willemijn").status_code == 302
    assert Event.objects.filter(kind="provider.changed").count() == 1


def test_a_provider_that_is_not_there(
    duinstede: Municipality, claims: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add("http://localhost:1", claims) == 0
    assert run("check", "duinstede", "digid") == 1
    assert "NOT DigiD" in capsys.readouterr().out
    with pytest.raises(ConfigurationError, match="no provider"):
        run("check", "duinstede", "anders")


@pytest.mark.parametrize(
    ("address", "found", "more", "reason"),
    [
        ("http://idp.example", {"bsn": "bsn"}, (), "https"),
        ("https://idp.example", {"burger": "bsn"}, (), "unknown in its claims: burger"),
        ("https://idp.example", {"bsn": ["a"]}, (), "bsn in its claims"),
        ("https://idp.example", {"branch": "b"}, (), "kvk"),
        ("https://idp.example", {"represented": {"level": "x"}}, (), "unknown in its claims: level"),
        ("https://idp.example", ["bsn"], (), "no JSON object"),
        ("https://idp.example", {"bsn": "bsn"}, ("--level", "x=heel hoog"), "which of its acr values"),
        ("https://idp.example", {"bsn": "bsn"}, ("--level", "hoog"), "ACR=LEVEL"),
        ("https://idp.example", {"bsn": "bsn"}, ("--scopes", "profile"), "scope openid"),
    ],
)
def test_what_can_t_be_kept_is_told(
    duinstede: Municipality, tmp_path: Path, address: str, found: object, more: tuple[str, ...], reason: str
) -> None:
    path = tmp_path / "claims.json"
    path.write_text(json.dumps(found), encoding="utf-8")
    with pytest.raises(ConfigurationError, match=reason):
        add(address, str(path), *more)
    assert not IdentityProvider.objects.exists()


def test_a_provider_that_stops_lets_nobody_in(
    provider: AtProvider, client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("stop", "duinstede", "digid") == 0
    assert client.get("/duinstede/inloggen/digid").status_code == 404
    assert "DigiD" not in client.get("/duinstede/inloggen").content.decode()
    run("list", "duinstede")
    assert "(off)" in capsys.readouterr().out
    with pytest.raises(ConfigurationError, match="no provider 'digid' is in use"):
        run("stop", "duinstede", "digid")
    assert Event.objects.filter(kind="provider.stopped").count() == 1


def test_the_doctor_looks_at_providers(provider: AtProvider) -> None:
    assert examinations.identity() == findings.fine("4 providers answer")
    IdentityProvider.objects.filter(key="digid").update(client_secret=b"spoilt")
    assert "DigiD (demonstratie) of Duinstede" in examinations.identity().text
    IdentityProvider.objects.filter(key="digid").update(client_secret=b"", issuer="http://localhost:1/digid")
    assert examinations.identity().mend == "openloket provider check duinstede digid"


@pytest.mark.parametrize(
    ("found", "levels", "reason"),
    [
        ({"name": "name"}, (), "how it shows a second factor"),
        ({"amr": "mfa"}, (), "a list of methods"),
        ({"amr": ["mfa"], "bsn": "bsn"}, (), "unknown in its claims: bsn"),
        ({"name": "name"}, ("--level", "1=laag"), "how it shows a second factor"),
        ({"amr": ["mfa"]}, ("--level", "1=zeker"), "an acr value means"),
        ({"name": "name", "amr": ["mfa", "otp"]}, (), ""),
        ({}, ("--level", "2=substantieel"), ""),
    ],
)
def test_a_directory_says_how_it_shows_a_second_factor(
    duinstede: Municipality, tmp_path: Path, found: object, levels: tuple[str, ...], reason: str
) -> None:
    path = tmp_path / "claims.json"
    path.write_text(json.dumps(found), encoding="utf-8")
    words = ["--label", "Duinstede", "--audience", "medewerker", "--issuer", "https://ad.example"]
    words += ["--client-id", "openloket", "--claims", str(path), *levels]
    if not reason:
        assert run("add", "duinstede", "ad", *words) == 0
        return
    with pytest.raises(ConfigurationError, match=reason):
        run("add", "duinstede", "ad", *words)
