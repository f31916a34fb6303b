"""The person in the copy of everything: who, how to reach, drafts, mandates, logins, and who read what."""

from typing import Any

from openloket.flows.proving.of_person import readable_of
from openloket.flows.proving.own_copy_zaak import day, moment, reachability
from openloket.formkit.definition import Field, GroupField
from openloket.formkit.summary import in_lines
from openloket.intake.drafts import KEPT
from openloket.intake.mine import drafts_of
from openloket.intake.models import Draft
from openloket.offer.forms import compiled
from openloket.people.mandates import Basis, State, Viewer
from openloket.people.models import Identifier, Mandate, Person, PersonSession, Reachability
from openloket.people.persons import identifier_of
from openloket.people.preferences import preference_of
from openloket.people.seen import Seen, seen
from openloket.people.seen_words import functions, what, why
from openloket.post.models import Message
from openloket.post.sent import LEFT

MOST_READINGS = 50_000
_SHOWN_DIGITS = 3

NOT_IN_IT = (
    (
        "Notities van medewerkers over uw zaken",
        "Daarin kunnen ook gegevens van anderen staan. Dat moet een medewerker eerst nakijken.",
    ),
    (
        "Berichten over machtigingen",
        "Daarin kan een code van iemand anders staan. Welke machtigingen er zijn, staat er wel in.",
    ),
    ("Wat een helper namens u begon en nog niet verstuurde", "Dat is nog van die helper."),
    (
        "Uw burgerservicenummer of andere nummers",
        "U kent ze zelf, en zo staan ze niet in een bestand dat u misschien doorgeeft.",
    ),
)
"""What the copy leaves out, and why: who asks for it gets it from an employee, as far as the rights of others
allow (AVG art. 15(4))."""


def person_part(person: Person) -> dict[str, Any]:
    """Everything that is not of one zaak, as it stands in the JSON (docs/howto/own-copy.md)."""
    return {
        "person": _person(person),
        "preferences": _preferences(person.pk),
        "reachability": [reachability(one) for one in _reached(person.pk)],
        "drafts": [_draft(one) for one in drafts_of(Viewer(person.pk))],
        "mandates": _mandates(person.pk),
        "logins": [_login(one) for one in PersonSession.objects.filter(person=person).order_by("begun_at")],
        "messages": [message_part(one) for one in _messages(person.pk)],
        "readings": _readings(person.pk),
        "not_in_it": [{"what": what_, "why": why_} for what_, why_ in NOT_IN_IT],
    }


def _person(person: Person) -> dict[str, Any]:
    """Of a number the last digits only: the file is easily passed on, and its owner knows the number."""
    kinds = Identifier.objects.filter(person=person).order_by("id").values_list("kind", flat=True)
    return {
        "name": person.name,
        "kind": Person.Kind(person.kind).label,
        "first_known_at": moment(person.first_at),
        "last_login_at": moment(person.last_at),
        "numbers": [{"kind": Identifier.Kind(kind).label, "ends_with": _end(person, kind)} for kind in kinds],
    }


def _end(person: Person, kind: str) -> str:
    return identifier_of(person.pk, Identifier.Kind(kind))[-_SHOWN_DIGITS:]


def _preferences(person_id: int) -> dict[str, Any]:
    found = preference_of(person_id)
    if found is None:
        return {}
    return {
        "email": found.email,
        "confirmed_at": moment(found.confirmed_at),
        "postal_address": found.address,
        "ways": found.ways,
    }


def _reached(person_id: int) -> list[Reachability]:
    rows = Reachability.objects.filter(person_id=person_id, about_reference="")
    return list(rows.select_related("contact_point").order_by("id"))


def _draft(draft: Draft) -> dict[str, Any]:
    """What was typed, also where it is not right yet."""
    form = compiled(draft.form_version_id)
    asked = [field for step in form.steps for field in step.asking if draft.answers.get(field.key)]
    return {
        "product": draft.service.title,
        "begun_at": moment(draft.created_at),
        "changed_at": moment(draft.updated_at),
        "thrown_away_after": moment(draft.updated_at + KEPT),
        "answers": [{"question": one.label, "answer": _lines(one, draft.answers[one.key])} for one in asked],
    }


def _lines(field: Field, value: object) -> list[str]:
    """An answer as it was kept; of a list of things each thing, of a file its number."""
    if isinstance(field, GroupField):
        items = [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
        return [
            line for item in items for child in field.asking for line in _lines(child, item.get(child.key))
        ]
    return list(in_lines(field, value))


def _mandates(person_id: int) -> list[dict[str, Any]]:
    given, held = Mandate.objects.filter(grantor_id=person_id), Mandate.objects.filter(holder_id=person_id)
    return [
        {
            "role": role,
            "for": one.grantor_name,
            "by": one.holder_name,
            "basis": Basis(one.basis).label,
            "products": one.products,
            "from_day": day(one.from_day),
            "until": day(one.until),
            "state": State(one.state).label,
            "reason": one.reason,
        }
        for role, rows in (("gegeven", given), ("gekregen", held))
        for one in rows.order_by("id")
    ]


def _login(session: PersonSession) -> dict[str, Any]:
    return {
        "at": moment(session.begun_at),
        "provider": session.provider,
        "level": session.level,
        "acting": session.acting_for_id is not None,
        "ended_at": moment(session.ended_at),
    }


def _messages(person_id: int) -> list[Message]:
    """News of Mijn omgeving. Not what goes about mandates: that may hold the code of somebody else."""
    news = Message.objects.filter(subject_kind="person", subject_id=person_id, state__in=LEFT)
    return list(news.order_by("id"))


def message_part(message: Message) -> dict[str, Any]:
    """A message that is of no zaak, as it stands in the JSON."""
    return {
        "subject": message.subject_line,
        "text": message.text.strip(),
        "sent_at": moment(message.settled_at or message.created_at),
    }


def _readings(person_id: int) -> list[dict[str, Any]]:
    """Function in place of name, as on the page (docs/adr)."""
    rows = seen(readable_of(person_id), MOST_READINGS)
    who = functions(row.employee_id for row in rows)
    return [_reading(row, who.get(row.employee_id, "een medewerker")) for row in rows]


def _reading(row: Seen, who: str) -> dict[str, Any]:
    return {
        "on": day(row.day),
        "who": who,
        "what": what(row),
        "why": why(row),
        "times": row.times,
        "last_at": moment(row.last_at),
    }
