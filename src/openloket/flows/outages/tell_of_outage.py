"""Telling people of an extension: who was busy with a form, and whose decision may be objected to longer."""

import re
from datetime import date, datetime

from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.flows.correspondence.writing import write_to_sender
from openloket.flows.delivery.sending_off import send_off
from openloket.intake.models import Draft
from openloket.law.kalender import Duur, Eenheid
from openloket.law.waarom import datum_in_woorden
from openloket.outages.models import Channel, OutageExtension
from openloket.outages.telling import address_mark, claim, zaak_mark
from openloket.post.composing import put, render
from openloket.tenancy import scope
from openloket.tenancy.addresses import public_url
from openloket.tenancy.local_time import in_words
from openloket.tenancy.models import Organisation
from openloket.zaken.extending import GROUND, mark_of
from openloket.zaken.models import Term, TermEvent, Zaak

TO_HOLDER, TO_DRAFT = "objection_term_moved", "outage_notice"
BATCH = 100
ACTOR = "system"
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def tell_of_outage(organisation: Organisation, outage_id: int, now: datetime) -> int:
    """Write to everybody who is known and whom the extension concerns (Awb 2:21(2)); once each.

    Gives how many were written to now. Some at a time; what is done stays done.
    """
    extension = OutageExtension.objects.select_related("outage__end").get(outage_id=outage_id)
    context = _context(organisation, extension)
    return _tell_holders(organisation, extension, context, now) + _tell_drafts(
        organisation, extension, context, now
    )


def _context(organisation: Organisation, extension: OutageExtension) -> dict[str, object]:
    outage = extension.outage
    return {
        "channel": Channel(outage.channel).label,
        "began": in_words(outage.began_at),
        "ended": in_words(outage.end.ended_at),
        "more": str(Duur(extension.working_days, Eenheid.WERKDAGEN)),
        "explanation": extension.explanation,
        "outages_url": public_url(organisation, "storingen"),
    }


def _tell_holders(
    organisation: Organisation, extension: OutageExtension, context: dict[str, object], now: datetime
) -> int:
    """The sender of each zaak whose decision can now be objected to for longer, by e-mail or letter (2:8)."""
    moved = TermEvent.objects.filter(ground=GROUND, mark=mark_of(extension.outage_id))
    count, last = 0, 0
    while batch := list(
        moved.filter(term_id__gt=last).order_by("term_id").values_list("term_id", "term__zaak_id")[:BATCH]
    ):
        last = batch[-1][0]
        zaak_ids = {zaak_mark(zaak_id): zaak_id for _, zaak_id in batch}
        with transaction.atomic():
            fresh = [zaak_ids[who] for who in claim(extension.outage_id, list(zaak_ids), now)]
            terms = Term.objects.filter(zaak_id__in=fresh, kind=Term.Kind.OBJECTION, ended_on=None)
            days = dict(terms.order_by("pk").values_list("zaak_id", "last_day"))
            zaken = Zaak.objects.defer("search").filter(pk__in=days).order_by("pk")
            facts = [_tell_holder(organisation, zaak, days[zaak.pk], context, now) for zaak in zaken]
            if facts:
                record(scope.current(), now, ACTOR, facts)
            count += len(facts)
    return count


def _tell_holder(
    organisation: Organisation, zaak: Zaak, last_day: date, context: dict[str, object], now: datetime
) -> Fact:
    subject = f"Er kan langer bezwaar worden gemaakt ({zaak.reference})"
    told = {**context, "last_day": datum_in_woorden(last_day)}
    message = write_to_sender(organisation, zaak, TO_HOLDER, subject, told, now)
    body = describe(
        "term.extended", now, ACTOR, reference=zaak.reference, term=Term.Kind.OBJECTION.value,
        ground=GROUND, length=str(context["more"]), last_day=last_day.isoformat(),
        message_sha256=message.sha256,
    )  # fmt: skip
    return Fact("term.extended", "zaak", zaak.pk, body)


def _tell_drafts(
    organisation: Organisation, extension: OutageExtension, context: dict[str, object], now: datetime
) -> int:
    """Who left an address in a form that was begun before the way worked again, and has not sent it."""
    if extension.outage.channel == Channel.EMAIL:
        return 0
    begun = Draft.objects.filter(created_at__lte=extension.outage.end.ended_at, answers__has_key="email")
    count, last = 0, 0
    while batch := list(
        begun.filter(pk__gt=last).order_by("pk").values_list("pk", "answers__email", "service__title")[:BATCH]
    ):
        last = batch[-1][0]
        known = {address_mark(one[1]): one for one in batch if _ADDRESS.fullmatch(str(one[1] or ""))}
        with transaction.atomic():
            for who in sorted(claim(extension.outage_id, list(known), now)):
                _, address, service = known[who]
                _write(organisation, extension.outage_id, address, {**context, "service": service}, now)
                count += 1
    return count


def _write(
    organisation: Organisation, outage_id: int, address: str, context: dict[str, object], now: datetime
) -> None:
    subject = "Ons online formulier werkte niet: u hebt langer de tijd"
    rendered = render(TO_DRAFT, subject, {"org": organisation, "subject": subject, **context})
    message = put(
        rendered,
        kind=TO_DRAFT,
        subject=("outage", outage_id),
        to_address=address,
        sender_domain=organisation.email.rpartition("@")[2],
        now=now,
    )
    send_off(message)
