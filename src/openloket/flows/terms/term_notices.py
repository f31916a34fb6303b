"""The notices about a term: their words, and what happens to the term once such a message has left."""

from dataclasses import dataclass
from datetime import date, datetime

from openloket.evidence.log import Fact, describe, record
from openloket.flows.correspondence.writing import Wishes, write_to_sender
from openloket.flows.terms.term_proposals import Proposal
from openloket.law.gebeurtenissen import (
    Gebeurtenis,
    Hervatting,
    Opschorting,
    Opschortingsgrond,
    Verlenging,
    Verlengingsgrond,
)
from openloket.law.kalender import Duur, Eenheid, Kalender, dag_in_amsterdam
from openloket.law.termijnverloop import Verloop
from openloket.law.verzendwijzen import Vertrouwelijkheid
from openloket.law.waarom import datum_in_woorden
from openloket.offer.calendar import law_calendar
from openloket.post.models import Message
from openloket.tenancy import scope
from openloket.tenancy.models import Employee, Organisation
from openloket.zaken.course import Noted, course_of, happen
from openloket.zaken.models import PendingEvent, Term, TermEvent, Zaak
from openloket.zaken.penalty import recount_penalty

_SUBJECTS = {
    "term_suspended": "De termijn staat stil",
    "term_resumed": "De termijn loopt weer",
    "term_extended": "Ons antwoord komt later",
}
_WHAT = {"bezwaar": "uw bezwaar", "klacht": "uw klacht"}


@dataclass(frozen=True, slots=True)
class Notice:
    """The words of a notice; no personal data in the subject line. `reason` comes after `opening`."""

    kind: str
    subject_line: str
    opening: str
    reason: str
    rest: tuple[str, ...]


def notice_of(zaak: Zaak, proposal: Proposal) -> Notice | None:
    """What the sender reads (Awb 4:14, 4:15(1)(b), (3) and (4), 7:10(5), 9:11(2)); None if not asked."""
    if proposal.notice is None:
        return None
    about, event = _WHAT.get(zaak.kind, "uw aanvraag"), proposal.event
    match event:
        case Opschorting():
            kind, lines = "term_suspended", _suspended(about, event, proposal)
        case Hervatting():
            kind, lines = "term_resumed", _resumed(about, event, proposal)
        case Verlenging():
            kind, lines = "term_extended", _extended(about, event, proposal)
    opening, *rest = lines
    rest.append(f"Dit staat in de wet: {proposal.notice.artikel}.")
    reason = proposal.asked.reason.strip()
    return Notice(kind, f"{_SUBJECTS[kind]} ({zaak.reference})", opening, reason, tuple(rest))


def send_notice(organisation: Organisation, zaak: Zaak, notice: Notice, now: datetime) -> Message:
    """Put the notice on its way; call it inside the transaction of what it tells.

    An e-mail about a sensitive service leaves the reason out (Awb 2:9); a letter does not.
    """
    context = {"title": _SUBJECTS[notice.kind], "notice": notice}
    level = Vertrouwelijkheid.BIJZONDER if zaak.service.sensitive else Vertrouwelijkheid.GEWOON
    wishes = Wishes(level=level)
    return write_to_sender(organisation, zaak, notice.kind, notice.subject_line, context, now, wishes)


def wait_for(message: Message, term: Term, proposal: Proposal, employee: Employee, now: datetime) -> None:
    """Keep what happens to the term once the notice has left, and prove that it was asked."""
    event = proposal.event
    row = PendingEvent.new(
        term=term,
        message=message,
        ground=event.grond.value,
        reason=proposal.asked.reason,
        at=now,
        by=employee,
    )
    if isinstance(event, Verlenging):
        row.kind, row.length, row.unit = TermEvent.Kind.EXTENDED, event.duur.aantal, event.duur.eenheid.value
    else:
        assert isinstance(event, Opschorting), "a resumption waits for nothing"
        row.kind, row.mark = TermEvent.Kind.SUSPENDED, event.kenmerk
    row.save(force_insert=True)
    actor = f"employee:{employee.pk}"
    body = describe(
        "term.notice",
        now,
        actor,
        reference=term.zaak.reference,
        ground=event.grond.value,
        message_sha256=message.sha256,
    )
    record(scope.current(), now, actor, [Fact("term.notice", "zaak", term.zaak_id, body)])


def occur(term: Term, event: Gebeurtenis, noted: Noted, calendar: Kalender) -> Verloop:
    """Write down what happened to a locked term; a penalty for deciding late follows its new last day."""
    course = happen(term, event, noted, calendar)
    recount_penalty(term.zaak_id, calendar, dag_in_amsterdam(noted.at))
    return course


