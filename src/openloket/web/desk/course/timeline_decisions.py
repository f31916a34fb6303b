"""The facts about decisions as Dutch sentences, for the course of a zaak."""

from datetime import date

from openloket.law.bekendmaking import Bekendmakingswijze
from openloket.web.besluit_view import HOW
from openloket.web.desk.course.telling import Body, Names, Sentences, day_in
from openloket.web.desk.wording import short_day
from openloket.zaken.models import Besluit


def _recorded(body: Body, names: Names) -> str:
    outcome = Besluit.Outcome(body["outcome"]).label
    return f"Het besluit is vastgelegd: {outcome}. Het is nog niet bekendgemaakt."


def _made_known(body: Body, names: Names) -> str:
    day, how = date.fromisoformat(body["made_known_on"]), HOW[Bekendmakingswijze(body["how"])]
    told = f"Het besluit is bekendgemaakt op {short_day(day)} ({how})."
    if body.get("last_day"):
        told += f" Bezwaar kan tot en met {day_in(body, 'last_day')}."
    if late := body.get("late"):
        told += f" Dat was {'1 dag' if late == 1 else f'{late} dagen'} na de laatste dag om te beslissen."
    return told


def _withdrawn(body: Body, names: Names) -> str:
    return "Het besluit is ingetrokken voordat het bekend was."


DECISION_SENTENCES: Sentences = {
    "besluit.recorded": _recorded,
    "besluit.made_known": _made_known,
    "besluit.withdrawn": _withdrawn,
}
