"""`openloket organisation`: add one, bring all to this version, or choose where bounces go."""

import argparse
from collections.abc import Sequence
from datetime import UTC, datetime

from django.conf import settings

from openloket.conf.env import ConfigurationError
from openloket.flows.delivery.choose_return_pattern import UnableToChoosePattern, choose_return_pattern
from openloket.flows.offering.found_organisation import NewOrganisation, UnableToFound, found_organisation
from openloket.flows.offering.refresh_organisation import refresh_organisation
from openloket.tenancy.addresses import public_url
from openloket.tenancy.models import Organisation


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked and say what became of it; raises ConfigurationError with the reason why not."""
    if arguments.action == "return-pattern":
        return _return_pattern(named(arguments.organisation), arguments.pattern.strip())
    return _refresh(arguments.organisation) if arguments.action == "refresh" else _add(arguments)


def _return_pattern(organisation: Organisation, pattern: str) -> int:
    try:
        choose_return_pattern(organisation, pattern, datetime.now(UTC), "system")
    except UnableToChoosePattern as refusal:
        raise ConfigurationError(f"organisation return-pattern: {refusal}") from refusal
    print(f"Bounces of {organisation.name} go to {pattern or 'the sender'}.")
    return 0


def tell(organisation: Organisation, products: Sequence[str]) -> None:
    """Say what an organisation got that is new; nothing when it had everything."""
    if products:
        print(f"{organisation.name} got: {', '.join(products)}.")


def _refresh(slug: str | None) -> int:
    """What is new in the library for every message; may be run again."""
    towns = [named(slug)] if slug else list(Organisation.objects.order_by("slug"))
    for organisation in towns:
        tell(organisation, refresh_organisation(organisation, datetime.now(UTC)))
    print("Every organisation has what it needs.")
    return 0


def _add(arguments: argparse.Namespace) -> int:
    new = NewOrganisation(
        name=arguments.name.strip(),
        cbs_code=arguments.cbs,
        phone=arguments.phone,
        email=arguments.email,
        host=arguments.host,
        website=arguments.website,
    )
    try:
        made = found_organisation(new, datetime.now(UTC))
    except UnableToFound as refusal:
        raise ConfigurationError(f"organisation add: {refusal}") from refusal
    print(f"{made.name} is at {public_url(made, '')} (its name for other commands: {made.slug}).")
    if not made.email:
        print(f"It has no e-mail address yet: its mail leaves from {settings.MAIL_FROM}.")
    return 0


def named(slug: str) -> Organisation:
    """The organisation with this name in addresses; raises ConfigurationError without."""
    found = Organisation.objects.filter(slug=slug).first()
    if found is None:
        raise ConfigurationError(f"There is no organisation {slug!r} here.")
    return found
