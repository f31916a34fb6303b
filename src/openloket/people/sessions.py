"""Who is logged in to the portal: begun, found by the key in the browser, and ended."""

import hashlib
import json
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Q

from openloket.law.kalender import dag_in_amsterdam
from openloket.people.models import Mandate, PersonSession
from openloket.tenancy import scope
from openloket.tenancy.sealing import keyed_hash, keyed_hashes

IDLE = timedelta(minutes=15)
IN_ALL = timedelta(hours=8)
_TOUCH = timedelta(seconds=30)  # not every page writes; somebody is logged out so much earlier at most
_SUBJECT = "session: subject of the provider"
_KEY = re.compile(r"[A-Za-z0-9_-]{43}")

BY_PERSON = "person"
BY_PROVIDER = "provider"
BY_OTHER_LOGIN = "other login"


@dataclass(frozen=True, slots=True)
class Acting:
    """For whom somebody acts now, and on what basis (Awb 2:1(2)).

    `person_id` is None for who never logged in here; `products` are slugs of services, empty: all of them.
    """

    mandate_id: int
    person_id: int | None
    name: str
    basis: str
    products: tuple[str, ...]

    @property
    def basis_words(self) -> str:
        """The basis as people read it."""
        return str(Mandate.Basis(self.basis).label)


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who is logged in; `acting` None: for themselves.

    `acting_ended` says that the mandate on which they acted holds no longer: they must choose anew.
    """

    session_id: int
    person_id: int
    kind: str
    name: str
    provider: str
    level: str
    begun_at: datetime
    acting: Acting | None = None
    acting_ended: bool = False

    @property
    def on_behalf_of(self) -> int | None:
        """Whose matter it is what they do now; None: of somebody who never logged in here."""
        return self.acting.person_id if self.acting else self.person_id

    @property
    def beside(self) -> bool:
        """Whether they help somebody who sits beside them, whose own message it is."""
        return self.acting is not None and self.acting.basis == Mandate.Basis.BESIDE

    def covers(self, service: str) -> bool:
        """Whether they may do this for whom they act; for themselves they may do everything.

        Who must first choose anew for whom they act, may do nothing.
        """
        if self.acting_ended:
            return False
        return not self.acting or not self.acting.products or service in self.acting.products

    @property
    def owner(self) -> tuple[int, int | None]:
        """Whose drafts these are that they make now: the person, and the mandate that they act on."""
        return self.person_id, self.mandate_id

    @property
    def mandate_id(self) -> int | None:
        """On which mandate they act; None: for themselves."""
        return self.acting.mandate_id if self.acting else None


@dataclass(frozen=True, slots=True)
class Login:
    """What is kept of a login: who, where, how surely, and what the provider calls it."""

    person_id: int
    provider: str
    level: str
    provider_session: str
    subject: str


def begin(login: Login, now: datetime, acting_for: int | None = None) -> str:
    """Log somebody in; gives the key for the browser, which is kept nowhere else."""
    key = secrets.token_urlsafe(32)
    PersonSession.create(
        key_hash=_hash(key),
        person_id=login.person_id,
        provider=login.provider,
        level=login.level,
        provider_session=login.provider_session,
        provider_subject=keyed_hash(_SUBJECT, f"{login.provider} {login.subject}")[0].hex(),
        acting_for_id=acting_for,
        begun_at=now,
        used_at=now,
    )
    return key


# One statement: who it is, and that this session was used. A mandate counts only on the days for which it was
# given, to who holds it; without it the session says nothing of acting, and acting_for_id tells it ended.
_FIND = """
WITH used AS (
    UPDATE people_personsession SET used_at = %(now)s
    WHERE key_hash = %(key)s AND organisation_id = %(organisation)s AND ended_at IS NULL
      AND used_at > %(idle)s AND begun_at > %(begun)s AND used_at < %(touch)s
)
SELECT session.id, person.id, person.kind, person.name, session.provider, session.level, session.begun_at,
       session.acting_for_id, mandate.id, mandate.grantor_id, mandate.grantor_name, mandate.basis,
       mandate.products::text
