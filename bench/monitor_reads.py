"""Times what pages of the monitor ask of the database; run as a process of its own, prints JSON."""

import json
import statistics
import sys
import time
from collections.abc import Callable

from django.test import RequestFactory

from openloket.cli import environment

environment.prepare(with_django=True)

from openloket.monitor import figures  # noqa: E402 (Django must be ready first)
from openloket.monitor.models import Municipality, Product  # noqa: E402 (idem)
from openloket.monitor.scoring.channels import Basis  # noqa: E402 (idem)
from openloket.web.monitor.nation import nation  # noqa: E402 (idem)

TIMES = 20


def national(basis: Basis) -> None:
    """The national page: the country, its parts, and the trend."""
    round = figures.latest(basis)
    scoring = figures.scoring_of(round) if round else None
    if scoring is None:
        raise RuntimeError("there is no published round")
    figures.count(scoring, "nation", basis=basis)
    for kind in ("province", "size", "product", "municipality"):
        figures.counts(scoring, kind, basis)
    figures.trend("nation", basis=basis)


def municipality(basis: Basis) -> None:
    """The page of one municipality: its products, its trend through mergers, and its neighbours."""
    round = figures.latest(basis)
    scoring = figures.scoring_of(round) if round else None
    town = Municipality.objects.get(code="GM1991")
    if round is None or scoring is None:
        raise RuntimeError("there is no published round")
    figures.municipality_cells(round, town.code, basis)
    figures.trend("municipality", town.code, basis)
    figures.alike(scoring, "", figures.neighbours(town), basis)


def product(basis: Basis) -> None:
    """The page of one product: what every municipality offers, and its trend."""
    round, one = figures.latest(basis), Product.objects.get(term="paspoort")
    if round is None:
        raise RuntimeError("there is no published round")
    list(figures.product_observations(round, one, basis))
    figures.trend("product", str(one.pk), basis)


def rendered(basis: Basis) -> None:
    """The national page as a visitor gets it."""
    answer = nation(RequestFactory().get("/monitor/", {"bron": basis.value}))
    if answer.status_code != 200 or b"<h1" not in answer.content:
        raise RuntimeError("there is no national page")


def timed(page: Callable[[Basis], None], basis: Basis) -> float:
    """The middle of some times, in seconds."""
    page(basis)
    took = []
    for _ in range(TIMES):
        began = time.perf_counter()
        page(basis)
        took.append(time.perf_counter() - began)
    return statistics.median(took)


def main() -> None:
    """Time each page."""
    basis = Basis(sys.argv[1])
    pages = {one.__name__: timed(one, basis) for one in (national, municipality, product)}
    pages["HTML of the national"] = timed(rendered, basis)
    json.dump(pages, sys.stdout)


if __name__ == "__main__":
    main()
