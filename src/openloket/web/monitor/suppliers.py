"""The suppliers of forms that were seen: how many municipalities, and what their forms do there."""

from collections import Counter
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from openloket.monitor import figures
from openloket.monitor.country import slug_of
from openloket.monitor.scoring.counting import Count
from openloket.web.monitor.charts import pieces
from openloket.web.monitor.choice import Choice, with_choice
from openloket.web.monitor.shown import grounds
from openloket.web.monitor.words import decimal, number
from openloket.web.pages import page


@with_choice
def suppliers(request: HttpRequest, choice: Choice) -> HttpResponse:
    """All suppliers, by name."""
    found = figures.counts(choice.scoring, "supplier", choice.basis, choice.audience)
    context = {
        **choice.as_context(),
        "rows": [_row(choice, name, count) for name, count in found.items()],
        "grounds": grounds(choice, figures.together(found.values())),
        "data_url": choice.file("leveranciers.csv"),
    }
    return page(request, "monitor/suppliers.html", "Leveranciers", context, keep=True)


def _row(choice: Choice, name: str, count: Count) -> dict[str, str]:
    return {
        "name": name,
        "url": choice.url(f"leverancier/{slug_of(name)}"),
        "towns": number(count.municipalities),
        "products": number(count.settled),
        "step": decimal(count.maturity),
    }


@with_choice
def supplier(request: HttpRequest, choice: Choice, slug: str) -> HttpResponse:
    """One supplier: what its forms do, and at which municipalities."""
    known = figures.counts(choice.scoring, "supplier", choice.basis, choice.audience)
    name = next((one for one in known if slug_of(one) == slug), None)
    if name is None:
        raise Http404
    context = {
        **choice.as_context(),
        "row": _row(choice, name, known[name]),
        "pieces": pieces(known[name]),
        "towns": _towns(choice, name),
        "towns_url": choice.url("gemeenten", leverancier=name),
        "grounds": grounds(choice, known[name]),
        "history": _history(choice, name),
    }
    return page(request, "monitor/supplier.html", name, context, keep=True)


def _history(choice: Choice, name: str) -> list[dict[str, str]]:
    """Each round in which it was seen. Nearly all that a supplier has is digital: numbers say more."""
    points = figures.trend("supplier", name, choice.basis, choice.audience, choice.rounds)
    return [
        {
            "label": one.round.name,
            "towns": number(one.count.municipalities),
            "products": number(one.count.settled),
            "step": decimal(one.count.maturity),
        }
        for one in points
    ]


def _towns(choice: Choice, name: str) -> list[dict[str, Any]]:
    seen = figures.supplier_observations(choice.round, name, choice.basis)
    times = Counter(seen.values_list("municipality__slug", "municipality__name"))
    return [
        {"slug": slug, "name": town, "products": count}
        for (slug, town), count in sorted(times.items(), key=lambda one: one[0][1])
    ]
