"""The penalty for deciding too late, at the desk: what it comes to day by day, judging it and fixing it."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from openloket.flows.terms.default import UnableToJudge, fix_amount, judge_notice
from openloket.law.dwangsom import STAFFEL, UITLEG_GEEN, Dwangsom, dwangsombedrag
from openloket.law.kalender import EEN_DAG, dag_in_amsterdam
from openloket.offer.calendar import law_calendar
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right
from openloket.web.desk.frame import at_desk, desk_page, employee_of, for_employees, see_other
from openloket.web.desk.wording import short_day
from openloket.web.desk.zaken.door import read_zaak
from openloket.web.terms import reasons
from openloket.zaken.models import NoticeOfDefault, Zaak
from openloket.zaken.penalty import penalty

COUNTS = "telt"
_ANSWERS = [{"value": COUNTS, "label": "De ingebrekestelling telt: de dwangsom loopt"}] + [
    {"value": geen.value, "label": f"Geen dwangsom: {text}", "hint": article}
    for geen, (text, article) in UITLEG_GEEN.items()
]
DONE = {"oordeel": "Uw oordeel is vastgelegd.", "vaststellen": "Het bedrag is vastgesteld."}


def offer_penalty(employee: Employee, zaak: Zaak) -> tuple[str, str] | None:
    """The link on the page of a zaak about which somebody gave notice of default."""
    return ("Ingebrekestelling en dwangsom", "dwangsom") if getattr(zaak, "default", False) else None


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
def penalty_page(request: HttpRequest, reference: str, **place: str) -> HttpResponse:
    """Show the penalty; or judge the notice, or fix the amount."""
    employee, now = employee_of(request), timezone.now()
    notices = NoticeOfDefault.objects.select_related("submission")
    there = lambda zaak: notices.filter(zaak=zaak).exists()  # noqa: E731 (one expression, used once)
    zaak = read_zaak(request, reference, "dwangsom", now, Right.HANDLE, only=there)
    notice = notices.get(zaak=zaak)
    if request.method != "POST":
        return _page(request, zaak, notice, now)
    act = request.POST.get("doe", "")
    try:
        _do(request, employee, zaak, act, now)
    except UnableToJudge as refusal:
        return _page(request, zaak, notice, now, refusal)
    return see_other(at_desk(request, f"zaak/{zaak.reference}/dwangsom", gedaan=act))


def _do(request: HttpRequest, employee: Employee, zaak: Zaak, act: str, now: datetime) -> None:
    posted = request.POST
    if act == "vaststellen":
        fix_amount(employee, zaak, _number(posted.get("gezien", "")), now)
    elif act == "oordeel":
        found = posted.get("oordeel", "")
        exception = "" if found == COUNTS else found or "?"
        applicants = _number(posted.get("aanvragers", ""))
        judge_notice(employee, zaak, exception, applicants, posted.get("reden", ""), now)
    else:
        raise UnableToJudge("Deze knop kennen wij niet.")


def _page(
    request: HttpRequest,
    zaak: Zaak,
    notice: NoticeOfDefault,
    now: datetime,
    refusal: UnableToJudge | None = None,
) -> HttpResponse:
    today = dag_in_amsterdam(now)
    owed = penalty(zaak.pk, law_calendar())
    wrong = {refusal.field: str(refusal)} if refusal else {}
    context = {
        "zaak": {"reference": zaak.reference, "product": zaak.title},
        "back_url": at_desk(request, f"zaak/{zaak.reference}"),
        "received": short_day(notice.received_on),
        "penalty": _shown(owed, today) if owed else None,
        "why": reasons(owed.naar_dict()) if owed else [],
        "fixed": _fixed(notice),
        "judged": notice.reason,
        "fields": _fields(request, notice, owed, wrong),
        "errors": [{"href": f"#{field}", "message": message} for field, message in wrong.items() if field],
        "refusal": wrong.get(""),
        "notice": DONE.get(request.GET.get("gedaan", "")),
    }
    status = 200 if refusal is None else 422 if refusal.field else 409
    return desk_page(request, "desk/dwangsom.html", f"Dwangsom {zaak.reference}", context, status)


def _shown(owed: Dwangsom, today: date) -> dict[str, Any] | None:
    """The penalty in days and euros; None when none is owed."""
    if owed.eerste_dag is None or owed.laatste_dag is None or owed.vaststellen_uiterlijk is None:
        return None
    share = owed.deel_in_centen(today)
    return {
        "first_day": short_day(owed.eerste_dag),
        "last_day": short_day(owed.laatste_dag),
        "fix_by": short_day(owed.vaststellen_uiterlijk),
        "fix_late": owed.vaststellen_uiterlijk < today,
        "today": owed.bedrag_op(today),
        "most": owed.bedrag_op(owed.laatste_dag),
        "applicants": owed.aanvragers,
        "share": f"{share // 100},{share % 100:02d}",
        "over": owed.laatste_dag < today,
        "rows": _rows(owed.eerste_dag, owed.laatste_dag),
    }


def _rows(first: date, last: date) -> list[dict[str, Any]]:
    """What each day adds, by the periods of Awb 4:17 lid 2, and what it comes to at the end of each."""
    rows, begin = [], first
    for up_to, a_day in STAFFEL:
        end = min(first + (up_to - 1) * EEN_DAG, last)
        if begin <= end:
            total = dwangsombedrag((end - first).days + 1)
            rows.append({"from": short_day(begin), "until": short_day(end), "a_day": a_day, "total": total})
        begin = end + EEN_DAG
    return rows


def _fixed(notice: NoticeOfDefault) -> dict[str, str] | None:
    if notice.fixed_cents is None or notice.fixed_on is None:
        return None
    cents = notice.fixed_cents
    return {"euros": f"{cents // 100},{cents % 100:02d}", "day": short_day(notice.fixed_on)}


def _fields(
    request: HttpRequest, notice: NoticeOfDefault, owed: Dwangsom | None, wrong: dict[str, str]
) -> list[dict[str, Any]]:
    """The judgement: as typed, else as it stands."""
    typed = request.POST
    stands = notice.exception or (COUNTS if notice.judged_by_id else "")
    return [
        {
            "key": "oordeel", "type": "choice", "label": "Telt deze ingebrekestelling?", "required": True,
            "value": typed.get("oordeel", stands), "options": _ANSWERS, "error": wrong.get("oordeel"),
        },
        {
            "key": "aanvragers", "type": "number", "label": "Hoeveel aanvragers zijn er?", "required": True,
            "hint": "Zij delen de dwangsom gelijk (Awb 4:17 lid 6).", "error": wrong.get("aanvragers"),
            "value": typed.get("aanvragers", owed.aanvragers if owed else 1),
        },
        {
            "key": "reden", "type": "longtext", "label": "Waarom vindt u dit?", "required": True,
            "value": typed.get("reden", notice.reason), "error": wrong.get("reden"),
        },
    ]  # fmt: skip


def _number(text: str) -> int:
    """A whole number from a form; 0 for what is none."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else 0
