"""Sample contexts: every page template with everything its views may give it."""

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
    {"name": "Parkeren en verkeer", "products": [POPULAR[0], product("gpk", "Gehandicaptenparkeerkaart", "")]},
    {"name": "Burgerzaken", "products": [*POPULAR[1:3], product("uittreksel-brp", "Uittreksel aanvragen", "")]},
    {"name": "Zorg en welzijn", "products": [POPULAR[3]]},
    {"name": "Ondernemen en evenementen", "products": [POPULAR[4], product("terras", "Terras", "")]},
    {"name": "Contact met de gemeente", "products": [POPULAR[5], product("klacht", "Klacht indienen", "")]},
    {"name": "Werk en inkomen", "products": [product("bijstand", "Bijzondere bijstand", "")]},
]
CHANNELS = [
    {"kind": "webformulier", "name": "Online formulier", "official": True, "url": "/start", "text": "Dag en nacht."},
    {"kind": "balie", "name": "Aan de balie", "official": False, "url": None, "text": "Stadhuis, zonder afspraak."},
    {"kind": "telefoon", "name": "Telefoon", "official": False, "url": None, "text": "Wij vullen het samen in."},
    {"kind": "post", "name": "Per post", "official": False, "url": None, "text": "Postbus 1, 1234 AB Duinstede."},
]
PRODUCT: Context = {
    "slug": "parkeervergunning",
    "title": "Parkeervergunning",
    "intro": "Met een parkeervergunning mag u uw auto in uw eigen buurt parkeren zonder te betalen bij de automaat.",
    "what": [
        "In sommige buurten betaalt u voor parkeren. Woont u in zo’n buurt? Dan kunt u een vergunning aanvragen.",
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


def ask(key: str, kind: str, label: str, **more: object) -> Context:
    """A field as a page gets it; required with a basis unless told otherwise."""
    basis = "" if more.get("required") is False else "Awb 4:2 lid 2"
    return {"key": key, "type": kind, "label": label, "hint": "", "required": True, "basis": basis, "error": None,
            "value": None, "autocomplete": "", **more}


YES, MAYBE = {"value": "huur", "label": "Ik huur de woning", "hint": ""}, {"value": "koop", "label": "Ik ben eigenaar"}
FIELDS = [
    ask("uitleg", "explanation", "", text="U vraagt een vergunning aan voor één auto.", style="info", required=True),
    ask("naam", "text", "Wat is uw naam?", hint="Zoals in uw paspoort staat.", autocomplete="name", value="A. de Vries"),
    ask("geboortedatum", "date", "Wat is uw geboortedatum?", autocomplete="bday"),
    ask("email", "email", "Wat is uw e-mailadres?", required=False, autocomplete="email",
        hint="Dan krijgt u het ontvangstbewijs ook per e-mail."),
    ask("telefoon", "phone", "Wat is uw telefoonnummer?", required=False, autocomplete="tel"),
    ask("woning", "choice", "Huurt u uw woning of is die van u?", options=[YES, {**MAYBE, "hint": "Alleen of samen"}]),
    ask("namens", "yesno", "Vraagt u dit voor iemand anders aan?", value="nee"),
    ask("dagen", "choices", "Op welke dagen is de auto thuis?", value=["ma"],
        options=[{"value": "ma", "label": "Op werkdagen"}, {"value": "za", "label": "In het weekend"}]),
    ask("adres", "address", "Wat is uw adres?", autocomplete="address",
        value={"postcode": "1234 AB", "huisnummer": "12", "straat": "Duinweg", "plaats": "Duinstede"}),
    ask("bedrag", "money", "Wat betaalt u per maand?", value="48,50"),
    ask("aantal", "number", "Hoeveel auto’s hebt u?", unit="auto’s", value="1"),
    ask("iban", "iban", "Op welke rekening schrijven wij af?"),
    ask("bsn", "bsn", "Wat is uw burgerservicenummer (BSN)?", hint="Staat op uw paspoort of rijbewijs."),
    ask("kvk", "kvk", "Wat is uw KvK-nummer?", required=False),
    ask("toelichting", "longtext", "Wilt u nog iets toelichten?", required=False),
    ask("contract", "file", "Voeg uw leasecontract toe", accept=["pdf", "image"], max_files=3, max_mb=10,
        files=[{"id": "a1", "name": "leasecontract.pdf", "size": 482_133}]),
    ask("autos", "group", "Welke auto’s hebt u?", item_label="Auto", items=[
        {"fields": [ask("kenteken", "text", "Kenteken", max_length=10, value="AB-12-CD"),
                    ask("sinds", "date", "Sinds wanneer?", required=False)]},
        {"fields": [ask("kenteken", "text", "Kenteken", max_length=10, error="Vul het kenteken in."),
                    ask("sinds", "date", "Sinds wanneer?", required=False)]},
    ]),
]
STEP = {"key": "auto", "title": "Uw auto", "intro": "Wij willen weten voor welke auto de vergunning is.", "number": 2,
        "total": 5}
STEP_PAGE: Context = {"form_title": "Parkeervergunning aanvragen", "step": STEP, "fields": FIELDS[:7], "errors": [],
                      "draft_key": "d-1", "back_url": "/terug", "save_later": True}


def wrong(field: Context, message: str, **more: object) -> Context:
    """The field with an error."""
    return {**field, "error": message, **more}


WRONG_FIELDS = [
    wrong(FIELDS[1], "Vul uw naam in.", value=""),
    wrong(FIELDS[2], "Deze datum bestaat niet. Vul een datum in zoals 12 5 1980.",
          value={"dag": "31", "maand": "2", "jaar": "1980"}),
    wrong(FIELDS[8], None, part_errors={"postcode": "Vul de postcode in, bijvoorbeeld 1234 AB."}),
    wrong(FIELDS[5], "Kies een antwoord."),
    wrong(FIELDS[15], "Dit bestand is te groot. Kies een bestand van hoogstens 10 MB."),
]
ERRORS = [
    {"href": "#naam", "message": "Vul uw naam in."},
    {"href": "#geboortedatum", "message": "Deze datum bestaat niet. Vul een datum in zoals 12 5 1980."},
    {"href": "#adres.postcode", "message": "Vul de postcode in, bijvoorbeeld 1234 AB."},
    {"href": "#woning", "message": "Kies een antwoord."},
    {"href": "#contract", "message": "Dit bestand is te groot. Kies een bestand van hoogstens 10 MB."},
]
ANSWERS = [
    {"key": "u", "title": "Over u", "edit_url": "/wijzig/u", "rows": [
        {"label": "Wat is uw naam?", "lines": ["A. de Vries"], "unanswered": False},
        {"label": "Wat is uw geboortedatum?", "lines": ["12 mei 1980"], "unanswered": False},
        {"label": "Wat is uw adres?", "lines": ["Duinweg 12", "1234 AB Duinstede"], "unanswered": False},
        {"label": "Wat is uw telefoonnummer?", "lines": [], "unanswered": True}]},
    {"key": "auto", "title": "Uw auto", "edit_url": "/wijzig/auto", "rows": [
        {"label": "Wat is het kenteken?", "lines": ["AB-12-CD"], "unanswered": False},
        {"label": "Voeg uw leasecontract toe", "lines": ["leasecontract.pdf (482 kB)"], "unanswered": False}]},
]
CHECK: Context = {
    "form_title": "Parkeervergunning aanvragen", "steps": ANSWERS, "draft_key": "d-1", "errors": [],
    "back_url": "/terug",
    "reachability_question": {"wording": "Ja, stuur mij berichten hierover per e-mail op a.devries@example.nl.",
                              "checked": False},
    "declarations": [{"key": "waar", "label": "Ik heb alles naar waarheid ingevuld.", "error": None, "checked": False}],
}
TERM: Context = {
    "begin": "5 maart 2026", "last_day": "30 april 2026", "today_fraction": 0.31, "remaining": "Nog 39 dagen.",
    "late": False,
    "why": [{"text": "Wij hebben uw aanvraag ontvangen op 5 maart 2026.", "article": "Awb 2:20"},
            {"text": "Wij beslissen binnen 8 weken.", "article": "Awb 4:13 lid 2"},
            {"text": "De laatste dag is een gewone werkdag en schuift niet op.", "article": "Algemene termijnenwet 1"}],
}
ATTACHMENTS = [{"name": "leasecontract.pdf", "size": 482_133, "sha256": "9f2c" * 16, "url": None}]
RECEIPT: Context = {
    "reference": "DS-2026-7KQ4-M2XW", "received_at": "donderdag 5 maart 2026 om 14.03 uur",
    "product": "Parkeervergunning", "service": "Parkeervergunning aanvragen", "steps": ANSWERS,
    "attachments": ATTACHMENTS, "after": PRODUCT["after"], "term": TERM,
    "contact": "Bel 0800 0123 of mail loket@duinstede.example.",
    "mail": {"state": "sent", "address": "a•••••@example.nl"}, "exceptions": None, "pdf_url": "/r.pdf",
    "proof_url": "/r.json", "verify_url": "https://loket.example/controleren", "sealed": True,
}
QUESTION = ask("geboortedatum", "date", "Wat is uw geboortedatum?", basis="")
ROWS = [
    {"reference": f"DS-2026-7KQ4-M2X{n}", "url": f"/zaak/{n}", "product": POPULAR[n % 6]["title"],
     "sender": ["A. de Vries", "Bakkerij De Korenschoof", "M. Yıldız"][n % 3], "received": f"{n + 1} mrt 2026",
     "last_day": f"{n + 10} apr 2026" if n % 4 else None, "late": n == 2,
     "days_left": ("2 dagen te laat" if n == 2 else f"nog {n + 4} dagen") if n % 4 else "",
     "status": ["Ontvangen", "In behandeling", "Wacht op aanvulling", "Afgehandeld"][n % 4],
     "status_kind": ["active", "neutral", "warning", "good"][n % 4], "assignee": ["", "S. Jansen"][n % 2]}
    for n in range(14)
]
SORTS = [{"key": key, "label": label, "url": url, "direction": direction} for key, label, url, direction in (
    ("kenmerk", "Kenmerk", None, None), ("product", "Onderwerp", None, None), ("afzender", "Afzender", None, None),
    ("ontvangen", "Ontvangen", "?s=o", None), ("uiterlijk", "Uiterlijk", "?s=u", "up"),
    ("status", "Status", None, None), ("behandelaar", "Behandelaar", None, None))]
PICK = [{"value": "", "label": "Alle", "selected": True}, {"value": "open", "label": "Open", "selected": False}]
DESK: Context = {"employee": {"name": "Sanne Jansen"}, "logout_url": "/uit",
                 "nav": [{"label": "Werkvoorraad", "url": "/werk", "current": True}]}
INBOX: Context = {**DESK, "rows": ROWS, "sorts": SORTS, "sort": "", "search": "", "count_text": "1.204 zaken", "prev_url": None,
                  "next_url": "?na=1", "filters": [{"name": "status", "label": "Status", "options": PICK},
                                                   {"name": "behandelaar", "label": "Behandelaar", "options": PICK}]}
ZAAK: Context = {
    **DESK, "steps": ANSWERS, "attachments": [{**ATTACHMENTS[0], "url": "/b/1"}], "inbox_url": "/werk", "errors": [],
    "zaak": {"reference": "DS-2026-7KQ4-M2XW", "product": "Parkeervergunning", "sender": "A. de Vries",
             "received": "5 maart 2026, 14.03 uur", "status": "In behandeling", "status_kind": "active",
             "assignee": "Sanne Jansen", "authority": "college", "channel": "webformulier", "reachability": "ja"},
    "term": {**TERM, "late": True, "today_fraction": 1.4, "remaining": "4 dagen te laat."},
    "timeline": [{"at": "5 mrt 2026, 14.03", "text": "Bericht ontvangen", "who": ""},
                 {"at": "5 mrt 2026, 14.03", "text": "Ontvangstbewijs verstuurd per e-mail", "who": ""},
                 {"at": "6 mrt 2026, 09.12", "text": "In behandeling genomen", "who": "Sanne Jansen"}],
    "notes": [{"at": "6 mrt 2026, 09.15", "who": "Sanne Jansen", "text": "Kenteken gecontroleerd."}],
    "evidence": [{"label": "Vastgelegd", "value": "5 maart 2026, 14.03.07 uur", "mono": False},
                 {"label": "Plaats in het register", "value": "18.204", "mono": True},
                 {"label": "Controlegetal van de kopie", "value": "9f2c" * 16, "mono": True}],
    "actions": {"take_url": "/zaak/1/pakken", "assign_url": "/zaak/1/toewijzen", "status_url": "/zaak/1/status",
                "note_url": "/zaak/1/notitie", "seen_assignee": "", "seen_status": "received",
                "colleagues": PICK, "statuses": PICK},
    "refusal": None, "typed_note": "",
    "notice": "De status is gewijzigd.",
}
REPORT = {"ok": False, "checks": [
    {"name": "Het bestand", "state": "ok", "text": "Het bestand is leesbaar."},
    {"name": "De kopie", "state": "failed", "text": "De kopie is niet de kopie waarvoor dit bewijs is gemaakt."},
    {"name": "Tijdstempel", "state": "absent", "text": "Dit bestand heeft geen tijdstempel van een derde."}]}
START: Context = {
    "municipalities": [{"name": o["name"], "intro": intro, "url": f"/{o['slug']}/", "look": o["look"]}
                       for o, intro in ((ORG, "Badplaats achter de duinen, 38.000 inwoners."),
                                        (EIKENRADE, "Oude vestingstad in het bos, 24.000 inwoners."))],
    "places": [{"title": "Postvak", "text": "Alle e-mail die de demo verstuurt.", "url": "/post"},
               {"title": "Bewijs controleren", "text": "Klopt een ontvangstbewijs?", "url": "/controleren"},
               {"title": "Toezicht", "text": "Heeft elk bericht een bevestiging?", "url": "/toezicht"},
               {"title": "Gezondheid", "text": "Werkt alles?", "url": "/gezond"}],
    "logins": [{"organisation": "Duinstede", "name": "Sanne Jansen", "email": "sanne@duinstede.example",
                "password": "duin-en-zee", "url": "/duinstede/werk/"}],
}
OVERSIGHT: Context = {"total_without": 0, "measured_at": "5 maart 2026, 14.10 uur", "rows": [
    {"organisation": "Gemeente Duinstede", "received": "1.204", "receipts": "1.203", "without_receipt": 0,
     "exceptions": 1, "slowest": "4 seconden"}]}

PAGES: dict[str, tuple[str, Context]] = {
    "home": ("portal/home.html", {"org": ORG, "themes": THEMES, "popular": POPULAR, "query": "", "results": None}),
    "home-eikenrade": ("portal/home.html", {"org": EIKENRADE, "themes": THEMES, "popular": POPULAR, "query": "",
                                            "results": None}),
    "results": ("portal/home.html", {"org": ORG, "themes": [], "popular": [], "query": "auto", "results": POPULAR[:1]}),
    "results-none": ("portal/home.html", {"org": ORG, "themes": [], "popular": [], "query": "xyz", "results": []}),
    "product": ("portal/product.html", {"org": ORG, "product": PRODUCT, "channels": CHANNELS, "start_url": "/start",
                                        "draft_url": "/verder", "outage": None,
                                        "offline": "Kom langs of bel ons. Wij vullen het formulier samen in."}),
    "product-eikenrade": ("portal/product.html", {
        "org": EIKENRADE, "product": PRODUCT, "channels": CHANNELS, "start_url": "/start", "draft_url": None,
        "outage": "Het formulier werkt nu niet. U krijgt 2 dagen extra tijd.", "offline": "Kom langs of bel ons."}),
    "step": ("portal/step.html", {"org": ORG, **STEP_PAGE}),
    "step-all": ("portal/step.html", {"org": EIKENRADE, **STEP_PAGE, "fields": FIELDS}),
    "step-errors": ("portal/step.html", {"org": ORG, **STEP_PAGE, "fields": WRONG_FIELDS, "errors": ERRORS}),
    "check": ("portal/check.html", {"org": ORG, **CHECK}),
    "receipt": ("portal/receipt.html", {"org": ORG, "receipt": RECEIPT}),
    "receipt-eikenrade": ("portal/receipt.html", {"org": EIKENRADE, "receipt": {
        **RECEIPT, "mail": None, "term": None, "attachments": [], "sealed": False,
        "exceptions": "U hebt geen e-mailadres ingevuld. Bewaar daarom dit ontvangstbewijs."}}),
    "unlock": ("portal/unlock.html", {"org": ORG, "question": QUESTION, "errors": [], "tries_left": 4,
                                      "action_url": None}),
    "resume": ("portal/resume.html", {"org": ORG, "form_title": "Parkeervergunning aanvragen", "errors": [],
                                      "resume_url": "https://loket.example/duinstede/verder/7KQ4M2XW", "email": "",
                                      "error": None, "expires_on": "4 april 2026"}),
    "resume-mailed": ("portal/resume_mailed.html", {"org": ORG, "form_title": "Parkeervergunning aanvragen",
                                                    "address": "a•••••@example.nl", "resume_url": "/verder",
                                                    "expires_on": "4 april 2026"}),
    "message": ("portal/message.html", {"org": EIKENRADE, "title": "Deze link is verlopen", "kind": "warning",
                                        "paragraphs": ["De link was 30 dagen geldig."],
                                        "links": [{"text": "Opnieuw beginnen", "url": "/"}]}),
    "too-large": ("portal/too_large.html", {"org": ORG, "limit": "50 MB", "back_url": "/terug"}),
    "404": ("404.html", {"org": ORG}),
    "500": ("500.html", {"org": None, "error_reference": "F-7KQ4M2"}),
    "start": ("public/start.html", {"org": None, **START}),
    "verify": ("public/verify.html", {"org": None, "report": None, "file_name": "", "errors": []}),
    "verify-bad": ("public/verify.html", {"org": None, "report": REPORT, "file_name": "bewijs.pdf", "errors": []}),
    "oversight": ("public/oversight.html", {"org": None, **OVERSIGHT}),
    "desk-login": ("desk/login.html", {"org": EIKENRADE, "employee": None, "username": "", "next_url": "",
                                       "errors": [{"href": "#username", "message": "Deze naam en dit wachtwoord horen niet bij elkaar."}]}),
    "desk-inbox": ("desk/inbox.html", {"org": ORG, **INBOX}),
    "desk-inbox-empty": ("desk/inbox.html", {"org": EIKENRADE, **INBOX, "rows": [], "next_url": None}),
    "desk-zaak": ("desk/zaak.html", {"org": ORG, **ZAAK}),
    "desk-zaak-refused": ("desk/zaak.html", {"org": ORG, **ZAAK, "notice": None, "typed_note": "Gebeld.",
                                             "refusal": "Bram Bos behandelt deze zaak al."}),
    "desk-undelivered": ("desk/undelivered.html", {"org": ORG, **DESK, "rows": [
        {"reference": "DUI-2026-7F3-K9Q-XM2", "url": "/zaak/1", "product": "Parkeervergunning",
         "kind": "Ontvangstbevestiging", "address": "s•••@voorbeeld.nl", "state": "niet bezorgd", "failed": True,
         "attempts": 3, "created": "5 mrt 2026, 10.15 uur"}]}),
}
MAILS: dict[str, tuple[str, Context]] = {
    f"{name}.{kind}": (f"mail/{template}.{kind}", {"org": ORG, "subject": "Ontvangstbewijs", **context})
    for kind in ("html", "txt")
    for name, template, context in (
        ("mail-receipt", "receipt", {"receipt": RECEIPT, "protected_url": None}),
        ("mail-receipt-protected", "receipt", {"receipt": RECEIPT, "protected_url": "https://loket.example/o/7KQ4"}),
        ("mail-resume", "resume", {"form_title": "Parkeervergunning aanvragen", "expires_on": "4 april 2026",
                                   "resume_url": "https://loket.example/duinstede/verder/7KQ4M2XW"}),
    )
}
