"""Sample contexts of decisions: at the desk, on their own page, and by mail."""

from tests.web.look.samples_desk import DESK
from tests.web.look.samples_forms import ask
from tests.web.look.samples_portal import EIKENRADE, ORG, TERM, Context

PARTS = [
    {
        "title": "Ons besluit",
        "paragraphs": [
            "Op donderdag 5 maart 2026 kregen wij uw aanvraag: Parkeervergunning. U krijgt niet wat u vroeg.",
            "U krijgt geen vergunning om te parkeren in de Dorpsstraat.",
        ],
    },
    {
        "title": "Waarom besluiten wij dit?",
        "paragraphs": ["Uw straat ligt buiten het gebied.", "Wij gebruikten deze regels: artikel 3."],
    },
]
REMEDY = {
    "kind": "bezwaar",
    "by_whom": "U kunt bezwaar maken als u het niet eens bent met dit besluit.",
    "term": "Doe dat binnen 6 weken.",
    "body": "Stuur uw bezwaarschrift naar: het college van Duinstede, Raadhuisplein 1, 1234 AB Duinstede.",
    "electronic": "https://loket.example/duinstede/bezwaar/",
    "more": ["Zet in uw bezwaarschrift uw naam en adres.", "Als u bezwaar maakt, blijft dit besluit gelden."],
}
BESLUIT: Context = {
    "id": 7,
    "reference": "DS-2026-7KQ4-M2XW",
    "title": "U krijgt niet wat u vroeg: Parkeervergunning",
    "outcome": "afgewezen",
    "decided_on": "maandag 23 maart 2026",
    "authority": "het college van Duinstede",
    "signed_by": "Sanne Jansen",
    "by": "Sanne Jansen",
    "parts": PARTS,
    "remedy": REMEDY,
    "made_known": "per brief op dinsdag 24 maart 2026",
    "made_known_why": [
        {"text": "Het besluit is met de post verstuurd op 24 maart 2026.", "article": "Awb 3:41 lid 1"}
    ],
    "term": {**TERM, "title": "Tijd om bezwaar te maken", "begin_label": "Eerste dag"},
    "over": False,
    "sha256": "9f2c" * 16,
    "waits": None,
    "pdf_url": "/besluit.pdf",
    "known_url": None,
    "withdraw_url": None,
    "withdrawn": None,
    "is_withdrawn": False,
}
GONE = {**BESLUIT, "id": 9, "made_known": "", "term": None, "withdrawn": "2 mrt 2026", "is_withdrawn": True}
WAITS = {
    **BESLUIT,
    "id": 8,
    "outcome": "dwangsom vastgesteld",
    "made_known": "",
    "made_known_why": [],
    "term": None,
    "waits": "De brief moet nog weg. U vindt hem bij ‘Post’.",
    "known_url": "/bekendgemaakt",
    "withdraw_url": "/intrekken",
}
AT_DESK: Context = {
    **DESK,
    "org": ORG,
    "zaak": {"reference": "DS-2026-7KQ4-M2XW", "product": "Parkeervergunning", "url": "/zaak/1"},
    "own_url": "/zaak/1/besluit",
    "notice": None,
    "refusal": None,
    "errors": [],
}
BASIC = [
    ask("besluit", "longtext", "Wat krijgt de aanvrager?", basis=""),
    ask("reden", "longtext", "Waarom besluit u dit?", basis="", error="Vul een antwoord in.", value="Ja."),
]

BESLUIT_PAGES: dict[str, tuple[str, Context]] = {
    "besluit": (
        "portal/besluit.html",
        {
            "org": ORG,
            "besluit": BESLUIT,
            "pdf_url": "/besluit.pdf",
            "object_url": "/bezwaar",
            "contact": "Bel 0800 0123 of mail naar loket@duinstede.example.",
        },
    ),
    "besluit-waits": (
        "portal/besluit.html",
        {"org": EIKENRADE, "besluit": WAITS, "pdf_url": "/p", "object_url": None, "contact": "Bel ons."},
    ),
    "besluit-withdrawn": (
        "portal/besluit.html",
        {"org": EIKENRADE, "besluit": GONE, "pdf_url": "/p", "object_url": None, "contact": "Bel ons."},
    ),
    "desk-besluit": (
        "desk/besluit.html",
        {
            **AT_DESK,
            "notice": "Het besluit is vastgelegd.",
            "decisions": [WAITS, BESLUIT, GONE],
            "choices": [
                {"name": "Dwangsom vaststellen", "about": "U stelt vast hoeveel.", "url": "?soort=x"}
            ],
        },
    ),
    "desk-besluit-form": (
        "desk/besluit_form.html",
        {
            **AT_DESK,
            "form": {
                "key": "toewijzing",
                "name": "Toewijzen",
                "about": "De aanvrager krijgt het.",
                "fields": BASIC,
            },
            "errors": [{"href": "#reden", "message": "Vul een antwoord in."}],
            "refusal": "Iemand was u voor.",
        },
    ),
    "desk-besluit-preview": (
        "desk/besluit_preview.html",
        {
            **AT_DESK,
            "besluit": BESLUIT,
            "consequences": [
                "Het besluit gaat per brief.",
                "Gaat het vandaag weg, dan kan bezwaar tot 4 mei.",
            ],
            "kind": "toewijzing",
            "seen": "9f2c" * 16,
            "carried": [("reden", "Ja.")],
        },
    ),
    "desk-besluit-known": (
        "desk/besluit_known.html",
        {
            **AT_DESK,
            "title": "U krijgt niet wat u vroeg",
            "fields": [ask("dag", "date", "Op welke dag?", basis="")],
            "refusal": "Deze dag moet nog komen.",
        },
    ),
}
BESLUIT_URL = "https://loket.example/duinstede/besluit/DS-2026-7KQ4-M2XW/7KQ4"
_MAIL = {
    "besluit": BESLUIT,
    "reference": "DS-2026-7KQ4-M2XW",
    "besluit_url": BESLUIT_URL,
    "by_letter": False,
}
BESLUIT_MAILS: tuple[tuple[str, str, Context], ...] = (
    ("mail-besluit", "besluit", {**_MAIL, "protected": False}),
    ("mail-besluit-protected", "besluit", {**_MAIL, "protected": True}),
)
