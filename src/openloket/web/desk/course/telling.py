"""What the sentences of the course of a zaak are made of: what a fact tells, names, and days in words."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from openloket.web.desk.wording import whole_day

Body = Mapping[str, Any]
"""What a fact in the log tells."""
Names = Mapping[int, str]
"""The employees in the log, by their id."""
Sentences = Mapping[str, Callable[[Body, Names], str]]
"""By kind of fact how it is told."""


def day_in(body: Body, name: str) -> str:
    """A day that the fact tells, in words."""
    return whole_day(date.fromisoformat(str(body[name])))
