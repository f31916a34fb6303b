"""Each JSON file in a case file is what the schema says that its `type` names, field by field."""

import json
from typing import Any

import pytest
from tests.evidence.receipts import parts
from tests.evidence.schemas import faults
from tests.evidence.test_casefile import members, proof

from openloket.evidence.casefile import LIST
from openloket.evidence.casefile_schema import SCHEMAS, schema_file, schema_path

FILES = [proof(), parts().file(), members()[LIST]]


def explained(told: dict[str, Any]) -> dict[str, Any]:
    """The schema that a file names, as it goes into the ZIP."""
    schema: dict[str, Any] = json.loads(schema_file(told["type"], SCHEMAS[told["type"]]))
    return schema


@pytest.mark.parametrize("file", FILES)
def test_a_file_is_what_its_schema_says(file: bytes) -> None:
    told = json.loads(file)
    assert list(faults(told, explained(told))) == []


@pytest.mark.parametrize("file", FILES)
def test_a_field_more_or_less_is_noticed(file: bytes) -> None:
    told = json.loads(file)
    schema = explained(told)
    assert list(faults({**told, "stray": 1}, schema)) == ["$: has stray"]
    for name in told:
        assert any(faults({key: one for key, one in told.items() if key != name}, schema))


def test_every_field_is_explained() -> None:
    def unexplained(schema: Any) -> list[Any]:
        if not isinstance(schema, dict):
            return []
        below = [*schema.get("properties", {}).values(), *([schema["items"]] if "items" in schema else [])]
        below += [one for one in schema.get("anyOf", ()) if one != {"type": "null"}]
        own = [] if "anyOf" in schema or schema.get("description") else [schema]
        return own + [one for part in below for one in unexplained(part)]

    assert [one for schema in SCHEMAS.values() for one in unexplained(schema)] == []


def test_the_name_of_a_schema_is_the_type() -> None:
    assert schema_path("openloket/dossier/1") == "uitleg/openloket-dossier-1.json"
