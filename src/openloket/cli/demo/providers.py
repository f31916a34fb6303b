"""The demo municipalities let people log in at the provider of the demo."""

from datetime import datetime
from typing import Any

from openloket.cli.demo.provider.clients import SECRET
from openloket.cli.demo.provider.people import (
    DIGID,
    EHERKENNING,
    EIDAS,
    EMPLOYEES,
    LABELS,
    LEVELS,
    PEOPLE,
)
from openloket.flows.employees.enter_by_directory import subject_of
from openloket.flows.identity.keep_provider import Described, keep_provider
from openloket.offer.models import Channel, Service
from openloket.tenancy.models import Employee, IdentityProvider, Organisation
from openloket.tenancy.scope import scope

_AUDIENCES = {
    DIGID: IdentityProvider.Audience.CITIZEN,
    EHERKENNING: IdentityProvider.Audience.COMPANY,
    EIDAS: IdentityProvider.Audience.EUROPEAN,
    EMPLOYEES: IdentityProvider.Audience.EMPLOYEE,
}
_CLAIMS: dict[str, dict[str, Any]] = {
    DIGID: {
        "bsn": "bsn",
        "name": "name",
        "represented": {"bsn": "/representing/bsn", "name": "/representing/name"},
    },
    EHERKENNING: {
        "kvk": "kvk",
        "branch": "branch",
        "name": "name",
        "represented": {"kvk": "/representing/kvk", "name": "/representing/name"},
    },
    EIDAS: {"eidas": "eidas", "name": "name"},
    EMPLOYEES: {"name": "name", "amr": ["otp"]},
}


def load_providers(address: str, slugs: tuple[str, ...], now: datetime) -> None:
    """Each of these municipalities knows the issuers at this address; changed only where that moved."""
    for organisation in Organisation.objects.filter(slug__in=slugs):
        with scope(organisation.pk):
            known = set(IdentityProvider.objects.values_list("issuer", flat=True))
            for position, key in enumerate(_AUDIENCES):
                if f"{address}/{key}" not in known:
                    keep_provider(_described(address, organisation.slug, key, position), now)
            _link_employees()


def _link_employees() -> None:
    """The made-up employees at the provider are those with this address at the desk."""
    row = IdentityProvider.objects.get(key=EMPLOYEES)
    for one in PEOPLE[EMPLOYEES]:
        employees = Employee.objects.filter(username=one.claims["email"])
        employees.update(subject=subject_of(row, one.subject))


def ask_login(service: Service) -> None:
    """Who wants this must prove who they are; everything else can be sent without."""
    lines = Channel.objects.filter(service=service, kind=Channel.Kind.WEB_FORM)
    lines.update(login_level=Channel.Login.SUBSTANTIAL)


def _described(address: str, slug: str, key: str, position: int) -> Described:
    return Described(
        key=key,
        label=LABELS[key],
        audience=_AUDIENCES[key],
        issuer=f"{address}/{key}",
        client_id=f"openloket-{slug}",
        secret=SECRET,
        scopes="openid",
        claims=_CLAIMS[key],
        levels={} if key == EMPLOYEES else LEVELS,
        position=position,
    )
