"""Placing letters where a printer collects them: whole or not at all, and only where it was agreed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.adapters.sftpserver import PASSWORD, USER, Printer, printing

from openloket.adapters.letters.folder import FolderBox
from openloket.adapters.letters.placing import place
from openloket.adapters.letters.sftp import SftpBox
from openloket.post.ports import Account, Parcel, Permanent, Temporary

PARCEL = Parcel("DUI-0001", (("0001.pdf", b"%PDF one"), ("0002.pdf", b"%PDF two"), ("lijst.json", b"{}")))


class Crash(BaseException):
    """The power goes."""


class FailingTree:
    """Folders in memory; the power goes at step `crash_at`."""

    def __init__(self) -> None:
        self.folders: dict[str, dict[str, bytes]] = {}
        self.steps, self.crash_at = 0, 0

    def _step(self) -> None:
        self.steps += 1
        if self.steps == self.crash_at:
            raise Crash

    def names(self, folder: str = "") -> list[str]:
        return list(self.folders[folder] if folder else self.folders)

    def read(self, path: str) -> bytes:
        folder, _, name = path.partition("/")
        return self.folders[folder][name]

    def write(self, path: str, content: bytes) -> None:
        folder, _, name = path.partition("/")
        self.folders[folder][name] = content[:3]
        self._step()
        self.folders[folder][name] = content

    def remove(self, path: str) -> None:
        self._step()
        folder, _, name = path.partition("/")
        del self.folders[folder][name]

    def make(self, folder: str) -> None:
        self._step()
        self.folders[folder] = {}

    def rename(self, folder: str, name: str) -> None:
        self._step()
        self.folders[name] = self.folders.pop(folder)


def shown(tree: FailingTree) -> dict[str, dict[str, bytes]]:
    """What a printer sees, who leaves hidden folders alone."""
    return {name: files for name, files in tree.folders.items() if not name.startswith(".")}


def test_a_crash_at_any_step_shows_nothing_or_all_of_it() -> None:
    for first in range(1, 7):
        for second in range(1, 10):
            tree = FailingTree()
            for crash_at in (first, second, 0):
                tree.steps, tree.crash_at = 0, crash_at
                try:
                    place(tree, PARCEL)
                except Crash:
                    assert shown(tree) == {}
            assert tree.folders == {PARCEL.name: dict(PARCEL.files)}


def test_another_parcel_under_its_name_is_left_alone() -> None:
    tree = FailingTree()
    place(tree, PARCEL)
    assert place(tree, PARCEL).answer == "stond er al"
    with pytest.raises(Permanent, match="iets anders"):
        place(tree, Parcel(PARCEL.name, (("0001.pdf", b"%PDF other"),)))
    assert shown(tree) == {PARCEL.name: dict(PARCEL.files)}


def on_disk(root: Path) -> dict[str, bytes]:
    return {str(file.relative_to(root)): file.read_bytes() for file in root.rglob("*") if file.is_file()}


@pytest.fixture(autouse=True)
def _inside(settings: Any) -> None:
    """The machines of tests are all on this one."""
    settings.MAIL_SERVERS_INSIDE = True


PLACED = {f"{PARCEL.name}/{name}": content for name, content in PARCEL.files}


def folder_box(name: str = "duinstede") -> FolderBox:
    return FolderBox(Account("folder", (("folder", name),)))


def test_a_folder_of_this_machine(tmp_path: Path, settings: Any) -> None:
    settings.LETTERS_DIR = tmp_path
    assert "mag worden beschreven" in folder_box().check()
    folder_box().put(PARCEL)
    assert folder_box().put(PARCEL).answer == "stond er al"
    assert on_disk(tmp_path / "duinstede") == PLACED


@pytest.mark.parametrize("name", ["", ".", "..", "../eikenrade", "a/b", "/etc", ".hidden"])
def test_a_folder_stays_below_what_was_set_aside(name: str) -> None:
    with pytest.raises(Permanent):
        folder_box(name)


def test_a_folder_that_can_t_be_made(tmp_path: Path, settings: Any) -> None:
    settings.LETTERS_DIR = tmp_path / "file"
    settings.LETTERS_DIR.write_text("in the way")
    with pytest.raises(Temporary):
        folder_box().put(PARCEL)


@pytest.fixture(scope="module")
def printer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Printer]:
    with printing(tmp_path_factory.mktemp("printer")) as server:
        yield server


def box(printer: Printer, **changed: str) -> SftpBox:
    settings = {
        "host": "127.0.0.1", "port": str(printer.port), "user": USER, "folder": "/",
        "fingerprint": printer.fingerprint, **changed,
    }  # fmt: skip
    secret = settings.pop("secret", PASSWORD)
    return SftpBox(Account("sftp", tuple(sorted(settings.items())), secret))


def test_by_sftp_also_when_the_line_breaks_at_any_moment(printer: Printer) -> None:
    uncertain = []
    for breaks in ("write", "before rename", "after rename"):
        printer.hang_up_at = [breaks]
        with pytest.raises(Temporary) as broken:
            box(printer).put(Parcel(f"DUI-{breaks.replace(' ', '-')}", PARCEL.files))
        uncertain.append(broken.value.uncertain)
        box(printer).put(Parcel(f"DUI-{breaks.replace(' ', '-')}", PARCEL.files))
    assert uncertain == [False, True, True]
    found = on_disk(printer.root)
    assert len(found) == 3 * len(PARCEL.files)
    assert {path.partition("/")[2] for path in found} == {name for name, _ in PARCEL.files}
    assert "3 in de map" in box(printer).check()


def test_a_machine_with_another_key_hears_nothing(printer: Printer) -> None:
    with pytest.raises(Permanent, match="andere sleutel"):
        box(printer, fingerprint="SHA256:another").check()
    with pytest.raises(Permanent, match="andere sleutel"):
        box(printer, fingerprint="").check()


def test_a_machine_in_our_own_network_hears_nothing(printer: Printer, settings: Any) -> None:
    settings.MAIL_SERVERS_INSIDE = False
    before = len(printer.lines)
    with pytest.raises(Permanent, match="eigen netwerk"):
        box(printer).check()
    assert all(not line.is_authenticated() for line in printer.lines[before:])


def test_who_may_not_log_in_can_be_mended(printer: Printer) -> None:
    with pytest.raises(Temporary, match="inloggen") as refused:
        box(printer, secret="wrong").check()
    assert refused.value.whole
    with pytest.raises(Permanent, match="eigen sleutel"):
        box(printer, secret="-----BEGIN PRIVATE KEY-----\nno\n").check()


def test_a_machine_that_is_away() -> None:
    settings = (("host", "127.0.0.1"), ("port", "1"))
    with pytest.raises(Temporary) as away:
        SftpBox(Account("sftp", settings, PASSWORD)).put(PARCEL)
    assert not away.value.uncertain
