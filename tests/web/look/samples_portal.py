"""Sample contexts of what citizens see around the form: municipality, products, receipt, public pages."""

from typing import Any

Context = dict[str, Any]
ORG: Context = {
    "slug": "duinstede",
    "name": "Gemeente Duinstede",
    "look": "duinstede",
    "phone": "0800 0123",
    "email": "loket@duinstede.example",
    "address_lines": ["Strandweg 1", "1234 AB Duinstede"],
    "opening_hours_lines": ["Maandag tot en met vrijdag: 9.00 tot 17.00 uur", "Donderdag ook tot 20.00 uur"],
    "help_text": "Wij helpen u graag, aan de telefoon of aan de balie. Een afspraak is niet nodig.",
    "website": "https://duinstede.example/",
}
EIKENRADE: Context = {
    **ORG,
    "slug": "eikenrade",
    "name": "Gemeente Eikenrade",
    "look": "eikenrade",
    "email": "loket@eikenrade.example",
    "address_lines": ["Markt 12", "5678 CD Eikenrade"],
    "website": "https://eikenrade.example/",
}


def product(slug: str, title: str, intro: str) -> Context:
    """A product as lists show it."""
    return {"slug": slug, "title": title, "intro": intro}


POPULAR = [
    product("parkeervergunning", "Parkeervergunning", "Parkeren in uw eigen buurt."),
    product("verhuizing", "Verhuizing doorgeven", "Geef uw nieuwe adres door."),
    product("geboorteaangifte", "Geboorte aangeven", "Geef de geboorte van uw kind aan."),
    product("wmo-melding", "Hulp thuis (Wmo)", "Hulp als het thuis niet meer alleen lukt."),
    product("evenementenvergunning", "Evenement organiseren", "Vergunning voor een feest of markt."),
    product("bezwaar", "Bezwaar maken", "U bent het niet eens met een besluit."),
]
THEMES = [
    {
        "name": "Parkeren en verkeer",
        "products": [POPULAR[0], product("gpk", "Gehandicaptenparkeerkaart", "")],
    },
    {
        "name": "Burgerzaken",
        "products": [*POPULAR[1:3], product("uittreksel-brp", "Uittreksel aanvragen", "")],
    },
    {"name": "Zorg en welzijn", "products": [POPULAR[3]]},
    {"name": "Ondernemen en evenementen", "products": [POPULAR[4], product("terras", "Terras", "")]},
    {"name": "Contact met de gemeente", "products": [POPULAR[5], product("klacht", "Klacht indienen", "")]},
    {"name": "Werk en inkomen", "products": [product("bijstand", "Bijzondere bijstand", "")]},
]
CHANNELS = [
    {
        "kind": "webformulier",
        "name": "Online formulier",
        "official": True,
        "url": "/start",
        "text": "Dag en nacht.",
    },
    {
        "kind": "balie",
        "name": "Aan de balie",
        "official": False,
        "url": None,
        "text": "Stadhuis, zonder afspraak.",
    },
    {
        "kind": "telefoon",
        "name": "Telefoon",
        "official": False,
        "url": None,
        "text": "Wij vullen het samen in.",
    },
    {
        "kind": "post",
        "name": "Per post",
        "official": False,
        "url": None,
        "text": "Postbus 1, 1234 AB Duinstede.",
    },
]
PRODUCT: Context = {
    "slug": "parkeervergunning",
    "title": "Parkeervergunning",
    "intro": "Met een parkeervergunning parkeert u in uw eigen buurt zonder te betalen bij de automaat.",
    "what": [
        "In sommige buurten betaalt u voor parkeren. Woont u daar? Vraag dan een vergunning aan.",
        "De vergunning staat op het kenteken van uw auto. U hoeft geen kaart achter het raam te leggen.",
    ],
    "needs": ["het kenteken van uw auto", "een leasecontract, als de auto niet op uw naam staat"],
    "costs": "€ 48 per jaar voor de eerste auto",
    "duration": "Meestal binnen 2 weken, uiterlijk binnen 8 weken",
    "after": ["Wij controleren of er plaats is.", "U krijgt een besluit.", "De vergunning gaat meteen in."],
    "legal_basis": ["Parkeerverordening, artikel 3", "Awb, artikel 4:13"],
    "audience": ["inwoner"],
    "minutes": 10,
}
ANSWERS = [
    {
        "key": "u",
        "title": "Over u",
        "edit_url": "/wijzig/u",
        "rows": [
            {"label": "Wat is uw naam?", "lines": ["A. de Vries"], "unanswered": False},
            {"label": "Wat is uw geboortedatum?", "lines": ["12 mei 1980"], "unanswered": False},
            {"label": "Wat is uw adres?", "lines": ["Duinweg 12", "1234 AB Duinstede"], "unanswered": False},
            {"label": "Wat is uw telefoonnummer?", "lines": [], "unanswered": True},
        ],
    },
    {
        "key": "auto",
        "title": "Uw auto",
        "edit_url": "/wijzig/auto",
        "rows": [
            {"label": "Wat is het kenteken?", "lines": ["AB-12-CD"], "unanswered": False},
            {
                "label": "Voeg uw leasecontract toe",
                "lines": ["leasecontract.pdf (482 kB)"],
                "unanswered": False,
            },
        ],
    },
]
CHECK: Context = {
    "form_title": "Parkeervergunning aanvragen",
    "steps": ANSWERS,
    "draft_key": "d-1",
    "errors": [],
    "back_url": "/terug",
    "reachability_question": {
        "wording": "Ja, stuur mij berichten hierover per e-mail op a.devries@example.nl.",
        "checked": False,
    },
    "declarations": [
        {"key": "waar", "label": "Ik heb alles naar waarheid ingevuld.", "error": None, "checked": False}
    ],
}
TERM: Context = {
    "begin": "5 maart 2026",
    "last_day": "30 april 2026",
    "today_fraction": 0.31,
    "remaining": "Nog 39 dagen.",
    "late": False,
    "why": [
        {"text": "Wij hebben uw aanvraag ontvangen op 5 maart 2026.", "article": "Awb 2:20"},
        {"text": "Wij beslissen binnen 8 weken.", "article": "Awb 4:13 lid 2"},
        {
            "text": "De laatste dag is een gewone werkdag en schuift niet op.",
            "article": "Algemene termijnenwet 1",
        },
    ],
}
ATTACHMENTS = [{"name": "leasecontract.pdf", "size": 482_133, "sha256": "9f2c" * 16, "url": None}]
NOW: Context = {
    "standing": (
        "Wij missen nog iets bij uw aanvraag.",
        "Stuur ons uiterlijk op donderdag 19 maart 2026 wat wij u vroegen.",
    ),
    "joined": "DS-2026-1AB-2CD-3EF",
    "terms": [{**TERM, "title": "Onze tijd om te beslissen"}],
    "request": {"asked": ["Een kopie van uw huurcontract"]},
    "add_url": "/aanvullen/",
    "late_url": "/te-laat/",
    "appeal": {"day": "maandag 4 mei 2026", "article": "Awb 6:12", "begun": False},
    "fixed": "23,00",
    "decisions": [
        {"title": "Ons besluit", "day": "maandag 9 maart 2026", "url": "/besluit/1", "objectable": True}
    ],
    "objection_url": "/bezwaar/",
}
RECEIPT: Context = {
    "now": NOW,
    "dispute": {"timeliness": None, "answer": None},
    "reference": "DS-2026-7KQ4-M2XW",
    "received_at": "donderdag 5 maart 2026 om 14.03 uur",
    "product": "Parkeervergunning",
    "service": "Parkeervergunning aanvragen",
    "steps": ANSWERS,
    "attachments": ATTACHMENTS,
    "after": PRODUCT["after"],
    "term": TERM,
    "contact": "Bel 0800 0123 of mail loket@duinstede.example.",
    "mail": {"state": "sent", "address": "a•••••@example.nl", "what": "het ontvangstbewijs"},
    "exceptions": None,
    "pdf_url": "/r.pdf",
    "proof_url": "/r.json",
    "verify_url": "https://loket.example/controleren",
    "sealed": True,
}
REPORT = {
    "ok": False,
    "checks": [
        {"name": "Het bestand", "state": "ok", "text": "Het bestand is leesbaar."},
        {
            "name": "De kopie",
            "state": "failed",
            "text": "De kopie is niet de kopie waarvoor dit bewijs is gemaakt.",
        },
        {
            "name": "Tijdstempel",
            "state": "absent",
            "text": "Dit bestand heeft geen tijdstempel van een derde.",
        },
    ],
}
START: Context = {
    "municipalities": [
        {"name": o["name"], "intro": intro, "url": f"/{o['slug']}/", "look": o["look"]}
        for o, intro in (
            (ORG, "Badplaats achter de duinen, 38.000 inwoners."),
            (EIKENRADE, "Oude vestingstad in het bos, 24.000 inwoners."),
        )
    ],
    "places": [
        {"title": "Postvak", "text": "Alle e-mail die de demo verstuurt.", "url": "/post"},
        {"title": "Bewijs controleren", "text": "Klopt een ontvangstbewijs?", "url": "/controleren"},
        {"title": "Toezicht", "text": "Heeft elk bericht een bevestiging?", "url": "/toezicht"},
        {"title": "Gezondheid", "text": "Werkt alles?", "url": "/gezond"},
    ],
    "logins": [
        {
            "organisation": "Duinstede",
            "name": "Sanne Jansen",
            "email": "sanne@duinstede.example",
            "password": "duin-en-zee",
            "url": "/duinstede/werk/",
        }
    ],
}
OVERSIGHT: Context = {
    "total_without": 0,
    "measured_at": "5 maart 2026, 14.10 uur",
    "rows": [
        {
            "organisation": "Gemeente Duinstede",
            "received": "1.204",
            "confirmed": "1.202",
            "exceptions": 1,
            "letters": 0,
            "underway": 1,
            "unconfirmed": 0,
            "slowest": "4 seconden",
            "decided": "sinds 1 april 2026",
        }
    ],
}

