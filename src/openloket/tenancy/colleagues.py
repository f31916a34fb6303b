"""The names of employees: of those that are mentioned somewhere, and of those that can handle a zaak."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, roles_with


@dataclass(frozen=True, slots=True)
class Colleagues:
    """Names by id, in alphabetical order: `names` of all who were asked for, `handlers` of who can handle."""

    names: Mapping[int, str]
    handlers: Mapping[int, str]


def listed(mentioned: Iterable[int]) -> Colleagues:
    """Read both in one statement; somebody who left is still mentioned."""
    handles = Q(is_active=True, role__in=roles_with(Right.HANDLE))
    found = Employee.objects.filter(handles | Q(pk__in=set(mentioned))).order_by("name", "id")
    rows = list(found.values_list("pk", "name", "is_active", "role"))
    able = {role.value for role in roles_with(Right.HANDLE)}
    return Colleagues(
        names={pk: name for pk, name, _, _ in rows},
        handlers={pk: name for pk, name, active, role in rows if active and role in able},
    )
