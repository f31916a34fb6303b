"""The ways of a product as people read them: in words, and with a link where it leads somewhere."""

from collections.abc import Sequence
from typing import Any

from openloket.law.kanalen import Kanaal
from openloket.offer.catalogue import Way
from openloket.offer.models import Channel

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
        "facts": _facts(way),
        "message": way.message_type,
    }


def ways_shown(ways: Sequence[Way], form_url: str) -> list[dict[str, Any]]:
    """All ways, the designated ones first; reasons why it is not offered are no ways (see `refusal`)."""
    offered = [way for way in ways if way.kind != Channel.Kind.NOT_OFFERED]
    return [way_shown(way, form_url) for way in sorted(offered, key=lambda way: not way.official)]


def for_message(ways: Sequence[Way], message_type: str) -> list[Way]:
    """The ways for one type of message: its own, and those for every type."""
    return [way for way in ways if way.message_type in ("", message_type)]


def refusal(ways: Sequence[Way]) -> dict[str, str] | None:
    """Why the organisation does not offer it, and what it says of where to go; None where it is offered."""
    found = (way for way in ways if way.kind == Channel.Kind.NOT_OFFERED)
    return next(({"because": way.because, "text": way.text} for way in found), None)


def elsewhere(ways: Sequence[Way]) -> dict[str, Any] | None:
    """The first electronic way outside our own forms, or None when it can't be done digitally at all."""
    shown = (way_shown(way, "") for way in ways if way.kind in _ON_THE_WEB or way.kind == Kanaal.E_MAIL)
    return next((one for one in shown if one["url"]), None)


def _facts(way: Way) -> list[str]:
    """What somebody should know before they take this way."""
    told = [
        f"U moet inloggen. De gemeente vraagt niveau {way.login}." if way.login else "",
        *(f"Voorwaarde: {one}" for one in way.requirements),
        f"{way.joint_body} doet dit voor de gemeente." if way.joint_body else "",
        f"Deze weg wordt geleverd door {way.supplier}." if way.supplier else "",
        f"Dit volgt uit een andere wet: {way.legal_exception}" if way.legal_exception else "",
    ]
    return [one if one.endswith(".") else f"{one}." for one in told if one]


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
