"""The employee of a zaak opened the messages that came in later, so that they are news no more."""

from datetime import datetime

from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.tenancy import scope
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, may
from openloket.zaken.models import Zaak


def see_news(employee: Employee, zaak: Zaak, now: datetime) -> bool:
    """Note that who handles the zaak saw its newest message; whether it was news.

    While nobody handles it, anybody who may will do. A message that came while the page was made stays news.
    """
    theirs = zaak.assignee_id in (None, employee.pk) and may(employee, Right.HANDLE)
    if zaak.news_at is None or not theirs:
        return False
    actor = f"employee:{employee.pk}"
    with transaction.atomic():
        if not Zaak.objects.filter(pk=zaak.pk, news_at=zaak.news_at).update(news_at=None):
            return False
        body = describe("zaak.news_seen", now, actor, reference=zaak.reference)
        record(scope.current(), now, actor, [Fact("zaak.news_seen", "zaak", zaak.pk, body)])
    return True
