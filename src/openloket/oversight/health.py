"""Does everything that must run, run? The queue's workers, the sealing of the log, the mail on its way."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.db.models import Q

from openloket.outages.register import prober_seen_at
from openloket.oversight.carriers import in_trouble
from openloket.oversight.free_days import year_without_days
from openloket.oversight.receipts import count_receipts
from openloket.tenancy.duties import TOLD_AFTER, Duty
from openloket.tenancy.everywhere import organisations_with
from openloket.tenancy.local_time import in_words
from openloket.tenancy.models import DutyFailure, Organisation
from openloket.tenancy.scope import scope

SILENT_AFTER = timedelta(seconds=30)
MOST_WAITING = 20_000
STUCK_AFTER = 5
"""So often a job of the queue is tried before somebody must look; by then it has failed for minutes."""
_NAMED = 5


@dataclass(frozen=True, slots=True)
class Examined:
    """One thing that must run: its name, whether it does, and a sentence in plain Dutch."""

    name: str
    good: bool
    text: str


def examine(organisations: Iterable[Organisation], now: datetime) -> list[Examined]:
    """All examinations; the first one, the database, speaks for itself by answering."""
    return [
        Examined("Database", True, "De database antwoordt."),
        _workers(now),
        _duties(),
        _jobs(),
        _log(),
        _mail(organisations, now),
        _carriers(organisations, now),
        _prober(now),
        _free_days(now),
    ]


def _workers(now: datetime) -> Examined:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > %s", [now - SILENT_AFTER]
        )
        alive: int = cursor.fetchone()[0]
    if not alive:
        return Examined("Werkers", False, "Er is geen werker actief: start er een met openloket worker.")
    return Examined("Werkers", True, f"Aantal werkers dat actief is: {alive}.")


def _duties() -> Examined:
    """Where the worker fails again and again; all other organisations are served meanwhile."""
    often, troubled = Q(failures__gte=TOLD_AFTER), []
    for organisation_id in organisations_with(DutyFailure, often)[:_NAMED]:
        name = Organisation.objects.values_list("name", flat=True).get(pk=organisation_id)
        with scope(organisation_id):
            rows = DutyFailure.objects.filter(often).order_by("since").values_list("duty", "problem")
            troubled += [f"{name}: {Duty(duty).label} ({problem})" for duty, problem in rows]
    if not troubled:
        return Examined("Taken", True, "De taken van de werker lukken bij elke organisatie.")
    text = f"Dit lukt steeds niet. {'. '.join(troubled[:_NAMED])}. De werker probeert het opnieuw."
    return Examined("Taken", False, text)


def _jobs() -> Examined:
    """Jobs that go wrong each time; a message that waits for its server is no such job (Bezorging tells)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT task_name, count(*) FROM procrastinate_jobs WHERE status = 'todo' AND attempts >= %s"
            " AND task_name <> 'deliver_message'"
            " GROUP BY task_name ORDER BY count(*) DESC, task_name LIMIT %s",
            [STUCK_AFTER, _NAMED],
        )
        stuck = cursor.fetchall()
    if not stuck:
        return Examined("Wachtrij", True, "Geen opdracht in de wachtrij mislukt steeds opnieuw.")
    named = ", ".join(f"{task} ({count} keer)" for task, count in stuck)
    return Examined("Wachtrij", False, f"Opdrachten die steeds mislukken: {named}. Kijk in het logboek.")


def _prober(now: datetime) -> Examined:
    """An installation without prober works; one whose prober fell silent finds its outages too late."""
    seen_at = prober_seen_at()
    if seen_at is None:
        text = "De meting van storingen is nog nooit gestart: start die met openloket probe."
        return Examined("Meting", True, text)
    silent = now - seen_at > timedelta(seconds=max(60, 6 * settings.PROBE_SECONDS))
    how = "stil sinds" if silent else "laatste teken van leven"
    return Examined("Meting", not silent, f"De meting van storingen: {how} {in_words(seen_at)}.")


def _log() -> Examined:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM"
            " (SELECT 1 FROM evidence_leaf WHERE leaf_index IS NULL LIMIT %s) AS waiting),"
            " (SELECT max(tree_size) FROM evidence_treehead)",
            [MOST_WAITING],
        )
        waiting, size = cursor.fetchone()
    text = f"Vastgelegd: {size or 0} feiten. In de wachtrij: {waiting}."
    return Examined("Bewijs", waiting < MOST_WAITING, text)


def _mail(organisations: Iterable[Organisation], now: datetime) -> Examined:
    counts = count_receipts(organisations, now)
    late = sum(count.unconfirmed for count in counts)
    underway = sum(count.underway for count in counts)
    return Examined("Ontvangstbevestigingen", not late, f"Onderweg: {underway}. Zonder bevestiging: {late}.")


def _carriers(organisations: Iterable[Organisation], now: datetime) -> Examined:
    """The organisations from which messages may not leave; which trouble it is stands at their desk."""
    troubled = [one.name for one in organisations if in_trouble(one, now)]
    text = "Alles waarmee berichten vertrekken, werkt voor zover bekend."
    if troubled:
        named = ", ".join(troubled[:_NAMED]) + (" en meer" if len(troubled) > _NAMED else "")
        text = f"Er is iets mis bij: {named}. Kijk daar bij Post en bezorging."
    return Examined("Bezorging", not troubled, text)


def _free_days(now: datetime) -> Examined:
    """A warning only: everything runs without them, and nobody must be woken for it."""
    missing = year_without_days(now)
    if missing is None:
        return Examined(
            "Vrije dagen", True, "De dagen die met een feestdag gelijk zijn gesteld, zijn bekend."
        )
    text = f"Let op: voor {missing} is nog geen dag bekend. Kijk in de Staatscourant."
    return Examined("Vrije dagen", True, text)
