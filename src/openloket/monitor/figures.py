"""What the pages and the open data of the monitor ask: few rows for each, however many rounds there are."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce

from django.db.models import F, Max, Q, QuerySet

from openloket.monitor.models import (
    Municipality,
    Observation,
    Product,
    RightOfReply,
    Round,
    Scoring,
    SetProduct,
    Tally,
)
from openloket.monitor.scoring.channels import Audience, Basis, Channel
from openloket.monitor.scoring.counting import Count
from openloket.monitor.tallying import count_of

_MOST_ROUNDS = 40
"""A trend shows at most so many rounds, the latest."""


@dataclass(frozen=True, slots=True)
class Point:
    """A round in a trend; `joined` names municipalities that were measured apart then and are one now."""

    round: Round
    count: Count
    joined: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One product at one municipality, with its proof; `observation` None where nothing was seen."""

    product: Product
    audience: str
    observation: Observation | None


def published() -> QuerySet[Round]:
    """The rounds that the public may see, the latest first."""
    return Round.objects.filter(published_at__isnull=False).order_by("-begins_on", "-key")


def latest(basis: Basis | None = None) -> Round | None:
    """The last published round, on request the last with figures on this basis."""
    rounds = published()
    if basis:
        kept = Tally.objects.filter(kind="nation", basis=basis.value, audience="")
        rounds = rounds.filter(pk__in=kept.values("scoring__round"))
    return rounds.select_related("product_set").first()


def scoring_of(round: Round) -> Scoring | None:
    """The last computation of a round."""
    return Scoring.objects.filter(round=round).order_by("-id").first()


def _scorings(rounds: Iterable[Round]) -> dict[int, Round]:
    by_id = {one.pk: one for one in rounds}
    last = Scoring.objects.filter(round__in=list(by_id)).values("round").annotate(last=Max("id"))
    return {row["last"]: by_id[row["round"]] for row in last}


def bases(scoring: Scoring) -> list[Basis]:
    """On which bases a round has figures."""
    told = set(Tally.objects.filter(scoring=scoring, kind="nation").values_list("basis", flat=True))
    return [one for one in Basis if one.value in told]


def count(
    scoring: Scoring,
    kind: str,
    subject: str = "",
    basis: Basis = Basis.MEASURED,
    audience: Audience | None = None,
) -> Count:
    """The count of one part of the country (see models.Tally); an empty one where there is none."""
    return counts(scoring, kind, basis, audience, [subject]).get(subject, Count())


def counts(
    scoring: Scoring,
    kind: str,
    basis: Basis = Basis.MEASURED,
    audience: Audience | None = None,
    subjects: Collection[str] | None = None,
) -> dict[str, Count]:
    """The counts of all parts of one kind, or of some, by subject: one statement."""
    rows = Tally.objects.filter(
        scoring=scoring, kind=kind, basis=basis.value, audience=audience.value if audience else ""
    )
    if subjects is not None:
        rows = rows.filter(subject__in=list(subjects))
    return {row.subject: count_of(row) for row in rows.order_by("subject")}


def several(
    scoring: Scoring, parts: Collection[tuple[str, str]], basis: Basis, audience: Audience | None = None
) -> dict[tuple[str, str], Count]:
    """The counts of parts of different kinds, by kind and subject: one statement."""
    rows = Tally.objects.filter(
        reduce(Q.__or__, (Q(kind=kind, subject=subject) for kind, subject in parts)),
        scoring=scoring,
        basis=basis.value,
        audience=audience.value if audience else "",
    )
    return {(row.kind, row.subject): count_of(row) for row in rows}


def by_audience(scoring: Scoring, kind: str, subject: str, basis: Basis) -> dict[str, Count]:
    """The counts of one part of the country for each audience, and under "" for all: one statement."""
    rows = Tally.objects.filter(scoring=scoring, kind=kind, subject=subject, basis=basis.value)
    return {row.audience: count_of(row) for row in rows}


def together(some: Iterable[Count]) -> Count:
    """Several parts as one, such as the neighbours of a municipality."""
    return reduce(Count.join, some, Count())


def chosen(
    scoring: Scoring, towns: Collection[str], basis: Basis = Basis.MEASURED, audience: Audience | None = None
) -> Count:
    """Some municipalities together: for any filter that is no part of its own."""
    return together(counts(scoring, "municipality", basis, audience, towns).values())


