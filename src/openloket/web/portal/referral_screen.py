"""What we did with a message that came the wrong way or to the wrong body, as its sender reads it."""

from datetime import date
from typing import Any

from openloket.intake.models import Referral, Submission
from openloket.law.waarom import datum_in_woorden


def referral_screen(submission: Submission) -> list[dict[str, Any]]:
    """Sentences for the receipt page, the newest first; only of what was really told or carried."""
    found = Referral.objects.filter(submission=submission).exclude(told_on=None)
    rows = found.select_related("to_team").order_by("-id")
    return [{"title": _TITLES[Referral.Way(one.way)], "lines": _lines(one)} for one in rows]


_TITLES = {
    Referral.Way.AS_IS: "Wij behandelen uw bericht",
    Referral.Way.POINTED: "Stuur uw bericht op een andere manier",
    Referral.Way.INSIDE: "Wij hebben uw bericht doorgegeven",
    Referral.Way.OUTSIDE: "Wij hebben uw bericht doorgestuurd",
    Referral.Way.RETURNED: "Wij hebben uw bericht teruggestuurd",
    Referral.Way.REFUSED: "Wij namen uw bericht of de bestanden niet aan",
}


def _lines(one: Referral) -> list[str]:
    assert one.told_on is not None, "only what was told is shown"
    told = datum_in_woorden(one.told_on)
    match one.way:
        case Referral.Way.POINTED:
            return [f"Op {told} hebben wij u de juiste weg gewezen.", *_until(one)]
        case Referral.Way.INSIDE:
            team = one.to_team.name if one.to_team else "een ander team"
            return [f"Wij hebben uw bericht doorgegeven aan {team}. Dat schreven wij u op {told}."]
        case Referral.Way.OUTSIDE:
            if one.carried_on is None:
                return [f"Wij sturen uw bericht door aan {one.to_body}. Dat schreven wij u op {told}."]
            carried = datum_in_woorden(one.carried_on)
            return [
                f"Wij hebben uw bericht op {carried} doorgestuurd naar {one.to_body}. Dat gaat erover.",
                "De dag waarop wij uw bericht kregen, staat erbij.",
            ]
        case Referral.Way.RETURNED:
            return [f"Uw bericht was niet voor ons. Op {told} hebben wij het aan u teruggestuurd."]
    return [f"Op {told} hebben wij u geschreven waarom."]


def _until(one: Referral) -> list[str]:
    until = one.effect.get("happened", {}).get("sender_until")
    if until is None:
        return []
    day = datum_in_woorden(date.fromisoformat(until))
    return [f"Stuurt u het tot en met {day} langs de juiste weg? Dan bent u op tijd."]
