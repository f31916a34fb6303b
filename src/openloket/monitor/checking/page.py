"""A web page as the checker reads it: its words, links, forms and frames, each with its place on the page."""

from dataclasses import dataclass, field
from enum import StrEnum


class Region(StrEnum):
    """Where on a page something stands; only the first two are about the product."""

    MAIN = "inhoud"
    ASIDE = "kolom naast de inhoud"
    MENU = "menu"
    FOOTER = "voet van de pagina"
    NEWS = "nieuws"
    COOKIES = "vraag over cookies"


OF_THE_PRODUCT = frozenset({Region.MAIN, Region.ASIDE})
COMPONENT = "component "
"""Marks an element that a site made itself, by its name, such as <of-form>."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or item; `level` is 1–6 for a heading, 0 for anything else."""

    text: str
    region: Region
    level: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """A link or a button that leads on: an absolute address, its words and the words around it.

    `is_elsewhere`: on another host. `is_aside`: under another heading than that of the page itself.
    """

    address: str
    text: str
    region: Region
    around: str = ""
    before: str = ""
    heading: str = ""
    is_button: bool = False
    is_elsewhere: bool = False
    is_aside: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to fill in: its type (text, email, radio …), its name and the words beside it."""

    kind: str
    name: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A form on the page itself, with the words on its buttons and the heading above it."""

    action: str
    region: Region
    fields: tuple[Field, ...]
    buttons: tuple[str, ...] = ()
    heading: str = ""
    named: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """Another page inside this one."""

    address: str
    title: str
    region: Region


@dataclass(frozen=True, slots=True)
class Page:
    """One page, read. `words` counts what stands in the content; `marks` are ids and attributes of tools."""

    address: str
    title: str = ""
    language: str = ""
    blocks: tuple[Block, ...] = ()
    links: tuple[Link, ...] = ()
    forms: tuple[Form, ...] = ()
    frames: tuple[Frame, ...] = ()
    scripts: int = 0
    without_scripts: str = ""
    refresh: str = ""
    marks: frozenset[str] = field(default_factory=frozenset)

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings of the content, in their order."""
        return tuple(one.text for one in self.blocks if one.level and one.region is Region.MAIN)

    @property
    def content(self) -> tuple[Block, ...]:
        """What is written about the product."""
        return tuple(one for one in self.blocks if one.region in OF_THE_PRODUCT)

    @property
    def words(self) -> int:
        """How many words the content has."""
        return sum(len(one.text.split()) for one in self.content)

    def forms_of_content(self, least: int = 3) -> tuple[Form, ...]:
        """The forms in the content with at least so many things to fill in."""
        return tuple(one for one in self.forms if one.region in OF_THE_PRODUCT and len(one.fields) >= least)
