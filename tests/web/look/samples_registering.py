"""What registering shows: the form, typing over, the last look, and the block at the zaak."""

from datetime import UTC, datetime

from tests.web.look.samples_desk import DESK, ZAAK
from tests.web.look.samples_forms import ERRORS, FIELDS
from tests.web.look.samples_next import ANSWERS
from tests.web.look.samples_portal import Context

from openloket.web.desk.registering import registration_fields as arrival
from openloket.web.desk.registering.registration_form import fields
from openloket.web.desk.registering.registration_parts import papers

_NOW = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
_TITLES = ["Parkeervergunning", "Bericht aan de gemeente"]
_WAITING = {
    "url": "/duinstede/balie/registreren/7",
    "product": "Parkeervergunning",
    "sender": "Noor d’Hollander",
    "came": "met de post op 2 mrt 2026",
    "changed": "2 mrt 2026, 10.15 uur",
    "who": "Samir Haddad",
}
_COME: Context = {
    **DESK,
    "fields": fields(arrival.proposed(_NOW), {}, _TITLES),
    "errors": [],
    "refusal": "",
    "notice": "",
    "waiting": [_WAITING],
    "back_url": "/duinstede/balie/",
    "mending": False,
}
_WRONG = {"weg": "Kies hoe het bericht binnenkwam.", "product": "Kies waar het bericht over gaat."}
_TYPING: Context = {
    **DESK,
    "parts": [{"key": "wie", "title": "Wie bent u?", "intro": "Vul in.", "fields": FIELDS}],
    "errors": ERRORS,
    "notice": "Bewaard.",
    "head": {
        "product": "Parkeervergunning",
        "way": "Met de post",
        "received": "maandag 2 maart 2026",
        "sender": "Noor d’Hollander",
        "about": "DUI-2026-7F3-K9Q-XM2",
    },
    "back_url": "/duinstede/balie/registreren",
    "mend_url": "/duinstede/balie/registreren/7/ontvangst",
    "drop_url": "/duinstede/balie/registreren/7/weg",
}
_LAST: Context = {
    **DESK,
    "head": {"product": "Parkeervergunning", "kind": "aanvraag"},
    "steps": [{**step, "edit_url": "/duinstede/balie/registreren/7"} for step in ANSWERS],
    "missing": ("Wat is uw kenteken?",),
    "missing_field": {"checked": False, "error": "Kijk na of dit echt niet in het bericht staat."},
    "fields": [
        {
            "key": "papier",
            "type": "choice",
            "label": "Hoe krijgt de afzender de bevestiging?",
            "required": True,
            "options": papers("balie", False),
            "value": "meegegeven",
            "error": None,
            "hint": "",
        }
    ],
    "address": "noor@voorbeeld.example",
    "term": {"last_day": "maandag 27 april 2026", "why": [{"text": "8 weken.", "article": "Awb 4:13 lid 2"}]},
    "late": "Dit kwam 12 dagen eerder binnen.",
    "letter_lines": ["Noor d’Hollander", "Kerkpad 27", "1991 DE  Duinstede"],
    "seen": "2026-03-02T09:15:00+00:00",
    "errors": [{"href": "#ontbreekt", "message": "Kijk na of dit echt niet in het bericht staat."}],
    "refusal": "",
    "back_url": "/duinstede/balie/registreren/7",
}
_ARRIVAL = {
    "rows": [{"label": "Hoe", "text": "met de post (een brief)"}],
    "missing": ["Wat is uw kenteken?"],
    "ask_url": "/duinstede/balie/zaak/DUI-2026-7F3-K9Q-XM2/aanvulling",
    "late": "Dit kwam 12 dagen eerder binnen.",
    "letter": {"url": "/duinstede/balie/post/3"},
}
REGISTERING_PAGES: dict[str, tuple[str, Context]] = {
    "registreren": ("desk/registrations.html", _COME),
    "registreren-wrong": (
        "desk/registrations.html",
        {
            **_COME,
            "fields": fields(arrival.proposed(_NOW), _WRONG, _TITLES),
            "errors": [{"href": f"#{name}", "message": text} for name, text in _WRONG.items()],
            "waiting": [],
            "mending": True,
            "notice": "Weggegooid.",
        },
    ),
    "overtypen": ("desk/registration_typing.html", _TYPING),
    "registreren-nakijken": ("desk/registration_check.html", _LAST),
    "registreren-nakijken-bare": (
        "desk/registration_check.html",
        {
            **_LAST,
            "missing": (),
            "errors": [],
            "address": "",
            "late": "",
            "letter_lines": [],
            "refusal": "Te laat.",
        },
    ),
    "zaak-registered": ("desk/zaak.html", {**ZAAK, "arrival": _ARRIVAL}),
}
