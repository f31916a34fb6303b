"""The worker looks after the ways by which messages leave: tries them, notices silence, and warns."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Q

from openloket.flows.delivery.try_carrier import TASK as TRY_TASK
from openloket.flows.employees.telling_employee import tell_employee
from openloket.flows.one_by_one import one_by_one
from openloket.flows.queue import enqueue
from openloket.law.kalender import Kalender
from openloket.offer.calendar import law_calendar
from openloket.post.delivery import EventKind
from openloket.post.models import CarrierAccount, CarrierState, DeliveryEvent, Way
from openloket.post.trouble import CANARY_WITHIN, WORTH_A_LOOK, Trouble, troubles
from openloket.post.volume import WEEKS, Counts, silent_since
from openloket.tenancy import scope
from openloket.tenancy.addresses import public_url
from openloket.tenancy.duties import Duty
from openloket.tenancy.everywhere import organisations_with, rows_of
from openloket.tenancy.models import Employee, Organisation
from openloket.tenancy.rights import Right, roles_with

EVERY = timedelta(minutes=59)
"""So long after the last try a way is tried again."""

AGAIN = timedelta(minutes=5)
"""And so soon after one that failed: only a second failure is told, and what was mended is soon called so."""

_COMPARED = timedelta(weeks=WEEKS + 1)
_EMPLOYEE = "employee"

SUBJECT = "Er is iets mis met de bezorging van berichten"
_WORDS = {
    Trouble.CLOSED: "Er vertrekt nu niets: de server die berichten overneemt, werkt niet.",
    Trouble.TRY_FAILED: "De server die berichten overneemt, antwoordt niet goed. Wij probeerden het opnieuw.",
    Trouble.CANARY_LOST: "Twee proefberichten aan uzelf kwamen niet binnen een half uur terug.",
    Trouble.SILENT: "Er vertrekt niets, terwijl er op deze tijd altijd berichten vertrekken.",
}
_MORE = "Er gaat geen bericht verloren: wat wacht, wordt verstuurd zodra het weer kan."


def watch_carriers(now: datetime) -> int:
    """Queue the hourly tries, and tell of troubles that are new; gives how many organisations were told."""
    to_try = _to_try(now)
    where = organisations_with(CarrierAccount, to_try)
    one_by_one(Duty.TRY_WAYS, where, lambda organisation_id: _try_ways(organisation_id, to_try, now), now)
    where = organisations_with(CarrierState, WORTH_A_LOOK)
    return one_by_one(Duty.TELL_OF_WAYS, where, lambda _: _tell_of_ways(now), now)


def _try_ways(organisation_id: int, to_try: Q, now: datetime) -> int:
    ways = list(CarrierAccount.objects.filter(to_try).values_list("way", flat=True))
    for way in ways:
        _try_when_due(organisation_id, way, now)
    return len(ways)


def _tell_of_ways(now: datetime) -> int:
    accounts = {row.way: row for row in CarrierAccount.objects.all()}
    states = CarrierState.objects.filter(WORTH_A_LOOK)
    new = [row for row in states if _tell_when_new(row, accounts, now)]
    return 1 if new else 0


def note_silence(now: datetime) -> int:
    """Note where nothing leaves though much should, and where that is over; gives how many are silent."""
    calendar = law_calendar()
    ever = organisations_with(DeliveryEvent, _left(now - _COMPARED, now))
    hour = now.replace(minute=0, second=0, microsecond=0)
    # Where something left in the last whole hour there is no silence, and weeks need not be counted.
    lately = organisations_with(DeliveryEvent, _left(hour - timedelta(hours=1), hour))
    noted = organisations_with(CarrierState, Q(way=Way.EMAIL, silent_since__isnull=False))

    def compare(_: int) -> int:
        return _note_silence(silent_since(_counts(now), now, lambda day: _free(calendar, day)))

    return one_by_one(Duty.NOTE_SILENCE, sorted({*ever} - {*lately} | {*noted}), compare, now)


def _free(calendar: Kalender, day: date) -> bool:
    return calendar.feestdag(day) is not None


def _to_try(now: datetime) -> Q:
    """Ways that somebody carries and that were not tried lately; e-mail always leaves by some server."""
    state = rows_of(CarrierState).filter(organisation=OuterRef("organisation"), way=OuterRef("way"))
    carried = Q(way=Way.EMAIL) | ~Q(carrier="")
    return carried & ~Q(Exists(state.filter(tried_at__isnull=False).exclude(_due(now))))


def _due(now: datetime) -> Q:
    failed = Q(tried_well=False, tried_at__lt=now - AGAIN)
    unseen = Q(canary_seen_at=None) | Q(canary_seen_at__lt=F("canary_sent_at"))
    lost = unseen & Q(canary_sent_at__lte=now - CANARY_WITHIN, tried_at__lte=now - CANARY_WITHIN)
    return Q(tried_at=None) | Q(tried_at__lt=now - EVERY) | failed | lost


def _try_when_due(organisation_id: int, way: str, now: datetime) -> None:
    """Of several workers one queues it."""
    with transaction.atomic():
        CarrierState.objects.get_or_create(organisation_id=organisation_id, way=way)
        if CarrierState.objects.filter(_due(now), way=way).update(tried_at=now):
            enqueue(TRY_TASK, organisation_id=organisation_id, way=way)


def _tell_when_new(row: CarrierState, accounts: dict[str, CarrierAccount], now: datetime) -> bool:
    """One mail for each time of trouble; when all is well again the next trouble is told again."""
    account = accounts.get(row.way)
    found = troubles(row, account is not None and account.canary, now)
    mine = CarrierState.objects.filter(pk=row.pk)
    with transaction.atomic():
        if not found:
            mine.exclude(told_at=None).update(told_at=None)
            return False
        if not mine.filter(told_at=None).update(told_at=now):
            return False
        for employee in _caretakers():
            _tell(employee, found, now)
    return True


def _caretakers() -> list[Employee]:
    able = Employee.objects.filter(is_active=True, role__in=roles_with(Right.CARRIERS)).exclude(email="")
    return list(able.order_by("pk"))


def _tell(employee: Employee, found: Sequence[Trouble], now: datetime) -> None:
    organisation = Organisation.objects.get(pk=employee.organisation_id)
    link = ("Bekijk het bij Post en bezorging", public_url(organisation, "balie/bezorging"))
    tell_employee(employee, SUBJECT, [*(_WORDS[one] for one in found), _MORE], now, link)


def _left(since: datetime, before: datetime) -> Q:
    """E-mails that left for people outside: the alarm itself is mail to an employee, and must not end it."""
    left = Q(at__gte=since, at__lt=before, kind=EventKind.HANDED_OVER.value, way=Way.EMAIL.value)
    return left & ~Q(message__subject_kind=_EMPLOYEE)


_COUNT = """
SELECT date_trunc('hour', event.at, 'UTC'), count(*)
FROM post_deliveryevent AS event JOIN post_message AS message ON message.id = event.message_id
WHERE event.organisation_id = %s AND event.at >= %s AND event.kind = 'handed_over' AND event.way = %s
  AND message.subject_kind <> %s
GROUP BY 1
"""


def _counts(now: datetime) -> Counts:
    """How many e-mails left in each hour of the last weeks."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [scope.current(), now - _COMPARED, Way.EMAIL.value, _EMPLOYEE])
        return dict(cursor.fetchall())


def _note_silence(since: datetime | None) -> bool:
    rows = CarrierState.objects.filter(way=Way.EMAIL)
    with transaction.atomic():
        if since is None:
            rows.exclude(silent_since=None).update(silent_since=None)
            return False
        CarrierState.objects.get_or_create(organisation_id=scope.current(), way=Way.EMAIL.value)
        rows.filter(silent_since=None).update(silent_since=since)
    return True
