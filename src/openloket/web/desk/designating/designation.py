"""The desk's page of the designation decision: what is in force, what drifted, versions and drafts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from openloket.flows.offering.designate import (
    UnableToDesignate,
    adopt_designation,
    draft_designation,
    publish_designation,
)
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.waarom import datum_in_woorden
from openloket.offer.designation import keeping
from openloket.offer.models import DesignationDecision
from openloket.oversight.drift import alarm
from openloket.tenancy.models import Employee
from openloket.web.designation import difference
from openloket.web.designation.page import rendered
from openloket.web.designation.shown import state_in_words
from openloket.web.desk.badges import know_drift
from openloket.web.desk.days import TypedDay
from openloket.web.desk.designating.designation_fields import day_of, draft_fields, step_fields, variant_of
from openloket.web.desk.designating.designer import designer_of
from openloket.web.desk.designating.drift_words import apart_shown, drifted_shown
from openloket.web.desk.frame import at_desk, desk_page, for_employees, see_other
from openloket.web.place import place_of

State = DesignationDecision.State
Noting = Callable[[Employee, int, date, str, datetime], object]
_MOST_SHOWN = 40
_DONE = {
    "vastgesteld": "Vastgelegd: het besluit is vastgesteld. Publiceer het nu in het gemeenteblad.",
    "gepubliceerd": "Vastgelegd: het besluit is gepubliceerd.",
    "concept": "Het concept is klaar.",
}


@dataclass(frozen=True, slots=True)
class _Refused:
    """What was wrong with which step of which version; a step without number is drafting."""

    step: str
    number: int
    message: str
    key: str
    day: TypedDay | None = None
    wrong: Mapping[str, str] = field(default_factory=dict)


@require_safe
@for_employees
def overview(request: HttpRequest, **place: str) -> HttpResponse:
    """Versions, and what drifted."""
    designer_of(request)
    return _page(request, None)


@require_POST
@for_employees
def draft(request: HttpRequest, **place: str) -> HttpResponse:
    """Write a draft from the register; then show what it changes."""
    employee, now, posted = designer_of(request), timezone.now(), request.POST
    day, variant = day_of(posted, "concept", "dag", dag_in_amsterdam(now)), variant_of(posted)
    try:
        if day.day is None:
            raise UnableToDesignate(day.problem, "day")
        old = keeping.in_force(dag_in_amsterdam(now), variant.authority)
        new = draft_designation(employee, place_of(request).organisation, day.day, now, variant)
    except UnableToDesignate as refusal:
        key = {"day": "dag", "authority": "orgaan"}.get(refusal.field, "")
        wrong = {key: str(refusal)} if key else {}
        return _page(request, _Refused("concept", 0, str(refusal), key, wrong=wrong))
    if old is None:
        return see_other(at_desk(request, "aanwijzing", gedaan="concept"))
    compared = {"van": str(old.number), "naar": str(new.number), "gedaan": "concept"}
    return see_other(at_desk(request, "aanwijzing/verschil", **compared))


@require_POST
@for_employees
def adopt(request: HttpRequest, number: int, **place: str) -> HttpResponse:
    """Note that the authorities adopted a draft."""
    return _note(request, number, "vaststellen", "door", adopt_designation, "vastgesteld")


@require_POST
@for_employees
def publish(request: HttpRequest, number: int, **place: str) -> HttpResponse:
    """Note that it stood in the gemeenteblad."""
    return _note(request, number, "publiceren", "nummer", publish_designation, "gepubliceerd")


def _note(request: HttpRequest, number: int, step: str, what: str, note: Noting, done: str) -> HttpResponse:
    """Note on which day a version took this step, and `what` belongs to it: who did so, or the number."""
    employee, now = designer_of(request), timezone.now()
    day = day_of(request.POST, step, f"dag-{number}", dag_in_amsterdam(now))
    try:
        if day.day is None:
            raise UnableToDesignate(day.problem, "day")
        note(employee, number, day.day, request.POST.get(f"{what}-{number}", ""), now)
    except UnableToDesignate as refusal:
        return _page(request, _refused(step, number, refusal, day))
    return see_other(at_desk(request, "aanwijzing", gedaan=done))


@require_safe
@for_employees
def compare(request: HttpRequest, **place: str) -> HttpResponse:
    """What two versions differ in, of whatever state."""
    designer_of(request)
    first, second = (
        keeping.version_numbered(difference.asked_number(request, one)) for one in ("van", "naar")
    )
    if first is None or second is None:
        raise Http404
    context = {
        **difference.compared(first, second, request),
        "notice": _DONE["concept"] if request.GET.get("gedaan") == "concept" else None,
        "back_url": at_desk(request, "aanwijzing"),
    }
    title = f"{difference.title(first, second)} (werkplek)"
    return desk_page(request, "desk/designation_difference.html", title, context)


@require_safe
@for_employees
def file(request: HttpRequest, number: int, form: str, **place: str) -> HttpResponse:
    """A version as pdf, xml or json."""
    designer_of(request)
    version = keeping.version_numbered(number)
    if version is None:
        raise Http404
    name = place_of(request).organisation.name
    content, media_type = rendered(keeping.document_of(version), version, form, name)
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="aanwijzingsbesluit-{number}.{form}"'
    return response


def _refused(step: str, number: int, refusal: UnableToDesignate, day: TypedDay) -> _Refused:
    key = {"day": "dag", "by": "door", "publication": "nummer"}.get(refusal.field, "")
    wrong = {refusal.field: str(refusal)} if key else {}
    return _Refused(step, number, str(refusal), f"{key}-{number}" if key else "", day, wrong)


def _page(request: HttpRequest, refused: _Refused | None) -> HttpResponse:
    today = dag_in_amsterdam(timezone.now())
    versions = keeping.versions()
    drafting = refused if refused and refused.step == "concept" else None
    beside = refused is not None and bool(refused.key)
    context = {
        "notice": _DONE.get(request.GET.get("gedaan", "")),
        "refusal": refused.message if refused and not beside else "",
        "errors": [{"href": f"#{refused.key}", "message": refused.message}] if refused and beside else [],
        **_standing(request, today),
        "versions": [_version(request, one, refused) for one in versions],
        "draft_url": at_desk(request, "aanwijzing/concept"),
        "draft_fields": draft_fields(request.POST if drafting else QueryDict(), today, _wrong(drafting)),
        "drafting": drafting is not None,
        "compare_url": at_desk(request, "aanwijzing/verschil") if len(versions) > 1 else None,
    }
    status = 200 if refused is None else 422 if beside else 409
    return desk_page(request, "desk/designation.html", "Aanwijzingsbesluit maken", context, status)


def _standing(request: HttpRequest, today: date) -> dict[str, Any]:
    """What is in force, and what no longer agrees with it."""
    organisation = place_of(request).organisation
    found = alarm(organisation, today)
    know_drift(organisation, found)
    drift = found.drift
    return {
        "in_force": [state_in_words(one) for one in drift.decisions],
        "undecided": drift.undecided,
        "changes": [drifted_shown(one) for one in drift.found[:_MOST_SHOWN]],
        "change_count": len(drift.found),
        "apart": [apart_shown(request, one) for one in found.apart[:_MOST_SHOWN]],
        "apart_count": len(found.apart),
        "coming": [datum_in_woorden(one) for one in drift.coming[:5]],
        "missing": len(keeping.missing(today)),
        "missing_url": at_desk(request, "kanalen/ontbreekt"),
    }


def _version(request: HttpRequest, version: DesignationDecision, refused: _Refused | None) -> dict[str, Any]:
    own = at_desk(request, f"aanwijzing/{version.number}")
    step = {State.DRAFT: "vaststellen", State.ADOPTED: "publiceren"}.get(State(version.state))
    mine = refused if refused and (refused.step, refused.number) == (step, version.number) else None
    posted = request.POST if mine else {}
    return {
        "number": version.number,
        "state": state_in_words(version),
        "files": [{"label": form.upper(), "url": f"{own}.{form}"} for form in ("pdf", "xml", "json")],
        "step": {
            "url": f"{own}/{step}",
            "title": "Vastgesteld?" if step == "vaststellen" else "Gepubliceerd?",
            "fields": step_fields(step, version.number, posted, mine and mine.day, _wrong(mine)),
            "open": mine is not None,
        }
        if step
        else None,
    }


def _wrong(refused: _Refused | None) -> Mapping[str, str]:
    return refused.wrong if refused else {}
