"""E-mails that came in and whose job got lost are put in the queue again."""

from datetime import datetime

from openloket.flows.delivery.recovering import Recoverable, recover
from openloket.flows.mail.store_mail import TASK
from openloket.intake.mails import waiting
from openloket.intake.models import RawMail
from openloket.tenancy.duties import Duty

_MAIL = Recoverable(TASK, "mail_id", RawMail, waiting, "received_at", 0x3A11, Duty.RECOVER_MAIL)


def recover_lost_mail(now: datetime) -> int:
    """Queue every e-mail that waits longer than a minute and for which no job exists; returns how many."""
    return recover(_MAIL, now)
