"""Who reads about a zaak, and what they said about being reached, for the choice of a way (Awb 2:8)."""

from datetime import datetime

from openloket.law.kanalen import Kanaal, Weg
from openloket.law.verzending import Toestemming, Verzendsoort, mag_elektronisch
from openloket.people.models import Identifier, Reachability
from openloket.people.preferences import confirmed_address
from openloket.people.reachability import said_about
from openloket.post.models import CarrierAccount, Way
from openloket.post.ways import Consent, Reader
from openloket.zaken.models import Zaak

_ALL = frozenset(Verzendsoort)
_NO_MESSAGES = (Reachability.Way.NO_NOTICE, Reachability.Way.SMS)
"""What was said of notices only."""


def reader_of(zaak: Zaak, answer_to: str = "") -> Reader:
    """The reader of messages about a zaak: who sent it, or for whom it was sent.

    `answer_to` is the address of the e-mail that is answered, where an employee decided to answer there.
    """
    said = said_about(zaak.reference, zaak.person_id)
    ways = {one.way for one in said}
    return Reader(
        consents=[Consent(one.pk, _as_law(one)) for one in said if one.way not in _NO_MESSAGES],
        notice_at=confirmed_address(zaak.person_id) if Reachability.Way.PORTAL in ways else "",
        no_notices=Reachability.Way.NO_NOTICE in ways,
        answer_to=answer_to,
        box=Reachability.Way.BOX in ways and box_open_to(zaak.person_id),
    )


def reached_at(zaak_id: int, sort: Verzendsoort, address: str, now: datetime) -> bool:
    """Whether what stands now lets a message of this sort about a zaak go to an e-mail address (Awb 2:8)."""
    given = [one.given for one in reader_of(Zaak.objects.get(pk=zaak_id)).consents]
    return mag_elektronisch(given, sort, Weg(Kanaal.E_MAIL, address), now).toegestaan


def box_open_to(person_id: int | None) -> bool:
    """Whether we can bring messages to the message box of this person at all; their yes is another matter.

    Somebody must carry them there for this organisation, and it is by the burgerservicenummer that it is
    found: who never logged in with DigiD has none here, and a company has no such box.
    """
    carried = CarrierAccount.objects.filter(way=Way.BOX).exclude(carrier="")
    numbers = Identifier.objects.filter(person_id=person_id, kind=Identifier.Kind.BSN)
    return person_id is not None and carried.exists() and numbers.exists()


def _as_law(one: Reachability) -> Toestemming:
    at, boxed = one.contact_point, one.way == Reachability.Way.BOX
    closed = Weg(Kanaal.BERICHTENBOX if boxed else Kanaal.PORTAAL)
    way = closed if at is None else Weg(Kanaal.E_MAIL, at.address)
    sorts = frozenset({Verzendsoort(one.sort)}) if one.sort else _ALL
    return Toestemming(way, sorts, one.given_at, one.wording)
