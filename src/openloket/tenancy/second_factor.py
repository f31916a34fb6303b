"""Who must log in in two steps, and who has what is needed for it."""

from openloket.tenancy import scope
from openloket.tenancy.models import Employee, Organisation, SecondFactor
from openloket.tenancy.rights import Right, roles_with

GRACE_SPENT = 32_000
"""In Employee.logins_without: who once had a second factor logs in without it never again."""

# Who keeps employees could give himself the right to read.
_PERSONAL = frozenset({*roles_with(Right.READ), *roles_with(Right.EMPLOYEES)})


def factor_of(employee_id: int) -> SecondFactor | None:
    """The second factor of an employee, once a first code was right; None: there is none."""
    rows = SecondFactor.objects.filter(employee_id=employee_id).exclude(confirmed_at=None)
    found: SecondFactor | None = rows.first()
    return found


def is_required(employee: Employee, choice: str) -> bool:
    """Whether this employee must log in in two steps, by what the organisation chose."""
    if choice == Organisation.Factor.EVERYBODY:
        return True
    return choice == Organisation.Factor.PERSONAL and Employee.Role(employee.role) in _PERSONAL


def chosen() -> tuple[str, int]:
    """What the organisation in scope chose, and how often one may still log in without; read anew."""
    values = Organisation.objects.values_list("second_factor", "factor_grace")
    choice, grace = values.get(pk=scope.current())
    return choice, grace
