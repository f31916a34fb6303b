"""What changed between two versions of a designation decision, in sentences that an alderman can read."""

from collections.abc import Callable
from dataclasses import dataclass, replace
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
        *map(_shortened(old, new), _compared(_articles(old), _articles(new))),
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


def part_of(row: AnnexRow) -> str:
    """The name of a line of the annex in a difference."""
    return f"{row.product}, {row.message_type} ({row.authority})"


def _annex(document: Document) -> dict[str, str]:
    rows: dict[str, str] = {}
    for row in document.annex:
        part = part_of(row)
        rows[part] = "; ".join(filter(None, [rows.get(part, ""), _told(row)]))
    return rows


def _told(row: AnnexRow) -> str:
    notes = f" [{'; '.join(row.notes)}]" if row.notes else ""
    return f"{row.way} {row.address}".strip() + notes


def _articles(document: Document) -> dict[str, str]:
    # By title: an article that only got another number did not change.
    return {_name(article): _text(article) for article in document.articles}


def _shortened(old: Document, new: Document) -> Callable[[Change], Change]:
    """Of an article that only got other items, tell those: a domain may name a hundred products."""
    before = {_name(article): article for article in old.articles}
    after = {_name(article): article for article in new.articles}

    def shorten(change: Change) -> Change:
        one, other = before.get(change.part), after.get(change.part)
        if one is None or other is None or one.paragraphs != other.paragraphs:
            return change
        gone = [item for item in one.items if item not in other.items]
        come = [item for item in other.items if item not in one.items]
        return replace(change, was=" ".join(gone), now=" ".join(come)) if gone or come else change

    return shorten


def _name(article: Article) -> str:
    return f"Artikel ‘{article.title}’"


def _text(article: Article) -> str:
    return " ".join([*article.paragraphs, *article.items])


def _around(document: Document) -> dict[str, str]:
    return {
        "Bestuursorganen": ", ".join(document.authorities),
        "Grondslag": document.legal_basis,
        "Overwegingen": " ".join(document.recitals),
    }
