"""The desk's page of the designation decision: what the register asks for, what is in force, what drifted."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from openloket.flows.designate import (
    UnableToDesignate,
    adopt_designation,
    draft_designation,
    publish_designation,
)
from openloket.law.kalender import dag_in_amsterdam
from openloket.offer.designation import keeping
from openloket.offer.designation.register import gaps
from openloket.offer.models import DesignationDecision
from openloket.tenancy.rights import Right, may
from openloket.web.designation.page import rendered
from openloket.web.designation.shown import state_in_words
from openloket.web.desk.frame import at_desk, desk_page, employee_of, for_employees, see_other
from openloket.web.place import place_of

State = DesignationDecision.State


@require_safe
@for_employees
def overview(request: HttpRequest, **place: str) -> HttpResponse:
    """Versions, drift and gaps."""
    return _page(request)


@require_POST
@for_employees
def draft(request: HttpRequest, **place: str) -> HttpResponse:
    """Write a draft from the register of today."""
    now = timezone.now()
    try:
        draft_designation(employee_of(request), place_of(request).organisation, dag_in_amsterdam(now), now)
    except UnableToDesignate as refusal:
        return _page(request, str(refusal))
    return see_other(at_desk(request, "aanwijzing"))


@require_POST
@for_employees
def adopt(request: HttpRequest, number: int, **place: str) -> HttpResponse:
    """Note that the authorities adopted a draft."""
    day, by = _day(request), request.POST.get("door", "")
    try:
        if day is None:
            raise UnableToDesignate("Vul de dag in waarop het besluit is vastgesteld.")
        adopt_designation(employee_of(request), number, day, by, timezone.now())
    except UnableToDesignate as refusal:
        return _page(request, str(refusal), number)
    return see_other(at_desk(request, "aanwijzing"))


@require_POST
@for_employees
def publish(request: HttpRequest, number: int, **place: str) -> HttpResponse:
    """Note that it stood in the gemeenteblad."""
    day, where = _day(request), request.POST.get("nummer", "")
    try:
        if day is None:
            raise UnableToDesignate("Vul de dag in waarop het besluit in het gemeenteblad stond.")
        publish_designation(employee_of(request), number, day, where, timezone.now())
    except UnableToDesignate as refusal:
        return _page(request, str(refusal), number)
    return see_other(at_desk(request, "aanwijzing"))


@require_safe
@for_employees
def file(request: HttpRequest, number: int, form: str, **place: str) -> HttpResponse:
    """A version as pdf, xml or json."""
    version = keeping.version_numbered(number)
    if version is None or not may(employee_of(request), Right.DESIGNATE):
        raise Http404
    name = place_of(request).organisation.name
    content, media_type = rendered(keeping.document_of(version), version, form, name)
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="aanwijzingsbesluit-{number}.{form}"'
    return response


def _page(request: HttpRequest, refusal: str = "", about: int | None = None) -> HttpResponse:
    if not may(employee_of(request), Right.DESIGNATE):
        raise Http404
    today = dag_in_amsterdam(timezone.now())
    found = keeping.drift(place_of(request).organisation.name, today)
    lines = keeping.register()
    root = at_desk(request, "aanwijzing")
    context = {
        "refusal": refusal,
        "in_force": state_in_words(found.decision) if found.decision else None,
        "changes": [change.as_json() for change in found.changes],
        "gaps": _gaps(lines, today),
        "versions": [_version(one, root, request, about) for one in keeping.versions()],
        "draft_url": f"{root}/concept",
        "lines": len([line for line in lines if line.in_force_on(today)]),
    }
    return desk_page(request, "desk/designation.html", "Aanwijzingsbesluit", context, 409 if refusal else 200)


def _gaps(lines: list[Any], today: date) -> list[dict[str, Any]]:
    by_product: dict[str, list[str]] = {}
    for product, kind in gaps(lines, today):
        by_product.setdefault(product, []).append(kind.value)
    titles = {line.product: line.title for line in lines}
    return [{"product": titles[product], "kinds": kinds} for product, kinds in sorted(by_product.items())]


def _version(
    version: DesignationDecision, root: str, request: HttpRequest, about: int | None
) -> dict[str, Any]:
    own = f"{root}/{version.number}"
    typed = request.POST if about == version.number else {}
    return {
        "number": version.number,
        "state": state_in_words(version),
        "files": [{"label": form.upper(), "url": f"{own}.{form}"} for form in ("pdf", "xml", "json")],
        "adopt_url": f"{own}/vaststellen" if version.state == State.DRAFT else None,
        "publish_url": f"{own}/publiceren" if version.state == State.ADOPTED else None,
        "day": typed.get("dag", ""),
        "by": typed.get("door", ""),
        "publication": typed.get("nummer", ""),
    }


def _day(request: HttpRequest) -> date | None:
    try:
        return date.fromisoformat(request.POST.get("dag", ""))
    except ValueError:
        return None
