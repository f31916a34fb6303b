"""The proof of one observation: what was seen, where, when and by whom, and what it corrects."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from openloket.monitor.country import slug_of
from openloket.monitor.models import Observation
from openloket.monitor.scoring.channels import AUDIENCE_LABELS, BASIS_LABELS, Audience, Basis
from openloket.tenancy.local_time import in_words
from openloket.web.monitor.shown import linkable, step, way
from openloket.web.monitor.words import percent
from openloket.web.pages import page

_LONGEST_TRAIL = 20


@require_safe
def observation(request: HttpRequest, number: int) -> HttpResponse:
    """An observation of a published round, with all that it replaced and what replaced it."""
    rows = Observation.objects.select_related("round", "municipality", "product", "replaced_by")
    found = rows.filter(pk=number, round__published_at__isnull=False).first()
    if found is None:
        raise Http404
    title = f"{found.product.name[:1].upper()}{found.product.name[1:]} bij {found.municipality.name}"
    context = {
        "title": title,
        "seen": _seen(found),
        "later": getattr(found, "replaced_by", None),
        "trail": [_seen(one) for one in _trail(found)],
        "round": found.round,
        "made_up": found.round.made_up,
        "town_url": f"/monitor/gemeente/{found.municipality.slug}?ronde={found.round.key}",
        "product_url": f"/monitor/product/{slug_of(found.product.term)}?ronde={found.round.key}",
    }
    return page(request, "monitor/observation.html", title, context, keep=True)


def _trail(found: Observation) -> list[Observation]:
    """What it replaced, the latest first."""
    trail: list[Observation] = []
    while found.replaces_id and len(trail) < _LONGEST_TRAIL:
        found = Observation.objects.get(pk=found.replaces_id)
        trail.append(found)
    return trail


def _seen(one: Observation) -> dict[str, Any]:
    return {
        "number": one.pk,
        "way": way(one.channel),
        "step": step(one.step),
        "basis": BASIS_LABELS[Basis(one.basis)],
        "audience": AUDIENCE_LABELS[Audience(one.audience)],
        "reason": one.reason,
        "address": linkable(one.address),
        "moment": in_words(one.seen_at),
        "recorded": in_words(one.recorded_at),
        "hash": one.page_hash,
        "excerpt": one.excerpt,
        "seen_by": one.seen_by,
        "confidence": percent(float(one.confidence), 0),
        "told": one.told,
        "supplier": one.supplier,
        "correction": one.correction,
    }
