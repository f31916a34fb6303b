"""`openloket monitor import` and `import-sc`: files become observations; faults become lines that help."""

import argparse
import csv
import gzip
import hashlib
import re
import sys
import time
import zlib
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from datetime import time as clock
from pathlib import Path
from zoneinfo import ZoneInfo

from openloket.catalogues.reading import NotACatalogue
from openloket.catalogues.record import Faulty
from openloket.cli.catalogue import records
from openloket.cli.monitor.rounds import day, named
from openloket.conf.env import ConfigurationError
from openloket.flows.measuring.import_declared import import_declared, in_round
from openloket.flows.measuring.import_table import checked, import_table
from openloket.flows.measuring.keep_round import NewRound, begin_round, bring_lists
from openloket.flows.measuring.observe import Source, UnableToObserve
from openloket.monitor.models import Round
from openloket.monitor.recording import Written
from openloket.monitor.sources.declared import Declared
from openloket.monitor.sources.saved import NotATable, lines_of
from openloket.monitor.sources.table import Fault, Line, read, written
from openloket.monitor.sources.templates import TEMPLATES, Kind
from openloket.offer.national_lists import municipality_named, upl_names

_MOST_FAULTS = 50
_STEP = 5000
"""A line of progress each so many records."""


def table(arguments: argparse.Namespace) -> int:
    """Import a table, or print its template. Exit code 1 when a line has a fault."""
    kind = Kind(arguments.kind)
    if arguments.template:
        print(written(TEMPLATES[kind]), end="")
        return 0
    if not arguments.file:
        raise ConfigurationError("monitor import: name a file, or ask for --template")
    path, now = Path(arguments.file), datetime.now(UTC)
    bring_lists()
    round = named(arguments.round)
    good, faults = _checked(path, round, kind, now)
    _complain(faults)
    if faults and not arguments.skip_faulty:
        print(f"Niets ingelezen: {len(faults)} fouten, {len(good)} goede regels.", file=sys.stderr)
        return 1
    source = Source(kind.value, path.name, _sha256(path), {"lines": len(good), "faults": len(faults)})
    try:
        _tell(import_table(round, kind, good, source, now))
    except UnableToObserve as refusal:
        raise ConfigurationError(f"monitor import: {refusal}") from refusal
    return 1 if faults else 0


def _checked(path: Path, round: Round, kind: Kind, now: datetime) -> tuple[list[Line], list[Fault]]:
    try:
        return checked(round, kind, read(_lines(path), TEMPLATES[kind]), now)
    except NotATable as problem:
        raise ConfigurationError(f"monitor import: {path.name}: {problem}") from problem
    except (OSError, EOFError, zlib.error, csv.Error) as problem:
        told = f"monitor import: {path.name} is geen leesbare tabel: {problem}"
        raise ConfigurationError(told) from problem


def _lines(path: Path) -> Iterator[str]:
    content = path.read_bytes()
    return lines_of(gzip.decompress(content) if path.suffix == ".gz" else content)


def catalogue(arguments: argparse.Namespace) -> int:
    """Import what municipalities declare of themselves; exit code 1 when something was left out."""
    path, now, began = Path(arguments.file), datetime.now(UTC), time.monotonic()
    bring_lists()
    try:
        told, newest, faults = _declared(path)
        sha256 = _sha256(path)
    except (OSError, EOFError, UnicodeDecodeError, NotACatalogue) as problem:
        raise ConfigurationError(f"monitor import-sc: {problem}") from problem
    on = day(arguments.on) if arguments.on else newest or now.date()
    round = named(arguments.round) if arguments.round else _round_of(on)
    kept, left = in_round(round, told)
    counts = {"records": sum(one.products for one in kept.counts.values()), "faults": len(faults)}
    source = Source("sc", path.name, sha256, counts)
    at = datetime.combine(on, clock(12), ZoneInfo("Europe/Amsterdam")).astimezone(UTC)
    try:
        result = import_declared(round, kept, source, at, now)
    except UnableToObserve as refusal:
        raise ConfigurationError(f"monitor import-sc: {refusal}") from refusal
    _complain([*faults, *(Fault(0, f"{code}: {why}") for code, why in sorted(left.items()))])
    towns = f"{counts['records']} producten van {len(kept.counts)} gemeenten"
    print(f"Ronde {round.key}: {towns}, {time.monotonic() - began:.1f} s")
    _tell(result)
    return 1 if faults or left else 0


def _declared(path: Path) -> tuple[Declared, date | None, list[Fault]]:
    told, newest, faults = Declared(names_to_terms()), None, list[Fault]()
    for number, one in enumerate(records(path), start=1):
        if isinstance(one, Faulty):
            faults.append(Fault(one.place, one.reason))
            continue
        known = municipality_named(one.authority)
        told.add(known.cbs_code if known else one.authority, one)
        newest = max(filter(None, (newest, one.modified)), default=None)
        if number % _STEP == 0:
            print(f"{number} producten gelezen", file=sys.stderr, flush=True)
    return told, newest, faults


def names_to_terms() -> dict[str, str]:
    """The term of every name in the UPL, with spaces alone between its words."""
    return {re.sub(r"[ _-]+", " ", name).lower(): term for term, name in upl_names().items()}


def _round_of(on: date) -> Round:
    key = f"sc-{on:%Y-%m-%d}"
    found = Round.objects.filter(key=key).first()
    return found or begin_round(
        NewRound(
            key=key,
            name=f"Samenwerkende Catalogi, {on:%d-%m-%Y}",
            product_set="twintig",
            begins_on=on,
            ends_on=on,
            note="Wat gemeenten zelf opgeven. Niet gemeten.",
        )
    )


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _tell(counts: Counter[Written]) -> None:
    for one in Written:
        print(f"{counts[one]:>8}  {one}")


def _complain(faults: list[Fault]) -> None:
    for one in faults[:_MOST_FAULTS]:
        print(one, file=sys.stderr)
    if len(faults) > _MOST_FAULTS:
        print(f"en nog {len(faults) - _MOST_FAULTS} fouten", file=sys.stderr)
