"""The cost of an archive: many received submissions, made in SQL from a real one, and the same things timed."""

from collections.abc import Sequence
from typing import Any

from bench.instance import Instance
from bench.plan import Plan


def flatness(instance: Instance, plan: Plan, sizes: Sequence[int]) -> list[dict[str, Any]]:
    return []
