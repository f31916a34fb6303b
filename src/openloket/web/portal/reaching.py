"""How to reach the organisation: the one electronic way for every type of message, and all that is not."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from openloket.law.kalender import dag_in_amsterdam
from openloket.law.kanalen import Berichtsoort
from openloket.law.waarom import datum_in_woorden
from openloket.offer.catalogue import Way
from openloket.offer.designation import keeping
from openloket.offer.designation.register import Line, how_to_send
from openloket.offer.models import Channel
from openloket.web import directory
from openloket.web.asked_day import day_asked
from openloket.web.designation.shown import state_in_words
from openloket.web.notices import notices
from openloket.web.pages import page
from openloket.web.place import Place, place_of
from openloket.web.portal.guards import moment, rest_url
from openloket.web.portal.ways import way_shown

_WISHES = {
    Berichtsoort.AANVULLING: "U wilt iets toevoegen aan uw zaak",
    Berichtsoort.BEZWAAR: "U bent het niet eens met een besluit",
    Berichtsoort.KLACHT: "U hebt een klacht over de gemeente",
    Berichtsoort.INGEBREKESTELLING: "Wij zijn te laat met een besluit",
    Berichtsoort.INTREKKING: "U wilt uw aanvraag intrekken",
    Berichtsoort.VRAAG: "U hebt een vraag over uw zaak",
    Berichtsoort.ZIENSWIJZE: "U wilt uw mening geven over een plan",
    Berichtsoort.BEROEP: "U wilt administratief beroep instellen",
    Berichtsoort.AANVRAAG: "U vond geen formulier voor uw aanvraag",
    Berichtsoort.MELDING: "U vond geen formulier voor uw melding",
    Berichtsoort.OVERIG: "U wilt ons iets anders laten weten",
}


@require_safe
def reach(request: HttpRequest, organisation: str) -> HttpResponse:
    """What holds today, or held on the day that `?op=` names."""
    day, now, place = day_asked(request), moment(), place_of(request)
    today = dag_in_amsterdam(now)
    decision = directory.decision(day) if day == today else keeping.in_force(day)
    context = {
        "ways": _ways(directory.general_lines(), day, place),
        "decision": state_in_words(decision) if decision else None,
        "decision_url": place.url(f"aanwijzingsbesluit?op={day.isoformat()}"),
        "in_the_past": datum_in_woorden(day) if day != today else "",
        "now_url": place.url("hoe-bereikt-u-ons"),
        "rest_url": rest_url(place),
        "notices": notices(now),
    }
    return page(request, "portal/reaching.html", "Hoe bereikt u ons?", context, keep=True)


def _ways(lines: Sequence[Line], day: date, place: Place) -> list[dict[str, Any]]:
    """Each electronic way with what it is for, in the order of the wishes (Awb 2:13(2)).

    What has no way comes last: with `way` None.
    """
    found: dict[Line | None, list[Berichtsoort]] = {}
    for kind in _WISHES:
        found.setdefault(how_to_send(lines, "", kind, day).line, []).append(kind)
    return [
        {
            "wishes": [(kind.value, _WISHES[kind]) for kind in kinds],
            "in_writing": Berichtsoort.BEZWAAR in kinds,
            "way": _way(line, place) if line else None,
        }
        for line, kinds in sorted(found.items(), key=lambda one: (one[0] is None, len(one[1]) > 1))
    ]


def _way(line: Line, place: Place) -> dict[str, Any]:
    """The way of a line of the register; our own form is linked while it is there."""
    assert line.channel is not None, "a designation always names a channel"
    today = dag_in_amsterdam(moment())
    found = directory.services(today).find(line.product)
    form = place.url(f"{line.product}/") if found and found.form_version_id else ""
    way = Way(
        line.channel, Channel.Kind(line.channel).label, "", line.address, official=True,
        login=line.login_level, requirements=line.requirements, supplier=line.supplier,
        joint_body=line.joint_body, legal_exception=line.legal_exception,
    )  # fmt: skip
    return {**way_shown(way, form), "product": line.title}
