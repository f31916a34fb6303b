"""A folder on this machine or on a network drive, where a printer collects letters."""

import os
from pathlib import Path

from django.conf import settings

from openloket.adapters.letters.placing import place
from openloket.post.ports import Accepted, Account, Parcel, Permanent, Temporary


class FolderBox:
    """A folder of its own for each organisation, below the one that the installation sets aside.

    Setting: folder, the name of that folder. Nobody at the desk chooses where on the disk it is.
    """

    def __init__(self, account: Account) -> None:
        name = account.get("folder")
        if not name or name != Path(name).name or name.startswith("."):
            raise Permanent("deze map heeft geen goede naam")
        self._root = Path(settings.LETTERS_DIR) / name

    def put(self, parcel: Parcel, /) -> Accepted:
        """Place a parcel; the same one a second time changes nothing. Raises Temporary or Permanent."""
        try:
            self._root.mkdir(parents=True, exist_ok=True)
            return place(_LocalTree(self._root), parcel)
        except OSError as problem:
            raise Temporary(f"de map kan niet worden beschreven: {_why(problem)}", whole=True) from problem

    def check(self) -> str:
        """Whether the folder is there and may be written."""
        try:
            self._root.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise Temporary(f"de map kan niet worden gemaakt: {_why(problem)}", whole=True) from problem
        if not os.access(self._root, os.W_OK):
            raise Temporary("de map mag niet worden beschreven", whole=True)
        return "de map is er en mag worden beschreven"


class _LocalTree:
    """Folders of this machine; what is written is on the disk before it is shown."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def names(self, folder: str = "") -> list[str]:
        return os.listdir(self._root / folder)

    def read(self, path: str) -> bytes:
        return (self._root / path).read_bytes()

    def write(self, path: str, content: bytes) -> None:
        with (self._root / path).open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())

    def remove(self, path: str) -> None:
        (self._root / path).unlink()

    def make(self, folder: str) -> None:
        (self._root / folder).mkdir()

    def rename(self, folder: str, name: str) -> None:
        _sync(self._root / folder)
        (self._root / folder).rename(self._root / name)
        _sync(self._root)


def _sync(folder: Path) -> None:
    held = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(held)
    finally:
        os.close(held)


def _why(problem: OSError) -> str:
    return problem.strerror or type(problem).__name__
