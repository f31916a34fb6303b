"""A message goes to the carrier of its organisation, unless that way is closed or full; then it waits."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.flows.delivery.deliver_messages import deliver
from openloket.post import carriers, dispatch
from openloket.post.circuit import Circuit, opens
from openloket.post.ports import Account, Carrier
from openloket.tenancy import scope

_ACTOR = "system"

Doors = Callable[[Account | None], Carrier]
"""Gives the carrier of an account; of None the installation's own."""


def hand_over(
    message_id: int, doors: Doors, clock: Callable[[], datetime]
) -> dispatch.Attempt | dispatch.NotClaimed | carriers.Held:
    """Deliver one message of the organisation in scope if its way is open, and keep how the way does.

    After failures of several messages in a row nothing is offered for a while, which costs no message an
    attempt; then one message tries, and the others follow once it left. Must not be called inside a
    transaction. See flows/delivery/deliver_messages.py for the delivery itself.
    """
    admitted = carriers.admit(message_id, clock())
    if admitted is None:
        return dispatch.NotClaimed.SETTLED
    if isinstance(admitted, carriers.Held):
        return admitted
    attempt = deliver(message_id, doors(admitted.account), clock)
    if isinstance(attempt, dispatch.Attempt):
        note_carried(admitted, message_id, attempt)
    return attempt


def note_carried(admitted: carriers.Admitted, message_id: int, attempt: dispatch.Attempt) -> None:
    """Keep what an attempt tells about the way; where all goes well that costs nothing."""
    if attempt.stayed:
        if admitted.probe:
            with transaction.atomic():
                carriers.leave_the_try(admitted.way)
    elif attempt.whole or attempt.put_off:
        with transaction.atomic():
            now = carriers.failed(admitted.way, message_id, attempt.answer, attempt.at)
            if (
                opens(now, admitted.probe, attempt.whole)
                and carriers.close(admitted.way, now, attempt.at)
                and not now.opened
            ):
                _tell("carrier.stopped", admitted.way, now, attempt.at)
    elif admitted.circuit.disturbed or admitted.probe:
        with transaction.atomic():
            if carriers.works(admitted.way):
                _tell("carrier.resumed", admitted.way, admitted.circuit, attempt.at)


def _tell(kind: str, way: str, circuit: Circuit, at: datetime) -> None:
    body = describe(kind, at, _ACTOR, way=way, failures=circuit.failures)
    record(scope.current(), at, _ACTOR, [Fact(kind, "organisation", scope.current(), body)])
