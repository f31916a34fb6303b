"""Since when each organisation has a designation decision in force (Awb 2:13(2))."""

from collections.abc import Iterable
from datetime import date, datetime

from openloket.law.kalender import dag_in_amsterdam
from openloket.offer.designation.keeping import in_force
from openloket.tenancy.models import Organisation
from openloket.tenancy.scope import scope


def decided_since(organisations: Iterable[Organisation], now: datetime) -> list[date | None]:
    """One day per organisation, each looked up in its own scope; None where nothing is in force."""
    today, found = dag_in_amsterdam(now), []
    for organisation in organisations:
        with scope(organisation.pk):
            decision = in_force(today)
            found.append(decision.in_force_from if decision else None)
    return found
