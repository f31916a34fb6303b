"""One product in the register: the answer per type of message, its lines, and whether it is official."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from openloket.flows.offering.set_official import UnableToSetOfficial, set_official
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.kanalen import ALTIJD_OFFICIEEL, Berichtsoort
from openloket.law.waarom import datum_in_woorden
from openloket.offer.designation import keeping
from openloket.offer.designation.register import Line, how_to_send
from openloket.offer.models import Channel, Service
from openloket.web.desk.designating.channel_words import TYPES, answered, row_shown
from openloket.web.desk.designating.designer import DAY, day_asked, designer_of, number_asked
from openloket.web.desk.frame import at_desk, desk_page, for_employees, see_other

_DONE = {
    "nieuw": "De regel staat in het register.",
    "vervangen": "De oude regel eindigt en de nieuwe begint, op dezelfde dag.",
    "officieel": "De keuze is vastgelegd.",
}
_MEANINGS = {
    "ja": (
        "Ja, dit is een officieel bericht",
        "Het hoort bij een besluit of een klacht, of een wet schrijft het voor.",
    ),
    "nee": ("Nee, dit is geen officieel bericht", "Bijvoorbeeld een melding over een losse stoeptegel."),
    "onbeslist": (
        "Nog niet beslist",
        "Wij behandelen het als officieel: de afzender krijgt een ontvangstbewijs.",
    ),
}
_PAGE = 30


@require_safe
@for_employees
def product(request: HttpRequest, slug: str, **place: str) -> HttpResponse:
    """How each type of message about this product is sent on a day."""
    designer_of(request)
    return _page(request, slug)


@require_POST
@for_employees
def official(request: HttpRequest, slug: str, **place: str) -> HttpResponse:
    """Decide whether its messages are official."""
    employee, posted = designer_of(request), request.POST
    try:
        set_official(employee, slug, posted.get("gezien", ""), posted.get("officieel", ""), timezone.now())
    except UnableToSetOfficial as refusal:
        return _page(request, slug, str(refusal))
    back = "kanalen/onbeslist" if posted.get("terug") == "lijst" else f"kanalen/onderwerp/{slug}"
    return see_other(at_desk(request, back, gedaan="officieel"))


@require_safe
@for_employees
def undecided(request: HttpRequest, **place: str) -> HttpResponse:
    """The products of which nobody decided it, to decide in a row."""
    designer_of(request)
    found, number = keeping.undecided(), number_asked(request.GET.get("pagina"))
    count, here = found.count(), "kanalen/onbeslist"
    rows = found[number * _PAGE : (number + 1) * _PAGE]
    context = {
        "rows": [
            {
                "title": one.title,
                "type": TYPES[one.message_type],
                "url": at_desk(request, f"kanalen/onderwerp/{one.slug}"),
                "decide_url": at_desk(request, f"kanalen/onderwerp/{one.slug}/officieel"),
            }
            for one in rows
        ],
        "count": count,
        "notice": _DONE.get(request.GET.get("gedaan", "")),
        "prev_url": at_desk(request, here, pagina=str(number - 1)) if number else None,
        "next_url": at_desk(request, here, pagina=str(number + 1)) if count > (number + 1) * _PAGE else None,
        "back_url": at_desk(request, "kanalen"),
    }
    return desk_page(request, "desk/channel_undecided.html", "Officieel of niet?", context)


def _page(request: HttpRequest, slug: str, refusal: str = "") -> HttpResponse:
    service = Service.objects.filter(slug=slug).select_related("authority").first()
    if service is None:
        raise Http404
    today = dag_in_amsterdam(timezone.now())
    day = day_asked(request.GET, today)
    on, lines = day.day or today, keeping.lines_about(slug)
    context = {
        "title": service.title,
        "authority": service.authority.name,
        "form": "een formulier van ons" if service.form_version_id else "geen formulier van ons",
        "active": service.active,
        "notice": _DONE.get(request.GET.get("gedaan", "")),
        "refusal": refusal,
        "day": day.as_field(DAY),
        "day_words": datum_in_woorden(on),
        "errors": [{"href": "#op", "message": day.problem}] if day.problem else [],
        "answers": _answers(request, service, lines, on),
        "rows": _rows(request, service, on),
        "official": _official(request, service),
        "add_url": at_desk(request, "kanalen/nieuw", onderwerp=slug),
        "back_url": at_desk(request, "kanalen"),
    }
    title = f"Kanalen van {service.title}"
    return desk_page(request, "desk/channel_product.html", title, context, 409 if refusal else 200)


def _answers(request: HttpRequest, service: Service, lines: list[Line], day: date) -> list[dict[str, Any]]:
    found = []
    for kind in Berichtsoort:
        shown = answered(how_to_send(lines, service.slug, kind, day), service.title, kind, day)
        line = shown.get("line")
        url = at_desk(request, f"kanalen/regel/{line}") if line else None
        add = at_desk(request, "kanalen/nieuw", onderwerp=service.slug, soort=kind.value)
        found.append({**shown, "type": TYPES[kind], "line_url": url, "add_url": add})
    return found


def _rows(request: HttpRequest, service: Service, day: date) -> list[dict[str, Any]]:
    """Every line of the product, also those that ended or have not begun."""
    rows = (
        Channel.objects.filter(service=service).select_related("service").order_by("-valid_from", "position")
    )
    return [
        {
            **row_shown(one, at_desk(request, f"kanalen/regel/{one.pk}")),
            "now": one.valid_from <= day and (one.valid_to is None or day < one.valid_to),
        }
        for one in rows[:60]
    ]


def _official(request: HttpRequest, service: Service) -> dict[str, Any]:
    kind = Berichtsoort(service.message_type)
    options = [{"value": key, "label": label, "hint": hint} for key, (label, hint) in _MEANINGS.items()]
    return {
        "by_law": kind in ALTIJD_OFFICIEEL,
        "type": TYPES[kind],
        "now": service.official,
        "url": at_desk(request, f"kanalen/onderwerp/{service.slug}/officieel"),
        "field": {
            "key": "officieel",
            "type": "choice",
            "label": f"Is dit bericht ({TYPES[kind]}) officieel?",
            "hint": "Een officieel bericht krijgt altijd een ontvangstbewijs (Awb 2:13 lid 1, 2:17).",
            "required": True,
            "options": options,
            "value": service.official,
        },
    }
