"""Times the pages of the monitor, and what they ask of the database; a process of its own, prints JSON."""

import json
import sys
import time
from collections.abc import Callable

from django.http import HttpResponse
from django.test import RequestFactory

from openloket.cli import environment

environment.prepare(with_django=True)

from openloket.monitor import figures  # noqa: E402 (Django must be ready first)
from openloket.monitor.models import Municipality, Product, Round  # noqa: E402 (idem)
from openloket.monitor.scoring.channels import Basis  # noqa: E402 (idem)
from openloket.web.monitor.nation import nation, on_map  # noqa: E402 (idem)
from openloket.web.monitor.town import town  # noqa: E402 (idem)

TIMES = 20
_MAASHORST = "GM1991"
"""A municipality that others went up in: its trend is the longest to read."""


def national(round: Round, basis: Basis) -> None:
    """The national page: the country, its parts, and the trend."""
    scoring = figures.scoring_of(round)
    if scoring is None:
        raise RuntimeError("the round has no figures")
    figures.count(scoring, "nation", basis=basis)
    for kind in ("province", "size", "product", "municipality"):
        figures.counts(scoring, kind, basis)
    figures.trend("nation", basis=basis)


def municipality(round: Round, basis: Basis) -> None:
    """The page of one municipality: its products, its trend through mergers, and its neighbours."""
    scoring, one = figures.scoring_of(round), Municipality.objects.get(code=_MAASHORST)
    if scoring is None:
        raise RuntimeError("the round has no figures")
    figures.municipality_cells(round, one.code, basis)
    figures.trend("municipality", one.code, basis)
    figures.alike(scoring, "", figures.neighbours(one), basis)


def product(round: Round, basis: Basis) -> None:
    """The page of one product: what every municipality offers, and its trend."""
    one = Product.objects.get(term="paspoort")
    list(figures.product_observations(round, one, basis))
    figures.trend("product", str(one.pk), basis)


def rendered(view: Callable[..., HttpResponse], **named: str) -> Callable[[Round, Basis], None]:
    """A page as a visitor gets it."""

    def page(round: Round, basis: Basis) -> None:
        asked = {"ronde": round.key, "bron": basis.value}
        answer = view(RequestFactory().get("/monitor/", asked), **named)
        if answer.status_code != 200 or b"<h1" not in answer.content:
            raise RuntimeError("there is no such page")

    return page


PAGES = {
    "questions of the national page": national,
    "questions of the page of a municipality": municipality,
    "questions of the page of a product": product,
    "national page, as HTML": rendered(nation),
    "map, as HTML": rendered(on_map),
    "page of a municipality, as HTML": rendered(town, slug="maashorst"),
}


def timed(page: Callable[[Round, Basis], None], round: Round, basis: Basis) -> float:
    """The quickest of some times, in seconds: what else a machine does counts least in that one."""
    page(round, basis)
    took = []
    for _ in range(TIMES):
        began = time.perf_counter()
        page(round, basis)
        took.append(time.perf_counter() - began)
    return min(took)


def main() -> None:
    """Time each page of a round (by key) on a basis."""
    round, basis = Round.objects.get(key=sys.argv[1]), Basis(sys.argv[2])
    json.dump({name: timed(page, round, basis) for name, page in PAGES.items()}, sys.stdout)


if __name__ == "__main__":
    main()
