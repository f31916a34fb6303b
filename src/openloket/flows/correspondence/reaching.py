"""Who reads about a zaak, and what they said about being reached, for the choice of a way (Awb 2:8)."""

from openloket.law.kanalen import Kanaal, Weg
from openloket.law.verzending import Toestemming, Verzendsoort
from openloket.people.models import Reachability
from openloket.people.preferences import confirmed_address
from openloket.people.reachability import said_about
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
    )


def _as_law(one: Reachability) -> Toestemming:
    at = one.contact_point
    way = Weg(Kanaal.PORTAAL) if at is None else Weg(Kanaal.E_MAIL, at.address)
    sorts = frozenset({Verzendsoort(one.sort)}) if one.sort else _ALL
    return Toestemming(way, sorts, one.given_at, one.wording)
