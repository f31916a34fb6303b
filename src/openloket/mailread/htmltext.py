"""HTML to plain text, in one pass over any mark-up: nothing is run, fetched or kept of it but the words."""

import html
import re

_BLOCKS = frozenset(
    {"p", "div", "table", "tr", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "hr"}
    | {"blockquote", "pre", "section", "article", "header", "footer", "address", "form", "body", "center"}
)
_SPACED = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "table", "pre"})
_SILENT = frozenset({"script", "style", "head", "title", "noframes", "template", "svg", "math"})
_TAG = re.compile(r"/?([a-zA-Z][a-zA-Z0-9:-]{0,40})")
_ATTRIBUTE = re.compile(r"([a-zA-Z-]{1,40})\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+)")
_ENDS = re.compile(r"[>\"']")
_SPACE = re.compile(r"[ \t\r\n\f\u00a0]+")
_SOFT = re.compile("[\u00ad\u200b\u2060\ufeff]")
MOST_LINK = 500


class _Text:
    """The text so far: words, pending line ends, and what the open tags ask for."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.ends = 0
        self.space = False
        self.pre = 0
        self.link = ""
        self.link_from = 0
        self.endless: set[str] = set()

    def say(self, words: str) -> None:
        """Words outside tags."""
        words = _SOFT.sub("", html.unescape(words))
        if self.pre:
            self._put(words)
            return
        tidy = _SPACE.sub(" ", words)
        if tidy.startswith(" "):
            self.space = True
        if tidy.strip():
            self._put((" " if self.space and self.out and not self.ends else "") + tidy.strip())
            self.space = tidy.endswith(" ")

    def _put(self, words: str) -> None:
        if self.ends:
            self.out.append("\n" * (self.ends if self.out else 0))
            self.ends = 0
        self.out.append(words)

    def end_line(self, wanted: int) -> None:
        """At least this many line ends before the next words."""
        self.ends, self.space = max(self.ends, wanted), False

    def open(self, name: str, tag: str) -> None:
        """A tag opens."""
        if name == "br":
            self.ends, self.space = min(self.ends + 1, 3), False
        elif name == "li":
            self.end_line(1)
            self.say("- ")
        elif name in ("td", "th"):
            self.space = True
        elif name == "a":
            self.link, self.link_from = _attribute(tag, "href"), len(self.out)
        elif name == "img" and _attribute(tag, "alt").strip():
            self.say(f" [{_attribute(tag, 'alt').strip()[:MOST_LINK]}] ")
        if name in _BLOCKS:
            self.end_line(2 if name in _SPACED else 1)
        self.pre += name == "pre"

    def close(self, name: str) -> None:
        """A tag closes."""
        if name == "a" and self.link:
            self._tell_link()
        if name in _BLOCKS:
            self.end_line(2 if name in _SPACED else 1)
        self.pre = max(0, self.pre - (name == "pre"))

    def _tell_link(self) -> None:
        """Where a link goes, unless the words say it: people decide on what they read."""
        where, shown = self.link, "".join(self.out[self.link_from :]).strip()
        self.link = ""
        bare = where.removeprefix("mailto:").removeprefix("https://").removeprefix("http://").rstrip("/")
        if bare and bare not in shown and not where.startswith(("#", "cid:", "javascript:", "data:")):
            self.out.append(f" <{where[:MOST_LINK]}>")


def _attribute(tag: str, wanted: str) -> str:
    for name, value in _ATTRIBUTE.findall(tag[:20_000]):
        if name.lower() == wanted:
            return _SPACE.sub(" ", html.unescape(value.strip("\"'"))).strip()
    return ""


def text_of(markup: str) -> str:
    """The words of a page or letter in HTML, with lines where blocks end; any text is HTML enough."""
    text, place = _Text(), 0
    while place < len(markup):
        start = markup.find("<", place)
        if start < 0:
            text.say(markup[place:])
            break
        if start > place:
            text.say(markup[place:start])
        place = _past_tag(text, markup, start)
    return re.sub(
        r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in "".join(text.out).split("\n"))
    ).strip()


def _past_tag(text: _Text, markup: str, start: int) -> int:
    """Take what begins with < at `start`; gives where to go on."""
    if markup.startswith("<!--", start):
        return _after(markup, "-->", start + 4)
    if markup.startswith(("<!", "<?"), start):
        return _after(markup, ">", start + 2)
    found = _TAG.match(markup, start + 1)
    if not found:
        text.say("<")
        return start + 1
    end = _tag_end(markup, found.end())
    name = found[1].lower().rpartition(":")[2]
    if markup[start + 1] == "/":
        text.close(name)
    elif name in _SILENT and not markup.startswith("/>", end - 2):
        return _past_silent(text, markup, name, end)
    else:
        text.open(name, markup[found.end() : end - 1])
    return end


def _after(markup: str, mark: str, place: int) -> int:
    """Behind the mark; all that follows is taken when it is not there, so nothing is looked for twice."""
    end = markup.find(mark, place)
    return len(markup) if end < 0 else end + len(mark)


def _tag_end(markup: str, place: int) -> int:
    """Behind the > of a tag, which may stand in a quoted value too; a quote that never closes is no quote."""
    quote, first = "", -1
    for found in _ENDS.finditer(markup, place, place + 100_000):
        sign = found[0]
        if sign == ">":
            first = found.end() if first < 0 else first
            if not quote:
                return found.end()
        elif not quote and markup[found.start() - 1] in "= \t\n\r":
            quote = sign
        elif sign == quote:
            quote = ""
    if first >= 0:
        return first
    return _after(markup, ">", place)


def _past_silent(text: _Text, markup: str, name: str, place: int) -> int:
    """Behind the end of a script, style or head; a head without an end stops where the body begins.

    An end that is not there is not looked for again.
    """
    if name in text.endless:
        return place
    ends = "</head|<body" if name == "head" else f"</{name}"
    found = re.compile(ends, re.IGNORECASE).search(markup, place)
    if found is None:
        text.endless.add(name)
        return len(markup) if name in ("script", "style") else place
    return _after(markup, ">", found.start()) if found[0].startswith("</") else found.start()
