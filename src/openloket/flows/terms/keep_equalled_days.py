"""Days equated with holidays by royal decree: added or removed, and terms that end there counted anew."""

from datetime import date, datetime

from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.flows.queue import enqueue
from openloket.flows.unable import UnableAtField
from openloket.law.kalender import ZATERDAG, dag_in_amsterdam, feestdagen
from openloket.law.waarom import datum_in_woorden
from openloket.offer.models import EqualledDay
from openloket.tenancy.models import Employee, Organisation
from openloket.tenancy.rights import Right, may
from openloket.tenancy.scope import scope

LONGEST_SOURCE = 120
TASK = "recount_terms_on"


class UnableToKeepDay(UnableAtField):
    """The day can't be added or removed; the message says why, `field` is day, source or empty."""


def may_keep_days(employee: Employee) -> bool:
    """Whether this employee may: an administrator, where the days are of one organisation only."""
    return may(employee, Right.KEEP_DAYS) and Organisation.objects.count() == 1


def add_equalled_day(day: date, source: str, keeper: Employee | None, now: datetime) -> None:
    """Add a day of the decree that `source` names (Algemene termijnenwet 3(3)).

    `keeper` is None for the command line. Raises UnableToKeepDay. Running terms that end on it are counted
    anew in the background: one job for each organisation.
    """
    _check(keeper)
    source, year = " ".join(source.split()), dag_in_amsterdam(now).year
    if not year - 1 <= day.year <= year + 10:
        raise UnableToKeepDay(f"Vul een dag in van {year - 1} tot en met {year + 10}.", "day")
    if day.weekday() >= ZATERDAG or day in feestdagen(day.year):
        raise UnableToKeepDay(f"{datum_in_woorden(day).capitalize()} is al een vrije dag.", "day")
    if not source or len(source) > LONGEST_SOURCE or "\0" in source:
        raise UnableToKeepDay(
            f"Noem het koninklijk besluit, in ten hoogste {LONGEST_SOURCE} tekens.", "source"
        )
    with transaction.atomic():
        _, new = EqualledDay.objects.get_or_create(day=day, defaults={"source": source})
        if not new:
            raise UnableToKeepDay("Deze dag staat al in de lijst.", "day")
        _tell_all("equalled_day.added", day, source, keeper, now)


def remove_equalled_day(day: date, keeper: Employee | None, now: datetime) -> None:
    """Remove a day that turned out not to be equated. Raises UnableToKeepDay."""
    _check(keeper)
    with transaction.atomic():
        kept = EqualledDay.objects.select_for_update().filter(day=day).first()
        if kept is None:
            raise UnableToKeepDay("Deze dag staat niet (meer) in de lijst.", "day")
        kept.delete()
        _tell_all("equalled_day.removed", day, kept.source, keeper, now)


def _check(keeper: Employee | None) -> None:
    if keeper is not None and not may_keep_days(keeper):
        raise UnableToKeepDay("Deze lijst verandert u niet hier. Vraag het aan wie de installatie beheert.")


def _tell_all(kind: str, day: date, source: str, keeper: Employee | None, now: datetime) -> None:
    """The list is of all organisations: each gets its own fact, and its own job to count terms anew."""
    actor = f"employee:{keeper.pk}" if keeper else "system"
    for organisation_id in Organisation.objects.order_by("pk").values_list("pk", flat=True):
        with scope(organisation_id):
            body = describe(kind, now, actor, day=day.isoformat(), source=source)
            record(organisation_id, now, actor, [Fact(kind, "organisation", organisation_id, body)])
            enqueue(TASK, organisation_id=organisation_id, day=day.toordinal())
