"""A mandate as people read it: between whom, for what, until when, and how it stands."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from openloket.law.waarom import datum_in_woorden
from openloket.people.mandates import BY_LAW, LIVE, Basis, State, holds
from openloket.people.models import Mandate

_KINDS = {
    State.PROPOSED: "active",
    State.TO_JUDGE: "active",
    State.ACTIVE: "good",
    State.REFUSED: "danger",
    State.WITHDRAWN: "neutral",
    State.REPLACED: "neutral",
}


def shown_days(mandate: Mandate) -> str:
    """Until when, in a few words."""
    if mandate.until is None:
        return "tot het wordt gestopt"
    return f"tot en met {datum_in_woorden(mandate.until)}"


def shown_mandate(mandate: Mandate, titles: Mapping[str, str], today: date) -> dict[str, Any]:
    """What every page shows of a mandate; `titles` are those of the services by slug."""
    over = mandate.state == State.ACTIVE and not holds(mandate, today)
    return {
        "id": mandate.pk,
        "grantor": mandate.grantor.name if mandate.grantor else mandate.grantor_name,
        "holder": mandate.holder.name if mandate.holder else mandate.holder_name,
        "basis": Basis(mandate.basis).label,
        "products": product_names(mandate.products, titles),
        "from_day": datum_in_woorden(mandate.from_day),
        "days": shown_days(mandate),
        "earlier": mandate.earlier,
        "state": "verlopen" if over else State(mandate.state).label,
        "kind": "neutral" if over else _KINDS[State(mandate.state)],
        "reason": mandate.reason,
        "live": mandate.state in LIVE and not over,
        "now": mandate.state == State.ACTIVE and not over,
        "proposed_by": mandate.proposed_by,
        "by_law": mandate.basis in BY_LAW,
    }


def product_names(slugs: Sequence[str], titles: Mapping[str, str]) -> str:
    """The products by the names that people know them by."""
    return ", ".join(titles.get(slug, slug) for slug in slugs) if slugs else "alles"
