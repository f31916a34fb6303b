"""Rehearsal: whether messages go to everybody, or to the guests only."""

from openloket.post.kinds import KINDS, Role
from openloket.post.models import Guest, Rehearsal

ALWAYS = sorted(kind.name for kind in KINDS.values() if kind.role is Role.INTERNAL)
"""Kinds that go on as always: to colleagues, who could not even log in otherwise."""


def running() -> Rehearsal | None:
    """The rehearsal that is going on in the organisation in scope; None: messages go to everybody."""
    found: Rehearsal | None = Rehearsal.objects.filter(ended_at=None).select_related("begun_by").first()
    return found


def reaches(address: str) -> bool:
    """Whether a message to this address is sent; one statement without a rehearsal, two with."""
    return running() is None or Guest.objects.filter(address=address.lower()).exists()


def guests() -> list[Guest]:
    """Who is reached, in the order of the alphabet."""
    return list(Guest.objects.order_by("address"))
