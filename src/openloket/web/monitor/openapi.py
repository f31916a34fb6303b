"""The description of the open data (OpenAPI 3.1), made from the tables themselves."""

from typing import Any

from openloket.monitor.scoring.channels import Audience, Basis
from openloket.web.monitor.rows import TABLES, Table

_FILTERS = [
    {
        "name": "bron",
        "in": "query",
        "description": "wie het zegt; zonder: gemeten, of anders wat er is",
        "schema": {"type": "string", "enum": [one.value for one in Basis]},
    },
    {
        "name": "doelgroep",
        "in": "query",
        "description": "alleen producten voor deze doelgroep",
        "schema": {"type": "string", "enum": [one.value for one in Audience]},
    },
]
_ROUND = {"name": "ronde", "in": "path", "required": True, "schema": {"type": "string"}}
_MISSING = {"description": "Deze ronde of dit bestand is er niet."}


def description() -> dict[str, Any]:
    """The whole description."""
    paths: dict[str, Any] = {
        "/monitor/data/rondes.json": _path("Gepubliceerde rondes", {"application/json": {}}, []),
        "/monitor/data/{ronde}/cijfers.json": _path("Landelijke cijfers", {"application/json": {}}),
    }
    for key, table in TABLES.items():
        address = f"/monitor/data/{{ronde}}/{key}"
        paths[f"{address}.json"] = _path(table.title, {"application/json": {"schema": _schema(table)}})
        paths[f"{address}.csv-metadata.json"] = _path(
            f"{table.title}: beschrijving van de CSV (CSV on the Web)", {"application/csvm+json": {}}
        )
        paths[f"{address}.csv"] = _path(table.title, {"text/csv": {"schema": {"type": "string"}}})
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Landelijke monitor digitale dienstverlening",
            "version": "1",
            "description": "Wat gemeenten digitaal aanbieden. Uitleg van de cijfers: /monitor/uitleg. Is een"
            " ronde een verzonnen voorbeeld, dan staat in elk JSON-bestand ‘verzonnen’: true. Bij een CSV"
            " staat het in de naam, en in de beschrijving ernaast.",
        },
        "paths": paths,
    }


def _path(title: str, content: dict[str, Any], given: list[Any] | None = None) -> dict[str, Any]:
    answers = {"200": {"description": title, "content": content}, "404": _MISSING}
    parameters = [_ROUND, *_FILTERS] if given is None else given
    return {"get": {"summary": title, "parameters": parameters, "responses": answers}}


def _schema(table: Table) -> dict[str, Any]:
    row = {name: {"type": [kind, "null"], "description": meaning} for name, kind, meaning in table.columns}
    rows = {"type": "array", "items": {"type": "object", "properties": row}}
    about = {
        "ronde": {"type": "string"},
        "verzonnen": {"type": "boolean", "description": "waar: een voorbeeld, er is niets gemeten"},
        "toelichting": {"type": "string", "description": "wat elke lezer moet weten"},
    }
    return {"type": "object", "properties": {**about, "rijen": rows}}
