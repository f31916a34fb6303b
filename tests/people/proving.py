"""What a provider proved of made-up people; the numbers pass the eleven test and belong to nobody."""

from openloket.people.models import Identifier, Person
from openloket.people.ports import Proven

BSN, OTHER_BSN, KVK = "999990019", "999993653", "90004760"


def citizen(number: str = BSN, name: str = "Sanne Smit") -> Proven:
    """Somebody who logged in with DigiD."""
    return Proven(Person.Kind.CITIZEN, ((Identifier.Kind.BSN, number),), name, "substantieel", "sub-1", "s")


def company(number: str = KVK, name: str = "Bakkerij De Korenaar") -> Proven:
    """Somebody who logged in for a company, with eHerkenning."""
    return Proven(Person.Kind.COMPANY, ((Identifier.Kind.KVK, number),), name, "substantieel", "sub-2", "s")


def branch(number: str = KVK, place: str = "000012345678") -> Proven:
    """The same, but for one branch only."""
    numbers = ((Identifier.Kind.BRANCH, f"{number} {place}"), (Identifier.Kind.KVK, number))
    return Proven(Person.Kind.COMPANY, numbers, "Filiaal Oost", "substantieel", "sub-3", "s")
