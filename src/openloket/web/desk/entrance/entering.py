"""From the first step of logging in to being in: what waits meanwhile, and when two steps were taken last."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import unquote

from django.contrib import auth
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme

from openloket.flows.employees.enter_desk import Next, next_step, note_login
from openloket.tenancy.models import Employee
from openloket.web.desk.frame import at_desk, see_other

WITHIN = timedelta(minutes=10)
"""How long after the first step the second may be taken."""

_WAITING = "desk_waiting"
_TWO_STEPS = "desk_two_steps"
_DIRECTORY = "desk_directory"


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody whose first step was right: nobody is logged in yet."""

    employee: Employee
    wanted: str


def enter(
    request: HttpRequest, employee: Employee, wanted: str, now: datetime, *, shown: bool = False, by: str = ""
) -> HttpResponse:
    """After the first step: in, or on to the second. `by` is the directory; `shown`: it did both steps."""
    step = next_step(employee, shown)
    if step in (Next.IN, Next.IN_FOR_NOW):
        let_in(request, employee, now, two_steps=shown, by=by)
        if step is Next.IN:
            return see_other(wanted)
        return see_other(at_desk(request, "instellingen/inloggen", reden="binnenkort", verder=wanted))
    request.session.cycle_key()
    request.session[_WAITING] = {
        "employee": employee.pk,
        "hash": employee.get_session_auth_hash(),
        "wanted": wanted,
        "by": by,
        "at": now.isoformat(),
    }
    return see_other(at_desk(request, "inloggen/code" if step is Next.CODE else "inloggen/instellen"))


def waiting(request: HttpRequest, now: datetime) -> Waiting | None:
    """Who took the first step in this browser, minutes ago; None: nobody, or it counts no longer."""
    kept: dict[str, Any] | None = request.session.get(_WAITING)
    if kept is None or not timedelta() <= now - datetime.fromisoformat(kept["at"]) <= WITHIN:
        return None
    employee = Employee.objects.filter(pk=kept["employee"], is_active=True).first()
    # A password that changed meanwhile, or being signed out, undoes the first step.
    if employee is None or not constant_time_compare(employee.get_session_auth_hash(), kept["hash"]):
        return None
    return Waiting(employee, kept["wanted"])


def let_in(
    request: HttpRequest, employee: Employee, now: datetime, *, two_steps: bool, by: str | None = None
) -> None:
    """Begin a session. `by` None: as the first step was taken."""
    kept = request.session.pop(_WAITING, {})
    auth.login(request, employee)
    directory = kept.get("by", "") if by is None else by
    request.session[_DIRECTORY] = directory
    if not directory:
        note_login(employee, two_steps, now)
    request.session.pop(_TWO_STEPS, None)
    if two_steps:
        took_two_steps(request, now)


def took_two_steps(request: HttpRequest, now: datetime) -> None:
    """The second step was taken just now."""
    request.session[_TWO_STEPS] = now.isoformat()


def two_steps_since(request: HttpRequest) -> datetime | None:
    """When the second step was taken last in this session; None: never."""
    kept = request.session.get(_TWO_STEPS)
    return datetime.fromisoformat(kept) if kept else None


def directory_of(request: HttpRequest) -> str:
    """The key of the directory through which this session began; empty: by password."""
    kept: str = request.session.get(_DIRECTORY, "")
    return kept


def desk_path(request: HttpRequest, wanted: str) -> str:
    """Where to go afterwards: only to a page of this desk, never to another site or organisation."""
    here = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith(at_desk(request))
    # Browsers resolve dots also when these are written as %2e.
    upward = ".." in unquote(wanted.partition("?")[0]).split("/")
    return wanted if here and not upward else at_desk(request)
