"""Which zaak a received message belongs to, for lists of messages."""

from collections.abc import Collection

from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, may
from openloket.zaken.models import Filing, Zaak


def references_of(employee: Employee, submission_ids: Collection[int]) -> dict[int, str]:
    """The reference of the zaak that each message began or was put with; nothing for who may not see it."""
    if not submission_ids or not may(employee, Right.READ):
        return {}
    began = Zaak.objects.filter(submission_id__in=submission_ids).values_list("submission_id", "reference")
    joined = Filing.objects.filter(submission_id__in=submission_ids)
    return dict(began) | dict(joined.values_list("submission_id", "zaak__reference"))
