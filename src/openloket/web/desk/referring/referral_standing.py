"""What was done with the message of a zaak before: each referral, its messages, and is it complete."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q

from openloket.flows.referral.referring import waits
from openloket.intake.models import Referral
from openloket.law.handelwijze import Handelwijze
from openloket.law.waarom import datum_in_woorden
from openloket.oversight.referrals import incomplete, is_withdrawn, missing_of, promise_to
from openloket.post.models import NOT_ARRIVED, STILL_HERE, Message, MessageState
from openloket.web.desk.referring.referral_ways import NAMES
from openloket.web.desk.wording import short_day, short_moment
from openloket.web.terms import reasons
from openloket.zaken.models import Zaak


def referrals_of(zaak: Zaak) -> list[Referral]:
    """The newest first."""
    found = Referral.objects.filter(submission_id=zaak.submission_id)
    return list(found.select_related("submission", "message", "carried", "by", "to_team").order_by("-id"))


def was_referred() -> Exists:
    """A flag of a zaak: something was done with its message, or its sender was pointed here by us before."""
    own = Q(submission=OuterRef("submission"))
    same = Q(way=Referral.Way.POINTED, submission__email__iexact=OuterRef("submission__email"))
    return Exists(Referral.objects.filter(own | same & ~Q(submission__email="")))


def standing(zaak: Zaak, referrals: list[Referral]) -> list[dict[str, Any]]:
    """Each as the desk shows it."""
    return [_shown(one, zaak.kind) for one in referrals]


def promised(zaak: Zaak) -> str:
    """What was promised to a sender who was pointed here by us and sent it again in time; empty: nothing."""
    found = promise_to(zaak.submission)
    if found is None:
        return ""
    told, until = short_day(found.told_on), datum_in_woorden(found.until)
    return (
        f"Wij wezen deze afzender op {told} de juiste weg (zaak {found.reference}). Tot en met {until} was "
        "het daarna op tijd. Dit bericht kwam binnen die tijd (Awb 2:23)."
    )


def newest(referrals: list[Referral]) -> int:
    """The id of the newest; 0 for none."""
    return referrals[0].pk if referrals else 0


def anything_waits(referrals: list[Referral]) -> bool:
    """Whether a message must leave before anything else can be done."""
    return any(waits(one) for one in referrals)


def incomplete_rows(root: str) -> list[dict[str, str]]:
    """What must still be told or carried, for the page of the post; `root` is the address of the desk."""
    return [
        {
            "url": f"{root}zaak/{one.reference}/verwijzen",
            "reference": one.reference,
            "product": one.title,
            "what": NAMES[Handelwijze(one.way)],
            "since": short_day(one.since),
            "missing": ", ".join(one.missing),
        }
        for one in incomplete()
    ]


def _shown(one: Referral, kind: str) -> dict[str, Any]:
    withdrawn, missing = is_withdrawn(one), missing_of(one, kind)
    badge = ("ingetrokken", "neutral") if withdrawn else _badge(one, missing)
    return {
        "id": one.pk,
        "name": NAMES[Handelwijze(one.way)],
        "to": one.to_body or (one.to_team.name if one.to_team else ""),
        "who": one.by.name,
        "at": short_moment(one.at),
        "badge": badge[0],
        "badge_kind": badge[1],
        "missing": missing,
        "messages": [*_message("Bericht aan de afzender", one.message, one.told_on),
                     *_message(f"Het bericht zelf, naar {one.to_body}", one.carried, one.carried_on)],
        "promise": _promise(one),
        "reason": one.reason.splitlines(),
        "why": reasons({"waarom": one.why["wijze"]["waarom"], "twijfels": one.why["twijfels"]}),
        "may_withdraw": not withdrawn and _may_withdraw(one),
    }  # fmt: skip


def _badge(one: Referral, missing: tuple[str, ...]) -> tuple[str, str]:
    if missing:
        return "nog niet compleet", "warning"
    return ("compleet", "good") if one.message is not None else ("vastgelegd", "neutral")


def _message(what: str, message: Message | None, on: date | None) -> list[dict[str, str]]:
    if message is None:
        return []
    state = MessageState(message.state).label
    gone = on is not None and message.state not in NOT_ARRIVED
    return [{"what": what, "state": f"verstuurd op {short_day(on)}" if gone and on else state}]


def _promise(one: Referral) -> str:
    """Until when the sender may still send it the right way (Awb 2:23)."""
    if one.told_on is None:
        return ""
    until = one.effect.get("happened", {}).get("sender_until")
    if until is None:
        return ""
    day = datum_in_woorden(date.fromisoformat(until))
    return f"Stuurt de afzender het tot en met {day} langs de juiste weg, dan is het op tijd (Awb 2:23)."


def _may_withdraw(one: Referral) -> bool:
    messages = [message for message in (one.message, one.carried) if message is not None]
    unsent = all(message.state in STILL_HERE for message in messages)
    return bool(messages) and unsent and one.told_on is None and one.carried_on is None
