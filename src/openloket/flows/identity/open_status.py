"""Somebody without login types a code, and may then see how the zaak stands."""

from datetime import datetime, timedelta

from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.intake.status_codes import try_code
from openloket.tenancy import scope
from openloket.tenancy.limits import Limit, within

_HOUR = timedelta(hours=1)
FOR_A_REFERENCE = Limit("status code tried for a reference", 10, _HOUR)
FROM_AN_ADDRESS = Limit("status code tried from an address", 30, _HOUR)
IN_ALL = Limit("status codes tried", 1000, _HOUR)
_ACTOR = "citizen"

WRONG = "Deze code hoort niet bij dit kenmerk, of werkt niet meer. Kijk de code na, of vraag een nieuwe."
TOO_OFTEN = "Er is te vaak een code geprobeerd. Probeer het over een uur nog eens, of bel ons."


class UnableToOpenStatus(Exception):
    """The code does not open it; the message is what the person must be told. It never says why."""

    def __init__(self, message: str, *, too_often: bool = False) -> None:
        super().__init__(message)
        self.too_often = too_often


def open_status(reference: str, code: str, address: str, now: datetime) -> int:
    """Try a code for a reference; gives the id of the code that was right. Raises UnableToOpenStatus.

    One transaction, which is kept also when it was wrong: what is known, and what is not, cost the same.
    """
    opened = None
    with transaction.atomic():
        tried = [
            within(FROM_AN_ADDRESS, address, now),
            within(FOR_A_REFERENCE, reference, now),
            within(IN_ALL, "", now),
        ]
        if all(tried):
            opened = try_code(reference, code, now)
        if opened is not None:
            body = describe("status.opened", now, _ACTOR, reference=reference)
            fact = Fact("status.opened", "submission", opened.submission_id, body)
            record(scope.current(), now, _ACTOR, [fact])
    if not all(tried):
        raise UnableToOpenStatus(TOO_OFTEN, too_often=True)
    if opened is None:
        raise UnableToOpenStatus(WRONG)
    return opened.code_id
