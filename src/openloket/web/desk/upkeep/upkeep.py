"""Everything that is kept at the desk besides zaken, each with one sentence."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from openloket.web.desk.badges import badges
from openloket.web.desk.frame import at_desk, desk_page, employee_of, for_employees
from openloket.web.desk.menu import upkeep_of


@require_safe
@for_employees
def upkeep(request: HttpRequest, **place: str) -> HttpResponse:
    """The list of what this employee may keep."""
    employee = employee_of(request)
    found = upkeep_of(employee, badges(employee))
    if not found:
        raise Http404
    items = [{"label": one.label, "url": at_desk(request, one.path), "told": one.told} for one in found]
    return desk_page(request, "desk/upkeep.html", "Beheer", {"items": items})
