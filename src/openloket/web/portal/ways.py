"""The ways of a product as people read them: in words, and with a link where it leads somewhere."""

from collections.abc import Sequence
from typing import Any

from openloket.law.kanalen import Kanaal
from openloket.offer.catalogue import Way

_ON_THE_WEB = frozenset({Kanaal.WEBFORMULIER, Kanaal.PORTAAL, Kanaal.EXTERN, Kanaal.BERICHTENBOX})


def way_shown(way: Way, form_url: str) -> dict[str, Any]:
    """One way; `form_url` is the address of our own form, empty where there is none."""
    url = _url(way, form_url)
    visible = "" if _is_page(way.address) or way.kind == Kanaal.WEBFORMULIER else way.address
    return {
        "kind": way.kind,
        "name": way.name[:1].upper() + way.name[1:],
        "text": f"{way.text} {visible}".strip(),
        "url": url or None,
        "official": way.official,
    }


def elsewhere(ways: Sequence[Way]) -> dict[str, Any] | None:
    """The first electronic way outside our own forms, or None when it can't be done digitally at all."""
    shown = (way_shown(way, "") for way in ways if way.kind in _ON_THE_WEB or way.kind == Kanaal.E_MAIL)
    return next((one for one in shown if one["url"]), None)


def _url(way: Way, form_url: str) -> str:
    if way.kind == Kanaal.E_MAIL:
        return f"mailto:{way.address}" if way.address else ""
    if way.kind == Kanaal.TELEFOON:
        number = "".join(sign for sign in way.address if sign.isdigit() or sign == "+")
        return f"tel:{number}" if number else ""
    if _is_page(way.address):
        return way.address
    return form_url if way.kind == Kanaal.WEBFORMULIER else ""


def _is_page(address: str) -> bool:
    """Whether it is an address on the web; nothing else than http may become a link."""
    return address.startswith(("https://", "http://"))
