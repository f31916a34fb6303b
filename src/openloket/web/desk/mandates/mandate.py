"""One mandate: what it says, the paper that came with it, and what an employee decides about it."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from openloket.flows.mandates.end_mandate import withdraw_at_desk
from openloket.flows.mandates.judge_mandate import approve_mandate, disapprove_mandate
from openloket.flows.mandates.mandating import UnableToMandate
from openloket.flows.mandates.refuse_representative import Objections, refuse_representative
from openloket.law.kalender import dag_in_amsterdam
from openloket.people.access import mandate_for
from openloket.people.mandates import LIVE, State
from openloket.people.models import Mandate, Person
from openloket.people.reading import Reading, log_reading
from openloket.tenancy.rights import Right, may
from openloket.web.desk.entrance.asking_again import in_two_steps
from openloket.web.desk.frame import at_desk, desk_page, employee_of, for_employees, see_other
from openloket.web.desk.mandates.mandates import titles_on
from openloket.web.desk.wording import short_moment
from openloket.web.mijn.shown import shown_mandate
from openloket.web.place import place_of


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
@in_two_steps("POST")
def mandate(request: HttpRequest, mandate_id: int, **place: str) -> HttpResponse:
    """The page, or one of its decisions; with anything wrong the page again, with what was typed."""
    found, now = _read(request, mandate_id, "machtiging bekijken"), timezone.now()
    step = request.POST.get("stap", "")
    if request.method != "POST" or step not in _STEPS:
        return _page(request, found, now)
    try:
        done = _STEPS[step](request, found, now)
    except UnableToMandate as refusal:
        return _page(request, _read(request, mandate_id, "machtiging bekijken"), now, step, refusal)
    return see_other(at_desk(request, "machtigingen", gedaan=done))


@require_safe
@for_employees
def document(request: HttpRequest, mandate_id: int, **place: str) -> HttpResponseBase:
    """The paper as a download. Somebody unknown made it: the browser must not guess, run or show it."""
    found = _read(request, mandate_id, "bewijs van een machtiging")
    if not found.document_storage:
        raise Http404
    response = FileResponse(
        default_storage.open(found.document_storage), as_attachment=True, filename=found.document_name,
        content_type="application/octet-stream",
    )  # fmt: skip
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "no-store"
    return response


def _read(request: HttpRequest, mandate_id: int, reason: str) -> Mandate:
    employee = employee_of(request)
    found = mandate_for(employee, mandate_id)
    if found is None:
        raise Http404
    log_reading(employee, Reading.MANDATE, ("mandate", found.pk), reason, timezone.now())
    return found


def _approve(request: HttpRequest, found: Mandate, now: datetime) -> str:
    approve_mandate(place_of(request).organisation, employee_of(request), found.pk, now)
    return "goedgekeurd"


def _disapprove(request: HttpRequest, found: Mandate, now: datetime) -> str:
    reason = request.POST.get("reden-afkeuren", "")
    disapprove_mandate(place_of(request).organisation, employee_of(request), found.pk, reason, now)
    return "afgekeurd"


def _refuse(request: HttpRequest, found: Mandate, now: datetime) -> str:
    answers = request.POST.get("advocaat", ""), request.POST.get("bezwaren", "")
    for key, answer in zip(("advocaat", "bezwaren"), answers, strict=True):
        if answer not in ("ja", "nee"):
            raise UnableToMandate("Kies ja of nee.", key)
    objections = Objections(answers[0] == "ja", answers[1] == "ja", request.POST.get("reden-weigeren", ""))
    refuse_representative(place_of(request).organisation, employee_of(request), found.pk, objections, now)
    return "geweigerd"


def _stop(request: HttpRequest, found: Mandate, now: datetime) -> str:
    withdraw_at_desk(employee_of(request), found.pk, request.POST.get("reden-stoppen", ""), now)
    return "gestopt"


_STEPS: Mapping[str, Callable[[HttpRequest, Mandate, datetime], str]] = {
    "goedkeuren": _approve,
    "afkeuren": _disapprove,
    "weigeren": _refuse,
    "stoppen": _stop,
}


def _page(
    request: HttpRequest,
    found: Mandate,
    now: datetime,
    step: str = "",
    refusal: UnableToMandate | None = None,
) -> HttpResponse:
    problems = {_key(refusal.field, step): str(refusal)} if refusal else {}
    live = found.state in LIVE
    context: dict[str, Any] = {
        **_shown(request, found, dag_in_amsterdam(now)),
        "judge": found.state == State.TO_JUDGE,
        "stop": live,
        "refuse": live and may(employee_of(request), Right.REFUSE),
        "field": {key: _field(request, key, problems) for key in _LABELS},
        "refusal": problems.get("", ""),
        "errors": [{"href": f"#{key}", "message": text} for key, text in problems.items() if key],
        "back_url": at_desk(request, "machtigingen"),
    }
    status = 200 if not problems else 409 if "" in problems else 422
    return desk_page(request, "desk/mandate.html", "Machtiging", context, status)


def _shown(request: HttpRequest, found: Mandate, today: date) -> dict[str, Any]:
    return {
        "mandate": shown_mandate(found, titles_on(today), today),
        "written": {"grantor": found.grantor_name, "holder": found.holder_name},
        "known": {"grantor": _was_here(found.grantor), "holder": _was_here(found.holder)},
        "proposed": short_moment(found.proposed_at),
        "proposed_by": _BY.get(found.proposed_by, found.proposed_by),
        "judged_by": found.employee.name if found.employee else "",
        "document_name": found.document_name,
        "document_url": at_desk(request, f"machtigingen/{found.pk}/bewijs"),
    }


def _was_here(person: Person | None) -> bool:
    """Whether somebody logged in; who is represented by a chain is known without that."""
    return person is not None and person.last_at is not None


_BY = {
    "grantor": "wie wordt vertegenwoordigd",
    "holder": "de gemachtigde",
    "employee": "een medewerker",
    "chain": "de inlogdienst",
}
_LABELS = {
    "reden-afkeuren": "Waarom is het papier niet goed genoeg?",
    "advocaat": "Is deze persoon advocaat?",
    "bezwaren": "Zijn er ernstige bezwaren tegen deze persoon?",
    "reden-weigeren": "Welke ernstige bezwaren zijn er?",
    "reden-stoppen": "Waarom stopt u deze machtiging?",
}


def _key(field: str, step: str) -> str:
    """The question on this page: each decision has its own reason."""
    return f"reden-{step}" if field == "reden" else field


def _field(request: HttpRequest, key: str, problems: Mapping[str, str]) -> dict[str, Any]:
    written = key.startswith("reden-")
    return {
        "key": key,
        "type": "longtext" if written else "yesno",
        "label": _LABELS[key],
        "hint": "Schrijf het zo op dat beide personen het begrijpen." if written else "",
        "required": True,
        "value": request.POST.get(key, "" if written else None),
        "error": problems.get(key),
    }
