"""What changed between two versions of a designation decision, in sentences that an alderman can read."""

from dataclasses import dataclass
from enum import StrEnum

from openloket.offer.designation.document import AnnexRow, Article, Document


class Kind(StrEnum):
    """What happened to a part."""

    ADDED = "nieuw"
    REMOVED = "vervallen"
    CHANGED = "gewijzigd"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: the part, how it read and how it reads now (empty for new and gone)."""

    kind: Kind
    part: str
    was: str
    now: str

    def as_json(self) -> dict[str, str]:
        """Plain values."""
        return {"kind": self.kind.value, "part": self.part, "was": self.was, "now": self.now}


def difference(old: Document, new: Document) -> tuple[Change, ...]:
    """Every difference, the annex first: that is what people notice. The title is not compared."""
    return (
        *_compared(_annex(old), _annex(new)),
        *_compared(_articles(old), _articles(new)),
        *_compared(_around(old), _around(new)),
    )


def _compared(old: dict[str, str], new: dict[str, str]) -> list[Change]:
    changes = []
    for part in [*old, *(name for name in new if name not in old)]:
        was, now = old.get(part, ""), new.get(part, "")
        if was == now:
            continue
        kind = Kind.ADDED if part not in old else Kind.REMOVED if part not in new else Kind.CHANGED
        changes.append(Change(kind, part, was, now))
    return changes


def _annex(document: Document) -> dict[str, str]:
    rows: dict[str, str] = {}
    for row in document.annex:
        part = f"{row.product}, {row.message_type} ({row.authority})"
        rows[part] = "; ".join(filter(None, [rows.get(part, ""), _told(row)]))
    return rows


def _told(row: AnnexRow) -> str:
    notes = f" [{'; '.join(row.notes)}]" if row.notes else ""
    return f"{row.way} {row.address}".strip() + notes


def _articles(document: Document) -> dict[str, str]:
    # By title: an article that only got another number did not change.
    return {f"Artikel ‘{article.title}’": _text(article) for article in document.articles}


def _text(article: Article) -> str:
    return " ".join([*article.paragraphs, *article.items])


def _around(document: Document) -> dict[str, str]:
    return {
        "Bestuursorganen": ", ".join(document.authorities),
        "Grondslag": document.legal_basis,
        "Overwegingen": " ".join(document.recitals),
    }
