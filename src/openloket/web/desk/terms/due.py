"""Which terms ask attention: late, due, standing still, and what deciding late costs; by whose they are."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from openloket.law.kalender import dag_in_amsterdam
from openloket.people.reading import Reading, log_reading
from openloket.tenancy.rights import Right, may
from openloket.web.desk.frame import at_desk, desk_page, employee_of, for_employees
from openloket.web.desk.wording import days_left, short_day
from openloket.zaken.due import MOST, DueRow, Part, Watch, cost, counts, rows
from openloket.zaken.queries import Whose

_WHOSE = ((Whose.MINE, "Mijn zaken"), (Whose.TEAM, "Mijn team"), (Whose.ALL, "Iedereen"))
_TITLES = {
    Part.LATE: "Te laat",
    Part.WEEK: "Vandaag en deze week",
    Part.AHEAD: "Binnen uw drempel",
    Part.NOT_HANDLE: "Niet behandelen",
    Part.STILL: "Opgeschort",
    Part.PENALTY: "Dwangsom",
}
_EMPTY = {
    Part.LATE: "Niets is te laat.",
    Part.STILL: "Er staat geen termijn stil.",
    Part.PENALTY: "Er loopt geen dwangsom.",
}


@require_safe
@for_employees
def due(request: HttpRequest, **place: str) -> HttpResponse:
    """One list, with the number of each list beside it. That it was read is written down first."""
    employee, now = employee_of(request), timezone.now()
    if not may(employee, Right.READ):
        raise Http404
    usual = Whose.TEAM if may(employee, Right.DIVIDE) else Whose.MINE
    whose = _read(Whose, request.GET.get("van"), usual)
    part = _read(Part, request.GET.get("lijst"), Part.LATE)
    page = _page_number(request.GET.get("pagina", ""))
    watch = Watch(employee, whose, dag_in_amsterdam(now))
    found, more = rows(watch, part, page)
    log_reading(employee, Reading.ZAAK_LIST, ("zaak_list", 0), f"termijnen, zaken: {len(found)}", now)
    context = {
        **_choices(request, watch, part),
        **_pages(request, watch, part, (page, more)),
        "title": _TITLES[part],
        "rows": [_row(request, row, part, watch) for row in found],
        "empty": _EMPTY.get(part, "Er is nu niets in deze lijst."),
        "cost": cost(watch) if part is Part.PENALTY else None,
    }
    return desk_page(request, "desk/due.html", f"Termijnen: {_TITLES[part].lower()}", context)


def _read(kind: Any, text: str | None, default: Any) -> Any:
    return kind(text) if text in {one.value for one in kind} else default


def _page_number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 3 else 1


def _address(request: HttpRequest, whose: Whose, part: Part, **more: str) -> str:
    return at_desk(request, "termijnen", van=whose.value, lijst=part.value, **more)


def _choices(request: HttpRequest, watch: Watch, part: Part) -> Mapping[str, Any]:
    numbers = counts(watch)
    whose = watch.whose
    return {
        "whose": [
            {"label": label, "url": _address(request, one, part), "current": one is whose}
            for one, label in _WHOSE
        ],
        "parts": [
            {
                "label": label,
                "number": f"{MOST - 1}+" if numbers[one] >= MOST else str(numbers[one]),
                "url": _address(request, whose, one),
                "current": one is part,
            }
            for one, label in _TITLES.items()
        ],
        "settings_url": at_desk(request, "instellingen"),
        "days": watch.employee.warn_days,
    }


def _pages(request: HttpRequest, watch: Watch, part: Part, where: tuple[int, bool]) -> Mapping[str, Any]:
    page, more = where
    to = [_address(request, watch.whose, part, pagina=str(number)) for number in (page - 1, page + 1)]
    return {"prev_url": to[0] if page > 1 else None, "next_url": to[1] if more else None}


def _row(request: HttpRequest, row: DueRow, part: Part, watch: Watch) -> Mapping[str, Any]:
    last, until = row.last_day, row.until
    left = days_left(last, watch.today) if last and part is not Part.PENALTY else ""
    cells = [("Uiterlijk", f"{short_day(last)} {left}".strip() if last else "–")]
    if row.since and part is Part.STILL:
        cells = [
            ("Sinds", short_day(row.since)),
            ("Tot en met", short_day(until) if until else "nog onbekend"),
            *cells,
        ]
    if row.since and part is Part.PENALTY:
        cells = [
            ("Vanaf", short_day(row.since)),
            ("Tot en met", short_day(until) if until else "–"),
            ("Vandaag erbij", f"€ {row.a_day}"),
            ("Tot nu toe", f"€ {row.so_far}"),
        ]
    return {
        "reference": row.reference,
        "url": at_desk(request, f"zaak/{row.reference}"),
        "product": row.title,
        "cells": [{"label": label, "text": text} for label, text in cells],
        "late": part is Part.LATE,
        "assignee": row.assignee,
    }
