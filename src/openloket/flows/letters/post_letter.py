"""Letters: somebody fills in the address, prints the letter and posts it; then what it tells takes effect."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from openloket.flows.delivery.climb import Choice, go_on
from openloket.flows.letters.letter_left import letter_left, record_about
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.waarom import datum_in_woorden
from openloket.post.delivery import Source
from openloket.post.models import NOT_ARRIVED, Message, MessageState
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, may

MOST_LINES = 6
LONGEST_LINE = 60

_NOT_ALLOWED = "U mag geen zaken behandelen."
_GONE = "Deze brief is al verstuurd of ingetrokken."


class UnableToPost(Exception):
    """It can't be done with this letter; the message is what the employee must be told."""


def post_letter(employee: Employee, message_id: int, posted_on: date, now: datetime) -> None:
    """Note that the letter was handed to the post on a day; of two employees one does, the other is told.

    What the letter tells takes effect now, from the day on which it was posted. Raises UnableToPost.
    """
    with transaction.atomic():
        letter = _locked(employee, message_id)
        _check_day(letter, posted_on, dag_in_amsterdam(now))
        letter_left(letter, posted_on, Source.DESK, f"employee:{employee.pk}", now)


def address_letter(
    employee: Employee, message_id: int, lines: Sequence[str], seen: str, now: datetime
) -> None:
    """Write name and address on the letter; `seen` are the lines that the employee had before him.

    Raises UnableToPost, also when a colleague changed them meanwhile.
    """
    kept = [line for line in (" ".join(line.split()) for line in lines) if line]
    if len(kept) < 2:
        raise UnableToPost("Vul ten minste een naam en een adres in, elk op een eigen regel.")
    if len(kept) > MOST_LINES or max(map(len, kept)) > LONGEST_LINE or "\0" in "".join(kept):
        raise UnableToPost(f"Een adres heeft hoogstens {MOST_LINES} regels van {LONGEST_LINE} tekens.")
    with transaction.atomic():
        letter = _locked(employee, message_id)
        if letter.to_lines == kept:
            return
        if "\n".join(letter.to_lines) != seen:
            raise UnableToPost("Een collega veranderde het adres. Kijk of het nu klopt.")
        Message.objects.filter(pk=letter.pk).update(to_lines=kept)
        record_about(letter, "message.addressed", f"employee:{employee.pk}", now)


def letter_instead(employee: Employee, message_id: int, now: datetime) -> int:
    """A message about a zaak did not arrive: it goes by letter (Awb 2:11(1)); gives the id of the letter.

    The words stay the same, but for a decision: of that the e-mail may have held no more than a link.
    Raises UnableToPost.
    """
    if not may(employee, Right.HANDLE):
        raise UnableToPost(_NOT_ALLOWED)
    with transaction.atomic():
        lost = Message.objects.filter(
            pk=message_id, state__in=NOT_ARRIVED, subject_kind__in=("zaak", "submission")
        )
        message = lost.select_for_update().first()
        if message is None:
            raise UnableToPost("Dit bericht wordt al op een andere manier verstuurd.")
        return go_on(message, Choice(f"employee:{employee.pk}"), now)


def _locked(employee: Employee, message_id: int) -> Message:
    if not may(employee, Right.HANDLE):
        raise UnableToPost(_NOT_ALLOWED)
    waiting = Message.objects.select_for_update().filter(pk=message_id, state=MessageState.TO_POST)
    letter: Message | None = waiting.first()
    if letter is None:
        raise UnableToPost(_GONE)
    return letter


def _check_day(letter: Message, posted_on: date, today: date) -> None:
    written_on = dag_in_amsterdam(letter.created_at)
    if not letter.to_lines:
        raise UnableToPost("Vul eerst in naar wie de brief gaat.")
    if posted_on > today:
        raise UnableToPost("Deze dag moet nog komen. Leg het vast als de brief echt weg is.")
    if posted_on < written_on:
        written = datum_in_woorden(written_on)
        raise UnableToPost(f"De brief is geschreven op {written}. Hij kan niet eerder verstuurd zijn.")
