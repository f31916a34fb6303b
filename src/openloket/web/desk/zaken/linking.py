"""Over welke zaak gaat dit? An employee puts a message with the zaak that it belongs to."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from openloket.flows.zaken.link_message import Link, UnableToLink, find_link, link_message
from openloket.law.kanalen import Berichtsoort
from openloket.people.reading import Reading, log_reading
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right
from openloket.web.desk.frame import at_desk, desk_page, employee_of, for_employees, see_other
from openloket.web.desk.wording import short_moment
from openloket.web.desk.zaken.door import read_zaak
from openloket.web.place import place_of
from openloket.zaken.models import OPEN, Status, Zaak

_KINDS = (
    (
        Berichtsoort.INGEBREKESTELLING,
        "Een ingebrekestelling",
        "De afzender schrijft dat wij te laat zijn. De vorm maakt niet uit (Awb 4:17 lid 3).",
    ),
    (
        Berichtsoort.AANVULLING,
        "Een aanvulling",
        "De afzender stuurt iets bij een aanvraag of bezwaar dat al loopt (Awb 4:5, 6:6).",
    ),
)

_REASON = "bericht koppelen"


def offer_linking(employee: Employee, zaak: Zaak) -> tuple[str, str] | None:
    """The link on the page of a zaak that still runs."""
    return ("Dit bericht hoort bij een andere zaak", "koppelen") if zaak.status in OPEN else None


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
def linking(request: HttpRequest, reference: str, **place: str) -> HttpResponse:
    """Ask which zaak, show it, and link after a yes."""
    employee = employee_of(request)
    zaak = read_zaak(request, reference, _REASON, timezone.now(), Right.HANDLE)
    typed = {"kenmerk": request.POST.get("kenmerk", ""), "soort": request.POST.get("soort", _guess(zaak))}
    if request.method != "POST":
        return _page(request, zaak, typed)
    try:
        link = find_link(employee, place_of(request).organisation, zaak, typed["soort"], typed["kenmerk"])
        if request.POST.get("zeker") != "ja":
            return _page(request, zaak, typed, link=link)
        link_message(employee, link, timezone.now())
    except UnableToLink as refusal:
        return _page(request, zaak, typed, refusal=refusal)
    return see_other(at_desk(request, f"zaak/{link.target.reference}", gedaan="koppelen"))


def _guess(zaak: Zaak) -> str:
    return zaak.kind if zaak.kind in {kind for kind, _, _ in _KINDS} else ""


def _page(
    request: HttpRequest,
    zaak: Zaak,
    typed: dict[str, str],
    *,
    link: Link | None = None,
    refusal: UnableToLink | None = None,
) -> HttpResponse:
    """The question, or the zaak that was found; what was typed stays."""
    if link:  # who sent the other zaak is personal too
        log_reading(employee_of(request), Reading.ZAAK, ("zaak", link.target.pk), _REASON, timezone.now())
    wrong = {refusal.field: str(refusal)} if refusal else {}
    context = {
        "zaak": _shown(zaak),
        "back_url": at_desk(request, f"zaak/{zaak.reference}"),
        "fields": _fields(typed, wrong),
        "errors": [{"href": f"#{field}", "message": message} for field, message in wrong.items() if field],
        "refusal": wrong.get(""),
        "target": _shown(link.target) if link else None,
        "typed": typed,
        "as_what": next(name for kind, name, _ in _KINDS if kind is link.kind).lower() if link else "",
    }
    status = 200 if refusal is None else 422 if refusal.field else 409
    return desk_page(request, "desk/koppelen.html", f"Koppelen {zaak.reference}", context, status)


def _shown(zaak: Zaak) -> dict[str, Any]:
    return {
        "reference": zaak.reference,
        "product": zaak.title,
        "sender": zaak.sender or "afzender onbekend",
        "received": short_moment(zaak.received_at),
        "status": Status(zaak.status).label,
    }


def _fields(typed: dict[str, str], wrong: dict[str, str]) -> list[dict[str, Any]]:
    options = [{"value": kind.value, "label": name, "hint": hint} for kind, name, hint in _KINDS]
    return [
        {
            "key": "soort", "type": "choice", "label": "Wat is dit bericht?", "required": True,
            "value": typed["soort"], "options": options, "error": wrong.get("soort"),
        },
        {
            "key": "kenmerk", "type": "text", "label": "Over welke zaak gaat dit?", "required": True,
            "hint": "Vul het kenmerk in van de zaak waar dit bericht bij hoort.", "max_length": 40,
            "value": typed["kenmerk"], "error": wrong.get("kenmerk"),
        },
    ]  # fmt: skip
