"""Two processes seal the log at once while facts keep coming: each gets one place, and the tree holds."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from tests import cast, database

from openloket.evidence.canonical import read_canonical
from openloket.evidence.log import Fact, describe, record
from openloket.evidence.models import Leaf, TreeHead
from openloket.evidence.seal import read_nodes
from openloket.evidence.signing import signing_key
from openloket.evidence.treehead import read_tree_head
from openloket.flows.proving.seal_log import seal_log
from openloket.merkle import tree
from openloket.merkle.verify import verify_consistency, verify_inclusion
from openloket.tenancy.scope import scope

NOW = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
FACTS = 240

# Seals without pause until told to stop, and says how often it was refused because another was at it.
SEALER = """
import sys, threading
import django
django.setup()
from datetime import UTC, datetime
from openloket.flows.proving.seal_log import seal_log
stop = threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), stop.set()), daemon=True).start()
placed = refused = 0
print("ready", flush=True)
while not stop.is_set():
    sealed = seal_log(datetime.now(UTC))
    placed += sealed.leaves if sealed else 0
    refused += sealed is None
print(placed, refused)
"""


@pytest.fixture
def town(django_db_setup: None, django_db_blocker: Any) -> Iterator[cast.Municipality]:
    """A municipality in a database of its own, where everything is really committed."""
    template = settings.DATABASES["default"]["NAME"]
    name = f"{template}_sealing"
    with django_db_blocker.unblock():
        database.use("postgres")
        database.create(name, template)
        database.use(name)
        town = cast.municipality("duinstede", "Duinstede", "DUI")
        with scope(town.organisation.pk):
            yield town
        database.use(template)
        database.drop(name)


@pytest.fixture
def sealers(town: cast.Municipality) -> Iterator[list[subprocess.Popen[str]]]:
    """Two sealing processes, both at work."""
    environment = {
        **os.environ,
        "DATABASE_URL": database.address(settings.DATABASES["default"]["NAME"]),
        "DJANGO_SETTINGS_MODULE": "openloket.conf.settings",
    }
    started = [
        subprocess.Popen(
            [sys.executable, "-c", SEALER],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    try:
        assert [one.stdout.readline() for one in started if one.stdout] == ["ready\n", "ready\n"]
        yield started
    finally:
        for one in started:
            one.kill()
            one.communicate()


def _stop(sealers: list[subprocess.Popen[str]]) -> int:
    """End them in good order; gives how many facts they placed together."""
    said = [one.communicate(timeout=120)[0].split() for one in sealers]
    assert [one.returncode for one in sealers] == [0, 0]
    return sum(int(placed) for placed, _ in said)


def _facts(numbers: range) -> list[Fact]:
    return [Fact("test.x", "test", number, describe("test.x", NOW, "system")) for number in numbers]


def test_two_sealers_place_every_fact_once(
    town: cast.Municipality, sealers: list[subprocess.Popen[str]]
) -> None:
    recorded = []
    for first in range(0, FACTS, 6):
        with transaction.atomic():
            recorded += record(town.organisation.pk, NOW, "system", _facts(range(first, first + 6)))
    placed = _stop(sealers)
    last = seal_log(NOW)
    assert last is not None
    assert placed + last.leaves == last.tree_size == FACTS
    places = dict(Leaf.objects.values_list("event_id", "leaf_index"))
    assert sorted(places.values()) == list(range(FACTS))
    root = bytes(TreeHead.objects.get(tree_size=FACTS).root_hash)
    for fact in recorded:
        index = places[fact.event_id]
        path = tree.inclusion_path(index, FACTS, read_nodes)
        assert verify_inclusion(fact.leaf_hash, index, FACTS, path, root)


def test_every_head_continues_the_one_before(
    town: cast.Municipality, sealers: list[subprocess.Popen[str]]
) -> None:
    for first in range(0, FACTS - 2, 2):
        record(town.organisation.pk, NOW, "system", _facts(range(first, first + 2)))
    _stop(sealers)
    seal_log(NOW)  # what they had not come to: a head of less than all
    record(town.organisation.pk, NOW, "system", _facts(range(FACTS - 2, FACTS)))
    seal_log(NOW)
    heads = [
        read_tree_head(read_canonical(document.encode()))
        for document in TreeHead.objects.order_by("tree_size").values_list("document", flat=True)
    ]
    assert len(heads) > 1
    assert heads[-1].tree_size == FACTS
    assert all(head.signed_by(signing_key().public) for head in heads)
    for old, new in pairwise(heads):
        path = tree.consistency_path(old.tree_size, new.tree_size, read_nodes)
        roots = (bytes.fromhex(old.root_hash), bytes.fromhex(new.root_hash))
        assert verify_consistency(old.tree_size, new.tree_size, *roots, path)
