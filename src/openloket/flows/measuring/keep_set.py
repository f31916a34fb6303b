"""A set of products of one's own, for rounds that ask something else than the sets that come along."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from openloket.flows.measuring.import_table import names
from openloket.monitor.country import SETS, keep_lists
from openloket.monitor.models import Product, ProductSet, Round, SetProduct
from openloket.monitor.scoring.channels import Audience
from openloket.monitor.sources.table import Fault, Line


class UnableToKeepSet(Exception):
    """The set can't be kept; the message says why, in Dutch. `faults`: the lines that are wrong."""

    def __init__(self, message: str, faults: Iterable[Fault] = ()) -> None:
        super().__init__(message)
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class NewSet:
    """A set to keep; `source` says to everybody who chose these products, and why."""

    key: str
    name: str
    source: str


def keep_set(new: NewSet, lines: Iterable[Line | Fault]) -> ProductSet:
    """Keep a set, in the order of its lines (`product`, `doelgroep`); another under the same key is replaced.

    A set that a round looks at stays as it is: figures must not change because the question did.
    Raises UnableToKeepSet.
    """
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,39}", new.key) or new.key in SETS:
        raise UnableToKeepSet(
            "De naam van een set heeft kleine letters, cijfers en streepjes. Een vaste set houdt haar naam."
        )
    if not new.name.strip() or not new.source.strip():
        raise UnableToKeepSet("Zeg hoe de set heet, en wie deze producten koos en waarom.")
    with transaction.atomic():
        keep_lists()
        members = _members(lines)
        kept, _ = ProductSet.objects.select_for_update().update_or_create(
            key=new.key, defaults={"name": new.name.strip()[:120], "source": new.source.strip()}
        )
        if used := Round.objects.filter(product_set=kept).order_by("key").first():
            raise UnableToKeepSet(f"Ronde {used.key} gebruikt deze set. Geef de nieuwe een andere naam.")
        SetProduct.objects.filter(product_set=kept).delete()
        SetProduct.objects.bulk_create(
            SetProduct(product_set=kept, product_id=product, audience=audience.value, position=position)
            for position, (product, audience) in enumerate(members, start=1)
        )
    return kept


def _members(lines: Iterable[Line | Fault]) -> list[tuple[int, Audience]]:
    terms, products = names().terms, dict(Product.objects.values_list("term", "id"))
    members: dict[tuple[int, Audience], None] = {}
    faults: list[Fault] = []
    for one in lines:
        if isinstance(one, Fault):
            faults.append(one)
            continue
        told = str(one.values["product"])
        term = terms.get(told.lower())
        if term is None:
            faults.append(
                Fault(one.place, f"product: ‘{told[:60]}’ staat niet in de uniforme productnamenlijst.")
            )
            continue
        members[products[term], Audience(str(one.values["doelgroep"]))] = None
    if faults:
        raise UnableToKeepSet(f"Niets bewaard: {len(faults)} fouten.", faults)
    return list(members)
