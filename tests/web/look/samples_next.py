"""Sample contexts of the next message: how it stands on the receipt; linking and the penalty at the desk."""

from tests.web.look.samples_desk import DESK
from tests.web.look.samples_forms import ask
from tests.web.look.samples_portal import ANSWERS, ATTACHMENTS, NOW, ORG, RECEIPT, TERM, Context

WHY = [
    {"text": "Twee weken later begint de dwangsom.", "article": "Awb 4:17 lid 3"},
    {"text": "Bepaal zelf: is het de veertiende dag?", "article": "Awb 4:17 lid 3"},
]
STILL: Context = {
    **TERM,
    "title": "Onze tijd om te beslissen",
    "begin_label": "Eerste dag",
    "still": [{"start": 20, "width": 15, "text": "9 maart tot en met 16 maart"}],
    "notes": ["De termijn staat stil van 9 maart tot en met 16 maart."],
}
CLOCK: Context = {
    **TERM,
    "title": "Geld omdat wij te laat zijn (dwangsom)",
    "begin_label": "Eerste dag",
    "end_label": "Laatste dag",
    "notes": ["Tot en met vandaag: € 46. Vandaag kwam er € 23 bij."],
    "why": WHY,
}
ZAAK = {
    "reference": "DS-2026-7F3-K9Q-XM2",
    "product": "Parkeervergunning",
    "sender": "Jan Jansen",
    "received": "2 mrt 2026, 10.15 uur",
    "status": "ontvangen",
}
AT_DESK: Context = {
    **DESK,
    "org": ORG,
    "zaak": ZAAK,
    "back_url": "/zaak/1",
    "notice": None,
    "refusal": None,
    "errors": [],
}
KINDS = [
    {"value": "ingebrekestelling", "label": "Een ingebrekestelling", "hint": "Wij zijn te laat."},
    {"value": "aanvulling", "label": "Een aanvulling"},
]
LINKING: Context = {
    **AT_DESK,
    "fields": [
        ask("soort", "choice", "Wat is dit bericht?", options=KINDS, basis=""),
        ask(
            "kenmerk", "text", "Over welke zaak gaat dit?", basis="", error="In dit kenmerk zit een typefout."
        ),
    ],
    "errors": [{"href": "#kenmerk", "message": "In dit kenmerk zit een typefout."}],
    "target": None,
    "typed": {"kenmerk": "DS-2026", "soort": "aanvulling"},
    "as_what": "",
}
PENALTY: Context = {
    **AT_DESK,
    "received": "4 mei 2026",
    "penalty": {
        "first_day": "19 mei 2026",
        "last_day": "29 jun 2026",
        "fix_by": "13 jul 2026",
        "fix_late": True,
        "today": 46,
        "most": 1442,
        "applicants": 3,
        "share": "15,34",
        "over": True,
        "rows": [
            {"from": "19 mei 2026", "until": "1 jun 2026", "a_day": 23, "total": 322},
            {"from": "2 jun 2026", "until": "3 jun 2026", "a_day": 35, "total": 392},
        ],
    },
    "why": WHY,
    "fixed": None,
    "judged": "",
    "fields": [
        ask("oordeel", "choice", "Telt deze ingebrekestelling?", options=KINDS, basis=""),
        ask("reden", "longtext", "Waarom vindt u dit?", basis=""),
    ],
}
FILING = {
    "kind": "Aanvulling",
    "at": "9 mrt 2026, 9.00 uur",
    "reference": "DS-2026-8AB-CDE-FG1",
    "steps": ANSWERS,
    "attachments": ATTACHMENTS,
}
NEXT_PAGES: dict[str, tuple[str, Context]] = {
    "receipt-penalty": (
        "portal/receipt.html",
        {"org": ORG, "receipt": {**RECEIPT, "now": {**NOW, "terms": [STILL, CLOCK], "request": None}}},
    ),
    "receipt-joined": (
        "portal/receipt.html",
        {
            "org": ORG,
            "receipt": {**RECEIPT, "now": {name: NOW[name] for name in ("standing", "joined", "terms")}},
        },
    ),
    "koppelen": ("desk/koppelen.html", LINKING),
    "koppelen-found": (
        "desk/koppelen.html",
        {
            **LINKING,
            "errors": [],
            "target": ZAAK,
            "as_what": "een aanvulling",
            "refusal": "Deze zaak is al klaar.",
        },
    ),
    "dwangsom": ("desk/dwangsom.html", PENALTY),
    "dwangsom-fixed": (
        "desk/dwangsom.html",
        {
            **PENALTY,
            "fixed": {"euros": "1442,00", "day": "1 jul 2026"},
            "judged": "Ruim te laat.",
            "notice": "Het bedrag is vastgesteld.",
        },
    ),
    "dwangsom-none": ("desk/dwangsom.html", {**PENALTY, "penalty": None}),
    "dwangsom-unknown": ("desk/dwangsom.html", {**PENALTY, "penalty": None, "why": []}),
    "berichten": (
        "desk/berichten.html",
        {**AT_DESK, "filings": [FILING], "prev_url": None, "next_url": "?pagina=1"},
    ),
    "berichten-none": ("desk/berichten.html", {**AT_DESK, "filings": [], "prev_url": None, "next_url": None}),
}
