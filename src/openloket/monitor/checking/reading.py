"""HTML to a page: its blocks, links, forms and frames; nothing of it is run or fetched."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml import html as parser

from openloket.monitor.checking.hidden import is_hidden, opened_by_press
from openloket.monitor.checking.page import (
    COMPONENT,
    OF_THE_PRODUCT,
    Block,
    Field,
    Form,
    Frame,
    Link,
    Page,
    Region,
)
from openloket.monitor.checking.places import OF_THE_SITE, place_of

MOST_BYTES = 3_000_000
_MOST_TEXT = 1_000
_MOST_LINKS = 2_000
_MOST_BLOCKS = 3_000
_MOST_MEASURED = 50
_SILENT = frozenset({"script", "style", "template", "svg", "math", "head", "object", "noscript", "select"})
_BLOCKS = frozenset(
    {"p", "div", "li", "ul", "ol", "dl", "dt", "dd", "table", "tr", "td", "th", "section", "article", "form"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "main", "header", "footer", "aside", "nav", "blockquote", "pre"}
    | {"br", "hr", "fieldset", "legend", "details", "summary", "figure", "figcaption", "address", "body"}
    | {"center", "dialog"}
)
_NO_FIELDS = frozenset({"hidden", "submit", "button", "image", "reset"})
_SPACE = re.compile(r"\s+")
_MOST_OF_PAGE = 0.7


def read_page(content: bytes, address: str, charset: str = "") -> Page:
    """The page in these bytes; any bytes give a page. `address` is where it was found, after redirects."""
    root = _parse(content[:MOST_BYTES], charset)
    if root is None:
        return Page(address)
    return _Reader(address).read(root)


def _parse(content: bytes, charset: str) -> etree._Element | None:
    for known in (charset, ""):
        try:
            found: etree._Element = parser.document_fromstring(
                content, parser=parser.HTMLParser(encoding=known or _charset(content))
            )
        except (etree.ParserError, etree.XMLSyntaxError, LookupError, ValueError):
            continue
        return found
    return None


def _charset(content: bytes) -> str | None:
    """UTF-8 unless the page says otherwise or is not; then the parser finds out."""
    if re.search(rb"<meta[^>]+charset", content[:2048], re.IGNORECASE):
        return None
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "windows-1252"
    return "utf-8"


@dataclass(slots=True)
class _Anchor:
    """A link that is being read."""

    address: str
    region: Region | None
    is_button: bool
    name: str
    words: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Filling:
    """A form that is being read."""

    action: str
    region: Region | None
    heading: str
    named: str
    fields: list[Field] = field(default_factory=list)
    buttons: list[str] = field(default_factory=list)


class _Reader:
    """One walk over the elements, remembering what is open."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.size = self.measured = 0
        self.opened: frozenset[str] = frozenset()
        self.places: list[Region | None] = [None]
        self.has_main = False
        self.words: list[str] = []
        self.level = self.heading_level = 0
        self.heading = self.before = ""
        self.blocks: list[tuple[str, Region | None, int]] = []
        self.waiting: list[tuple[_Anchor, str]] = []
        self.links: list[tuple[Link, Region | None]] = []
        self.forms: list[_Filling] = []
        self.frames: list[tuple[Frame, Region | None]] = []
        self.anchor: _Anchor | None = None
        self.form: _Filling | None = None
        self.loose: _Filling | None = None
        self.button: list[str] | None = None
        self.label = ""
        self.marks: set[str] = set()
        self.scripts = 0
        self.no_script: list[str] = []
        self.base = address
        self.refresh = ""

    def read(self, root: etree._Element) -> Page:
        """The whole page."""
        title = self._head(root)
        self.size = _size(root)
        self.opened = opened_by_press(root)
        self._walk(root)
        self._flush()
        outside = Region.MENU if self.has_main else Region.MAIN

        def settled(region: Region | None) -> Region:
            return region or outside

        return Page(
            address=self.address,
            title=title,
            language=str(root.get("lang") or "").lower()[:2],
            blocks=tuple(Block(text, settled(region), level) for text, region, level in self.blocks),
            links=tuple(replace(one, region=settled(region)) for one, region in self.links),
            forms=tuple(
                Form(
                    one.action,
                    settled(one.region),
                    tuple(one.fields),
                    tuple(one.buttons),
                    one.heading,
                    one.named,
                )
                for one in self.forms
            ),
            frames=tuple(replace(one, region=settled(region)) for one, region in self.frames),
            scripts=self.scripts,
            without_scripts=_tidy(" ".join(self.no_script)),
            refresh=self.refresh,
            marks=frozenset(self.marks),
        )

    def _head(self, root: etree._Element) -> str:
        base = root.find(".//base[@href]")
        if base is not None:
            self.base = _join(self.address, base.get("href", "")) or self.address
        for meta in root.iter("meta"):
            if str(meta.get("http-equiv") or "").lower() == "refresh":
                self.refresh = self._led_to(str(meta.get("content") or ""))
        titled = root.find(".//title")
        return _tidy("".join(titled.itertext())) if titled is not None else ""

    def _led_to(self, told: str) -> str:
        found = re.search(r"^\s*\d+\s*[;,]\s*(?:url\s*=)?\s*['\"]?([^'\"]+)", told, re.IGNORECASE)
        return _join(self.base, found[1].strip()) if found else ""

    def _walk(self, root: etree._Element) -> None:
        """Depth first without recursion: a page may nest as deep as it likes."""
        stack: list[tuple[etree._Element, Iterator[etree._Element]]] = []
        if self._open(root):
            stack.append((root, iter(root)))
        while stack:
            element, children = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                self._close(element)
                if stack:
                    self._say(element.tail)
            elif not isinstance(child.tag, str):
                self._say(child.tail)
            elif self._open(child):
                stack.append((child, iter(child)))
            else:
                self._say(child.tail)

    def _open(self, element: etree._Element) -> bool:
        """Begin an element; False when what is in it is not read."""
        tag = str(element.tag).lower()
        if tag == "script":
            self.scripts += 1
        if tag == "noscript":
            self.no_script.append(" ".join(element.itertext()))
        self._mark(element)
        if tag == "select":
            self._field(element, "select")
        if tag in _SILENT or is_hidden(element, self.opened):
            return False
        if tag in _BLOCKS:
            self._flush()
        attributes = {str(name).lower(): str(value) for name, value in element.attrib.items()}
        place = place_of(tag, attributes, self.places[-1])
        if (
            place in OF_THE_SITE - {Region.COOKIES}
            and place is not self.places[-1]
            and self._holds_most(element)
        ):
            # A name such as "nav-open" around everything does not make the page a menu.
            place = self.places[-1]
        self.places.append(place)
        self.has_main = self.has_main or place is Region.MAIN
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.level = int(tag[1])
        self._begin(tag, element)
        self._say(element.text)
        return True

    def _holds_most(self, element: etree._Element) -> bool:
        self.measured += 1
        if self.measured > _MOST_MEASURED:
            return False
        return _size(element) > self.size * _MOST_OF_PAGE

    def _begin(self, tag: str, element: etree._Element) -> None:
        if tag == "a" and element.get("href"):
            self._begin_link(element)
        elif tag in ("iframe", "frame", "embed") and element.get("src"):
            frame = Frame(self._join(element.get("src", "")), str(element.get("title") or ""), Region.MAIN)
            self.frames.append((frame, self.places[-1]))
        elif tag == "form":
            named = f"{element.get('id', '')} {element.get('class', '')} {element.get('role', '')}"
            heading = str(element.get("aria-label") or "") or self.heading
            self.form = _Filling(
                self._join(element.get("action", "")), self.places[-1], heading, named.lower()
            )
        elif tag in ("input", "textarea"):
            self._field(element, str(element.get("type") or "text").lower() if tag == "input" else tag)
        elif tag == "button":
            self.button = [str(element.get("aria-label") or "")]
        elif tag == "img" and self.anchor is not None:
            self._say(f" {element.get('alt', '')} ")

    def _begin_link(self, element: etree._Element) -> None:
        name = str(element.get("aria-label") or "") or str(element.get("title") or "")
        looks = f"{element.get('class', '')} {element.get('role', '')}".lower()
        is_button = bool(re.search(r"\b(btn|button|knop|cta|call-to-action)\b|button|btn-|knop", looks))
        self.anchor = _Anchor(self._join(element.get("href", "")), self.places[-1], is_button, name)

    def _close(self, element: etree._Element) -> None:
        tag = str(element.tag).lower()
        if tag == "a" and self.anchor is not None:
            self.waiting.append((self.anchor, self.heading))
            self.anchor = None
        elif tag == "button" and self.button is not None:
            self._end_button(element)
        if tag in _BLOCKS:
            self._flush()
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.level = 0
        if tag == "form" and self.form is not None:
            self.forms.append(self.form)
            self.form = None
        self.places.pop()

    def _end_button(self, element: etree._Element) -> None:
        words, self.button = _tidy(" ".join(self.button or [])), None
        if self.form is not None:
            self.form.buttons.append(words)
        else:
            leads = re.search(r"['\"]((?:https?:/|/|\?)[^'\"]+)['\"]", str(element.get("onclick") or ""))
            address = self._join(leads[1]) if leads else ""
            anchor = _Anchor(address, self.places[-1], True, words)
            self.waiting.append((anchor, self.heading))

    def _field(self, element: etree._Element, kind: str) -> None:
        form = self.form or self._loose()
        if kind in _NO_FIELDS:
            if kind in ("submit", "button", "image"):
                form.buttons.append(_tidy(str(element.get("value") or element.get("alt") or "")))
            return
        label = str(element.get("aria-label") or element.get("placeholder") or "") or self._words_beside()
        form.fields.append(Field(kind, str(element.get("name") or ""), _tidy(label)[:100]))

    def _loose(self) -> _Filling:
        """Fields without a form are sent by a script; together in one place they are a form all the same."""
        if self.loose is None or self.loose.region is not self.places[-1]:
            self.loose = _Filling("", self.places[-1], self.heading, "")
            self.forms.append(self.loose)
        return self.loose

    def _words_beside(self) -> str:
        return _tidy("".join(self.words)) or self.label

    def _mark(self, element: etree._Element) -> None:
        for name in ("id", "src", "data-form-id", "data-sdk-module", "data-base-url", "data-formid"):
            if (value := element.get(name)) and element.tag != "a":
                told = str(value) if name in ("id", "src") else f"{name} {value}"
                self.marks.add(told.lower()[:200])
        tag = str(element.tag).lower()
        if "-" in tag and self.places[-1] not in OF_THE_SITE:
            self.marks.add(f"{COMPONENT}{tag}")

    def _say(self, words: str | None) -> None:
        if not words or not words.strip():
            if words:
                self.words.append(" ")
            return
        self.words.append(words)
        if self.anchor is not None:
            self.anchor.words.append(words)
        if self.button is not None:
            self.button.append(words)

    def _flush(self) -> None:
        """A block ends: its words are known, and so is what stands around the links in it."""
        text = _tidy("".join(self.words))[:_MOST_TEXT]
        self.words = []
        for anchor, heading in self.waiting:
            shown = _tidy(" ".join(anchor.words)) or _tidy(anchor.name)
            if (anchor.address or anchor.is_button) and len(self.links) < _MOST_LINKS:
                around = text or self.label
                link = Link(
                    anchor.address,
                    shown[:300],
                    Region.MAIN,
                    around,
                    self.before,
                    heading,
                    anchor.is_button,
                    _leaves(anchor.address, self.address),
                    self.heading_level > 1,
                )
                self.links.append((link, anchor.region))
        self.waiting = []
        if not text or len(self.blocks) >= _MOST_BLOCKS:
            return
        self.label = text
        self.blocks.append((text, self.places[-1], self.level))
        if self.level:
            self.heading, self.heading_level, self.before = text, self.level, ""
        elif not self.links or self.links[-1][0].text != text:
            self.before = text

    def _join(self, address: str) -> str:
        return _join(self.base, address)


def _size(element: etree._Element) -> int:
    """How much text there is in an element, scripts left out."""
    return sum(
        len(one.text.strip())
        for one in element.iter()
        if one.text and isinstance(one.tag, str) and one.tag not in ("script", "style", "title")
    )


def _join(outer: str, address: str) -> str:
    """The whole address; empty for what is none."""
    try:
        joined = urljoin(outer, address.strip())
        urlsplit(joined).port  # noqa: B018 (what can't be read as an address, raises here)
    except ValueError:
        return ""
    return joined


def _leaves(address: str, here: str) -> bool:
    """Whether a link leads to another host."""
    there = urlsplit(address).hostname
    return bool(there) and there != urlsplit(here).hostname


def _tidy(words: str) -> str:
    return _SPACE.sub(" ", words.replace("\u00ad", "").replace("\u200b", "")).strip()


def content_words(page: Page) -> str:
    """The words of the content, one block to a line."""
    return "\n".join(one.text for one in page.blocks if one.region in OF_THE_PRODUCT)
