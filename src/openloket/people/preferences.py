"""How somebody likes to be told of news of Mijn omgeving: for which kinds, and at which confirmed address."""

from collections.abc import Mapping
from dataclasses import dataclass

from openloket.people.models import Preference


@dataclass(frozen=True, slots=True)
class Topic:
    """A kind of news: how it is called, what it is about, and how it comes to who chose nothing."""

    key: str
    title: str
    text: str
    otherwise: str


PORTAL, EMAIL, LETTER = "portaal", "e-mail", "brief"

MANDATES = Topic(
    "machtigingen",
    "Machtigingen",
    "Als iemand voor het eerst namens u iets stuurt, of als een machtiging verandert.",
    LETTER,
)
DRAFTS = Topic(
    "concepten",
    "Nog niet verstuurd",
    "Als u een formulier begon en niet verstuurde, en voordat wij het weggooien.",
    PORTAL,
)
PERMITS = Topic("producten", "Producten en vergunningen", "Voordat iets afloopt dat u van ons hebt.", PORTAL)
TOPICS = (MANDATES, DRAFTS, PERMITS)


def preference_of(person_id: int) -> Preference | None:
    """What somebody chose; None: nothing yet."""
    found: Preference | None = Preference.objects.filter(person_id=person_id).first()
    return found


def way_of(preference: Preference | None, topic: Topic) -> str:
    """How news of this kind comes; e-mail only at an address of which the link was opened."""
    if preference is None:
        return topic.otherwise
    chosen = str(preference.ways.get(topic.key, topic.otherwise))
    confirmed = preference.confirmed_at is not None
    return topic.otherwise if chosen == EMAIL and not confirmed else chosen


def address_for(person_id: int, topic: Topic) -> str:
    """The confirmed e-mail address for this kind of news; empty: it does not come by e-mail."""
    preference = preference_of(person_id)
    if preference is None or way_of(preference, topic) != EMAIL:
        return ""
    return str(preference.email)


def confirmed_address(person_id: int | None) -> str:
    """The address of which this person opened a link; empty: none."""
    kept = Preference.objects.filter(person_id=person_id).exclude(confirmed_at=None)
    address: str | None = kept.values_list("email", flat=True).first()
    return address or ""


def postal_lines(person_id: int | None, name: str) -> tuple[str, ...]:
    """Name and address for a letter, where somebody told it in Mijn omgeving; empty: they did not."""
    found = preference_of(person_id) if person_id is not None else None
    return (name, *street_lines(found.address)) if found and found.address else ()


def street_lines(address: Mapping[str, str]) -> tuple[str, str]:
    """An address (as formkit reads one) as the last two lines on an envelope."""
    house = f"{address['huisnummer']}{address['huisletter']}"
    street = " ".join(part for part in (address["straat"], house, address["toevoeging"]) if part)
    return street, f"{address['postcode']}  {address['plaats']}".strip()
