"""Where e-mail comes in: finds the organisations it is for, and keeps it before the carrier may forget it."""

import threading
import time
from collections.abc import Callable

from django.db import DatabaseError, close_old_connections

from openloket.flows.store_mail import Incoming, store_mail
from openloket.intake.ports import MailEnvelope, NotStored
from openloket.law.kalender import dag_in_amsterdam
from openloket.offer.designated import mail_addresses
from openloket.tenancy.models import Organisation
from openloket.tenancy.scope import scope
from openloket.work import clock

_REMEMBERED = 30.0  # seconds: reading the addresses of every organisation costs a statement for each


class Reception:
    """Our side of the door (see intake.ports.MailReception)."""

    def __init__(self, release: Callable[[], None] = close_old_connections) -> None:
        """`release` lets go of the connection of the thread that asked."""
        self._release = release
        self._lock = threading.Lock()
        self._known: dict[str, Organisation] = {}
        self._until = 0.0

    def knows(self, address: str) -> bool:
        """Whether an organisation here receives e-mail at this address. Raises NotStored."""
        try:
            return _plain(address) in self._addresses()
        except DatabaseError as away:
            raise NotStored(str(away)) from away
        finally:
            self._release()

    def keep(self, content: bytes, envelope: MailEnvelope) -> None:
        """Keep it once for each organisation that it is for. Raises NotStored, also when that is none."""
        now = clock.now()
        try:
            known = self._addresses()
            found = [(known[_plain(one)], _plain(one)) for one in envelope.recipients if _plain(one) in known]
            if not found:
                raise NotStored("no organisation here receives e-mail at these addresses")
            for organisation, address in found:
                incoming = Incoming(content, address, envelope.sender, envelope.reached_at or now)
                with scope(organisation.pk):
                    store_mail(organisation, incoming, now)
        except (DatabaseError, OSError) as away:
            raise NotStored(str(away)) from away
        finally:
            self._release()

    def _addresses(self) -> dict[str, Organisation]:
        with self._lock:
            if time.monotonic() >= self._until:
                self._known = _read_addresses()
                self._until = time.monotonic() + _REMEMBERED
            return self._known


def _read_addresses() -> dict[str, Organisation]:
    """Every address at which an organisation receives: of its e-mail channels, and its own."""
    today = dag_in_amsterdam(clock.now())
    found: dict[str, Organisation] = {}
    for organisation in Organisation.objects.order_by("pk"):
        with scope(organisation.pk):
            for address in {organisation.email.lower(), *mail_addresses(today)}:
                found.setdefault(address, organisation)
    return found


def _plain(address: str) -> str:
    """Without what stands after a plus: balie+test@… is balie@…"""
    local, _, domain = address.lower().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"
