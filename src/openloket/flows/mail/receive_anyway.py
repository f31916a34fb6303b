"""An employee says that an e-mail which was put apart is a message after all: it is received (Awb 2:17)."""

from datetime import datetime

from openloket.flows.mail.receive_mail import Handled, HandledAlready, receive
from openloket.flows.mail.sorting_mail import sort_mail
from openloket.intake.mails import BytesLost
from openloket.intake.models import MailState, RawMail
from openloket.intake.ports import Temporary
from openloket.tenancy.models import Employee, Organisation
from openloket.tenancy.rights import Right, may

_LOST = "Wij kunnen deze e-mail niet meer lezen zoals hij binnenkwam. Vraag de beheerder om hulp."
_BUSY = "Wij kunnen de bijlagen nu niet controleren. Probeer het over een paar minuten nog eens."


class UnableToReceive(Exception):
    """It can't be received; the message is what the employee is told."""


def receive_anyway(employee: Employee, organisation: Organisation, mail_id: int, now: datetime) -> Handled:
    """Receive it as on the day on which it came (Awb 2:20), with a receipt now. Raises UnableToReceive."""
    if not may(employee, Right.HANDLE):
        raise UnableToReceive("U mag geen zaken behandelen.")
    row = RawMail.objects.filter(pk=mail_id, state=MailState.APART).first()
    if row is None:
        raise UnableToReceive("Deze e-mail ligt niet meer apart. Iemand was u misschien voor.")
    try:
        return receive(organisation, row, sort_mail(organisation, row), now)
    except HandledAlready as first:
        raise UnableToReceive("Iemand was u voor: deze e-mail is al ontvangen.") from first
    except Temporary as busy:
        raise UnableToReceive(_BUSY) from busy
    except BytesLost as lost:
        raise UnableToReceive(_LOST) from lost
