"""Every page of the desk about a zaak goes through one door, which writes down who reads."""

from tests.rules.source import PACKAGE

DESK = PACKAGE / "web" / "desk"
FINDERS = ("zaak_for(", "zaak_with_papers_for(", "Zaak.objects.get(")
BESIDE = {
    "zaken/actions.py": "does and shows nothing; what is refused is shown by the page of the zaak",
    "zaken/case_file.py": "writes down a reading of every zaak in it, and the making of the file itself",
    "mail/mail_one.py": "shows of the zaak its product only, and writes down that the e-mail was read",
}


def test_no_view_finds_a_zaak_by_itself() -> None:
    found = {
        path.relative_to(DESK).as_posix()
        for path in DESK.rglob("*.py")
        if any(finder in path.read_text("utf-8") for finder in FINDERS)
    }
    assert found == set(BESIDE)


def test_the_door_writes_down_what_it_gives() -> None:
    door = (DESK / "zaken" / "door.py").read_text("utf-8")
    assert door.index("log_reading(") < door.rindex("return zaak")
