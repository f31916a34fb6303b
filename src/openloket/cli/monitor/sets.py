"""`openloket monitor set`: the sets of products that a round may look at, and sets of one's own."""

import argparse
import csv
import sys
from pathlib import Path

from django.db.models import Count

from openloket.conf.env import ConfigurationError
from openloket.flows.measuring.keep_round import bring_lists
from openloket.flows.measuring.keep_set import NewSet, UnableToKeepSet, keep_set
from openloket.monitor.models import ProductSet
from openloket.monitor.sources.saved import NotATable, lines_of
from openloket.monitor.sources.table import read, written
from openloket.monitor.sources.templates import SET_OF_PRODUCTS


def run(arguments: argparse.Namespace) -> int:
    """List the sets, print an empty one, or keep one of one's own; exit code 1 when a line has a fault."""
    if arguments.what == "template":
        print(written(SET_OF_PRODUCTS), end="")
        return 0
    if arguments.what == "add":
        return _add(arguments)
    bring_lists()
    for one in ProductSet.objects.annotate(products=Count("members")).order_by("key"):
        print(f"{one.key}  {one.products} producten  {one.name}\n    {one.source}")
    return 0


def _add(arguments: argparse.Namespace) -> int:
    path, new = Path(arguments.file), NewSet(arguments.key, arguments.name, arguments.source)
    try:
        kept = keep_set(new, read(lines_of(path.read_bytes()), SET_OF_PRODUCTS))
    except UnableToKeepSet as refusal:
        for fault in refusal.faults:
            print(fault, file=sys.stderr)
        if refusal.faults:
            print(refusal, file=sys.stderr)
            return 1
        raise ConfigurationError(f"monitor set add: {refusal}") from refusal
    except (NotATable, OSError, csv.Error) as problem:
        raise ConfigurationError(f"monitor set add: {path.name}: {problem}") from problem
    print(
        f"Set {kept.key}: {kept.members.count()} producten."
        f" Nu: openloket monitor round add KEY --set {kept.key}"
    )
    return 0