FROM people_personsession AS session
JOIN people_person AS person ON person.id = session.person_id
LEFT JOIN people_mandate AS mandate ON mandate.id = session.acting_for_id
     AND mandate.holder_id = session.person_id AND mandate.state = %(active)s
     AND mandate.from_day <= %(today)s AND (mandate.until IS NULL OR mandate.until >= %(today)s)
WHERE session.key_hash = %(key)s AND session.organisation_id = %(organisation)s AND session.ended_at IS NULL
  AND session.used_at > %(idle)s AND session.begun_at > %(begun)s
"""


def find(key: str, now: datetime) -> Who | None:
    """Who holds this key in the organisation in scope; None: nobody, or logged in too long ago."""
    if not _KEY.fullmatch(key):
        return None
    values: dict[str, Any] = {
        "key": _hash(key),
        "organisation": scope.current(),
        "now": now,
        "idle": now - IDLE,
        "begun": now - IN_ALL,
        "touch": now - _TOUCH,
        "today": dag_in_amsterdam(now),
        "active": Mandate.State.ACTIVE,
    }
    with connection.cursor() as cursor:
        cursor.execute(_FIND, values)
        row = cursor.fetchone()
    return None if row is None else _who(row)


def _who(row: tuple[Any, ...]) -> Who:
    session_id, person_id, kind, name, provider, level, begun_at, acting_for, *mandate = row
    mandate_id, grantor_id, grantor_name, basis, products = mandate
    acting = None
    if mandate_id is not None:
        acting = Acting(mandate_id, grantor_id, grantor_name, basis, tuple(json.loads(products)))
    ended = acting_for is not None and acting is None
    return Who(session_id, person_id, kind, name, provider, level, begun_at, acting, ended)


def held_by(key: str) -> tuple[int, int | None] | None:
    """Whose session this key was, also when it is over: the person, and the mandate on which they acted.

    It lets nobody in: that is for `find`.
    """
    rows = PersonSession.objects.filter(key_hash=_hash(key)).values_list("person_id", "acting_for_id")
    found: tuple[int, int | None] | None = rows.first()
    return found


def act_for(session_id: int, mandate_id: int | None) -> str | None:
    """From now on act on this mandate, or for oneself; gives the new key, None when the session has ended.

    The key changes, so that a page or a copy of the browser from before can't go on as somebody else.
    """
    key = secrets.token_urlsafe(32)
    rows = PersonSession.objects.filter(pk=session_id, ended_at=None)
    changed = rows.update(key_hash=_hash(key), acting_for_id=mandate_id)
    return key if changed else None


def end(key: str, by: str, now: datetime) -> int | None:
    """End the session of this key; gives the id of the person, None when it had ended already."""
    rows = PersonSession.objects.filter(key_hash=_hash(key), ended_at=None)
    session = rows.first()
    if session is None or not rows.update(ended_at=now, ended_by=by):
        return None
    person_id: int = session.person_id
    return person_id


def end_at(provider: str, session: str, subject: str, told_at: datetime, now: datetime) -> list[int]:
    """End what a provider says has ended there; gives the ids of the persons, one for each session.

    Only sessions that began before it said so: the same message told again ends nothing that came later.
    """
    if not session and not subject:
        return []
    named = Q(provider_session=session) if session else Q()
    if subject:
        hashes = [one.hex() for one in keyed_hashes(_SUBJECT, f"{provider} {subject}")]
        named &= Q(provider_subject__in=hashes)
    # Providers write whole seconds.
    rows = PersonSession.objects.filter(
        named, provider=provider, ended_at=None, begun_at__lt=told_at + timedelta(seconds=1)
    )
    ended = list(rows.select_for_update().values_list("pk", "person_id"))
    PersonSession.objects.filter(pk__in=[pk for pk, _ in ended]).update(ended_at=now, ended_by=BY_PROVIDER)
    return [person_id for _, person_id in ended]


def _hash(key: str) -> bytes:
    return hashlib.sha256(key.encode("utf-8", "replace")).digest()
