"""Reads an HTML page as a browser without JavaScript does: its words, links, forms and their controls."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset({"input", "br", "img", "link", "meta", "hr", "base", "source", "wbr"})
_SILENT = frozenset({"script", "style", "template", "svg"})


@dataclass(slots=True)
class Control:
    """An input, choice, text area or button of a form."""

    kind: str
    name: str
    value: str
    checked: bool = False
    words: str = ""
    options: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Form:
    """A form with its controls in page order."""

    action: str
    method: str
    multipart: bool
    controls: list[Control] = field(default_factory=list)

    def named(self, name: str) -> list[Control]:
        """The controls of that name."""
        return [control for control in self.controls if control.name == name]

    def button(self, words: str) -> Control | None:
        """The submit button that says this."""
        buttons = [control for control in self.controls if control.kind == "submit"]
        return next((button for button in buttons if button.words.startswith(words)), None)


@dataclass(slots=True)
class Link:
    """A link: its words and its address."""

    words: str
    href: str


@dataclass(slots=True)
class Contents:
    """What stands on a page."""

    title: str = ""
    heading: str = ""
    words: str = ""
    links: list[Link] = field(default_factory=list)
    forms: list[Form] = field(default_factory=list)


def read_page(html: str) -> Contents:
    """Read one page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    found = reader.contents
    found.words = " ".join(found.words.split())
    found.title, found.heading = " ".join(found.title.split()), " ".join(found.heading.split())
    return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.contents = Contents()
        self._open: list[str] = []
        self._form: Form | None = None
        self._link: Link | None = None
        self._button: Control | None = None
        self._area: Control | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag not in _VOID:
            self._open.append(tag)
        if tag == "a" and "href" in given:
            self._link = Link("", given["href"])
            self.contents.links.append(self._link)
        elif tag == "form":
            multipart = given.get("enctype") == "multipart/form-data"
            self._form = Form(given.get("action", ""), given.get("method", "get").lower(), multipart)
            self.contents.forms.append(self._form)
        elif self._form:
            self._control(tag, given)

    def _control(self, tag: str, given: dict[str, str]) -> None:
        assert self._form
        control = Control(given.get("type", "text"), given.get("name", ""), given.get("value", ""))
        control.checked = "checked" in given
        if tag == "input":
            control.value = control.value or ("on" if control.kind == "checkbox" else "")
        elif tag == "button":
            control.kind = given.get("type", "submit")
            self._button = control
        elif tag == "textarea":
            control.kind = "textarea"
            self._area = control
        elif tag == "select":
            control.kind = "select"
        elif tag == "option":
            self._option(given)
            return
        else:
            return
        self._form.controls.append(control)

    def _option(self, given: dict[str, str]) -> None:
        assert self._form
        choice = next(one for one in reversed(self._form.controls) if one.kind == "select")
        choice.options.append(given.get("value", ""))
        if "selected" in given or len(choice.options) == 1:
            choice.value = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass
        if tag == "form":
            self._form = None
        elif tag == "a":
            self._link = None
        elif tag == "button":
            self._button = None
        elif tag == "textarea":
            self._area = None

    def handle_data(self, data: str) -> None:
        if _SILENT.intersection(self._open):
            return
        if self._area:
            self._area.value += data
            return
        if "title" in self._open:
            self.contents.title += data
            return
        self.contents.words += data + " "
        if "h1" in self._open:
            self.contents.heading += data
        if self._link:
            self._link.words = " ".join(f"{self._link.words} {data}".split())
        if self._button:
            self._button.words = " ".join(f"{self._button.words} {data}".split())
