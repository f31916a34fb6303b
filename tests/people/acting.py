"""People who log in and act for each other, made without a provider."""

from datetime import datetime

from tests.cast import Municipality
from tests.people.proving import citizen

from openloket.flows.mandates.answer_mandate import accept_mandate
from openloket.flows.mandates.mandating import Contact, Terms
from openloket.flows.mandates.propose_mandate import propose_as_grantor
from openloket.intake.references import key_hash, new_key
from openloket.people import sessions
from openloket.people.models import Mandate, Person
from openloket.people.persons import known
from openloket.people.sessions import Login, Who

ALL = Terms(everything=True, products=(), until=None)
NUMBERS = {"Sanne Smit": "999990019", "Henk Jansen": "999993653", "Fatma Yilmaz": "999992417"}


def person(name: str, now: datetime) -> Person:
    """Somebody with DigiD, known here."""
    number = NUMBERS.get(name) or name
    return known(citizen(number, name), now)


def logged_in(someone: Person, now: datetime, acting_for: int | None = None) -> str:
    """The key of a new session."""
    login = Login(someone.pk, "digid", "substantieel", "sid", f"sub {someone.pk}")
    return sessions.begin(login, now, acting_for)


def who(someone: Person, now: datetime, acting_for: int | None = None) -> Who:
    """The same person as the pages know them."""
    found = sessions.find(logged_in(someone, now, acting_for), now)
    assert found is not None
    return found


def active(town: Municipality, grantor: Person, holder: Person, now: datetime, terms: Terms = ALL) -> Mandate:
    """A mandate in force between two people, given in the portal."""
    key = invitation(town, grantor, holder.name, now, terms)
    return accept_mandate(town.organisation, key, holder.pk, now)


def invitation(town: Municipality, grantor: Person, name: str, now: datetime, terms: Terms = ALL) -> str:
    """A proposal by the grantor, and the code that was mailed (put in by hand: only its hash is kept)."""
    mandate = propose_as_grantor(
        town.organisation, grantor.pk, Contact(name, "hulp@post.example"), terms, now
    )
    return coded(mandate)


def coded(mandate: Mandate) -> str:
    """A code that opens this mandate, in place of the one that was sent."""
    key = new_key()
    Mandate.objects.filter(pk=mandate.pk).update(invite_hash=key_hash(key))
    return key
