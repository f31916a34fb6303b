"""The register of outages as the public pages need it: kept in memory for some seconds."""

from collections.abc import Hashable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from openloket.outages.reading import Down, down_in, down_since, first_year, measured
from openloket.tenancy import scope
from openloket.web.directory import Kept

JUST_NOW = timedelta(hours=48)
"""How long after an outage the pages still tell of it."""

_kept: dict[tuple[Hashable, ...], Kept[Any]] = {}


def recent() -> tuple[Down, ...]:
    """The outages that last, and those that ended just now, the newest first."""
    found: tuple[Down, ...] = _keep("recent", Kept(lambda: down_since(datetime.now(UTC) - JUST_NOW)))
    return found


def of_year(year: int) -> tuple[Down, ...]:
    """The outages that began in a year; ask only for years that are in the register."""
    found: tuple[Down, ...] = _keep(year, Kept(lambda: down_in(year)))
    return found


def oldest_year() -> int | None:
    """The first year in the register."""
    found: int | None = _keep("oldest", Kept(lambda: (first_year(),)))[0]
    return found


def good_at() -> Mapping[str, datetime | None]:
    """When each channel that is measured was last found to work."""
    found: Mapping[str, datetime | None] = _keep("measured", Kept(measured))
    return found


def forget() -> None:
    """Read again at the next use."""
    _kept.clear()


def _keep(what: Hashable, fresh: Kept[Any]) -> Any:
    return _kept.setdefault((scope.current(), what), fresh).get()
