"""What people asks of the outside world: a provider of identity that proves who somebody is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from openloket.people.models import Identifier, Person


@dataclass(frozen=True, slots=True)
class Provider:
    """A configured provider, as tenancy.IdentityProvider keeps it; the secret is unsealed."""

    key: str
    issuer: str
    client_id: str
    client_secret: str
    scopes: str
    claims: dict[str, Any]
    levels: dict[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """What we ask when we send a browser there; `level` is laag, substantieel or hoog, empty: any."""

    state: str
    nonce: str
    verifier: str
    redirect: str
    level: str = ""
    prompt: bool = False


@dataclass(frozen=True, slots=True)
class Proven:
    """What a provider proved: who somebody is, how surely, and for whom they act by a chain of mandates.

    `identifiers` are (kind, number); by the first this person is known again. The number of kind SUBJECT is
    "<issuer> <sub>", as a bare subject may exist at two providers. Of kind BRANCH it is "<kvk> <branch>".
    `services` of `represented` are the slugs of the services that the chain covers; empty: all of them.
    """

    kind: Person.Kind
    identifiers: tuple[tuple[Identifier.Kind, str], ...]
    name: str
    level: str
    subject: str
    session: str = ""
    represented: "Proven | None" = None
    services: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProvenEmployee:
    """What the directory of an organisation proved: somebody who works there, and whether in two steps.

    No address: who may change it there could take the account of a colleague by it.
    """

    subject: str
    session: str
    name: str
    second_factor: bool


@dataclass(frozen=True, slots=True)
class Ended:
    """A provider says that a session ended there: by its session id, by its subject, or both.

    `at` is when it said so: what began later is another session, so the same message told twice ends nothing.
    """

    subject: str
    session: str
    at: datetime


class NotProven(Exception):
    """The provider did not prove who this is; the message is for the log and holds no personal data."""


class Temporary(NotProven):
    """Not now: the provider is away or slow. The same may be tried again."""


class Permanent(NotProven):
    """Refused for good: cancelled, forged, or not configured well."""


class IdentityPort(Protocol):
    """A way to have somebody prove who they are. May be called from several threads at once."""

    def begin(self, provider: Provider, asked: Asked) -> str:
        """The address to send the browser to. Raises Temporary or Permanent."""

    def finish(
        self, provider: Provider, code: str, verifier: str, nonce: str, redirect: str, issuer: str = ""
    ) -> Proven:
        """Change the code for what the provider proved. Raises Temporary or Permanent.

        `issuer` is what the answer itself said of who it came from (RFC 9207); empty: nothing.
        """

    def finish_employee(
        self, provider: Provider, code: str, verifier: str, nonce: str, redirect: str, issuer: str = ""
    ) -> ProvenEmployee:
        """The same, of somebody who logs in at the desk. Raises Temporary or Permanent."""

    def logout_address(self, provider: Provider, back: str) -> str:
        """Where to send the browser to log out there as well; empty: the provider offers no such place."""

    def ended(self, provider: Provider, logout_token: str) -> Ended:
        """What a logout token says, once it is checked. Raises Temporary or Permanent."""

    def look(self, provider: Provider) -> list[str]:
        """Whether the provider is there, as it was within the last minute; and what it lacks, in words.

        Raises Temporary or Permanent.
        """
