"""`openloket catalogue`, `organisation` and `employee`: fill an installation from the command line."""

import gzip
import io
import json
from datetime import datetime
from pathlib import Path

import pytest
from tests.cast import Municipality
from tests.catalogues.test_catalogues import PASSPORT, TERMS, table

from openloket.catalogues.writing import Owner, feed
from openloket.cli import catalogue, designation, employee, organisation
from openloket.cli.commands import parser
from openloket.conf.env import ConfigurationError
from openloket.flows.offering.designate import draft_designation
from openloket.offer.models import Channel, Service
from openloket.tenancy.models import Employee, Organisation
from openloket.tenancy.scope import scope

ROWS = (
    f"GM0014,1,Paspoort,https://g.example/p,particulier,{TERMS}/paspoort,ja,https://g.example/f,2023-04-18",
    "GM0014,2,Hondenpark,https://g.example/h,,,nee,,",
    "GM0014,3,,,,,,,",
    "GM0034,1,Paspoort,https://a.example/p,,,ja,https://a.example/f.pdf,",
    "GM9998,1,Paspoort,https://x.example/p,,,ja,,",
)


def run(*words: str) -> int:
    modules = {"catalogue": catalogue, "organisation": organisation, "employee": employee}
    modules["designation"] = designation
    return modules[words[0]].run(parser().parse_args(words))


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "producten.csv"
    path.write_text("\n".join(table(*ROWS)), encoding="utf-8")
    return str(path)


@pytest.mark.django_db
def test_a_whole_file_makes_its_municipalities(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("catalogue", "import", file, "--create") == 1
    told = capsys.readouterr()
    assert "[1/2] Groningen: 2 nieuw van 2" in told.out
    assert "       3  nieuw" in told.out
    assert "       1  printen en opsturen (niet digitaal)" in told.out
    assert "regel 3: De gemeente of de titel ontbreekt." in told.err
    assert "GM9998: 1 producten van een organisatie die hier niet is" in told.err
    made = dict(Organisation.objects.values_list("slug", "website"))
    assert made == {"groningen": "https://g.example", "almere": "https://a.example"}
    run("catalogue", "import", file, "--create")
    assert "Er is niets veranderd" in capsys.readouterr().out


@pytest.mark.django_db
def test_without_being_asked_to_nobody_is_made(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("catalogue", "import", file) == 1
    assert "GM0014: 2 producten van een organisatie die hier niet is" in capsys.readouterr().err
    assert not Organisation.objects.exists()


def test_one_organisation_out_of_many(
    duinstede: Municipality, file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Organisation.objects.filter(slug="duinstede").update(cbs_code="GM0034")
    assert run("catalogue", "import", file, "--organisation", "duinstede") == 1  # a row was no record
    assert "[1/1] Duinstede: 1 nieuw van 1" in capsys.readouterr().out
    assert Organisation.objects.count() == 1


def test_a_file_of_nobody_we_know(duinstede: Municipality, file: str) -> None:
    with pytest.raises(ConfigurationError, match="no products of Duinstede"):
        run("catalogue", "import", file, "--organisation", "duinstede")
    with pytest.raises(ConfigurationError, match="no organisation 'nergens'"):
        run("catalogue", "import", file, "--organisation", "nergens")


def test_xml_of_one_body_is_for_the_organisation_that_is_named(
    duinstede: Municipality, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "feed.xml.gz"
    owner = Owner("Ergens", f"{TERMS}/Ergens_(gemeente)")
    path.write_bytes(gzip.compress(feed(owner, [PASSPORT], {})))
    assert run("catalogue", "import", str(path), "--organisation", "duinstede") == 0
    assert Service.objects.filter(source_id="paspoort").exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content"),
    [("a.csv", b"naam\nx"), ("a.xml", b"geen xml"), ("a.csv.gz", b"geen gzip"), ("a.csv", b"\xff\xfe\x00")],
)
def test_what_is_no_catalogue_is_told(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(ConfigurationError, match="catalogue import"):
        run("catalogue", "import", str(path), "--create")
    with pytest.raises(ConfigurationError, match="catalogue import"):
        run("catalogue", "import", str(tmp_path / "weg.csv"))


@pytest.mark.django_db
def test_an_imported_municipality_has_a_draft_decision_and_a_feed(
    file: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    run("catalogue", "import", file, "--create")
    capsysbinary.readouterr()
    assert run("designation", "groningen") == 0
    draft = capsysbinary.readouterr().out.decode()
    assert "Niemand heeft dit vastgesteld" in draft
    assert "Paspoort | aanvraag | college van burgemeester en wethouders van Groningen" in draft
    assert "https://g.example/f" in draft
    assert run("designation", "groningen", "--drift") == 1
    with pytest.raises(ConfigurationError, match="no day"):
        run("designation", "groningen", "--on", "vrijdag")
    drift = json.loads(capsysbinary.readouterr().out)
    assert "college van burgemeester en wethouders van Groningen" in drift["undecided"]
    assert run("catalogue", "feed", "groningen") == 0
    assert f"{TERMS}/Groningen_(gemeente)".encode() in capsysbinary.readouterr().out


@pytest.mark.django_db
def test_an_organisation_and_who_works_there(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("--cbs", "GM0014", "--phone", "14 050", "--email", "loket@groningen.example")
    assert run("organisation", "add", "Groningen", *words) == 0
    assert "/groningen/" in capsys.readouterr().out
    with pytest.raises(ConfigurationError, match="al een organisatie"):
        run("organisation", "add", "Groningen")
    monkeypatch.setattr("sys.stdin", io.StringIO("een-lang-wachtwoord\n"))
    who = ("employee", "add", "groningen", "noor", "--name", "Noor Visser", "--role", "lead")
    assert run(*who, "--team", "Vergunningen") == 0
    with scope(Organisation.objects.get().pk):
        added = Employee.objects.get(username="noor")
        assert added.check_password("een-lang-wachtwoord")
        assert added.team is not None
    monkeypatch.setattr("sys.stdin", io.StringIO("kort\n"))
    with pytest.raises(ConfigurationError, match="ten minste 12"):
        run("employee", "add", "groningen", "piet", "--name", "Piet", "--role", "lead")
    monkeypatch.setattr("sys.stdin", io.StringIO("een-lang-wachtwoord\n"))
    with pytest.raises(ConfigurationError, match="no organisation"):
        run("employee", "add", "nergens", "piet", "--name", "Piet", "--role", "lead")


def test_what_changed_between_two_versions_can_be_read(
    duinstede: Municipality, now: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in (1, 2):
        draft_designation(duinstede.lead, duinstede.organisation, now.date(), now)
        Channel.objects.update(address=f"https://nieuw.example/{number}")
    assert run("designation", "duinstede", "--diff", "1", "2") == 0
    told = capsys.readouterr().out
    assert "Gewijzigd: Parkeervergunning, elk ander" in told
    assert "  wordt: webformulier https://nieuw.example/1" in told
    assert run("designation", "duinstede", "--diff", "1", "2", "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)[0]["now"] == "webformulier https://nieuw.example/1"
    run("designation", "duinstede", "--diff", "2", "2")
    assert "Er is geen verschil." in capsys.readouterr().out
    assert run("designation", "duinstede", "--diff", "1", "9") == 1
