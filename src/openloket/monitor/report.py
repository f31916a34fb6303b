"""The report of a round: every national figure with its count, its margin and where it is defined."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from openloket.monitor import beside
from openloket.monitor.models import Municipality, Round
from openloket.monitor.scoring.channels import Basis
from openloket.monitor.scoring.counting import Count, Seen
from openloket.monitor.scoring.receipts import Receipts
from openloket.monitor.scoring.sizes import SIZES, size_of
from openloket.monitor.tallying import DEFINITIONS, Scope, parts, scope_of, seen_in

_DEFINED = {
    "digital": "digitaal",
    "print": "printen",
    "desk": "waarneming",
    "complete": "compleet",
    "incomplete": "compleet",
    "form_part": "verdeling",
    "email_part": "verdeling",
    "portal_part": "verdeling",
    "receipts": "ontvangst",
    "designations": "aanwijzing",
    "no_support": "ondersteuning",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: its name for machines and for people, `part` of `whole`, and its margins (all 0 to 1)."""

    key: str
    name: str
    part: int
    whole: int
    low: float | None = None
    high: float | None = None
    unit: str = "producten"

    @property
    def defined(self) -> str:
        """The heading in docs/monitor/definitions.md that says what it is."""
        return _DEFINED[self.key.partition("_")[0] if self.key.startswith("receipts") else self.key]

    @property
    def share(self) -> float | None:
        """0 to 1; None when there is nothing to divide by."""
        return self.part / self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class Report:
    """All figures of a round on one basis, with how much of it is known and how old it is."""

    round: Round
    at: datetime
    basis: Basis
    definitions: str
    municipalities: int
    count: Count
    figures: tuple[Figure, ...]
    statements: dict[str, int]
    satisfaction: float | None
    satisfaction_of: int
    difference: beside.Difference

    @property
    def days(self) -> tuple[date | None, date | None]:
        """The oldest and the newest day of the evidence."""
        return self.count.oldest, self.count.newest


def report(round: Round, now: datetime, basis: Basis | None = None) -> Report:
    """Compute a round anew from what was seen; nothing is written.

    Without a basis: what was measured, or else what is declared, or else what is reported.
    """
    scope = scope_of(round)
    seen = {basis: seen_in(round, basis, scope) for basis in Basis}
    first = next((one for one in Basis if seen[one]), Basis.MEASURED)
    return _report(round, now, scope, seen, basis or first)


def _report(round: Round, now: datetime, scope: Scope, seen: dict[Basis, list[Seen]], basis: Basis) -> Report:
    count = next(one for part, one in parts(scope, seen[basis], None) if part == ("nation", ""))
    codes = {town.code for town in scope.towns}
    mean, scored = beside.satisfaction_of(round, codes)
    statements: Counter[str] = beside.statements_of(round, codes)
    return Report(
        round=round,
        at=now,
        basis=basis,
        definitions=DEFINITIONS,
        municipalities=len(scope.towns),
        count=count,
        figures=(*channel_figures(count), *beside_figures(round, now, scope.towns)),
        statements=dict(sorted(statements.items())),
        satisfaction=mean,
        satisfaction_of=scored,
        difference=beside.difference(seen),
    )


def channel_figures(count: Count) -> tuple[Figure, ...]:
    """What a count says of the ways to ask for products; nothing is read."""
    by = count.channels
    towns = count.municipalities
    return (
        _of_products(count, "digital", "producten met een digitaal kanaal", count.digital),
        _of_products(count, "print", "printen, invullen en opsturen", by["print"]),
        _of_products(count, "desk", "alleen telefoon, balie of brief", by["desk"]),
        Figure(
            "complete",
            "gemeenten met een digitaal kanaal voor alles",
            count.complete,
            towns,
            unit="gemeenten",
        ),
        Figure(
            "incomplete",
            # Where not all is known, nobody can say that all of these lack something.
            "gemeenten die nog iets missen"
            + (" of waar iets onbekend is" if count.settled < count.askable else ""),
            towns - count.complete,
            towns,
            unit="gemeenten",
        ),
        Figure("form_part", "formulier, van de digitale kanalen", count.forms, count.digital),
        Figure("email_part", "e-mail, van de digitale kanalen", by["email"], count.digital),
        Figure("portal_part", "eigen omgeving, van de digitale kanalen", by["portal"], count.digital),
    )


def _of_products(count: Count, key: str, name: str, part: int) -> Figure:
    margin = count.margin(part)
    low, high = (margin.low, margin.high) if margin else (None, None)
    return Figure(key, name, part, count.settled, low, high)


def beside_figures(round: Round, now: datetime, towns: Sequence[Municipality]) -> tuple[Figure, ...]:
    """Confirmations (all, and by size), designations and help, of some municipalities: three statements."""
    return (*_receipts(round, now, towns), *_found(round, {one.code for one in towns}))


def _receipts(round: Round, now: datetime, towns: Sequence[Municipality]) -> Iterator[Figure]:
    asked = beside.asked_in(round)
    everybody = beside.receipts_among(asked, now)
    yield _receipt("receipts", "ontvangst bevestigd binnen 10 werkdagen", everybody)
    for size in SIZES:
        alike = {
            one.code for one in towns if one.inhabitants is not None and size_of(one.inhabitants) is size
        }
        yield _receipt(f"receipts_{size.key}", f"… {size.name}", beside.receipts_among(asked, now, alike))


def _receipt(key: str, name: str, found: Receipts) -> Figure:
    return Figure(key, name, found.in_time, found.asked, unit="gemeenten")


def _found(round: Round, codes: set[str]) -> tuple[Figure, ...]:
    decided = {one.municipality for one in beside.designations_of(round, codes)}
    support = beside.support_of(round, codes)
    missing = support.looked_at - support.found
    # Of nobody at all a decision known: then nobody searched, and that is no share of nothing.
    searched = len(codes) if decided else 0
    return (
        Figure("designations", "aanwijzingsbesluit gepubliceerd", len(decided), searched, unit="gemeenten"),
        Figure(
            "no_support", "geen informatie over hulp te vinden", missing, support.looked_at, unit="gemeenten"
        ),
    )
