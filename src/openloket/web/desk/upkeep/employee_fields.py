"""The questions about an employee, and what was answered."""

from collections.abc import Mapping
from typing import Any

from openloket.flows.employees.keep_employee import Kept
from openloket.tenancy.models import Employee, Team

LABELS: Mapping[str, str] = {
    "gebruikersnaam": "Gebruikersnaam",
    "naam": "Voornaam en achternaam",
    "email": "E-mailadres op het werk",
    "rol": "Wat mag deze persoon?",
    "team": "Team",
}
_ABOUT: Mapping[str, str] = {
    Employee.Role.CASE_WORKER: "Leest en behandelt zaken.",
    Employee.Role.LEAD: "Ook: zaken verdelen, een gemachtigde weigeren, aanwijzen welke kanalen er zijn.",
    Employee.Role.ADMINISTRATOR: "Beheert medewerkers en kanalen. Leest geen zaken.",
}


def typed_employee(posted: Mapping[str, str]) -> Kept:
    """What was typed; `rol` is empty when nothing was chosen."""
    return Kept(*(posted.get(name, "") for name in ("naam", "email", "rol", "team")))


def kept_of(employee: Employee) -> Kept:
    """What is known of an employee now."""
    return Kept(employee.name, employee.email, employee.role, employee.team.name if employee.team else "")


def employee_fields(kept: Kept, errors: Mapping[str, str]) -> list[dict[str, Any]]:
    """The questions with what was answered."""
    teams = Team.objects.order_by("name").values_list("name", flat=True)
    hint = "Een nieuw team mag ook."
    roles = [
        {"value": value, "label": label.capitalize(), "hint": _ABOUT[value]}
        for value, label in Employee.Role.choices
    ]
    asked: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
        ("naam", "text", kept.name, {"required": True, "max_length": 80}),
        ("email", "email", kept.email, {"hint": "Daar gaan de uitnodiging en berichten over inloggen heen."}),
        ("rol", "choice", kept.role, {"required": True, "options": roles}),
        (
            "team",
            "text",
            kept.team,
            {"max_length": 80, "hint": f"Er zijn: {', '.join(teams)}. {hint}" if teams else hint},
        ),
    )
    return [
        {
            "key": key,
            "type": kind,
            "label": LABELS[key],
            "value": value,
            "required": False,
            "error": errors.get(key),
            **more,
        }
        for key, kind, value, more in asked
    ]
