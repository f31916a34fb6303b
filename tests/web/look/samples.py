"""Every page and mail by name: its template and a context with everything its view may give it."""

from tests.web.look.samples_besluit import BESLUIT_MAILS, BESLUIT_PAGES
from tests.web.look.samples_desk import DESK, INBOX, ZAAK
from tests.web.look.samples_disputes import DISPUTE_MAILS, DISPUTE_PAGES
from tests.web.look.samples_forms import ERRORS, FIELDS, QUESTION, STEP_PAGE, WRONG_FIELDS
from tests.web.look.samples_monitor import MONITOR_PAGES
from tests.web.look.samples_more_time import MORE_TIME_MAILS, MORE_TIME_PAGES
from tests.web.look.samples_next import NEXT_PAGES
from tests.web.look.samples_outages import OUTAGE_PAGES
from tests.web.look.samples_portal import (
    BARE,
    CHANNELS,
    CHECK,
    EIKENRADE,
    ORG,
    OVERSIGHT,
    POPULAR,
    PRODUCT,
    PRODUCT_ELSEWHERE,
    PRODUCT_ON_PAPER,
    RECEIPT,
    REPORT,
    START,
    THEMES,
    Context,
)
from tests.web.look.samples_post import POST_MAILS, POST_PAGES
from tests.web.look.samples_printer import PRINTER_PAGES
from tests.web.look.samples_registering import REGISTERING_PAGES
from tests.web.look.samples_suppressed import SUPPRESSED_PAGES
from tests.web.look.samples_terms import TERM_MAILS, TERM_PAGES