def notice_left(message_id: int, sent_on: date, at: datetime) -> None:
    """Let happen what waited for this message; told twice it happens once, after the term ended never."""
    waits = PendingEvent.objects.filter(message_id=message_id, sent_on=None)
    zaak_id = waits.values_list("term__zaak_id", flat=True).first()
    # The zaak first, as everybody does who changes both; a term that made room for another took this along.
    list(Zaak.objects.select_for_update().filter(pk=zaak_id).values_list("pk"))
    row = waits.first()
    if row is None or not waits.filter(pk=row.pk).update(sent_on=sent_on):
        return
    term = Term.objects.select_for_update().get(pk=row.term_id)
    if term.ended_on is not None:
        return
    calendar = law_calendar()
    before = course_of(term, term.events.order_by("id"), calendar, sent_on)
    event = _event(row, sent_on)
    after = occur(term, event, Noted(at, row.by_id, row.reason), calendar)
    tell(term, event, before, after, f"employee:{row.by_id}", at)


def _event(row: PendingEvent, sent_on: date) -> Opschorting | Verlenging:
    if row.kind == TermEvent.Kind.SUSPENDED:
        return Opschorting(Opschortingsgrond(row.ground), sent_on, None, row.mark)
    return Verlenging(Verlengingsgrond(row.ground), sent_on, Duur(row.length or 1, Eenheid(row.unit)))


def tell(
    term: Term,
    event: Opschorting | Hervatting | Verlenging,
    before: Verloop,
    after: Verloop,
    actor: str,
    at: datetime,
) -> None:
    """Prove what happened to a term: the ground, and its last day before and after. No reasons, no names."""
    kind, details = _details(event)
    body = describe(
        kind,
        at,
        actor,
        reference=term.zaak.reference,
        ground=event.grond.value,
        was=before.laatste_dag.isoformat(),
        last_day=after.laatste_dag.isoformat(),
        counted=_counts(event, before, after),
        announced=after.aangekondigd.isoformat() if kind == "term.announced" and after.aangekondigd else None,
        **details,
    )
    record(scope.current(), at, actor, [Fact(kind, "zaak", term.zaak_id, body)])


def _counts(event: Opschorting | Hervatting | Verlenging, before: Verloop, after: Verloop) -> bool:
    """Whether the law counts it: a message may have left after the last day."""
    match event:
        case Opschorting():
            return event.eerste_dag <= before.laatste_dag
        case Verlenging():
            announced = event.grond is Verlengingsgrond.MEDEDELING_WETTELIJK
            return announced or after.verlengd_met > before.verlengd_met
    return True


def _details(event: Opschorting | Hervatting | Verlenging) -> tuple[str, dict[str, str | None]]:
    match event:
        case Opschorting():
            until = event.uiterlijk.isoformat() if event.uiterlijk else None
            return "term.suspended", {"first_day": event.eerste_dag.isoformat(), "until": until}
        case Hervatting():
            return "term.resumed", {"first_day": event.op.isoformat()}
        case Verlenging():
            announced = event.grond is Verlengingsgrond.MEDEDELING_WETTELIJK
            return "term.announced" if announced else "term.extended", {"length": str(event.duur)}


def _suspended(about: str, event: Opschorting, proposal: Proposal) -> tuple[str, ...]:
    if event.grond is Opschortingsgrond.BUITENLANDSE_INFORMATIE:
        return (
            f"Voor {about} hebben wij informatie uit het buitenland nodig. Die hebben wij gevraagd.",
            "Onze termijn staat stil vanaf de dag nadat wij u dit bericht stuurden. De termijn loopt weer "
            "als wij de informatie hebben, of als langer wachten niet redelijk is.",
            "Zodra de termijn weer loopt, schrijven wij u opnieuw.",
        )
    assert proposal.asked.expected is not None, (
        "force majeure names the day on which the decision is expected"
    )
    return (
        f"Wij kunnen nu door overmacht niet beslissen over {about}.",
        f"Daarom staat onze termijn stil vanaf {datum_in_woorden(event.eerste_dag)}. Wij verwachten dat u "
        f"ons besluit uiterlijk op {datum_in_woorden(proposal.asked.expected)} krijgt.",
        "Zodra de termijn weer loopt, schrijven wij u opnieuw.",
    )


def _resumed(about: str, event: Hervatting, proposal: Proposal) -> tuple[str, ...]:
    return (
        f"Onze termijn om te beslissen over {about} stond stil. De termijn loopt weer sinds "
        f"{datum_in_woorden(event.op)}.",
        f"U krijgt ons besluit uiterlijk op {datum_in_woorden(proposal.after.laatste_dag)}.",
    )


def _extended(about: str, event: Verlenging, proposal: Proposal) -> tuple[str, ...]:
    last = datum_in_woorden(proposal.after.laatste_dag)
    opening = f"Het lukt ons niet om binnen de termijn te beslissen over {about}."
    if event.grond is not Verlengingsgrond.MEDEDELING_WETTELIJK:
        return (
            opening,
            f"Wij hebben {event.duur} langer nodig. U krijgt ons antwoord uiterlijk op {last}.",
        )
    assert proposal.after.aangekondigd is not None, "a later day is told"
    return (
        opening,
        f"U krijgt ons besluit uiterlijk op {datum_in_woorden(proposal.after.aangekondigd)}.",
        f"De termijn in de wet wordt hierdoor niet langer. De laatste dag daarvan is {last}. Na die dag kunt "
        "u ons schrijven dat wij te laat zijn.",
    )
