"""Which parties may send people to the demo's provider, and where these may be sent back to."""

import hmac
from collections.abc import Iterable
from dataclasses import dataclass

from openloket.cli.demo.provider.people import EMPLOYEES

SECRET = "alleen voor de demonstratie"  # noqa: S105 (the demo's provider knows made-up people only)


@dataclass(frozen=True, slots=True)
class Client:
    """A party that relies on an issuer: exact addresses only."""

    client_id: str
    secret: str
    redirects: frozenset[str]
    after_logout: frozenset[str]
    backchannel: str

    def is_right(self, secret: str) -> bool:
        """Whether this is its secret."""
        return hmac.compare_digest(self.secret.encode(), secret.encode())


def client_of(site: str, town: str, issuer: str) -> Client:
    """The client of one municipality on a site, as its pages are addressed."""
    place = f"{site}/{town}/balie" if issuer == EMPLOYEES else f"{site}/{town}"
    return Client(
        client_id=f"openloket-{town}",
        secret=SECRET,
        redirects=frozenset({f"{place}/inloggen/terug/{issuer}"}),
        after_logout=frozenset({f"{place}/uitloggen"}),
        backchannel=f"{place}/inloggen/uit/{issuer}",
    )


def clients_of(site: str, towns: Iterable[str], issuer: str) -> dict[str, Client]:
    """The clients of an issuer, by their id."""
    found = (client_of(site, town, issuer) for town in towns)
    return {client.client_id: client for client in found}
