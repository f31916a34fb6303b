"""A designation decision as a document: parts in order, nothing of how it looks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Self


class Layout(StrEnum):
    """How the annex is written out."""

    TABLE = "tabel"
    LIST = "lijst"


class Domains(StrEnum):
    """How the articles about the domains are written."""

    PRODUCTS = "onderwerpen"
    TYPES = "typen"


@dataclass(frozen=True, slots=True)
class Variant:
    """What a municipality chooses when the decision is drafted; published decisions differ in these.

    - `authority`: the kind of the one authority that decides; "" is all of them together;
    - `layout`: the annex as table or as list by domain;
    - `delegated`: the college may change the annex for the other authorities (mandate, Awb 10:3);
    - `domains`: each domain with the products that are in it, or with a way for each type of message and a
      net for whatever else is about that domain.
    """

    authority: str = ""
    layout: Layout = Layout.TABLE
    delegated: bool = False
    domains: Domains = Domains.PRODUCTS

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "authority": self.authority,
            "layout": self.layout.value,
            "delegated": self.delegated,
            "domains": self.domains.value,
        }

    @classmethod
    def from_json(cls, read: Mapping[str, Any]) -> Self:
        """The choices that `as_json` wrote; a document of before they existed has none."""
        return cls(
            authority=read.get("authority", ""),
            layout=Layout(read.get("layout", Layout.TABLE)),
            delegated=read.get("delegated", False),
            domains=Domains(read.get("domains", Domains.PRODUCTS)),
        )


USUAL = Variant()
"""All authorities together, the annex as a table: as most municipalities do."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article; more than one paragraph are numbered by whoever writes them out."""

    number: int
    title: str
    paragraphs: tuple[str, ...]
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """One line of the annex: this kind of message about this product goes this way."""

    domain: str
    authority: str
    product: str
    message_type: str
    way: str
    address: str
    notes: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str, str]:
        """By what a line is known in every version: whose power, which product, which kind of message."""
        return self.authority, self.product, self.message_type


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs for one authority; the names are written in by hand or on adoption."""

    authority: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """The whole decision. `unverified` lists what its makers could not know and a lawyer must look at.

    `commences` is the day that it names itself; None in documents of before that was kept.
    """

    title: str
    authorities: tuple[str, ...]
    legal_basis: str
    recitals: tuple[str, ...]
    articles: tuple[Article, ...]
    annex: tuple[AnnexRow, ...]
    signatures: tuple[Signature, ...]
    unverified: tuple[str, ...]
    variant: Variant = USUAL
    commences: date | None = None

    @property
    def domains(self) -> tuple[tuple[str, tuple[AnnexRow, ...]], ...]:
        """The annex by domain, in its own order: how it is written as a list."""
        found: dict[str, list[AnnexRow]] = {}
        for row in self.annex:
            found.setdefault(row.domain, []).append(row)
        return tuple((domain, tuple(rows)) for domain, rows in found.items())

    def as_json(self) -> dict[str, Any]:
        """Plain values, to keep and to show to other programmes."""
        return {
            "title": self.title,
            "authorities": list(self.authorities),
            "legal_basis": self.legal_basis,
            "recitals": list(self.recitals),
            "articles": [
                {
                    "number": article.number,
                    "title": article.title,
                    "paragraphs": list(article.paragraphs),
                    "items": list(article.items),
                }
                for article in self.articles
            ],
            "annex": [
                {
                    "domain": row.domain,
                    "authority": row.authority,
                    "product": row.product,
                    "message_type": row.message_type,
                    "way": row.way,
                    "address": row.address,
                    "notes": list(row.notes),
                }
                for row in self.annex
            ],
            "signatures": [{"authority": one.authority, "roles": list(one.roles)} for one in self.signatures],
            "unverified": list(self.unverified),
            "variant": self.variant.as_json(),
            "commences": self.commences.isoformat() if self.commences else "",
        }

    @classmethod
    def from_json(cls, read: Mapping[str, Any]) -> Self:
        """The document that `as_json` wrote."""
        return cls(
            title=read["title"],
            authorities=tuple(read["authorities"]),
            legal_basis=read["legal_basis"],
            recitals=tuple(read["recitals"]),
            articles=tuple(
                Article(one["number"], one["title"], tuple(one["paragraphs"]), tuple(one["items"]))
                for one in read["articles"]
            ),
            annex=tuple(AnnexRow(**{**row, "notes": tuple(row["notes"])}) for row in read["annex"]),
            signatures=tuple(Signature(one["authority"], tuple(one["roles"])) for one in read["signatures"]),
            unverified=tuple(read["unverified"]),
            variant=Variant.from_json(read.get("variant", {})),
            commences=date.fromisoformat(read["commences"]) if read.get("commences") else None,
        )
