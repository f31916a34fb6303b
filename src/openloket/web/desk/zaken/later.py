"""What came later in a zaak: a supplement or a notice of default, with the exact copy and its files."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from openloket.flows.zaken.see_news import see_news
from openloket.tenancy.models import Employee
from openloket.web.desk.frame import at_desk, desk_page, employee_of, for_employees
from openloket.web.desk.wording import short_moment
from openloket.web.desk.zaken.door import read_zaak
from openloket.web.desk.zaken.zaak_parts import copied, files
from openloket.zaken.models import Filing, Zaak

_PAGE = 10


def offer_later(employee: Employee, zaak: Zaak) -> tuple[str, str] | None:
    """The link on the page of a zaak in which something came later."""
    return ("Later gekomen berichten", "berichten") if getattr(zaak, "later", False) else None


@require_safe
@for_employees
def later(request: HttpRequest, reference: str, **place: str) -> HttpResponse:
    """The later messages, newest first, a page at a time; that they were read is written down first."""
    employee = employee_of(request)
    now = timezone.now()
    zaak = read_zaak(request, reference, "later gekomen berichten", now)
    see_news(employee, zaak, now)
    number = _number(request.GET.get("pagina", ""))
    found = Filing.objects.select_related("submission").filter(zaak=zaak).order_by("-at", "-id")
    rows = list(found[number * _PAGE : (number + 1) * _PAGE + 1])
    context = {
        "zaak": {"reference": zaak.reference, "product": zaak.title},
        "back_url": at_desk(request, f"zaak/{zaak.reference}"),
        "filings": [_filing(request, zaak, one) for one in rows[:_PAGE]],
        "prev_url": f"?pagina={number - 1}" if number else None,
        "next_url": f"?pagina={number + 1}" if len(rows) > _PAGE else None,
    }
    return desk_page(request, "desk/berichten.html", f"Berichten bij {zaak.reference}", context)


def _filing(request: HttpRequest, zaak: Zaak, one: Filing) -> dict[str, Any]:
    root = at_desk(request, f"zaak/{zaak.reference}/bijlage")
    return {
        "kind": one.kind.capitalize(),
        "at": short_moment(one.at),
        "reference": one.submission.reference,
        "steps": copied(json.loads(one.submission.copy)),
        "attachments": files(one.submission, root),
    }


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else 0
