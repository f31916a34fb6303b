"""E-mail from our own mail server, over LMTP (RFC 2033) or SMTP: taken over only when it is kept."""

import asyncio
import logging
from threading import Event

from aiosmtpd.controller import Controller
from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import settings

from openloket.intake.ports import MailEnvelope, MailReception, NotStored

log = logging.getLogger(__name__)

#: Larger than what is read (mailread.mail.Limits): what is too large is refused with a letter that says so.
LARGEST = 60_000_000
#: Programs write whole messages on one line; that must not be why one is refused.
LONGEST_LINE = 1_000_000
_LATER = "451 4.3.0 Not now, try again later"
_UNKNOWN = "550 5.1.1 No such mailbox here"


class _Door:
    """What the server asks at each step; whatever goes wrong, the other side keeps the e-mail."""

    def __init__(self, reception: MailReception) -> None:
        self._reception = reception

    async def handle_RCPT(  # noqa: N802 (the library calls it so)
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        try:
            known = await asyncio.to_thread(self._reception.knows, address)
        except NotStored:
            return _LATER
        if not known:
            return _UNKNOWN
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(  # noqa: N802 (the library calls it so)
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        told = await asyncio.to_thread(self._keep, envelope)
        # LMTP answers for each recipient; here all stand or fall together.
        return "\r\n".join([told] * (len(envelope.rcpt_tos) if isinstance(server, LMTP) else 1))

    def _keep(self, envelope: Envelope) -> str:
        kept = MailEnvelope(tuple(envelope.rcpt_tos), (envelope.mail_from or "").strip("<>"))
        try:
            self._reception.keep(envelope.original_content or b"", kept)
        except NotStored:
            return _LATER
        except Exception:  # a bug of ours must never make the other side forget the e-mail
            log.exception("an e-mail could not be kept; the mail server will offer it again")
            return _LATER
        return "250 2.0.0 Kept"


class _Smtp(SMTP):
    line_length_limit = LONGEST_LINE


class _Lmtp(LMTP):
    line_length_limit = LONGEST_LINE


class _Controller(Controller):
    """Speaks LMTP or SMTP."""

    def factory(self) -> SMTP:
        kind = _Lmtp if settings.LMTP_PROTOCOL == "lmtp" else _Smtp
        return kind(self.handler, **self.SMTP_kwargs)


class LmtpSource:
    """Listens until it is told to stop."""

    def run(self, reception: MailReception, stop: Event) -> None:
        """Receive on the address of the settings; raises OSError when that is taken."""
        server = _Controller(
            _Door(reception),
            hostname=settings.LMTP_HOST,
            port=settings.LMTP_PORT,
            enable_SMTPUTF8=True,
            data_size_limit=LARGEST,
        )
        server.start()
        try:
            stop.wait()
        finally:
            server.stop()
