"""Somebody wants to log in: sent to a provider, with a question that only that answer fits."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

from openloket.people.models import PendingLogin
from openloket.people.ports import Asked, IdentityPort, Permanent, Temporary
from openloket.people.providers import known
from openloket.tenancy.models import IdentityProvider
from openloket.tenancy.sealing import LOGIN_VERIFIER, seal

LONGEST_WANTED = 500


@dataclass(frozen=True, slots=True)
class Begun:
    """Where to send the browser, the secret that it keeps until it is back, and what names this question."""

    address: str
    browser: str
    state: str


class UnableToBegin(Exception):
    """The provider can't be asked; the message says so. `again` tells whether it may go better later."""

    def __init__(self, label: str, again: bool) -> None:
        words = (
            f"Wij kunnen {label} nu niet bereiken. Probeer het over een paar minuten nog eens."
            if again
            else f"Inloggen met {label} werkt nu niet. Het ligt niet aan u."
        )
        super().__init__(words)
        self.again = again


def begin_login(
    port: IdentityPort,
    row: IdentityProvider,
    *,
    redirect: str,
    wanted: str,
    level: str,
    browser: str,
    anew: bool,
    now: datetime,
) -> Begun:
    """Keep what is asked, and give the address of the provider. `browser` is what this browser has already.

    `redirect` is our own address for the answer, `wanted` the path to go on to, `level` the level of
    assurance that is needed there (empty: any), `anew`: the provider must ask again. Raises UnableToBegin.
    """
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    browser = browser or secrets.token_urlsafe(32)
    asked = Asked(state=state, nonce=nonce, verifier=verifier, redirect=redirect, level=level, prompt=anew)
    try:
        address = port.begin(known(row), asked)
    except (Temporary, Permanent) as problem:
        raise UnableToBegin(row.label, isinstance(problem, Temporary)) from problem
    PendingLogin.create(
        state_hash=hashed(state),
        browser_hash=hashed(browser),
        provider=row.key,
        audience=row.audience,
        nonce=nonce,
        verifier=seal(verifier.encode(), LOGIN_VERIFIER),
        level=level,
        wanted=wanted[:LONGEST_WANTED],
        begun_at=now,
    )
    return Begun(address, browser, state)


def hashed(secret: str) -> bytes:
    """SHA-256 of a secret of 32 random bytes: enough to find it again, and nothing to guess."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).digest()
