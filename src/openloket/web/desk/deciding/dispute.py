"""What the pages of an objection and of a complaint share: who may act, what is kept of reading, refusals."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from openloket.flows.unable import UnableAtField, UnableAtFields
from openloket.law.kanalen import Berichtsoort
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right
from openloket.web.desk.deciding.advice import advice_part
from openloket.web.desk.frame import at_desk, desk_page, employee_of, see_other
from openloket.web.desk.zaken.door import read_zaak
from openloket.zaken.models import Zaak

Wrong = Mapping[str, str]
"""The messages by field; under "" what belongs to no field."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """One such page, at `path` under its zaak.

    `act` does what a button says and raises one of `refusals`; `shown` is what stands on the page beside what
    both share; `done` is said after each button.
    """

    kind: Berichtsoort
    path: str
    act: Callable[[HttpRequest, Employee, Zaak, str, datetime], None]
    shown: Callable[[HttpRequest, Zaak, Wrong], dict[str, Any]]
    refusals: tuple[type[Exception], ...]
    done: Mapping[str, str]


def answer(request: HttpRequest, reference: str, dispute: Dispute) -> HttpResponse:
    """Show the page; or do what its button says, and show what is wrong beside what was typed."""
    employee, now = employee_of(request), timezone.now()
    of_kind = lambda zaak: zaak.kind == dispute.kind  # noqa: E731 (one expression, used once)
    zaak = read_zaak(request, reference, dispute.path, now, Right.HANDLE, only=of_kind)
    if request.method != "POST":
        return _page(request, zaak, dispute, now, {})
    act = request.POST.get("doe", "")
    try:
        dispute.act(request, employee, zaak, act, now)
    except dispute.refusals as refusal:
        return _page(request, zaak, dispute, now, _wrong(refusal))
    return see_other(at_desk(request, f"zaak/{zaak.reference}/{dispute.path}", gedaan=act))


def _wrong(refusal: Exception) -> dict[str, str]:
    if isinstance(refusal, UnableAtFields) and refusal.problems:
        return refusal.problems
    return {refusal.field if isinstance(refusal, UnableAtField) else "": str(refusal)}


def _page(request: HttpRequest, zaak: Zaak, dispute: Dispute, now: datetime, wrong: Wrong) -> HttpResponse:
    context = {
        "zaak": {"reference": zaak.reference, "product": zaak.title},
        "back_url": at_desk(request, f"zaak/{zaak.reference}"),
        **dispute.shown(request, zaak, wrong),
        "advice": advice_part(zaak, now),
        "errors": [{"href": f"#{name}", "message": text} for name, text in wrong.items() if name],
        "refusal": wrong.get(""),
        "notice": dispute.done.get(request.GET.get("gedaan", "")),
    }
    status = 200 if not wrong else 409 if wrong.get("") else 422
    title = f"{dispute.path.capitalize()} {zaak.reference}"
    return desk_page(request, f"desk/{dispute.path}.html", title, context, status)
