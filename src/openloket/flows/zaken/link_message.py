"""An employee says that a message which began a zaak of its own belongs to a zaak that was there already."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.flows.terms.default import notice_arrived
from openloket.flows.terms.supplement_arrived import supplement_arrived
from openloket.flows.unable import UnableAtField
from openloket.flows.zaken.known_zaak import UnknownZaak, known_zaak
from openloket.law.kalender import Kalender, dag_in_amsterdam
from openloket.law.kanalen import Berichtsoort
from openloket.offer.calendar import law_calendar
from openloket.tenancy import scope
from openloket.tenancy.models import Employee, Organisation
from openloket.tenancy.rights import Right, may
from openloket.zaken.course import end_terms
from openloket.zaken.models import OPEN, Filing, Note, Status, Term, Zaak

AS = {
    Berichtsoort.INGEBREKESTELLING: "ingebrekestelling",
    Berichtsoort.AANVULLING: "aanvulling",
}
"""What a message can be to another zaak; its form does not matter (Awb 4:17(3), 4:5, 6:6)."""


class UnableToLink(UnableAtField):
    """The message can't be put there; the message is what the employee is told, `field` where to mend."""


@dataclass(frozen=True, slots=True)
class Link:
    """What belongs where: the zaak that the message began, the zaak that it is about, and as what."""

    zaak: Zaak
    target: Zaak
    kind: Berichtsoort


def find_link(employee: Employee, organisation: Organisation, zaak: Zaak, kind: str, typed: str) -> Link:
    """The link that an employee means by a typed reference; nothing happens yet. Raises UnableToLink.

    Only zaken of the organisation in scope can be found.
    """
    if not may(employee, Right.HANDLE):
        raise UnableToLink("U mag geen zaken behandelen.")
    if kind not in {one.value for one in AS}:
        raise UnableToLink("Kies wat dit bericht is.", "soort")
    try:
        target = known_zaak(organisation, typed)
    except UnknownZaak as unknown:
        raise UnableToLink(str(unknown), "kenmerk") from unknown
    if target.pk == zaak.pk:
        raise UnableToLink("Dit is deze zaak zelf. Vul het kenmerk in van de andere zaak.", "kenmerk")
    return Link(zaak, target, Berichtsoort(kind))


def link_message(employee: Employee, link: Link, now: datetime) -> None:
    """Make the message part of the other zaak, let it work there, and close the zaak that it began.

    It works from the day on which it was received, not from today. Raises UnableToLink.
    """
    calendar, today, actor = law_calendar(), dag_in_amsterdam(now), f"employee:{employee.pk}"
    with transaction.atomic():
        target = _lock(link)
        closed = Zaak.objects.filter(pk=link.zaak.pk, status__in=OPEN)
        if closed.update(status=Status.CLOSED, closed_at=now) == 0:
            raise UnableToLink("Deze zaak is al klaar. Iemand was u misschien voor.")
        end_terms(link.zaak.pk, Term.Kind.values, today)
        text = f"Dit bericht hoort bij zaak {target.reference}, als {AS[link.kind]}."
        Note.create(zaak=link.zaak, author=employee, text=text, at=now)
        filing = Filing.create(
            zaak=target, submission_id=link.zaak.submission_id, kind=link.kind, at=link.zaak.received_at
        )
        body = describe(
            "zaak.status",
            now,
            actor,
            reference=link.zaak.reference,
            status=Status.CLOSED,
            was=link.zaak.status,
            linked_to=target.reference,
        )
        closing = Fact("zaak.status", "zaak", link.zaak.pk, body)
        facts = [closing, *_effect(target, filing, link.kind, actor, now, calendar)]
        record(scope.current(), now, actor, facts)


def _effect(
    target: Zaak, filing: Filing, kind: Berichtsoort, actor: str, now: datetime, calendar: Kalender
) -> list[Fact]:
    if kind is Berichtsoort.AANVULLING:
        return supplement_arrived(target.pk, filing.pk, filing.at, calendar)
    return notice_arrived(target, filing, actor, now, calendar)


def _lock(link: Link) -> Zaak:
    """Both zaken, always in the same order, so that two employees never wait for each other."""
    both = Zaak.objects.select_for_update().defer("search").filter(pk__in=[link.zaak.pk, link.target.pk])
    rows: dict[int, Zaak] = {row.pk: row for row in both.order_by("pk")}
    if Filing.objects.filter(submission_id=link.zaak.submission_id).exists():
        raise UnableToLink("Dit bericht hoort al bij een andere zaak.")
    return rows[link.target.pk]
