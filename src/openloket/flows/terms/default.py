"""Deciding too late: the notice of default starts the penalty, a person judges it, the decision ends it."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from openloket.evidence.canonical import JsonValue
from openloket.evidence.log import Fact, describe, record
from openloket.flows.unable import UnableAtField
from openloket.law.dwangsom import Dwangsom, GeenDwangsom
from openloket.law.kalender import Kalender, dag_in_amsterdam
from openloket.law.kanalen import Berichtsoort
from openloket.offer.calendar import law_calendar
from openloket.tenancy import scope
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, may
from openloket.zaken.models import Filing, Note, NoticeOfDefault, Term, Zaak
from openloket.zaken.penalty import penalty, recount_penalty, term_of_penalty

MOST_APPLICANTS = 999
MOST_LETTERS = 2000


class UnableToJudge(UnableAtField):
    """It can't be judged or fixed so; the message is what the employee is told, `field` where to mend."""


def notice_arrived(zaak: Zaak, filing: Filing, actor: str, now: datetime, calendar: Kalender) -> list[Fact]:
    """Somebody gave notice of default (Awb 4:17(3)) by this filing. The caller has locked the zaak.

    The first one counts: a later one is kept, and starts the clock only where the first came too early to
    count. It counts from the day of receipt, whenever an employee says what it is.
    """
    kept = NoticeOfDefault.objects.filter(zaak=zaak).first()
    counts = kept is None or kept.exception == GeenDwangsom.TE_VROEG
    received_on = dag_in_amsterdam(filing.at)
    if kept is None:
        NoticeOfDefault.create(zaak=zaak, submission_id=filing.submission_id, received_on=received_on)
    elif counts:
        _take_instead(kept, filing)
    owed = recount_penalty(zaak.pk, calendar, dag_in_amsterdam(now)) if counts else None
    told: dict[str, JsonValue] = {"received_on": received_on.isoformat(), "counts": counts}
    body = describe("default.received", now, actor, reference=zaak.reference, **told, **_days(owed))
    return [Fact("default.received", "zaak", zaak.pk, body)]


def decided(zaak_id: int, made_known_on: date, calendar: Kalender) -> None:
    """The decision was made known: the penalty ends the day before (Awb 4:17(1)). Call it after that."""
    recount_penalty(zaak_id, calendar, made_known_on)


def judge_notice(
    employee: Employee, zaak: Zaak, exception: str, applicants: int, reason: str, now: datetime
) -> None:
    """An employee says whether the notice counts (Awb 4:17(3) and (5)) and how many applicants share it (6).

    `exception` is a law.dwangsom.GeenDwangsom; empty: it counts. Raises UnableToJudge.
    """
    _check(employee, exception, applicants, reason)
    with transaction.atomic():
        notice = _locked(zaak)
        if notice.fixed_on is not None:
            raise UnableToJudge("Het bedrag is al vastgesteld. U kunt dit niet meer veranderen.")
        NoticeOfDefault.objects.filter(pk=notice.pk).update(
            exception=exception, judged_by=employee, reason=reason.strip()
        )
        if exception == GeenDwangsom.TE_VROEG:
            _next_in_line(notice, employee, reason.strip(), now)
        _share(zaak.pk, applicants)
        owed = recount_penalty(zaak.pk, law_calendar(), dag_in_amsterdam(now))
        actor = f"employee:{employee.pk}"
        judged: dict[str, JsonValue] = {"exception": exception, "applicants": applicants}
        body = describe("default.judged", now, actor, reference=zaak.reference, **judged, **_days(owed))
        record(scope.current(), now, actor, [Fact("default.judged", "zaak", zaak.pk, body)])


def fix_amount(employee: Employee, zaak: Zaak, seen_euros: int, now: datetime) -> None:
    """Fix the amount that is owed, once no more days can be added (Awb 4:18). Raises UnableToJudge.

    `seen_euros` is what the employee saw: when the days moved since then, the amount is shown anew first.
    """
    if not may(employee, Right.HANDLE):
        raise UnableToJudge("U mag geen zaken behandelen.")
    today = dag_in_amsterdam(now)
    with transaction.atomic():
        notice = _locked(zaak)
        if notice.fixed_on is not None:
            raise UnableToJudge("Iemand was u voor: het bedrag is al vastgesteld.")
        owed = penalty(zaak.pk, law_calendar())
        cents = 100 * _final_euros(owed, today, seen_euros)
        NoticeOfDefault.objects.filter(pk=notice.pk).update(fixed_cents=cents, fixed_on=today)
        Term.objects.filter(zaak=zaak, kind=Term.Kind.PENALTY, ended_on=None).update(ended_on=today)
        actor = f"employee:{employee.pk}"
        told = {"reference": zaak.reference, **_days(owed)}
        body = describe("default.judged", now, actor, fixed_cents=cents, **told)
        record(scope.current(), now, actor, [Fact("default.judged", "zaak", zaak.pk, body)])


