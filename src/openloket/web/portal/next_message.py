"""The next message about a zaak: which kinds there are, which are offered here, and into the form."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from openloket.flows.drafts.begin_about import begin_about
from openloket.intake.models import Submission
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.kanalen import Berichtsoort
from openloket.law.rechtsmiddel import Rechtsmiddel
from openloket.law.waarom import datum_in_woorden
from openloket.offer.catalogue import Offering
from openloket.offer.forms import compiled
from openloket.web import directory
from openloket.web.place import place_of
from openloket.web.portal import draft_key
from openloket.web.portal.closing import closed_page
from openloket.web.portal.guards import form_of, moment
from openloket.web.portal.who import who_of
from openloket.zaken.decisions import decisions_made_known, remedy_of
from openloket.zaken.models import Besluit, Zaak

WHAT = {
    "aanvullen": Berichtsoort.AANVULLING,
    "te-laat": Berichtsoort.INGEBREKESTELLING,
    "bezwaar": Berichtsoort.BEZWAAR,
    "intrekken": Berichtsoort.INTREKKING,
    "vraag": Berichtsoort.VRAAG,
    "klacht": Berichtsoort.KLACHT,
}
"""The last part of the address, and the kind of message that begins there."""


def offered(kind: Berichtsoort) -> Offering | None:
    """The form of this organisation for a kind of message, or None."""
    return directory.services(dag_in_amsterdam(moment())).for_message(kind)


def objecting_to(besluit: Besluit) -> dict[str, Any]:
    """What is known to who objects to a decision: which one it is, and of which day."""
    day = datum_in_woorden(besluit.decided_on)
    return {
        "omschrijving": f"Het besluit van {day}: {besluit.subject_line}",
        "datum_bekend": True,
        "datum_besluit": besluit.decided_on.isoformat(),
    }


def latest_objectable(zaak: Zaak) -> dict[str, Any]:
    """The last decision on a zaak that one can object to, as the form asks for it; empty: none."""
    open_to_it = [one for one in decisions_made_known(zaak.pk) if remedy_of(one) is Rechtsmiddel.BEZWAAR]
    return objecting_to(open_to_it[-1]) if open_to_it else {}


def to_form(
    request: HttpRequest,
    zaak: Zaak,
    kind: Berichtsoort,
    *,
    own: Submission | None = None,
    more: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Into the first page of the form for this kind of message, about the zaak; 404 where it is not offered.

    The caller has checked that the visitor holds the key of the zaak. `own` is the visitor's earlier message,
    `more` are other answers to fill in (see flows.drafts.begin_about).
    """
    offering = offered(kind)
    if offering is None:
        raise Http404
    if closed := closed_page(request, moment()):
        return closed
    version = form_of(offering)
    now_in = who_of(request)
    owner = now_in.owner if now_in and not now_in.acting_ended else None
    key = begin_about(zaak, offering.service_id, version, moment(), own=own, more=more, owner=owner)
    first = compiled(version).steps[0].key
    response = HttpResponseRedirect(place_of(request).url(f"{offering.slug}/formulier/{first}"))
    return draft_key.remember(request, response, offering.slug, key)
