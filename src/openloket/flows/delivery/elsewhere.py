"""Where else the reader of a message can be found: other addresses that were given for it, and on paper."""

from typing import Any

from openloket.flows.correspondence.writing import address_lines
from openloket.flows.referral import carrying
from openloket.intake.models import Submission
from openloket.people.reachability import addresses_for
from openloket.post.delivery import Standing
from openloket.post.ladder import Reach
from openloket.post.models import Message, Way
from openloket.post.suppression import plain, suppressed_among

_PAPER = ("zaak", "submission")


def reach_of(message: Message, stands: Standing) -> Reach:
    """Where this message may go next: only where its reader expressly asked for e-mail (Awb 2:8)."""
    about = _submission(message)
    addresses = addresses_for(about["reference"]) if about else []
    known = [*addresses, *(step.address for step in stands.steps)]
    gone = suppressed_among(Way.EMAIL, [plain(one) for one in known if one])
    return Reach(addresses, frozenset(gone), paper=about is not None)


def lines_for(message: Message) -> list[str]:
    """Name and address of its reader: the sender of the zaak, of whom the form may have asked it."""
    about = _submission(message)
    if message.kind == carrying.KIND or about is None:
        return []  # another body, of which only the e-mail address was known
    return address_lines(about["answers"])


def reference_of(message: Message) -> str:
    """The reference of the submission that a message is about; empty for one about something else."""
    about = _submission(message)
    return str(about["reference"]) if about else ""


def _submission(message: Message) -> dict[str, Any] | None:
    """Reference and answers of the submission that it is about, if it is about one."""
    if message.subject_kind not in _PAPER:
        return None
    column = "zaak__pk" if message.subject_kind == "zaak" else "pk"
    found = Submission.objects.filter(**{column: message.subject_id})
    row: dict[str, Any] | None = found.values("reference", "answers").first()
    return row
