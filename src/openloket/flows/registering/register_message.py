"""An employee registers what came by desk, phone or post: received as it came, confirmed and provable."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db import transaction

from openloket.evidence.canonical import canonical
from openloket.evidence.log import Fact, describe
from openloket.flows.letters.receipt_letter import write_receipt_letter
from openloket.flows.receiving.arriving import Arrival, Placed
from openloket.flows.receiving.confirmation import confirmation, consequences, post_confirmation
from openloket.flows.receiving.copying import Copied, exact_copy
from openloket.flows.receiving.placing import place
from openloket.flows.receiving.recording import Entered, record_received
from openloket.flows.registering.begin_registration import GONE
from openloket.flows.registering.judging_typed import TypedJudged, judge_typed
from openloket.flows.registering.provenance import entered, provenance, received_words
from openloket.flows.registering.typed_message import TypedMessage, typed_message
from openloket.intake.access import registration_for
from openloket.intake.models import Draft, Registration
from openloket.intake.receiving import Entry, Issued, write_receipt, write_submission
from openloket.intake.references import new_key
from openloket.intake.registrations import submission_of
from openloket.law.kanalen import Berichtsoort, Kanaal
from openloket.people.reachability import keep_yes, question
from openloket.tenancy.models import Employee, Organisation
from openloket.zaken.access import zaak_behind
from openloket.zaken.models import OPEN, Zaak


class On(StrEnum):
    """How the sender gets the confirmation: by e-mail, by letter, handed over at the desk, or not at all."""

    EMAIL = "e-mail"
    LETTER = "brief"
    HANDED = "meegegeven"
    NONE = "geen"


@dataclass(frozen=True, slots=True)
class Wish:
    """What the employee says last. `seen` is the state that was shown (TypedMessage.seen).

    `may_mail` answers the separate question of Awb 2:8, put where the message names an address; `paper` is
    the way where it does not go by e-mail.
    `agreed`: the sender heard or read what was typed; None: was not there. `missing_seen`: what the message
    does not say was looked at.
    """

    seen: str
    may_mail: bool | None
    paper: str
    agreed: bool | None
    missing_seen: bool


@dataclass(frozen=True, slots=True)
class Registered:
    """The reference of the zaak where it lies now, and of the message itself."""

    zaak: str
    reference: str


class UnableToRegister(Exception):
    """It can't be registered so; `problems` tell by field what to mend, the message is told besides.

    `unsound`: what was typed must be mended first; nothing was received.
    """

    def __init__(
        self, message: str, problems: Mapping[str, str] | None = None, *, unsound: bool = False
    ) -> None:
        super().__init__(message)
        self.problems = problems or {}
        self.unsound = unsound


def register_message(
    employee: Employee, organisation: Organisation, draft_id: int, wish: Wish, now: datetime
) -> Registered:
    """Receive the message, once: terms count from when it came (Awb 2:7, 4:13, 6:9). Raises UnableToRegister.

    Pressing twice, or two employees at once, gives one registration and the same answer.
    """
    row = registration_for(employee, draft_id)
    if row is None:
        raise UnableToRegister(GONE)
    if row.arrival is None:
        return _before(row)
    message = typed_message(row)
    typed = judge_typed(message, bool(wish.may_mail), now)
    way = _checked(message, typed, wish)
    came = message.came
    first = provenance(came, now, message.draft.about, wish.agreed, typed.missing)
    copied = exact_copy(organisation, typed.sendable, typed.judged, came.received_at, before=(first,))
    with transaction.atomic():
        locked: Draft | None = Draft.objects.select_for_update().filter(pk=draft_id).first()
        if locked is None:
            raise UnableToRegister(GONE)
        if locked.arrival is None:
            return _before(locked)
        if locked.updated_at != row.updated_at:
            raise UnableToRegister(_CHANGED)
        Draft.objects.filter(pk=draft_id).update(answers={}, arrival=None, updated_at=now)
        return _receive(employee, organisation, _Whole(message, typed, copied, wish, way), now)


_CHANGED = "Er is intussen iets veranderd aan dit bericht. Kijk het nog eens na."


@dataclass(frozen=True, slots=True)
class _Whole:
    message: TypedMessage
    typed: TypedJudged
    copied: Copied
    wish: Wish
    way: On


def _checked(message: TypedMessage, typed: TypedJudged, wish: Wish) -> On:
    """By which way it is confirmed, when all that must be said was said."""
    if typed.problems:
        raise UnableToRegister("Verbeter eerst wat er is ingevuld.", unsound=True)
    if wish.seen != message.seen:
        raise UnableToRegister(_CHANGED)
    way = On.EMAIL if wish.may_mail and typed.address else _PAPER.get(wish.paper)
    problems = {**_unsaid(message, typed, wish), **_wrong_way(message, typed, way)}
    if problems or way is None:
        raise UnableToRegister("Er is nog iets niet ingevuld.", problems)
    return way


_PAPER = {way.value: way for way in (On.LETTER, On.HANDED, On.NONE)}


def _unsaid(message: TypedMessage, typed: TypedJudged, wish: Wish) -> dict[str, str]:
    found = {}
    if typed.missing and not wish.missing_seen:
        found["ontbreekt"] = "Kijk na of dit echt niet in het bericht staat, en vink dat aan."
    if message.came.channel != Kanaal.POST and wish.agreed is None:
        found["akkoord"] = "Kies ja of nee."
    if typed.address and wish.may_mail is None:
        found["mailen"] = "Kies ja of nee."
    return found


def _wrong_way(message: TypedMessage, typed: TypedJudged, way: On | None) -> dict[str, str]:
    if way is None or (way is On.HANDED and message.came.channel != Kanaal.BALIE):
        return {"papier": "Kies hoe de afzender de bevestiging krijgt."}
    if way is On.EMAIL and typed.locked_out:
        return {"mailen": "De e-mail heeft een beveiligde link. Die gaat alleen open met het antwoord op "
                f"‘{typed.locked_out}’. Vul dat eerst in, of kies nee."}  # fmt: skip
    if way is On.NONE and typed.in_writing:
        return {"papier": "De wet vraagt hier een bevestiging op schrift (Awb 6:14 of 9:6). Kies een brief."}
    return {}


def _before(row: Draft) -> Registered:
    """What it became when it was registered before."""
    submission = submission_of(row)
    if submission is None:
        raise UnableToRegister(GONE)
    return Registered(zaak_behind(submission.pk, "").zaak.reference, submission.reference)


def _receive(employee: Employee, organisation: Organisation, whole: _Whole, now: datetime) -> Registered:
    message, judged, copy = whole.message, whole.typed.judged, whole.copied.copy
    came, draft, access_key = message.came, message.draft, new_key()
    submission_id = write_submission(
        Entry(
            key_hash=bytes(message.row.key_hash),
            channel=came.channel,
            service_id=draft.service_id,
            form_version_id=draft.form_version_id,
            message_type=judged.kind.value,
            about="",  # who sent it holds no key of that zaak; an employee says where it belongs
            copy=copy,
            answers=judged.answers,
            files=whole.copied.files,
            email=judged.email,
            judgement=judged.as_json(),
        )
    )
    registration = _note(employee, submission_id, whole, now)
    placed = place(Arrival(submission_id, whole.typed.sendable, judged, copy, came.channel, _about(whole)))
    if came.sender and not judged.sender:
        Zaak.objects.filter(submission_id=submission_id).update(sender=came.sender)
    told = _told(whole, placed, now)
    mail = confirmation(organisation, copy, told, access_key) if judged.email else None
    by = Entered(f"employee:{employee.pk}", whole.way.value)
    facts = (*placed.facts, registration)
    received = record_received(
        organisation.pk, came.channel, copy, judged, submission_id, facts, mail, now, by
    )
    paper = whole.way in (On.LETTER, On.HANDED)
    write_receipt(submission_id, copy, received, Issued(access_key, judged.exception, paper, told, now))
    if whole.way is On.LETTER:
        write_receipt_letter(organisation, submission_id, copy, told, judged.answers, now)
    if mail:
        wording = question(whole.typed.sendable.service.title)
        keep_yes(judged.email, copy.reference, wording, came.channel, now)
        post_confirmation(organisation, mail, submission_id, judged.email, now)
    return Registered(placed.joined or copy.reference, copy.reference)


def _note(employee: Employee, submission_id: int, whole: _Whole, now: datetime) -> Fact:
    """Keep how it came; gives the fact of it, in which people are only salted hashes."""
    came, copy = whole.message.came, whole.copied.copy
    Registration.create(
        submission_id=submission_id,
        employee=employee,
        source=came.source,
        sender=came.sender or whole.typed.judged.sender,
        bringer=came.bringer,
        brought_by=came.brought_by,
        basis=came.basis,
        dated_on=came.dated_on,
        posted_on=came.posted_on,
        agreed=whole.wish.agreed,
        missing=list(whole.typed.missing),
        registered_at=now,
    )
    people = {"sender": came.sender, "brought_by": came.brought_by, "basis": came.basis, "salt": copy.salt}
    body = describe(
        "submission.registered",
        now,
        f"employee:{employee.pk}",
        reference=copy.reference,
        channel=came.channel,
        source=came.source,
        bringer=came.bringer,
        people_sha256=hashlib.sha256(canonical(people)).hexdigest(),
        dated_on=came.dated_on.isoformat() if came.dated_on else "",
        posted_on=came.posted_on.isoformat() if came.posted_on else "",
        agreed="" if whole.wish.agreed is None else "ja" if whole.wish.agreed else "nee",
        missing=len(whole.typed.missing),
    )
    return Fact("submission.registered", "submission", submission_id, body)


def _about(whole: _Whole) -> str:
    """The zaak that it is about; what only belongs to a zaak that runs begins its own when that is closed."""
    about, kind = whole.message.draft.about, whole.typed.judged.kind
    if not about or kind not in (Berichtsoort.AANVULLING, Berichtsoort.OVERIG):
        return about
    return about if Zaak.objects.filter(reference=about, status__in=OPEN).exists() else ""


def _told(whole: _Whole, placed: Placed, now: datetime) -> dict[str, Any]:
    """What the receipt says: the same as of any message, and where its text comes from."""
    came, sentence = whole.message.came, entered(whole.message.came, now)
    remarks = [sentence, *placed.remarks]
    if whole.typed.missing:
        remarks.append("In uw bericht staat nog niet alles. Hebben wij dat nodig? Dan vragen wij u erom.")
    told = consequences(whole.typed.sendable, whole.typed.judged, replace(placed, remarks=tuple(remarks)))
    sender = came.sender or whole.typed.judged.sender
    return {**told, "received": received_words(came), "entered": sentence, "entered_for": sender}
