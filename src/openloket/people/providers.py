"""The identity providers of the organisation in scope, as the port wants them."""

from dataclasses import replace

from openloket.people.ports import Provider
from openloket.tenancy.models import IdentityProvider
from openloket.tenancy.sealing import PROVIDER_SECRET, unseal

FOR_PERSONS = (
    IdentityProvider.Audience.CITIZEN,
    IdentityProvider.Audience.COMPANY,
    IdentityProvider.Audience.EUROPEAN,
)
"""Whom they let in to the portal; employees log in at the desk."""


def offered() -> list[IdentityProvider]:
    """Where people and companies may log in, in the order in which they are shown."""
    rows = IdentityProvider.objects.filter(active=True, audience__in=FOR_PERSONS)
    return list(rows.order_by("position", "key"))


def named(key: str) -> IdentityProvider | None:
    """The one with this key, if people and companies may log in there now."""
    rows = IdentityProvider.objects.filter(active=True, audience__in=FOR_PERSONS, key=key)
    found: IdentityProvider | None = rows.first()
    return found


def directories() -> list[IdentityProvider]:
    """Where employees may log in, in the order in which they are shown."""
    rows = IdentityProvider.objects.filter(active=True, audience=IdentityProvider.Audience.EMPLOYEE)
    return list(rows.order_by("position", "key"))


def directory_named(key: str) -> IdentityProvider | None:
    """The one with this key, if employees may log in there now."""
    return next((row for row in directories() if row.key == key), None)


def label_of(key: str) -> str:
    """What people know a provider by, also of one that is not in use any more; its key when it is gone."""
    found: str | None = IdentityProvider.objects.filter(key=key).values_list("label", flat=True).first()
    return found or key


def known(row: IdentityProvider) -> Provider:
    """A row for the port without its secret, which only the last step of a login needs."""
    return Provider(
        key=row.key,
        issuer=row.issuer,
        client_id=row.client_id,
        client_secret="",
        scopes=row.scopes,
        claims=row.claims,
        levels=row.levels,
    )


def opened(row: IdentityProvider) -> Provider:
    """A row for the port, with its secret. Raises Unsealable when the key of that secret is gone."""
    if not row.client_secret:
        return known(row)
    return replace(known(row), client_secret=unseal(row.client_secret, PROVIDER_SECRET).decode())
