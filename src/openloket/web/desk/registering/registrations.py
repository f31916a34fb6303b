"""Registreren: what came by desk, phone or post; how it came, and what is still being typed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from openloket.flows.registering.begin_registration import (
    UnableToBegin,
    begin_registration,
    mend_registration,
)
from openloket.flows.registering.keep_registration import drop_registration
from openloket.flows.registering.provenance import WAYS
from openloket.intake.access import registration_for, registrations_of
from openloket.intake.models import Draft
from openloket.intake.registrations import read_came
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.kanalen import Kanaal
from openloket.people.reading import Reading, log_reading
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, may
from openloket.web import directory
from openloket.web.desk.frame import at_desk, desk_page, employee_of, for_employees, see_other
from openloket.web.desk.registering import registration_fields as arrival
from openloket.web.desk.registering.registration_form import fields
from openloket.web.desk.wording import short_day, short_moment
from openloket.web.place import place_of

MOST = 50
_DONE = {"weg": "Weggegooid. Het papier zelf is er nog: bewaar het, of registreer het opnieuw."}


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
def registrations(request: HttpRequest, **place: str) -> HttpResponse:
    """Begin with a message, or go on with one that is half done."""
    employee, now = _worker(request), timezone.now()
    if request.method != "POST":
        return _page(request, arrival.proposed(now), {}, None)
    catalogue = directory.services(dag_in_amsterdam(now))
    typed = arrival.read(request.POST, catalogue, now)
    organisation = place_of(request).organisation
    try:
        if typed.problems:
            raise UnableToBegin("", typed.problems)
        draft_id = begin_registration(employee, organisation, typed.announced, now)
    except UnableToBegin as refusal:
        return _page(request, typed, refusal.problems, None, str(refusal))
    return see_other(at_desk(request, f"registreren/{draft_id}"))


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
def mend(request: HttpRequest, draft_id: int, **place: str) -> HttpResponse:
    """Say otherwise how it came; what was typed stays."""
    row, now = draft_of(request, draft_id), timezone.now()
    if row.arrival is None:
        return see_other(at_desk(request, f"registreren/{draft_id}/controle"))
    if request.method != "POST":
        return _page(request, arrival.kept(read_came(row.arrival), row.service.title, row.about), {}, row)
    typed = arrival.read(request.POST, directory.services(dag_in_amsterdam(now)), now)
    try:
        if typed.problems:
            raise UnableToBegin("", typed.problems)
        mend_registration(
            employee_of(request), place_of(request).organisation, draft_id, typed.announced, now
        )
    except UnableToBegin as refusal:
        return _page(request, typed, refusal.problems, row, str(refusal))
    return see_other(at_desk(request, f"registreren/{draft_id}"))


@require_POST
@for_employees
def drop(request: HttpRequest, draft_id: int, **place: str) -> HttpResponse:
    """Throw away what was typed by mistake."""
    drop_registration(_worker(request), draft_id, timezone.now())
    return see_other(at_desk(request, "registreren", gedaan="weg"))


def draft_of(request: HttpRequest, draft_id: int) -> Draft:
    """The half-done message that this employee may see; that it was read is written down first."""
    employee = _worker(request)
    row = registration_for(employee, draft_id)
    if row is None:
        raise Http404
    log_reading(employee, Reading.DRAFT, ("draft", row.pk), "bericht registreren", timezone.now())
    return row


def _worker(request: HttpRequest) -> Employee:
    employee = employee_of(request)
    if not may(employee, Right.HANDLE):
        raise Http404
    return employee


def _page(
    request: HttpRequest,
    typed: arrival.TypedArrival,
    problems: Mapping[str, str],
    row: Draft | None,
    refusal: str = "",
) -> HttpResponse:
    """The form, and below it what is half done."""
    now = timezone.now()
    titles = [one.title for one in directory.services(dag_in_amsterdam(now)).offerings]
    context = {
        "fields": fields(typed, problems, titles),
        "errors": [{"href": f"#{name}", "message": text} for name, text in problems.items()],
        "refusal": "" if problems else refusal,
        "notice": _DONE.get(request.GET.get("gedaan", "")),
        "waiting": [] if row else _waiting(request, now),
        "back_url": at_desk(request, f"registreren/{row.pk}" if row else ""),
        "mending": row is not None,
    }
    status = 422 if problems else 409 if refusal else 200
    title = f"Hoe bericht {row.pk} binnenkwam" if row else "Registreren"
    return desk_page(request, "desk/registrations.html", title, context, status)


def _waiting(request: HttpRequest, now: datetime) -> list[dict[str, Any]]:
    """What is half done; who divides the work sees everybody's, with names."""
    employee = employee_of(request)
    rows = registrations_of(employee, MOST)
    if rows:
        log_reading(employee, Reading.MESSAGE_LIST, ("draft", 0), f"registreren: {len(rows)} half klaar", now)
    return [_row(request, row, employee) for row in rows]


def _row(request: HttpRequest, row: Draft, employee: Employee) -> dict[str, Any]:
    assert row.arrival is not None, "it was not registered yet"
    came = read_came(row.arrival)
    day = short_day(dag_in_amsterdam(came.received_at))
    return {
        "url": at_desk(request, f"registreren/{row.pk}"),
        "product": row.service.title,
        "sender": came.sender or "afzender nog niet bekend",
        "came": f"{WAYS[Kanaal(came.channel)].lower()} op {day}",
        "changed": short_moment(row.updated_at),
        "who": row.employee.name if row.employee and row.employee_id != employee.pk else "",
    }
