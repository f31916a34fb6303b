"""The questions of one line of the register, and reading what was filled in."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.http import QueryDict

from openloket.flows.offering.keep_register import LONGEST, NewLine
from openloket.offer.models import Channel, Service, Supplier
from openloket.web.desk.days import TypedDay, read_day, shown_day
from openloket.web.desk.designating.channel_words import EVERY_TYPE, TYPES

BEGIN = "Vanaf welke dag geldt dit?"
KEYS = {
    "service": "kanaal",
    "kind": "kanaal",
    "message_type": "soort",
    "address": "adres",
    "text": "uitleg",
    "designated": "aangewezen",
    "login_level": "inloggen",
    "supplier": "leverancier_nieuw",
    "legal_exception": "uitzondering",
    "joint_body": "samenwerking",
    "because": "omdat",
    "valid_from": "vanaf",
    "valid_to": "tot",
}
"""Under which question a problem of the flow is told."""

Values = Mapping[str, str]


def proposed(asked: Mapping[str, str]) -> Values:
    """What is proposed for a new line: what the link told, else the usual."""
    usual = {
        "soort": "",
        "kanaal": "webformulier",
        "aangewezen": "ja",
        "adres": "",
        "alle": "ja" if asked.get("rest") == "ja" else "nee",
    }
    return usual | {key: asked[key] for key in ("soort", "kanaal", "aangewezen", "adres") if key in asked}


def kept(row: Channel) -> Values:
    """What stands in a line, to change a part of it."""
    return {
        "soort": row.message_type,
        "kanaal": row.kind,
        "adres": row.address,
        "uitleg": row.text,
        "aangewezen": "ja" if row.designated else "nee",
        "alle": "ja" if row.every_product else "nee",
        "inloggen": row.login_level,
        "eisen": "\n".join(row.requirements),
        "uitzondering": row.legal_exception,
        "samenwerking": row.joint_body,
        "leverancier": row.supplier.name if row.supplier else "",
        "omdat": row.because,
    }


def typed(posted: QueryDict) -> Values:
    """What somebody filled in."""
    return {key: value.replace("\0", "") for key, value in posted.items() if isinstance(value, str)}


def read_line(values: Values, service: Service, begins: date) -> NewLine:
    """The line that was filled in."""
    return NewLine(
        service=service.slug,
        kind=values.get("kanaal", ""),
        message_type=values.get("soort", ""),
        address=values.get("adres", ""),
        text=values.get("uitleg", ""),
        designated=values.get("aangewezen") == "ja",
        every_product=values.get("alle") == "ja",
        login_level=values.get("inloggen", ""),
        requirements=tuple(values.get("eisen", "").splitlines()),
        legal_exception=values.get("uitzondering", ""),
        joint_body=values.get("samenwerking", ""),
        because=values.get("omdat", ""),
        valid_from=begins,
        supplier=values.get("leverancier_nieuw", "").strip() or values.get("leverancier", ""),
    )


def begin_of(posted: QueryDict, today: date) -> TypedDay:
    """The day on which it begins: as typed, else today."""
    return read_day(posted, "vanaf", BEGIN, today) if posted else shown_day("vanaf", today)


def fields(values: Values, begins: TypedDay, wrong: Mapping[str, str]) -> list[dict[str, Any]]:
    """All questions, in the order in which somebody thinks of them."""
    names = Supplier.objects.order_by("name").values_list("name", flat=True)[:200]
    suppliers = [("", "geen, of een nieuwe"), *((name, name) for name in names)]
    own = [
        _select("soort", "Welk type bericht?", [("", EVERY_TYPE), *TYPES.items()]),
        _yes_no("alle", "Geldt dit voor alle onderwerpen?",
                "Ja bij bezwaar, klacht en het restkanaal. Dan is er één regel voor alles."),
        _select("kanaal", "Langs welke weg?", [(one.value, one.label) for one in Channel.Kind]),
        _text("adres", "Adres", "Een webadres, een e-mailadres of een telefoonnummer. "
              "Leeg bij een online formulier: dan is het ons eigen formulier.", LONGEST["address"]),
        _yes_no("aangewezen", "Is dit de aangewezen digitale weg?",
                "Ja: dit komt in het aanwijzingsbesluit (Awb 2:13). "
                "Nee: het mag ook zo, bijvoorbeeld aan de balie."),
        _long("omdat", "Kan het niet bij ons? Schrijf waarom.",
              "Alleen bij ‘niet bij deze gemeente’. Bijvoorbeeld: dit doet de veiligheidsregio."),
        begins.as_field(BEGIN, "Bijvoorbeeld de dag waarop het besluit in werking treedt."),
        _long("uitleg", "Wat leest de inwoner hierover?", "Bijvoorbeeld: U vult het formulier online in."),
        _select("inloggen", "Moet iemand inloggen?", [(one.value, one.label) for one in Channel.Login]),
        _long("eisen", "Nadere eisen",
              "Eén eis per regel. Maak versturen niet moeilijker dan nodig (Awb 2:13 lid 3)."),
        _text("samenwerking", "Wie voert het uit, als de gemeente dat niet zelf doet?",
              "Bijvoorbeeld een gemeenschappelijke regeling.", LONGEST["joint_body"]),
        _text("uitzondering", "Welke bijzondere wet regelt dit?", "Bijvoorbeeld: Omgevingswet, artikel 16.1.",
              LONGEST["legal_exception"]),
        _select("leverancier", "Welke leverancier levert dit?", suppliers),
        _text("leverancier_nieuw", "Of een nieuwe leverancier", "", LONGEST["supplier"]),
    ]  # fmt: skip
    return [_filled(one, values, wrong) for one in own]


def _filled(one: dict[str, Any], values: Values, wrong: Mapping[str, str]) -> dict[str, Any]:
    if one["type"] == "date":
        return {**one, "error": wrong.get(one["key"])}
    return {**one, "value": values.get(one["key"], ""), "error": wrong.get(one["key"])}


def _text(key: str, label: str, hint: str, longest: int) -> dict[str, Any]:
    return {
        "key": key,
        "type": "text",
        "label": label,
        "hint": hint,
        "max_length": longest,
        "required": False,
    }


def _long(key: str, label: str, hint: str) -> dict[str, Any]:
    return {"key": key, "type": "longtext", "label": label, "hint": hint, "required": False}


def _yes_no(key: str, label: str, hint: str) -> dict[str, Any]:
    return {"key": key, "type": "yesno", "label": label, "hint": hint, "required": True}


def _select(key: str, label: str, options: Iterable[tuple[str, str]]) -> dict[str, Any]:
    shown = [{"value": value, "label": text} for value, text in options]
    return {"key": key, "type": "select", "label": label, "hint": "", "required": True, "options": shown}
