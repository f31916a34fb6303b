"""An administrator says which employees must log in in two steps."""

from datetime import datetime

from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.flows.unable import UnableAtField
from openloket.tenancy import scope
from openloket.tenancy.models import Employee, Organisation
from openloket.tenancy.rights import Right, may

MOST_GRACE = 20


class UnableToChooseRule(UnableAtField):
    """It can't be kept; the message is for the administrator, `field` says at which question."""


def choose_factor_rule(by: Employee, rule: str, grace: str, now: datetime) -> None:
    """Keep who must, and how often they may still log in without. Raises UnableToChooseRule."""
    if not may(by, Right.EMPLOYEES):
        raise UnableToChooseRule("U mag dit niet veranderen.")
    if rule not in Organisation.Factor.values:
        raise UnableToChooseRule("Maak een keuze.", "regel")
    number = int(grace) if grace.isascii() and grace.isdigit() and len(grace) <= 3 else -1
    if not 0 <= number <= MOST_GRACE:
        raise UnableToChooseRule(f"Vul een getal in van 0 tot en met {MOST_GRACE}.", "uitstel")
    actor = f"employee:{by.pk}"
    with transaction.atomic():
        Organisation.objects.filter(pk=scope.current()).update(second_factor=rule, factor_grace=number)
        kind = "organisation.second_factor"
        body = describe(kind, now, actor, rule=rule, grace=number)
        record(scope.current(), now, actor, [Fact(kind, "organisation", scope.current(), body)])
