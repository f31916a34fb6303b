"""Writing the case file of a person: that of each zaak, consent, mandates, and what is of no zaak."""

import json
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

from openloket.evidence.casefile import CASES, KEY, PROOF, CaseFileWriter
from openloket.evidence.dossier import Dossier, build_dossier
from openloket.evidence.log import events_of
from openloket.evidence.pdfseal import seal_pdf
from openloket.evidence.proving import proven
from openloket.evidence.signing import signing_key
from openloket.flows.proving.case_file import Pages, write_case_file
from openloket.flows.proving.own_copy_person import person_part
from openloket.flows.proving.prove_course import SENT, course_of, words_of
from openloket.people.mandates import Viewer
from openloket.people.models import Person
from openloket.post.casefile_pdf.render import Volume
from openloket.post.models import Message
from openloket.tenancy.models import Organisation
from openloket.zaken.mine import zaken_of
from openloket.zaken.models import Zaak

TYPE = "openloket/person-file/1"
WHOLE = "persoon.json"
_PARTS = ("person", "preferences", "reachability", "mandates", "messages")
"""What of the copy of everything is for a judge. Not what somebody never sent, when they logged in, and who
read it: that is theirs alone."""

_PROVES = ("preference.", "message.")


@dataclass(frozen=True, slots=True)
class ToldPerson:
    """What the pages tell: the zaken, and `parts` as they stand in the JSON (docs/howto/own-copy.md).

    `reference` is of the zaak from which somebody asked for it.
    """

    name: str
    reference: str
    zaken: Sequence[Zaak]
    parts: Mapping[str, Any]


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
    parts = {name: all_parts[name] for name in _PARTS}
    writer = CaseFileWriter(to, organisation.name, zaak.reference, now)
    writer.add(f"{PROOF}afschrift-persoon.json", _proof(organisation, person, zaak.reference, now))
    for one in zaken:
        with tempfile.TemporaryFile() as made:
            write_case_file(made, organisation, course_of(None, one, words=False), printers.zaak, now)
            made.seek(0)
            writer.add_from(case_file_name(one.reference), made)
    listed = [{"reference": one.reference, "file": case_file_name(one.reference)} for one in zaken]
    whole = {"type": TYPE, "made_at": now.isoformat(), "organisation": organisation.name, **parts}
    writer.add(WHOLE, json.dumps({**whole, "zaken": listed}, ensure_ascii=False, indent=2).encode())
    single = True
    for volume in printers.person(ToldPerson(person.name, zaak.reference, zaken, parts)):
        single = single and volume.number == 1
        name = "dossier.pdf" if single else f"dossier-deel-{volume.number}.pdf"
        writer.add(name, seal_pdf(volume.content, signing_key()))
    writer.add(KEY, signing_key().public.pem)
    writer.finish(signing_key())


def _proof(organisation: Organisation, person: Person, reference: str, now: datetime) -> bytes:
    """The facts that are of the person and of no zaak, with their places, and the words of those messages."""
    messages = list(Message.objects.filter(SENT, subject_kind="person", subject_id=person.pk).order_by("id"))
    subjects = [("person", person.pk), *(("message", one.pk) for one in messages)]
    found = [one for one in events_of(organisation.pk, subjects) if one.kind.startswith(_PROVES)]
    facts, head, stamp = proven(found)
    dossier = Dossier(
        organisation=organisation.name,
        reference=reference,
        made_at=now,
        facts=facts,
        words=tuple(words_of(one) for one in messages),
        tree_head=head,
        timestamp=stamp,
    )
    return build_dossier(dossier, signing_key())
