"""Logging in and out at the desk of one organisation."""

from django.contrib import auth
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from openloket.tenancy.login_limit import count_attempt, forget_attempts
from openloket.tenancy.models import Employee
from openloket.web.desk.frame import at_desk, desk_page, of_organisation, see_other
from openloket.web.visitor import address_of

_WRONG = "Deze gebruikersnaam en dit wachtwoord horen niet bij elkaar. Kijk ze na en probeer het nog eens."
_TOO_MANY = "U hebt te vaak een verkeerd wachtwoord ingevuld. Wacht 15 minuten. Probeer het daarna nog eens."


@of_organisation
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def log_in(request: HttpRequest, **place: str) -> HttpResponse:
    """The login page; whoever is logged in here already goes on to where he wanted to be."""
    wanted = _wanted(request)
    if request.method == "POST":
        return _check(request, wanted)
    if isinstance(request.user, Employee):
        return see_other(wanted)
    return _form(request, wanted, "", None, 200)


@of_organisation
@require_POST
def log_out(request: HttpRequest, **place: str) -> HttpResponse:
    """Forget who was logged in."""
    auth.logout(request)
    return see_other(at_desk(request, "inloggen"))


def _check(request: HttpRequest, wanted: str) -> HttpResponse:
    username = request.POST.get("username", "").replace("\0", "").strip()[:80]
    address = address_of(request)
    now = timezone.now()
    if not count_attempt(username, address, now):
        return _form(request, wanted, username, _TOO_MANY, 429)
    employee = auth.authenticate(request, username=username, password=request.POST.get("password", ""))
    if employee is None:
        return _form(request, wanted, username, _WRONG, 200)
    forget_attempts(username, address, now)
    auth.login(request, employee)
    return see_other(wanted)


def _form(request: HttpRequest, wanted: str, username: str, problem: str | None, status: int) -> HttpResponse:
    context = {
        "username": username,
        "next_url": wanted,
        "errors": [{"href": "#username", "message": problem}] if problem else [],
    }
    return desk_page(request, "desk/login.html", "Inloggen op de werkplek", context, status)


def _wanted(request: HttpRequest) -> str:
    """Where to go afterwards: only to a page of this desk, never to another site or organisation."""
    wanted = request.POST.get("verder") or request.GET.get("verder") or ""
    here = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith(at_desk(request))
    return wanted if here and "/../" not in wanted else at_desk(request)
