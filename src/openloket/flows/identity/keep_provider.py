"""An administrator says where people prove who they are: a provider is added, changed or stopped."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.people.levels import LEVELS, at_least
from openloket.tenancy import scope
from openloket.tenancy.models import IdentityProvider
from openloket.tenancy.sealing import PROVIDER_SECRET, seal

_KEY = re.compile(r"[a-z0-9][a-z0-9-]{1,38}")
_CLAIMS = frozenset({"bsn", "kvk", "branch", "rsin", "eidas", "name", "level", "represented"})
_OF_EMPLOYEES = frozenset({"name", "level", "amr"})
_OF_REPRESENTED = _CLAIMS - {"level", "represented"} | {"services", "products"}


@dataclass(frozen=True, slots=True)
class Described:
    """A provider as somebody describes it; `secret` empty: none, or the one that is kept already."""

    key: str
    label: str
    audience: str
    issuer: str
    client_id: str
    secret: str
    scopes: str
    claims: Mapping[str, Any]
    levels: Mapping[str, str]
    position: int = 0


class UnableToKeepProvider(Exception):
    """It can't be kept as it was described; the message says what is wrong."""


def keep_provider(described: Described, now: datetime) -> IdentityProvider:
    """Add the provider to the organisation in scope, or change the one with this key.

    Raises UnableToKeepProvider.
    """
    _check(described)
    values: dict[str, Any] = {
        "label": described.label,
        "audience": described.audience,
        "issuer": described.issuer,
        "client_id": described.client_id,
        "scopes": described.scopes,
        "claims": dict(described.claims),
        "levels": dict(described.levels),
        "position": described.position,
        "active": True,
    }
    if described.secret:
        values["client_secret"] = seal(described.secret.encode(), PROVIDER_SECRET)
    with transaction.atomic():
        row: IdentityProvider
        row, made = IdentityProvider.objects.update_or_create(
            organisation_id=scope.current(), key=described.key, defaults=values
        )
        kind = "provider.added" if made else "provider.changed"
        body = describe(kind, now, "administrator", key=row.key, issuer=row.issuer, audience=row.audience)
        record(scope.current(), now, "administrator", [Fact(kind, "provider", row.pk, body)])
    return row


def stop_provider(key: str, now: datetime) -> None:
    """From now on nobody logs in there; who is logged in stays so until that ends.

    Raises UnableToKeepProvider when there is none in use with this key.
    """
    with transaction.atomic():
        row = IdentityProvider.objects.filter(key=key, active=True).first()
        if row is None or not IdentityProvider.objects.filter(pk=row.pk, active=True).update(active=False):
            raise UnableToKeepProvider(f"no provider {key!r} is in use here")
        body = describe("provider.stopped", now, "administrator", key=row.key, issuer=row.issuer)
        fact = Fact("provider.stopped", "provider", row.pk, body)
        record(scope.current(), now, "administrator", [fact])


def _check(described: Described) -> None:
    if not _KEY.fullmatch(described.key):
        raise UnableToKeepProvider("its key takes small letters, digits and dashes, such as digid")
    if described.audience not in IdentityProvider.Audience.values:
        raise UnableToKeepProvider(f"its audience is one of {', '.join(IdentityProvider.Audience.values)}")
    if not described.issuer.startswith(("https://", "http://localhost:", "http://127.0.0.1:")):
        raise UnableToKeepProvider("its issuer begins with https://")
    if not described.label or not described.client_id or "openid" not in described.scopes.split():
        raise UnableToKeepProvider("it needs a label, a client id, and the scope openid")
    if described.audience == IdentityProvider.Audience.EMPLOYEE:
        _check_directory(described)
        return
    if not described.levels or not set(described.levels.values()) <= set(LEVELS):
        raise UnableToKeepProvider(f"say which of its acr values means {', '.join(LEVELS)}")
    _check_claims(described.claims, _CLAIMS)


def _check_directory(described: Described) -> None:
    """Of a directory of employees: how it shows that somebody logged in in two steps."""
    amr = described.claims.get("amr", [])
    if not isinstance(amr, list) or not all(isinstance(one, str) and one for one in amr):
        raise UnableToKeepProvider("amr in its claims is a list of methods, such as mfa and otp")
    if not set(described.levels.values()) <= set(LEVELS):
        raise UnableToKeepProvider(f"an acr value means one of {', '.join(LEVELS)}")
    if not amr and not set(described.levels.values()) & set(at_least("substantieel")):
        raise UnableToKeepProvider("say how it shows a second factor: by amr in its claims, or by --level")
    _check_claims({name: where for name, where in described.claims.items() if name != "amr"}, _OF_EMPLOYEES)


def _check_claims(claims: Mapping[str, Any], known: frozenset[str]) -> None:
    if strange := set(claims) - known:
        raise UnableToKeepProvider(f"unknown in its claims: {', '.join(sorted(strange))}")
    for name, where in claims.items():
        if name == "represented" and isinstance(where, Mapping):
            _check_claims(where, _OF_REPRESENTED)
        elif name == "products" and isinstance(where, Mapping):
            continue
        elif not isinstance(where, str) and not (name == "name" and isinstance(where, list)):
            raise UnableToKeepProvider(f"{name} in its claims is the name of a claim, or /where/it/stands")
    if "branch" in claims and "kvk" not in claims:
        raise UnableToKeepProvider("a branch needs the number of its company: kvk")
