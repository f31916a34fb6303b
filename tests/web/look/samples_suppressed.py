"""Sample contexts of the pages about addresses that don't work."""

from tests.web.look.samples_desk import DESK
from tests.web.look.samples_forms import ask
from tests.web.look.samples_portal import ORG, Context

_PAGE: Context = {**DESK, "org": ORG, "back_url": "/niet-bezorgd", "notice": "", "errors": []}
SUPPRESSED: Context = {
    "address": "j•••@voorbeeld.example",
    "why": "Dit adres werkt niet: het bestaat niet meer, of het staat uit.",
    "code": "5.1.1",
    "since": "2 mrt 2026, 15.00 uur",
    "url": "/niet-bezorgd/adressen/1",
}
_ONE: Context = {
    **_PAGE,
    **SUPPRESSED,
    "address": "jan@voorbeeld.example",
    "kind": "Besluit",
    "message_url": "/niet-bezorgd/7",
    "refusal": "",
}
_WHY = "Hoe weet u dat dit adres werkt?"

SUPPRESSED_PAGES: dict[str, tuple[str, Context]] = {
    "desk-suppressed": (
        "desk/suppressed.html",
        {
            **_PAGE,
            "rows": [SUPPRESSED, {**SUPPRESSED, "url": None, "code": ""}],
            "more": True,
            "notice": "Naar dit adres gaan weer berichten.",
        },
    ),
    "desk-suppressed-none": ("desk/suppressed.html", {**_PAGE, "rows": [], "more": False}),
    "desk-suppressed-one": ("desk/suppressed_one.html", {**_ONE, "field": ask("waarom", "text", _WHY)}),
    "desk-suppressed-wrong": (
        "desk/suppressed_one.html",
        {
            **_ONE,
            "address": "",
            "refusal": "Naar dit adres sturen wij al weer.",
            "field": ask("waarom", "text", _WHY, error="Schrijf hoe u weet dat het adres werkt."),
            "errors": [{"href": "#waarom", "message": "Schrijf hoe u weet dat het adres werkt."}],
        },
    ),
}
