"""The copy of proof that somebody asks for: what was received, sent, told and read in one zaak (Awb 2:25)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from openloket.evidence.dossier import Dossier, Words, build_dossier
from openloket.evidence.log import events_of
from openloket.evidence.models import Event
from openloket.evidence.proving import proven
from openloket.evidence.signing import signing_key
from openloket.intake.models import Receipt
from openloket.people.mandates import Viewer
from openloket.post.models import Message, MessageRead, MessageState
from openloket.post.sent import LEFT
from openloket.tenancy.models import Organisation
from openloket.zaken.mine import filings_of, sent_by
from openloket.zaken.models import Zaak

PROVES = (
    "submission.",
    "receipt.",
    "message.",
    "besluit.made_known",
    "besluit.withdrawn",
    "supplement.",
    "term.",
    "status.",
    "referral.",
    "default.",
    "withdrawal.",
    "objection.",
    "complaint.",
    "signature.",
    "timeliness.",
)
"""How kinds of facts begin that tell of receiving, sending, telling and reading; not who worked on it."""


@dataclass(frozen=True, slots=True)
class Course:
    """What went to and fro: receipts of what they sent, our messages with the moments, and the facts."""

    zaak: Zaak
    received: Sequence[Receipt]
    sent: Sequence[Message]
    read_at: dict[int, datetime]
    facts: Sequence[Event]


def course_of(viewer: Viewer, zaak: Zaak) -> Course:
    """Everything that the proof is about. The caller checked that this zaak is theirs to see.

    What an employee put with the zaak may be of somebody else, and is left out.
    """
    later = [one.submission_id for one in filings_of(zaak) if sent_by(viewer, one)]
    submissions = [zaak.submission_id, *later]
    receipts = Receipt.objects.filter(submission_id__in=submissions).select_related("submission")
    about = [("zaak", [zaak.pk]), ("submission", submissions)]
    sent = [
        message
        for kind, ids in about
        for message in Message.objects.filter(subject_kind=kind, subject_id__in=ids, state__in=LEFT)
    ]
    sent.sort(key=lambda one: (one.created_at, one.pk))
    reads = MessageRead.objects.filter(message__in=[one.pk for one in sent]).order_by("-at")
    subjects = [
        ("zaak", zaak.pk),
        *(("submission", pk) for pk in submissions),
        *(("message", one.pk) for one in sent),
    ]
    facts = [one for one in events_of(zaak.organisation_id, subjects) if one.kind.startswith(PROVES)]
    first_read = {read.message_id: read.at for read in reads}
    return Course(zaak, list(receipts.order_by("issued_at")), sent, first_read, facts)


def prove_course(organisation: Organisation, course: Course, now: datetime) -> bytes:
    """The file that `openloket verify` checks offline, sealed by this installation.

    Made anew each time: later it proves more, and never less. Source: Awb 2:25, second sentence.
    """
    facts, head, stamp = proven(course.facts)
    dossier = Dossier(
        organisation=organisation.name,
        reference=course.zaak.reference,
        made_at=now,
        facts=facts,
        words=tuple(_words(one) for one in course.sent),
        tree_head=head,
        timestamp=stamp,
    )
    return build_dossier(dossier, signing_key())


def arrived(message: Message) -> bool:
    """Whether nothing says that it did not arrive."""
    return message.state != MessageState.FAILED


def _words(message: Message) -> Words:
    return Words(
        message_id=message.message_id,
        kind=message.kind,
        way=message.way,
        subject_line=message.subject_line,
        text=message.text,
        html=message.html,
        sha256=message.sha256,
    )
