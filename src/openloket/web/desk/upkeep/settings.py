"""What an employee chooses for oneself: where and how long ahead to be warned of a last day."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from openloket.flows.terms.choose_warnings import MOST_DAYS, UnableToChoose, choose_warnings
from openloket.web.desk.frame import at_desk, desk_page, employee_of, for_employees, see_other

_NAMES = {"email": "email", "warn_days": "dagen"}


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
def settings(request: HttpRequest, **place: str) -> HttpResponse:
    """The page with one's own settings, and keeping them."""
    employee = employee_of(request)
    if request.method != "POST":
        return _page(request, {"email": employee.email, "dagen": str(employee.warn_days)}, {})
    typed = {name: request.POST.get(name, "") for name in ("email", "dagen")}
    try:
        choose_warnings(employee, typed["email"], typed["dagen"].strip(), timezone.now())
    except UnableToChoose as refusal:
        return _page(request, typed, {_NAMES[refusal.field]: str(refusal)})
    return see_other(at_desk(request, "instellingen", gedaan="ja"))


def _page(request: HttpRequest, typed: Mapping[str, str], errors: Mapping[str, str]) -> HttpResponse:
    email = {
        "key": "email",
        "label": "Uw e-mailadres op het werk",
        "hint": "Op elke werkdag leest u 's ochtends welke termijnen aandacht vragen. Leeg: geen e-mail.",
        "required": False,
        "autocomplete": "email",
    }
    days = {
        "key": "dagen",
        "label": "Hoeveel dagen van tevoren wilt u gewaarschuwd worden?",
        "hint": f"Een getal van 0 tot en met {MOST_DAYS}.",
        "required": True,
    }
    context = {
        "login_url": at_desk(request, "instellingen/inloggen"),
        "notice": "Uw instellingen zijn bewaard." if request.GET.get("gedaan") else None,
        "fields": [
            {**one, "value": typed[one["key"]], "error": errors.get(one["key"])} for one in (email, days)
        ],
        "errors": [{"href": f"#{name}", "message": text} for name, text in errors.items()],
    }
    return desk_page(request, "desk/settings.html", "Instellingen", context, 422 if errors else 200)
