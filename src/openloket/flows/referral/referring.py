"""What the ways to deal with a wrongly sent message share: judged, kept with its why, told to the sender."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from openloket.evidence.canonical import canonical_sha256
from openloket.evidence.log import Fact, describe, record
from openloket.flows.correspondence.writing import Wishes, write_to_sender
from openloket.flows.referral.referral_case import Answers, Case, case_of
from openloket.flows.referral.referral_effect import effect_of
from openloket.flows.referral.referral_words import Told, Words, words_of
from openloket.flows.unable import UnableAtFields
from openloket.intake.models import Referral
from openloket.law.handelwijze import Handelwijze
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.kanalen import Kanaal
from openloket.law.waarom import Twijfel
from openloket.offer.calendar import law_calendar
from openloket.people.reachability import reachable_at
from openloket.post.models import Message, MessageState
from openloket.tenancy import scope
from openloket.tenancy.models import Employee, Organisation, Team
from openloket.tenancy.rights import Right, may
from openloket.zaken.models import OPEN, Zaak

KIND = "referral"
LONGEST_REASON = 2000
ANSWERED = Twijfel(
    vraag="Mag dit per e-mail naar het adres waarvan het bericht kwam?",
    grond="De afzender zei niet uitdrukkelijk dat e-mail goed is. Maar de afzender mailde ons wel zelf.",
    voorlopig="Een medewerker koos voor e-mail, omdat de afzender anders niet of te laat bericht krijgt.",
    artikel="Awb 2:8",
)
CONFIDENTIAL = Twijfel(
    vraag="Is dit e-mailadres vertrouwelijk genoeg voor gevoelige gegevens?",
    grond="De wet vraagt een manier die vertrouwelijk genoeg is, en noemt geen techniek.",
    voorlopig="Een medewerker kende dit adres en vond het vertrouwelijk genoeg.",
    artikel="Awb 2:9",
)

_NOT_ALLOWED = "U mag geen zaken behandelen."
_CLOSED = "Deze zaak is al klaar. Iemand was u misschien voor."
_WAITING = "Over dit bericht is al iets besloten dat nog niet is verstuurd. Wacht daarop, of trek het in."
_FIRST = "Iemand was u voor: met dit bericht is al iets gedaan. Kijk opnieuw."
_MOVED = "De datums zijn anders dan u zag. Kijk het hieronder na en leg het dan vast."


class UnableToRefer(UnableAtFields):
    """It can't be done; the message is what the employee must be told, `problems` says it by field."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What an employee chose to do with a message; each way uses what it needs.

    `seen` is the digest of the effect that the page showed, `after` the newest referral that it knew of (0:
    none). `tell`: of passing on inside, tell the sender at once. `last_day`: to repair what was refused.
    `answer`: to the address of the e-mail itself, though its sender did not say that e-mail is welcome.
    `confidential`: the address of the other body was found confidential enough for what is sensitive (2:9).
    """

    way: Handelwijze
    reason: str = ""
    team_id: int = 0
    tell: bool = True
    body: str = ""
    address: str = ""
    lines: tuple[str, ...] = ()
    last_day: date | None = None
    answer: bool = False
    confidential: bool = False
    seen: str = ""
    after: int = 0


@dataclass(frozen=True, slots=True)
class Ask:
    """Who wants to do what with the message of which zaak, on which answers to the questions of the law."""

    organisation: Organisation
    employee: Employee
    zaak: Zaak
    answers: Answers
    choice: Choice


@dataclass(frozen=True, slots=True)
class Looked:
    """What would come of it if its messages left today; nothing is written."""

    case: Case
    effect: Mapping[str, Any]
    digest: str
    told: Told
    words: Words | None


def look(ask: Ask, now: datetime) -> Looked:
    """The effect on each term and the words to the sender, before anything is chosen."""
    today, choice = dag_in_amsterdam(now), ask.choice
    case = case_of(ask.zaak, ask.answers, today)
    calendar = law_calendar()
    effect = effect_of(case, choice.way, calendar, today, tell=choice.tell, last_day=choice.last_day)
    team = Team.objects.filter(pk=choice.team_id).values_list("name", flat=True).first() or ""
    told = Told(choice.reason, effect, team, choice.body, choice.last_day)
    silent = choice.way is Handelwijze.BEHANDELEN or (
        choice.way is Handelwijze.DOORLEIDEN and not choice.tell
    )
    words = None if silent else words_of(ask.organisation, case, choice.way, told)
    return Looked(case, effect, canonical_sha256(effect), told, words)


def begin(ask: Ask, now: datetime) -> Looked:
    """Lock the zaak and check all that holds for every way; call it inside the transaction that does it.

    Of two employees at once the second is told. Raises UnableToRefer.
    """
    if not may(ask.employee, Right.HANDLE):
        raise UnableToRefer(_NOT_ALLOWED)
    zaak = Zaak.objects.select_for_update().defer("search").get(pk=ask.zaak.pk)
    if zaak.status not in OPEN:
        raise UnableToRefer(_CLOSED)
    _not_done_already(zaak, ask.choice.after)
    looked = look(_tidied(ask, zaak), now)
    if not looked.case.weighed.mag(ask.choice.way):
        steps = looked.case.weighed.wijzen[ask.choice.way].waarom
        raise UnableToRefer(" ".join(step.tekst for step in steps))
    if looked.digest != ask.choice.seen:
        raise UnableToRefer(_MOVED)
    return looked


def tell(ask: Ask, looked: Looked, now: datetime, *, by_letter: bool = False) -> Message:
    """Write to the sender; what follows happens when it has left (flows/referral/referral_left.py).

    `by_letter` for what may not travel by e-mail (Awb 2:9).
    """
    assert looked.words is not None, "this way tells something"
    subject = f"{looked.words.title} ({ask.zaak.reference})"
    answer_to = "" if by_letter else answer_address(ask, looked.case)
    return write_to_sender(
        ask.organisation,
        ask.zaak,
        KIND,
        subject,
        {"words": looked.words},
        now,
        Wishes(by_letter=by_letter, answer_to=answer_to, answer_by=ask.choice.last_day),
    )


def answer_address(ask: Ask, case: Case) -> str:
    """The address of the e-mail itself, when an employee chose to answer there; empty otherwise."""
    mailed = case.message.weg.kanaal is Kanaal.E_MAIL
    return case.submission.email if ask.choice.answer and mailed else ""


def keep(ask: Ask, looked: Looked, now: datetime, message: Message | None = None, **more: Any) -> Referral:
    """Write down what was chosen with the law's answer, and prove it; no names and no reasons in the log."""
    choice, case, zaak = ask.choice, looked.case, ask.zaak
    answer, verdict = case.weighed.wijzen[choice.way], case.weighed.oordeel
    doubts = [doubt.naar_dict() for doubt in (*answer.twijfels, *_doubts(ask, case))]
    referral: Referral = Referral.create(
        submission_id=zaak.submission_id,
        way=choice.way.value,
        facts=ask.answers.as_json() | {"told_at_once": choice.tell, "answered_the_mail": choice.answer},
        why={"oordeel": verdict.naar_dict(), "wijze": answer.naar_dict(), "twijfels": doubts},
        reason=looked.told.reason,
        message=message,
        effect=dict(looked.effect),
        by=ask.employee,
        at=now,
        **more,
    )
    actor = f"employee:{ask.employee.pk}"
    carried = more.get("carried")
    body = describe(
        "referral.decided",
        now,
        actor,
        reference=zaak.reference,
        referral=referral.pk,
        way=choice.way.value,
        law=verdict.actie.value,
        articles=list(answer.waarom.artikelen),
        received_on=case.received_on.isoformat(),
        effect_sha256=looked.digest,
        message_sha256=message.sha256 if message else "",
        carried_sha256=carried.sha256 if carried else "",
    )
    record(scope.current(), now, actor, [Fact("referral.decided", "zaak", zaak.pk, body)])
    return referral


