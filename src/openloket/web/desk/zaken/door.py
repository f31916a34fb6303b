"""The door of the desk to a zaak: who may read it gets it, and that is written down before it is shown."""

from collections.abc import Callable
from datetime import datetime

from django.http import Http404, HttpRequest

from openloket.people.reading import Reading, log_reading
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, may
from openloket.web.desk.frame import employee_of
from openloket.zaken.access import zaak_for
from openloket.zaken.models import Zaak

Find = Callable[[Employee, str], Zaak | None]


def read_zaak(
    request: HttpRequest,
    reference: str,
    reason: str | Callable[[Zaak], str],
    now: datetime,
    right: Right = Right.READ,
    *,
    only: Callable[[Zaak], bool] = lambda zaak: True,
    find: Find = zaak_for,
) -> Zaak:
    """The zaak of a page, for an employee with `right`. Raises Http404 for others; then nothing was read.

    `reason` is kept with the reading (people.reading). `only` says for which zaken there is such a page at
    all; `find` is another function of zaken.access, which brings more of the zaak along.
    """
    employee = employee_of(request)
    zaak = find(employee, reference) if may(employee, right) else None
    if zaak is None or not only(zaak):
        raise Http404
    why = reason if isinstance(reason, str) else reason(zaak)
    log_reading(employee, Reading.ZAAK, ("zaak", zaak.pk), why, now)
    return zaak
