"""An organisation begins: with its authorities, and from its first minute with a way for every message."""

import re
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, combinations, product
from string import ascii_uppercase

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from openloket.catalogues.proposal import slug_of, unique_slug
from openloket.evidence.log import Fact, describe, record
from openloket.offer import library
from openloket.tenancy.models import Authority, Organisation
from openloket.tenancy.scope import scope

LOOK = "openloket"
# First parts of addresses that are not of an organisation.
_TAKEN = frozenset({"api", "controleren", "gereed", "gezondheid", "levend", "monitor", "static", "toezicht"})
_HELP_BY_PHONE = "Lukt het online niet? Bel ons of kom langs. Wij helpen u graag."
_HELP = "Lukt het online niet? Kom langs bij de gemeente. Wij helpen u graag."


@dataclass(frozen=True, slots=True)
class NewOrganisation:
    """What is known of an organisation at its beginning; only the name must be."""

    name: str
    cbs_code: str = ""
    phone: str = ""
    email: str = ""
    host: str = ""
    website: str = ""


class UnableToFound(Exception):
    """The organisation can't be made; the message says why."""


def found_organisation(new: NewOrganisation, now: datetime) -> Organisation:
    """Make it whole or not at all. Raises UnableToFound. Source: Awb 2:13(2), a way for every message."""
    with transaction.atomic():
        return founded(new, now)


def founded(new: NewOrganisation, now: datetime) -> Organisation:
    """The same, within the caller's transaction."""
    _check(new)
    try:
        with transaction.atomic():
            organisation = _insert(new)
    except IntegrityError as taken:
        raise UnableToFound(
            f"Iemand anders maakte zojuist ook een organisatie. Probeer {new.name} opnieuw."
        ) from taken
    with scope(organisation.pk):
        for kind in Authority.Kind:
            Authority.create(kind=kind, name=f"{kind.label} van {organisation.name}")
        for key in library.REST_CHANNEL:
            library.adopt(key, library.everywhere(new.phone), now)
        body = describe("organisation.founded", now, "system", slug=organisation.slug, cbs_code=new.cbs_code)
        fact = Fact("organisation.founded", "organisation", organisation.pk, body)
        record(organisation.pk, now, "system", [fact])
    return organisation


def _check(new: NewOrganisation) -> None:
    if not new.name.strip() or len(new.name) > 120:
        raise UnableToFound("Geef een naam van ten hoogste 120 tekens.")
    if new.cbs_code and not re.fullmatch(r"GM\d{4}", new.cbs_code):
        raise UnableToFound("Een CBS-code is GM met vier cijfers, zoals GM0014.")
    if len(new.phone) > 30:
        raise UnableToFound("Een telefoonnummer heeft ten hoogste 30 tekens.")
    if new.email and not _is_address(new.email):
        raise UnableToFound(f"Dit is geen e-mailadres: {new.email}.")
    for field, value in (("name", new.name), ("cbs_code", new.cbs_code), ("host", new.host)):
        if value and Organisation.objects.filter(**{field: value}).exists():
            raise UnableToFound(f"Er is al een organisatie met {value}.")


def _is_address(told: str) -> bool:
    try:
        validate_email(told)
    except ValidationError:
        return False
    return True


def _insert(new: NewOrganisation) -> Organisation:
    known = Organisation.objects.values_list("slug", "reference_prefix")
    slugs, prefixes = {slug for slug, _ in known}, {prefix for _, prefix in known}
    return Organisation.objects.create(
        slug=unique_slug(slug_of(new.name), slugs | _TAKEN),
        name=new.name,
        cbs_code=new.cbs_code,
        look=LOOK,
        host=new.host,
        reference_prefix=prefix_for(new.name, prefixes),
        phone=new.phone,
        email=new.email,
        website=new.website,
        help_text=_HELP_BY_PHONE if new.phone else _HELP,
    )


def prefix_for(name: str, taken: set[str]) -> str:
    """Three letters for the references of an organisation, from its name as far as those are free."""
    letters = slug_of(name).replace("-", "").upper()
    letters = "".join(letter for letter in letters if letter in ascii_uppercase) or "X"
    own = (letters[0] + "".join(two) for two in combinations(letters[1:], 2))
    others = (letters[0] + "".join(two) for two in product(ascii_uppercase, repeat=2))
    rest = ("".join(three) for three in product(ascii_uppercase, repeat=3))
    found = next((one for one in chain(own, others, rest) if one not in taken), None)
    if found is None:
        raise UnableToFound("Alle afkortingen van drie letters zijn in gebruik.")
    return found
