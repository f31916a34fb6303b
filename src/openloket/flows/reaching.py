"""Who reads about a zaak, and what they said about being reached, for the choice of a way (Awb 2:8)."""

from openloket.law.kanalen import Kanaal, Weg
from openloket.law.verzending import Toestemming, Verzendsoort
from openloket.people.models import Preference, Reachability
from openloket.people.reachability import said_about
from openloket.post.ways import Consent, Reader
from openloket.zaken.models import Zaak

_ALL = frozenset(Verzendsoort)


def reader_of(zaak: Zaak, answer_to: str = "") -> Reader:
    """The reader of messages about a zaak: who sent it, or for whom it was sent.

    `answer_to` is the address of the e-mail that is answered, where an employee decided to answer there.
    """
    said = said_about(zaak.reference, zaak.person_id)
    return Reader(
        consents=tuple(
            Consent(one.pk, _as_law(one)) for one in said if one.way != Reachability.Way.NO_NOTICE
        ),
        notice_at=_confirmed(zaak.person_id)
        if any(one.way == Reachability.Way.PORTAL for one in said)
        else "",
        no_notices=any(one.way == Reachability.Way.NO_NOTICE for one in said),
        answer_to=answer_to,
    )


def _as_law(one: Reachability) -> Toestemming:
    at = one.contact_point
    way = Weg(Kanaal.PORTAAL) if at is None else Weg(Kanaal.E_MAIL, at.address)
    sorts = frozenset({Verzendsoort(one.sort)}) if one.sort else _ALL
    return Toestemming(way, sorts, one.given_at, one.wording)


def _confirmed(person_id: int | None) -> str:
    """The address of which this person opened a link; empty: none."""
    kept = Preference.objects.filter(person_id=person_id).exclude(confirmed_at=None)
    address: str | None = kept.values_list("email", flat=True).first()
    return address or ""
