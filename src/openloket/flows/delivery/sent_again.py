"""A message was sent a second time: that is when it counts as sent, and what hangs on it moves (2:11(3))."""

import secrets
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Protocol

from openloket.evidence.canonical import JsonValue
from openloket.evidence.log import Fact, describe, record
from openloket.flows.decisions import handle_complaint, record_besluit
from openloket.flows.decisions.complaint_told import told_again
from openloket.flows.decisions.judge_timeliness import settle_waiting
from openloket.flows.terms import ask_supplement
from openloket.law.bekendmaking import Bekendmakingswijze, bekendmaking
from openloket.law.bezorging import brief_na_kennisgeving, geopend_na_sms, tweede_verzending
from openloket.law.gebeurtenissen import Hervatting, Opschorting, Opschortingsgrond
from openloket.law.kalender import Kalender
from openloket.law.kanalen import Berichtsoort
from openloket.law.procedures import aanvultermijn
from openloket.law.rechtsmiddel import Rechtsmiddel
from openloket.law.termijnen import bezwaartermijn
from openloket.offer.calendar import law_calendar
from openloket.post.models import Way
from openloket.tenancy import scope
from openloket.zaken.course import Noted, begin_term, decision_term, end_terms, happen
from openloket.zaken.models import Besluit, PendingEvent, SupplementRequest, Term, TermEvent, Zaak
from openloket.zaken.supplements import ground_of, suspended_by

_ACTOR = "system"
_DAY = timedelta(days=1)


class Moves(Protocol):
    """Lets what began with the first sending of a message begin on a later day.

    `opened`: nothing was sent again, but its reader opened it that day, after a text message told of it.
    """

    def __call__(self, message_id: int, sent_on: date, at: datetime, *, opened: bool = False) -> None:
        """Told twice it moves once, and never to an earlier day."""


def besluit_again(message_id: int, sent_on: date, at: datetime, *, opened: bool = False) -> None:
    """The decision left once more: it is made known on that day, and the term to object begins after it.

    Not when it was handed over in person meanwhile, and never to an earlier day.
    """
    stands = Besluit.objects.filter(message_id=message_id, withdrawn_at=None)
    besluit = stands.exclude(made_known_how=Bekendmakingswijze.UITREIKING).select_related("message").first()
    if besluit is None or besluit.message is None:
        return
    by_post = besluit.message.way in (Way.PORTAL, Way.LETTER) and not opened
    how = Bekendmakingswijze.POST if by_post else Bekendmakingswijze.ELEKTRONISCH
    known_again(besluit.pk, how, sent_on, at, _ACTOR, opened=opened)


def known_again(
    besluit_id: int, how: Bekendmakingswijze, on: date, at: datetime, actor: str, *, opened: bool = False
) -> bool:
    """A decision that did not arrive is made known on a later day; whether it was, on an earlier one."""
    besluit = Besluit.objects.select_related("zaak", "message").get(pk=besluit_id)
    was = besluit.made_known_on
    if besluit.withdrawn_at is not None or was is None or was >= on:
        return False
    about_penalty = besluit.outcome == Besluit.Outcome.PENALTY_FIXED
    objected = besluit.zaak.kind == Berichtsoort.BEZWAAR and not about_penalty
    known = bekendmaking(how, on, tot_belanghebbenden_gericht=True, na_bezwaar=objected)
    placed = besluit.message is not None and besluit.message.way == Way.PORTAL
    by_letter = brief_na_kennisgeving if placed else tweede_verzending
    again = geopend_na_sms if opened else by_letter
    why = (again(was, on) + known.waarom).naar_dict()
    moved = Besluit.objects.filter(pk=besluit.pk, made_known_on=was, withdrawn_at=None)
    if not moved.update(made_known_on=known.dag, made_known_how=how, made_known_why=why):
        return False
    told: dict[str, JsonValue] = {"besluit": besluit.pk, "how": how.value, **_opened(opened)}
    if besluit.content["remedy"]["kind"] == Rechtsmiddel.BEZWAAR:
        told["last_day"] = _object_later(besluit.zaak_id, was, on, at)
    _record("besluit.made_known_again", besluit.zaak, was, on, at, told, actor)
    return True


