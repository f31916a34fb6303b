"""How the ways by which messages of an organisation leave do: what was chosen, what waits, what is wrong."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from openloket.post.models import CarrierAccount, CarrierState, Message, MessageState, Way
from openloket.post.trouble import Trouble, troubles
from openloket.tenancy.models import Organisation
from openloket.tenancy.scope import scope

_DAY = timedelta(days=1)
_WAITING = (
    MessageState.QUEUED,
    MessageState.RETRY,
    MessageState.SENDING,
    MessageState.TO_POST,
    MessageState.PRINTING,
)
"""A letter waits until somebody says that it was posted: at the desk, or at the printer."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One way. `left_at`: when the last message left; `left` and `failed` count a day, `uncertain` too.

    `carrier` is a key of settings.CARRIERS, empty for the installation's own.
    """

    way: Way
    carrier: str
    account: CarrierAccount | None
    state: CarrierState | None
    troubles: tuple[Trouble, ...]
    waiting: int
    left_at: datetime | None
    left: int
    failed: int
    uncertain: int


_TALLY = """
SELECT max(at) FILTER (WHERE kind IN ('handed_over', 'posted')),
       count(*) FILTER (WHERE kind IN ('handed_over', 'posted') AND at >= %s),
       count(*) FILTER (WHERE kind IN ('refused', 'given_up') AND at >= %s)
FROM post_deliveryevent WHERE organisation_id = %s AND way = %s AND at >= %s
"""


def standings(organisation: Organisation, now: datetime) -> list[Standing]:
    """E-mail, and every other way for which a carrier was chosen; of the organisation in scope."""
    accounts = {row.way: row for row in CarrierAccount.objects.all()}
    states = {row.way: row for row in CarrierState.objects.all()}
    chosen = [way for way in (Way.SMS, Way.LETTER, Way.BOX) if way in accounts and accounts[way].carrier]
    ways = [Way.EMAIL, *chosen]
    return [_standing(organisation, way, accounts.get(way), states.get(way), now) for way in ways]


def in_trouble(organisation: Organisation, now: datetime) -> bool:
    """Whether something is wrong with a way of this organisation."""
    with scope(organisation.pk):
        return trouble_here(now)


def trouble_here(now: datetime) -> bool:
    """Whether something is wrong with a way of the organisation in scope."""
    canaries = set(CarrierAccount.objects.filter(canary=True).values_list("way", flat=True))
    return any(troubles(state, state.way in canaries, now) for state in CarrierState.objects.all())


def _standing(
    organisation: Organisation,
    way: Way,
    account: CarrierAccount | None,
    state: CarrierState | None,
    now: datetime,
) -> Standing:
    canary = account is not None and account.canary
    since = now - _DAY
    with connection.cursor() as cursor:
        cursor.execute(_TALLY, [since, since, organisation.pk, way.value, now - 30 * _DAY])
        left_at, left, failed = cursor.fetchone()
    return Standing(
        way=way,
        carrier=account.carrier if account else "",
        account=account,
        state=state,
        troubles=tuple(troubles(state, canary, now)) if state else (),
        waiting=Message.objects.filter(way=way, state__in=_WAITING).count(),
        left_at=left_at,
        left=left,
        failed=failed,
        uncertain=Message.objects.filter(way=way, uncertain__gt=0, claimed_at__gte=since).count(),
    )
