"""Sample contexts of letters at a printer, of letters that came back, and of who carries."""

from tests.web.look.samples_desk import DESK
from tests.web.look.samples_forms import ask
from tests.web.look.samples_portal import ORG, Context

_PAGE: Context = {**DESK, "org": ORG, "back_url": "/post", "notice": None, "errors": [], "problem": ""}
_BATCH: Context = {
    "number": 12,
    "url": "/post/drukker/12",
    "state": "bij de drukker",
    "colour": "active",
    "made": False,
    "placed": True,
    "at": "2 mrt 2026, 15.00 uur",
    "placed_at": "2 mrt 2026, 15.01 uur",
    "printer": "de server van de drukker (SFTP)",
    "letters": 2,
    "pages": 3,
    "open": 1,
    "answer": "neergezet",
    "tries": 2,
    "uncertain": True,
    "overdue": True,
    "made_by": "Bram Bos",
}
_LETTER: Context = {
    "number": "1042-78",
    "url": "/post/1042",
    "kind": "Besluit",
    "to": "J. de Vries",
    "pages": 2,
    "state": "verstuurd",
    "colour": "good",
    "posted_on": "3 mrt 2026",
    "reason": "",
}
_DAY = ask(
    "verstuurd-op",
    "date",
    "Op welke dag deed de drukker de brieven op de post?",
    basis="",
    value={"dag": "3", "maand": "3", "jaar": "2026"},
)
_CHOICE: Context = {
    **_PAGE,
    "title": "Wie print de brieven?",
    "told": "Brieven gaan op werkdagen vanzelf.",
    "no_one": "Wij printen zelf",
    "now": {
        "carrier": "NotifyNL",
        "values": [{"label": "Adres van NotifyNL", "value": "https://api.notifynl.nl"}],
    },
    "how": "",
    "fields": [],
    "token": "",
    "told_at": "https://loket.example/duinstede/bezorging/notify",
    "here": "/bezorging/brief",
    "options": [
        {"value": "folder", "label": "Een map op de server", "hint": "U haalt ze zelf.", "kept": False}
    ],
}

PRINTER_PAGES: dict[str, tuple[str, Context]] = {
    "desk-batches": (
        "desk/batches.html",
        {**_PAGE, "rows": [_BATCH], "ready": 3, "here": "/post/drukker", "set_up_url": "/bezorging/brief"},
    ),
    "desk-batch": (
        "desk/batch.html",
        {
            **_PAGE,
            "batch": _BATCH,
            "here": "/post/drukker/12",
            "day_field": _DAY,
            "list_error": "Kies het bestand.",
            "letters": [
                _LETTER,
                {
                    **_LETTER,
                    "number": "1043-76",
                    "url": "/post/1043",
                    "state": "niet verstuurd",
                    "colour": "danger",
                    "posted_on": "",
                    "reason": "venster beschadigd",
                },
            ],
            "errors": [{"href": "#lijst", "message": "Kies het bestand."}],
        },
    ),
    "desk-batch-made": (
        "desk/batch.html",
        {
            **_PAGE,
            "batch": {**_BATCH, "made": True, "placed": False, "uncertain": False},
            "letters": [_LETTER],
            "here": "/post/drukker/12",
            "day_field": _DAY,
            "list_error": "",
        },
    ),
    "desk-returned": (
        "desk/returned.html",
        {
            **_PAGE,
            "here": "/post/terug",
            "list_url": "/niet-bezorgd",
            "notice": "Vastgelegd: brief 1042-78 kwam terug.",
            "fields": [ask("nummer", "text", "Briefnummer", basis=""), _DAY],
        },
    ),
    "desk-carrier": ("desk/carrier_choice.html", _CHOICE),
    "desk-carrier-asked": (
        "desk/carrier_choice.html",
        {**_CHOICE, "how": "notify", "fields": [ask("geheim", "text", "API-sleutel", basis="")]},
    ),
    "desk-carrier-token": ("desk/carrier_choice.html", {**_CHOICE, "token": "Zk3vQ-token"}),
}
