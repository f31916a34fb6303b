"""What a citizen of the bench fills in: every page of a form, with the inputs a browser would send."""

import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from tests.journeys.filling_in import answers_for, posted_page

from openloket.formkit.definition import Form
from openloket.formkit.pages import visible_steps

KEY_MARK = "DRAFTKEY"
"""Stands in a body where the key of the draft must come."""


@dataclass(frozen=True, slots=True)
class PagePlan:
    """One page: its address, and its inputs in both ways in which a browser may send them."""

    path: str
    multipart: str
    boundary: str
    urlencoded: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole way from product page to receipt."""

    host: str
    product: str
    begin: str
    pages: tuple[PagePlan, ...]
    check: str
    send: str

    def as_json(self) -> dict[str, Any]:
        """For the process that drives."""
        return asdict(self)


def plan(host: str, form: Form, town: str, service: str, today: date) -> Plan:
    """The plan for one form: all that must be answered, and an e-mail address for the confirmation."""
    answers = answers_for(form, today, email="burger@example.nl")
    start = f"/{town}/{service}"
    pages = tuple(
        _page(f"{start}/formulier/{step.key}", posted_page(step, answers))
        for step in visible_steps(form, answers)
    )
    return Plan(host, f"{start}/", f"{start}/formulier", pages, f"{start}/controle", f"{start}/versturen")


def inputs(form: Form, today: date) -> dict[str, Any]:
    """All answers of the plan as one set of inputs, for the floor that takes them at once."""
    answers = answers_for(form, today, email="burger@example.nl")
    return {
        name: value
        for step in visible_steps(form, answers)
        for name, value in posted_page(step, answers).items()
    }


def _page(path: str, typed: Mapping[str, Any]) -> PagePlan:
    values = {"draft_key": KEY_MARK, **typed, "verder": "1"}
    boundary = f"----bench{secrets.token_hex(8)}"
    pairs = [
        (name, one)
        for name, value in values.items()
        for one in (value if isinstance(value, list) else [value])
    ]
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{one}\r\n'
        for name, one in pairs
    ]
    return PagePlan(path, "".join(parts) + f"--{boundary}--\r\n", boundary, urlencode(pairs))
