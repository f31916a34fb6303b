"""One employee, for the administrator: what is known, and who may log in."""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from openloket.flows.employees.invite_employee import UnableToInvite, invite_employee
from openloket.flows.employees.keep_employee import (
    Kept,
    UnableToKeep,
    change_employee,
    deactivate_employee,
    reactivate_employee,
    unlink_directory,
)
from openloket.flows.employees.reset_factor import UnableToReset, reset_factor
from openloket.people import providers
from openloket.people.reading import Reading, log_reading
from openloket.tenancy.models import Employee
from openloket.tenancy.second_factor import factor_of
from openloket.web.desk.entrance.asking_again import in_two_steps
from openloket.web.desk.frame import at_desk, desk_page, for_employees, see_other
from openloket.web.desk.upkeep.employee_fields import employee_fields, kept_of, typed_employee
from openloket.web.desk.upkeep.employees import administrator_of
from openloket.web.desk.wording import short_moment

Step = Callable[[HttpRequest, Employee, Employee, datetime], None]

_DONE = {
    "bewaren": "De gegevens zijn bewaard.",
    "uitnodigen": "De uitnodiging gaat per mail. De link werkt drie dagen en één keer.",
    "stoppen": "Deze medewerker kan niet meer inloggen en is overal uitgelogd.",
    "terug": "Deze medewerker kan weer inloggen.",
    "resetten": "De tweede stap is weggehaald. De medewerker is overal uitgelogd en krijgt bericht.",
    "loskoppelen": "De koppeling is weg. De medewerker is overal uitgelogd.",
}


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
@in_two_steps("POST")
def employee(request: HttpRequest, employee_id: int, **place: str) -> HttpResponse:
    """The page, or one of its changes; with anything wrong the page again, with what was typed."""
    administrator, now = administrator_of(request), timezone.now()
    found = Employee.objects.select_related("team").filter(pk=employee_id).first()
    if found is None:
        raise Http404
    log_reading(administrator, Reading.EMPLOYEE, ("employee", found.pk), "medewerker bekijken", now)
    step = request.POST.get("stap", "")
    if request.method != "POST" or step not in _STEPS:
        return _page(request, found, kept_of(found), {})
    try:
        _STEPS[step](request, administrator, found, now)
    except (UnableToKeep, UnableToInvite, UnableToReset) as problem:
        field = getattr(problem, "field", "")
        typed = typed_employee(request.POST) if step == "bewaren" else kept_of(found)
        return _page(request, found, typed, {field: str(problem)})
    return see_other(at_desk(request, f"medewerkers/{found.pk}", gedaan=step))


def _keep(request: HttpRequest, by: Employee, found: Employee, now: datetime) -> None:
    change_employee(by, found.pk, typed_employee(request.POST), now)


def _reset(request: HttpRequest, by: Employee, found: Employee, now: datetime) -> None:
    reset_factor(by, found.pk, now)


_STEPS: Mapping[str, Step] = {
    "bewaren": _keep,
    "uitnodigen": lambda request, by, found, now: invite_employee(by, found.pk, now),
    "stoppen": lambda request, by, found, now: deactivate_employee(by, found.pk, now),
    "terug": lambda request, by, found, now: reactivate_employee(by, found.pk, now),
    "resetten": _reset,
    "loskoppelen": lambda request, by, found, now: unlink_directory(by, found.pk, now),
}


def _page(request: HttpRequest, found: Employee, typed: Kept, errors: Mapping[str, str]) -> HttpResponse:
    factor = factor_of(found.pk)
    linked = found.subject.partition(" ")[0]
    context = {
        "found": {
            "name": found.name,
            "username": found.username,
            "active": found.is_active,
            "last": short_moment(found.last_login) if found.last_login else "",
            "invited": short_moment(found.invite_until) if found.invite_until else "",
            "since": short_moment(factor.confirmed_at) if factor and factor.confirmed_at else "",
            "linked": providers.label_of(linked) if linked else "",
            "password": found.has_usable_password(),
            "email": found.email,
        },
        "own": found.pk == request.user.pk,
        "fields": employee_fields(typed, errors),
        "refusal": errors.get("", ""),
        "errors": [{"href": f"#{key}", "message": text} for key, text in errors.items() if key],
        "notice": _DONE.get(request.GET.get("gedaan", "")),
        "back_url": at_desk(request, "medewerkers"),
    }
    status = 200 if not errors else 409 if "" in errors else 422
    return desk_page(request, "desk/employee.html", found.name, context, status)
