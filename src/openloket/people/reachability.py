"""Express reachability (Awb 2:8): the questions, their exact wording, keeping a yes, and who said what."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Q

from openloket.people.models import Reachability
from openloket.tenancy import scope

QUESTION = (
    "Ja, de gemeente mag mij andere berichten over {onderwerp} ook per e-mail sturen. "
    "Ik lees mijn e-mail op dit adres."
)

_INSERT = """
WITH point AS (
    INSERT INTO people_contactpoint (organisation_id, kind, address, given_at)
    VALUES (%(organisation)s, 'email', %(address)s, %(at)s) RETURNING id
)
INSERT INTO people_reachability
    (organisation_id, contact_point_id, about_kind, about_reference, wording, given_by, given_at)
SELECT %(organisation)s, point.id, 'zaak', %(reference)s, %(wording)s, %(given_by)s, %(at)s FROM point
"""


def question(subject: str) -> str:
    """The question as it is shown, unticked, and kept with the answer."""
    return QUESTION.format(onderwerp=subject)


def keep_yes(address: str, reference: str, wording: str, given_by: str, at: datetime) -> None:
    """Somebody said yes: keep the address, the subject, the words and the moment, in one statement."""
    values: dict[str, Any] = {
        "organisation": scope.current(),
        "address": address,
        "reference": reference,
        "wording": wording,
        "given_by": given_by,
        "at": at,
    }
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, values)


def reachable_at(reference: str) -> str:
    """The e-mail address that somebody gave last for messages about this zaak (Awb 2:8); empty: none."""
    yes = Reachability.objects.filter(about_reference=reference, withdrawn_at=None)
    newest = yes.order_by("-given_at", "-id").values_list("contact_point__address", flat=True)
    address: str | None = newest.first()
    return address or ""


def addresses_for(reference: str) -> list[str]:
    """Every e-mail address that somebody gave for messages about this zaak (Awb 2:8), the newest first."""
    yes = Reachability.objects.filter(about_reference=reference, withdrawn_at=None)
    newest = yes.order_by("-given_at", "-id").values_list("contact_point__address", flat=True)
    return list(dict.fromkeys(newest))


def said_about(reference: str, person_id: int | None) -> Sequence[Reachability]:
    """All that stands: what was said about this zaak, and by its person about all messages of a sort.

    One statement. Also the word that no notices are wanted, which is no yes.
    """
    theirs = Q(person_id=person_id) if person_id is not None else Q(pk=None)
    about = Q(about_reference=reference) & Q(person=None)
    stands = Reachability.objects.filter(about | theirs, withdrawn_at=None).select_related("contact_point")
    return list(stands.order_by("given_at", "id"))


def said_by(person_id: int) -> dict[str, Reachability]:
    """What a person said that stands, by sort of message; under the empty sort: no notices."""
    stands = Reachability.objects.filter(person_id=person_id, withdrawn_at=None)
    return {one.sort: one for one in stands.select_related("contact_point")}


TEXT_NOTICE = "melding"
"""The sort under which stands that a text message may tell that a notice did not arrive."""


def number_of_reader(person_id: int) -> Reachability | None:
    """The yes of a person to text messages about notices that did not arrive, with its number; None: none."""
    yes = Reachability.objects.filter(
        person_id=person_id, sort=TEXT_NOTICE, way=Reachability.Way.SMS, withdrawn_at=None
    )
    found: Reachability | None = yes.select_related("contact_point").first()
    return found
