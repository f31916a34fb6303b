"""An invited employee begins: chooses a password, or links the account in the directory."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from openloket.flows.employees.invite_employee import UnableToInvite, choose_password, invited
from openloket.people import providers
from openloket.tenancy.models import Employee
from openloket.web.desk.entrance.directory_login import lead_to_link
from openloket.web.desk.entrance.entering import enter
from openloket.web.desk.entrance.own_login import secret_field
from openloket.web.desk.frame import at_desk, desk_page, of_organisation


@of_organisation
@sensitive_post_parameters("wachtwoord", "nog-eens")
@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: HttpRequest, key: str, **place: str) -> HttpResponse:
    """The page behind the mailed link; it opens once."""
    now = timezone.now()
    employee = invited(key, now)
    if employee is None:
        context = {"login_url": at_desk(request, "inloggen")}
        return desk_page(request, "desk/welcome_gone.html", "Deze uitnodiging werkt niet meer", context, 404)
    row = providers.directory_named(request.POST.get("dienst", ""))
    if row and not employee.subject:
        return lead_to_link(request, row, employee, invitation=key)
    if request.method != "POST":
        return _page(request, employee, {})
    try:
        typed = request.POST.get("wachtwoord", ""), request.POST.get("nog-eens", "")
        employee = choose_password(key, *typed, now)
    except UnableToInvite as problem:
        return _page(request, employee, {problem.field or "wachtwoord": str(problem)})
    return enter(request, employee, at_desk(request), now)


def _page(request: HttpRequest, employee: Employee, errors: Mapping[str, str]) -> HttpResponse:
    directories = [] if employee.subject else providers.directories()
    context = {
        "name": employee.name,
        "username": employee.username,
        "directories": [{"key": row.key, "label": row.label} for row in directories],
        "fields": [
            secret_field("wachtwoord", "Wachtwoord", errors, "Ten minste 12 tekens, bijvoorbeeld een zin."),
            secret_field("nog-eens", "Nog een keer het wachtwoord", errors),
        ],
        "errors": [{"href": f"#{field}", "message": text} for field, text in errors.items()],
    }
    return desk_page(request, "desk/welcome.html", "Welkom", context, 422 if errors else 200)
