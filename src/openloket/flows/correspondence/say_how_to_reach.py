"""A person says by which way messages of each sort reach them, in Mijn omgeving (Awb 2:8, 2:10)."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.flows.correspondence.reaching import box_open_to
from openloket.flows.unable import UnableAtField
from openloket.law.verzending import Verzendsoort
from openloket.people.models import ContactPoint, Person, Reachability
from openloket.people.preferences import confirmed_address
from openloket.people.reachability import said_by
from openloket.tenancy import scope

Way = Reachability.Way

GIVEN_BY = "Mijn omgeving"
BY_ZAAK = "zaak"
"""Nothing in general: as somebody says with each zaak, else by letter."""

NO_NOTICE = "geen-melding"
SORTS = {
    Verzendsoort.BESLUIT: "besluiten",
    Verzendsoort.VERZOEK_OM_AANVULLING: "vragen om iets aan te vullen",
    Verzendsoort.UITNODIGING: "uitnodigingen",
    Verzendsoort.MEDEDELING: "andere berichten over mijn zaken",
}
"""For what somebody can say it, in the words of the question."""


class UnableToSay(UnableAtField):
    """This can't be kept; the message is what the person is told, `field` names the question or is empty."""


def wordings(sort: Verzendsoort, address: str, box: bool = False) -> dict[str, str]:
    """What can be said of one sort, by its key; these very words are kept with the answer.

    `box`: whether our messages can be brought to the message box of this person.
    """
    what = SORTS[sort]
    said = {
        BY_ZAAK: f"Stuur {what} per brief, of zoals ik het bij een zaak zelf kies.",
        Way.PORTAL.value: f"Ja, zet {what} in Mijn omgeving. Ik lees ze daar.",
    }
    if box:
        said[Way.BOX.value] = (
            f"Ja, zet {what} in mijn Berichtenbox van MijnOverheid. Ik lees ze daar. "
            "MijnOverheid vertelt mij dat er een bericht is."
        )
    if address:
        said[Way.EMAIL.value] = f"Ja, stuur {what} per e-mail naar {address}. Ik lees mijn e-mail."
    return said


NOTICE_WORDINGS = {
    "ja": "Ja, stuur mij een e-mail als er een bericht voor mij klaarstaat.",
    "nee": "Nee, ik wil geen melding als er een bericht klaarstaat. Ik kijk zelf in Mijn omgeving.",
}
"""Whether notices are wanted of what is placed in Mijn omgeving; the no is kept in these words."""


def say_how_to_reach(person_id: int, chosen: Mapping[str, str], now: datetime) -> int:
    """Keep what was chosen for each sort (its value), and of NO_NOTICE whether "ja" or "nee"; what changed.

    What was said before is not overwritten: it is withdrawn, with its moment. Raises UnableToSay.
    """
    notices = chosen.get(NO_NOTICE) != "nee"
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person_id)
        address, box = confirmed_address(person_id), box_open_to(person_id)
        wanted = {
            sort.value: _wanted(wordings(sort, address, box), chosen.get(sort.value, ""), sort, notices)
            for sort in SORTS
        }
        if not notices:
            wanted[""] = (Way.NO_NOTICE.value, NOTICE_WORDINGS["nee"])
        standing = said_by(person_id)
        changed = [sort for sort in {*wanted, ""} if _differs(standing.get(sort), wanted.get(sort))]
        _withdraw([standing[sort] for sort in changed if sort in standing], now)
        for sort in changed:
            if (said := wanted.get(sort)) is not None:
                _keep(person_id, sort, said, address, now)
    return len(changed)


def stop_reaching(person_id: int, ways: Collection[str], now: datetime) -> None:
    """The address is gone: what was said that needs it counts no more. Within the caller's transaction."""
    _withdraw([one for one in said_by(person_id).values() if one.way in ways], now)


def _wanted(said: Mapping[str, str], key: str, sort: Verzendsoort, notices: bool) -> tuple[str, str] | None:
    """Way and wording of what was chosen by its key out of what can be said; None: nothing in general."""
    if key not in said and key != Way.EMAIL:
        raise UnableToSay("Kies hoe u dit wilt krijgen.", sort.value)
    told = Way.EMAIL.value in said  # there is a confirmed address
    if not told and (key == Way.EMAIL or (key == Way.PORTAL and notices)):
        raise UnableToSay("Bevestig eerst uw e-mailadres. Daar sturen wij u een melding.", sort.value)
    return None if key == BY_ZAAK else (key, said[key])


def _differs(standing: Reachability | None, wanted: tuple[str, str] | None) -> bool:
    return ((standing.way, standing.wording) if standing else None) != wanted


def _keep(person_id: int, sort: str, said: tuple[str, str], address: str, now: datetime) -> None:
    way, wording = said
    point = None
    if way == Way.EMAIL:
        point = ContactPoint.create(kind=ContactPoint.Kind.EMAIL, address=address, given_at=now)
    row = Reachability.create(
        contact_point=point,
        way=way,
        person_id=person_id,
        sort=sort,
        about_kind="person",
        wording=wording,
        given_by=GIVEN_BY,
        given_at=now,
    )
    _note("reachability.given", row, now)


def _withdraw(rows: list[Reachability], now: datetime) -> None:
    Reachability.objects.filter(pk__in=[row.pk for row in rows]).update(withdrawn_at=now)
    for row in rows:
        _note("reachability.withdrawn", row, now)


def _note(kind: str, row: Reachability, now: datetime) -> None:
    body = describe(kind, now, "citizen", way=row.way, sort=row.sort)
    record(scope.current(), now, "citizen", [Fact(kind, "reachability", row.pk, body)])