def trend(
    kind: str,
    subject: str = "",
    basis: Basis = Basis.MEASURED,
    audience: Audience | None = None,
    rounds: Sequence[Round] | None = None,
) -> list[Point]:
    """One part of the country over the published rounds, oldest first.

    The line of a municipality goes on through a merger: before it, its predecessors are counted together.
    """
    known = list(rounds if rounds is not None else published()[:_MOST_ROUNDS])
    scorings = _scorings(known)
    line = _line_of(subject) if kind == "municipality" else {subject: ""}
    rows = Tally.objects.filter(
        scoring__in=list(scorings),
        kind=kind,
        subject__in=list(line),
        basis=basis.value,
        audience=audience.value if audience else "",
    )
    by_round: dict[int, list[Tally]] = {}
    for row in rows:
        by_round.setdefault(row.scoring_id, []).append(row)
    points = [
        Point(
            scorings[scoring],
            together(count_of(row) for row in some),
            tuple(sorted(line[row.subject] for row in some))
            if {row.subject for row in some} != {subject}
            else (),
        )
        for scoring, some in by_round.items()
    ]
    return sorted(points, key=lambda one: (one.round.begins_on, one.round.key))


def _line_of(code: str) -> dict[str, str]:
    """A municipality with all that went up in it, also by way of another: names by code."""
    names, new = dict[str, str](), {code}
    while new:
        found = dict(Municipality.objects.filter(code__in=new).values_list("code", "name"))
        names |= found
        new = (
            set(Municipality.objects.filter(successor__in=list(found)).values_list("code", flat=True))
            - names.keys()
        )
    return names


def municipality_cells(
    round: Round, code: str, basis: Basis = Basis.MEASURED, audience: Audience | None = None
) -> list[Cell]:
    """Every product that a round looks at, with what was seen at one municipality: two statements."""
    members = SetProduct.objects.filter(product_set=round.product_set_id).select_related("product")
    if audience:
        members = members.filter(audience=audience.value)
    seen = _current(round, basis).filter(municipality=code)
    by_cell = {(one.product_id, one.audience): one for one in seen}
    return [
        Cell(one.product, one.audience, by_cell.get((one.product_id, one.audience)))
        for one in members.order_by("position")
    ]


def product_observations(
    round: Round, product: Product, basis: Basis = Basis.MEASURED, audience: Audience | None = None
) -> QuerySet[Observation]:
    """What was seen of one product, by the name of the municipality; at most one for each and audience."""
    rows = _current(round, basis).filter(product=product).select_related("municipality")
    if audience:
        rows = rows.filter(audience=audience.value)
    return rows.order_by("municipality__name", "audience")


def supplier_observations(
    round: Round, supplier: str, basis: Basis = Basis.MEASURED
) -> QuerySet[Observation]:
    """What was seen through one supplier."""
    rows = _current(round, basis).filter(supplier=supplier)
    return rows.select_related("municipality", "product").order_by("municipality__name", "product__name")


def all_observations(round: Round, basis: Basis | None = None) -> QuerySet[Observation]:
    """Everything that counts in a round, for open data; read it in chunks."""
    rows = _current(round, basis) if basis else Observation.objects.current(round)
    return rows.select_related("municipality", "product").order_by("id")


def corrections(round: Round, code: str = "") -> QuerySet[Observation]:
    """What replaced an earlier observation, the latest first, each with what it replaced."""
    rows = Observation.objects.filter(round=round, replaces__isnull=False)
    if code:
        rows = rows.filter(municipality=code)
    return rows.select_related("replaces", "municipality", "product").order_by("-recorded_at", "-id")


def differences(round: Round, code: str = "") -> QuerySet[Observation]:
    """Measured observations of which the same municipality says otherwise; `said` is its own channel."""
    digital = Q(channel__in=_DIGITAL)
    said = Observation.objects.current(round).filter(basis=Basis.DECLARED.value)
    if code:
        said = said.filter(municipality=code)
    rows = _current(round, Basis.MEASURED)
    if code:
        rows = rows.filter(municipality=code)
    return (
        rows.filter(
            Q(pk__in=_pairs(rows.filter(digital), said.exclude(digital)))
            | Q(pk__in=_pairs(rows.exclude(digital), said.filter(digital)))
        )
        .select_related("municipality", "product")
        .order_by("municipality__name", "product__name")
    )


