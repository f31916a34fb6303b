"""What municipalities say of themselves beside what was measured; and the page that explains all figures."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from openloket.monitor import figures
from openloket.monitor.beside import Difference
from openloket.monitor.country import slug_of
from openloket.monitor.saying import differences_by_product, summed
from openloket.monitor.scoring.ladder import LADDER
from openloket.monitor.tallying import DEFINITIONS
from openloket.web.monitor.charts import Bar, width
from openloket.web.monitor.choice import Choice, with_choice
from openloket.web.monitor.words import number, percent
from openloket.web.pages import page


@with_choice
def said_and_measured(request: HttpRequest, choice: Choice) -> HttpResponse:
    """How often what a municipality says agrees with what was measured, for all and for each product."""
    found = differences_by_product(choice.round)
    whole = summed(found)
    members = {one.product_id: one.product for one in figures.ordered_products(choice.round)}
    rows = [
        {**_row(one.name, found[pk]), "url": choice.url(f"product/{slug_of(one.term)}")}
        for pk, one in members.items()
        if pk in found
    ]
    context = {
        **choice.as_context(),
        "whole": _row("Alle producten samen", whole) if whole.compared else None,
        "rows": rows,
    }
    return page(request, "monitor/sides.html", "Gezegd en gemeten", context, keep=True)


def _row(name: str, one: Difference) -> dict[str, Any]:
    share = one.agree / one.compared if one.compared else None
    return {
        "bar": Bar(name, percent(share), width(share), f"{number(one.agree)} van {number(one.compared)}"),
        "only_said": number(one.only_said),
        "only_measured": number(one.only_measured),
    }


@with_choice
def explained(request: HttpRequest, choice: Choice) -> HttpResponse:
    """What each figure is: what is counted, by what it is divided, and what does not count."""
    steps = [
        {
            "number": int(step),
            "name": one.name,
            "means": one.means,
            "level": one.eu_level,
            "mark": one.eu_benchmark,
        }
        for step, one in LADDER.items()
    ]
    # The rules are real, also beside figures that are made up.
    context = {**choice.as_context(), "made_up": False, "version": DEFINITIONS, "steps": steps}
    return page(request, "monitor/explained.html", "Uitleg bij de cijfers", context, keep=True)
