"""The page of one municipality, for its alderman: what to do first, why, and the proof of all of it."""

from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from openloket.monitor import figures
from openloket.monitor.models import Municipality, Observation
from openloket.monitor.scoring.channels import Basis
from openloket.monitor.scoring.first_steps import FirstStep
from openloket.web.monitor.charts import pieces
from openloket.web.monitor.choice import Choice, with_choice
from openloket.web.monitor.shown import grounds, trend, way
from openloket.web.monitor.town_facts import beside, compared, products, proof_url, town_facts
from openloket.web.monitor.words import day, day_of, number
from openloket.web.pages import page

_MOST_CORRECTIONS = 20
_PROOFS = {"missing": "#producten", "forms": "#producten", "tell": "#producten"}


@with_choice
def town(request: HttpRequest, choice: Choice, slug: str) -> HttpResponse:
    """How a municipality stands in a round."""
    found = town_of(slug)
    now = timezone.now()
    facts = town_facts(choice, found, now)
    context = {
        **choice.as_context(),
        "town": _named(found),
        "steps": [_step(choice, one) for one in facts.steps],
        "compared": compared(choice, facts),
        "products": products(choice, facts),
        "pieces": pieces(facts.count),
        "beside": beside(facts.findings, now),
        "grounds": grounds(choice, facts.count),
        "trend": trend(choice, f"Digitaal in {found.name}", "municipality", found.code, f"gemeente/{slug}"),
        **_fairness(choice, found),
    }
    return page(request, "monitor/town.html", f"Gemeente {found.name}", context, keep=True)


def town_of(slug: str) -> Municipality:
    """The municipality of an address, also one that ended. Raises Http404."""
    found = Municipality.objects.select_related("successor").filter(slug=slug[:80]).first()
    if found is None:
        raise Http404
    return found


def _named(found: Municipality) -> dict[str, str]:
    successor = found.successor
    return {
        "name": found.name,
        "code": found.code,
        "slug": found.slug,
        "province": found.province,
        "inhabitants": number(found.inhabitants) if found.inhabitants is not None else "",
        "ended": day(found.ended_on) if found.ended_on else "",
        "successor": successor.name if successor else "",
        "successor_slug": successor.slug if successor else "",
    }


def _step(choice: Choice, one: FirstStep) -> dict[str, str]:
    return {
        "title": one.title,
        "why": one.why,
        "explained": choice.url("uitleg") + f"#{one.defined}",
        "proof": _PROOFS.get(one.key, "#verder"),
    }


def _fairness(choice: Choice, found: Municipality) -> dict[str, Any]:
    """What the municipality says of its figures, where it says otherwise, and what was corrected."""
    changed = figures.corrections(choice.round, found.code)[:_MOST_CORRECTIONS]
    otherwise = [] if choice.basis is not Basis.MEASURED else figures.differences(choice.round, found.code)
    return {
        "reply": _reply(choice, found),
        "corrections": [_correction(one) for one in changed],
        "otherwise": [{"name": one.product.name, "proof": proof_url(one)} for one in otherwise],
    }


def _reply(choice: Choice, found: Municipality) -> dict[str, str] | None:
    one = figures.reply_of(choice.round, found.code)
    if one is None:
        return None
    return {
        "asked": day_of(one.sent_at),
        "until": day(one.until),
        "outcome": one.get_outcome_display(),
        "text": one.reply,
        "replied": day_of(one.replied_at) if one.replied_at else "",
        "settlement": one.settlement,
        "settled_by": one.settled_by,
    }


def _correction(one: Observation) -> dict[str, str]:
    before = cast("Observation | None", one.replaces)
    return {
        "day": day_of(one.recorded_at),
        "name": one.product.name,
        "before": way(before.channel) if before else "",
        "after": way(one.channel),
        "why": one.correction,
        "proof": proof_url(one),
    }
