"""What each field of the JSON in a case file means: a JSON Schema for each `type`, in plain Dutch."""

import json
from collections.abc import Mapping
from typing import Any

from openloket.evidence.casefile import CASE_FILE_TYPE
from openloket.evidence.dossier import DOSSIER_TYPE
from openloket.evidence.promise import PROMISE_TYPE
from openloket.evidence.proof import PROOF_TYPE
from openloket.evidence.shape import HASH, KEY_ID, REFERENCE
from openloket.evidence.treehead import TREE_HEAD_TYPE

Schema = dict[str, Any]

EXPLAINED = "uitleg/"
"""Where in the ZIP the schemas are; the name of each is the `type` of the files that it explains."""

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schema_path(type_name: str) -> str:
    """Where the schema of a type is: `openloket/dossier/1` in `uitleg/openloket-dossier-1.json`."""
    return f"{EXPLAINED}{type_name.replace('/', '-')}.json"


def schema_file(type_name: str, schema: Schema) -> bytes:
    """The schema as a file that people can read as well."""
    head = {"$schema": _DRAFT, "$id": f"urn:{type_name.replace('/', ':')}"}
    return json.dumps({**head, **schema}, ensure_ascii=False, indent=2).encode()


def fields(told: str, names: Mapping[str, Schema], *, more: bool = False) -> Schema:
    """An object that has all these fields, and others only with `more`."""
    required = sorted(names)
    return {
        "description": told,
        "type": "object",
        "properties": dict(names),
        "required": required,
        "additionalProperties": more,
    }


def text(told: str, pattern: str = "") -> Schema:
    """A text, of a form."""
    return {"description": told, "type": "string", **({"pattern": f"^{pattern}$"} if pattern else {})}


def number(told: str) -> Schema:
    """A whole number from 0."""
    return {"description": told, "type": "integer", "minimum": 0}


def many(told: str, one: Schema) -> Schema:
    """A list."""
    return {"description": told, "type": "array", "items": one}


def or_nothing(one: Schema) -> Schema:
    """The same, or null."""
    return {"anyOf": [one, {"type": "null"}]}


def fixed(told: str, value: str) -> Schema:
    """Always this text."""
    return {"description": told, "const": value}


def _hash(told: str) -> Schema:
    return text(f"{told} (SHA-256, hexadecimaal)", HASH.pattern)


