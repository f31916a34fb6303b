"""The terms of a zaak as bars with their why, and what can be done: choose, see what comes of it, confirm."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from openloket.flows.terms.extend_term import extend_term
from openloket.flows.terms.resume_term import resume_term
from openloket.flows.terms.suspend_term import suspend_term
from openloket.flows.terms.term_proposals import UnableToChangeTerm
from openloket.flows.terms.withdraw_notice import withdraw_notice
from openloket.law.kalender import dag_in_amsterdam
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, may
from openloket.web.desk.frame import at_desk, desk_page, employee_of, for_employees, see_other
from openloket.web.desk.terms import term_parts as parts
from openloket.web.desk.terms.term_forms import NAMES, Wish
from openloket.web.desk.zaken.door import read_zaak
from openloket.web.place import place_of
from openloket.zaken.models import Zaak
from openloket.zaken.term_standing import running

_DONE = {
    "veranderd": "De termijn is veranderd.",
    "ingetrokken": "Het bericht is ingetrokken. De termijn blijft zoals die was.",
    "wacht": "Het bericht staat klaar. De termijn verandert zodra het is verstuurd.",
}


def offer_term(employee: Employee, zaak: Zaak) -> tuple[str, str] | None:
    """The link on the page of a zaak: there is always a term to look at."""
    return "Termijnen bekijken en veranderen", "termijn"


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
def term(request: HttpRequest, reference: str, **place: str) -> HttpResponse:
    """All terms of one zaak; with `wat` the form for one change. Reading is written down first."""
    now = timezone.now()
    zaak = read_zaak(request, reference, f"termijn van {reference}", now)
    posted = request.method == "POST"
    if posted and "intrekken" in request.POST:
        return _withdrawn(request, zaak, now)
    wish = Wish.read(request.POST if posted else request.GET, dag_in_amsterdam(now))
    if posted and wish is None:
        raise Http404
    if posted and wish is not None:
        return _posted(request, zaak, wish, now)
    return _page(request, zaak, wish, now)


def _withdrawn(request: HttpRequest, zaak: Zaak, now: datetime) -> HttpResponse:
    number = request.POST["intrekken"]
    try:
        withdraw_notice(employee_of(request), zaak, int(number) if number.isdecimal() else 0, now)
    except UnableToChangeTerm as refusal:
        return _page(request, zaak, None, now, None, str(refusal))
    return see_other(at_desk(request, f"zaak/{zaak.reference}/termijn", gedaan="ingetrokken"))


def _posted(request: HttpRequest, zaak: Zaak, wish: Wish, now: datetime) -> HttpResponse:
    """Show what would come of it, do it, or give the form back with what is wrong and all that was typed."""
    step = request.POST.get("stap", "")
    if step == "wijzigen":
        return _page(request, zaak, wish, now)
    if problems := wish.problems():
        return _page(request, zaak, wish, now, problems)
    try:
        if step == "bevestigen":
            done = _act(request, zaak, wish, now)
            return see_other(at_desk(request, f"zaak/{zaak.reference}/termijn", gedaan=done))
        shown = parts.preview(zaak, wish, dag_in_amsterdam(now))
    except UnableToChangeTerm as refusal:
        errors = {NAMES[refusal.field]: str(refusal)} if refusal.field else {}
        return _page(request, zaak, wish, now, errors, None if errors else str(refusal))
    context = {**_frame(request, zaak), "title": wish.title, "hidden": wish.hidden(), "preview": shown}
    return desk_page(request, "desk/term_preview.html", f"{wish.title} {zaak.reference}", context)


def _act(request: HttpRequest, zaak: Zaak, wish: Wish, now: datetime) -> str:
    organisation, employee, asked = place_of(request).organisation, employee_of(request), wish.asked()
    if wish.mark:
        resume_term(organisation, employee, zaak, asked, now)
        return "veranderd"
    flow = extend_term if wish.choice.duur else suspend_term
    return "veranderd" if flow(organisation, employee, zaak, asked, now) else "wacht"


def _page(
    request: HttpRequest,
    zaak: Zaak,
    wish: Wish | None,
    now: datetime,
    errors: Mapping[str, str] | None = None,
    refusal: str | None = None,
) -> HttpResponse:
    today, standing, root = dag_in_amsterdam(now), running(zaak.pk), f"zaak/{zaak.reference}/termijn"
    handles = may(employee_of(request), Right.HANDLE) and standing is not None
    context: dict[str, Any] = {
        **_frame(request, zaak),
        "notice": _DONE.get(request.GET.get("gedaan", "")),
        "refusal": refusal,
        "terms": parts.all_terms(zaak, today),
        "waiting": parts.waiting(zaak),
        "choices": parts.choices(standing, today, at_desk(request, root)) if handles and standing else [],
        "form": parts.form(wish, standing, errors or {}) if wish and handles and standing else None,
        "errors": [{"href": f"#{name}", "message": text} for name, text in (errors or {}).items()],
    }
    status = 422 if errors else 409 if refusal else 200
    return desk_page(request, "desk/term.html", f"Termijn {zaak.reference}", context, status)


def _frame(request: HttpRequest, zaak: Zaak) -> dict[str, Any]:
    root = at_desk(request, f"zaak/{zaak.reference}")
    return {
        "zaak": {"reference": zaak.reference, "product": zaak.title, "url": root},
        "here": f"{root}/termijn",
    }