def _final_euros(owed: Dwangsom | None, today: date, seen_euros: int) -> int:
    if owed is None or owed.laatste_dag is None:
        raise UnableToJudge("Er is geen dwangsom om vast te stellen.")
    if owed.laatste_dag >= today:
        raise UnableToJudge("De dwangsom loopt nog. Stel het bedrag vast als de laatste dag voorbij is.")
    euros = owed.bedrag_op(today)
    if euros != seen_euros:
        raise UnableToJudge(f"Het bedrag is veranderd. Het is nu € {euros}. Kijk het na.")
    return euros


def _check(employee: Employee, exception: str, applicants: int, reason: str) -> None:
    if not may(employee, Right.HANDLE):
        raise UnableToJudge("U mag geen zaken behandelen.")
    if exception and exception not in {one.value for one in GeenDwangsom}:
        raise UnableToJudge("Kies een van de antwoorden.", "oordeel")
    if not 1 <= applicants <= MOST_APPLICANTS:
        raise UnableToJudge(f"Vul een aantal in van 1 tot en met {MOST_APPLICANTS}.", "aanvragers")
    if not reason.strip():
        raise UnableToJudge("Schrijf op waarom u dit vindt.", "reden")
    if len(reason) > MOST_LETTERS:
        raise UnableToJudge(f"Uw uitleg is te lang. Zij mag {MOST_LETTERS} tekens hebben.", "reden")
    if "\0" in reason:
        raise UnableToJudge("Uw uitleg heeft een teken dat wij niet kunnen bewaren.", "reden")


def _locked(zaak: Zaak) -> NoticeOfDefault:
    # The zaak first, as everybody does: who takes two locks in another order may wait for each other.
    list(Zaak.objects.select_for_update().filter(pk=zaak.pk).values_list("pk"))
    found: NoticeOfDefault | None = NoticeOfDefault.objects.select_for_update().filter(zaak=zaak).first()
    if found is None:
        raise UnableToJudge("Bij deze zaak is geen ingebrekestelling.")
    return found


def _take_instead(notice: NoticeOfDefault, filing: Filing) -> None:
    """Another filing is the notice that counts now; nobody judged that one yet."""
    NoticeOfDefault.objects.filter(pk=notice.pk).update(
        submission_id=filing.submission_id,
        received_on=dag_in_amsterdam(filing.at),
        exception="",
        judged_by=None,
        reason="",
    )


def _next_in_line(notice: NoticeOfDefault, employee: Employee, reason: str, now: datetime) -> None:
    """When the notice came too early to count, a later one that was kept takes its place."""
    notices = Filing.objects.filter(zaak_id=notice.zaak_id, kind=Berichtsoort.INGEBREKESTELLING)
    counted = notices.get(submission_id=notice.submission_id)
    after = Q(at__gt=counted.at) | Q(at=counted.at, pk__gt=counted.pk)
    later = notices.filter(after).order_by("at", "pk").first()
    if later is not None:
        text = f"De eerste ingebrekestelling kwam te vroeg. De volgende telt. {reason}"
        Note.create(zaak_id=notice.zaak_id, author=employee, text=text, at=now)
        _take_instead(notice, later)


def _share(zaak_id: int, applicants: int) -> None:
    kept = term_of_penalty(zaak_id)
    if kept is not None:
        Term.objects.filter(pk=kept.pk).update(why={**kept.why, "aanvragers": applicants})


def _days(owed: Dwangsom | None) -> dict[str, JsonValue]:
    """The days of the penalty for in a fact."""
    first, last = (owed.eerste_dag, owed.laatste_dag) if owed else (None, None)
    return {"first_day": first.isoformat() if first else "", "last_day": last.isoformat() if last else ""}
