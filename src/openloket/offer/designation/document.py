"""A designation decision as a document: parts in order, nothing of how it looks."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self


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
    """The whole decision. `unverified` lists what its makers could not know and a lawyer must look at."""

    title: str
    authorities: tuple[str, ...]
    legal_basis: str
    recitals: tuple[str, ...]
    articles: tuple[Article, ...]
    annex: tuple[AnnexRow, ...]
    signatures: tuple[Signature, ...]
    unverified: tuple[str, ...]

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
        )
