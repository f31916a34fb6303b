"""The copy of proof that somebody asks for: what was received, sent, told and read in one zaak (Awb 2:25)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from openloket.evidence.dossier import Dossier, Words, build_dossier
from openloket.evidence.log import events_of
from openloket.evidence.models import Event
from openloket.evidence.proving import proven
from openloket.evidence.signing import signing_key
from openloket.intake.models import RawMail, Receipt, Submission
from openloket.law.kalender import dag_in_amsterdam
from openloket.outages.reading import Down, down_since
from openloket.people.mandates import Viewer
from openloket.post.kinds import KINDS, Role
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
    "reachability.",
    "mandate.",
    "outage.",
    "mail.stored",
)
"""How kinds of facts begin that tell of receiving, sending, telling and reading, and of what let them go as
they went: consent, mandates and outages. Not who worked on it."""

_CODES = [kind.name for kind in KINDS.values() if kind.role is Role.CODE]
_TRIED = (
    Q(state__in=(*LEFT, MessageState.AGAIN, MessageState.RETRY))
    | Q(step__gt=1)
    | Q(state=MessageState.WITHDRAWN, attempts__gt=0)
)
SENT = _TRIED & ~Q(kind__in=_CODES)
"""What left, or was tried: also what came back, and what another message took the place of since. Not codes:
those open a page for who has them."""


@dataclass(frozen=True, slots=True)
class Course:
    """What went to and fro: receipts of what they sent, our messages with the moments, and the facts.

    `subjects` are what the facts are about, as the log names it; `down` what did not work meanwhile.
    """

    zaak: Zaak
    received: Sequence[Receipt]
    sent: Sequence[Message]
    read_at: dict[int, datetime]
    facts: Sequence[Event]
    subjects: Sequence[tuple[str, int]]
    down: Sequence[Down] = ()


def course_of(viewer: Viewer | None, zaak: Zaak, *, words: bool = True) -> Course:
    """Everything that the proof is about. The caller checked that this zaak is theirs to see.

    What an employee put with the zaak may be of somebody else, and is left out; not for the organisation
    itself (`viewer` None). Without `words` messages come without theirs, so that a thousand fit in memory.
    """
    later = [one.submission_id for one in filings_of(zaak) if viewer is None or sent_by(viewer, one)]
    submissions = [zaak.submission_id, *later]
    receipts = Receipt.objects.filter(submission_id__in=submissions).select_related("submission")
    about = [("zaak", [zaak.pk]), ("submission", submissions)]
    sent = [
        message
        for kind, ids in about
        for message in Message.objects.filter(SENT, subject_kind=kind, subject_id__in=ids).defer(
            *(() if words else ("text", "html"))
        )
    ]
    sent.sort(key=lambda one: (one.created_at, one.pk))
    reads = MessageRead.objects.filter(message__in=[one.pk for one in sent]).order_by("-at")
    down = _down_while(zaak)
    subjects = [
        ("zaak", zaak.pk),
        *(("submission", pk) for pk in submissions),
        *(("message", one.pk) for one in sent),
        *(("outage", one.id) for one in down),
        *_let_by(submissions, sent),
    ]
    facts = [one for one in events_of(zaak.organisation_id, subjects) if one.kind.startswith(_told_of(one))]
    first_read = {read.message_id: read.at for read in reads}
    return Course(zaak, list(receipts.order_by("issued_at")), sent, first_read, facts, subjects, down)


def _told_of(fact: Event) -> tuple[str, ...]:
    """Of a mandate or an outage only what it is: messages about those go to others as well."""
    return _ONLY.get(fact.subject_kind, PROVES)


_ONLY = {
    "mandate": ("mandate.",),
    "outage": ("outage.",),
    "reachability": ("reachability.",),
    "mail": ("mail.stored",),
}


def _let_by(submissions: Sequence[int], sent: Sequence[Message]) -> Iterator[tuple[str, int]]:
    """E-mails as they came, mandates that somebody sent under, and each consent that a message went by."""
    mails = RawMail.objects.filter(submission_id__in=submissions).order_by("pk")
    yield from (("mail", pk) for pk in mails.values_list("pk", flat=True))
    filed = Submission.objects.filter(pk__in=submissions).exclude(mandate=None)
    mandates = filed.values_list("mandate_id", flat=True).distinct()
    yield from (("mandate", pk) for pk in sorted(mandates))
    yield from (("reachability", pk) for pk in sorted({one.consent_id for one in sent if one.consent_id}))


def _down_while(zaak: Zaak) -> tuple[Down, ...]:
    """Outages from the receipt until nobody can send or decide anything any more (Awb 2:21).

    That is not when the zaak was closed: a term to object runs on after that, and an outage moves it.
    """
    down = down_since(zaak.received_at)
    if zaak.closed_at is None:
        return down
    closed = dag_in_amsterdam(zaak.closed_at)
    last = max([closed, *(one.last_day for one in zaak.terms.all() if one.last_day)])
    return tuple(one for one in down if dag_in_amsterdam(one.began_at) <= last)


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
        words=tuple(words_of(one) for one in course.sent),
        tree_head=head,
        timestamp=stamp,
    )
    return build_dossier(dossier, signing_key())


def arrived(message: Message) -> bool:
    """Whether nothing says that it did not arrive."""
    return message.state in LEFT and message.state != MessageState.FAILED


def words_of(message: Message) -> Words:
    """The exact words of a message, as they go into proof."""
    return Words(
        message_id=message.message_id,
        kind=message.kind,
        way=message.way,
        subject_line=message.subject_line,
        text=message.text,
        html=message.html,
        sha256=message.sha256,
    )
