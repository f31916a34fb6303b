"""The lists that the monitor starts from: municipalities with their mergers, and sets of products."""

import csv
import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from openloket.monitor.models import Municipality, Product, ProductSet, SetProduct

FOLDER = Path(__file__).resolve().parent.parent / "library"
SETS = {
    "twintig": (
        "20 veelgebruikte producten",
        "Eigen keuze: wat gemeenten het vaakst noemen in Samenwerkende Catalogi (18 oktober 2023). De lijst"
        " van de meting van juni 2025 is niet gepubliceerd.",
    ),
    "achtenvijftig": (
        "58 producten: 31 voor inwoners en 27 voor ondernemers",
        "Eigen keuze naar de metingen van 2013 tot en met 2017, die hun lijst niet publiceerden.",
    ),
}


def keep_lists() -> None:
    """Write the lists; what is there already is brought up to date. Runs inside the caller's transaction."""
    _keep_municipalities()
    names = {row["term"]: row["name"] for row in _rows("upl.csv")}
    keep_products(names)
    _keep_sets()


def keep_products(names: dict[str, str]) -> None:
    """Write products by their UPL term; known names are brought up to date."""
    Product.objects.bulk_create(
        [Product(term=term, name=name) for term, name in sorted(names.items())],
        update_conflicts=True,
        unique_fields=["term"],
        update_fields=["name"],
        batch_size=2000,
    )


def _keep_municipalities() -> None:
    living = [
        Municipality(
            code=row["code"],
            name=row["name"],
            slug=slug_of(row["name"]),
            province=row["province"],
            inhabitants=int(row["inhabitants"]),
            began_on=_day(row["began"]),
            neighbours=row["neighbours"].split(),
        )
        for row in _rows("municipalities.csv")
    ]
    ended = [
        Municipality(
            code=row["code"],
            name=row["name"],
            slug=slug_of(f"{row['name']} {row['code']}"),
            province=row["province"],
            ended_on=_day(row["ended"]),
            successor_id=row["successor"] or None,
        )
        for row in _rows("merged_municipalities.csv")
    ]
    for some in (living, ended):
        Municipality.objects.bulk_create(
            some,
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=[
                "name", "slug", "province", "inhabitants", "began_on", "ended_on", "successor", "neighbours",
            ],
        )  # fmt: skip


def _keep_sets() -> None:
    products = dict(Product.objects.values_list("term", "id"))
    for key, (name, source) in SETS.items():
        kept, _ = ProductSet.objects.update_or_create(key=key, defaults={"name": name, "source": source})
        members = [row for row in _rows("product_sets.csv") if row["set"] == key]
        SetProduct.objects.bulk_create(
            [
                SetProduct(
                    product_set=kept,
                    product_id=products[row["term"]],
                    audience=row["audience"],
                    position=position,
                )
                for position, row in enumerate(members, start=1)
            ],
            update_conflicts=True,
            unique_fields=["product_set", "product", "audience"],
            update_fields=["position"],
        )


def slug_of(name: str) -> str:
    """A name as part of an address: "'s-Gravenhage" becomes s-gravenhage."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _day(told: str) -> date | None:
    return date.fromisoformat(told) if told else None


def _rows(file: str) -> Iterator[dict[str, str]]:
    with (FOLDER / file).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(line for line in lines if not line.startswith("#"))
