"""Hoort dit hier, en kwam het goed binnen? The law's questions, the ways with their effects, and one way."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from openloket.flows.referral.forward_message import forward_message
from openloket.flows.referral.handle_as_is import handle_as_is
from openloket.flows.referral.pass_inside import pass_inside
from openloket.flows.referral.point_right_way import point_right_way
from openloket.flows.referral.referral_case import Answers, case_of
from openloket.flows.referral.referring import Ask, Choice, UnableToRefer, look
from openloket.flows.referral.refuse_message import refuse_message
from openloket.flows.referral.return_message import return_message
from openloket.flows.referral.withdraw_referral import UnableToWithdraw, withdraw_referral
from openloket.intake.models import Referral
from openloket.law.handelwijze import Handelwijze
from openloket.law.kalender import dag_in_amsterdam
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right
from openloket.web.desk.frame import at_desk, desk_page, employee_of, for_employees, see_other
from openloket.web.desk.referring import referral_form as forms
from openloket.web.desk.referring import referral_questions as questions
from openloket.web.desk.referring import referral_standing as standing
from openloket.web.desk.referring import referral_ways as ways
from openloket.web.desk.zaken.door import read_zaak
from openloket.web.place import place_of
from openloket.zaken.models import OPEN, Zaak

_FLOWS: Mapping[Handelwijze, Callable[[Ask, datetime], Referral]] = {
    Handelwijze.BEHANDELEN: handle_as_is,
    Handelwijze.WIJZEN: point_right_way,
    Handelwijze.DOORLEIDEN: pass_inside,
    Handelwijze.DOORZENDEN: forward_message,
    Handelwijze.TERUGZENDEN: return_message,
    Handelwijze.WEIGEREN: refuse_message,
}
_DONE = {
    "ja": "Vastgelegd. Bij ‘Wat is al gedaan?’ ziet u wat er nog moet gebeuren.",
    "intrekken": "Het is ingetrokken.",
}
_TITLE = "Hoort dit hier, en kwam het goed binnen?"


def offer_referral(employee: Employee, zaak: Zaak) -> tuple[str, str] | None:
    """The link on the page of a zaak that is open."""
    return (_TITLE, "verwijzen") if zaak.status in OPEN else None


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
def referral(request: HttpRequest, reference: str, **place: str) -> HttpResponse:
    """The questions first; then what can be done, one way, and done. Reading is written down first."""
    now = timezone.now()
    zaak = read_zaak(request, reference, f"verwijzen van {reference}", now, Right.HANDLE)
    if request.method != "POST":
        case = case_of(zaak, Answers(), dag_in_amsterdam(now))
        return _questions(request, zaak, questions.Typed.known(case), now)
    if request.POST.get("stap") == "intrekken":
        return _withdraw(request, zaak, now)
    typed = questions.Typed.read(request.POST, dag_in_amsterdam(now))
    wrong = typed.problems()
    if wrong or request.POST.get("stap") == "vragen":
        return _questions(request, zaak, typed, now, wrong)
    chosen = forms.Typed.read(request.POST, now)
    return _ways(request, zaak, typed, now) if chosen is None else _one(request, zaak, typed, chosen, now)


def _withdraw(request: HttpRequest, zaak: Zaak, now: datetime) -> HttpResponse:
    number = request.POST.get("verwijzing", "")
    referral_id = int(number) if number.isascii() and number.isdigit() and len(number) <= 18 else 0
    try:
        withdraw_referral(employee_of(request), zaak, referral_id, now)
    except UnableToWithdraw as refusal:
        case = case_of(zaak, Answers(), dag_in_amsterdam(now))
        return _questions(request, zaak, questions.Typed.known(case), now, refusal=str(refusal))
    return see_other(at_desk(request, f"zaak/{zaak.reference}/verwijzen", gedaan="intrekken"))


def _questions(
    request: HttpRequest,
    zaak: Zaak,
    typed: questions.Typed,
    now: datetime,
    wrong: Mapping[str, str] | None = None,
    refusal: str | None = None,
) -> HttpResponse:
    """Page 1: what was done before, what is known, and the questions of the law."""
    problems = wrong or {}
    case = case_of(zaak, Answers(), dag_in_amsterdam(now))
    earlier = standing.referrals_of(zaak)
    context = {
        "notice": _DONE.get(request.GET.get("gedaan", "")),
        "earlier": standing.standing(zaak, earlier),
        "obstacle": _obstacle(zaak, earlier),
        "known": questions.known_facts(case),
        "hidden": forms.carried(request.POST),
        "fields": questions.fields(case, typed, problems),
    }
    return _page(request, zaak, "desk/referral.html", context, problems, refusal)


def _obstacle(zaak: Zaak, earlier: list[Referral]) -> str:
    """Why nothing can be done now; empty when something can."""
    if zaak.status not in OPEN:
        return "Deze zaak is klaar. U kunt er niets meer aan veranderen."
    if standing.anything_waits(earlier):
        return "Er moet eerst nog iets worden verstuurd. Brieven verstuurt u bij ‘Post’."
    return ""


def _ways(request: HttpRequest, zaak: Zaak, typed: questions.Typed, now: datetime) -> HttpResponse:
    """Page 2: every way that the law allows, its effect and its text; and the others with why not."""
    today = dag_in_amsterdam(now)
    case = case_of(zaak, typed.answers(), today)
    ask = _ask(request, zaak, typed, Choice(Handelwijze.BEHANDELEN))
    context = {
        "cards": ways.cards(ask, case, forms.usual_day(today), now),
        "others": ways.not_allowed(case),
        "hidden": [*typed.hidden(), *forms.carried(request.POST)],
        "after": standing.newest(standing.referrals_of(zaak)),
    }
    return _page(request, zaak, "desk/referral_ways.html", context)


def _one(
    request: HttpRequest, zaak: Zaak, typed: questions.Typed, chosen: forms.Typed, now: datetime
) -> HttpResponse:
    """Page 3: one way, looked at or done."""
    case = case_of(zaak, typed.answers(), dag_in_amsterdam(now))
    if request.POST.get("stap") != "versturen":
        return _look(request, zaak, typed, chosen, now)
    if wrong := chosen.problems(case):
        return _look(request, zaak, typed, chosen, now, wrong)
    try:
        _FLOWS[chosen.way](_ask(request, zaak, typed, chosen.choice()), now)
    except UnableToRefer as refusal:
        told = None if refusal.problems else str(refusal)
        return _look(request, zaak, typed, chosen, now, refusal.problems, told)
    return see_other(at_desk(request, f"zaak/{zaak.reference}/verwijzen", gedaan="ja"))


def _look(
    request: HttpRequest,
    zaak: Zaak,
    typed: questions.Typed,
    chosen: forms.Typed,
    now: datetime,
    wrong: Mapping[str, str] | None = None,
    refusal: str | None = None,
) -> HttpResponse:
    problems, ask = wrong or {}, _ask(request, zaak, typed, chosen.choice())
    looked = look(ask, now)
    context: dict[str, Any] = {
        "name": ways.NAMES[chosen.way],
        "way": chosen.way.value,
        "hidden": typed.hidden(),
        "after": chosen.after,
        "seen": looked.digest,
        "fields": forms.fields(chosen, looked.case, problems),
        "bodies": _bodies(request, chosen),
        "how": forms.way_to_sender(chosen, looked.case),
        "effect": ways.effect_lines(looked.effect),
        "text": ways.text_of(looked),
    }
    return _page(request, zaak, "desk/referral_one.html", context, problems, refusal)


def _bodies(request: HttpRequest, chosen: forms.Typed) -> list[str]:
    outside = chosen.way is Handelwijze.DOORZENDEN
    return list(forms.bodies(place_of(request).organisation.name)) if outside else []


def _ask(request: HttpRequest, zaak: Zaak, typed: questions.Typed, choice: Choice) -> Ask:
    return Ask(place_of(request).organisation, employee_of(request), zaak, typed.answers(), choice)


def _page(
    request: HttpRequest,
    zaak: Zaak,
    template: str,
    context: Mapping[str, Any],
    problems: Mapping[str, str] | None = None,
    refusal: str | None = None,
) -> HttpResponse:
    wrong, here = problems or {}, at_desk(request, f"zaak/{zaak.reference}/verwijzen")
    shared = {
        "zaak": {"reference": zaak.reference, "product": zaak.title, "sender": zaak.sender},
        "back_url": at_desk(request, f"zaak/{zaak.reference}"),
        "here": here,
        "title": _TITLE,
        "refusal": refusal,
        "errors": [{"href": f"#{field}", "message": text} for field, text in wrong.items()],
        **context,
    }
    status = 422 if wrong else 409 if refusal else 200
    return desk_page(request, template, f"Verwijzen {zaak.reference}", shared, status)
