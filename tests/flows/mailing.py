"""E-mails for tests: stored and handled as the worker does it."""

from datetime import datetime

from tests.cast import Municipality

from openloket.flows.mail.receive_mail import Handled, receive_mail
from openloket.flows.mail.store_mail import Incoming, store_mail
from openloket.intake.models import RawMail


def mail_in(
    town: Municipality,
    raw: bytes,
    now: datetime,
    *,
    to: str = "",
    sender: str | None = None,
    handled_at: datetime | None = None,
) -> tuple[RawMail, Handled]:
    """An e-mail comes in at the town in scope and is handled, at once unless told otherwise."""
    incoming = Incoming(raw, to or town.organisation.email, sender, now)
    stored = store_mail(town.organisation, incoming, now)
    handled = receive_mail(town.organisation, stored.mail_id, handled_at or now)
    return RawMail.objects.get(pk=stored.mail_id), handled
