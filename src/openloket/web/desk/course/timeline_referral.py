"""The facts about a message that came the wrong way or to the wrong body, as Dutch sentences."""

from openloket.intake.models import Referral
from openloket.web.desk.course.telling import Body, Names, Sentences, day_in

_DECIDED = {
    Referral.Way.AS_IS: "Besloten: het bericht wordt behandeld zoals het is.",
    Referral.Way.POINTED: "Besloten: de afzender wordt de juiste weg gewezen.",
    Referral.Way.INSIDE: "Het bericht is binnen de gemeente doorgegeven.",
    Referral.Way.OUTSIDE: "Besloten: het bericht gaat naar een andere overheid.",
    Referral.Way.RETURNED: "Besloten: het bericht gaat terug naar de afzender.",
    Referral.Way.REFUSED: "Besloten: het bericht of de bestanden worden geweigerd.",
}


def _decided(body: Body, names: Names) -> str:
    received = f"Wij ontvingen het op {day_in(body, 'received_on')}."
    return f"{_DECIDED[Referral.Way(body['way'])]} {received}"


def _told(body: Body, names: Names) -> str:
    told = f"De afzender is hiervan op de hoogte sinds {day_in(body, 'on')}."
    if body.get("last_day"):
        told += f" De termijn begint bij het doorgeven en loopt nu tot en met {day_in(body, 'last_day')}."
    if body.get("sender_until"):
        told += f" De afzender kan het nog goed sturen tot en met {day_in(body, 'sender_until')}."
    return told


def _carried(body: Body, names: Names) -> str:
    received = f"Erbij staat dat wij het ontvingen op {day_in(body, 'received_on')}."
    return f"Het bericht zelf is doorgestuurd op {day_in(body, 'on')}. {received}"


def _withdrawn(body: Body, names: Names) -> str:
    return "Wat over dit bericht was besloten, is ingetrokken. Er was nog niets verstuurd."


REFERRAL_SENTENCES: Sentences = {
    "referral.decided": _decided,
    "referral.told": _told,
    "referral.carried": _carried,
    "referral.withdrawn": _withdrawn,
}
