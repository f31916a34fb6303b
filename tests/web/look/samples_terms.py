"""Sample contexts of the pages and mails about terms, their watching and the free days."""

from tests.web.look.samples_desk import DESK
from tests.web.look.samples_portal import ORG, TERM, Context

_ZAAK = {"reference": "DS-2026-7KQ4-M2XW", "product": "Parkeervergunning", "url": "/zaak/1"}
_BAR: Context = {
    **TERM,
    "title": "Beslistermijn",
    "begin_label": "Eerste dag",
    "still": [{"start": 20.5, "width": 12.25, "text": "10 maart tot en met 14 maart 2026"}],
    "notes": ["De termijn stond stil van 10 maart tot en met 14 maart 2026.", "Verlengd met 14 dagen."],
    "ended": None,
}
_WRONG = "Vul een getal vanaf 1 in."
_FORM: Context = {
    "title": "Opschorten: overmacht",
    "article": "Awb 4:15 lid 2 onder c",
    "question": "Kunt u door overmacht niet beslissen?",
    "effect": "De termijn staat stil zolang de overmacht duurt.",
    "yes": "",
    "yes_error": "Dit kan alleen als u de vraag hierboven met ja beantwoordt.",
    "ground": "4:15-2c",
    "mark": "",
    "seen": "1.2026-04-28.0.0",
    "fields": [
        {
            "key": "vanaf",
            "type": "date",
            "label": "Eerste dag van de overmacht",
            "hint": "",
            "required": True,
            "value": {"dag": "40", "maand": "mei", "jaar": "2026"},
            "error": "De dag bestaat niet.",
        },
        {
            "key": "aantal",
            "type": "length",
            "label": "Hoeveel langer?",
            "hint": "Zo kort als kan.",
            "required": True,
            "value": "twee",
            "error": _WRONG,
            "units": [
                {"value": "weken", "label": "weken", "selected": True},
                {"value": "dagen", "label": "dagen", "selected": False},
            ],
        },
        {
            "key": "reden",
            "type": "reason",
            "label": "Waarom?",
            "hint": "De afzender leest dit.",
            "required": True,
            "value": "Het gemeentehuis staat onder water.",
            "error": "",
            "longest": 2000,
        },
    ],
}
_TERMS: Context = {
    **DESK,
    "org": ORG,
    "zaak": _ZAAK,
    "here": "/zaak/1/termijn",
    "notice": "De termijn is veranderd.",
    "refusal": None,
    "errors": [],
    "terms": [_BAR, {**_BAR, "title": "Dwangsom", "late": True, "still": [], "ended": "12 mei 2026"}],
    "waiting": [{"id": 3, "text": "Verdagen (Awb 7:10 lid 3)", "state": "klaar", "may_withdraw": True}],
    "choices": [
        {
            "name": "Weer laten lopen",
            "question": "Is de reden daarvoor voorbij?",
            "article": "Awb 4:15 lid 2 onder c",
            "url": "?wat=4:15-2c",
        }
    ],
    "form": None,
}
_DUE: Context = {
    **DESK,
    "org": ORG,
    "whose": [
        {"label": "Mijn zaken", "url": "?van=mijn", "current": True},
        {"label": "Iedereen", "url": "?van=alle", "current": False},
    ],
    "parts": [
        {"label": "Te laat", "number": "999+", "url": "?lijst=te-laat", "current": False},
        {"label": "Dwangsom", "number": "1", "url": "?lijst=dwangsom", "current": True},
    ],
    "title": "Dwangsom",
    "days": 7,
    "rows": [
        {
            "reference": "DS-2026-7KQ4-M2XW",
            "url": "/zaak/1",
            "product": "Parkeervergunning",
            "cells": [{"label": "Vandaag erbij", "text": "€ 23"}, {"label": "Tot nu toe", "text": "€ 69"}],
            "late": False,
            "assignee": "",
        }
    ],
    "empty": "Er loopt geen dwangsom.",
    "cost": 69,
    "prev_url": "?pagina=1",
    "next_url": "?pagina=3",
}
_CONTACT: Context = {
    **DESK,
    "org": ORG,
    "notice": "",
    "refusal": "",
    "errors": [{"href": "#telefoon", "message": "Vul alleen het nummer in."}],
    "seen": "0" * 64,
    "phones_url": "/kanalen",
    "reach_url": "/bereiken",
    "fields": [
        {
            "key": "telefoon",
            "type": "phone",
            "label": "Telefoonnummer",
            "hint": "Bijvoorbeeld: 14 0123.",
            "required": False,
            "value": "bel ons",
            "error": "Vul alleen het nummer in.",
        },
        {
            "key": "adres",
            "type": "longtext",
            "label": "Adres",
            "hint": "Elke regel apart.",
            "required": False,
            "value": "Raadhuisplein 1\n1234 AB Duinstede",
            "error": None,
        },
    ],
}
_SETTINGS: Context = {
    **DESK,
    "org": ORG,
    "notice": None,
    "errors": [{"href": "#email", "message": "Vul een e-mailadres in."}],
    "fields": [
        {
            "key": "email",
            "label": "Uw e-mailadres op het werk",
            "hint": "Leeg: geen e-mail.",
            "required": False,
            "value": "geen adres",
            "error": "Vul een e-mailadres in.",
            "autocomplete": "email",
        },
        {
            "key": "dagen",
            "label": "Hoeveel dagen van tevoren?",
            "hint": "Een getal van 0 tot en met 60.",
            "required": True,
            "value": "7",
            "error": None,
        },
    ],
}
_DAYS: Context = {
    **DESK,
    "org": ORG,
    "days": [{"day": "2027-05-07", "words": "vrijdag 7 mei 2027", "source": "Besluit gelijkstelling"}],
    "missing": 2029,
    "may_change": True,
    "notice": "De lijst is veranderd.",
    "refusal": None,
    "errors": [],
    "fields": {
        "day": {
            "key": "dag",
            "type": "date",
            "label": "Welke dag?",
            "hint": "",
            "required": True,
            "value": {},
            "error": None,
        },
        "source": {
            "key": "bron",
            "label": "Welk koninklijk besluit?",
            "hint": "Bijvoorbeeld: Besluit gelijkstelling van 7 mei 2027.",
            "required": True,
            "value": "",
            "error": "Noem het koninklijk besluit.",
        },
        "longest": 120,
    },
}
_ERRORS = [
    {"href": "#ja", "message": "Dit kan alleen met ja."},
    {"href": "#vanaf", "message": "De dag bestaat niet."},
]
TERM_PAGES: dict[str, tuple[str, Context]] = {
    "desk-term": ("desk/term.html", _TERMS),
    "desk-term-form": ("desk/term.html", {**_TERMS, "notice": None, "form": _FORM, "errors": _ERRORS}),
    "desk-term-preview": (
        "desk/term_preview.html",
        {
            **_TERMS,
            "title": "Verdagen",
            "hidden": [{"name": "wat", "value": "7:10-3"}],
            "preview": {
                "before": _BAR,
                "after": _BAR,
                "moved": True,
                "subject": "Ons antwoord komt later",
                "lines": ["Het lukt ons niet om binnen de termijn te beslissen.", "Wij wachten op advies."],
                "waits": True,
                "others": ["belanghebbenden"],
            },
        },
    ),
    "desk-due": ("desk/due.html", _DUE),
    "desk-settings": ("desk/settings.html", _SETTINGS),
    "desk-contact": ("desk/contact.html", _CONTACT),
    "desk-equalled-days": ("desk/equalled_days.html", _DAYS),
    "desk-equalled-days-shared": ("desk/equalled_days.html", {**_DAYS, "may_change": False, "missing": None}),
}
_NOTICE: Context = {
    "title": "De termijn loopt weer",
    "reference": "DS-2026-7KQ4-M2XW",
    "product": "Parkeervergunning",
    "receipt_url": "https://loket.example/duinstede/ontvangst/7KQ4M2XW",
    "by_letter": False,
    "protected": False,
    "notice": {
        "opening": "Onze termijn stond stil. De termijn loopt weer.",
        "reason": "Het gemeentehuis is weer open.",
        "rest": ["U krijgt ons besluit uiterlijk op dinsdag 12 mei 2026."],
    },
}
TERM_MAILS: tuple[tuple[str, str, Context], ...] = (
    ("mail-term-suspended", "term_suspended", _NOTICE),
    ("mail-term-runs-again", "term_resumed", _NOTICE),
    ("mail-term-extended-sensitive", "term_extended", {**_NOTICE, "protected": True}),
    (
        "mail-term-digest",
        "term_digest",
        {
            "today": "dinsdag 3 maart 2026",
            "parts": [{"title": "Te laat", "number": 12, "references": ["DS-2026-7KQ4-M2XW"]}],
            "free": 2,
            "url": "https://loket.example/duinstede/balie/termijnen",
            "settings_url": "https://loket.example/duinstede/balie/instellingen",
        },
    ),
)
