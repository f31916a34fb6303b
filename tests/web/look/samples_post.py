"""Sample contexts of letters and of the request to supplement."""

from tests.web.look.samples_desk import DESK
from tests.web.look.samples_forms import ask
from tests.web.look.samples_portal import ORG, TERM, Context
from tests.web.look.samples_suppressed import SUPPRESSED

_ZAAK: Context = {"reference": "DS-2026-7KQ4-M2XW", "product": "Parkeervergunning", "sender": "A. de Vries"}
_DAY = ask(
    "uiterste-dag",
    "date",
    "Tot en met welke dag kan de afzender aanvullen?",
    basis="",
    hint="Kies een dag waarop het redelijk kan.",
    value={"dag": "6", "maand": "12", "jaar": "2026"},
)
_ASKED = ask("ontbreekt", "longtext", "Wat ontbreekt er?", basis="", hint="De afzender leest dit precies zo.")
_PAGE: Context = {**DESK, "org": ORG, "back_url": "/zaak/1", "notice": None, "errors": []}

SUPPLEMENT: Context = {
    **_PAGE,
    "zaak": _ZAAK,
    "here": "/zaak/1/aanvulling",
    "refusal": None,
    "obstacle": "",
    "fields": [_ASKED, _DAY],
    "way": "Dit gaat per e-mail naar j•••@voorbeeld.nl.",
    "effect": {
        "seen": "2026-12-06",
        "before": "18 jan 2027",
        "still_from": "23 nov 2026",
        "until": "zondag 6 december 2026",
        "free": "Zondag 6 december 2026 is een vrije dag.",
        "after": TERM,
    },
    "requests": [
        {
            "id": 3,
            "asked": "- een kopie van uw rijbewijs\n- uw handtekening",
            "who": "Sanne Jansen",
            "at": "2 mrt 2026, 10.15 uur",
            "last_day": "maandag 16 maart 2026",
            "state": "klaar om te printen en te versturen",
            "may_withdraw": True,
        }
    ],
    "not_handle": TERM,
    "answered": True,
}
LETTER: Context = {
    **_PAGE,
    "zaak": {**_ZAAK, "url": "/zaak/1"},
    "here": "/post/7",
    "back_url": "/post",
    "letter": {
        "kind": "Verzoek om aanvulling",
        "subject_line": "Vul uw bericht aan (DS-2026-7KQ4-M2XW)",
        "blocks": [
            {"kind": "paragraph", "lines": ["Wij missen nog iets", "Parkeervergunning"]},
            {"kind": "heading", "lines": ["WAT ONTBREEKT ER?"]},
            {"kind": "list", "lines": ["een kopie van uw rijbewijs", "uw handtekening"]},
        ],
        "lines": ["A. de Vries", "Dorpsweg 12"],
        "written": "2 mrt 2026, 10.15 uur",
        "waits": True,
        "state": "klaar om te printen en te versturen",
        "before": "maandag 16 maart 2026",
    },
    "address_field": {**ask("adres", "longtext", "Naam en adres", basis=""), "seen": "A. de Vries"},
    "day_field": {**_DAY, "key": "verstuurd-op", "label": "Op welke dag is de brief op de post gedaan?"},
}
_ROW: Context = {
    "url": "/post/7",
    "kind": "Verzoek om aanvulling",
    "reference": "DS-2026-7KQ4-M2XW",
    "product": "Parkeervergunning",
    "to": "A. de Vries",
    "written": "2 mrt 2026",
    "before": "16 mrt 2026",
}
UNDELIVERED: Context = {
    "url": "/niet-bezorgd/7",
    "reference": "DS-2026-7KQ4-M2XW",
    "product": "Parkeervergunning",
    "kind": "Verzoek om aanvulling",
    "address": "s•••@voorbeeld.nl",
    "why": "Het kwam terug: dit adres bestaat niet.",
    "next": "Er gebeurt niets meer vanzelf. Kies wat u doet.",
    "created": "5 mrt 2026, 10.15 uur",
}
_TRIED: Context = {
    "kind": "Melding dat een bericht klaarstaat",
    "product": "Parkeervergunning",
    "reference": "DS-2026-7KQ4-M2XW",
    "zaak_url": "/zaak/1",
    "address": "s•••@voorbeeld.nl",
    "written": "5 mrt 2026, 10.15 uur",
    "stuck": True,
    "next": "Er gebeurt niets meer vanzelf. Kies wat u doet.",
    "law": [{"text": "De melding kwam niet aan.", "article": "Awb 2:11 lid 2"}],
    "tried": [{"at": "5 mrt 2026, 10.15 uur", "text": "Het kwam terug: de mailbox is vol.", "code": "5.2.2"}],
    "address_fields": [ask("adres", "email", "Nieuw e-mailadres", basis="")],
    "told_fields": [ask("gezegd", "longtext", "Wat zei u, en tegen wie?", basis="")],
    "letter_url": "/niet-bezorgd/7/brief",
    "here": "/niet-bezorgd/7",
    "back_url": "/niet-bezorgd",
    "errors": [],
}
_HEADS = ["Verstuurd", "Vertraagd", "Bezorgd", "Even terug", "Terug", "Geweigerd", "Opnieuw", "Mislukt"]
_COUNTED: Context = {"name": "Besluit", "counts": [120, 3, 80, 2, 1, 1, 4, "4 (3,3%)"]}

