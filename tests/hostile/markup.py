"""Reads a page as a browser does and tells whether anything that somebody sent became part of it."""

from html.parser import HTMLParser

MARK = "zqx"
"""Every hostile text puts this in the names of what it would inject: it may only ever come back as text."""

SUM = "{{" + "7*191" + "}}" + MARK
SUMMED = f"1337{MARK}"
"""What a template engine would make of SUM."""

PAYLOADS = (
    f"<script>{MARK}()</script>",
    f"</textarea><{MARK}-a {MARK}b=1><img src=x onerror={MARK}()>",
    f'" {MARK}c=1 onfocus={MARK}() autofocus="',
    f"' {MARK}d=1 onmouseover={MARK}() x='",
    f"</title><svg/onload={MARK}()>",
    f"--><{MARK}-e><!--",
    f"]]><{MARK}-f>",
    f"<a href=javascript:{MARK}()>klik</a>",
    f"<{MARK}-g style=background:url(javascript:{MARK}())>",
    f"&lt;{MARK}-h&gt;&#60;{MARK}-i&#62;",
    f"<meta http-equiv=refresh content='0;url=//{MARK}.example'>",
    f"<form action=//{MARK}.example><input name={MARK}j>",
    f"\u0000<{MARK}-k>\u202e<{MARK}-l>",
    f"＜script＞{MARK}()＜/script＞",
    SUM,
    "{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}" + MARK,
    f"{MARK}'; DROP TABLE intake_submission; --",
    f"{MARK}\r\nSet-Cookie: {MARK}=1\r\n\r\n<{MARK}-m>",
    f"%0d%0aLocation:%20//{MARK}.example",
    f"../../../../etc/{MARK}",
)

_TARGETS = {"href", "src", "action", "formaction", "content"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if MARK in tag or tag in {"script", "iframe", "object", "embed", "base"}:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            active = name.startswith("on") or (name in {"style", "srcdoc"} and MARK in (value or ""))
            target = (value or "").strip().lower() if name in _TARGETS else ""
            leads_away = target.startswith(("javascript:", "data:text", "vbscript:")) or f"//{MARK}" in target
            if MARK in name or active or leads_away:
                self.found.append(f"<{tag} {name}={value!r}>")

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def handle_comment(self, data: str) -> None:
        if MARK in data:
            self.found.append(f"<!--{data}-->")


def injected(page: str) -> list[str]:
    """What of a hostile text became an element, an attribute, a comment or the outcome of a sum."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.found + ([SUMMED] if SUMMED in page else [])


def words(page: str) -> str:
    """The text of the page, as a person reads it."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return "".join(reader.text)
