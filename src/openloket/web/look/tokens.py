"""Design tokens: nested JSON in NL Design System names in, CSS custom properties out."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

_REFERENCE = re.compile(r"\{([a-z0-9.-]+)\}")
# A token is one CSS value: what could end the declaration or the style sheet is refused.
_FORBIDDEN = re.compile(r"[;{}<>\\]|/\*|url\(|expression\(", re.IGNORECASE)
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

BASE_LOOK = "openloket"

# For a municipality's published theme we read our own few tokens from the component tokens it does set.
BRIDGE = {
    "--openloket-color-accent": "var(--utrecht-button-primary-action-background-color,#3a46b8)",
    "--openloket-color-accent-dark": "var(--utrecht-link-hover-color,var(--utrecht-link-color,#2a338f))",
    "--openloket-color-heading": "var(--utrecht-heading-color,var(--utrecht-document-color,#1b2430))",
    "--openloket-color-ink": "var(--utrecht-document-color,#1b2430)",
    "--openloket-color-header": "var(--utrecht-page-header-background-color,#ffffff)",
    "--openloket-color-on-header": "var(--utrecht-page-header-color,#1b2430)",
    "--openloket-color-footer": "var(--utrecht-page-footer-background-color,#1b2430)",
    "--openloket-color-on-footer": "var(--utrecht-page-footer-color,#eef2f6)",
    "--openloket-type-body": "var(--utrecht-document-font-family,sans-serif)",
    "--openloket-type-heading": "var(--utrecht-heading-font-family,var(--openloket-type-body))",
}


class TokenProblem(ValueError):
    """The tokens can't become a style sheet; the message names each token at fault."""


def read(path: Path) -> dict[str, str]:
    """Flat tokens ("utrecht.button.color" → value, references unresolved) of a JSON file."""
    flat: dict[str, str] = {}
    _flatten(json.loads(path.read_text("utf-8")), (), flat)
    return flat


def _flatten(node: Mapping[str, object], at: tuple[str, ...], flat: dict[str, str]) -> None:
    for key, value in node.items():
        if key in ("value", "$value"):
            flat[".".join(at)] = str(value)
        elif isinstance(value, dict):
            if not _NAME.fullmatch(key):
                raise TokenProblem(f"{'.'.join((*at, key))}: a name has only a-z, 0-9 and hyphens")
            _flatten(value, (*at, key), flat)


def resolve(flat: Mapping[str, str]) -> dict[str, str]:
    """The same tokens with every {reference} replaced; raises TokenProblem listing all faults."""
    problems: list[str] = []
    done: dict[str, str] = {}
    for name in flat:
        try:
            done[name] = _value(name, flat, ())
        except TokenProblem as problem:
            problems.append(str(problem))
    if problems:
        raise TokenProblem("\n".join(problems))
    return done


def _value(name: str, flat: Mapping[str, str], seen: tuple[str, ...]) -> str:
    if name in seen:
        raise TokenProblem(f"{seen[0]}: refers to itself ({' > '.join((*seen, name))})")
    if name not in flat:
        raise TokenProblem(f"{seen[-1]}: refers to unknown token {name}")
    value = _REFERENCE.sub(lambda match: _value(match.group(1), flat, (*seen, name)), flat[name])
    if _FORBIDDEN.search(value):
        raise TokenProblem(f"{name}: {value!r} is not one plain CSS value")
    return value


def property_name(token: str) -> str:
    """Custom property of a token: "utrecht.button.color" → "--utrecht-button-color"."""
    return "--" + token.replace(".", "-")


def style_sheet(values: Mapping[str, str], selector: str = ":root") -> str:
    """One CSS rule that sets every token."""
    body = ";".join(f"{property_name(name)}:{_tight(value)}" for name, value in sorted(values.items()))
    return f"{selector}{{{body}}}\n"


def bridge(look: str) -> str:
    """CSS rule that derives our own tokens from a published theme scoped to .<look>-theme."""
    body = ";".join(f"{name}:{value}" for name, value in BRIDGE.items())
    return f".{look}-theme{{{body}}}\n"


def _tight(value: str) -> str:
    return re.sub(r",\s+", ",", value)
