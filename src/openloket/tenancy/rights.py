"""Which role may do what at the desk; one table, read by access, flows and pages alike."""

from enum import StrEnum

from django.conf import settings

from openloket.tenancy import scope
from openloket.tenancy.models import Employee


class Right(StrEnum):
    """Something an employee may or may not do."""

    READ = "read"  # see zaken, and with them personal data
    HANDLE = "handle"  # take a zaak, change its status, write a note, pass on one's own zaak
    DIVIDE = "divide"  # give any zaak to anybody
    SEE_POST = "see_post"  # see which messages did not arrive
    PUBLISH = "publish"  # make the register of complaints of a year public
    REPORT_OUTAGE = "report_outage"  # tell that a channel does not work
    DESIGNATE = (
        "designate"  # say how to reach us: contact details, register of channels, designation decision
    )
    KEEP_DAYS = "keep_days"  # see, and where it is one's own list change, the days equated with holidays
    EMPLOYEES = "employees"  # add employees, change what they may do, let them log in or no longer
    REFUSE = "refuse"  # refuse that a person acts for another (Awb 2:2)
    CARRIERS = "carriers"  # choose who carries messages, and see how that goes
    OUTAGES = "outages"  # announce maintenance, give people more time after an outage
    TEXTS = "texts"  # write what messages say, rehearse with them
    EXPORT = "export"  # take the case file of a zaak along, for a judge or the sender
    KEEP_MONITOR = "keep_monitor"  # decide in the national monitor; only where that is kept


_RIGHTS = {
    Employee.Role.CASE_WORKER: frozenset(
        {Right.READ, Right.HANDLE, Right.SEE_POST, Right.REPORT_OUTAGE, Right.EXPORT}
    ),
    Employee.Role.LEAD: frozenset(
        {
            Right.READ,
            Right.HANDLE,
            Right.DIVIDE,
            Right.SEE_POST,
            Right.PUBLISH,
            Right.REPORT_OUTAGE,
            Right.OUTAGES,
            Right.DESIGNATE,
            Right.REFUSE,
            Right.CARRIERS,
            Right.TEXTS,
            Right.EXPORT,
            Right.KEEP_MONITOR,
        }
    ),
    # Keeping the installation running needs no personal data of citizens.
    Employee.Role.ADMINISTRATOR: frozenset(
        {
            Right.SEE_POST,
            Right.PUBLISH,
            Right.REPORT_OUTAGE,
            Right.OUTAGES,
            Right.DESIGNATE,
            Right.KEEP_DAYS,
            Right.EMPLOYEES,
            Right.CARRIERS,
            Right.TEXTS,
            Right.KEEP_MONITOR,
        }
    ),
}


def may(employee: Employee, right: Right) -> bool:
    """Whether this employee has the right within the organisation in scope; a stranger has none."""
    if not employee.is_active or employee.organisation_id != scope.peek():
        return False
    if right is Right.KEEP_MONITOR and not _keeps_monitor(employee):
        return False
    return right in _RIGHTS.get(Employee.Role(employee.role), frozenset())


def _keeps_monitor(employee: Employee) -> bool:
    """The monitor is of no organisation: the settings name the one whose people decide in it."""
    keeper = settings.MONITOR_KEEPER
    return bool(keeper) and employee.organisation is not None and employee.organisation.slug == keeper


def may_assign(employee: Employee, assignee_id: int | None) -> bool:
    """Whether this employee may give a zaak of `assignee_id` to somebody: any zaak, or only one's own."""
    return may(employee, Right.DIVIDE) or (may(employee, Right.HANDLE) and assignee_id == employee.pk)


def roles_with(right: Right) -> tuple[Employee.Role, ...]:
    """The roles that have a right."""
    return tuple(role for role, rights in _RIGHTS.items() if right in rights)
