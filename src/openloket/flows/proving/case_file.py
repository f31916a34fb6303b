"""Writing the case file of a zaak or of one message in it: pages, proof, receipts, papers and letters."""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import IO

from django.core.files.storage import default_storage

from openloket.evidence.casefile import KEY, LETTERS, PROOF, RECEIPTS, CaseFileWriter
from openloket.evidence.casefile_schema import SCHEMAS, schema_file, schema_path
from openloket.evidence.dossier import Dossier, ProvenFact, build_dossier
from openloket.evidence.known_keys import public_pem
from openloket.evidence.pdfseal import seal_pdf
from openloket.evidence.proof import Timestamp
from openloket.evidence.proving import proven
from openloket.evidence.signing import signing_key
from openloket.evidence.standing import Standing, standing_of
from openloket.evidence.treehead import TreeHead
from openloket.flows.proving.own_copy_zaak import file_paths, files_of
from openloket.flows.proving.prove_course import PROVES, Course, words_of
from openloket.intake.models import Attachment
from openloket.intake.receipts import proof_of
from openloket.people.seen import Seen
from openloket.post.casefile_pdf.render import Volume
from openloket.post.models import Message, Printed
from openloket.tenancy.models import Organisation

AT_ONCE = 100
"""So many messages are in memory with their words."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Told:
    """What the pages tell: the course, its facts as they stand in the log, the head and the files.

    `lost` are paths of files that can't be read any more. `readings` are of employees, only for who it is
    about. `only` is the message that it is about; None for the whole zaak.
    """

    course: Course
    facts: Sequence[Standing]
    head: TreeHead | None
    stamp: Timestamp | None
    files: Mapping[int, Sequence[Attachment]]
    lost: Sequence[str]
    readings: Sequence[Seen] | None
    only: Message | None


Pages = Callable[[Told], Iterator[Volume]]
"""Makes the PDFs; the words of pages are of the surface that gives the case file."""


def of_message(course: Course, message: Message) -> Course:
    """The part of a course that is about one message: it, what announces or replaces it, and its terms."""
    ids, before = _tied(message), set[int]()
    while ids != before:  # what replaces what announces it, and so on
        before = set(ids)
        ids |= {one for other in course.sent if _tied(other) & before for one in _tied(other)}
    sent = [one for one in course.sent if one.pk in ids]
    named, consents = {one.message_id for one in sent}, {one.consent_id for one in sent}
    facts = [
        fact
        for fact in course.facts
        if (fact.subject_kind == "message" and fact.subject_id in ids)
        or (fact.subject_kind == "reachability" and fact.subject_id in consents)
        or fact.kind.startswith(("term.", "besluit.", "outage.", "supplement."))
        or any(f'"{one}"' in fact.body for one in named)
    ]
    return replace(course, received=(), sent=sent, facts=facts)


def _tied(message: Message) -> set[int]:
    return {one for one in (message.pk, message.about_id, message.instead_of_id) if one is not None}


def write_case_file(
    to: IO[bytes],
    organisation: Organisation,
    course: Course,
    pages: Pages,
    now: datetime,
    *,
    readings: Sequence[Seen] | None = None,
    only: Message | None = None,
) -> None:
    """Write all of it, sealed by this installation. Source: Awb 2:25, second sentence.

    Made anew each time: later it proves more. Not in a transaction: it reads files, and pages take a while.
    Words, files and pages pass one after another, so that memory does not grow with the zaak.
    """
    writer = CaseFileWriter(to, organisation.name, course.zaak.reference, now)
    facts, head, stamp = proven(course.facts)
    head_and_stamp = (head, stamp)
    for number, part in enumerate(_parts(organisation, course, now, facts, head_and_stamp), 1):
        writer.add(f"{PROOF}afschrift-{number}.json", part)
    for receipt in course.received:
        writer.add(f"{RECEIPTS}{receipt.submission.reference}.json", proof_of(receipt).content)
    _add_letters(writer, course)
    files = files_of(course)
    lost = _add_files(writer, course, files)
    told = Told(course, _standing(course), head, stamp, files, lost, readings, only)
    single = True
    for volume in pages(told):
        single = single and volume.number == 1
        name = "dossier.pdf" if single else f"dossier-deel-{volume.number}.pdf"
        writer.add(name, seal_pdf(volume.content, signing_key()))
    writer.add(KEY, public_pem())
    for type_name, schema in SCHEMAS.items():
        writer.add(schema_path(type_name), schema_file(type_name, schema))
    writer.finish(signing_key())


def with_words(messages: Sequence[Message]) -> Iterator[Message]:
    """The same messages with their words, in the same order, some at a time."""
    for begin in range(0, len(messages), AT_ONCE):
        ids = [one.pk for one in messages[begin : begin + AT_ONCE]]
        found = Message.objects.select_related("consent").in_bulk(ids)
        yield from (found[one] for one in ids)


def _parts(
    organisation: Organisation,
    course: Course,
    now: datetime,
    facts: Iterable[ProvenFact],
    proof: tuple[TreeHead | None, Timestamp | None],
) -> Iterator[bytes]:
    """Copies of proof (one form for all of them), each with some messages and the facts that name those."""
    of_message_id: dict[str, list[ProvenFact]] = {one.message_id: [] for one in course.sent}
    others: list[ProvenFact] = []
    for fact in facts:
        of_message_id.get(str(fact.event.get("message_id")), others).append(fact)
    for begin in range(0, max(1, len(course.sent)), AT_ONCE):
        some = list(with_words(course.sent[begin : begin + AT_ONCE]))
        own = [fact for one in some for fact in of_message_id[one.message_id]]
        dossier = Dossier(
            organisation=organisation.name,
            reference=course.zaak.reference,
            made_at=now,
            facts=(*others, *own),
            words=tuple(words_of(one) for one in some),
            tree_head=proof[0],
            timestamp=proof[1],
        )
        others = []
        yield build_dossier(dossier, signing_key())


def _add_letters(writer: CaseFileWriter, course: Course) -> None:
    """The documents of messages as somebody got them, in those bytes; the log has their hash."""
    made = Printed.objects.filter(message__in=[one.pk for one in course.sent]).order_by("pk")
    for one in made.iterator(chunk_size=20):
        writer.add(f"{LETTERS}{one.message_id}-{one.pk}.pdf", bytes(one.content))


def _add_files(
    writer: CaseFileWriter, course: Course, files: Mapping[int, Sequence[Attachment]]
) -> list[str]:
    """A file whose bytes are lost is left out: the pages say so, and who looks after the storage is told."""
    lost = []
    for file in file_paths(course, files):
        try:
            with default_storage.open(file.storage_name) as source:
                writer.add_from(file.path, source)
        except FileNotFoundError:
            log.exception("a file of a case file can't be read; it is left out")
            lost.append(file.path)
    return lost


def _standing(course: Course) -> list[Standing]:
    known = {fact.pk for fact in course.facts}
    found = standing_of(course.zaak.organisation_id, course.subjects)
    return [fact for fact in found if fact.event_id in known and fact.kind.startswith(PROVES)]
