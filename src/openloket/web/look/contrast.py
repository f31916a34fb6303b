"""Colour contrast of a look: the pairs that stand on each other and what WCAG 2.2 asks of them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_HEX = re.compile(r"#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})", re.IGNORECASE)

TEXT = 4.5  # WCAG 1.4.3
PART = 3.0  # WCAG 1.4.11: borders of controls, focus marks


@dataclass(frozen=True, slots=True)
class Pair:
    """A foreground token, the background token it stands on, and the least ratio."""

    front: str
    back: str
    least: float


_INK = ("ink", "ink-soft", "accent", "accent-dark", "heading", "danger", "ok", "warn", "info")

PAIRS: tuple[Pair, ...] = (
    *(Pair(front, back, TEXT) for front in _INK for back in ("paper", "surface")),
    *(Pair(front, f"{front}-soft", TEXT) for front in ("accent", "danger", "ok", "warn", "info")),
    Pair("ink", "accent-soft", TEXT),
    Pair("ink-soft", "accent-soft", TEXT),
    Pair("on-accent", "accent", TEXT),
    Pair("on-accent", "accent-dark", TEXT),
    Pair("on-header", "header", TEXT),
    Pair("on-hero", "hero", TEXT),
    Pair("on-hero-button", "hero-button", TEXT),
    Pair("on-hero-button", "hero-button-hover", TEXT),
    Pair("on-footer", "footer", TEXT),
    Pair("line-strong", "paper", PART),
    Pair("line-strong", "surface", PART),
    Pair("focus", "paper", PART),
    Pair("focus", "surface", PART),
)


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2) of "#rrggbb"; raises ValueError for anything else."""
    match = _HEX.fullmatch(colour)
    if match is None:
        raise ValueError(f"{colour!r} is not a colour like #0a5a83")
    red, green, blue = (_linear(int(part, 16) / 255) for part in match.groups())
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def ratio(one: str, other: str) -> float:
    """Contrast ratio between two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def weak_pairs(values: Mapping[str, str]) -> tuple[str, ...]:
    """Every pair of a look's colours that people can't read well enough, as sentences."""
    weak = []
    for pair in PAIRS:
        front, back = values[f"openloket.color.{pair.front}"], values[f"openloket.color.{pair.back}"]
        found = ratio(front, back)
        if found < pair.least:
            weak.append(f"{pair.front} {front} on {pair.back} {back}: {found:.2f}, needs {pair.least}")
    return tuple(weak)
