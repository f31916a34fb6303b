"""An employee records a decision: its exact words, its digest, and the message that makes it known."""

import secrets
from datetime import datetime
from typing import Any

from django.db import transaction

from openloket.evidence.canonical import canonical_sha256
from openloket.evidence.log import Fact, describe, record
from openloket.flows.correspondence.writing import Wishes, write_to_sender
from openloket.flows.decisions.deciding import Filled, UnableToDecide, Words, compose, owed_now
from openloket.intake.models import Receipt
from openloket.intake.references import new_key
from openloket.law.kalender import Kalender, dag_in_amsterdam
from openloket.offer.calendar import law_calendar
from openloket.post.models import Message, MessageState
from openloket.tenancy import scope
from openloket.tenancy.addresses import public_url
from openloket.tenancy.models import Employee, Organisation
from openloket.tenancy.rights import Right, may
from openloket.zaken.models import OPEN, Besluit, NoticeOfDefault, Status, Term, Zaak

KIND = "besluit"
_CHANGED = "Het besluit is anders dan u zag. Kijk het hieronder na en leg het dan vast."


def record_besluit(
    organisation: Organisation,
    employee: Employee,
    zaak: Zaak,
    filled: Filled,
    seen: str,
    now: datetime,
    *,
    hand_over: bool = False,
) -> Besluit:
    """Record the decision that the employee saw (`seen`: sha256 of its words) and write to the sender.

    With `hand_over` no message goes: the employee gives it himself and says when (make_known_by_hand). It
    is made known when the message has left, not now. Raises UnableToDecide.
    """
    if not may(employee, Right.HANDLE):
        raise UnableToDecide("U mag geen zaken behandelen.")
    calendar, today = law_calendar(), dag_in_amsterdam(now)
    with transaction.atomic():
        _lock(zaak)
        words = compose(organisation, employee, zaak, filled, calendar, today)
        if words.sha256 != seen:
            raise UnableToDecide(_CHANGED)
        if filled.template.outcome == Besluit.Outcome.PENALTY_FIXED:
            _fix_penalty(zaak, calendar, now)
        else:
            _decide(zaak)
        besluit = _write(employee, zaak, filled, words, now)
        if not hand_over:
            write_besluit(organisation, zaak, besluit, now)
        _tell(employee, zaak, besluit, now)
    return besluit


def _lock(zaak: Zaak) -> None:
    """Of two employees at once, the second sees what the first recorded."""
    zaak.status = Zaak.objects.select_for_update().values_list("status", flat=True).get(pk=zaak.pk)


def _write(employee: Employee, zaak: Zaak, filled: Filled, words: Words, now: datetime) -> Besluit:
    # The salt keeps who guesses the words from confirming the guess with the digest in the log.
    content = {**words.content, "salt": secrets.token_hex(16)}
    return Besluit.create(
        zaak=zaak,
        template=filled.template.label,
        outcome=filled.template.outcome,
        subject_line=str(words.content["title"]),
        content=content,
        sha256=canonical_sha256(content),
        access_key=new_key(),
        decided_on=dag_in_amsterdam(now),
        decided_by=employee,
        recorded_at=now,
    )


def _decide(zaak: Zaak) -> None:
    if not Zaak.objects.filter(pk=zaak.pk, status__in=OPEN).update(status=Status.DECIDED):
        raise UnableToDecide("Iemand was u voor: over deze zaak is al besloten.")


def _fix_penalty(zaak: Zaak, calendar: Kalender, now: datetime) -> None:
    today = dag_in_amsterdam(now)
    cents = 100 * owed_now(zaak, calendar, today).bedrag_op(today)
    unfixed = NoticeOfDefault.objects.filter(zaak_id=zaak.pk, fixed_on=None)
    if unfixed.update(fixed_cents=cents, fixed_on=today):
        Term.objects.filter(zaak_id=zaak.pk, kind=Term.Kind.PENALTY, ended_on=None).update(ended_on=today)


def write_besluit(
    organisation: Organisation, zaak: Zaak, besluit: Besluit, now: datetime, *, by_letter: bool = False
) -> Message:
    """Write the decision to the sender, in the caller's transaction; it is made known when this has left.

    By e-mail a sensitive decision travels as a link only (Awb 2:9); a letter always holds all of it.
    """
    url = public_url(organisation, f"besluit/{zaak.reference}/{besluit.access_key}")
    context: dict[str, Any] = {"besluit": besluit.content, "besluit_url": url}
    subject_line = f"Ons besluit ({zaak.reference})"
    message = write_to_sender(
        organisation, zaak, KIND, subject_line, context, now, Wishes(by_letter=by_letter)
    )
    Besluit.objects.filter(pk=besluit.pk).update(message=message)
    return message


def besluit_by_letter(failed: Message, now: datetime) -> Message:
    """The e-mail with a decision did not arrive: a letter with all of it takes its place.

    Call it inside the transaction that claimed the failed message, which is withdrawn.
    """
    besluit = Besluit.objects.select_related("zaak").get(message=failed)
    organisation = Organisation.objects.get(pk=scope.current())
    letter = write_besluit(organisation, besluit.zaak, besluit, now, by_letter=True)
    Message.objects.filter(pk=failed.pk).update(state=MessageState.WITHDRAWN, settled_at=now)
    return letter


def is_protected(zaak: Zaak) -> bool:
    """Whether its papers lie behind a control question, and never travel by plain e-mail (Awb 2:9)."""
    told = Receipt.objects.filter(submission_id=zaak.submission_id).values_list("consequences", flat=True)
    return bool(told.get()["protected"])


def _tell(employee: Employee, zaak: Zaak, besluit: Besluit, now: datetime) -> None:
    actor = f"employee:{employee.pk}"
    body = describe(
        "besluit.recorded",
        now,
        actor,
        reference=zaak.reference,
        besluit=besluit.pk,
        outcome=besluit.outcome,
        sha256=besluit.sha256,
        decided_on=besluit.decided_on.isoformat(),
    )
    record(scope.current(), now, actor, [Fact("besluit.recorded", "zaak", zaak.pk, body)])