# What a catalogue tells and no more: an organisation without contact facts, a product without a form of ours.
BARE: Context = {
    **ORG,
    "slug": "zandhoek",
    "name": "Zandhoek",
    "look": "openloket",
    **dict.fromkeys(("phone", "email", "website"), ""),
    "address_lines": [],
    "opening_hours_lines": [],
}
_BARE_PRODUCT: Context = {
    **dict.fromkeys(("intro", "costs", "duration"), ""),
    **dict.fromkeys(("what", "needs", "after", "legal_basis"), ()),
    "title": "Paspoort of identiteitskaart aanvragen",
    "slug": "paspoort",
    "minutes": 0,
    "page": "https://zandhoek.example/paspoort",
}
_ELSEWHERE: Context = {
    "kind": "webformulier",
    "name": "Online formulier",
    "text": "U regelt dit online.",
    "url": "https://zandhoek.example/formulier",
    "official": True,
}
_NO_FORM: Context = {"start_url": None, "draft_url": None, "offline": "", "notices": []}
PRODUCT_ELSEWHERE: Context = {
    **_NO_FORM,
    "product": _BARE_PRODUCT,
    "channels": [_ELSEWHERE],
    "elsewhere": _ELSEWHERE,
    "rest_url": "/zandhoek/algemeen-bericht/",
}
PRODUCT_ON_PAPER: Context = {
    **PRODUCT_ELSEWHERE,
    "channels": [
        {
            "kind": "post",
            "name": "Post",
            "text": "U print het formulier, vult het in en stuurt het op.",
            "url": "https://zandhoek.example/formulier.pdf",
            "official": False,
        }
    ],
    "elsewhere": None,
}
