"""What a product is also called, after the library: a page seldom has the name of the national list."""

import re
from functools import cache
from pathlib import Path

import yaml

from openloket.monitor.checking.wording import Text

_FILE = Path(__file__).resolve().parent.parent / "library" / "synonyms.yaml"
_BESIDE = re.compile(r"\(([^)]*)\)")


@cache
def also_called(name: str) -> tuple[str, ...]:
    """Other names for a product, such as trouwen for huwelijksaangifte; none for most."""
    own = {_stems(_BESIDE.sub(" ", name)), *(_stems(one) for one in _BESIDE.findall(name))} - {""}
    return tuple(word for same in _groups() if own & {_stems(one) for one in same} for word in same)


@cache
def _groups() -> tuple[tuple[str, ...], ...]:
    content = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return tuple(tuple(group["same"]) for group in content["groups"])


@cache
def _stems(words: str) -> str:
    return Text.of(words).stems.strip()