POST_PAGES: dict[str, tuple[str, Context]] = {
    "desk-supplement": ("desk/supplement.html", SUPPLEMENT),
    "desk-supplement-wrong": (
        "desk/supplement.html",
        {
            **SUPPLEMENT,
            "fields": [
                {**_ASKED, "error": "Schrijf op wat er ontbreekt."},
                {**_DAY, "error": "Kies een dag."},
            ],
            "errors": [
                {"href": "#ontbreekt", "message": "Schrijf op wat er ontbreekt."},
                {"href": "#uiterste-dag", "message": "Kies een dag na vandaag."},
            ],
            "effect": None,
            "requests": [],
            "not_handle": None,
        },
    ),
    "desk-supplement-not-now": (
        "desk/supplement.html",
        {
            **SUPPLEMENT,
            "obstacle": "Er loopt al een verzoek.",
            "effect": None,
            "fields": [],
            "answered": False,
            "notice": "Het verzoek is ingetrokken.",
            "refusal": "Iemand was u voor.",
        },
    ),
    "desk-letters": (
        "desk/letters.html",
        {
            **_PAGE,
            "rows": [_ROW, {**_ROW, "url": "/post/8", "to": "", "before": ""}],
            "more": True,
            "printer_url": "/post/drukker",
            "returned_url": "/post/terug",
            "notice": "Vastgelegd: de brief is verstuurd.",
        },
    ),
    "desk-letters-none": (
        "desk/letters.html",
        {**_PAGE, "rows": [], "more": False, "printer_url": "/a", "returned_url": "/b"},
    ),
    "desk-letter": ("desk/letter.html", LETTER),
    "desk-letter-posted": (
        "desk/letter.html",
        {**LETTER, "letter": {**LETTER["letter"], "waits": False, "state": "per brief verstuurd"}},
    ),
    "desk-undelivered-letter": (
        "desk/undelivered.html",
        {
            **_PAGE,
            "groups": [{"title": "Hier moet iemand iets doen", "rows": [UNDELIVERED]}],
            "empty": False,
            "notice": "Het bericht gaat naar het nieuwe adres.",
            "figures_url": "/niet-bezorgd/cijfers",
            "addresses_url": "/niet-bezorgd/adressen",
        },
    ),
    "desk-undelivered-one": ("desk/undelivered_one.html", {**_PAGE, **_TRIED, "suppressed": SUPPRESSED}),
    "desk-delivery-figures": (
        "desk/delivery_figures.html",
        {
            **_PAGE,
            "period": "de laatste 30 dagen",
            "periods": [{"label": "de laatste 7 dagen", "url": "?periode=7", "current": False}],
            "tables": [
                {"title": "Per soort bericht", "first": "Soort", "heads": _HEADS, "rows": [_COUNTED]},
            ],
            "meanings": [("Verstuurd", "een mailserver nam het aan."), ("Opnieuw", "het ging nog eens.")],
            "back_url": "/niet-bezorgd",
        },
    ),
}

_MAIL: Context = {
    "reference": "DS-2026-7KQ4-M2XW",
    "product": "Parkeervergunning",
    "receipt_url": "https://loket.example/duinstede/ontvangst/DS-2026-7KQ4-M2XW/7KQ4M2XW",
    "by_letter": False,
    "protected": False,
    "asked": "- een kopie van uw rijbewijs\n- uw handtekening",
    "last_day": "maandag 16 maart 2026",
    "objection": False,
}
POST_MAILS: tuple[tuple[str, str, Context], ...] = (
    ("mail-supplement", "supplement_request", _MAIL),
    ("mail-supplement-protected", "supplement_request", {**_MAIL, "protected": True, "objection": True}),
)
