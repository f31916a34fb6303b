"""Sample contexts of one outage: at the desk, for everybody, and what is written to people about it."""

from typing import Any

from tests.web.look.samples_desk import DESK
from tests.web.look.samples_portal import ORG, Context

_FACTS: Context = {
    "channel": "het online formulier",
    "began": "1 jun 2026, 22.40 uur",
    "ended": "2 jun 2026, 07.00 uur",
    "length": "8 uur en 20 minuten",
    "found": "Wij merkten het zelf: wij proberen dit steeds uit.",
    "fault": "geen antwoord",
}
_WHY = [
    {"text": "De laatste dag was maandag 1 juni 2026.", "article": ""},
    {"text": "Daarom krijgt iedereen er 1 werkdag bij.", "article": "Awb 2:21 lid 1"},
]


def _fields(error: str | None = None) -> list[dict[str, Any]]:
    days = {"key": "werkdagen", "type": "text", "label": "Hoeveel werkdagen erbij?", "required": True}
    why = {"key": "uitleg", "type": "longtext", "label": "Waarom?", "required": True, "max_length": 2000}
    return [
        {**days, "max_length": 3, "value": "99" if error else "1", "error": error},
        {**why, "hint": "Iedereen kan dit lezen.", "value": "Ons formulier werkte niet.", "error": None},
    ]


_TERMS = [
    {
        "kind": "bezwaartermijn",
        "last_day": f"{number} jun 2026",
        "count": 40,
        "until": "2 jun 2026, 08.20 uur",
        "new": f"{number + 1} jun 2026",
    }
    for number in range(1, 26)
]
_OUTAGE: Context = {
    "org": ORG,
    **DESK,
    "outage": _FACTS,
    "terms": _TERMS,
    "more": 17,
    "extension": None,
    "form": {"proposal": 1, "given": "1 werkdag", "fields": _fields(), "why": _WHY},
    "refusal": None,
    "errors": [],
    "list_url": "/storingen",
    "public_url": "/openbaar",
    "done": False,
}
_EXTENSION: Context = {
    "working_days": 2,
    "explanation": "Ons formulier werkte niet.\nDat spijt ons.",
    "by": "Bram Bos",
    "at": "2 jun 2026, 10.00 uur",
    "terms": 440,
    "moved": 120,
    "told": 60,
    "busy": True,
}
_MISTAKE = "Kies 1 tot en met 30 werkdagen."
_PAST = {
    "anchor": "storing-1",
    "title": "Het online formulier werkte niet",
    "period": "Van maandag 1 juni 2026 om 22.40 uur tot dinsdag 2 juni 2026 om 07.00 uur.",
    "length": "8 uur en 20 minuten",
    "found": "Wij merkten het zelf: wij proberen dit steeds uit.",
    "more_time": "Kon u toen nog bezwaar maken? Dan hebt u 2 werkdagen langer de tijd.",
    "explanation": "Ons formulier werkte niet.\nDat spijt ons.",
    "announced": "Bekendgemaakt op dinsdag 2 juni 2026 om 10.00 uur.",
}
_PUBLIC: Context = {
    "org": ORG,
    "channels": [
        {
            "text": "Het online formulier werkt.",
            "works": True,
            "measured": "dinsdag 2 juni 2026 om 10.00 uur",
        },
        {"text": "Uw e-mail komt nu niet bij ons aan.", "works": False, "measured": None},
    ],
    "lasting": [{**_PAST, "anchor": "storing-2", "more_time": None, "explanation": None, "announced": None}],
    "notices": [{"kind": "info", "title": "Onderhoud", "text": "Zaterdag werken wij aan het loket."}],
    "year": 2026,
    "past": [_PAST],
    "years": [
        {"label": "2026", "url": "/storingen?jaar=2026", "current": True},
        {"label": "2025", "url": "/storingen?jaar=2025", "current": False},
    ],
    "feed_url": "/storingen.atom",
}
MORE_TIME_PAGES: dict[str, tuple[str, Context]] = {
    "desk-outage": ("desk/outage.html", _OUTAGE),
    "desk-outage-wrong": (
        "desk/outage.html",
        {
            **_OUTAGE,
            "form": {**_OUTAGE["form"], "fields": _fields(_MISTAKE), "given": None, "why": []},
            "errors": [{"href": "#werkdagen", "message": _MISTAKE}],
        },
    ),
    "desk-outage-extended": (
        "desk/outage.html",
        {**_OUTAGE, "form": None, "extension": _EXTENSION, "done": True, "terms": [], "more": 0},
    ),
    "desk-outage-lasting": (
        "desk/outage.html",
        {**_OUTAGE, "outage": {**_FACTS, "ended": None}, "form": None, "refusal": "De storing duurt nog."},
    ),
    "outages": ("portal/outages.html", _PUBLIC),
    "outages-none": (
        "portal/outages.html",
        {**_PUBLIC, "channels": [], "lasting": [], "past": [], "notices": [], "years": _PUBLIC["years"][:1]},
    ),
}
_MAIL: Context = {
    "org": ORG,
    "channel": "het online formulier",
    "began": "maandag 1 juni 2026 om 22.40 uur",
    "ended": "dinsdag 2 juni 2026 om 07.00 uur",
    "more": "2 werkdagen",
    "explanation": "Ons formulier werkte niet.\nDat spijt ons.",
    "outages_url": "https://loket.duinstede.example/storingen",
}
MORE_TIME_MAILS: tuple[tuple[str, str, Context], ...] = (
    (
        "mail-objection-moved",
        "objection_term_moved",
        {
            **_MAIL,
            "subject": "Er kan langer bezwaar worden gemaakt (DUI-2026-000-000-001)",
            "reference": "DUI-2026-000-000-001",
            "product": "Parkeervergunning",
            "receipt_url": "https://loket.duinstede.example/ontvangst/x/y",
            "by_letter": False,
            "last_day": "woensdag 3 juni 2026",
        },
    ),
    (
        "mail-outage",
        "outage_notice",
        {**_MAIL, "subject": "Ons online formulier werkte niet", "service": "Bezwaar maken"},
    ),
)
