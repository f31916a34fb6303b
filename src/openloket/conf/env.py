"""Strict readers of the environment: unknown values fail loudly, secrets may come from files."""

import os
from pathlib import Path


class ConfigurationError(RuntimeError):
    """The environment holds a value that OpenLoket cannot use; the message says how to mend it."""


def text(name: str, default: str = "") -> str:
    """The value of `name`, or of the file that `name`_FILE points at (for secrets)."""
    if path := os.environ.get(f"{name}_FILE"):
        return Path(path).read_text(encoding="utf-8").strip()
    return os.environ.get(name, default)


def flag(name: str, default: bool) -> bool:
    """A yes or no; anything else is refused."""
    value = text(name, "yes" if default else "no").lower()
    if value in {"yes", "true", "1", "on"}:
        return True
    if value in {"no", "false", "0", "off"}:
        return False
    raise ConfigurationError(f"{name}={value!r}: use yes or no")


def integer(name: str, default: int, *, least: int = 0) -> int:
    """A whole number of at least `least`."""
    value = text(name, str(default))
    if not value.isascii() or not value.isdigit() or int(value) < least:
        raise ConfigurationError(f"{name}={value!r}: use a whole number of at least {least}")
    return int(value)


def choice(name: str, default: str, allowed: tuple[str, ...]) -> str:
    """One of `allowed`."""
    value = text(name, default)
    if value not in allowed:
        raise ConfigurationError(f"{name}={value!r}: use one of {', '.join(allowed)}")
    return value


def words(name: str, default: str = "") -> list[str]:
    """A list, separated by commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]
