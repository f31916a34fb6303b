"""The drift alarm: does what was decided still agree with the register, the forms and the mailboxes?"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.conf import settings
from django.db.models import Max

from openloket.intake.models import RawMail
from openloket.law.kalender import dag_in_amsterdam
from openloket.offer.catalogue import GENERAL
from openloket.offer.designated import holding
from openloket.offer.designation.drifting import Drift, drift
from openloket.offer.designation.practice import Apart, Gap, forms_apart
from openloket.offer.models import Channel
from openloket.tenancy.models import Organisation

_LOOK_BACK = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Alarm:
    """Everything that differs on a day: the decision and the register, and the register and the practice."""

    drift: Drift
    apart: tuple[Apart, ...]

    @property
    def count(self) -> int:
        """How much there is to mend; each authority without a decision counts for one."""
        return len(self.drift.found) + len(self.drift.undecided) + len(self.apart)


def alarm(organisation: Organisation, day: date) -> Alarm:
    """Look at all of it, in the scope of the organisation (Awb 2:13(2))."""
    return Alarm(drift(organisation, day), (*forms_apart(day), *mailboxes_apart(organisation, day)))


def mailboxes_apart(organisation: Organisation, day: date) -> list[Apart]:
    """E-mail channels that this installation does not read, and mailboxes that no line names."""
    lines = list(holding(day).filter(kind=Channel.Kind.EMAIL).select_related("service").order_by("pk"))
    addresses = {line.address.strip().lower() for line in lines}
    unread = [
        Apart(Gap.NOT_READ, line.service.title, line.service.slug, line.valid_from, line.pk, line.address)
        for line in lines
        if not _is_read(line.address.strip().lower())
    ]
    unknown = {box: day for box, day in _mailboxes(day).items() if box not in addresses}
    if organisation.email and organisation.email.lower() not in addresses and _is_read(organisation.email):
        unknown.setdefault(organisation.email.lower(), None)
    return [
        *unread,
        *(Apart(Gap.UNKNOWN_MAILBOX, box, GENERAL, last, 0, box) for box, last in sorted(unknown.items())),
    ]


def _is_read(address: str) -> bool:
    """Whether e-mail to an address would reach us, as far as our own settings tell.

    Over LMTP every address of the register is taken; whether a mail server sends it here can't be seen.
    """
    if not settings.MAIL_SOURCE.endswith(".ImapSource"):
        return True
    return bool(settings.IMAP_HOST) and settings.IMAP_ADDRESS in ("", address.lower())


def _mailboxes(day: date) -> dict[str, date | None]:
    """The mailboxes at which e-mail came in of late, with the day of the last one."""
    since = datetime.combine(day, time(), UTC) - _LOOK_BACK
    # An organisation without address has no mailbox; what came by hand came at none.
    found = RawMail.objects.filter(received_at__gte=since).exclude(mailbox="").values_list("mailbox")
    return {box.lower(): dag_in_amsterdam(last) for box, last in found.annotate(Max("received_at"))}
