"""The page of a product: what it is, what it takes, how long it lasts, and every way to get it."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from openloket.law.kalender import dag_in_amsterdam
from openloket.law.kanalen import Berichtsoort
from openloket.law.waarom import datum_in_woorden
from openloket.offer.catalogue import Offering
from openloket.offer.forms import compiled
from openloket.offer.models import Service
from openloket.offer.terms import term_in_words, term_of
from openloket.web import directory
from openloket.web.notices import notices
from openloket.web.pages import page
from openloket.web.place import Place, place_of
from openloket.web.portal.draft_key import kept_key
from openloket.web.portal.guards import moment, offering_of, rest_url
from openloket.web.portal.ways import elsewhere, for_message, refusal, ways_shown

_TEXTS = ("intro", "what", "needs", "costs", "after", "legal_basis")
_BY_REQUEST = frozenset({Berichtsoort.AANVRAAG})


@require_safe
def product(request: HttpRequest, organisation: str, slug: str) -> HttpResponse:
    """All about one product of the organisation; 404 where it has none with this address."""
    offering, place, now = offering_of(slug), place_of(request), moment()
    start = place.url(f"{slug}/formulier") if offering.form_version_id else ""
    own = for_message(offering.ways, offering.message_type)
    context = {
        "product": {
            "title": offering.title,
            "minutes": compiled(offering.form_version_id).minutes if offering.form_version_id else 0,
            "page": offering.page,
            "authority": offering.authority,
            **{name: offering.texts[name] for name in _TEXTS},
        },
        "channels": ways_shown(own, start),
        "others": ways_shown([way for way in offering.ways if way not in own], start),
        "refusal": refusal(own),
        "term": _term(offering, now),
        "start_url": start or None,
        "login_level": offering.login_level if start else "",
        "elsewhere": None if start else elsewhere(own),
        "draft_url": place.url(f"{slug}/controle?verder=ja") if kept_key(request) else None,
        "notices": notices(now),
        **_surroundings(offering, place, now),
    }
    return page(request, "portal/product.html", offering.title, context)


def _surroundings(offering: Offering, place: Place, now: datetime) -> dict[str, Any]:
    """What stands around every product here: the decision, the form for everything, how to object."""
    today = dag_in_amsterdam(now)
    objecting = directory.services(today).for_message(Berichtsoort.BEZWAAR)
    decided = offering.message_type in _BY_REQUEST and offering.official != Service.Official.NO
    return {
        "decision": directory.decision(today),
        "offline": offering.texts["offline"],
        "rest_url": rest_url(place),
        "ends_in_decision": decided and _is_ours_to_tell(offering),
        "objection_url": place.url(f"{objecting.slug}/") if objecting else None,
    }


def _is_ours_to_tell(offering: Offering) -> bool:
    """Of what was only copied from a catalogue nobody has said yet which term it has, or if one decides."""
    return offering.form_version_id is not None or offering.official != Service.Official.UNDECIDED


def _term(offering: Offering, now: datetime) -> dict[str, str] | None:
    """How long it takes, by which article, and the last day for who sends it today; None when unknown."""
    if not _is_ours_to_tell(offering):
        return None
    text, article = term_in_words(offering.term)
    last = ""
    if offering.term["kind"] != "objection":  # that depends on the day of the decision objected to
        last = datum_in_woorden(term_of(offering.term, now, {}, directory.calendar()).laatste_dag)
    return {"text": offering.texts["duration"] or text, "rule": text, "article": article, "last_day": last}