def _doubts(ask: Ask, case: Case) -> tuple[Twijfel, ...]:
    answered = bool(answer_address(ask, case)) and not reachable_at(ask.zaak.reference)
    sensitive = case.protected and bool(ask.choice.address)
    return (*((ANSWERED,) if answered else ()), *((CONFIDENTIAL,) if sensitive else ()))


def _not_done_already(zaak: Zaak, after: int) -> None:
    """Raises UnableToRefer when something was done that the employee did not see, or that still waits."""
    earlier = list(
        Referral.objects.filter(submission_id=zaak.submission_id).select_related("message", "carried")
    )
    if max((one.pk for one in earlier), default=0) != after:
        raise UnableToRefer(_FIRST)
    if any(waits(one) for one in earlier):
        raise UnableToRefer(_WAITING)


def waits(referral: Referral) -> bool:
    """Whether a message of it still has to leave; one that was withdrawn never will."""
    pairs = ((referral.message, referral.told_on), (referral.carried, referral.carried_on))
    return any(
        message is not None and on is None and message.state != MessageState.WITHDRAWN
        for message, on in pairs
    )


def _tidied(ask: Ask, zaak: Zaak) -> Ask:
    """With the zaak as it is now and what was typed in order. Raises UnableToRefer by field."""
    choice, problems = ask.choice, {}
    reason = choice.reason.replace("\r\n", "\n").strip()
    if len(reason) > LONGEST_REASON:
        problems["reden"] = f"Uw tekst is te lang. Zij mag {LONGEST_REASON} tekens hebben."
    elif "\0" in reason:
        problems["reden"] = "Uw tekst heeft een teken dat wij niet kunnen bewaren."
    if problems:
        raise UnableToRefer("Verbeter eerst wat hieronder staat.", problems)
    return replace(ask, zaak=zaak, choice=replace(choice, reason=reason))
