"""How the live register differs from what was decided, and since when (Awb 2:13(2))."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from openloket.offer.designation.compose import annex_row
from openloket.offer.designation.difference import Change, difference, part_of
from openloket.offer.designation.document import Document
from openloket.offer.designation.keeping import all_in_force, composed, document_of, register
from openloket.offer.designation.register import Line
from openloket.offer.models import DesignationDecision
from openloket.tenancy.models import Authority, Organisation

# Every new version has another day and name: that is no difference.
_ALWAYS_OTHER = ("‘Inwerkingtreding’", "‘Citeertitel’")


@dataclass(frozen=True, slots=True)
class Drifted:
    """One difference with a decision (its number), and since which day; None: the register does not tell."""

    number: int
    change: Change
    since: date | None


@dataclass(frozen=True, slots=True)
class Drift:
    """What would have to be decided to make the decisions true again.

    `undecided` are the authorities without a decision; `coming` the days ahead on which a designation begins
    or ends.
    """

    decisions: tuple[DesignationDecision, ...]
    found: tuple[Drifted, ...]
    undecided: tuple[str, ...]
    coming: tuple[date, ...]


def drift(organisation: Organisation, day: date) -> Drift:
    """Compare every decision in force with what the register asks for; without one nothing differs."""
    lines, decisions = register(), all_in_force(day)
    names: dict[str, str] = dict(Authority.objects.order_by("kind").values_list("kind", "name"))
    own = {one.authority_kind for one in decisions if one.authority_kind}
    covered = names.keys() if any(not one.authority_kind for one in decisions) else own
    since = _since(lines, day)
    found = [
        Drifted(decision.number, change, since.get(_about(change.part)))
        for decision in decisions
        for change in _changes(organisation, decision, lines, day, {names[kind] for kind in own})
    ]
    ahead = {one for line in lines if line.designates for one in _turns(line) if one > day}
    undecided = tuple(name for kind, name in names.items() if kind not in covered)
    return Drift(tuple(decisions), tuple(found), undecided, tuple(sorted(ahead)))


def _changes(
    organisation: Organisation,
    decision: DesignationDecision,
    lines: Sequence[Line],
    day: date,
    others: set[str],
) -> list[Change]:
    was = document_of(decision)
    now = composed(organisation, lines, day, was.variant)
    if not decision.authority_kind:
        # What an authority decided for itself is compared with that.
        was, now = _without(was, others), _without(now, others)
    return [one for one in difference(was, now) if not any(word in one.part for word in _ALWAYS_OTHER)]


def _without(document: Document, authorities: set[str]) -> Document:
    return replace(document, annex=tuple(row for row in document.annex if row.authority not in authorities))


def _since(lines: Sequence[Line], day: date) -> Mapping[str, date]:
    """The last day on which each line of the annex began or ended."""
    found: dict[str, date] = {}
    for line in lines:
        part = _about(part_of(annex_row(line)))
        for one in _turns(line) if line.designates else ():
            if one <= day:
                found[part] = max(one, found.get(part, one))
    return found


def _about(part: str) -> str:
    """Product and kind of message, whoever decides about it."""
    return part.rpartition(" (")[0]


def _turns(line: Line) -> list[date]:
    """The days on which a line begins and ends to hold."""
    return [line.valid_from, *([line.valid_to] if line.valid_to else [])]