def _moment(told: str) -> Schema:
    return text(f"{told} (UTC)", r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z")


_KIND = "Soort bestand, en de versie daarvan. De uitleg heet hetzelfde."
_KEY = text("Nummer van de sleutel: het begin van de vingerafdruk van de openbare sleutel", KEY_ID.pattern)
_SIGNATURE = text("Handtekening (Ed25519, base64)")
_SEAL = fields(
    "Zegel: een handtekening over alles in dit bestand behalve het zegel zelf, als canonieke JSON",
    {"key_id": _KEY, "signature": _SIGNATURE},
)
_REFERENCE = text("Kenmerk", REFERENCE.pattern)
_ORGANISATION = text("Naam van de organisatie")
_FILE = {
    "size": number("Grootte in bytes"),
    "sha256": _hash("Vingerafdruk van het bestand"),
}
_INCLUSION = fields(
    "Plaats van het feit in het logboek (RFC 6962)",
    {
        "leaf_index": number("Plaats, geteld vanaf 0. In de PDF staat het nummer: dat is één meer."),
        "tree_size": number("Hoeveel feiten het logboek toen had"),
        "path": many("Weg van het feit naar de top van de boom", _hash("Een tak van de boom")),
    },
)
_TREE_HEAD = fields(
    "Ondertekende top van het logboek",
    {
        "type": fixed(_KIND, TREE_HEAD_TYPE),
        "key_id": _KEY,
        "log_id": text("Naam van het logboek"),
        "tree_size": number("Aantal feiten in het logboek"),
        "root_hash": _hash("Top van de boom"),
        "at": _moment("Wanneer ondertekend"),
        "signature": _SIGNATURE,
    },
)
_TIMESTAMP = fields(
    "Tijdstempel over de top van de boom (RFC 3161)",
    {"token": text("Het tijdstempel (DER, base64)"), "tsa": text("Dienst die het tijdstempel gaf")},
)
_EVENT = fields(
    "Een feit, precies zoals het in het logboek staat. Er staan geen persoonsgegevens in. Wat het betekent, "
    "staat bij het nummer van het feit in de PDF, hoofdstuk Bewijs.",
    {"type": text("Soort feit")},
    more=True,
)
_ROW = fields(
    "Een vraag en het antwoord",
    {
        "key": text("Naam van de vraag in het formulier"),
        "label": text("De vraag, zoals die er stond"),
        "lines": many("Het antwoord; leeg: niet ingevuld", text("Een regel")),
    },
)
_STEP = fields(
    "Een bladzijde van het formulier",
    {"key": text("Naam van de bladzijde"), "title": text("Titel"), "rows": many("Vragen", _ROW)},
)
_COPY = fields(
    "Precies wat is ontvangen",
    {
        "reference": _REFERENCE,
        "received_at": _moment("Wanneer ontvangen"),
        "organisation": _ORGANISATION,
        "service": text("Waarover het gaat"),
        "form": fields(
            "Het formulier",
            {
                "key": text("Naam van het formulier"),
                "version": text("Versie"),
                "fingerprint": _hash("Vingerafdruk van het formulier"),
            },
        ),
        "steps": many("Bladzijden met antwoorden", _STEP),
        "attachments": many("Bijlagen", fields("Een bijlage", {"name": text("Naam"), **_FILE})),
        "salt": _hash("Toeval, zodat niemand een antwoord kan raden uit de vingerafdruk"),
    },
)
_PROMISE = fields(
    "Ondertekende belofte dat het feit in het logboek komt",
    {
        "type": fixed(_KIND, PROMISE_TYPE),
        "key_id": _KEY,
        "leaf_hash": _hash("Vingerafdruk van het feit"),
        "reference": _REFERENCE,
        "received_at": _moment("Wanneer ontvangen"),
        "signature": _SIGNATURE,
    },
)
_WORDS = fields(
    "De precieze woorden van een bericht dat is verstuurd",
    {
        "message_id": text("Nummer van het bericht; feiten noemen het"),
        "kind": text("Soort bericht"),
        "way": text("Langs welke weg"),
        "subject_line": text("Onderwerp"),
        "text": text("Tekst"),
        "html": text("Tekst met opmaak"),
        "sha256": _hash("Vingerafdruk van onderwerp, tekst en opmaak, met een nulteken ertussen"),
    },
)

SCHEMAS: Mapping[str, Schema] = {
    CASE_FILE_TYPE: fields(
        "inhoud.json: de ondertekende lijst van alle bestanden in een dossier",
        {
            "type": fixed(_KIND, CASE_FILE_TYPE),
            "organisation": _ORGANISATION,
            "reference": _REFERENCE,
            "made_at": _moment("Wanneer gemaakt"),
            "entries": many("Bestanden", fields("Een bestand", {"path": text("Naam, met map"), **_FILE})),
            "seal": _SEAL,
        },
    ),
    DOSSIER_TYPE: fields(
        "Een afschrift: feiten met hun plaats in het logboek, en de woorden van berichten (Awb 2:25)",
        {
            "type": fixed(_KIND, DOSSIER_TYPE),
            "organisation": _ORGANISATION,
            "reference": _REFERENCE,
            "made_at": _moment("Wanneer gemaakt"),
            "facts": many(
                "Feiten",
                fields("Een feit en zijn plaats", {"event": _EVENT, "inclusion": or_nothing(_INCLUSION)}),
            ),
            "words": many("Berichten", _WORDS),
            "tree_head": or_nothing(_TREE_HEAD),
            "timestamp": or_nothing(_TIMESTAMP),
            "seal": _SEAL,
        },
    ),
    PROOF_TYPE: fields(
        "Een ontvangstbewijs: wat is ontvangen, en dat dit in het logboek staat (Awb 2:17)",
        {
            "type": fixed(_KIND, PROOF_TYPE),
            "copy": _COPY,
            "event": _EVENT,
            "promise": _PROMISE,
            "inclusion": or_nothing(_INCLUSION),
            "tree_head": or_nothing(_TREE_HEAD),
            "timestamp": or_nothing(_TIMESTAMP),
            "seal": _SEAL,
        },
    ),
}
"""By type of file."""
