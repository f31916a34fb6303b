"""Somebody chooses how to be told: an address that is confirmed by a mailed link, and what goes there."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction

from openloket.evidence.canonical import JsonValue
from openloket.evidence.log import Fact, describe, record
from openloket.flows.correspondence.say_how_to_reach import Way, stop_reaching
from openloket.flows.correspondence.telling_person import News, tell_person
from openloket.flows.delivery.lift_suppression import lift_confirmed
from openloket.formkit.definition import AddressField, EmailField
from openloket.formkit.value_text import Wrong
from openloket.formkit.values import read
from openloket.intake.references import key_hash, new_key
from openloket.law.kalender import dag_in_amsterdam
from openloket.people.models import Person, Preference
from openloket.people.preferences import EMAIL, TOPICS
from openloket.post.models import Message
from openloket.tenancy import scope
from openloket.tenancy.models import Organisation

KIND = "confirm_address"
MOST_A_DAY = 5


class UnableToPrefer(Exception):
    """This can't be kept; the message is what the person is told, `field` names the question or is empty.

    `parts` are what is wrong in the boxes of an address.
    """

    def __init__(self, message: str, field: str = "", parts: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.field = field
        self.parts = parts or {}


def choose_address(organisation: Organisation, person_id: int, typed: str, now: datetime) -> str:
    """Keep an address and mail a link to it; until that is opened nothing goes there. Gives the address.

    Raises UnableToPrefer.
    """
    address = read(EmailField(key="email", label="E-mailadres"), typed, dag_in_amsterdam(now))
    if isinstance(address, Wrong):
        raise UnableToPrefer(address.mistakes[0][1], "email")
    if not address:
        raise UnableToPrefer("Vul een e-mailadres in.", "email")
    key = new_key()
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=person_id)
        since = now - timedelta(days=1)
        mailed = Message.objects.filter(subject_kind="person", subject_id=person_id, kind=KIND)
        if mailed.filter(created_at__gt=since).count() >= MOST_A_DAY:
            raise UnableToPrefer("Wij stuurden vandaag al vaak een link. Probeer het morgen weer.", "email")
        values = {"email": str(address), "confirmed_at": None, "confirm_hash": key_hash(key)}
        _keep(person_id, values, now)
        stop_reaching(person_id, [Way.EMAIL], now)
        paragraphs = [
            "Klik op de knop en log in. Dan weten wij dat dit uw e-mailadres is.",
            "Hebt u dit niet gevraagd? Dan hoeft u niets te doen.",
        ]
        news = News(KIND, "Klopt dit e-mailadres?", paragraphs, "Ja, dit klopt", f"mijn/gegevens/{key}")
        tell_person(organisation, person, str(address), news, now)
        _note("preference.address", person_id, now, confirmed=False)
    return str(address)


def confirm_address(person_id: int, key: str, now: datetime) -> None:
    """The link was opened by who asked for it. Raises UnableToPrefer: it is old, or of somebody else."""
    with transaction.atomic():
        asked = Preference.objects.filter(person_id=person_id, confirm_hash=key_hash(key))
        email = asked.values_list("email", flat=True).first() or ""
        if not asked.update(confirmed_at=now, confirm_hash=None, changed_at=now):
            raise UnableToPrefer(
                "Deze link werkt niet meer. Vul uw e-mailadres nog eens in: u krijgt een nieuwe."
            )
        lift_confirmed(email, now)
        _note("preference.address", person_id, now, confirmed=True)


def forget_address(person_id: int, now: datetime) -> None:
    """From now on nothing of Mijn omgeving comes by e-mail."""
    with transaction.atomic():
        _keep(person_id, {"email": "", "confirmed_at": None, "confirm_hash": None}, now)
        stop_reaching(person_id, [Way.EMAIL, Way.PORTAL], now)
        _note("preference.address", person_id, now, confirmed=False)


def choose_postal_address(person_id: int, typed: Mapping[str, str], now: datetime) -> None:
    """Where letters go from now on; everything empty takes it away. Raises UnableToPrefer.

    What somebody typed in a form about a zaak stays the address for that zaak.
    """
    asked = AddressField(key="adres", label="Postadres", optional=True)
    address = read(asked, typed, dag_in_amsterdam(now))
    if isinstance(address, Wrong):
        raise UnableToPrefer(address.mistakes[0][1], "adres", dict(address.mistakes))
    with transaction.atomic():
        _keep(person_id, {"address": address or {}}, now)
        _note("preference.postal", person_id, now, known=bool(address))


def choose_ways(person_id: int, chosen: Mapping[str, str], now: datetime) -> None:
    """How each kind of news comes. Raises UnableToPrefer for e-mail without a confirmed address."""
    ways = {}
    for topic in TOPICS:
        way = chosen.get(topic.key, "")
        if way not in (EMAIL, topic.otherwise):
            raise UnableToPrefer("Kies hoe u dit wilt krijgen.", topic.key)
        ways[topic.key] = way
    with transaction.atomic():
        mine = Preference.objects.select_for_update().filter(person_id=person_id)
        if EMAIL in ways.values() and not mine.exclude(confirmed_at=None).exists():
            raise UnableToPrefer("Bevestig eerst uw e-mailadres, met de link die wij stuurden.")
        _keep(person_id, {"ways": ways}, now)
        told: dict[str, JsonValue] = dict(ways)
        _note("preference.ways", person_id, now, ways=told)


def _keep(person_id: int, values: Mapping[str, object], now: datetime) -> None:
    """Of two tabs at once the last counts, and neither fails."""
    defaults = {**values, "changed_at": now, "organisation_id": scope.current()}
    Preference.objects.update_or_create(person_id=person_id, defaults=defaults)


def _note(kind: str, person_id: int, now: datetime, **details: JsonValue) -> None:
    body = describe(kind, now, "citizen", **details)
    record(scope.current(), now, "citizen", [Fact(kind, "person", person_id, body)])
