"""From the claims of a provider to who somebody is: which claim holds what is configuration."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from stdnum.nl import bsn as bsn_number

from openloket.people.levels import LEVELS, at_least
from openloket.people.models import Identifier, Person
from openloket.people.ports import Permanent, Proven, ProvenEmployee, Provider

_KINDS = {
    "bsn": Identifier.Kind.BSN,
    "kvk": Identifier.Kind.KVK,
    "rsin": Identifier.Kind.RSIN,
    "eidas": Identifier.Kind.EIDAS,
}
_OF_COMPANIES = frozenset({Identifier.Kind.KVK, Identifier.Kind.BRANCH, Identifier.Kind.RSIN})
_DIGITS = {"bsn": 9, "kvk": 8, "rsin": 9, "branch": 12}
_LONGEST = 200
SURE_OF_TWO = at_least("substantieel")
"""Levels that ask two factors (Uitvoeringsverordening (EU) 2015/1502, 2.2.1)."""


def proven(provider: Provider, claims: Mapping[str, Any]) -> Proven:
    """Who the claims say that this is, by the map of the provider. Raises Permanent.

    The map (tenancy.IdentityProvider.claims) has for each of bsn, kvk, branch, rsin, eidas, name and level
    where it stands: the name of a claim, or a JSON pointer (RFC 6901) that begins with a slash. For `name`
    there may be several, which are joined. `represented` is a map of its own for whom somebody acts; in it
    `services` is where the services stand that the chain covers, and `products` which product each is.
    """
    level = _level(provider, claims)
    represented = _represented(provider.claims.get("represented"), claims, level)
    subject = str(claims["sub"])
    return _somebody(provider.claims, claims, level, subject, _session(claims), represented) or Proven(
        kind=Person.Kind.CITIZEN,
        identifiers=((Identifier.Kind.SUBJECT, f"{provider.issuer} {subject}"),),
        name=_name(provider.claims, claims),
        level=level,
        subject=subject,
        session=_session(claims),
        represented=represented,
    )


def proven_employee(provider: Provider, claims: Mapping[str, Any]) -> ProvenEmployee:
    """Which employee the claims say that this is; in two steps only if the map says so of what is told.

    `amr` of the map lists the methods (RFC 8176) of which one shows a second factor, such as mfa, otp or hwk;
    an acr value shows one if it means substantieel or hoog.
    """
    told = claims.get("amr")
    methods = {one for one in told if isinstance(one, str)} if isinstance(told, list) else set()
    said = _at(claims, provider.claims.get("level", "acr"))
    level = provider.levels.get(said if isinstance(said, str) else "", "")
    return ProvenEmployee(
        subject=str(claims["sub"]),
        session=_session(claims),
        name=_name(provider.claims, claims),
        second_factor=bool(methods & set(provider.claims.get("amr", ()))) or level in SURE_OF_TWO,
    )


def wanted(provider: Provider, level: str) -> tuple[str, ...]:
    """The acr values by which a provider says that a login was at this level or higher, lowest first."""
    if not level:
        return ()
    enough = at_least(level)
    found = [(LEVELS.index(means), acr) for acr, means in provider.levels.items() if acr and means in enough]
    return tuple(acr for _, acr in sorted(found))


def missing(provider: Provider, claims: Mapping[str, Any]) -> bool:
    """Whether the map names a number of somebody, and none of those claims is there."""
    named = [name for name in (*_KINDS, "branch") if name in provider.claims]
    return bool(named) and not any(_at(claims, provider.claims[name]) for name in named)


def _somebody(
    places: Mapping[str, Any],
    claims: Mapping[str, Any],
    level: str,
    subject: str,
    session: str = "",
    represented: Proven | None = None,
) -> Proven | None:
    identifiers = tuple(_identifiers(places, claims))
    if not identifiers:
        if subject and any(name in places for name in _KINDS):
            raise Permanent("the provider gave no number of this person")
        return None
    company = any(kind in _OF_COMPANIES for kind, _ in identifiers)
    return Proven(
        kind=Person.Kind.COMPANY if company else Person.Kind.CITIZEN,
        identifiers=identifiers,
        name=_name(places, claims),
        level=level,
        subject=subject,
        session=session,
        represented=represented,
    )


def _represented(places: Any, claims: Mapping[str, Any], level: str) -> Proven | None:
    """For whom somebody acts by the chain of the provider; covering nothing that we know is no mandate."""
    somebody = _somebody(places, claims, level, "") if isinstance(places, Mapping) else None
    if somebody is None or "services" not in places:
        return somebody
    told = _at(claims, places["services"])
    several = told if isinstance(told, list) else [told]
    products = places.get("products", {})
    services = tuple(str(products.get(one, "")) for one in several if isinstance(one, str))
    if not any(services):
        raise Permanent("the chain of mandates covers nothing that is offered here")
    return replace(somebody, services=tuple(one for one in services if one))


def _identifiers(places: Mapping[str, Any], claims: Mapping[str, Any]) -> list[tuple[Identifier.Kind, str]]:
    """The numbers that are there. Who may act for one branch only is known as that branch."""
    numbers = {name: value for name in _KINDS if (value := _number(places, claims, name))}
    branch = _number(places, claims, "branch")
    if branch:
        if "kvk" not in numbers:
            raise Permanent("the provider gave a branch of no company")
        return [(Identifier.Kind.BRANCH, f"{numbers['kvk']} {branch}")]
    return [(_KINDS[name], value) for name, value in numbers.items()]


def _number(places: Mapping[str, Any], claims: Mapping[str, Any], name: str) -> str:
    found = _at(claims, places.get(name))
    if found in (None, ""):
        return ""
    number = str(found).strip() if isinstance(found, str | int) and not isinstance(found, bool) else ""
    digits = _DIGITS.get(name)
    if not 0 < len(number) <= _LONGEST or (digits and not (number.isascii() and number.isdigit())):
        raise Permanent(f"the {name} of the provider is no number")
    if digits:
        number = number.zfill(digits)
        if len(number) != digits or (name == "bsn" and not bsn_number.is_valid(number)):
            raise Permanent(f"the {name} of the provider is not valid")
    return number


def _name(places: Mapping[str, Any], claims: Mapping[str, Any]) -> str:
    where = places.get("name", [])
    several = where if isinstance(where, list) else [where]
    parts = [value for one in several if isinstance(value := _at(claims, one), str)]
    printable = "".join(sign if sign.isprintable() else " " for sign in " ".join(parts))
    return " ".join(printable.split())[:_LONGEST]


def _level(provider: Provider, claims: Mapping[str, Any]) -> str:
    said = _at(claims, provider.claims.get("level", "acr"))
    level = provider.levels.get(said if isinstance(said, str) else "")
    if level not in LEVELS:
        raise Permanent("the provider does not say how surely somebody logged in")
    return level


def _session(claims: Mapping[str, Any]) -> str:
    session = claims.get("sid")
    return session if isinstance(session, str) and len(session) <= _LONGEST else ""


def _at(claims: Mapping[str, Any], where: Any) -> Any:
    """What stands at a place; None where nothing does."""
    if not isinstance(where, str) or not where:
        return None
    if not where.startswith("/"):
        return claims.get(where)
    found: Any = claims
    for part in where[1:].split("/"):
        if not isinstance(found, Mapping):
            return None
        found = found.get(part.replace("~1", "/").replace("~0", "~"))
    return found
