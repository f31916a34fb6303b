"""What was done with a wrongly sent message: is it complete as the law asks, and which ones still wait."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q

from openloket.intake.models import Referral, Submission
from openloket.law.antwoord import Antwoord, Slotsom
from openloket.law.doorzenden import Doorzending, doorzending_volledig
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.kanalen import Berichtsoort
from openloket.law.weigering import weigering_volledig
from openloket.post.models import NOT_ARRIVED, Message, MessageState
from openloket.zaken.models import SupplementRequest, Zaak

MOST = 50

_AT_THE_DESK = {
    "u dat tegelijk laten weten": "de afzender dat tegelijk laten weten",
    "een bericht aan u": "een bericht aan de afzender",
}
"""What the law says to the sender, as it reads for who must do it."""


@dataclass(frozen=True, slots=True)
class Incomplete:
    """A zaak whose message must still be told of or carried, and since which day."""

    reference: str
    title: str
    way: str
    since: date
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Promise:
    """Until when a sender who was pointed to the right way may send it again; by which zaak (Awb 2:23)."""

    reference: str
    told_on: date
    until: date


def promise_to(submission: Submission) -> Promise | None:
    """The promise that this message keeps: the same address, the same type, sent again in time; else None."""
    if not submission.email:
        return None
    pointed = Referral.objects.filter(
        way=Referral.Way.POINTED,
        submission__email__iexact=submission.email,
        submission__message_type=submission.message_type,
        submission__received_at__lt=submission.received_at,
        effect__happened__sender_until__gte=dag_in_amsterdam(submission.received_at).isoformat(),
    ).exclude(told_on=None)
    found = pointed.select_related("submission").order_by("-id").first()
    if found is None or found.told_on is None:
        return None
    until = date.fromisoformat(found.effect["happened"]["sender_until"])
    return Promise(found.submission.reference, found.told_on, until)


def is_withdrawn(referral: Referral) -> bool:
    """Whether its messages were taken back: it never worked."""
    sent = [one for one in (referral.message, referral.carried) if one is not None]
    return bool(sent) and all(one.state == MessageState.WITHDRAWN for one in sent)


def answer_of(referral: Referral, kind: str) -> Antwoord | None:
    """What the law says of a forwarding (Awb 2:3, 6:15) or a refusal (2:15); None for the other ways."""
    soort, decided_on = Berichtsoort(kind), dag_in_amsterdam(referral.at)
    if referral.way == Referral.Way.OUTSIDE:
        return doorzending_volledig(
            Doorzending(
                soort=soort,
                ontvangen_op=dag_in_amsterdam(referral.submission.received_at),
                doorgezonden_op=referral.carried_on,
                afzender_ingelicht_op=referral.told_on,
                ontvangstdatum_vermeld=referral.carried is not None,
            )
        )
    if referral.way == Referral.Way.REFUSED:
        repair = SupplementRequest.objects.filter(message_id=referral.message_id).exists()
        return weigering_volledig(
            decided_on,
            grond_vastgelegd=bool(referral.facts["ground"] and referral.reason),
            meegedeeld=referral.told_on is not None,
            soort=soort,
            herstelkans=repair,
        )
    return None


def missing_of(referral: Referral, kind: str) -> tuple[str, ...]:
    """What is still to be done, in a few Dutch words each; empty when it is complete or withdrawn."""
    if is_withdrawn(referral):
        return ()
    found: list[str] = []
    answer = answer_of(referral, kind)
    if answer is not None:
        lacks = answer.ontbreekt if answer.slotsom is Slotsom.SCHIET_TEKORT else ()
        found += [_AT_THE_DESK.get(one, one) for one in lacks]
    elif referral.message is not None and referral.told_on is None:
        found.append("de afzender laten weten")
    failed = [one for one in (referral.message, referral.carried) if _failed(one)]
    return (*found, *(["een bericht dat niet is bezorgd opnieuw sturen"] if failed else []))


def incomplete(most: int = MOST) -> list[Incomplete]:
    """Of the organisation in scope, the oldest first: decided and not told or carried, or not on one day."""
    waits = Q(told_on=None) & ~Q(message=None) | Q(carried_on=None) & ~Q(carried=None)
    apart = ~Q(carried=None) & ~Q(told_on=None) & ~Q(carried_on=None) & ~Q(told_on=F("carried_on"))
    failed = Q(message__state__in=NOT_ARRIVED) | Q(carried__state__in=NOT_ARRIVED)
    found = Referral.objects.filter(waits | apart | failed).exclude(message__state=MessageState.WITHDRAWN)
    rows = list(found.select_related("submission", "message", "carried").order_by("at", "id")[:most])
    zaken = Zaak.objects.filter(submission_id__in=[one.submission_id for one in rows])
    known = {zaak.submission_id: zaak for zaak in zaken.defer("search")} if rows else {}
    return [_row(one, known[one.submission_id]) for one in rows]


def _row(referral: Referral, zaak: Zaak) -> Incomplete:
    return Incomplete(
        reference=zaak.reference,
        title=zaak.title,
        way=referral.way,
        since=dag_in_amsterdam(referral.at),
        missing=missing_of(referral, zaak.kind),
    )


def _failed(message: Message | None) -> bool:
    return message is not None and message.state in NOT_ARRIVED
