"""Putting a parcel somewhere so that it is there whole or not at all, also after a crash halfway."""

from typing import Protocol

from openloket.post.ports import Accepted, Parcel, Permanent


class Tree(Protocol):
    """A place with folders, one deep. Paths are `folder` or `folder/file`. Raises OSError."""

    def names(self, folder: str = "") -> list[str]:
        """What stands in a folder; empty: in the place itself."""

    def read(self, path: str) -> bytes:
        """The content of a file."""

    def write(self, path: str, content: bytes) -> None:
        """Write a file, safe against a power cut where the place can do that."""

    def remove(self, path: str) -> None:
        """Remove a file."""

    def make(self, folder: str) -> None:
        """Make a folder."""

    def rename(self, folder: str, name: str) -> None:
        """Give a folder another name, at once, if that name is free."""


def place(tree: Tree, parcel: Parcel) -> Accepted:
    """Write all files in a hidden folder, and show that by one rename. Raises OSError, or Permanent.

    A parcel that stands there already is left alone when it is the same; another under its name is Permanent.
    """
    there = tree.names()
    if parcel.name in there:
        if not _same(tree, parcel):
            raise Permanent(f"er staat al iets anders met de naam {parcel.name}")
        return Accepted("stond er al", parcel.name)
    hidden = f".{parcel.name}.bezig"
    if hidden in there:
        for left in tree.names(hidden):
            tree.remove(f"{hidden}/{left}")
    else:
        tree.make(hidden)
    for name, content in parcel.files:
        tree.write(f"{hidden}/{name}", content)
    tree.rename(hidden, parcel.name)
    return Accepted("neergezet", parcel.name)


def _same(tree: Tree, parcel: Parcel) -> bool:
    files = dict(parcel.files)
    if set(tree.names(parcel.name)) != set(files):
        return False
    return all(tree.read(f"{parcel.name}/{name}") == content for name, content in files.items())
