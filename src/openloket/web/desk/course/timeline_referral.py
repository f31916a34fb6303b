"""The facts about a message that came the wrong way or to the wrong body, as Dutch sentences."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from openloket.intake.models import Referral
from openloket.web.desk.wording import short_day

Names = Mapping[int, str]
Body = Mapping[str, Any]

_DECIDED = {
    Referral.Way.AS_IS: "Besloten: het bericht wordt behandeld zoals het is.",
    Referral.Way.POINTED: "Besloten: de afzender wordt de juiste weg gewezen.",
    Referral.Way.INSIDE: "Het bericht is binnen de gemeente doorgegeven.",
    Referral.Way.OUTSIDE: "Besloten: het bericht gaat naar een andere overheid.",
    Referral.Way.RETURNED: "Besloten: het bericht gaat terug naar de afzender.",
    Referral.Way.REFUSED: "Besloten: het bericht of de bestanden worden geweigerd.",
}


def _decided(body: Body, names: Names) -> str:
    received = f"Wij ontvingen het op {_day(body['received_on'])}."
    return f"{_DECIDED[Referral.Way(body['way'])]} {received}"


def _told(body: Body, names: Names) -> str:
    told = f"De afzender is hiervan op de hoogte sinds {_day(body['on'])}."
    if body.get("last_day"):
        told += f" De termijn begint bij het doorgeven en loopt nu tot en met {_day(body['last_day'])}."
    if body.get("sender_until"):
        told += f" De afzender kan het nog goed sturen tot en met {_day(body['sender_until'])}."
    return told


def _carried(body: Body, names: Names) -> str:
    received = f"Erbij staat dat wij het ontvingen op {_day(body['received_on'])}."
    return f"Het bericht zelf is doorgestuurd op {_day(body['on'])}. {received}"


def _withdrawn(body: Body, names: Names) -> str:
    return "Wat over dit bericht was besloten, is ingetrokken. Er was nog niets verstuurd."


def _day(iso: object) -> str:
    return short_day(date.fromisoformat(str(iso)))


REFERRAL_SENTENCES: Mapping[str, Callable[[Body, Names], str]] = {
    "referral.decided": _decided,
    "referral.told": _told,
    "referral.carried": _carried,
    "referral.withdrawn": _withdrawn,
}
