"""A form with every type of question, conditions and a repeating group; the tests of formkit share it."""

import copy
from datetime import date

from openloket.formkit.definition import Form
from openloket.formkit.load import parse

TODAY = date(2026, 7, 1)
BASIS = {"basis": "Awb 4:2 lid 2"}

DEFINITION: dict[str, object] = {
    "form": "proefaanvraag",
    "title": "Proef aanvragen",
    "sensitive": True,
    "check": "geboortedatum",
    "steps": [
        {
            "key": "over-u",
            "title": "Over u",
            "fields": [
                {"key": "naam", "type": "text", "label": "Wat is uw naam?", "autocomplete": "name", **BASIS},
                {
                    "key": "geboortedatum",
                    "type": "date",
                    "label": "Wat is uw geboortedatum?",
                    "earliest": "today-120y",
                    "latest": "today",
                    **BASIS,
                },
                {"key": "bsn", "type": "bsn", "label": "Wat is uw burgerservicenummer?", **BASIS},
                {"key": "adres", "type": "address", "label": "Wat is uw adres?", **BASIS},
                {"key": "email", "type": "email", "label": "Wat is uw e-mailadres?", "optional": True},
                {"key": "telefoon", "type": "phone", "label": "Wat is uw telefoonnummer?", "optional": True},
            ],
        },
        {
            "key": "aanvraag",
            "title": "Uw aanvraag",
            "fields": [
                {"key": "uitleg", "type": "explanation", "text": "Wij vragen alleen wat nodig is."},
                {
                    "key": "soort",
                    "type": "choice",
                    "label": "Wat vraagt u aan?",
                    "options": [
                        {"value": "nieuw", "label": "Een nieuwe vergunning"},
                        {"value": "wijzigen", "label": "Een wijziging"},
                    ],
                    **BASIS,
                },
                {
                    "key": "nummer",
                    "type": "text",
                    "label": "Wat is het nummer van uw vergunning?",
                    "pattern": "V-[0-9]{4}",
                    "pattern_error": "Vul het nummer in zoals V-1234.",
                    "when": {"field": "soort", "is": "wijzigen"},
                    **BASIS,
                },
                {
                    "key": "wensen",
                    "type": "choices",
                    "label": "Wat wilt u nog meer?",
                    "options": [
                        {"value": "a", "label": "Een bord"},
                        {"value": "b", "label": "Een hek"},
                        {"value": "c", "label": "Een lamp"},
                    ],
                    "max_choices": 2,
                    "optional": True,
                },
                {
                    "key": "hekhoogte",
                    "type": "number",
                    "label": "Hoe hoog is het hek?",
                    "unit": "meter",
                    "decimals": 2,
                    "min": 0.5,
                    "max": 3,
                    "when": {"field": "wensen", "has": "b"},
                    **BASIS,
                },
                {"key": "aantal", "type": "number", "label": "Hoeveel mensen komen er?", "min": 1, **BASIS},
                {"key": "kosten", "type": "money", "label": "Wat kost het?", "max": 5000, "optional": True},
                {
                    "key": "toelichting",
                    "type": "longtext",
                    "label": "Wat wilt u nog kwijt?",
                    "optional": True,
                },
                {
                    "key": "plan",
                    "type": "file",
                    "label": "Wat is uw plan?",
                    "accept": ["pdf"],
                    "optional": True,
                },
            ],
        },
        {
            "key": "kinderen",
            "title": "Kinderen",
            "when": {"field": "aantal", "above": 2},
            "fields": [
                {"key": "heeft_kinderen", "type": "yesno", "label": "Hebt u kinderen?", **BASIS},
                {
                    "key": "kinderen",
                    "type": "group",
                    "label": "Wie zijn uw kinderen?",
                    "item_label": "Kind",
                    "max_items": 3,
                    "when": {"field": "heeft_kinderen", "is": True},
                    "fields": [
                        {"key": "naam", "type": "text", "label": "Wat is de naam van het kind?", **BASIS},
                        {"key": "op_school", "type": "yesno", "label": "Gaat het kind naar school?", **BASIS},
                        {
                            "key": "school",
                            "type": "text",
                            "label": "Naar welke school?",
                            "when": {"field": "op_school", "is": True},
                            **BASIS,
                        },
                    ],
                    **BASIS,
                },
            ],
        },
        {
            "key": "geld",
            "title": "Geld",
            "fields": [
                {"key": "iban", "type": "iban", "label": "Wat is uw rekeningnummer?", "optional": True},
                {
                    "key": "kvk",
                    "type": "kvk",
                    "label": "Wat is uw KvK-nummer?",
                    "when": {"not": {"field": "iban", "answered": True}},
                    **BASIS,
                },
            ],
        },
    ],
}

ANSWERS: dict[str, object] = {
    "naam": "Fatma de Vries",
    "geboortedatum": "1980-05-12",
    "bsn": "123456782",
    "adres": {
        "postcode": "1234 AB",
        "huisnummer": "12",
        "huisletter": "A",
        "toevoeging": "3",
        "straat": "Dorpsstraat",
        "plaats": "Duinstede",
    },
    "email": "fatma@voorbeeld.nl",
    "telefoon": "+31612345678",
    "soort": "wijzigen",
    "nummer": "V-1234",
    "wensen": ["a", "b"],
    "hekhoogte": "1.20",
    "aantal": 1200,
    "kosten": "1234.50",
    "toelichting": "Regel een\nRegel twee",
    "plan": ["bijlage-1"],
    "heeft_kinderen": True,
    "kinderen": [
        {"naam": "Sem", "op_school": True, "school": "De Regenboog"},
        {"naam": "Noor", "op_school": False},
    ],
    "iban": "NL91ABNA0417164300",
}


def definition() -> dict[str, object]:
    """A copy to change at will."""
    return copy.deepcopy(DEFINITION)


def form() -> Form:
    return parse(DEFINITION)


def one_field(**keys: object) -> Form:
    """A form with this one question; optional unless a basis is given."""
    if "basis" not in keys and keys.get("type") != "explanation":
        keys = {"optional": True, **keys}
    field = {"key": "vraag", "label": "Wat is het?", **keys}
    steps = [{"key": "stap", "title": "Stap", "fields": [field]}]
    return parse({"form": "een-vraag", "title": "Eén vraag", "steps": steps})
