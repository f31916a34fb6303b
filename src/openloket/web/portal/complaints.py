"""The complaints of a year as everybody may read them, once the organisation published them (Awb 9:12a)."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from openloket.law.kalender import dag_in_amsterdam
from openloket.law.waarom import datum_in_woorden
from openloket.offer.calendar import law_calendar
from openloket.web import complaint_words as words
from openloket.web.csv_file import csv_file
from openloket.web.pages import page
from openloket.web.place import place_of
from openloket.web.portal.guards import moment
from openloket.zaken.complaints import ComplaintRow, publication_of, published_years, register

PAGE = 50


@require_safe
def years(request: HttpRequest, organisation: str) -> HttpResponse:
    """The years of which the register was published."""
    place = place_of(request)
    shown = [{"year": one, "url": place.url(f"klachten/{one}")} for one in published_years()]
    return page(request, "portal/klachtjaren.html", "Klachten over de gemeente", {"years": shown}, keep=True)


@require_safe
def complaints(request: HttpRequest, organisation: str, year: int) -> HttpResponse:
    """Numbers and a list without names; 404 until it is published."""
    today = dag_in_amsterdam(moment())
    published_on, rows = _published(year, today)
    number = _number(request.GET.get("pagina", ""))
    here = place_of(request).url(f"klachten/{year}")
    shown = words.public_rows(rows)
    context = {
        "year": year,
        "published": datum_in_woorden(published_on),
        "today": datum_in_woorden(today),
        "count": len(rows),
        "totals": words.totals(rows),
        "head": words.PUBLIC_HEAD,
        "rows": shown[number * PAGE : (number + 1) * PAGE],
        "years": [
            {"year": one, "url": place_of(request).url(f"klachten/{one}")} for one in published_years()
        ],
        "csv_url": f"{here}.csv",
        "prev_url": f"{here}?pagina={number - 1}" if number else None,
        "next_url": f"{here}?pagina={number + 1}" if len(shown) > (number + 1) * PAGE else None,
    }
    return page(request, "portal/klachten.html", f"Klachten over de gemeente in {year}", context, keep=True)


@require_safe
def complaints_file(request: HttpRequest, organisation: str, year: int) -> HttpResponse:
    """The same list as CSV."""
    _, rows = _published(year, dag_in_amsterdam(moment()))
    return csv_file(f"klachten-{year}.csv", words.PUBLIC_HEAD, words.public_rows(rows))


def _published(year: int, today: date) -> tuple[date, list[ComplaintRow]]:
    published = publication_of(year)
    if published is None:
        raise Http404
    return dag_in_amsterdam(published.at), register(year, law_calendar(), today)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else 0
