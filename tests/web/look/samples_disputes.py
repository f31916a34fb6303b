"""Sample contexts of objections and complaints: at the desk, on the receipt, in public and by mail."""

from tests.web.look.samples_desk import DESK
from tests.web.look.samples_forms import ask
from tests.web.look.samples_portal import ORG, RECEIPT, Context

PAGE = 15

WHY = [
    {"text": "De laatste dag was maandag 20 april 2026.", "article": ""},
    {"text": "Door de storing nemen wij het u niet kwalijk dat het later kwam.", "article": "Awb 2:21 lid 3"},
]
CHOICES = [{"value": "ja", "label": "Ja.", "hint": "Beslis dan."}, {"value": "nee", "label": "Nee."}]
AT_DESK: Context = {
    **DESK,
    "org": ORG,
    "zaak": {"reference": "DS-2026-7KQ4-M2XW", "product": "Bezwaar"},
    "back_url": "/zaak/1",
    "notice": None,
    "refusal": None,
    "errors": [],
    "advice": {
        "asked": False,
        "weeks": 12,
        "article": "Awb 7:13",
        "last_day": "1 jun 2026",
        "new_day": "13 jul 2026",
    },
}
OBJECTION: Context = {
    **AT_DESK,
    "about": {
        "reference": "DS-2026-1AB-2CD-3EF",
        "product": "Parkeervergunning",
        "url": "/zaak/2",
        "besluit": "U krijgt niet wat u vroeg",
        "made_known": "9 mrt 2026",
        "last_day": "20 apr 2026",
    },
    "timeliness": {
        "verdict": "Een medewerker beslist",
        "value": "mens_beslist",
        "last_day": "20 apr 2026",
        "forgiven_until": "21 apr 2026, 10.10 uur",
        "why": WHY,
        "decided": None,
        "decided_by": None,
        "reason": "",
    },
    "link_fields": [ask("kenmerk", "text", "Tegen welk besluit?", basis="", value="DS-2026")],
    "decide_fields": [
        ask("verwijtbaar", "choice", "Neemt u het kwalijk?", basis="", options=CHOICES, value="nee"),
        ask("reden", "longtext", "Waarom?", basis="", error="Schrijf waarom.", value=""),
    ],
    "errors": [{"href": "#reden", "message": "Schrijf waarom."}],
}
JUDGED: Context = {
    **OBJECTION["timeliness"],
    "decided": "22 apr 2026, 9.00 uur",
    "decided_by": "S. Jansen",
    "reason": "Hij lag in het ziekenhuis.",
}
COMPLAINT: Context = {
    **AT_DESK,
    "register_url": "/klachten/2026",
    "seen": "ab12",
    "note_fields": [
        ask("onderwerp", "choice", "Onderwerp", basis="", options=CHOICES, value="ja"),
        ask(
            "stappen", "choices", "Wat is al gedaan?", basis="", options=CHOICES, value=["ja"], required=False
        ),
    ],
    "outcome_fields": [
        ask("uitkomst", "choice", "Wat is de uitkomst?", basis="", options=CHOICES),
        ask("bevindingen", "longtext", "Wat hebt u gevonden?", basis="", value=""),
    ],
    "refuse_by": "29 apr 2026",
    "outcome": None,
}
TOTALS = [
    {
        "title": "Onderwerp",
        "rows": [{"label": "Te lang wachten", "count": 3}, {"label": "Een besluit", "count": 1}],
    },
    {"title": "Uitkomst", "rows": [{"label": "gegrond", "count": 4}]},
    {"title": "Op tijd", "rows": []},
]
REGISTER: Context = {
    **AT_DESK,
    "year": 2025,
    "years": [{"year": 2026, "url": "/klachten/2026"}, {"year": 2025, "url": "/klachten/2025"}],
    "totals": TOTALS,
    "count": 4,
    "found": 2,
    "rows": [
        {
            "reference": f"DS-2025-7KQ-4M2-XW{number}",
            "url": f"/zaak/{number}/klacht",
            "cells": [
                ("Ontvangen", "2 apr 2025"),
                ("Onderwerp", "Hoe een medewerker iemand behandelde"),
                ("Afdeling", "Publiekszaken en Burgerzaken"),
                ("Uitkomst", "niet behandeld (9:8)"),
                ("Afgehandeld", "2 mei 2025"),
                ("Op tijd", "te laat"),
            ],
            "late": number == 1,
        }
        for number in range(PAGE)
    ],
    "choices": [
        {
            "key": "tijd",
            "label": "Op tijd",
            "options": [
                {"value": "", "label": "Alle", "selected": True},
                {"value": "te-laat", "label": "Te laat", "selected": False},
            ],
        }
    ],
    "reads": True,
    "csv_url": "/klachten/2025.csv",
    "unregistered": [{"reference": "DS-2025-AAA-BBB-CCC", "url": "/zaak/3/klacht"}],
    "more": 3,
    "published": None,
    "public_url": None,
    "duty": WHY,
    "may_publish": True,
    "prev_url": None,
    "next_url": "?pagina=1",
}
COUNTS: Context = {
    "kind": "ok",
    "title": "Uw bezwaar telt mee",
    "last_day": "maandag 20 april 2026",
    "told": "U kon ons 2 uur niet bereiken. Door de storing nemen wij het u niet kwalijk.",
    "waits": None,
    "reason": [],
    "why": WHY,
}
ANSWER: Context = {
    "title": "Ons antwoord op uw klacht",
    "parts": [
        {
            "title": "Wat wij hebben gevonden",
            "lines": ["De medewerker hing op.", "", "Dat deed hij twee keer."],
        },
        {"title": "Wat wij ervan vinden", "lines": ["Uw klacht is gegrond: u hebt gelijk."]},
    ],
    "ombudsman": "de Nationale ombudsman",
    "ombudsman_term": "1 jaar na deze brief",
}

