"""Referrals for tests: messages by e-mail in a town that designated its form, and what is chosen for them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from tests.cast import Municipality
from tests.flows.mailing import mail_in
from tests.mailread.making import message

from openloket.adapters.mail_out.memory import MemoryCarrier
from openloket.flows.delivery.deliver_messages import deliver
from openloket.flows.referral.forward_message import forward_message
from openloket.flows.referral.handle_as_is import handle_as_is
from openloket.flows.referral.pass_inside import pass_inside
from openloket.flows.referral.point_right_way import point_right_way
from openloket.flows.referral.referral_case import Answers
from openloket.flows.referral.referring import Ask, Choice, look
from openloket.flows.referral.refuse_message import refuse_message
from openloket.flows.referral.return_message import return_message
from openloket.intake.models import Referral
from openloket.law.handelwijze import Handelwijze
from openloket.law.ontvangst import Bevoegdheid
from openloket.offer.models import Channel
from openloket.zaken.models import Zaak

FLOWS: Mapping[Handelwijze, Callable[[Ask, datetime], Referral]] = {
    Handelwijze.BEHANDELEN: handle_as_is,
    Handelwijze.WIJZEN: point_right_way,
    Handelwijze.DOORLEIDEN: pass_inside,
    Handelwijze.DOORZENDEN: forward_message,
    Handelwijze.TERUGZENDEN: return_message,
    Handelwijze.WEIGEREN: refuse_message,
}
ELSEWHERE = Answers(competent=Bevoegdheid.ANDER_ORGAAN_BEKEND)
PROVINCE: dict[str, Any] = {"body": "provincie Noord-Holland", "address": "post@provincie.example"}


def mailed(
    town: Municipality, now: datetime, *, subject: str = "Parkeervergunning", text: str = "", **values: Any
) -> Zaak:
    """An application by e-mail to an address that is designated for something else."""
    own = "info@duinstede.example"
    Channel.objects.get_or_create(
        service=town.service, kind="e-mail", address=own, organisation=town.organisation,
        defaults={
            "text": "E-mail", "designated": True, "message_type": "melding", "position": 2,
            "valid_from": date(2026, 1, 1),
        },
    )  # fmt: skip
    text = text or "Hierbij vraag ik een parkeervergunning aan voor mijn auto."
    raw = message(text, subject=subject, to=own, **values)
    _, handled = mail_in(town, raw, now)
    return Zaak.objects.get(reference=handled.reference)


def ask(town: Municipality, zaak: Zaak, way: Handelwijze, answers: Answers, **choice: Any) -> Ask:
    """What the employee wants, who saw no referral before."""
    return Ask(town.organisation, town.worker, zaak, answers, Choice(way=way, **choice))


def seen(wanted: Ask, now: datetime) -> Ask:
    """The same after the page showed what would come of it."""
    newest = Referral.objects.filter(submission_id=wanted.zaak.submission_id).order_by("-id").first()
    choice = replace(wanted.choice, seen=look(wanted, now).digest, after=newest.pk if newest else 0)
    return replace(wanted, choice=choice)


def refer(
    town: Municipality, zaak: Zaak, way: Handelwijze, answers: Answers, now: datetime, **choice: Any
) -> Referral:
    """Look at it and do it."""
    return FLOWS[way](seen(ask(town, zaak, way, answers, **choice), now), now)


def leave(message_id: int | None, now: datetime) -> MemoryCarrier:
    """The message is delivered."""
    assert message_id is not None
    carrier = MemoryCarrier()
    deliver(message_id, carrier, lambda: now)
    return carrier
