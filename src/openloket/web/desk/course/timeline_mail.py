"""The sentences of the timeline about e-mail that came in, and about what was corrected afterwards."""

from collections.abc import Callable, Mapping
from typing import Any

Names = Mapping[int, str]
Body = Mapping[str, Any]


def _reclassified(body: Body, names: Names) -> str:
    changed = f"Het product is verbeterd: van ‘{body.get('was')}’ naar ‘{body.get('service')}’."
    return f"{changed} De termijn is opnieuw geteld, vanaf dezelfde ontvangst."


MAIL_SENTENCES: dict[str, Callable[[Body, Names], str]] = {
    "zaak.reclassified": _reclassified,
}