def _pairs(measured: QuerySet[Observation], said: QuerySet[Observation]) -> list[int]:
    cells = set(said.exclude(channel__in=_NEITHER).values_list("municipality_id", "product_id", "audience"))
    return [
        pk
        for pk, *cell in measured.exclude(channel__in=_NEITHER).values_list(
            "pk", "municipality_id", "product_id", "audience"
        )
        if tuple(cell) in cells
    ]


_DIGITAL = [one.value for one in (Channel.WEB_FORM, Channel.WEB_FORM_LOGIN, Channel.PORTAL, Channel.EMAIL)]
_NEITHER = [Channel.UNKNOWN.value, Channel.NOT_OFFERED.value]


def _current(round: Round, basis: Basis) -> QuerySet[Observation]:
    return Observation.objects.current(round).filter(basis=basis.value)


def suppliers(scoring: Scoring, basis: Basis = Basis.MEASURED) -> dict[str, Count]:
    """Every supplier that was seen, with its count."""
    return counts(scoring, "supplier", basis)


def towns_of_supplier(round: Round, supplier: str, basis: Basis = Basis.MEASURED) -> list[str]:
    """The codes of the municipalities where a supplier was seen."""
    rows = _current(round, basis).filter(supplier=supplier)
    return sorted(set(rows.values_list("municipality_id", flat=True)))


def main_supplier(round: Round, code: str, basis: Basis = Basis.MEASURED) -> str:
    """The supplier of most forms of a municipality; empty when none was seen."""
    seen = [
        one
        for one in _current(round, basis).filter(municipality=code).values_list("supplier", flat=True)
        if one
    ]
    return max(sorted(set(seen)), key=seen.count, default="")


@dataclass(frozen=True, slots=True)
class Alike:
    """Municipalities to compare one with, without a ranking: why they are alike, and their counts."""

    why: str
    towns: tuple[Municipality, ...]
    counts: dict[str, Count]

    @property
    def together(self) -> Count:
        """All of them as one."""
        return together(self.counts.values())


def alike(
    scoring: Scoring,
    why: str,
    towns: Sequence[Municipality],
    basis: Basis = Basis.MEASURED,
    audience: Audience | None = None,
) -> Alike:
    """A comparison with some municipalities: those of a size, a province, next to it, or of one supplier."""
    return Alike(
        why, tuple(towns), counts(scoring, "municipality", basis, audience, [one.code for one in towns])
    )


def towns_of_size(least: int, below: int, on: date) -> list[Municipality]:
    """The municipalities of a size class that were there on a day."""
    return [one for one in there(on) if one.inhabitants is not None and least <= one.inhabitants < below]


def towns_of_province(province: str, on: date) -> list[Municipality]:
    """The municipalities of a province that were there on a day."""
    return [one for one in there(on) if one.province == province]


def neighbours(town: Municipality) -> list[Municipality]:
    """The municipalities next to one, by name."""
    return list(Municipality.objects.filter(code__in=town.neighbours).order_by("name"))


def there(on: date) -> list[Municipality]:
    """The municipalities that were there on a day, by name: one statement."""
    began = Q(began_on__isnull=True) | Q(began_on__lte=on)
    return list(
        Municipality.objects.filter(began, Q(ended_on__isnull=True) | Q(ended_on__gt=on)).order_by("name")
    )


def reply_of(round: Round, code: str) -> RightOfReply | None:
    """What a municipality was asked and said before publication."""
    return RightOfReply.objects.filter(round=round, municipality=code).first()


def age_days(count: Count, now: datetime) -> tuple[int, int] | None:
    """How old the newest and the oldest evidence behind a count are, in days."""
    if count.newest is None or count.oldest is None:
        return None
    today = now.date()
    return (today - count.newest).days, (today - count.oldest).days


def ordered_products(round: Round) -> QuerySet[SetProduct]:
    """The products of a round in the order of its set."""
    return (
        SetProduct.objects.filter(product_set=round.product_set_id)
        .select_related("product")
        .order_by("position")
        .annotate(term=F("product__term"))
    )
