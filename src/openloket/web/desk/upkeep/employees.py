"""Who works here: the list for the administrator, somebody new, and the rule for logging in."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from openloket.flows.employees.add_employee import NewEmployee, UnableToAdd, add_employee
from openloket.flows.employees.choose_factor_rule import MOST_GRACE, UnableToChooseRule, choose_factor_rule
from openloket.flows.employees.invite_employee import invite_employee
from openloket.people.reading import Reading, log_reading
from openloket.tenancy.models import Employee, Organisation, SecondFactor
from openloket.tenancy.rights import Right, may
from openloket.tenancy.second_factor import chosen, is_required
from openloket.web.desk.entrance.asking_again import in_two_steps
from openloket.web.desk.frame import at_desk, desk_page, employee_of, for_employees, see_other
from openloket.web.desk.upkeep.employee_fields import LABELS, employee_fields, typed_employee
from openloket.web.desk.wording import short_moment

_DONE = {
    "toegevoegd": "De medewerker is toegevoegd en krijgt een mail om een wachtwoord te kiezen.",
    "toegevoegd-zonder": "De medewerker is toegevoegd. Zonder e-mailadres gaat er geen uitnodiging.",
    "regel": "De regel is bewaard. Hij geldt vanaf de volgende keer inloggen.",
}


def administrator_of(request: HttpRequest) -> Employee:
    """Who is logged in, if that is somebody who keeps employees; for others these pages do not exist."""
    employee = employee_of(request)
    if not may(employee, Right.EMPLOYEES):
        raise Http404
    return employee


@require_safe
@for_employees
def employees(request: HttpRequest, **place: str) -> HttpResponse:
    """The list: who can log in first; that it was read is written down."""
    administrator = administrator_of(request)
    found = list(Employee.objects.select_related("team").order_by("-is_active", "name", "pk"))
    reason = f"medewerkers op de pagina: {len(found)}"
    log_reading(administrator, Reading.EMPLOYEE_LIST, ("employee_list", 0), reason, timezone.now())
    confirmed = SecondFactor.objects.exclude(confirmed_at=None)
    with_factor = set(confirmed.values_list("employee_id", flat=True))
    rule, _ = chosen()
    context = {
        "rows": [_row(request, one, one.pk in with_factor, is_required(one, rule)) for one in found],
        "new_url": at_desk(request, "medewerkers/nieuw"),
        "rule_url": at_desk(request, "medewerkers/inloggen"),
        "rule": Organisation.Factor(rule).label,
        "notice": _DONE.get(request.GET.get("gedaan", "")),
    }
    return desk_page(request, "desk/employees.html", "Medewerkers", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
@in_two_steps("POST")
def new(request: HttpRequest, **place: str) -> HttpResponse:
    """Somebody new, who chooses a password by a mailed invitation."""
    administrator, now = administrator_of(request), timezone.now()
    if request.method != "POST":
        return _new_page(request, {})
    kept, username = typed_employee(request.POST), request.POST.get("gebruikersnaam", "")
    try:
        made = NewEmployee(username, kept.name, kept.role, kept.team, kept.email)
        added = add_employee(made, None, now, administrator)
    except UnableToAdd as problem:
        return _new_page(request, {problem.field: str(problem)})
    if not added.email:
        return see_other(at_desk(request, "medewerkers", gedaan="toegevoegd-zonder"))
    invite_employee(administrator, added.pk, now)
    return see_other(at_desk(request, "medewerkers", gedaan="toegevoegd"))


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
@in_two_steps("POST")
def rule(request: HttpRequest, **place: str) -> HttpResponse:
    """Who must log in in two steps."""
    administrator, posted = administrator_of(request), request.POST
    if request.method != "POST":
        choice, grace = chosen()
        return _rule_page(request, choice, str(grace), {})
    typed = posted.get("regel", ""), posted.get("uitstel", "").strip()
    try:
        choose_factor_rule(administrator, *typed, timezone.now())
    except UnableToChooseRule as problem:
        return _rule_page(request, *typed, {problem.field: str(problem)})
    return see_other(at_desk(request, "medewerkers", gedaan="regel"))


def _row(request: HttpRequest, one: Employee, has_factor: bool, required: bool) -> dict[str, Any]:
    if has_factor:
        step, kind = "ingesteld", "good"
    else:
        step, kind = ("nog niet", "warning") if required else ("niet verplicht", "neutral")
    return {
        "name": one.name,
        "username": one.username,
        "url": at_desk(request, f"medewerkers/{one.pk}"),
        "role": Employee.Role(one.role).label,
        "team": one.team.name if one.team else "",
        "active": one.is_active,
        "step": step,
        "step_kind": kind,
        "last": short_moment(one.last_login) if one.last_login else "nog nooit",
    }


def _new_page(request: HttpRequest, errors: Mapping[str, str]) -> HttpResponse:
    username = {
        "key": "gebruikersnaam",
        "type": "text",
        "label": LABELS["gebruikersnaam"],
        "hint": "Daarmee logt deze persoon in, bijvoorbeeld het e-mailadres. Later niet te veranderen.",
        "required": True,
        "max_length": 80,
        "value": request.POST.get("gebruikersnaam", ""),
        "error": errors.get("gebruikersnaam"),
    }
    context = {
        "fields": [username, *employee_fields(typed_employee(request.POST), errors)],
        "errors": [{"href": f"#{key}", "message": text} for key, text in errors.items()],
        "back_url": at_desk(request, "medewerkers"),
    }
    status = 422 if errors else 200
    return desk_page(request, "desk/employee_new.html", "Medewerker toevoegen", context, status)


def _rule_page(request: HttpRequest, choice: str, grace: str, errors: Mapping[str, str]) -> HttpResponse:
    options = [{"value": value, "label": label} for value, label in Organisation.Factor.choices]
    context = {
        "fields": [
            {"type": "choice", "key": "regel", "label": "Wie moet in twee stappen inloggen?",
             "required": True, "options": options, "value": choice, "error": errors.get("regel")},
            {"key": "uitstel", "type": "number", "required": True, "value": grace, "unit": "keer",
             "label": "Hoe vaak mag iemand nog inloggen zonder tweede stap?", "error": errors.get("uitstel"),
             "hint": f"Zo heeft iedereen de tijd. Een getal van 0 tot en met {MOST_GRACE}."},
        ],
        "errors": [{"href": f"#{key}", "message": text} for key, text in errors.items() if key],
        "back_url": at_desk(request, "medewerkers"),
    }  # fmt: skip
    status = 422 if errors else 200
    return desk_page(request, "desk/factor_rule.html", "Inloggen in twee stappen", context, status)
