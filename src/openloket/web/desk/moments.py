"""A moment that an employee types: a day in three boxes and a time, in Amsterdam."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from django.http import HttpRequest, HttpResponse

from openloket.tenancy.local_time import AMSTERDAM
from openloket.web.desk.days import TypedDay, read_day
from openloket.web.desk.frame import desk_page

_TIME = re.compile(r"([01]?[0-9]|2[0-3])[.:]([0-5][0-9])")
_EXAMPLE = "Vul een tijd in zoals 22.40."


@dataclass(frozen=True, slots=True)
class TypedMoment:
    """What was typed and the moment it means (UTC); None when it was left empty or holds a problem."""

    key: str
    typed_day: TypedDay
    typed_time: str
    moment: datetime | None
    problems: Mapping[str, str]

    def fields(self, label: str, problems: Mapping[str, str], required: bool = True) -> list[dict[str, Any]]:
        """The inputs for the macro `field` of fields.html, with the problems of the whole page."""
        clock = f"{self.key}-tijd"
        day = self.typed_day.as_field(f"{label}: welke dag?")
        return [
            {**day, "required": required, "error": problems.get(self.key)},
            {
                "key": clock,
                "type": "text",
                "label": f"{label}: hoe laat?",
                "hint": "Bijvoorbeeld 22.40",
                "max_length": 5,
                "required": required,
                "value": self.typed_time,
                "error": problems.get(clock),
            },
        ]


def read_moment(posted: Mapping[str, str], key: str, today: date, required: bool = True) -> TypedMoment:
    """The moment behind the boxes <key>.dag, <key>.maand, <key>.jaar and <key>-tijd."""
    day = read_day(posted, key, "Welke dag?", today)
    text = posted.get(f"{key}-tijd", "")[:20].replace("\0", "").strip()
    if not required and not text and not any(day.parts.values()):
        return TypedMoment(key, day, text, None, {})
    problems = {key: day.problem} if day.problem else {}
    read = _TIME.fullmatch(text)
    if read is None:
        problems[f"{key}-tijd"] = _EXAMPLE
    if problems or read is None or day.day is None:
        return TypedMoment(key, day, text, None, problems)
    local = datetime.combine(day.day, time(int(read[1]), int(read[2])), AMSTERDAM)
    moment = local.astimezone(UTC)
    if moment.astimezone(AMSTERDAM).time() != local.time():
        problem = "Dit tijdstip bestaat niet: die nacht gaat de klok een uur vooruit."
        return TypedMoment(key, day, text, None, {f"{key}-tijd": problem})
    return TypedMoment(key, day, text, moment, {})


@dataclass(frozen=True, slots=True)
class Ask:
    """A page of the desk with one form: what it is about, its button, and the way back."""

    title: str
    intro: str
    button: str
    back_url: str
    back_label: str


def form_page(
    request: HttpRequest, ask: Ask, fields: list[dict[str, Any]], problems: Mapping[str, str]
) -> HttpResponse:
    """The page; problems by the key of their field, or "" for what is wrong with the whole."""
    errors = [{"href": f"#{name}", "message": text} for name, text in problems.items() if name]
    context = {"ask": ask, "fields": fields, "refusal": problems.get(""), "errors": errors}
    status = 422 if errors else 409 if problems else 200
    return desk_page(request, "desk/moment_form.html", ask.title, context, status)
