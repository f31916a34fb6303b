"""Asking somebody to act for me, asking to act for somebody, and making a mandate narrower."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from openloket.flows.mandates.end_mandate import limit_mandate
from openloket.flows.mandates.mandating import Contact, Terms, UnableToMandate
from openloket.flows.mandates.propose_mandate import propose_as_grantor, propose_as_holder
from openloket.law.kalender import dag_in_amsterdam
from openloket.people.mandates import State
from openloket.people.models import Mandate
from openloket.web.mijn.frame import at_mine, for_oneself, me, mine, see_other
from openloket.web.mijn.mandate_form import contact_problems, read_terms, terms_fields, terms_of, text_field
from openloket.web.place import place_of
from openloket.web.portal.guards import moment


@dataclass(frozen=True, slots=True)
class Ask:
    """The words of a page with these questions, and what it does; `done` is what the list says afterwards."""

    title: str
    intro: str
    button: str
    who: str
    own: bool
    done: str
    do: Callable[[Terms], object]


@require_http_methods(["GET", "HEAD", "POST"])
@for_oneself
def give(request: HttpRequest, organisation: str) -> HttpResponse:
    """Ask somebody to act for me."""
    town, person_id = place_of(request).organisation, me(request).person_id
    ask = Ask(
        "Iemand machtigen",
        "Deze persoon mag dan namens u met de gemeente handelen: formulieren sturen en zien hoe het ervoor "
        "staat. U blijft zelf alles zien. U kunt het altijd stoppen.",
        "Vraag versturen",
        "deze persoon",
        True,
        "gevraagd",
        lambda terms: propose_as_grantor(town, person_id, _contact(request), terms, moment()),
    )
    return _answer(request, ask, _contact_fields)


@require_http_methods(["GET", "HEAD", "POST"])
@for_oneself
def ask(request: HttpRequest, organisation: str) -> HttpResponse:
    """Ask whether I may act for somebody."""
    town, person_id = place_of(request).organisation, me(request).person_id
    page = Ask(
        "Vragen of u voor iemand mag handelen",
        "Wij sturen deze persoon een e-mail. Die logt in en kiest ja of nee. Heeft deze persoon geen e-mail? "
        "Stuur dan een papieren machtiging in.",
        "Vraag versturen",
        "u",
        False,
        "gevraagd",
        lambda terms: propose_as_holder(town, person_id, _contact(request), terms, moment()),
    )
    return _answer(request, page, _contact_fields)


@require_http_methods(["GET", "HEAD", "POST"])
@for_oneself
def limit(request: HttpRequest, organisation: str, mandate_id: int) -> HttpResponse:
    """Make a mandate that I gave narrower."""
    person_id = me(request).person_id
    found = Mandate.objects.filter(pk=mandate_id, grantor_id=person_id, state=State.ACTIVE).first()
    if found is None:
        raise Http404
    page = Ask(
        "De machtiging kleiner maken",
        f"{found.holder.name if found.holder else found.holder_name} handelt namens u. "
        "U kunt de machtiging hier kleiner maken. Dat geldt meteen.",
        "Kleiner maken",
        "deze persoon",
        True,
        "kleiner",
        lambda terms: limit_mandate(mandate_id, person_id, terms, moment()),
    )
    return _answer(request, page, lambda request, problems: [], found)


Fields = Callable[[HttpRequest, Mapping[str, str]], list[dict[str, Any]]]


def _answer(request: HttpRequest, ask: Ask, first: Fields, now_is: Mandate | None = None) -> HttpResponse:
    """The page, or what it does; with anything wrong the page again, with all that was typed."""
    problems: dict[str, str] = {}
    if request.method == "POST":
        today = dag_in_amsterdam(moment())
        typed = read_terms(request.POST, today)
        wrong = {} if now_is else contact_problems(_contact(request), today, with_email=True)
        problems = {**wrong, **typed.problems}
        if not problems:
            try:
                ask.do(typed.terms)
                return see_other(at_mine(request, "machtigingen", gedaan=ask.done))
            except UnableToMandate as refusal:
                problems = {refusal.field: str(refusal)}
    return _page(request, ask, first, problems, now_is)


def _page(
    request: HttpRequest, ask: Ask, first: Fields, problems: Mapping[str, str], now_is: Mandate | None
) -> HttpResponse:
    today = dag_in_amsterdam(moment())
    typed = terms_of(now_is) if now_is and request.method != "POST" else request.POST
    context = {
        "ask": ask,
        "fields": [*first(request, problems), *terms_fields(typed, problems, today, ask.who, ask.own)],
        "refusal": problems.get("", ""),
        "errors": [{"href": f"#{key}", "message": text} for key, text in problems.items() if key],
        "back_url": at_mine(request, "machtigingen"),
        "back_label": "Machtigingen",
    }
    return mine(request, "ask", ask.title, context, 422 if problems else 200)


def _contact(request: HttpRequest) -> Contact:
    return Contact(request.POST.get("naam", ""), request.POST.get("email", ""))


def _contact_fields(request: HttpRequest, problems: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        text_field(request, "naam", "Hoe heet deze persoon?", problems, "Voornaam en achternaam."),
        text_field(request, "email", "Wat is het e-mailadres van deze persoon?", problems, kind="email"),
    ]
