"""A person gives a mobile number, for when a notice does not arrive (Awb 2:8), or takes it back."""

from datetime import datetime

from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.flows.correspondence.say_how_to_reach import GIVEN_BY
from openloket.flows.unable import UnableAtField
from openloket.people.models import ContactPoint, Person, Reachability
from openloket.people.reachability import TEXT_NOTICE, number_of_reader
from openloket.post.text_messages import NoMobile, mobile_number, shown_number
from openloket.tenancy import scope

WORDING = (
    "Ja, stuur mij een sms op {nummer} als een melding per e-mail niet aankomt. "
    "Open ik het bericht dan binnen 3 dagen in Mijn omgeving? Dan krijg ik geen brief. "
    "In de sms staan geen persoonsgegevens en geen link."
)


class UnableToKeepNumber(UnableAtField):
    """This can't be kept; the message is what the person is told, `field` names the question."""


def keep_number(person_id: int, typed: str, agreed: bool, now: datetime) -> str:
    """Keep a number with an express yes, in the words that were shown; gives the number as it is written.

    What was said before is not overwritten: it is withdrawn, with its moment. Raises UnableToKeepNumber.
    """
    try:
        number = mobile_number(typed)
    except NoMobile as problem:
        raise UnableToKeepNumber(str(problem), "nummer") from problem
    if not agreed:
        raise UnableToKeepNumber("Zet een vinkje als u dit wilt.", "akkoord")
    shown = shown_number(number)
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person_id)
        said = number_of_reader(person_id)
        if said is not None and said.contact_point is not None and said.contact_point.address == number:
            return shown
        if said is not None:
            _withdraw(said, now)
        point = ContactPoint.create(kind=ContactPoint.Kind.PHONE, address=number, given_at=now)
        row = Reachability.create(
            contact_point=point, way=Reachability.Way.SMS, person_id=person_id, sort=TEXT_NOTICE,
            about_kind="person", wording=WORDING.format(nummer=shown), given_by=GIVEN_BY, given_at=now,
        )  # fmt: skip
        _note("reachability.given", row, now)
    return shown


def forget_number(person_id: int, now: datetime) -> None:
    """From now on no text messages."""
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person_id)
        if (said := number_of_reader(person_id)) is not None:
            _withdraw(said, now)


def _withdraw(row: Reachability, now: datetime) -> None:
    Reachability.objects.filter(pk=row.pk, withdrawn_at=None).update(withdrawn_at=now)
    _note("reachability.withdrawn", row, now)


def _note(kind: str, row: Reachability, now: datetime) -> None:
    body = describe(kind, now, "citizen", way=row.way, sort=row.sort)
    record(scope.current(), now, "citizen", [Fact(kind, "reachability", row.pk, body)])
