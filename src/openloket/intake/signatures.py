"""Who must sign a message beside its sender: found, and what each of them signs."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from openloket.evidence.canonical import canonical, read_canonical
from openloket.evidence.copy import Copy, read_copy
from openloket.formkit.load_signers import SIGNERS
from openloket.intake.models import Attachment, CoSignature, Submission
from openloket.intake.references import key_hash
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.kanalen import Berichtsoort

State = CoSignature.State
BY_MAIL = "e-mail"
"""The level of who was known by a code that was mailed to them."""
FORM = "webformulier"
ASKABLE = (State.ASKED, State.REFUSED, State.LAPSED)
"""Of these the sender may ask anew, or go on without."""


@dataclass(frozen=True, slots=True)
class Round:
    """The message and all who must sign it, in order."""

    submission: Submission
    rows: tuple[CoSignature, ...]

    @property
    def counting(self) -> tuple[CoSignature, ...]:
        """Those whose signature is still wanted or was given."""
        return tuple(row for row in self.rows if row.state != State.LEFT_OUT)

    @property
    def missing(self) -> int:
        """How many signatures are not there."""
        return sum(row.state != State.SIGNED for row in self.counting)

    @property
    def complete(self) -> bool:
        """Whether everybody signed who had to."""
        return not self.missing

    def row(self, signature_id: int) -> CoSignature | None:
        """The one with this id, of this message only."""
        return next((row for row in self.rows if row.pk == signature_id), None)


def round_of(submission: Submission, *, lock: bool = False) -> Round:
    """The message with its signers. `lock`: nobody else changes them until this transaction is over."""
    rows = CoSignature.objects.filter(submission=submission).select_related("person").order_by("position")
    if lock:
        rows = rows.select_for_update(of=("self",))
    return Round(submission, tuple(rows))


def signing_of(submission: Submission) -> Round | None:
    """The same where others sign with the sender; None, without a look in the table, where nobody does."""
    found = round_of(submission) if submission.answers.get(SIGNERS) else None
    return found if found and found.rows else None


def signer_by(key: str) -> CoSignature | None:
    """Who holds this link, in the organisation in scope; None: it is no link, or a newer one was mailed."""
    rows = CoSignature.objects.filter(key_hash=key_hash(key))
    found: CoSignature | None = rows.select_related(
        "submission__service", "submission__person", "person"
    ).first()
    return found


@dataclass(frozen=True, slots=True)
class Signed:
    """What is signed: the message as it was received, and what its sender added. `sha256` is over both."""

    message: Copy
    additions: tuple[tuple[datetime, Copy], ...]
    sha256: str


def signed_by_all(submission: Submission) -> Signed:
    """What everybody signs now. It changes only when the sender adds something (a message of its own)."""
    added = list(additions_to(submission))
    hashes = [submission.copy_sha256, *(one.copy_sha256 for one in added)]
    return Signed(
        _copy(submission),
        tuple((one.received_at, _copy(one)) for one in added),
        hashlib.sha256(canonical(hashes)).hexdigest(),
    )


def additions_to(submission: Submission) -> Sequence[Submission]:
    """What its sender added with a form, holding the key of the message; the oldest first."""
    about = Submission.objects.filter(
        about=submission.reference, message_type=Berichtsoort.AANVULLING.value, channel=FORM
    )
    return list(about.order_by("received_at", "pk"))


def file_of(submission: Submission, attachment_id: int) -> Attachment | None:
    """A file of what is signed; None: it is of something else."""
    own = [submission.pk, *(one.pk for one in additions_to(submission))]
    found: Attachment | None = Attachment.objects.filter(submission_id__in=own, pk=attachment_id).first()
    return found


def files_of(submission: Submission) -> list[Attachment]:
    """The files of what is signed."""
    own = [submission.pk, *(one.pk for one in additions_to(submission))]
    return list(Attachment.objects.filter(submission_id__in=own).order_by("pk"))


def sender_of(submission: Submission) -> str:
    """Who sent it, as the signers know them: the name that was typed, else the one of the login."""
    typed = (submission.answers.get(key) for key in ("naam", "bedrijfsnaam", "organisatie"))
    name = next((one for one in typed if isinstance(one, str) and one), "")
    return name or (submission.person.name if submission.person else "") or "iemand"


def not_reminded(today: date) -> Q:
    """Who was asked, has a day left, and was not reminded yet."""
    return Q(state=State.ASKED, reminded_at=None, until__gte=today)


def due_for_reminder(today: date) -> list[CoSignature]:
    """Who of these is half-way the days they have."""
    asked = CoSignature.objects.filter(not_reminded(today))
    rows = asked.select_related("submission__service", "submission__person")
    return [row for row in rows if (row.until - today) * 2 <= row.until - dag_in_amsterdam(row.asked_at)]


def over_their_time(today: date) -> Q:
    """Who was asked and whose last day is over."""
    return Q(state=State.ASKED, until__lt=today)


def _copy(submission: Submission) -> Copy:
    return read_copy(read_canonical(submission.copy.encode()))
