"""What the doctor finds: good, to be known, or to be mended."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """How bad it is; only NOT makes the doctor's exit code 1."""

    OK = "OK"
    TIP = "TIP"
    NOT = "NOT"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor; `mend` says what to do and is empty where there is nothing to do."""

    mark: Mark
    text: str
    mend: str = ""


@dataclass(frozen=True, slots=True)
class Examination:
    """Something to look at; `mend` is what to do when looking itself fails."""

    subject: str
    look: Callable[[], Finding]
    mend: str


def fine(text: str) -> Finding:
    """All is well."""
    return Finding(Mark.OK, text)


def wrong(text: str, mend: str) -> Finding:
    """It must be mended before the installation can do its work."""
    return Finding(Mark.NOT, text, mend)


def tip(text: str, mend: str) -> Finding:
    """It works, but whoever runs it should know."""
    return Finding(Mark.TIP, text, mend)


def examine(one: Examination) -> Finding:
    """Look, and take any failure for a finding."""
    try:
        return one.look()
    except Exception as problem:  # noqa: BLE001 (whatever goes wrong is what the doctor is asked to tell)
        words = " ".join(str(problem).split()) or type(problem).__name__
        return wrong(words[:300], one.mend)