def supplement_again(message_id: int, sent_on: date, at: datetime, *, opened: bool = False) -> None:
    """The request left once more: the term of the body stands still only from the day after that."""
    asked = SupplementRequest.objects.filter(message_id=message_id, answered_on=None, sent_on__lt=sent_on)
    request = asked.select_related("zaak").first()
    term = decision_term(request.zaak_id) if request else None
    if request is None or request.sent_on is None:
        return
    was, mark = request.sent_on, secrets.token_hex(13)
    if not asked.filter(sent_on=was).update(sent_on=sent_on, mark=mark):
        return
    told: dict[str, JsonValue] = {"until": request.last_day.isoformat(), **_opened(opened)}
    ground = ground_of(term) if term else None
    if term is not None and ground is not None and suspended_by(term, request):
        calendar = law_calendar()
        last_day = _stand_still_later(term, ground, (request.mark, mark), (was, sent_on), request.last_day,
                                      Noted(at, request.asked_by_id), calendar)  # fmt: skip
        told["last_day"] = last_day.isoformat()
        end_terms(request.zaak_id, [Term.Kind.SUPPLEMENT], sent_on)
        if request.last_day > sent_on:
            begin_term(
                request.zaak_id, Term.Kind.SUPPLEMENT, aanvultermijn(ground, sent_on, request.last_day)
            )
    _record("supplement.sent_again", request.zaak, was, sent_on, at, told)


def notice_again(message_id: int, sent_on: date, at: datetime, *, opened: bool = False) -> None:
    """The notice about a term left once more: a standstill begins later; of an extension a person judges.

    An extension counts only when it was told in time, and that the law leaves to the day of sending (4:14,
    7:10, 9:11): what was promised to the sender stays as it was, and the zaak says that it was told later.
    """
    waits = PendingEvent.objects.filter(message_id=message_id, sent_on__lt=sent_on).select_related("term")
    row = waits.first()
    if row is None or row.sent_on is None:
        return
    zaak = Zaak.objects.select_for_update().only("pk", "reference").get(pk=row.term.zaak_id)
    was, mark = row.sent_on, secrets.token_hex(13)
    if not waits.filter(pk=row.pk, sent_on=was).update(sent_on=sent_on):
        return
    term = Term.objects.select_for_update().get(pk=row.term_id)
    told: dict[str, JsonValue] = {"event": row.kind, **_opened(opened)}
    if row.kind == TermEvent.Kind.SUSPENDED and term.ended_on is None:
        noted = Noted(at, row.by_id, row.reason)
        PendingEvent.objects.filter(pk=row.pk).update(mark=mark)
        ground, marks = Opschortingsgrond(row.ground), (row.mark, mark)
        last = _stand_still_later(term, ground, marks, (was, sent_on), None, noted, law_calendar())
        told["last_day"] = last.isoformat()
    _record("term.notice_again", zaak, was, sent_on, at, told)


MOVES: Mapping[str, Moves] = {
    record_besluit.KIND: besluit_again,
    ask_supplement.KIND: supplement_again,
    "term_suspended": notice_again,
    "term_extended": notice_again,
    handle_complaint.KIND: told_again,
}
"""What moves when a message of a kind was sent once more, or opened late."""


def _opened(opened: bool) -> dict[str, JsonValue]:
    return {"opened": True} if opened else {}


def _object_later(zaak_id: int, was: date, sent_on: date, at: datetime) -> str:
    """The term to object that began with the first sending makes room for one from the second."""
    calendar = law_calendar()
    began = bezwaartermijn(was, calendar).begin
    running = Term.objects.filter(zaak_id=zaak_id, kind=Term.Kind.OBJECTION, ended_on=None, begins_on=began)
    running.update(ended_on=sent_on)
    term = begin_term(zaak_id, Term.Kind.OBJECTION, bezwaartermijn(sent_on, calendar))
    if waiting := settle_waiting(zaak_id, at, calendar):
        record(scope.current(), at, _ACTOR, waiting)
    assert term.last_day is not None, "a term to object has a last day"
    return term.last_day.isoformat()


def _stand_still_later(
    term: Term,
    ground: Opschortingsgrond,
    marks: tuple[str, str],
    days: tuple[date, date],
    until: date | None,
    noted: Noted,
    calendar: Kalender,
) -> date:
    """What stood still since the first sending stands still since the second only; gives the last day."""
    (old, new), (was, sent_on) = marks, days
    course = happen(term, Hervatting(ground, was + _DAY, old), noted, calendar)
    if until is None or until > sent_on:
        course = happen(term, Opschorting(ground, sent_on, until, new), noted, calendar)
    return course.laatste_dag


def _record(
    kind: str,
    zaak: Zaak,
    was: date,
    sent_on: date,
    at: datetime,
    told: Mapping[str, JsonValue],
    actor: str = _ACTOR,
) -> None:
    body = describe(
        kind, at, actor, reference=zaak.reference, was=was.isoformat(), sent_on=sent_on.isoformat(), **told
    )
    record(scope.current(), at, actor, [Fact(kind, "zaak", zaak.pk, body)])
