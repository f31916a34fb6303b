"""Somebody comes back from a provider: the answer is checked, and a session begins."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.flows.identity.begin_chain import begin_chain
from openloket.flows.identity.begin_login import hashed
from openloket.flows.mandates.act_for import end_beside
from openloket.people import sessions
from openloket.people.levels import enough
from openloket.people.mandates import RepresentativeRefused
from openloket.people.models import PendingLogin
from openloket.people.persons import known
from openloket.people.ports import IdentityPort, Permanent, Proven, Temporary
from openloket.people.providers import opened
from openloket.tenancy import scope
from openloket.tenancy.models import IdentityProvider
from openloket.tenancy.sealing import LOGIN_VERIFIER, Unsealable, unseal

WITHIN = timedelta(minutes=10)
"""How long somebody may take at the provider."""


class Why(StrEnum):
    """Why a login did not go through."""

    CANCELLED = "geannuleerd"
    AWAY = "onbereikbaar"
    TOO_LOW = "te laag"
    STALE = "te laat"
    NOT_PROVEN = "niet gelukt"
    REFUSED = "geweigerd"


_TOLD = {
    Why.CANCELLED: "U bent gestopt met inloggen. Er is niets gebeurd.",
    Why.AWAY: "Wij kunnen {label} nu niet bereiken. Probeer het over een paar minuten nog eens.",
    Why.TOO_LOW: (
        "U bent ingelogd, maar niet veilig genoeg voor dit onderwerp."
        " Log nog een keer in en kies dan niveau {level}."
    ),
    Why.STALE: "Het inloggen duurde te lang, of u begon in een andere browser. Begin opnieuw.",
    Why.REFUSED: "U mag niet voor deze persoon handelen. Wij schreven u daarover.",
    Why.NOT_PROVEN: "Het inloggen met {label} is niet gelukt. Probeer het nog eens.",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a browser brings back in the address (RFC 6749 4.1.2, RFC 9207)."""

    state: str
    code: str = ""
    error: str = ""
    issuer: str = ""


@dataclass(frozen=True, slots=True)
class LoggedIn:
    """The key of the session for the browser, and the path to go on to."""

    key: str
    wanted: str


class UnableToLogin(Exception):
    """Nobody is logged in; the message is for the person, who may try again from `wanted`."""

    def __init__(self, why: Why, label: str, wanted: str = "", level: str = "") -> None:
        super().__init__(_TOLD[why].format(label=label, level=level))
        self.why = why
        self.wanted = wanted
        self.level = level


def finish_login(
    port: IdentityPort,
    row: IdentityProvider,
    answer: Answer,
    *,
    redirect: str,
    browser: str,
    before: str,
    now: datetime,
) -> LoggedIn:
    """Log somebody in with the answer of a provider. Raises UnableToLogin.

    An answer counts once, within ten minutes, in the browser that asked, from the provider that was asked.
    `before` is the key of a session of this browser, which ends: here somebody else may be at the keys.
    """
    pending = take_pending(row.key, answer.state, browser, now)
    if pending is None:
        raise UnableToLogin(Why.STALE, row.label)
    if answer.error or not answer.code:
        cancelled = answer.error in ("access_denied", "login_required", "interaction_required")
        raise _unable(Why.CANCELLED if cancelled else Why.NOT_PROVEN, row, pending)
    proven = _ask(port, row, pending, answer, redirect)
    if not enough(proven.level, pending.level):
        raise _unable(Why.TOO_LOW, row, pending)
    try:
        with transaction.atomic():
            return LoggedIn(_begin(row, proven, before, now), pending.wanted)
    except RepresentativeRefused as refused:
        raise _unable(Why.REFUSED, row, pending) from refused


def take_pending(provider: str, state: str, browser: str, now: datetime) -> PendingLogin | None:
    """What was asked, used up in one statement: of two answers at the same moment one wins."""
    rows = PendingLogin.objects.filter(
        state_hash=hashed(state),
        browser_hash=hashed(browser),
        provider=provider,
        used_at=None,
        begun_at__gt=now - WITHIN,
    )
    pending: PendingLogin | None = rows.first()
    return pending if pending and rows.update(used_at=now) else None


def _ask(
    port: IdentityPort, row: IdentityProvider, pending: PendingLogin, answer: Answer, redirect: str
) -> Proven:
    """What the provider proved; outside any transaction, for it may take seconds."""
    try:
        verifier = unseal(pending.verifier, LOGIN_VERIFIER).decode()
        return port.finish(opened(row), answer.code, verifier, pending.nonce, redirect, answer.issuer)
    except Temporary as problem:
        raise _unable(Why.AWAY, row, pending) from problem
    except (Permanent, Unsealable) as problem:
        raise _unable(Why.NOT_PROVEN, row, pending) from problem


def _unable(why: Why, row: IdentityProvider, pending: PendingLogin) -> UnableToLogin:
    return UnableToLogin(why, row.label, pending.wanted, pending.level)


def _begin(row: IdentityProvider, proven: Proven, before: str, now: datetime) -> str:
    person = known(proven, now)
    facts = []
    if before and (other := sessions.end(before, sessions.BY_OTHER_LOGIN, now)):
        facts.append(logged_out(other, sessions.BY_OTHER_LOGIN, now))
        end_beside(other, now)
    login = sessions.Login(person.pk, row.key, proven.level, proven.session, proven.subject)
    acting_for = begin_chain(person, proven.represented, now) if proven.represented else None
    key = sessions.begin(login, now, acting_for)
    body = describe("person.logged_in", now, "citizen", provider=row.key, level=proven.level)
    record(scope.current(), now, "citizen", [*facts, Fact("person.logged_in", "person", person.pk, body)])
    return key


def logged_out(person_id: int, by: str, now: datetime) -> Fact:
    """The fact that a session of this person ended, and by whom."""
    return Fact(
        "person.logged_out", "person", person_id, describe("person.logged_out", now, "citizen", by=by)
    )
