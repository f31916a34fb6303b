"""Each working morning every employee with an e-mail address is told which terms ask attention."""

from datetime import date, datetime, time

from django.db import transaction
from django.db.models import Q

from openloket.flows.delivery.sending_off import send_off
from openloket.flows.one_by_one import one_by_one
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.waarom import datum_in_woorden
from openloket.offer.calendar import law_calendar
from openloket.post.composing import put, render
from openloket.tenancy.addresses import public_url
from openloket.tenancy.duties import Duty
from openloket.tenancy.everywhere import organisations_with
from openloket.tenancy.local_time import AMSTERDAM
from openloket.tenancy.models import Employee, Organisation
from openloket.tenancy.rights import Right, roles_with
from openloket.zaken.due import Part, Watch, counts, rows
from openloket.zaken.queries import Whose

FROM = time(6, 30)
"""From this time on, in Amsterdam."""

KIND = "term_digest"
_NAMED = 10
_TITLES = {
    Part.LATE: "Te laat",
    Part.WEEK: "Vandaag en deze week",
    Part.AHEAD: "Binnenkort",
    Part.NOT_HANDLE: "Laten weten dat wij de aanvraag niet behandelen",
    Part.PENALTY: "Er loopt een dwangsom",
}


def warn_employees(now: datetime) -> int:
    """Write to those who were not warned today; gives how many mails were put on their way.

    Not before FROM and not on a free day. Of several workers at the same moment one warns.
    """
    today = dag_in_amsterdam(now)
    if now.astimezone(AMSTERDAM).time() < FROM or not law_calendar().is_werkdag(today):
        return 0
    due = _to_warn(today)

    def work(organisation_id: int) -> int:
        organisation = Organisation.objects.get(pk=organisation_id)
        employees = list(Employee.objects.filter(due).order_by("pk"))
        return sum(_warn(organisation, one, today, now) for one in employees)

    return one_by_one(Duty.WARN_EMPLOYEES, organisations_with(Employee, due), work, now)


def _to_warn(today: date) -> Q:
    able = Q(is_active=True, role__in=roles_with(Right.HANDLE)) & ~Q(email="")
    return able & (Q(warned_on=None) | Q(warned_on__lt=today))


def _warn(organisation: Organisation, employee: Employee, today: date, now: datetime) -> bool:
    """Nobody gets a mail that says that nothing asks attention."""
    with transaction.atomic():
        mine = Employee.objects.filter(Q(warned_on=None) | Q(warned_on__lt=today), pk=employee.pk)
        if not mine.update(warned_on=today):
            return False
        parts = _parts(Watch(employee, Whose.MINE, today))
        free = sum(counts(Watch(employee, Whose.NOBODY, today))[part] for part in (Part.LATE, Part.WEEK))
        if not parts and not free:
            return False
        _put(organisation, employee, {"parts": parts, "free": free, "today": datum_in_woorden(today)}, now)
        return True


def _parts(watch: Watch) -> list[dict[str, object]]:
    """Counts and references: no personal data in an ordinary mail."""
    return [
        {
            "title": _TITLES[part],
            "number": number,
            "references": [row.reference for row in rows(watch, part)[0][:_NAMED]],
        }
        for part, number in counts(watch).items()
        if number and part in _TITLES
    ]


def _put(organisation: Organisation, employee: Employee, told: dict[str, object], now: datetime) -> None:
    subject = "Termijnen die uw aandacht vragen"
    values = {
        "org": organisation,
        "subject": subject,
        "url": public_url(organisation, "balie/termijnen"),
        "settings_url": public_url(organisation, "balie/instellingen"),
        **told,
    }
    message = put(
        render(KIND, subject, values),
        kind=KIND,
        subject=("employee", employee.pk),
        to_address=employee.email,
        sender_domain=organisation.email.rpartition("@")[2],
        now=now,
    )
    send_off(message)
