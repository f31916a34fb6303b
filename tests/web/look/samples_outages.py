"""Sample contexts of the register of outages and of announced work."""

from typing import Any

from tests.web.look.samples_desk import DESK
from tests.web.look.samples_portal import EIKENRADE, ORG, Context

_CHANNEL = {
    "key": "kanaal",
    "type": "choice",
    "label": "Wat werkte niet?",
    "required": True,
    "options": [
        {"value": "webformulier", "label": "het online formulier"},
        {"value": "e-mail", "label": "e-mail"},
    ],
    "value": "e-mail",
    "error": None,
}


def _moment(key: str, label: str, value: dict[str, str], error: str | None = None) -> list[dict[str, Any]]:
    day = {"key": key, "type": "date", "label": f"{label}: welke dag?", "required": True}
    clock = {
        "key": f"{key}-tijd",
        "type": "text",
        "label": f"{label}: hoe laat?",
        "hint": "Bijvoorbeeld 22.40",
        "max_length": 5,
        "required": True,
        "value": "9.99" if error else "22.40",
        "error": error,
    }
    return [{**day, "value": value, "error": None}, clock]


_DAY = {"dag": "2", "maand": "3", "jaar": "2026"}
_WHAT = {
    "key": "wat",
    "type": "text",
    "label": "Wat was er aan de hand?",
    "hint": "Noem geen namen.",
    "max_length": 200,
    "required": True,
    "value": "De mailserver weigerde post.",
    "error": None,
}
_TEXT = {**_WHAT, "key": "tekst", "type": "longtext", "label": "Wat lezen bezoekers?"}
_ERRORS = [{"href": "#begin-tijd", "message": "Vul een tijd in zoals 22.40."}]

OUTAGES: Context = {
    "org": ORG,
    **DESK,
    "channels": [
        {
            "name": "Het online formulier",
            "state": "werkt niet",
            "kind": "danger",
            "text": "Sinds 2 mrt 2026.",
        },
        {"name": "E-mail", "state": "wordt niet gemeten", "kind": "neutral", "text": "Niet ingesteld."},
        {"name": "Inloggen", "state": "werkt", "kind": "good", "text": "Laatste meting: 2 mrt 2026."},
    ],
    "rows": [
        {
            "url": f"/storingen/{number}",
            "channel": "het online formulier",
            "began": f"{number} mrt 2026, 22.40 uur",
            "ended": f"{number} mrt 2026, 23.10 uur" if number > 1 else None,
            "length": "30 minuten",
            "how": "gemeten van buiten",
            "more_time": number == 3,
        }
        for number in (1, 2, 3)
    ],
    "year": 2026,
    "years": [{"year": year, "url": f"?jaar={year}"} for year in (2025, 2026)],
    "lasting": [{"title": "e-mail, sinds 2 mrt 2026", "url": "/storingen/1/einde"}],
    "report_url": "/storingen/melden",
    "public_url": "/storingen",
    "notice": None,
}
MAINTENANCE: Context = {
    "org": EIKENRADE,
    **DESK,
    "rows": [
        {
            "channel": "het online formulier",
            "starts": f"{number} mrt 2026, 22.40 uur",
            "ends": f"{number} mrt 2026, 23.40 uur",
            "text": "Wij zetten een nieuwe versie klaar.",
            "by": "B. Bos",
            "state": "bezig" if number == 1 else "voorbij",
            "kind": "warning" if number == 1 else "neutral",
            "cancel_url": "/afzeggen" if number == 1 else None,
            "begun": True,
        }
        for number in (1, 2)
    ],
    "announce_url": "/onderhoud/nieuw",
    "notice": "Het onderhoud is aangekondigd.",
    "refusal": None,
}
FORM: Context = {
    "org": ORG,
    **DESK,
    "ask": {
        "title": "Storing melden",
        "intro": "Meld het hier.",
        "button": "Storing melden",
        "back_url": "/storingen",
        "back_label": "Storingen",
    },
    "fields": [_CHANNEL, *_moment("begin", "Begin", _DAY), *_moment("einde", "Einde", {}), _WHAT, _TEXT],
    "refusal": None,
    "errors": [],
}
OUTAGE_PAGES: dict[str, tuple[str, Context]] = {
    "desk-outages": ("desk/outages.html", OUTAGES),
    "desk-outage-report": ("desk/moment_form.html", FORM),
    "desk-outage-report-wrong": (
        "desk/moment_form.html",
        {
            **FORM,
            "errors": _ERRORS,
            "fields": [_CHANNEL, *_moment("begin", "Begin", _DAY, "Vul een tijd in zoals 22.40."), _WHAT],
        },
    ),
    "desk-outage-report-refused": ("desk/moment_form.html", {**FORM, "refusal": "Iemand was u voor."}),
    "desk-maintenance": ("desk/maintenance.html", MAINTENANCE),
    "desk-maintenance-empty": ("desk/maintenance.html", {**MAINTENANCE, "rows": [], "notice": None}),
}
