"""My zaken: what runs first, what is done behind it; and the page of one zaak with all that can be done."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from openloket.law.kanalen import Berichtsoort
from openloket.people.mandates import Viewer
from openloket.tenancy.contact import contact_sentence
from openloket.tenancy.local_time import in_words
from openloket.web.mijn.correcting import correctable
from openloket.web.mijn.course import course, files
from openloket.web.mijn.frame import at_mine, for_viewers, mine, viewing
from openloket.web.mijn.rows import zaak_row
from openloket.web.place import place_of
from openloket.web.portal.guards import moment
from openloket.web.portal.next_message import WHAT, latest_objectable, to_form
from openloket.web.portal.zaak_screen import zaak_state
from openloket.zaken.access import zaak_behind
from openloket.zaken.mine import page_of, zaak_of
from openloket.zaken.models import Zaak
from openloket.zaken.places import Sort, read_place


@require_safe
@for_viewers
def zaken(request: HttpRequest, organisation: str) -> HttpResponse:
    """A page of what runs, or with ?toon=klaar of what is done."""
    running = request.GET.get("toon") != "klaar"
    after = read_place(request.GET.get("na", ""), Sort.NEWEST)
    found = page_of(viewing(request), running, after)
    shown = {} if running else {"toon": "klaar"}
    context = {
        "zaken": [zaak_row(request, one) for one in found.zaken],
        "running": running,
        "running_url": at_mine(request, "zaken"),
        "done_url": at_mine(request, "zaken", toon="klaar"),
        "first_url": at_mine(request, "zaken", **shown) if after else None,
        "next_url": at_mine(request, "zaken", na=found.next.text(), **shown) if found.next else None,
        "begin_url": place_of(request).url(),
    }
    return mine(request, "zaken", "Mijn zaken", context)


@require_safe
@for_viewers
def zaak(request: HttpRequest, organisation: str, reference: str) -> HttpResponse:
    """How one zaak stands, what must be done, by when and why, and what went to and fro."""
    place = place_of(request)
    viewer, found = _mine(request, reference)
    context = {
        "zaak": zaak_row(request, found),
        "received_at": in_words(found.received_at),
        "now": _state(request, found),
        "course": course(request, viewer, found),
        "files": files(request, found),
        "receipt_url": at_mine(request, f"ontvangst/{reference}"),
        "correct_url": None if viewer.mandate_id or not correctable() else at_mine(request, "correctie"),
        "proof_url": at_mine(request, f"zaken/{reference}/afschrift"),
        "zaken_url": at_mine(request, "zaken"),
        "contact": contact_sentence(place.organisation.phone, place.organisation.email),
    }
    return mine(request, "zaak", f"Zaak {reference}: {found.title}", context)


@require_POST
@for_viewers
def begin(request: HttpRequest, organisation: str, reference: str, what: str) -> HttpResponse:
    """Begin a message about this zaak; what is known is filled in."""
    kind = WHAT.get(what)
    _, found = _mine(request, reference)
    if kind is None:
        raise Http404
    more = latest_objectable(found) if kind is Berichtsoort.BEZWAAR else {}
    return to_form(request, found, kind, own=found.submission, more=more)


def _mine(request: HttpRequest, reference: str) -> tuple[Viewer, Zaak]:
    viewer = viewing(request)
    found = zaak_of(viewer, reference)
    if found is None:
        raise Http404
    return viewer, found


def _state(request: HttpRequest, zaak: Zaak) -> dict[str, Any]:
    """As on the receipt; its decisions open here, where that they were read is kept."""
    behind = zaak_behind(zaak.submission_id, "")
    state = zaak_state(place_of(request), behind, f"mijn/zaken/{zaak.reference}", moment())
    known = [{**one, "url": at_mine(request, f"besluit/{one['id']}")} for one in state["decisions"]]
    return {**state, "decisions": known}
