"""The inbox: which zaken there are and which come first."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from openloket.law.kalender import dag_in_amsterdam
from openloket.people.reading import Reading, log_reading
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, may
from openloket.web import directory
from openloket.web.desk.frame import at_desk, desk_page, employee_of, for_employees, see_other
from openloket.web.desk.inbox_choices import Choices
from openloket.web.desk.wording import STATUS_KINDS, days_left, short_day
from openloket.web.place import place_of
from openloket.zaken import queries
from openloket.zaken.models import OPEN

_MOST_NEWS = 100


@require_safe
@for_employees
def inbox(request: HttpRequest, **place: str) -> HttpResponse:
    """One page of zaken. That it was read, and how many rows, is written down before it is shown."""
    employee = employee_of(request)
    if not may(employee, Right.READ):
        return see_other(at_desk(request, "niet-bezorgd"))
    now = timezone.now()
    today = dag_in_amsterdam(now)
    choices = Choices.read(request.GET, directory.services(today).offerings)
    prefix = place_of(request).organisation.reference_prefix
    found = queries.inbox(choices.query, employee, prefix, today)
    log_reading(employee, Reading.ZAAK_LIST, ("zaak_list", 0), _reason(choices, found), now)
    context = {
        "rows": [_row(request, row, today) for row in found.rows],
        "count_text": _count(found),
        "news_text": "" if choices.query.status == queries.NEWS else _news(employee),
        "news_url": at_desk(request, status=queries.NEWS),
        **choices.as_context(at_desk(request), found),
    }
    return desk_page(request, "desk/inbox.html", "Werkvoorraad", context)


def _reason(choices: Choices, found: queries.InboxPage) -> str:
    how = "zoeken in de werkvoorraad" if choices.query.search else "werkvoorraad"
    return f"{how}, zaken op de pagina: {len(found.rows)}"


def _count(found: queries.InboxPage) -> str:
    number = len(found.rows)
    if found.previous or found.next:
        return f"{number} zaken op deze pagina"
    return "1 zaak" if number == 1 else f"{number} zaken"


def _news(employee: Employee) -> str:
    """Of zaken that others handle they are told themselves."""
    number = queries.count_news(employee, _MOST_NEWS)
    if number == _MOST_NEWS:
        return f"{_MOST_NEWS} of meer zaken met een nieuw bericht"
    return (
        ""
        if not number
        else "1 zaak met een nieuw bericht"
        if number == 1
        else f"{number} zaken met een nieuw bericht"
    )


def _row(request: HttpRequest, row: queries.InboxRow, today: date) -> dict[str, object]:
    runs = row.last_day if row.status in OPEN else None
    return {
        "reference": row.reference,
        "url": at_desk(request, f"zaak/{row.reference}"),
        "product": row.title,
        "sender": row.sender,
        "received": short_day(dag_in_amsterdam(row.received_at)),
        "last_day": short_day(row.last_day) if row.last_day else None,
        "days_left": days_left(runs, today) if runs else "",
        "status": row.status.label.capitalize(),
        "status_kind": STATUS_KINDS[row.status],
        "assignee": row.assignee,
        "late": row.late(today),
        "news": row.has_news,
    }
