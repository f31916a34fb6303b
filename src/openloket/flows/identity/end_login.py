"""Somebody logs out: here, or at the provider that tells us so."""

from datetime import datetime

from django.db import transaction

from openloket.evidence.log import record
from openloket.flows.identity.finish_login import logged_out
from openloket.flows.mandates.act_for import end_beside
from openloket.people import sessions
from openloket.people.ports import Ended, IdentityPort, Permanent, Temporary
from openloket.people.providers import known
from openloket.tenancy import scope
from openloket.tenancy.models import IdentityProvider


class UnableToEnd(Exception):
    """What a provider sent is no proof that anybody logged out; `again`: it may send it once more later."""

    def __init__(self, again: bool) -> None:
        super().__init__("no proof of a logout")
        self.again = again


def end_login(key: str, now: datetime) -> bool:
    """End the session of this key, by the person; False when it had ended already."""
    with transaction.atomic():
        person_id = sessions.end(key, sessions.BY_PERSON, now)
        if person_id is None:
            return False
        record(scope.current(), now, "citizen", [logged_out(person_id, sessions.BY_PERSON, now)])
        end_beside(person_id, now)
    return True


def end_from_provider(port: IdentityPort, row: IdentityProvider, token: str, now: datetime) -> int:
    """End the sessions that a logout token names (OpenID Connect Back-Channel Logout); gives how many.

    The same token told again ends nothing that began after it was made. Raises UnableToEnd.
    """
    try:
        ended: Ended = port.ended(known(row), token)
    except (Temporary, Permanent) as problem:
        raise UnableToEnd(isinstance(problem, Temporary)) from problem
    with transaction.atomic():
        persons = sessions.end_at(row.key, ended.session, ended.subject, ended.at, now)
        facts = [logged_out(person_id, sessions.BY_PROVIDER, now) for person_id in persons]
        if facts:
            record(scope.current(), now, "provider", facts)
        for person_id in set(persons):
            end_beside(person_id, now)
    return len(persons)
