"""Where else the reader of a message is found: other addresses, by text message, and on paper (Awb 2:8)."""

from datetime import datetime
from typing import Any

from openloket.flows.correspondence.writing import lines_about
from openloket.flows.referral import carrying
from openloket.intake.models import Submission
from openloket.law.verzendwijzen import Vertrouwelijkheid, toegelaten
from openloket.people.models import Reachability
from openloket.people.reachability import addresses_for, number_of_reader
from openloket.post.accounts import kept_account
from openloket.post.delivery import Standing
from openloket.post.kinds import kind_of
from openloket.post.ladder import Reach, leaves_time, policy_of
from openloket.post.models import Message, MessageRead, Way
from openloket.post.rehearsal import running
from openloket.post.suppression import plain, suppressed, suppressed_among
from openloket.zaken.models import Zaak

_PAPER = ("zaak", "submission")


def reach_of(message: Message, stands: Standing, now: datetime) -> Reach:
    """Where this message may go next: only where its reader expressly said that it may (Awb 2:8)."""
    about, policy = _submission(message), policy_of(message.kind)
    if policy.reading is not None:
        return Reach(paper=about is not None, brought=_on_paper(message))
    addresses = addresses_for(about["reference"]) if about and _may_be_mailed(message) else []
    known = [*addresses, *(step.address for step in stands.steps)]
    gone = suppressed_among(Way.EMAIL, [plain(one) for one in known if one])
    yes = yes_to_text(message) if policy.text else None
    number = yes.contact_point.address if yes and yes.contact_point else ""
    waits = bool(number) and _may_wait(message, now)
    return Reach(addresses, frozenset(gone), paper=about is not None, number=number, may_wait=waits)


def _may_be_mailed(message: Message) -> bool:
    """What was for a message box says all: in an e-mail that may stand only if nothing is close (Awb 2:9)."""
    return message.way != Way.BOX or toegelaten(Vertrouwelijkheid(message.level)).in_e_mail


def yes_to_text(notice: Message) -> Reachability | None:
    """The yes, with its number, to a text message about a notice that failed; None: none, or none can go.

    Not in a rehearsal: a text message that stays here would keep a letter waiting for nothing.
    """
    reader = reader_id(notice)
    if reader is None or not kept_account(Way.SMS) or running():
        return None
    yes = number_of_reader(reader)
    at = yes.contact_point if yes else None
    return yes if at is not None and not suppressed(Way.SMS, at.address) else None


def reader_id(message: Message) -> int | None:
    """The person whose zaak it is about, if somebody logged in for it."""
    if message.subject_kind != "zaak":
        return None
    found: int | None = Zaak.objects.values_list("person_id", flat=True).get(pk=message.subject_id)
    return found


def _may_wait(notice: Message, now: datetime) -> bool:
    """Whether there is time to see whether its reader opens the message: no letter may come too late.

    Not when the last day to answer is not known, nor when the message was opened before: an opening is
    kept once, so a second one would not be seen.
    """
    about = notice.about
    if about is None or (kind_of(about.kind).answer and notice.answer_by is None):
        return False
    read = MessageRead.objects.filter(message=about, person_id=reader_id(notice))
    return leaves_time(notice.answer_by, now) and not read.exists()


def _on_paper(text: Message) -> bool:
    """Whether a letter brings the message of which this text message tells."""
    return Message.objects.filter(about_id=text.about_id, kind="notice_letter").exists()


def lines_for(message: Message) -> list[str]:
    """Name and address of its reader, the sender of the zaak, as far as they are known."""
    about = _submission(message)
    if message.kind == carrying.KIND or about is None:
        return []  # another body, of which only the e-mail address was known
    return lines_about(about["answers"], about["zaak__person_id"], about["zaak__sender"] or "")


def reference_of(message: Message) -> str:
    """The reference of the submission that a message is about; empty for one about something else."""
    about = _submission(message)
    return str(about["reference"]) if about else ""


def _submission(message: Message) -> dict[str, Any] | None:
    """Reference and answers of the submission that it is about, and its sender, if it is about one."""
    if message.subject_kind not in _PAPER:
        return None
    column = "zaak__pk" if message.subject_kind == "zaak" else "pk"
    found = Submission.objects.filter(**{column: message.subject_id})
    row: dict[str, Any] | None = found.values(
        "reference", "answers", "zaak__person_id", "zaak__sender"
    ).first()
    return row
