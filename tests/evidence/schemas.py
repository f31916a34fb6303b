"""A small judge of JSON Schema: the words that our schemas use, and no others."""

import re
from collections.abc import Iterator
from typing import Any

_TYPES = {"string": str, "integer": int, "array": list, "object": dict, "null": type(None)}
_WORDS = {"$schema", "$id", "description", "type", "properties", "required", "additionalProperties", "items",
          "const", "pattern", "minimum", "anyOf"}  # fmt: skip


def faults(value: Any, schema: dict[str, Any], where: str = "$") -> Iterator[str]:
    """Where a value is not what the schema says."""
    yield from _of_any(value, schema, where)
    if "type" in schema and type(value) is not _TYPES[schema["type"]]:
        yield f"{where}: is no {schema['type']}"
    elif isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        yield f"{where}: is not of the form"
    elif isinstance(value, list):
        for place, one in enumerate(value):
            yield from faults(one, schema["items"], f"{where}[{place}]")
    elif isinstance(value, dict):
        yield from _of_object(value, schema, where)


def _of_any(value: Any, schema: dict[str, Any], where: str) -> Iterator[str]:
    if strange := schema.keys() - _WORDS:
        yield f"{where}: the schema has {strange}"
    if "anyOf" in schema and all(any(faults(value, one)) for one in schema["anyOf"]):
        yield f"{where}: none of the forms"
    if "const" in schema and value != schema["const"]:
        yield f"{where}: is not {schema['const']}"


def _of_object(value: dict[str, Any], schema: dict[str, Any], where: str) -> Iterator[str]:
    known = schema.get("properties", {})
    yield from (f"{where}: lacks {one}" for one in schema.get("required", ()) if one not in value)
    if schema.get("additionalProperties") is False:
        yield from (f"{where}: has {one}" for one in value if one not in known)
    for name, one in value.items():
        if name in known:
            yield from faults(one, known[name], f"{where}.{name}")
