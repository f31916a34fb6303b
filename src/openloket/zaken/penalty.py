"""The penalty for deciding too late, kept as a term that follows the decision term, notice and decision."""

from datetime import date

from openloket.law.dwangsom import Dwangsom, GeenDwangsom, dwangsom, dwangsombedrag
from openloket.law.kalender import EEN_DAG, Kalender
from openloket.zaken.models import Besluit, NoticeOfDefault, Term, Zaak

ARTICLE = "Awb 4:17"


def penalty(zaak_id: int, calendar: Kalender) -> Dwangsom | None:
    """What the law says of the penalty of a zaak (Awb 4:17, 4:18), counted from the rows as they are now.

    None where nobody gave notice of default, or no term of the law to decide ran: then a person decides.
    """
    notice = NoticeOfDefault.objects.filter(zaak_id=zaak_id).first()
    last_day = _last_day_to_decide(zaak_id) if notice else None
    if notice is None or last_day is None:
        return None
    kept = term_of_penalty(zaak_id)
    return dwangsom(
        last_day,
        notice.received_on,
        calendar,
        besloten_op=_made_known_on(zaak_id),
        geen=GeenDwangsom(notice.exception) if notice.exception else None,
        aanvragers=kept.why["aanvragers"] if kept else 1,
    )


def term_of_penalty(zaak_id: int) -> Term | None:
    """The term in which the penalty of a zaak is kept."""
    found: Term | None = Term.objects.filter(zaak_id=zaak_id, kind=Term.Kind.PENALTY).first()
    return found


def recount_penalty(zaak_id: int, calendar: Kalender, today: date) -> Dwangsom | None:
    """Keep what the law says now; call it inside a transaction when anything that it follows has changed."""
    # Locked: of two changes at the same moment the second counts with what the first wrote.
    if not NoticeOfDefault.objects.select_for_update().filter(zaak_id=zaak_id).exists():
        return None
    owed = penalty(zaak_id, calendar)
    if owed is not None:
        _keep(zaak_id, owed, _made_known_on(zaak_id), today)
    return owed


def _keep(zaak_id: int, owed: Dwangsom, made_known_on: date | None, today: date) -> None:
    kept = Term.objects.filter(zaak_id=zaak_id, kind=Term.Kind.PENALTY)
    if owed.eerste_dag is None:
        kept.update(ended_on=made_known_on or today, last_day=None, why=owed.naar_dict())
        return
    days = {
        "begins_on": owed.eerste_dag,
        "raw_end": owed.laatste_dag,
        "last_day": owed.laatste_dag,
        "why": owed.naar_dict(),
        "ended_on": made_known_on,
    }
    if kept.update(**days) == 0:
        Term.create(zaak_id=zaak_id, kind=Term.Kind.PENALTY, article=ARTICLE, **days)


def euros_owed(term: Term, day: date) -> int:
    """Euros owed at the end of a day, for all applicants together (Awb 4:17(1) and (2))."""
    if term.last_day is None:
        return 0
    return dwangsombedrag(max(0, (min(day, term.last_day) - term.begins_on).days + 1))


def euros_a_day(term: Term, day: date) -> int:
    """Euros that this one day adds."""
    return euros_owed(term, day) - euros_owed(term, day - EEN_DAG)


def _last_day_to_decide(zaak_id: int) -> date | None:
    decision = Term.objects.filter(zaak_id=zaak_id, kind=Term.Kind.DECISION).order_by("-id")
    found: date | None = decision.values_list("last_day", flat=True).first()
    return found


def _made_known_on(zaak_id: int) -> date | None:
    decisions = Besluit.objects.filter(zaak_id=zaak_id).exclude(made_known_on=None)
    first = decisions.exclude(outcome=Besluit.Outcome.PENALTY_FIXED).order_by("made_known_on")
    found: date | None = first.values_list("made_known_on", flat=True).first()
    return found or _withdrawn_on(zaak_id)


def _withdrawn_on(zaak_id: int) -> date | None:
    """What was withdrawn asks no decision any more, so no day of it counts."""
    found: date | None = Zaak.objects.values_list("withdrawn_on", flat=True).get(pk=zaak_id)
    return found
