"""The facts about decisions as Dutch sentences, for the course of a zaak."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from openloket.law.bekendmaking import Bekendmakingswijze
from openloket.web.besluit_view import HOW
from openloket.web.desk.wording import short_day
from openloket.zaken.models import Besluit

Body = Mapping[str, Any]
Names = Mapping[int, str]


def _recorded(body: Body, names: Names) -> str:
    outcome = Besluit.Outcome(body["outcome"]).label
    return f"Het besluit is vastgelegd: {outcome}. Het is nog niet bekendgemaakt."


def _made_known(body: Body, names: Names) -> str:
    day, how = date.fromisoformat(body["made_known_on"]), HOW[Bekendmakingswijze(body["how"])]
    told = f"Het besluit is bekendgemaakt op {short_day(day)} ({how})."
    if last_day := body.get("last_day"):
        told += f" Bezwaar kan tot en met {short_day(date.fromisoformat(last_day))}."
    if late := body.get("late"):
        told += f" Dat was {'1 dag' if late == 1 else f'{late} dagen'} na de laatste dag om te beslissen."
    return told


def _withdrawn(body: Body, names: Names) -> str:
    return "Het besluit is ingetrokken voordat het bekend was."


DECISION_SENTENCES: Mapping[str, Callable[[Body, Names], str]] = {
    "besluit.recorded": _recorded,
    "besluit.made_known": _made_known,
    "besluit.withdrawn": _withdrawn,
}
