"""Around every page of the desk: who is logged in, the menu, and where to go when nobody is."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.backends.utils import csrf_input

from openloket.tenancy.models import Employee
from openloket.web.desk.badges import badges
from openloket.web.desk.menu import Shown, menu
from openloket.web.pages import page
from openloket.web.place import place_of

View = Callable[..., HttpResponseBase]


def at_desk(request: HttpRequest, path: str = "", **query: str) -> str:
    """The address of a page of the desk on which this request came in."""
    address = place_of(request).url(f"balie/{path}")
    return f"{address}?{urlencode(query)}" if query else address


def employee_of(request: HttpRequest) -> Employee:
    """Who is logged in; only for views that are marked with `for_employees`."""
    assert isinstance(request.user, Employee)
    return request.user


def of_organisation(view: View) -> View:
    """There is a desk only where there is an organisation."""

    @wraps(view)
    def guarded(request: HttpRequest, *values: Any, **named: Any) -> HttpResponseBase:
        if getattr(request, "place", None) is None:
            raise Http404
        return view(request, *values, **named)

    return guarded


def for_employees(view: View) -> View:
    """Let only employees of this organisation in; others go to its login page and come back afterwards."""

    @of_organisation
    @wraps(view)
    def guarded(request: HttpRequest, *values: Any, **named: Any) -> HttpResponseBase:
        if not isinstance(request.user, Employee):
            wanted = request.get_full_path() if request.method in {"GET", "HEAD"} else at_desk(request)
            home = wanted == at_desk(request)
            return see_other(at_desk(request, "inloggen", **({} if home else {"verder": wanted})))
        return view(request, *values, **named)

    return guarded


def see_other(address: str) -> HttpResponseRedirect:
    """Send the browser to another page, also after a POST (303)."""
    response = HttpResponseRedirect(address)
    response.status_code = 303
    response.headers["Cache-Control"] = "no-store"
    return response


def desk_page(
    request: HttpRequest, template: str, title: str, context: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """A page of the desk, with the menu of whoever is logged in."""
    employee = request.user if isinstance(request.user, Employee) else None
    frame = {
        "csrf_input": csrf_input(request),
        "employee": employee,
        **(_rows(request, employee) if employee else {}),
        "logout_url": at_desk(request, "uitloggen"),
        "settings_url": at_desk(request, "instellingen"),
    }
    return page(request, template, title, {**frame, **context}, status)


def _rows(request: HttpRequest, employee: Employee) -> dict[str, object]:
    """Both rows of the menu."""
    numbers = badges(employee)
    shown = menu(employee, numbers, request.path_info.rpartition("/balie/")[2])

    def row(items: tuple[Shown, ...]) -> list[dict[str, str]]:
        return [
            {"label": one.label, "url": at_desk(request, one.path), "current": one.current} for one in items
        ]

    return {
        "nav": row(shown.above),
        "subnav": row(shown.below),
        "rehearsing": numbers.rehearsing,
    }
