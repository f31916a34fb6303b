"""The carriers of an organisation: with which one a message goes, whether it may go now, and how it went."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from openloket.post import circuit
from openloket.post.accounts import opened
from openloket.post.circuit import Circuit
from openloket.post.kinds import kind_of
from openloket.post.models import CarrierAccount, CarrierState, Way
from openloket.post.ports import Account
from openloket.tenancy import scope
from openloket.tenancy.sealing import Unsealable

_UNTRIED = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Admitted:
    """A message may go now with this account (None: the installation's own carrier).

    `probe`: it is the one that tries whether the way works again.
    """

    way: str
    account: Account | None
    circuit: Circuit
    probe: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """A message must wait: it was not offered, and its attempts are not counted."""

    wait: timedelta
    why: str


# One statement, once for each message that leaves.
_LOOK = """
SELECT message.way, message.kind, account.carrier, account.settings, account.secret, account.per_minute,
       coalesce(state.failures, 0), state.open_until, coalesce(state.opened, 0)
FROM post_message AS message
LEFT JOIN post_carrieraccount AS account
       ON account.organisation_id = message.organisation_id AND account.way = message.way
LEFT JOIN post_carrierstate AS state
       ON state.organisation_id = message.organisation_id AND state.way = message.way
WHERE message.id = %s AND message.organisation_id = %s
"""


def admit(message_id: int, now: datetime) -> Admitted | Held | None:
    """Whether a message of the organisation in scope may be offered now; None: there is no such message."""
    with connection.cursor() as cursor:
        cursor.execute(_LOOK, [message_id, scope.current()])
        row = cursor.fetchone()
    if row is None:
        return None
    way, kind, *account, per_minute, failures, open_until, times = row
    state = Circuit(failures, open_until, times)
    priority = kind_of(kind).priority
    if not account[0] and way == Way.BOX.value:
        return Admitted(way, None, state)  # nobody brings it there any more: it goes on in another way
    probe = False
    if open_until is not None:
        wait = state.closed_for(now)
        probe = not wait and _probes(way, now)
        if not probe:
            return Held(circuit.comes_back(wait, message_id, priority), "this way is closed for now")
    if per_minute and not probe and (wait := _waits(way, per_minute, priority, now)):
        return Held(circuit.waits_its_turn(wait, message_id, priority), "no more may leave in this minute")
    if not account[0] and way != Way.EMAIL.value:
        return Held(circuit.LONGEST_HOLD, "nobody carries this way here")
    try:
        return Admitted(way, _account(*account), state, probe)
    except Unsealable:
        return Held(_UNTRIED, "the password of this carrier can't be opened")


def _account(carrier: str | None, settings: str, secret: bytes) -> Account | None:
    if not carrier:
        return None
    return opened(CarrierAccount(carrier=carrier, settings=json.loads(settings), secret=secret))


def _probes(way: str, now: datetime) -> bool:
    """Compare-and-set: of all that wait one tries."""
    dead = now - timedelta(seconds=circuit.PROBE_SECONDS)
    free = CarrierState.objects.filter(way=way, open_until__lte=now).exclude(probed_at__gte=dead)
    return bool(free.update(probed_at=now))


# The rate is kept as one moment: when all that left would have left at that rate (GCRA).
_GO = """
INSERT INTO post_carrierstate AS state (organisation_id, way, busy_until)
VALUES (%(organisation)s, %(way)s, %(next)s)
ON CONFLICT (organisation_id, way) DO UPDATE
SET busy_until = greatest(coalesce(state.busy_until, %(now)s), %(now)s) + %(interval)s
WHERE coalesce(state.busy_until, %(now)s) <= %(latest)s
RETURNING busy_until
"""
_STAND_IN_LINE = """
UPDATE post_carrierstate
SET held_until = greatest(coalesce(held_until, busy_until), busy_until) + %(interval)s
WHERE organisation_id = %(organisation)s AND way = %(way)s RETURNING held_until
"""


def _waits(way: str, per_minute: int, priority: int, now: datetime) -> timedelta:
    """Nothing, and then its place is taken; or how long to wait: each that waits a little longer."""
    step = circuit.interval(per_minute)
    values = {
        "organisation": scope.current(), "way": way, "now": now, "interval": step, "next": now + step,
        "latest": now + circuit.burst(priority),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_GO, values)
        if cursor.fetchone():
            return timedelta()
        cursor.execute(_STAND_IN_LINE, values)
        (until,) = cursor.fetchone()
    return max(until - now, step)


_FAILED = """
INSERT INTO post_carrierstate AS state (organisation_id, way, failures, failed_id, failing_since, answer)
VALUES (%(organisation)s, %(way)s, 1, %(message)s, %(now)s, %(answer)s)
ON CONFLICT (organisation_id, way) DO UPDATE
SET failures = least(state.failures
        + CASE WHEN state.failed_id IS DISTINCT FROM excluded.failed_id THEN 1 ELSE 0 END, 1000),
    failed_id = excluded.failed_id, answer = excluded.answer,
    failing_since = coalesce(state.failing_since, excluded.failing_since)
RETURNING failures, open_until, opened
"""


def failed(way: str, message_id: int, answer: str, now: datetime) -> Circuit:
    """Note that nothing could leave this way; gives how the way does now. In the caller's transaction."""
    values = {
        "organisation": scope.current(), "way": way, "message": message_id, "answer": answer, "now": now,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_FAILED, values)
        return Circuit(*cursor.fetchone())


def close(way: str, seen: Circuit, now: datetime) -> bool:
    """Offer nothing for a while; False: somebody else just did that. In the caller's transaction."""
    times = seen.opened + 1
    same = CarrierState.objects.filter(way=way, opened=seen.opened, open_until=seen.open_until)
    until = now + circuit.pause(times)
    return bool(same.update(opened=min(times, 1000), open_until=until, probed_at=None))


def leave_the_try(way: str) -> None:
    """The message that was to try never left the house: the next one tries. In the caller's transaction."""
    CarrierState.objects.filter(way=way).update(probed_at=None)


def works(way: str) -> bool:
    """Something left again, or was refused for itself; whether the way was closed until then."""
    state = CarrierState.objects.select_for_update().filter(way=way).first()
    if state is None:
        return False
    CarrierState.objects.filter(pk=state.pk).update(
        failures=0, failed_id=None, failing_since=None, answer="", open_until=None, opened=0,
        probed_at=None, held_until=None,
    )  # fmt: skip
    return state.opened > 0
