"""Logging in and out at the desk of one organisation."""

from django.contrib import auth
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from openloket.conf.doors import door
from openloket.people import providers
from openloket.people.ports import NotProven
from openloket.tenancy.addresses import public_url
from openloket.tenancy.login_limit import count_attempt, forget_attempts
from openloket.tenancy.models import Employee
from openloket.web.desk.entrance.entering import desk_path, directory_of, enter
from openloket.web.desk.frame import at_desk, desk_page, of_organisation, see_other
from openloket.web.place import place_of
from openloket.web.visitor import address_of

_WRONG = "Deze gebruikersnaam en dit wachtwoord horen niet bij elkaar. Kijk ze na en probeer het nog eens."
_TOO_MANY = "U hebt te vaak een verkeerd wachtwoord ingevuld. Wacht 15 minuten. Probeer het daarna nog eens."


@of_organisation
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def log_in(request: HttpRequest, **place: str) -> HttpResponse:
    """The login page; whoever is logged in here already goes on to where he wanted to be."""
    wanted = desk_path(request, request.POST.get("verder") or request.GET.get("verder") or "")
    if request.method == "POST":
        return _check(request, wanted)
    if isinstance(request.user, Employee):
        return see_other(wanted)
    return _form(request, wanted, "", None, 200)


@of_organisation
@require_http_methods(["GET", "HEAD", "POST"])
def log_out(request: HttpRequest, **place: str) -> HttpResponse:
    """Forget who was logged in; a directory sends people back here when they logged out there as well."""
    if request.method != "POST":
        return see_other(at_desk(request, "inloggen"))
    directory = directory_of(request)
    auth.logout(request)
    return see_other(at_desk(request, "inloggen", **({"uit": directory} if directory else {})))


def _check(request: HttpRequest, wanted: str) -> HttpResponse:
    username = request.POST.get("username", "").replace("\0", "").strip()[:80]
    address = address_of(request)
    now = timezone.now()
    if not count_attempt(username, address, now):
        return _form(request, wanted, username, _TOO_MANY, 429)
    employee = auth.authenticate(request, username=username, password=request.POST.get("password", ""))
    if not isinstance(employee, Employee):
        return _form(request, wanted, username, _WRONG, 200)
    forget_attempts(username, address, now)
    return enter(request, employee, wanted, now)


def _form(request: HttpRequest, wanted: str, username: str, problem: str | None, status: int) -> HttpResponse:
    context = {
        "username": username,
        "next_url": wanted,
        "errors": [{"href": "#username", "message": problem}] if problem else [],
        "directories": [
            {"label": row.label, "url": at_desk(request, f"inloggen/bij/{row.key}", verder=wanted)}
            for row in providers.directories()
        ],
        "there": _there(request),
    }
    return desk_page(request, "desk/login.html", "Inloggen op de werkplek", context, status)


def _there(request: HttpRequest) -> dict[str, str] | None:
    """After logging out here: the way to log out at the directory too, as far as that offers one."""
    row = providers.directory_named(request.GET.get("uit", ""))
    if row is None:
        return None
    back = public_url(place_of(request).organisation, "balie/uitloggen")
    try:
        address: str = door("IDENTITY").logout_address(providers.opened(row), back)
    except NotProven:
        return None
    return {"label": row.label, "url": address} if address else None
