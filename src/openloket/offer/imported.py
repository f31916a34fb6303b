"""Services that come from a catalogue: the products they need, and their rows, inserted in bulk."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from openloket.catalogues.proposal import Proposal, slug_of
from openloket.law.kanalen import Berichtsoort
from openloket.offer import library
from openloket.offer.models import Channel, Product, Service
from openloket.offer.national_lists import TERMS
from openloket.offer.themes import MUCH_USED, theme_of
from openloket.tenancy.models import Authority

_NO_NAME_TERM = "UPL-naam_nog_niet_beschikbaar"
_NO_NAME = "UPL-naam nog niet beschikbaar"
_NO_NAME_KEY = "zonder-upl-naam"
_BY_LAW: Mapping[Berichtsoort, Mapping[str, Any]] = {
    Berichtsoort.BEZWAAR: {"kind": "objection"},
    Berichtsoort.KLACHT: {"kind": "complaint"},
}
_TERM = {"kind": "decision", "article": "Awb 4:13 lid 2", "weeks": 8}
_AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class ToInsert:
    """A proposed service, its id in the catalogue it comes from, and when that changed it."""

    proposal: Proposal
    source_id: str
    modified: date


def keep_products(names: Mapping[str, str]) -> dict[str, int]:
    """The id of the product of each UPL term (`names`: term to name); missing ones are made.

    Two imports at once make each product once. The term "" is for what has no name in the list.
    """
    told = {term: name for term, name in names.items() if term}
    known = _ids_by_term()
    keys = set(Product.objects.values_list("key", flat=True))
    new = [
        Product(key=_key(term, keys), upl_name=name[:200], upl_uri=TERMS + term)
        for term, name in sorted(told.items())
        if term not in known
    ]
    nameless = Product(key=_NO_NAME_KEY, upl_name=_NO_NAME, upl_uri=TERMS + _NO_NAME_TERM)
    Product.objects.bulk_create([*new, nameless], ignore_conflicts=True, batch_size=_AT_A_TIME)
    known = _ids_by_term()
    return {"": Product.objects.get(key=_NO_NAME_KEY).pk, **{term: known[term] for term in told}}


def _ids_by_term() -> dict[str, int]:
    rows = Product.objects.order_by("-pk").values_list("upl_uri", "pk")
    return {uri.removeprefix(TERMS): pk for uri, pk in rows}


def _key(term: str, taken: set[str]) -> str:
    """Short and the same each time; a few terms that look alike in an address get a hash behind them."""
    key = slug_of(term)
    if key in taken:
        key = f"{key[:41].rstrip('-')}-{hashlib.sha256(term.encode()).hexdigest()[:8]}"
    taken.add(key)
    return key


def known_sources() -> set[str]:
    """The ids of everything in the organisation in scope that came from a catalogue."""
    return set(Service.objects.exclude(source_id="").values_list("source_id", flat=True))


def taken_slugs() -> set[str]:
    """The addresses of all services of the organisation in scope, also of those that ended."""
    return set(Service.objects.values_list("slug", flat=True))


def insert(found: Sequence[ToInsert], products: Mapping[str, int], today: date) -> None:
    """Insert services with their channels, in the caller's transaction."""
    authorities = dict(Authority.objects.values_list("kind", "pk"))
    popular = _popular(found)
    services = [
        _service(one, products[one.proposal.upl_term], authorities, popular=place in popular)
        for place, one in enumerate(found)
    ]
    Service.objects.bulk_create(services, batch_size=_AT_A_TIME)
    channels = (
        _channel(service, one.proposal, position, today)
        for service, one in zip(services, found, strict=True)
        for position in range(1, len(one.proposal.channels) + 1)
    )
    Channel.objects.bulk_create(channels, batch_size=_AT_A_TIME)


def _popular(found: Sequence[ToInsert]) -> set[int]:
    """Of each much used product one: that with the shortest title, which is seldom an exception to it."""
    best: dict[str, int] = {}
    for place, one in enumerate(found):
        term = one.proposal.upl_term
        if term in MUCH_USED and (
            term not in best or len(one.proposal.title) < len(found[best[term]].proposal.title)
        ):
            best[term] = place
    return set(best.values())


def _service(one: ToInsert, product_id: int, authorities: Mapping[str, int], *, popular: bool) -> Service:
    proposal, standard = one.proposal, _standard(one.proposal.upl_term)
    college = authorities[Authority.Kind.COLLEGE]
    return Service.new(
        product_id=product_id,
        slug=proposal.slug,
        title=proposal.title,
        theme=standard.get("theme") or theme_of(proposal.upl_name, proposal.title),
        message_type=proposal.message_type.value,
        # Awb 2:13: what nobody has decided upon is treated as official.
        official=standard.get("official", Service.Official.UNDECIDED.value),
        authority_id=authorities.get(standard.get("authority", ""), college),
        form_version=None,
        page=proposal.page if len(proposal.page) <= 1000 else "",
        source_id=one.source_id,
        source_modified=one.modified,
        sensitive=standard.get("sensitive", True),
        term=dict(_BY_LAW.get(proposal.message_type, standard.get("term", _TERM))),
        texts=_texts(proposal),
        popular=popular,
    )


def _texts(proposal: Proposal) -> dict[str, Any]:
    """Only what the catalogue told: costs and needs of another municipality would be wrong here."""
    return {
        "audience": list(proposal.audience),
        "intro": proposal.intro,
        "what": [],
        "needs": [],
        "costs": "",
        "duration": "",
        "after": [],
        "offline": "",
        "legal_basis": [],
        "search": [proposal.upl_name] if proposal.upl_name else [],
    }


def _channel(service: Service, proposal: Proposal, position: int, today: date) -> Channel:
    told = proposal.channels[position - 1]
    return Channel.new(
        service=service,
        kind=told.kind.value,
        message_type=service.message_type,
        text=told.text,
        address=told.address,
        designated=told.designated,
        requirements=list(told.requirements),
        position=position,
        valid_from=today,
    )


@cache
def _standards() -> dict[str, dict[str, Any]]:
    """What the library knows of a product by its UPL term: theme, authority, official, term."""
    products = map(library.read_product, library.product_keys())
    wanted = ("theme", "authority", "official", "sensitive", "term")
    return {
        one["upl_uri"].removeprefix(TERMS): {name: one[name] for name in wanted}
        for one in products
        if one["upl_uri"] != TERMS + _NO_NAME_TERM
    }


def _standard(term: str) -> dict[str, Any]:
    return _standards().get(term, {})


def sources(ids_and_pages: Iterable[tuple[str, str]]) -> list[str]:
    """An id for each record of one organisation, from the id it was told and its page.

    Some catalogues give two products one id: the second gets a hash of its page behind it.
    """
    found: list[str] = []
    seen: set[str] = set()
    for told, page in ids_and_pages:
        one = told[:80] or _hash(page)
        one = one if one not in seen else f"{one}-{_hash(page)}"
        seen.add(one)
        found.append(one)
    return found


def _hash(page: str) -> str:
    return hashlib.sha256(page.encode()).hexdigest()[:16]
