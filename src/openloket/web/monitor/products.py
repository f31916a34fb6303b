"""The products that a round looks at: all of them, and one with what each municipality offers."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from openloket.monitor import figures
from openloket.monitor.country import slug_of
from openloket.monitor.models import Observation, Product, SetProduct
from openloket.monitor.scoring.channels import AUDIENCE_LABELS, LABELS, Audience
from openloket.monitor.scoring.counting import Count
from openloket.web.monitor.charts import bar, pieces
from openloket.web.monitor.choice import Choice, with_choice
from openloket.web.monitor.shown import grounds, trend, way
from openloket.web.pages import page

_ORDER = [one.value for one in LABELS]
"""Of the ways: what is digital first."""


@with_choice
def products(request: HttpRequest, choice: Choice) -> HttpResponse:
    """All products of the round, in the order of its set."""
    counts = figures.counts(choice.scoring, "product", choice.basis, choice.audience)
    rows = {
        one.product_id: bar(
            one.product.name,
            counts.get(str(one.product_id), Count()),
            choice.url(f"product/{slug_of(one.product.term)}"),
        )
        for one in _members(choice)
    }
    context = {
        **choice.as_context(),
        "rows": list(rows.values()),
        "set": choice.round.product_set,
        "grounds": grounds(choice, figures.together(counts.values())),
        "data_url": choice.file("producten.csv"),
    }
    return page(request, "monitor/products.html", "Producten", context, keep=True)


def _members(choice: Choice) -> list[SetProduct]:
    members = figures.ordered_products(choice.round)
    return [one for one in members if choice.audience is None or one.audience == choice.audience.value]


@with_choice
def product(request: HttpRequest, choice: Choice, slug: str) -> HttpResponse:
    """One product: the ways of the country, and the municipalities for each way."""
    found, whom = _product(choice, slug)
    subject = str(found.pk)
    count = figures.count(choice.scoring, "product", subject, choice.basis, choice.audience)
    context = {
        **choice.as_context(),
        "name": _title(found),
        "whom": " en ".join(AUDIENCE_LABELS[Audience(one)] for one in whom),
        "whole": bar("Digitaal in Nederland", count),
        "pieces": pieces(count),
        "ways": _ways(choice, found),
        "grounds": grounds(choice, count),
        "trend": trend(choice, f"{found.name}, digitaal", "product", subject, f"product/{slug}"),
    }
    return page(request, "monitor/product.html", _title(found), context, keep=True)


def _title(found: Product) -> str:
    return found.name[:1].upper() + found.name[1:]


def _product(choice: Choice, slug: str) -> tuple[Product, list[str]]:
    members = [one for one in figures.ordered_products(choice.round) if slug_of(one.product.term) == slug]
    if not members:
        raise Http404
    return members[0].product, [one.audience for one in members]


def _ways(choice: Choice, found: Product) -> list[dict[str, Any]]:
    """The municipalities by way, each once, by name; those are the proof of the figure."""
    seen = figures.product_observations(choice.round, found, choice.basis, choice.audience)
    groups: dict[str, list[Observation]] = {}
    for one in seen.defer("excerpt", "reason", "correction"):
        groups.setdefault(one.channel, []).append(one)
    return [
        {
            "label": way(channel),
            "count": len(some),
            "towns": [{"name": one.municipality.name, "number": one.pk} for one in some],
        }
        for channel, some in sorted(groups.items(), key=lambda group: _ORDER.index(group[0]))
    ]
