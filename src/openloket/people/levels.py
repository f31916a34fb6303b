"""Levels of assurance: how surely somebody is known to be who they say (eIDAS art. 8, Wdo)."""

from collections.abc import Iterable

LEVELS = ("laag", "substantieel", "hoog")
"""From low to high, as offer.models.Channel.Login names them."""


def enough(level: str, asked: str) -> bool:
    """Whether a login at this level will do where `asked` is asked; nothing asked: any level does."""
    if not asked:
        return True
    return level in LEVELS and LEVELS.index(level) >= LEVELS.index(asked)


def highest(levels: Iterable[str]) -> str:
    """The highest of some levels; empty when there is none."""
    return max(levels, key=lambda level: LEVELS.index(level) if level in LEVELS else -1, default="")


def at_least(asked: str) -> tuple[str, ...]:
    """The levels that will do where `asked` is asked."""
    return tuple(level for level in LEVELS if enough(level, asked))
