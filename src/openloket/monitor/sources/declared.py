"""Samenwerkende Catalogi as what municipalities say of themselves: records become sightings and counts."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import unquote

from openloket.catalogues.addresses import Means, understand
from openloket.catalogues.record import Audience as ToldAudience
from openloket.catalogues.record import Online, Record
from openloket.monitor.checking.families import Leads, tell
from openloket.monitor.scoring.channels import Audience, Basis, Channel
from openloket.monitor.sightings import Sighting

TERMS = "http://standaarden.overheid.nl/owms/terms/"
SAID_BY = "de gemeente zelf, in Samenwerkende Catalogi"

_FOR = {ToldAudience.CITIZENS: Audience.CITIZENS, ToldAudience.BUSINESSES: Audience.BUSINESSES}
# Of several records about one product the furthest counts; a login first, as the published table has it.
_ORDER = (Online.WITH_LOGIN, Online.YES, Online.NO)
_LEADS = {Leads.PORTAL: Channel.PORTAL, Leads.LOGIN_FORM: Channel.WEB_FORM_LOGIN}


@dataclass(slots=True)
class Counted:
    """How many records a municipality has, and of which kinds."""

    products: int = 0
    named: int = 0
    online: int = 0
    online_login: int = 0
    not_online: int = 0
    with_address: int = 0

    def add(self, record: Record) -> None:
        """Count one record."""
        self.products += 1
        self.named += bool(record.upl_uris)
        self.online += record.online is Online.YES
        self.online_login += record.online is Online.WITH_LOGIN
        self.not_online += record.online is Online.NO
        self.with_address += bool(record.application)


@dataclass(slots=True)
class Declared:
    """What a whole file says: per municipality its counts, and per product the record that counts.

    `terms_by_name`: some write the name of a product where its term belongs (‘erkenning kind’).
    """

    terms_by_name: Mapping[str, str] = field(default_factory=dict)
    counts: dict[str, Counted] = field(default_factory=dict)
    chosen: dict[tuple[str, str], Record] = field(default_factory=dict)
    audiences: dict[tuple[str, str], set[Audience]] = field(default_factory=dict)

    def add(self, municipality: str, record: Record) -> None:
        """Take one record of a municipality (its CBS code); memory holds one record per product."""
        self.counts.setdefault(municipality, Counted()).add(record)
        for uri in record.upl_uris:
            cell = (municipality, self._term(uri))
            known = self.chosen.get(cell)
            if known is None or _rank(record) < _rank(known):
                self.chosen[cell] = record
            self.audiences.setdefault(cell, set()).update(_FOR[one] for one in record.audiences)

    def _term(self, uri: str) -> str:
        term = unquote(uri.removeprefix(TERMS))
        return self.terms_by_name.get(re.sub(r"[ _-]+", " ", term).lower(), term)

    @property
    def terms(self) -> set[str]:
        """The terms of all products that are told of."""
        return {term for _, term in self.chosen}

    def sightings(self, asked: Mapping[str, set[Audience]], at: datetime) -> Iterator[Sighting]:
        """One for each product and audience. `asked` are the audiences of which the product sets want it:
        municipalities mark the audience carelessly, so what they told counts for those as well."""
        for (municipality, term), record in self.chosen.items():
            told = self.audiences[municipality, term] or {Audience.CITIZENS}
            for audience in sorted(told | asked.get(term, set())):
                yield _sighting(municipality, term, audience, record, at)


def _rank(record: Record) -> tuple[int, bool]:
    return _ORDER.index(record.online), not record.application


def _sighting(municipality: str, term: str, audience: Audience, record: Record, at: datetime) -> Sighting:
    found = understand(record.application, record.identifier)
    channel = _channel(record.online, found.means, found.url)
    changed = f" Gewijzigd op {record.modified:%d-%m-%Y}." if record.modified else ""
    note = f" {found.note}" if found.note else ""
    return Sighting(
        municipality=municipality,
        term=term,
        audience=audience,
        basis=Basis.DECLARED,
        channel=channel,
        seen_at=at,
        seen_by=SAID_BY,
        reason=f"Opgegeven bij online aanvragen: {record.online.value}.{note}{changed}",
        address=found.url or understand(record.identifier, "").url,
        excerpt=record.title,
        told=record.online.value,
        supplier=tell(found.url).supplier if found.means is Means.WEB else "",
    )


def _channel(online: Online, means: Means, url: str) -> Channel:
    """Who says ‘nee’ is believed; who says ‘ja’ is believed as far as the address that was told allows."""
    if means is Means.PAPER:
        return Channel.PRINT
    if online is Online.NO or means is Means.PHONE:
        return Channel.DESK
    if means is Means.EMAIL:
        return Channel.EMAIL
    if online is Online.WITH_LOGIN:
        return Channel.WEB_FORM_LOGIN
    return _LEADS.get(tell(url).leads, Channel.WEB_FORM)
