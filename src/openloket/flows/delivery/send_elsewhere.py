"""A message that did not arrive goes to another address, which its reader gave (Awb 2:8, 2:11)."""

from datetime import date, datetime

from django.db import transaction

from openloket.flows.delivery.climb import Choice, go_on
from openloket.flows.delivery.elsewhere import reference_of
from openloket.flows.unable import UnableAtField
from openloket.formkit.definition import EmailField
from openloket.formkit.value_text import Wrong, read_email
from openloket.people.reachability import keep_yes
from openloket.post.models import NOT_ARRIVED, Message, Way
from openloket.post.suppression import suppressed
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, may

WORDING = "Stuur dit soort berichten over deze zaak voortaan naar dit e-mailadres."
"""What the reader said, as the employee ticks it."""

_GIVEN_BY = "medewerker"


class UnableToSendElsewhere(UnableAtField):
    """It can't go there; the message is what the employee is told, `field` names the question or is empty."""


def send_elsewhere(employee: Employee, message_id: int, typed: str, asked: bool, now: datetime) -> None:
    """Send it to an address that the reader gave; `asked`: who says that the reader expressly asked for this.

    The yes is kept, with who wrote it down. Of two employees one sends it, the other is told. Raises
    UnableToSendElsewhere.
    """
    if not may(employee, Right.HANDLE):
        raise UnableToSendElsewhere("U mag geen zaken behandelen.")
    address = _address(typed)
    if not asked:
        raise UnableToSendElsewhere(
            "Dit mag alleen als de ontvanger zelf om dit adres vroeg. Anders stuurt u een brief.", "gevraagd"
        )
    with transaction.atomic():
        lost = Message.objects.select_for_update().filter(pk=message_id, state__in=NOT_ARRIVED, way=Way.EMAIL)
        message = lost.first()
        if message is None:
            raise UnableToSendElsewhere("Dit bericht wordt al op een andere manier verstuurd.")
        if suppressed(Way.EMAIL, address):
            raise UnableToSendElsewhere(
                "Ook dit adres werkt niet: een bericht kwam ervan terug. Vraag een ander adres.", "adres"
            )
        if reference := reference_of(message):
            keep_yes(address, reference, WORDING, _GIVEN_BY, now)
        go_on(message, Choice(f"employee:{employee.pk}", address), now)


def _address(typed: str) -> str:
    read = read_email(EmailField(key="adres", label="E-mailadres"), typed, date.min)
    if isinstance(read, Wrong):
        raise UnableToSendElsewhere(read.mistakes[0][1], "adres")
    if not read:
        raise UnableToSendElsewhere("Vul een e-mailadres in.", "adres")
    return str(read)
