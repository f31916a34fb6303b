"""Sample contexts of form pages: every field type, right and wrong."""

from tests.web.look.samples_portal import Context


def ask(key: str, kind: str, label: str, **more: object) -> Context:
    """A field as a page gets it; required with a basis unless told otherwise."""
    basis = "" if more.get("required") is False else "Awb 4:2 lid 2"
    return {
        "key": key,
        "type": kind,
        "label": label,
        "hint": "",
        "required": True,
        "basis": basis,
        "error": None,
        "value": None,
        "autocomplete": "",
        **more,
    }


YES, MAYBE = (
    {"value": "huur", "label": "Ik huur de woning", "hint": ""},
    {"value": "koop", "label": "Ik ben eigenaar"},
)
FIELDS = [
    ask(
        "uitleg",
        "explanation",
        "",
        text="U vraagt een vergunning aan voor één auto.",
        style="info",
        required=True,
    ),
    ask(
        "naam",
        "text",
        "Wat is uw naam?",
        hint="Zoals in uw paspoort staat.",
        autocomplete="name",
        value="A. de Vries",
    ),
    ask("geboortedatum", "date", "Wat is uw geboortedatum?", autocomplete="bday"),
    ask(
        "email",
        "email",
        "Wat is uw e-mailadres?",
        required=False,
        autocomplete="email",
        hint="Dan krijgt u het ontvangstbewijs ook per e-mail.",
    ),
    ask("telefoon", "phone", "Wat is uw telefoonnummer?", required=False, autocomplete="tel"),
    ask(
        "woning",
        "choice",
        "Huurt u uw woning of is die van u?",
        options=[YES, {**MAYBE, "hint": "Alleen of samen"}],
    ),
    ask("namens", "yesno", "Vraagt u dit voor iemand anders aan?", value="nee"),
    ask(
        "dagen",
        "choices",
        "Op welke dagen is de auto thuis?",
        value=["ma"],
        options=[{"value": "ma", "label": "Op werkdagen"}, {"value": "za", "label": "In het weekend"}],
    ),
    ask(
        "adres",
        "address",
        "Wat is uw adres?",
        autocomplete="address",
        value={"postcode": "1234 AB", "huisnummer": "12", "straat": "Duinweg", "plaats": "Duinstede"},
    ),
    ask("bedrag", "money", "Wat betaalt u per maand?", value="48,50"),
    ask("aantal", "number", "Hoeveel auto’s hebt u?", unit="auto’s", value="1"),
    ask("iban", "iban", "Op welke rekening schrijven wij af?"),
    ask("bsn", "bsn", "Wat is uw burgerservicenummer (BSN)?", hint="Staat op uw paspoort of rijbewijs."),
    ask("kvk", "kvk", "Wat is uw KvK-nummer?", required=False),
    ask("toelichting", "longtext", "Wilt u nog iets toelichten?", required=False),
    ask(
        "contract",
        "file",
        "Voeg uw leasecontract toe",
        accept=["pdf", "image"],
        max_files=3,
        max_mb=10,
        files=[{"id": "a1", "name": "leasecontract.pdf", "size": 482_133}],
    ),
    ask(
        "autos",
        "group",
        "Welke auto’s hebt u?",
        item_label="Auto",
        items=[
            {
                "fields": [
                    ask("kenteken", "text", "Kenteken", max_length=10, value="AB-12-CD"),
                    ask("sinds", "date", "Sinds wanneer?", required=False),
                ]
            },
            {
                "fields": [
                    ask("kenteken", "text", "Kenteken", max_length=10, error="Vul het kenteken in."),
                    ask("sinds", "date", "Sinds wanneer?", required=False),
                ]
            },
        ],
    ),
]
STEP = {
    "key": "auto",
    "title": "Uw auto",
    "intro": "Wij willen weten voor welke auto de vergunning is.",
    "number": 2,
    "total": 5,
    "uploads": True,
}
STEP_PAGE: Context = {
    "form_title": "Parkeervergunning aanvragen",
    "step": STEP,
    "fields": FIELDS[:7],
    "errors": [],
    "draft_key": "d-1",
    "back_url": "/terug",
    "save_later": True,
}


def wrong(field: Context, message: str, **more: object) -> Context:
    """The field with an error."""
    return {**field, "error": message, **more}


WRONG_FIELDS = [
    wrong(FIELDS[1], "Vul uw naam in.", value=""),
    wrong(
        FIELDS[2],
        "Deze datum bestaat niet. Vul een datum in zoals 12 5 1980.",
        value={"dag": "31", "maand": "2", "jaar": "1980"},
    ),
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
QUESTION = ask("geboortedatum", "date", "Wat is uw geboortedatum?", basis="")
