"""In the demo somebody gets messages in Mijn omgeving: one was read, one waits, each told of by a notice."""

import re
from datetime import datetime, timedelta

from openloket.cli.demo.letters import Letter, reading_letter
from openloket.cli.demo.not_arrived import DAY, HOUR, MINUTE, Desk, carried
from openloket.cli.demo.provider.people import READER
from openloket.flows.correspondence.keep_number import keep_number
from openloket.flows.correspondence.keep_preferences import KIND, choose_address, confirm_address
from openloket.flows.correspondence.place_message import place_message
from openloket.flows.correspondence.read_message import read_message
from openloket.flows.correspondence.say_how_to_reach import BY_ZAAK, NO_NOTICE, SORTS, say_how_to_reach
from openloket.flows.correspondence.send_message import FREE, look, send_message
from openloket.flows.correspondence.send_message import Letter as Words
from openloket.flows.submit_form import submit_form
from openloket.intake import drafts
from openloket.intake.references import new_key
from openloket.people import sessions
from openloket.people.mandates import Viewer
from openloket.people.models import Identifier, Person
from openloket.people.persons import known
from openloket.people.ports import Proven
from openloket.post.models import Message
from openloket.zaken.models import Zaak

_QUESTION = "Welke dag kunnen wij komen kijken bij uw oprit?\n\nU kunt ons bellen of mailen."
_ANSWER = "Wij komen dinsdag tussen 9 en 11 uur kijken.\n\nU hoeft niet thuis te zijn."
_LINK = re.compile(r"/mijn/gegevens/([A-Za-z0-9_-]{20,})")


def load_mailbox_reader(desk: Desk, now: datetime) -> None:
    """A resident applies, chooses Mijn omgeving for what comes, and reads the first of two messages."""
    letter = reading_letter(desk.organisation.name, now.date())
    begun = now - timedelta(days=letter.days_ago)
    person = known(_proven(), begun)
    zaak = _applied(desk, letter, person, begun)
    _chose(desk, person, letter.answers["email"], begun + HOUR)
    first = _placed(desk, zaak, "Een vraag over uw oprit", _QUESTION, now - 4 * DAY)
    read_message(Viewer(person.pk), first, now - 3 * DAY)
    _placed(desk, zaak, "Wij komen kijken", _ANSWER, now - 2 * HOUR)


def _proven() -> Proven:
    number = (Identifier.Kind.BSN, str(READER.claims["bsn"]))
    return Proven(Person.Kind.CITIZEN, (number,), READER.name, "substantieel", READER.subject)


def _applied(desk: Desk, letter: Letter, person: Person, at: datetime) -> Zaak:
    login = sessions.Login(person.pk, "digid", "substantieel", "", READER.subject)
    who = sessions.find(sessions.begin(login, at), at)
    assert who is not None
    service, key = desk.services[letter.service], new_key()
    drafts.keep(key, service.pk, service.form_version_id, letter.answers, at, owner=who.owner)
    sent = submit_form(desk.organisation, key, letter.reachable, at, who=who)
    carried(desk, at)
    zaak: Zaak = Zaak.objects.get(reference=sent.reference)
    return zaak


def _chose(desk: Desk, person: Person, email: str, at: datetime) -> None:
    """An address, confirmed by the mailed link; then how each sort of message comes, and a number."""
    choose_address(desk.organisation, person.pk, email, at)
    mail = Message.objects.get(kind=KIND, subject_kind="person", subject_id=person.pk)
    found = _LINK.search(mail.text)
    assert found is not None
    carried(desk, at)
    confirm_address(person.pk, found[1], at + MINUTE)
    ways = {sort.value: "portal" for sort in SORTS} | {"uitnodiging": BY_ZAAK, NO_NOTICE: "ja"}
    say_how_to_reach(person.pk, ways, at + 2 * MINUTE)
    keep_number(person.pk, "06 12345678", True, at + 3 * MINUTE)


def _placed(desk: Desk, zaak: Zaak, title: str, text: str, at: datetime) -> Message:
    words = Words(FREE, title, text)
    mark = look(desk.organisation, zaak, words, at).mark
    message = send_message(desk.organisation, desk.worker, zaak, words, mark, at)
    place_message(message.pk, at)
    carried(desk, at)
    return message
