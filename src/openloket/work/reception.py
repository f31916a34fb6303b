"""Where e-mail comes in: finds the organisations it is for, and keeps it before the carrier may forget it."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import DatabaseError, close_old_connections

from openloket.flows.delivery.canary import key_in, note_canary
from openloket.flows.mail.store_mail import Incoming, store_mail
from openloket.intake.ports import MailEnvelope, NotStored
from openloket.law.kalender import dag_in_amsterdam
from openloket.offer.designated import mail_addresses
from openloket.post.verp import mark_at
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
        self._known = _Known({}, [])
        self._until = 0.0

    def knows(self, address: str) -> bool:
        """Whether an organisation here receives e-mail at this address. Raises NotStored."""
        try:
            return self._addresses().at(address) is not None
        except DatabaseError as away:
            raise NotStored(str(away)) from away
        finally:
            self._release()

    def keep(self, content: bytes, envelope: MailEnvelope) -> None:
        """Keep it once for each organisation that it is for. Raises NotStored, also when that is none."""
        now = clock.now()
        try:
            known = self._addresses()
            found = [place for one in envelope.recipients if (place := known.at(one))]
            if not found:
                raise NotStored("no organisation here receives e-mail at these addresses")
            key = key_in(content)
            for organisation, address in found:
                incoming = Incoming(content, address, envelope.sender, envelope.reached_at or now)
                with scope(organisation.pk):
                    if not (key and note_canary(key, now)):
                        store_mail(organisation, incoming, now)
        except (DatabaseError, OSError) as away:
            raise NotStored(str(away)) from away
        finally:
            self._release()

    def _addresses(self) -> "_Known":
        with self._lock:
            if time.monotonic() >= self._until:
                self._known = _read_addresses()
                self._until = time.monotonic() + _REMEMBERED
            return self._known


@dataclass(frozen=True, slots=True)
class _Known:
    """The addresses at which an organisation receives, and the shape of its return addresses."""

    addresses: dict[str, Organisation]
    patterns: list[tuple[str, Organisation]]

    def at(self, address: str) -> tuple[Organisation, str] | None:
        """Whose this is, and the address without what stands after a plus; a return address keeps that."""
        for pattern, organisation in self.patterns:
            if mark_at(address, pattern):
                return organisation, address.strip().lower()
        found = self.addresses.get(_plain(address))
        return (found, _plain(address)) if found else None


def _read_addresses() -> _Known:
    """Every address at which an organisation receives: of its e-mail channels, its own, and for bounces."""
    today = dag_in_amsterdam(clock.now())
    found = _Known({}, [])
    for organisation in Organisation.objects.order_by("pk"):
        if organisation.return_pattern:
            found.patterns.append((organisation.return_pattern, organisation))
        with scope(organisation.pk):
            for address in {organisation.email.lower(), *mail_addresses(today)}:
                found.addresses.setdefault(address, organisation)
    return found


def _plain(address: str) -> str:
    """Without what stands after a plus: balie+test@… is balie@…"""
    local, _, domain = address.lower().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"
