"""In the demo people are known already: one with a zaak, and some who act for others, or are asked to."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from openloket.cli.demo.letters import Letter, report, resident
from openloket.cli.demo.provider.people import DIGID, EHERKENNING, persona
from openloket.flows.correspondence.keep_preferences import choose_address, choose_ways, confirm_address
from openloket.flows.mandates.answer_mandate import accept_mandate
from openloket.flows.mandates.mandating import Contact, Terms
from openloket.flows.mandates.propose_mandate import propose_as_grantor, propose_as_holder
from openloket.flows.submit_form import submit_form
from openloket.intake import drafts
from openloket.intake.references import new_key
from openloket.offer.models import Service
from openloket.people import sessions
from openloket.people.models import Identifier, Mandate, Person
from openloket.people.persons import known
from openloket.people.ports import Proven
from openloket.people.preferences import DRAFTS, EMAIL, MANDATES, PERMITS, PORTAL
from openloket.people.sessions import Login, Who
from openloket.post.models import Message
from openloket.tenancy.models import Organisation

LEVEL = "substantieel"
GIVEN = timedelta(days=20)
ASKED = timedelta(days=2)
_ALL = Terms(everything=True, products=(), until=None)
_LINK = re.compile(r"/mijn/(\S+)/([\w-]{20,})")


def load_acting(organisation: Organisation, services: Mapping[str, Service], now: datetime) -> None:
    """A helper with two clients, an employee of a company, somebody who is asked to help, and a zaak each."""
    given = now - GIVEN
    arie, mina, jolanda, tess = (_person(DIGID, key, given) for key in ("arie", "mina", "jolanda", "tess"))
    bakery = _person(EHERKENNING, "bakkerij", given)
    for someone in (arie, mina):
        _reached_by_mail(organisation, someone, given)
    _may_act(organisation, jolanda, arie, _ALL, given)
    helping = _may_act(organisation, jolanda, mina, _ALL, given)
    trade = ("exploitatievergunning-horeca", "standplaatsvergunning", "evenementenvergunning")
    one_year = given.date() + timedelta(days=365)
    _may_act(organisation, tess, bakery, Terms(False, trade, one_year), given)
    asked = now - ASKED
    propose_as_grantor(
        organisation, mina.pk, Contact("Youssef Bakkali", _address("Youssef Bakkali")), _ALL, asked
    )
    parking, broken = (
        resident(arie.name, organisation.name, now.date()),
        report(mina.name, organisation.name, now.date()),
    )
    _sent(organisation, services, parking, _who(arie, now - timedelta(days=parking.days_ago)), now)
    _sent(organisation, services, broken, _who(jolanda, now - timedelta(days=broken.days_ago), helping), now)
    begun = now - timedelta(days=3)
    service = services["verhuizing"]
    typed = {"voor_wie": "ikzelf", "naam": arie.name}
    drafts.keep(new_key(), service.pk, service.form_version_id, typed, begun, owner=(arie.pk, None))


def _person(provider: str, key: str, now: datetime) -> Person:
    """One of the made-up people of the provider, as after a first login."""
    found = persona(provider, key)
    assert found is not None
    company = provider == EHERKENNING
    kind = Identifier.Kind.KVK if company else Identifier.Kind.BSN
    proven = Proven(
        kind=Person.Kind.COMPANY if company else Person.Kind.CITIZEN,
        identifiers=((kind, found.claims["kvk" if company else "bsn"]),),
        name=found.name,
        level=LEVEL,
        subject=found.subject,
    )
    return known(proven, now)


def _address(name: str) -> str:
    return name.lower().replace(" ", ".") + "@post.example"


def _key_mailed(to: str) -> str:
    """The code in the last e-mail to this address, as its reader would open it."""
    message = Message.objects.filter(to_address=to).latest("pk")
    found = _LINK.search(message.text)
    assert found is not None
    return found[2]


def _reached_by_mail(organisation: Organisation, someone: Person, now: datetime) -> None:
    address = choose_address(organisation, someone.pk, _address(someone.name), now)
    confirm_address(someone.pk, _key_mailed(address), now)
    choose_ways(someone.pk, {MANDATES.key: EMAIL, DRAFTS.key: PORTAL, PERMITS.key: EMAIL}, now)


def _may_act(
    organisation: Organisation, holder: Person, grantor: Person, terms: Terms, now: datetime
) -> Mandate:
    """The holder asks, and who is represented says yes by the code in the mail."""
    address = _address(grantor.name)
    propose_as_holder(organisation, holder.pk, Contact(grantor.name, address), terms, now)
    return accept_mandate(organisation, _key_mailed(address), grantor.pk, now)


def _who(someone: Person, now: datetime, mandate: Mandate | None = None) -> Who:
    login = Login(someone.pk, DIGID, LEVEL, "", f"demo {someone.pk}")
    found = sessions.find(sessions.begin(login, now, mandate.pk if mandate else None), now)
    assert found is not None
    return found


def _sent(
    organisation: Organisation, services: Mapping[str, Service], letter: Letter, who: Who, now: datetime
) -> None:
    at, service, key = now - timedelta(days=letter.days_ago), services[letter.service], new_key()
    drafts.keep(key, service.pk, service.form_version_id, letter.answers, at, owner=who.owner)
    submit_form(organisation, key, letter.reachable, at, who=who)
