"""Writing the case file of a person: that of each zaak, consent, mandates, and what is of no zaak."""

import json
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

from django.db.models import Q

from openloket.evidence.casefile import CASES, KEY, PROOF, CaseFileWriter
from openloket.evidence.casefile_schema import SCHEMAS, schema_file, schema_path
from openloket.evidence.dossier import Dossier, build_dossier
from openloket.evidence.known_keys import public_pem
from openloket.evidence.log import events_of
from openloket.evidence.models import Event
from openloket.evidence.pdfseal import seal_pdf
from openloket.evidence.proof import Timestamp
from openloket.evidence.proving import proven
from openloket.evidence.signing import signing_key
from openloket.evidence.standing import Standing, standing_of
from openloket.evidence.treehead import TreeHead
from openloket.flows.proving.case_file import Pages, write_case_file
from openloket.flows.proving.own_copy_person import message_part, person_part
from openloket.flows.proving.person_schema import SCHEMA, TYPE
from openloket.flows.proving.prove_course import SENT, course_of, words_of
from openloket.people.mandates import Viewer
from openloket.people.models import Mandate, Person, Reachability
from openloket.post.casefile_pdf.render import Volume
from openloket.post.models import Message, MessageRead
from openloket.tenancy.models import Organisation
from openloket.zaken.mine import zaken_of
from openloket.zaken.models import Zaak

WHOLE = "persoon.json"
_PARTS = ("person", "preferences", "reachability", "mandates")
"""What of the copy of everything is for a judge, besides messages without a code. Not what somebody never
sent, when they logged in, and who read it: that is theirs alone."""

_PROVES = ("preference.", "message.", "reachability.")


@dataclass(frozen=True, slots=True)
class ToldPerson:
    """What the pages tell: the zaken, and `parts` as they stand in the JSON (docs/howto/own-copy.md).

    `reference` is of the zaak from which somebody asked for it. `sent` are messages of no zaak and
    `read_at` when each was first opened; `facts`, `head` and `stamp` are what proves all that is of no zaak.
    """

    name: str
    reference: str
    zaken: Sequence[Zaak]
    parts: Mapping[str, Any]
    sent: Sequence[Message]
    read_at: Mapping[int, datetime]
    facts: Sequence[Standing]
    head: TreeHead | None
    stamp: Timestamp | None


PersonPages = Callable[[ToldPerson], Iterator[Volume]]
"""Makes the PDFs of the person as a whole."""


@dataclass(frozen=True, slots=True)
class Printers:
    """What makes the pages: of each zaak, and of the person."""

    zaak: Pages
    person: PersonPages


def zaken_of_person(person_id: int) -> list[Zaak]:
    """Every zaak of somebody who logged in for it, oldest first."""
    return list(zaken_of(Viewer(person_id)).order_by("received_at", "pk"))


def case_file_name(reference: str) -> str:
    """Where in the file of a person the case file of a zaak is."""
    return f"{CASES}dossier-{reference}.zip"


def write_person_file(
    to: IO[bytes],
    organisation: Organisation,
    zaak: Zaak,
    zaken: Sequence[Zaak],
    printers: Printers,
    now: datetime,
) -> None:
    """Write all that is of the person of this zaak, sealed. Source: Awb 2:25, second sentence; 8:42.

    `zaken` are those that go along, found once (zaken_of_person): who writes down what was given uses the
    same. The case file of each is written to a file of its own first, one at a time: memory does not grow
    with how many there are.
    """
    person = Person.objects.get(pk=zaak.person_id)
    all_parts = person_part(person)
    own = _of_no_zaak(organisation, person)
    parts = {
        **{name: all_parts[name] for name in _PARTS},
        "messages": [message_part(one) for one in own.sent],
    }
    writer = CaseFileWriter(to, organisation.name, zaak.reference, now)
    facts, head, stamp = proven(own.events)
    dossier = Dossier(
        organisation=organisation.name,
        reference=zaak.reference,
        made_at=now,
        facts=facts,
        words=tuple(words_of(one) for one in own.sent),
        tree_head=head,
        timestamp=stamp,
    )
    writer.add(f"{PROOF}afschrift-persoon.json", build_dossier(dossier, signing_key()))
    for one in zaken:
        with tempfile.TemporaryFile() as made:
            write_case_file(made, organisation, course_of(None, one, words=False), printers.zaak, now)
            made.seek(0)
            writer.add_from(case_file_name(one.reference), made)
    listed = [{"reference": one.reference, "file": case_file_name(one.reference)} for one in zaken]
    whole = {
        "$schema": schema_path(TYPE),
        "type": TYPE,
        "made_at": now.isoformat(),
        "organisation": organisation.name,
        **parts,
    }
    writer.add(WHOLE, json.dumps({**whole, "zaken": listed}, ensure_ascii=False, indent=2).encode())
    told = ToldPerson(
        person.name, zaak.reference, zaken, parts, own.sent, own.read_at, own.standing(), head, stamp
    )
    single = True
    for volume in printers.person(told):
        single = single and volume.number == 1
        name = "dossier.pdf" if single else f"dossier-deel-{volume.number}.pdf"
        writer.add(name, seal_pdf(volume.content, signing_key()))
    writer.add(KEY, public_pem())
    for type_name, schema in {**SCHEMAS, TYPE: SCHEMA}.items():
        writer.add(schema_path(type_name), schema_file(type_name, schema))
    writer.finish(signing_key())


@dataclass(frozen=True, slots=True)
class _OfNoZaak:
    """What is of a person and of no zaak: messages, and the facts about those and about what they chose."""

    organisation_id: int
    subjects: Sequence[tuple[str, int]]
    events: Sequence[Event]
    sent: Sequence[Message]
    read_at: Mapping[int, datetime]

    def standing(self) -> list[Standing]:
        """The same facts as they stand in the log."""
        known = {one.pk for one in self.events}
        return [one for one in standing_of(self.organisation_id, self.subjects) if one.event_id in known]


def _of_no_zaak(organisation: Organisation, person: Person) -> _OfNoZaak:
    sent = list(Message.objects.filter(SENT, subject_kind="person", subject_id=person.pk).order_by("id"))
    chosen = Reachability.objects.filter(person=person, about_reference="").order_by("id")
    mandates = Mandate.objects.filter(Q(grantor=person) | Q(holder=person)).order_by("id")
    subjects = [
        ("person", person.pk),
        *(("message", one.pk) for one in sent),
        *(("reachability", pk) for pk in chosen.values_list("pk", flat=True)),
        *(("mandate", pk) for pk in mandates.values_list("pk", flat=True)),
    ]
    coded = _coded(person)
    events = [
        one
        for one in events_of(organisation.pk, subjects)
        if _proves(one) and not any(f'"{left_out}"' in one.body for left_out in coded)
    ]
    reads = MessageRead.objects.filter(message__in=[one.pk for one in sent]).order_by("-at")
    return _OfNoZaak(organisation.pk, subjects, events, sent, {one.message_id: one.at for one in reads})


def _coded(person: Person) -> set[str]:
    """Messages to this person that are left out: they hold a code, so neither are the facts about them in."""
    all_of_them = Message.objects.filter(subject_kind="person", subject_id=person.pk)
    return set(all_of_them.exclude(SENT).values_list("message_id", flat=True))


def _proves(fact: Event) -> bool:
    """Of a mandate only what it is: a message about it may be for the other, and hold a code."""
    return fact.kind.startswith("mandate." if fact.subject_kind == "mandate" else _PROVES)
