"""Somebody without login asks for a code to see how a zaak stands; whether it exists is never told."""

from datetime import datetime, timedelta

from django.db import transaction

from openloket.flows.queue import enqueue
from openloket.intake.status_codes import Way
from openloket.tenancy import scope
from openloket.tenancy.limits import Limit, within

TASK = "send_status_code"
_HOUR = timedelta(hours=1)
FOR_A_REFERENCE = Limit("status code asked for a reference", 3, _HOUR)
FROM_AN_ADDRESS = Limit("status code asked from an address", 20, _HOUR)
IN_ALL = Limit("status codes asked", 600, _HOUR)


class UnableToAskCode(Exception):
    """Too many were asked; the message is what the person must be told."""


def ask_status_code(reference: str, way: Way, address: str, now: datetime) -> None:
    """Queue the question; a worker looks whether there is something to send, and where to.

    So a reference that exists costs exactly what one costs that does not. Raises UnableToAskCode, after a
    number of questions that does not depend on that either.
    """
    with transaction.atomic():
        asked = [
            within(FROM_AN_ADDRESS, address, now),
            within(FOR_A_REFERENCE, reference, now),
            within(IN_ALL, "", now),
        ]
        if all(asked):
            enqueue(TASK, organisation_id=scope.current(), reference=reference, way=way.value)
    if not all(asked):
        raise UnableToAskCode(
            "Er is te vaak om een code gevraagd. Probeer het over een uur nog eens, of bel ons."
        )
