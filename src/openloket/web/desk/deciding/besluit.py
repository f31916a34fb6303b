"""The page on which an employee decides: choose a template, fill it in, look at it, record it."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from openloket.flows.decisions.deciding import Filled, UnableToDecide, Words, compose, suggested
from openloket.flows.decisions.record_besluit import is_protected, record_besluit
from openloket.law.kalender import dag_in_amsterdam
from openloket.offer.calendar import law_calendar
from openloket.offer.decisions import DecisionTemplate, templates_for
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, may
from openloket.web.desk.deciding import besluit_form as forms
from openloket.web.desk.deciding.besluit_consequences import consequences
from openloket.web.desk.deciding.besluit_list import recorded
from openloket.web.desk.frame import at_desk, desk_page, employee_of, for_employees, see_other
from openloket.web.desk.zaken.door import read_zaak
from openloket.web.place import place_of
from openloket.zaken.access import zaak_with_papers_for
from openloket.zaken.models import OPEN, Besluit, Zaak

_DONE = {
    "vastgelegd": "Het besluit is vastgelegd.",
    "ingetrokken": "Het besluit is ingetrokken. De zaak is weer in behandeling.",
    "bekendgemaakt": "Vastgelegd: het besluit is bekendgemaakt.",
}
_TITLES = {
    "desk/besluit.html": "Besluit",
    "desk/besluit_form.html": "Besluit invullen",
    "desk/besluit_preview.html": "Besluit nakijken",
    "desk/besluit_known.html": "Besluit bekendgemaakt",
}
_NONE = "Bij deze zaak hoort geen besluit."
_REOPEN = "Er is geen besluit. Zet de zaak terug in behandeling om er een te nemen."
_REVEALED = "Er is een vraag bij gekomen. Vul die ook in."


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
def besluit(request: HttpRequest, reference: str, **place: str) -> HttpResponse:
    """The decisions on a zaak and, for who handles it, the form of the template that was chosen."""
    zaak, now = zaak_to_decide(request, reference)
    if request.method != "POST":
        return _show(request, zaak, now)
    template = _chosen(zaak, request.POST.get("soort", ""))
    if template is None:
        raise Http404
    typed = forms.typed(template.form, request, dag_in_amsterdam(now))
    act = request.POST.get("doen", "")
    if act == "wijzigen" or not typed.sound:
        return form_page(request, zaak, template, typed, status=422 if typed.problems else 200)
    filled = Filled(template, typed.answers)
    try:
        return (
            _record(request, zaak, filled, now)
            if act == "vastleggen"
            else _preview(request, zaak, filled, now)
        )
    except UnableToDecide as refusal:
        return _refused(request, zaak, template, typed, refusal)


def zaak_to_decide(request: HttpRequest, reference: str) -> tuple[Zaak, datetime]:
    """The zaak that this employee may see, its reading written down; 404 for others."""
    now = timezone.now()
    return read_zaak(request, reference, "besluit van deze zaak", now, find=zaak_with_papers_for), now


def page_of(
    request: HttpRequest,
    zaak: Zaak,
    context: dict[str, Any],
    template: str = "desk/besluit.html",
    status: int = 200,
) -> HttpResponse:
    """A page about the decisions on this zaak."""
    root = at_desk(request, f"zaak/{zaak.reference}")
    shared = {
        "zaak": {"reference": zaak.reference, "product": zaak.title, "url": root},
        "own_url": f"{root}/besluit",
        "notice": None,
        "refusal": None,
    }
    return desk_page(
        request, template, f"{_TITLES[template]} {zaak.reference}", {**shared, **context}, status
    )


def list_page(
    request: HttpRequest,
    zaak: Zaak,
    now: datetime,
    *,
    notice: str | None = None,
    refusal: str | None = None,
) -> HttpResponse:
    """What was decided and what can be decided."""
    root = at_desk(request, f"zaak/{zaak.reference}/besluit")
    handles = may(employee_of(request), Right.HANDLE)
    context = {
        "notice": notice,
        "refusal": refusal,
        "decisions": recorded(zaak, root, dag_in_amsterdam(now), handles=handles),
        "choices": [
            {"name": one.name, "about": one.about, "url": f"{root}?soort={one.key}"}
            for one in (_possible(zaak) if handles else ())
        ],
        "empty": _REOPEN if templates_for(zaak.kind) else _NONE,
    }
    return page_of(request, zaak, context, status=409 if refusal else 200)


def form_page(
    request: HttpRequest,
    zaak: Zaak,
    template: DecisionTemplate,
    typed: forms.Typed,
    *,
    refusal: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """The questions of a template, with what was typed and what is wrong with it."""
    form = {"key": template.key, "name": template.name, "about": template.about, **forms.as_context(typed)}
    context = {
        "form": form,
        "errors": form["errors"],
        "notice": _REVEALED if typed.revealed and not typed.problems else None,
        "refusal": refusal,
    }
    return page_of(request, zaak, context, "desk/besluit_form.html", 409 if refusal else status)


def _show(request: HttpRequest, zaak: Zaak, now: datetime) -> HttpResponse:
    key = request.GET.get("soort", "")
    template = _chosen(zaak, key) if key and may(employee_of(request), Right.HANDLE) else None
    if template is not None:
        known = suggested(zaak, template, law_calendar(), dag_in_amsterdam(now))
        return form_page(request, zaak, template, forms.untyped(template.form, known))
    return list_page(request, zaak, now, notice=_DONE.get(request.GET.get("gedaan", "")))


def _chosen(zaak: Zaak, key: str) -> DecisionTemplate | None:
    return next((one for one in templates_for(zaak.kind) if one.key == key), None)


def _possible(zaak: Zaak) -> list[DecisionTemplate]:
    """What can be decided now: once decided, only what comes after that."""
    penalty = Besluit.Outcome.PENALTY_FIXED
    due = zaak.notices_of_default.exists()
    return [
        one for one in templates_for(zaak.kind) if (due if one.outcome == penalty else zaak.status in OPEN)
    ]


def _words(request: HttpRequest, zaak: Zaak, filled: Filled, now: datetime) -> Words:
    organisation, employee = place_of(request).organisation, employee_of(request)
    return compose(organisation, employee, zaak, filled, law_calendar(), dag_in_amsterdam(now))


def _preview(request: HttpRequest, zaak: Zaak, filled: Filled, now: datetime) -> HttpResponse:
    if not may(employee_of(request), Right.HANDLE):
        raise UnableToDecide("U mag geen zaken behandelen.")
    words, today = _words(request, zaak, filled, now), dag_in_amsterdam(now)
    follows = consequences(zaak, words, protected=is_protected(zaak), calendar=law_calendar(), today=today)
    context = {
        "besluit": words.content,
        "seen": words.sha256,
        "kind": filled.template.key,
        "carried": forms.carried(filled.template.form, request),
        "consequences": follows,
    }
    return page_of(request, zaak, context, "desk/besluit_preview.html")


def _record(request: HttpRequest, zaak: Zaak, filled: Filled, now: datetime) -> HttpResponse:
    posted = request.POST
    by_hand = posted.get("hoe-bekend") == "geven"
    organisation, employee = place_of(request).organisation, employee_of(request)
    record_besluit(organisation, employee, zaak, filled, posted.get("gezien", ""), now, hand_over=by_hand)
    return see_other(at_desk(request, f"zaak/{zaak.reference}/besluit", gedaan="vastgelegd"))


def _refused(
    request: HttpRequest, zaak: Zaak, template: DecisionTemplate, typed: forms.Typed, refusal: UnableToDecide
) -> HttpResponse:
    """Beside the question where it can be mended, else above the form; what was typed stays."""
    if refusal.field:
        wrong = typed.with_problem(refusal.field, str(refusal))
        return form_page(request, zaak, template, wrong, status=422)
    return form_page(request, zaak, template, typed, refusal=str(refusal))


def offer_besluit(employee: Employee, zaak: Zaak) -> tuple[str, str] | None:
    """The link on the page of a zaak in which a besluit can be taken."""
    if not templates_for(zaak.kind):
        return None
    return "Besluit nemen" if zaak.status in OPEN else "Besluit bekijken", "besluit"
