"""The register of mandates: those that wait for an employee first, and a search by name."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from openloket.law.kalender import dag_in_amsterdam
from openloket.people.access import mandates_for
from openloket.people.models import Mandate
from openloket.people.reading import Reading, log_reading
from openloket.tenancy.rights import Right, may
from openloket.web import directory
from openloket.web.desk.frame import at_desk, desk_page, employee_of, for_employees
from openloket.web.desk.wording import short_moment
from openloket.web.mijn.shown import shown_mandate

MOST = 50
_DONE = {
    "goedgekeurd": "De machtiging geldt nu. Wie wordt vertegenwoordigd, krijgt een brief.",
    "afgekeurd": "De machtiging is afgekeurd. Wie hem instuurde, krijgt een brief met de reden.",
    "geweigerd": "De persoon is geweigerd. Beiden krijgen daar bericht van. Verstuur de brieven vandaag.",
    "gestopt": "De machtiging is gestopt.",
    "vastgelegd": "De machtiging is vastgelegd. Hij geldt zodra deze persoon inlogt met de code.",
}


@require_safe
@for_employees
def mandates(request: HttpRequest, **place: str) -> HttpResponse:
    """The list; that it was read is written down, without the words that were searched for."""
    employee, now = employee_of(request), timezone.now()
    if not may(employee, Right.HANDLE):
        raise Http404
    words = request.GET.get("zoek", "").strip()[:100].replace("\0", "")
    found = mandates_for(employee, words, MOST + 1)
    reason = f"machtigingen op de pagina: {len(found[:MOST])}"
    log_reading(employee, Reading.MANDATE_LIST, ("mandate_list", 0), reason, now)
    today = dag_in_amsterdam(now)
    context = {
        "rows": [_row(request, one, today) for one in found[:MOST]],
        "more": len(found) > MOST,
        "words": words,
        "here": at_desk(request, "machtigingen"),
        "new_url": at_desk(request, "machtigingen/nieuw"),
        "notice": _DONE.get(request.GET.get("gedaan", "")),
    }
    return desk_page(request, "desk/mandates.html", "Machtigingen", context)


def titles_on(today: date) -> dict[str, str]:
    """The names of the services by slug."""
    return {one.slug: one.title for one in directory.services(today).listed}


def _row(request: HttpRequest, mandate: Mandate, today: date) -> dict[str, object]:
    shown = shown_mandate(mandate, titles_on(today), today)
    url = at_desk(request, f"machtigingen/{mandate.pk}")
    return {**shown, "url": url, "proposed": short_moment(mandate.proposed_at)}
