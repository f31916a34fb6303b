"""The register of complaints of a year at the desk: the list, the file, and making it public (Awb 9:12a)."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from openloket.flows.decisions.publish_complaints import (
    UnableToPublishComplaints,
    duty_of,
    publish_complaints,
)
from openloket.law.kalender import dag_in_amsterdam
from openloket.offer.calendar import law_calendar
from openloket.people.reading import Reading, log_reading
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, may
from openloket.web import complaint_words as words
from openloket.web.csv_file import csv_file
from openloket.web.desk.entrance.asking_again import in_two_steps
from openloket.web.desk.frame import at_desk, desk_page, employee_of, for_employees, see_other
from openloket.web.desk.wording import short_day, short_moment
from openloket.web.place import place_of
from openloket.web.terms import reasons
from openloket.zaken.complaints import (
    TOPICS,
    ComplaintRow,
    Timing,
    publication_of,
    register,
    unregistered,
    years,
)
from openloket.zaken.models import Complaint

PAGE = 15
_MISSING = 10
_HEAD = (
    "Kenmerk",
    "Ontvangen",
    "Onderwerp",
    "Afdeling",
    "Uitkomst",
    "Afgehandeld",
    "Uiterste dag",
    "Op tijd",
)

_ON_SCREEN = frozenset(_HEAD) - {"Kenmerk", "Uiterste dag"}


@require_safe
@for_employees
def this_year(request: HttpRequest, **place: str) -> HttpResponse:
    """The register opens at the year that runs."""
    return HttpResponseRedirect(at_desk(request, f"klachten/{dag_in_amsterdam(timezone.now()).year}"))


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
def complaints(request: HttpRequest, year: int, **place: str) -> HttpResponse:
    """The list, filtered and cut into pages; or make the year public."""
    employee, now = _allowed(request, year), timezone.now()
    if request.method != "POST":
        return _page(request, employee, year, now)
    try:
        publish_complaints(employee, year, now)
    except UnableToPublishComplaints as refusal:
        return _page(request, employee, year, now, str(refusal))
    return see_other(at_desk(request, f"klachten/{year}", gedaan="publiceren"))


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
@in_two_steps("GET", "HEAD", "POST")
def complaints_file(request: HttpRequest, year: int, **place: str) -> HttpResponse:
    """The whole register of a year as CSV."""
    employee, now = _allowed(request, year), timezone.now()
    if not may(employee, Right.READ):
        raise Http404
    rows = register(year, law_calendar(), dag_in_amsterdam(now))
    _log(employee, year, len(rows), now)
    return csv_file(f"klachten-{year}.csv", _HEAD, [_cells(row) for row in rows])


def _allowed(request: HttpRequest, year: int) -> Employee:
    employee = employee_of(request)
    if not 2000 <= year < 2100:
        raise Http404
    if not may(employee, Right.READ) and not may(employee, Right.PUBLISH):
        raise Http404
    return employee


def _log(employee: Employee, year: int, count: int, now: datetime) -> None:
    reason = f"register van klachten {year}, klachten: {count}"
    log_reading(employee, Reading.ZAAK_LIST, ("complaints", year), reason, now)


def _page(
    request: HttpRequest, employee: Employee, year: int, now: datetime, refusal: str | None = None
) -> HttpResponse:
    """Who may not read zaken sees the numbers only."""
    rows = register(year, law_calendar(), dag_in_amsterdam(now))
    context = {
        "year": year,
        "years": [{"year": one, "url": at_desk(request, f"klachten/{one}")} for one in _years(year)],
        "totals": words.totals(rows),
        "count": len(rows),
        "reads": may(employee, Right.READ),
        **_publication(request, employee, year, now),
        **(_list(request, employee, year, rows, now) if may(employee, Right.READ) else {}),
        "refusal": refusal,
        "notice": "Het register is gepubliceerd." if request.GET.get("gedaan") == "publiceren" else None,
    }
    return desk_page(request, "desk/klachten.html", f"Klachten {year}", context, 409 if refusal else 200)


def _list(
    request: HttpRequest, employee: Employee, year: int, rows: list[ComplaintRow], now: datetime
) -> dict[str, Any]:
    """The complaints that were chosen, a page of them; that they were read is written down first."""
    chosen = {name: request.GET.get(name, "") for name in ("onderwerp", "uitkomst", "tijd")}
    found = [row for row in rows if _matches(row, chosen)]
    _log(employee, year, len(found), now)
    number, missing = _number(request.GET.get("pagina", "")), unregistered(year)
    return {
        "found": len(found),
        "rows": [_row(request, row) for row in found[number * PAGE : (number + 1) * PAGE]],
        "choices": _choices(chosen),
        "csv_url": at_desk(request, f"klachten/{year}.csv"),
        "unregistered": [
            {"reference": one, "url": at_desk(request, f"zaak/{one}/klacht")} for one in missing[:_MISSING]
        ],
        "more": max(0, len(missing) - _MISSING),
        **_pages(request, chosen, number, len(found)),
    }


def _publication(request: HttpRequest, employee: Employee, year: int, now: datetime) -> dict[str, Any]:
    published = publication_of(year)
    over = year < dag_in_amsterdam(now).year
    return {
        "published": short_moment(published.at) if published else None,
        "public_url": place_of(request).url(f"klachten/{year}") if published else None,
        "duty": reasons(duty_of(year, now).naar_dict()) if over else [],
        "may_publish": may(employee, Right.PUBLISH) and published is None and over,
    }


def _pages(request: HttpRequest, chosen: dict[str, str], number: int, count: int) -> dict[str, str | None]:
    here = request.path_info.rpartition("/balie/")[2]
    kept = {name: value for name, value in chosen.items() if value}
    return {
        "prev_url": at_desk(request, here, **kept, pagina=str(number - 1)) if number else None,
        "next_url": at_desk(request, here, **kept, pagina=str(number + 1))
        if count > (number + 1) * PAGE
        else None,
    }


def _matches(row: ComplaintRow, chosen: dict[str, str]) -> bool:
    outcome = row.outcome if row.handled_on else "open"
    has = {"onderwerp": row.topic, "uitkomst": outcome, "tijd": row.timing.value}
    return all(not value or has[name] == value for name, value in chosen.items())


def _choices(chosen: dict[str, str]) -> list[dict[str, Any]]:
    outcomes = {"open": words.OPEN_LABEL, **{one.value: one.label for one in Complaint.Outcome}}
    timings = {one.value: words.TIMINGS[one] for one in Timing}
    lists = (
        ("onderwerp", "Onderwerp", TOPICS),
        ("uitkomst", "Uitkomst", outcomes),
        ("tijd", "Op tijd", timings),
    )
    return [
        {
            "key": key,
            "label": label,
            "options": [
                {"value": value, "label": text.capitalize(), "selected": chosen[key] == value}
                for value, text in {"": "Alle", **options}.items()
            ],
        }
        for key, label, options in lists
    ]


def _row(request: HttpRequest, row: ComplaintRow) -> dict[str, Any]:
    return {
        "reference": row.reference,
        "url": at_desk(request, f"zaak/{row.reference}/klacht"),
        "cells": [(head, text) for head, text in zip(_HEAD, _cells(row), strict=True) if head in _ON_SCREEN],
        "late": row.timing in {Timing.LATE, Timing.OVERDUE},
    }


def _cells(row: ComplaintRow) -> list[str]:
    return [
        row.reference,
        short_day(row.received_on),
        words.topic(row),
        row.conduct_of,
        words.outcome(row),
        short_day(row.handled_on) if row.handled_on else "",
        short_day(row.last_day) if row.last_day else "",
        words.timing(row),
    ]


def _years(year: int) -> list[int]:
    return sorted({year, *years()}, reverse=True)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else 0
