"""Who may keep the register and the decision, and the day about which somebody asks."""

from collections.abc import Mapping
from datetime import date

from django.http import Http404, HttpRequest

from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, may
from openloket.web.desk.days import TypedDay, read_day, shown_day
from openloket.web.desk.frame import employee_of

DAY = "Op welke dag?"


def designer_of(request: HttpRequest) -> Employee:
    """The employee, who may designate; Http404 for anybody else."""
    employee = employee_of(request)
    if not may(employee, Right.DESIGNATE):
        raise Http404
    return employee


def day_asked(asked: Mapping[str, str], today: date) -> TypedDay:
    """The day in the boxes op.dag, op.maand and op.jaar, or `op` of a link (2026-01-31); else today."""
    if any(asked.get(f"op.{part}") for part in ("dag", "maand", "jaar")):
        return read_day(asked, "op", DAY, today)
    try:
        return shown_day("op", date.fromisoformat(asked.get("op", "")))
    except ValueError:
        return shown_day("op", today)


def number_asked(text: str | None) -> int:
    """The page of a list, counted from 0."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= 4 else 0
