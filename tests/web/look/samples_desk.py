"""Sample contexts of the desk: work list and one zaak."""

from tests.web.look.samples_portal import ANSWERS, ATTACHMENTS, POPULAR, TERM, Context

ROWS = [
    {
        "reference": f"DS-2026-7KQ4-M2X{n}",
        "url": f"/zaak/{n}",
        "product": POPULAR[n % 6]["title"],
        "sender": ["A. de Vries", "Bakkerij De Korenschoof", "M. Yıldız"][n % 3],
        "received": f"{n + 1} mrt 2026",
        "last_day": f"{n + 10} apr 2026" if n % 4 else None,
        "late": n == 2,
        "days_left": ("2 dagen te laat" if n == 2 else f"nog {n + 4} dagen") if n % 4 else "",
        "status": ["Ontvangen", "In behandeling", "Wacht op aanvulling", "Afgehandeld"][n % 4],
        "status_kind": ["active", "neutral", "warning", "good"][n % 4],
        "assignee": ["", "S. Jansen"][n % 2],
    }
    for n in range(14)
]
SORTS = [
    {"key": key, "label": label, "url": url, "direction": direction}
    for key, label, url, direction in (
        ("kenmerk", "Kenmerk", None, None),
        ("product", "Onderwerp", None, None),
        ("afzender", "Afzender", None, None),
        ("ontvangen", "Ontvangen", "?s=o", None),
        ("uiterlijk", "Uiterlijk", "?s=u", "up"),
        ("status", "Status", None, None),
        ("behandelaar", "Behandelaar", None, None),
    )
]
PICK = [
    {"value": "", "label": "Alle", "selected": True},
    {"value": "open", "label": "Open", "selected": False},
]
DESK: Context = {
    "employee": {"name": "Sanne Jansen"},
    "logout_url": "/uit",
    "settings_url": "/instellingen",
    "nav": [{"label": "Werkvoorraad", "url": "/werk", "current": "page"}],
}
INBOX: Context = {
    **DESK,
    "rows": ROWS,
    "sorts": SORTS,
    "sort": "",
    "search": "",
    "count_text": "1.204 zaken",
    "prev_url": None,
    "next_url": "?na=1",
    "filters": [
        {"name": "status", "label": "Status", "options": PICK},
        {"name": "behandelaar", "label": "Behandelaar", "options": PICK},
    ],
}
ZAAK: Context = {
    **DESK,
    "steps": ANSWERS,
    "attachments": [{**ATTACHMENTS[0], "url": "/b/1"}],
    "inbox_url": "/werk",
    "errors": [],
    "zaak": {
        "reference": "DS-2026-7KQ4-M2XW",
        "product": "Parkeervergunning",
        "sender": "A. de Vries",
        "received": "5 maart 2026, 14.03 uur",
        "status": "In behandeling",
        "status_kind": "active",
        "assignee": "Sanne Jansen",
        "authority": "college",
        "channel": "webformulier",
        "reachability": "ja",
    },
    "terms": [
        {
            **TERM,
            "title": "Beslistermijn",
            "late": True,
            "today_fraction": 1.4,
            "remaining": "4 dagen te laat.",
        }
    ],
    "timeline": [
        {"at": "5 mrt 2026, 14.03", "text": "Bericht ontvangen", "who": ""},
        {"at": "5 mrt 2026, 14.03", "text": "Ontvangstbewijs verstuurd per e-mail", "who": ""},
        {"at": "6 mrt 2026, 09.12", "text": "In behandeling genomen", "who": "Sanne Jansen"},
    ],
    "notes": [{"at": "6 mrt 2026, 09.15", "who": "Sanne Jansen", "text": "Kenteken gecontroleerd."}],
    "evidence": [
        {"label": "Vastgelegd", "value": "5 maart 2026, 14.03.07 uur", "mono": False},
        {"label": "Plaats in het register", "value": "18.204", "mono": True},
        {"label": "Controlegetal van de kopie", "value": "9f2c" * 16, "mono": True},
    ],
    "actions": {
        "take_url": "/zaak/1/pakken",
        "assign_url": "/zaak/1/toewijzen",
        "status_url": "/zaak/1/status",
        "receipt_url": "/duinstede/balie/zaak/x/ontvangstbewijs.pdf",
        "case_file_url": "/duinstede/balie/zaak/x/dossier",
        "note_url": "/zaak/1/notitie",
        "tell_url": "/zaak/1/stand",
        "seen_assignee": "",
        "seen_status": "received",
        "colleagues": PICK,
        "statuses": PICK,
    },
    "refusal": None,
    "typed_note": "",
    "notice": "De status is gewijzigd.",
    "phone": {
        "checks": [
            {"ask": "Wat is het kenmerk?", "answer": "DS-2026-7KQ4-M2XW"},
            {"ask": "Wat is uw geboortedatum?", "answer": "1 april 1980"},
        ],
        "lines": (
            "Wij zijn bezig met uw aanvraag.",
            "Wij beslissen uiterlijk op donderdag 30 april 2026.",
        ),
        "status_url": "https://duinstede.example/status",
        "button": "Stuur dit per e-mail",
    },
}