DISPUTE_PAGES: dict[str, tuple[str, Context]] = {
    "objection": ("desk/bezwaar.html", OBJECTION),
    "objection-settled": (
        "desk/bezwaar.html",
        {
            **OBJECTION,
            "timeliness": JUDGED,
            "link_fields": [],
            "decide_fields": [],
            "errors": [],
            "advice": {**AT_DESK["advice"], "asked": True},
        },
    ),
    "objection-new": (
        "desk/bezwaar.html",
        {**OBJECTION, "about": None, "timeliness": None, "decide_fields": [], "errors": []},
    ),
    "complaint": ("desk/klacht.html", COMPLAINT),
    "complaint-ended": (
        "desk/klacht.html",
        {
            **COMPLAINT,
            "note_fields": [],
            "outcome_fields": [],
            "advice": {**AT_DESK["advice"], "new_day": None},
            "outcome": {
                "label": "Gegrond",
                "topic": "Een besluit",
                "conduct_of": "Burgerzaken",
                "findings": ["De medewerker hing op."],
                "judgement": ["Dat mocht niet."],
                "conclusions": [],
                "handled": None,
            },
        },
    ),
    "complaints": ("desk/klachten.html", REGISTER),
    "complaints-published": (
        "desk/klachten.html",
        {
            **REGISTER,
            "published": "4 jan 2026, 9.00 uur",
            "public_url": "/klachten/2025",
            "may_publish": False,
            "notice": "Het register is gepubliceerd.",
        },
    ),
    "complaints-public": (
        "portal/klachten.html",
        {
            "org": ORG,
            "year": 2025,
            "published": "zondag 4 januari 2026",
            "today": "maandag 5 januari 2026",
            "count": 4,
            "totals": TOTALS,
            "head": ("Nummer", "Ontvangen in", "Onderwerp", "Uitkomst", "Op tijd"),
            "rows": [
                (f"{number}", "2025, kwartaal 2", "Een besluit", "gegrond", "op tijd") for number in range(50)
            ],
            "years": REGISTER["years"],
            "csv_url": "/klachten/2025.csv",
            "prev_url": None,
            "next_url": None,
        },
    ),
    "complaints-years": ("portal/klachtjaren.html", {"org": ORG, "years": REGISTER["years"]}),
    "complaints-none": ("portal/klachtjaren.html", {"org": ORG, "years": []}),
    "receipt-objection": (
        "portal/receipt.html",
        {"org": ORG, "receipt": {**RECEIPT, "dispute": {"timeliness": COUNTS, "answer": None}}},
    ),
    "receipt-complaint": (
        "portal/receipt.html",
        {"org": ORG, "receipt": {**RECEIPT, "dispute": {"timeliness": None, "answer": ANSWER}}},
    ),
}
_WRITTEN: Context = {
    "reference": "DS-2026-7KQ4-M2XW",
    "product": "Klacht over de gemeente",
    "receipt_url": "https://loket.example/duinstede/ontvangst/7KQ4",
    "by_letter": False,
}
_TOLD = {
    "findings": "De medewerker hing op.",
    "judgement": "Dat mocht niet.",
    "conclusions": "Wij bieden excuses aan.",
    "ombudsman": "de Nationale ombudsman",
    "ombudsman_term": "1 jaar na deze brief",
}
_OUTCOME: Context = {
    **_WRITTEN,
    "told": _TOLD,
    "verdict": "Uw klacht is gegrond.",
    "refused": False,
    "protected": False,
}

DISPUTE_MAILS: list[tuple[str, str, Context]] = [
    (
        "mail-advice",
        "advice",
        {**_WRITTEN, "what": "bezwaar", "last_day": "maandag 13 juli 2026", "article": "Awb 7:13"},
    ),
    ("mail-complaint-outcome", "complaint_outcome", _OUTCOME),
    ("mail-complaint-refused", "complaint_outcome", {**_OUTCOME, "refused": True}),
    ("mail-complaint-protected", "complaint_outcome", {**_OUTCOME, "protected": True}),
]