PAGES: dict[str, tuple[str, Context]] = {
    "home": (
        "portal/home.html",
        {"org": ORG, "themes": THEMES, "popular": POPULAR, "query": "", "results": None},
    ),
    "home-eikenrade": (
        "portal/home.html",
        {"org": EIKENRADE, "themes": THEMES, "popular": POPULAR, "query": "", "results": None},
    ),
    "results": (
        "portal/home.html",
        {"org": ORG, "themes": [], "popular": [], "query": "auto", "results": POPULAR[:1]},
    ),
    "results-none": (
        "portal/home.html",
        {"org": ORG, "themes": [], "popular": [], "query": "xyz", "results": []},
    ),
    "product": (
        "portal/product.html",
        {
            "org": ORG,
            "product": PRODUCT,
            "channels": CHANNELS,
            "start_url": "/start",
            "draft_url": "/verder",
            "notices": [],
            "offline": "Kom langs of bel ons. Wij vullen het formulier samen in.",
        },
    ),
    "product-eikenrade": (
        "portal/product.html",
        {
            "org": EIKENRADE,
            "product": PRODUCT,
            "channels": CHANNELS,
            "start_url": "/start",
            "draft_url": None,
            "notices": [
                {
                    "kind": "warning",
                    "title": "Storing",
                    "text": "Het formulier werkt nu niet. U krijgt 2 dagen extra tijd.",
                },
                {"kind": "info", "title": "Onderhoud", "text": "Vannacht kunt u geen formulier invullen."},
            ],
            "offline": "Kom langs of bel ons.",
        },
    ),
    "product-elsewhere": ("portal/product.html", {"org": BARE, **PRODUCT_ELSEWHERE}),
    "product-on-paper": ("portal/product.html", {"org": BARE, **PRODUCT_ON_PAPER}),
    "step": ("portal/step.html", {"org": ORG, **STEP_PAGE}),
    "step-all": ("portal/step.html", {"org": EIKENRADE, **STEP_PAGE, "fields": FIELDS}),
    "step-errors": ("portal/step.html", {"org": ORG, **STEP_PAGE, "fields": WRONG_FIELDS, "errors": ERRORS}),
    "check": ("portal/check.html", {"org": ORG, **CHECK}),
    "receipt": ("portal/receipt.html", {"org": ORG, "receipt": RECEIPT}),
    "receipt-eikenrade": (
        "portal/receipt.html",
        {
            "org": EIKENRADE,
            "receipt": {
                **RECEIPT,
                "mail": None,
                "term": None,
                "attachments": [],
                "sealed": False,
                "exceptions": "U hebt geen e-mailadres ingevuld. Bewaar daarom dit ontvangstbewijs.",
            },
        },
    ),
    "unlock": (
        "portal/unlock.html",
        {"org": ORG, "question": QUESTION, "errors": [], "tries_left": 4, "action_url": None},
    ),
    "resume": (
        "portal/resume.html",
        {
            "org": ORG,
            "form_title": "Parkeervergunning aanvragen",
            "errors": [],
            "resume_url": "https://loket.example/duinstede/verder/7KQ4M2XW",
            "email": "",
            "error": None,
            "expires_on": "4 april 2026",
        },
    ),
    "resume-mailed": (
        "portal/resume_mailed.html",
        {
            "org": ORG,
            "form_title": "Parkeervergunning aanvragen",
            "address": "a•••••@example.nl",
            "resume_url": "/verder",
            "expires_on": "4 april 2026",
        },
    ),
    "message": (
        "portal/message.html",
        {
            "org": EIKENRADE,
            "title": "Deze link is verlopen",
            "kind": "warning",
            "paragraphs": ["De link was 30 dagen geldig."],
            "links": [{"text": "Opnieuw beginnen", "url": "/"}],
        },
    ),
    "too-large": ("portal/too_large.html", {"org": ORG, "limit": "50 MB", "back_url": "/terug"}),
    "404": ("404.html", {"org": ORG}),
    "500": ("500.html", {"org": None, "error_reference": "F-7KQ4M2"}),
    "start": ("public/start.html", {"org": None, **START}),
    "verify": ("public/verify.html", {"org": None, "report": None, "file_name": "", "errors": []}),
    "verify-bad": (
        "public/verify.html",
        {"org": None, "report": REPORT, "file_name": "bewijs.pdf", "errors": []},
    ),
    "oversight": ("public/oversight.html", {"org": None, **OVERSIGHT}),
    "desk-login": (
        "desk/login.html",
        {
            "org": EIKENRADE,
            "employee": None,
            "username": "",
            "next_url": "",
            "errors": [
                {"href": "#username", "message": "Deze naam en dit wachtwoord horen niet bij elkaar."}
            ],
        },
    ),
    "desk-inbox": ("desk/inbox.html", {"org": ORG, **INBOX}),
    "desk-inbox-empty": ("desk/inbox.html", {"org": EIKENRADE, **INBOX, "rows": [], "next_url": None}),
    "desk-zaak": ("desk/zaak.html", {"org": ORG, **ZAAK}),
    "desk-zaak-refused": (
        "desk/zaak.html",
        {
            "org": ORG,
            **ZAAK,
            "notice": None,
            "typed_note": "Gebeld.",
            "refusal": "Bram Bos behandelt deze zaak al.",
        },
    ),
    "desk-case-file": (
        "desk/case_file.html",
        {
            "org": ORG,
            "reference": "DS-2026-7KQ4-M2XW",
            "product": "Parkeervergunning",
            "one": False,
            "zaken": [
                {
                    "reference": "DS-2026-7KQ4-M2XW",
                    "title": "Parkeervergunning",
                    "received": "2 mrt 2026, 10.15 uur",
                }
            ],
            "person_url": "",
            "purposes": [
                {"value": "rechter", "label": "Voor de rechter", "checked": True},
                {"value": "bezwaar", "label": "Voor een bezwaar of een commissie", "checked": False},
            ],
            "making": "",
            "ready_until": "vrijdag 6 maart 2026 om 9.00 uur",
            "size": 240_000_000,
            "here": "/duinstede/balie/zaak/x/dossier/persoon",
            "check_url": "/controleren",
            "refusal": "",
            "back_url": "/duinstede/balie/zaak/x",
        },
    ),
    "desk-undelivered": (
        "desk/undelivered.html",
        {"org": ORG, **DESK, "groups": [], "empty": True, "figures_url": "/a", "addresses_url": "/b"},
    ),
    **BESLUIT_PAGES,
    **MORE_TIME_PAGES,
    **OUTAGE_PAGES,
    **MONITOR_PAGES,
    **POST_PAGES,
    **PRINTER_PAGES,
    **SUPPRESSED_PAGES,
    **DISPUTE_PAGES,
    **TERM_PAGES,
    **NEXT_PAGES,
    **REGISTERING_PAGES,
}
MAILS: dict[str, tuple[str, Context]] = {
    f"{name}.{kind}": (f"mail/{template}.{kind}", {"org": ORG, "subject": "Ontvangstbewijs", **context})
    for kind in ("html", "txt")
    for name, template, context in (
        ("mail-receipt", "receipt", {"receipt": RECEIPT, "protected_url": None}),
        (
            "mail-receipt-protected",
            "receipt",
            {"receipt": RECEIPT, "protected_url": "https://loket.example/o/7KQ4"},
        ),
        (
            "mail-resume",
            "resume",
            {
                "form_title": "Parkeervergunning aanvragen",
                "expires_on": "4 april 2026",
                "resume_url": "https://loket.example/duinstede/verder/7KQ4M2XW",
            },
        ),
        *BESLUIT_MAILS,
        *MORE_TIME_MAILS,
        *POST_MAILS,
        *DISPUTE_MAILS,
        *TERM_MAILS,
    )
}
