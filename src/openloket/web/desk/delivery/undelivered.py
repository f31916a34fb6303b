"""The list of messages that did not arrive: what needs a person, and what goes on by itself."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from openloket.oversight.notices import Unannounced, unannounced
from openloket.oversight.undelivered import Undelivered
from openloket.oversight.undelivered import undelivered as find
from openloket.people.reading import Reading, log_reading
from openloket.post.kinds import kind_of
from openloket.tenancy.rights import Right, may
from openloket.web.desk.delivery import delivery_words as words
from openloket.web.desk.frame import at_desk, desk_page, employee_of, for_employees
from openloket.web.desk.wording import short_moment

_DONE = {
    "adres": "Het bericht gaat naar het nieuwe adres.",
    "verteld": "Vastgelegd: de ontvanger weet ervan.",
}


@require_safe
@for_employees
def undelivered(request: HttpRequest, **place: str) -> HttpResponse:
    """Who did not get a message. Addresses are masked; each has a page with all that was tried."""
    employee, now = employee_of(request), timezone.now()
    if not may(employee, Right.SEE_POST):
        raise Http404
    found = find(now)
    reason = f"niet bezorgd, berichten op de pagina: {len(found)}"
    log_reading(employee, Reading.MESSAGE_LIST, ("message_list", 0), reason, now)
    rows = [_row(request, one) for one in found]
    context = {
        "groups": [
            {"title": "Hier moet iemand iets doen", "rows": [row for row in rows if row["stuck"]]},
            {"title": "Dit gaat vanzelf verder", "rows": [row for row in rows if not row["stuck"]]},
        ],
        "unannounced": [_unannounced(request, one) for one in unannounced(now)],
        "empty": not rows,
        "notice": _DONE.get(request.GET.get("gedaan", "")),
        "addresses_url": at_desk(request, "niet-bezorgd/adressen"),
        "figures_url": at_desk(request, "niet-bezorgd/cijfers"),
    }
    return desk_page(request, "desk/undelivered.html", "Niet bezorgd", context)


def _unannounced(request: HttpRequest, one: Unannounced) -> dict[str, object]:
    when = short_moment(one.notice_by)
    return {
        "url": at_desk(request, f"zaak/{one.reference}/verstuurd/{one.message_id}"),
        "kind": kind_of(one.kind).title,
        "reference": one.reference,
        "product": one.title,
        "told": f"Had weg moeten zijn voor {when}" if one.late else f"Moet weg voor {when}",
    }


def _row(request: HttpRequest, item: Undelivered) -> dict[str, object]:
    message = item.lost.message
    return {
        "url": at_desk(request, f"niet-bezorgd/{message.pk}"),
        "reference": item.reference,
        "product": item.title,
        "kind": kind_of(message.kind).title,
        "address": words.place_of_step(message),
        "why": words.why_lost(item.lost),
        "next": words.what_next(item.lost),
        "stuck": item.lost.needs_person,
        "created": short_moment(message.created_at),
    }
