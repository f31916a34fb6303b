"""`openloket catalogue`: fill organisations from Samenwerkende Catalogi, or print their own feed."""

import argparse
import gzip
import hashlib
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from openloket.catalogues.proposal import website_of
from openloket.catalogues.reading import NotACatalogue, read_table, read_xml
from openloket.catalogues.record import Faulty, Record
from openloket.cli.organisation import named
from openloket.conf.env import ConfigurationError
from openloket.flows.offering.found_organisation import NewOrganisation, UnableToFound
from openloket.flows.offering.import_catalogue import Count, import_catalogue, import_products
from openloket.law.kalender import dag_in_amsterdam
from openloket.offer import feed
from openloket.offer.national_lists import municipality_named
from openloket.tenancy.addresses import public_url
from openloket.tenancy.models import Organisation
from openloket.tenancy.scope import scope

_MOST_FAULTS = 20
Owners = dict[str, Organisation | NewOrganisation]


@dataclass(slots=True)
class Told:
    """What a file tells: its records by authority (a CBS code where that is known), and its faults."""

    records: dict[str, list[Record]] = field(default_factory=dict)
    faults: list[Faulty] = field(default_factory=list)


def run(arguments: argparse.Namespace) -> int:
    """Import a file, or print a feed. Exit code 1 when something in the file could not be imported."""
    if arguments.action == "feed":
        return _feed(named(arguments.organisation))
    path = Path(arguments.file)
    try:
        sha256, told = hashlib.sha256(path.read_bytes()).hexdigest(), read(path)
    except (OSError, EOFError, UnicodeDecodeError, NotACatalogue) as problem:
        raise ConfigurationError(f"catalogue import: {problem}") from problem
    owners = _owners(told, arguments)
    strangers = sorted(set(told.records) - set(owners)) if not arguments.organisation else []
    _import(told, owners, sha256)
    _complain(told, strangers)
    return 1 if told.faults or strangers else 0


def read(path: Path) -> Told:
    """Everything in a file. Raises NotACatalogue, and OSError for what is no file."""
    told = Told()
    for one in records(path):
        if isinstance(one, Faulty):
            told.faults.append(one)
            continue
        known = municipality_named(one.authority)
        told.records.setdefault(known.cbs_code if known else one.authority, []).append(one)
    return told


def records(path: Path) -> Iterator[Record | Faulty]:
    """The records of a file, one by one; memory stays that of one."""
    packed = path.suffix == ".gz"
    if path.name.removesuffix(".gz").endswith(".csv"):
        with (
            gzip.open(path, "rt", encoding="utf-8-sig", newline="")
            if packed
            else path.open(encoding="utf-8-sig", newline="") as lines
        ):
            try:
                yield from read_table(lines)
            except UnicodeDecodeError as problem:
                raise NotACatalogue("Dit bestand is niet in UTF-8. Bewaar het als CSV in UTF-8.") from problem
    else:
        with gzip.open(path, "rb") if packed else path.open("rb") as file:
            yield from read_xml(file)  # type: ignore[arg-type] # gzip's reader is a file as well


def _owners(told: Told, arguments: argparse.Namespace) -> Owners:
    """Whose records are imported: those of one organisation, or of all that are here or may be made."""
    if arguments.organisation:
        town = named(arguments.organisation)
        code = town.cbs_code if town.cbs_code in told.records else next(iter(told.records), "")
        if town.cbs_code != code and (town.cbs_code or len(told.records) != 1):
            raise ConfigurationError(f"catalogue import: the file has no products of {town.name}")
        return {code: town}
    here = {town.cbs_code: town for town in Organisation.objects.exclude(cbs_code="")}
    owners: Owners = {code: here[code] for code in told.records if code in here}
    for code in told.records if arguments.create else ():
        if code not in here and (known := municipality_named(code)):
            site = website_of(told.records[code])
            owners[code] = NewOrganisation(name=known.name, cbs_code=known.cbs_code, website=site)
    return owners


def _import(told: Told, owners: Mapping[str, Organisation | NewOrganisation], sha256: str) -> None:
    began, total = time.monotonic(), Counter[Count]()
    products = import_products(one for code in owners for one in told.records[code])
    for number, (code, owner) in enumerate(owners.items(), start=1):
        start = time.monotonic()
        try:
            done = import_catalogue(owner, told.records[code], products, sha256, datetime.now(UTC))
        except UnableToFound as refusal:
            told.faults.append(Faulty(0, f"{owner.name}: {refusal}"))
            continue
        total.update(done.counts)
        new, all_of_it = done.counts[Count.NEW], done.counts[Count.RECORDS]
        seconds = time.monotonic() - start
        print(f"[{number}/{len(owners)}] {owner.name}: {new} nieuw van {all_of_it}, {seconds:.1f} s")
    print(f"\n{len(owners)} organisaties in {time.monotonic() - began:.0f} s")
    for count in Count:
        print(f"{total[count]:>8}  {count}")
    if owners and not total[Count.NEW]:
        print("Er is niets veranderd: alles stond er al.")


def _complain(told: Told, strangers: list[str]) -> None:
    """What was not imported, and why."""
    for fault in told.faults[:_MOST_FAULTS]:
        print(f"regel {fault.place}: {fault.reason}" if fault.place else fault.reason, file=sys.stderr)
    if len(told.faults) > _MOST_FAULTS:
        print(f"en nog {len(told.faults) - _MOST_FAULTS} regels", file=sys.stderr)
    for code in strangers:
        print(
            f"{code}: {len(told.records[code])} producten van een organisatie die hier niet is",
            file=sys.stderr,
        )


def _feed(organisation: Organisation) -> int:
    with scope(organisation.pk):
        today = dag_in_amsterdam(datetime.now(UTC))
        try:
            content = feed.written(organisation, lambda path: public_url(organisation, path), today)
        except ValueError as none:
            raise ConfigurationError(f"catalogue feed: {organisation.name} has no products yet") from none
    sys.stdout.buffer.write(content)
    return 0
