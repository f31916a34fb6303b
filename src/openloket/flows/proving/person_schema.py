"""What each field of persoon.json means, as JSON Schema in plain Dutch."""

from openloket.evidence.casefile_schema import Schema, fields, fixed, many, or_nothing, text

TYPE = "openloket/person-file/1"
_MOMENT, _DAY = "(ISO 8601)", "(jaar-maand-dag)"

_NUMBER = fields(
    "Een nummer van de persoon", {"kind": text("Soort"), "ends_with": text("De laatste drie tekens")}
)
_CONSENT = fields(
    "Een ja tegen een weg voor berichten, of een nee tegen meldingen (Awb 2:8, 2:10)",
    {
        "way": text("Welke weg"),
        "sort": text("Voor welke soort berichten"),
        "address": text("Adres of nummer"),
        "wording": text("De precieze woorden"),
        "given_at": text(f"Wanneer {_MOMENT}"),
        "withdrawn_at": or_nothing(text(f"Wanneer ingetrokken {_MOMENT}")),
    },
)
_MANDATE = fields(
    "Een machtiging",
    {
        "role": text("Of deze persoon haar gaf of kreeg"),
        "for": text("Voor wie"),
        "by": text("Wie handelt"),
        "basis": text("Op grond waarvan"),
        "products": many("Waarvoor; leeg: alles", text("Naam van een product")),
        "from_day": text(f"Eerste dag {_DAY}"),
        "until": or_nothing(text(f"Laatste dag {_DAY}")),
        "state": text("Stand"),
        "reason": text("Waarom geweigerd of gehouden"),
    },
)
_MESSAGE = fields(
    "Een bericht dat bij geen zaak hoort",
    {
        "subject": text("Onderwerp"),
        "text": text("Tekst"),
        "sent_at": or_nothing(text(f"Verstuurd {_MOMENT}")),
    },
)
SCHEMA: Schema = fields(
    "persoon.json: wat in een dossier van een persoon bij geen zaak hoort",
    {
        "$schema": text("Het bestand met deze uitleg"),
        "type": fixed("Soort bestand, en de versie daarvan", TYPE),
        "made_at": text(f"Wanneer gemaakt {_MOMENT}"),
        "organisation": text("Naam van de organisatie"),
        "person": fields(
            "De persoon",
            {
                "name": text("Naam"),
                "kind": text("Soort"),
                "first_known_at": or_nothing(text(f"Voor het eerst ingelogd {_MOMENT}")),
                "last_login_at": or_nothing(text(f"Voor het laatst ingelogd {_MOMENT}")),
                "numbers": many("Nummers", _NUMBER),
            },
        ),
        "preferences": {"description": "Wat iemand koos in Mijn omgeving; leeg: niets", "type": "object"},
        "reachability": many("Toestemmingen", _CONSENT),
        "mandates": many("Machtigingen", _MANDATE),
        "messages": many("Berichten", _MESSAGE),
        "zaken": many(
            "Zaken",
            fields("Een zaak", {"reference": text("Kenmerk"), "file": text("Het dossier van de zaak")}),
        ),
    },
)
