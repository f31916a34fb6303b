"""The numbers in the menu: counted for each employee and kept in memory for some seconds."""

import time
from dataclasses import dataclass, replace

from django.utils import timezone

from openloket.law.kalender import dag_in_amsterdam
from openloket.oversight.carriers import trouble_here
from openloket.oversight.drift import Alarm, alarm
from openloket.post.access import for_menu
from openloket.tenancy.models import Employee, Organisation
from openloket.tenancy.rights import Right, may
from openloket.zaken.due import Watch, to_do
from openloket.zaken.queries import Whose

DRIFT_SECONDS = 60.0
SECONDS = 5.0  # a menu is on every page: who clicks on is not made to wait for the same numbers


@dataclass(frozen=True, slots=True)
class Badges:
    """`terms`: own zaken that are late or due soon; `letters`: letters to print and post.

    `drift`: what differs between the designation decision and what the organisation does. `rehearsing`:
    messages reach only the guests now, which every page says. `carriers`: 1 when something is wrong with a
    way by which messages leave: an e-mail about that may not leave either.
    """

    terms: int
    letters: int
    drift: int = 0
    rehearsing: bool = False
    carriers: int = 0


_drifted: dict[int, tuple[float, int]] = {}
_kept: dict[int, tuple[float, Badges]] = {}


def badges(employee: Employee) -> Badges:
    """The numbers for this employee, at most SECONDS old; two counted statements when they are older."""
    until, found = _kept.get(employee.pk, (0.0, Badges(0, 0)))
    if time.monotonic() >= until:
        letters, rehearsed = for_menu(employee)
        found = Badges(_terms(employee), letters, rehearsing=rehearsed, carriers=_carriers(employee))
        _kept[employee.pk] = (time.monotonic() + SECONDS, found)
    return replace(found, drift=_drift(employee))


def forget_badges() -> None:
    """What a page says was changed just now: count anew for everybody in this process."""
    _kept.clear()


def know_drift(organisation: Organisation, found: Alarm) -> None:
    """Whoever looked at the whole alarm just now tells how much it was."""
    _drifted[organisation.pk] = (time.monotonic() + DRIFT_SECONDS, found.count)


def _drift(employee: Employee) -> int:
    """Comparing the decision with the whole register takes some time, and changes seldom."""
    if not may(employee, Right.DESIGNATE) or employee.organisation_id is None:
        return 0
    until, _ = _drifted.get(employee.organisation_id, (0.0, 0))
    if time.monotonic() >= until:
        organisation = Organisation.objects.get(pk=employee.organisation_id)
        know_drift(organisation, alarm(organisation, dag_in_amsterdam(timezone.now())))
    return _drifted[employee.organisation_id][1]


def _carriers(employee: Employee) -> int:
    return int(may(employee, Right.CARRIERS) and trouble_here(timezone.now()))


def _terms(employee: Employee) -> int:
    watch = Watch(employee, Whose.MINE, dag_in_amsterdam(timezone.now()))
    return to_do(watch) if may(employee, Right.READ) else 0
