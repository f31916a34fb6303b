"""Codes by which who holds a reference sees how far it is: made, kept as a hash, and tried."""

import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.db import connection

from openloket.intake.models import StatusCode
from openloket.intake.references import LETTERS, as_written
from openloket.tenancy import scope
from openloket.tenancy.sealing import keyed_hash, keyed_hashes

MOST_TRIES = 5
LENGTH = 8
_PURPOSE = "status code"
_KEY_ID = 8  # bytes of the id of the key, before the hash

# Counted before the code is looked at, for every code that still works: tries at once can't slip through.
_TRY = """
UPDATE intake_statuscode AS code SET failures = code.failures + 1
FROM intake_submission AS sent
WHERE sent.id = code.submission_id AND sent.organisation_id = %(organisation)s
  AND sent.reference = %(reference)s AND code.organisation_id = %(organisation)s
  AND code.until > %(now)s AND code.failures < %(most)s
  AND (code.used_at IS NULL OR code.way = %(letter)s)
RETURNING code.id, code.code_hash
"""


class Way(StrEnum):
    """How a code travels, and with that how long it works."""

    EMAIL = "e-mail"
    LETTER = "brief"

    @property
    def works(self) -> timedelta:
        """How long from the moment on which it left."""
        return timedelta(minutes=15) if self is Way.EMAIL else timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Opened:
    """The code that was right, and the message that it is for."""

    code_id: int
    submission_id: int


def new_code() -> str:
    """Eight letters of an alphabet in which nothing can be mixed up; 40 bits, of which five may be tried."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def shown(code: str) -> str:
    """The code as it is written: ABCD-EFGH."""
    return f"{code[:4]}-{code[4:]}"


def read_code(typed: str) -> str | None:
    """The code as it was made, however it was typed; None when it can't be one."""
    plain = as_written(re.sub(r"[\s-]", "", typed[:100]))
    return plain if len(plain) == LENGTH and set(plain) <= set(LETTERS) else None


def keep(submission_id: int, reference: str, code: str, way: Way, now: datetime) -> None:
    """Keep a code that was made for a message; a mailed one works once, one on paper until it is over."""
    made, key_id = keyed_hash(_PURPOSE, f"{reference} {code}")
    StatusCode.create(
        submission_id=submission_id,
        code_hash=bytes.fromhex(key_id) + made,
        way=way,
        made_at=now,
        until=now + way.works,
    )


def left(submission_id: int, way: Way, made_at: datetime, at: datetime) -> None:
    """Its message has left: the time that it works begins only now."""
    found = StatusCode.objects.filter(submission_id=submission_id, way=way, made_at=made_at)
    found.filter(until__lt=at + way.works).update(until=at + way.works)


def on_paper_since(submission_id: int, since: datetime) -> bool:
    """Whether a letter with a code was made for this message lately."""
    made: bool = StatusCode.objects.filter(
        submission_id=submission_id, way=Way.LETTER, made_at__gt=since
    ).exists()
    return made


def try_code(reference: str, code: str, now: datetime) -> Opened | None:
    """Count a try, then see whether it is right; what is known and what is not cost the same statement.

    Call it inside a transaction that is kept also when the code was wrong.
    """
    wanted = keyed_hashes(_PURPOSE, f"{reference} {code}")
    values = {
        "organisation": scope.current(),
        "reference": reference,
        "now": now,
        "most": MOST_TRIES,
        "letter": Way.LETTER,
    }
    with connection.cursor() as cursor:
        cursor.execute(_TRY, values)
        rows = [(int(pk), bytes(kept)[_KEY_ID:]) for pk, kept in cursor.fetchall()]
    right = [pk for pk, kept in rows if any([hmac.compare_digest(kept, one) for one in wanted])]  # noqa: C419 (all are compared, whichever is right)
    return _open(right[0], now) if right else None


def _open(code_id: int, now: datetime) -> Opened | None:
    """Of two at once one opens it with a mailed code; the tries of who has the right one don't count."""
    unused = StatusCode.objects.filter(pk=code_id)
    unused = unused.filter(used_at=None) | unused.filter(way=Way.LETTER)
    if not unused.update(used_at=now, failures=0):
        return None
    submission_id = StatusCode.objects.values_list("submission_id", flat=True).get(pk=code_id)
    return Opened(code_id, submission_id)
