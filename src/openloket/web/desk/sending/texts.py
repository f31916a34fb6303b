"""Texts of messages: which kinds have texts of their own, and writing, publishing and dropping those."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from openloket.flows.correspondence.keep_texts import (
    UnableToKeepTexts,
    back_to_shared,
    draft_of,
    drop_draft,
    mark_of,
    publish_draft,
    save_draft,
)
from openloket.post import templates
from openloket.post.kinds import KINDS, Kind
from openloket.post.models import Template
from openloket.post.templates import Texts
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, may
from openloket.web.desk.frame import at_desk, desk_page, employee_of, for_employees, see_other
from openloket.web.desk.sending.text_parts import fields, row, written_page

_DONE = {
    "bewaard": "Het concept is bewaard. Nu gebruiken wij het nog niet.",
    "gebruik": "Deze tekst gaat vanaf nu mee met elk bericht van deze soort.",
    "weg": "Het concept is weggegooid.",
    "gedeeld": "Vanaf nu gaat alleen de gedeelde tekst.",
}
Step = Callable[[Employee, Kind, Texts, str, datetime], str]


def writer_of(request: HttpRequest) -> Employee:
    """Who is logged in, if that is somebody who writes texts; for others these pages do not exist."""
    employee = employee_of(request)
    if not may(employee, Right.TEXTS):
        raise Http404
    return employee


def writable(name: str) -> Kind:
    """A kind whose texts an organisation can write. Raises Http404."""
    kind = KINDS.get(name)
    if kind is None or not kind.writable:
        raise Http404
    return kind


@require_safe
@for_employees
def texts(request: HttpRequest, **place: str) -> HttpResponse:
    """The kinds of messages, with what goes with each now."""
    writer_of(request)
    live = Template.objects.exclude(state=Template.State.REPLACED).order_by("-number")
    by_kind: dict[str, list[Template]] = {}
    for one in live:
        by_kind.setdefault(one.kind, []).append(one)
    rows = [row(kind, by_kind.get(kind.name, []), at_desk(request, "teksten")) for kind in templates.WRITABLE]
    context = {"rows": rows}
    return desk_page(request, "desk/texts.html", "Teksten van berichten", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
def text(request: HttpRequest, kind: str, **place: str) -> HttpResponse:
    """The texts of one kind: what is in use, what is being written, and what was used before."""
    employee, about, now = writer_of(request), writable(kind), timezone.now()
    if request.method != "POST":
        return _page(request, about, _shown(about), now)
    typed = typed_in(request.POST)
    step = _STEPS.get(request.POST.get("stap", ""), _save)
    try:
        done = step(employee, about, typed, request.POST.get("gezien", ""), now)
    except UnableToKeepTexts as refusal:
        kept = typed if "opening" in request.POST else _shown(about)
        return _page(request, about, kept, now, refusal)
    return see_other(at_desk(request, f"teksten/{about.name}", gedaan=done))


def typed_in(posted: Mapping[str, str]) -> Texts:
    """What was typed, with line ends as they are kept."""
    subject, opening, closing = (
        posted.get(part, "").replace("\r\n", "\n") for part in ("onderwerp", "opening", "slot")
    )
    return Texts(subject, opening, closing)


def _save(employee: Employee, kind: Kind, typed: Texts, seen: str, now: datetime) -> str:
    save_draft(employee, kind, typed, seen, now)
    return "bewaard"


def _publish(employee: Employee, kind: Kind, typed: Texts, seen: str, now: datetime) -> str:
    publish_draft(employee, kind, seen, now)
    return "gebruik"


def _drop(employee: Employee, kind: Kind, typed: Texts, seen: str, now: datetime) -> str:
    drop_draft(employee, kind, seen, now)
    return "weg"


def _shared(employee: Employee, kind: Kind, typed: Texts, seen: str, now: datetime) -> str:
    back_to_shared(employee, kind, now)
    return "gedeeld"


_STEPS: Mapping[str, Step] = {"publiceren": _publish, "weggooien": _drop, "gedeeld": _shared}


def _shown(kind: Kind) -> Texts:
    """The draft, or what is in use: where writing goes on."""
    live = Template.objects.filter(kind=kind.name).exclude(state=Template.State.REPLACED)
    found = live.order_by("-number").first()
    return templates.written_in(found) if found else templates.SHARED


def _page(
    request: HttpRequest, kind: Kind, shown: Texts, now: datetime, refusal: UnableToKeepTexts | None = None
) -> HttpResponse:
    problems = refusal.problems if refusal else {}
    draft = draft_of(kind)
    context: dict[str, Any] = {
        **written_page(kind, draft, shown, now),
        "fields": fields(kind, shown, problems),
        "seen": request.POST.get("gezien", "") if refusal else mark_of(draft),
        "errors": [{"href": f"#{part}", "message": text} for part, text in problems.items()],
        "refusal": str(refusal) if refusal and not problems else None,
        "notice": None if refusal else _DONE.get(request.GET.get("gedaan", "")),
        "here": at_desk(request, f"teksten/{kind.name}"),
        "back_url": at_desk(request, "teksten"),
        "may_preview": may(employee_of(request), Right.READ),
        "preview_url": at_desk(request, f"teksten/{kind.name}/voorbeeld"),
    }
    if refusal and not problems:
        context["seen"] = mark_of(draft)
    status = 422 if problems else 409 if refusal else 200
    return desk_page(request, "desk/text.html", f"Teksten: {kind.title}", context, status)
