"""The mail server of the organisation: its own or that of the installation, how fast, and an hourly proof."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from openloket.flows.delivery.choose_return_pattern import return_pattern_now
from openloket.flows.delivery.keep_mail_server import PORTS, TypedServer, UnableToKeepServer, keep_mail_server
from openloket.post.models import CarrierAccount, Way
from openloket.tenancy.rights import Right, may
from openloket.web.desk.frame import at_desk, desk_page, employee_of, for_employees, see_other

_LABELS = {
    "server": ("Naam van de mailserver", "Zoals smtp.gemeente.nl. Alleen bij een eigen mailserver."),
    "gebruiker": ("Gebruikersnaam", "Leeg als de mailserver daar niet om vraagt."),
    "terugadres": (
        "Waar komen berichten terug die niet aankomen?",
        "Een adres met een * voor elk bericht, zoals terug+*@gemeente.nl. Dan weten wij altijd om welk "
        "bericht het gaat. Uw mailserver moet al deze adressen hier bezorgen. Leeg: bij de afzender.",
    ),
    "per-minuut": ("Hoeveel e-mails mogen er per minuut vertrekken?", "Leeg: zo snel als het gaat."),
}
_TLS = (
    ("starttls", "STARTTLS", "Het meest gebruikt, meestal met poort 587."),
    ("tls", "TLS vanaf het begin", "Meestal met poort 465."),
    ("none", "Geen beveiliging", "Alleen zonder gebruikersnaam."),
)


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
def mail_server(request: HttpRequest, **place: str) -> HttpResponse:
    """The form, with what is kept; or keeping it. The password is never shown."""
    employee = employee_of(request)
    if not may(employee, Right.CARRIERS):
        raise Http404
    row = CarrierAccount.objects.filter(way=Way.EMAIL).first()
    if request.method != "POST":
        return _page(request, _kept(row, return_pattern_now()), row, {})
    typed = {name: request.POST.get(name, "") for name in _kept(None, "")}
    server = TypedServer(
        own=typed["soort"] == "eigen", host=typed["server"], port=typed["poort"], tls=typed["beveiliging"],
        user=typed["gebruiker"], password=request.POST.get("wachtwoord", ""),
        per_minute=typed["per-minuut"], canary=typed["proef"] == "ja", return_pattern=typed["terugadres"],
    )  # fmt: skip
    try:
        keep_mail_server(employee, server, timezone.now())
    except UnableToKeepServer as refusal:
        return _page(request, typed, row, refusal.problems)
    return see_other(at_desk(request, "bezorging", gedaan="bewaard"))


def _kept(row: CarrierAccount | None, return_pattern: str) -> dict[str, str]:
    """What is kept now, by the names of the fields."""
    own = row is not None and row.carrier == "smtp"
    kept: Mapping[str, str] = row.settings if row is not None and own else {}
    return {
        "soort": "eigen" if own else "standaard",
        "server": kept.get("host", ""),
        "poort": kept.get("port", "587"),
        "beveiliging": kept.get("tls", "starttls"),
        "gebruiker": kept.get("user", ""),
        "terugadres": return_pattern,
        "per-minuut": str(row.per_minute or "") if row else "",
        "proef": "ja" if row and row.canary else "nee",
    }


def _page(
    request: HttpRequest, typed: Mapping[str, str], row: CarrierAccount | None, problems: Mapping[str, str]
) -> HttpResponse:
    context = {
        "fields": _fields(typed, problems, row is not None and bool(row.secret)),
        "errors": [{"href": f"#{name}", "message": text} for name, text in problems.items()],
        "notify": row is not None and row.carrier == "notify",
        "back_url": at_desk(request, "bezorging"),
    }
    return desk_page(request, "desk/mail_server.html", "Mailserver", context, 422 if problems else 200)


def _fields(typed: Mapping[str, str], problems: Mapping[str, str], secret: bool) -> list[dict[str, Any]]:
    def choice(name: str, label: str, options: list[tuple[str, str, str]], hint: str = "") -> dict[str, Any]:
        shown = [{"value": value, "label": text, "hint": told} for value, text, told in options]
        return {"type": "choice", "key": name, "label": label, "hint": hint, "required": True,
                "options": shown, "value": typed[name], "error": problems.get(name)}  # fmt: skip

    def text(name: str) -> dict[str, Any]:
        label, hint = _LABELS[name]
        return {"type": "text", "key": name, "label": label, "hint": hint, "required": False,
                "max_length": 250, "value": typed[name], "error": problems.get(name)}  # fmt: skip

    told = "Er is een wachtwoord bewaard. Leeg: dat blijft zo." if secret else "Wij bewaren het versleuteld."
    password = {"type": "secret", "key": "wachtwoord", "label": "Wachtwoord", "hint": told,
                "required": False, "value": "", "error": problems.get("wachtwoord")}  # fmt: skip
    return [
        choice("soort", "Met welke mailserver vertrekken uw e-mails?", [
            ("standaard", "Die van deze installatie", "Zo is het als u niets kiest."),
            ("eigen", "Een eigen mailserver", "Vul hieronder in welke."),
        ]),
        text("server"),
        {**choice("poort", "Poort", [(str(port), str(port), "") for port in PORTS]), "type": "select"},
        choice("beveiliging", "Beveiliging", list(_TLS)),
        text("gebruiker"),
        password,
        text("terugadres"),
        text("per-minuut"),
        choice("proef", "Elk uur een proefbericht aan uzelf?", [
            ("ja", "Ja", "Kan alleen als uw e-mail hier binnenkomt. Komt het niet terug, dan hoort u dat."),
            ("nee", "Nee", "Wij kijken dan alleen of de mailserver antwoordt."),
        ]),
    ]  # fmt: skip
