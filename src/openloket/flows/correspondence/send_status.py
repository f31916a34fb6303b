"""An employee sends, with one click, how a zaak stands: the same sentences as everywhere else."""

from datetime import datetime

from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.flows.correspondence.writing import write_to_sender
from openloket.law.kalender import dag_in_amsterdam
from openloket.offer.calendar import law_calendar
from openloket.post.models import Message, MessageState
from openloket.tenancy import scope
from openloket.tenancy.addresses import public_url
from openloket.tenancy.models import Employee, Organisation
from openloket.tenancy.rights import Right, may
from openloket.zaken.models import Zaak
from openloket.zaken.standings import standing_now

KIND = "status"


class UnableToSendStatus(Exception):
    """It is not sent; the message is what the employee must be told."""


def send_status(organisation: Organisation, employee: Employee, zaak: Zaak, now: datetime) -> Message:
    """Write to the sender how the zaak stands, by the way that they chose (Awb 2:8); once a day.

    Raises UnableToSendStatus.
    """
    if not may(employee, Right.HANDLE):
        raise UnableToSendStatus("U mag geen zaken behandelen.")
    with transaction.atomic():
        # Locked: of two employees at once the second sees what the first sent.
        found = Zaak.objects.select_for_update(of=("self",)).select_related("service").get(pk=zaak.pk)
        _not_twice(found, now)
        told = standing_now(found, law_calendar, now)
        subject = f"Hoe het ervoor staat met uw zaak ({found.reference})"
        context = {"lines": told.lines, "status_url": public_url(organisation, "status")}
        message = write_to_sender(organisation, found, KIND, subject, context, now)
        actor = f"employee:{employee.pk}"
        body = describe("status.sent", now, actor, reference=found.reference, message_sha256=message.sha256)
        record(scope.current(), now, actor, [Fact("status.sent", "zaak", found.pk, body)])
    return message


def _not_twice(zaak: Zaak, now: datetime) -> None:
    sent = Message.objects.filter(subject_kind="zaak", subject_id=zaak.pk, kind=KIND)
    latest = sent.exclude(state__in=[MessageState.FAILED, MessageState.WITHDRAWN]).order_by("-id").first()
    if latest is not None and dag_in_amsterdam(latest.created_at) == dag_in_amsterdam(now):
        raise UnableToSendStatus("Dit bericht is vandaag al verstuurd. Een keer per dag is genoeg.")
