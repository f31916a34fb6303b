"""My mandates: who may act for me, for whom I may act, and what waits for an answer."""

from collections.abc import Callable
from datetime import date

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from openloket.flows.mandates.answer_mandate import confirm_holder
from openloket.flows.mandates.end_mandate import withdraw_mandate
from openloket.flows.mandates.mandating import UnableToMandate
from openloket.law.kalender import dag_in_amsterdam
from openloket.people.mandates import BY_LAW, OF_ONE_SESSION, State
from openloket.people.models import Mandate
from openloket.web import directory
from openloket.web.mijn.frame import at_mine, for_oneself, me, mine, see_other
from openloket.web.mijn.shown import shown_mandate
from openloket.web.portal.guards import moment

MOST = 100
DONE = {
    "gevraagd": "Uw vraag is verstuurd. De machtiging geldt zodra er ja is gezegd.",
    "ingestuurd": "Wij hebben uw machtiging. Een medewerker bekijkt hem. U ziet hier wat de uitkomst is.",
    "ja": "De machtiging geldt nu.",
    "kijken": "Wij hebben uw antwoord. De machtiging geldt nog niet: eerst kijkt er nog iemand naar.",
    "nee": "U hebt nee gezegd. Er is geen machtiging.",
    "gestopt": "De machtiging is gestopt. Er kan niemand meer mee handelen.",
    "kleiner": "De machtiging is kleiner gemaakt. Dat geldt meteen.",
}


@require_safe
@for_oneself
def mandates(request: HttpRequest, organisation: str) -> HttpResponse:
    """Given, held, and waiting; what is over comes last."""
    return _page(request)


@require_POST
@for_oneself
def stop(request: HttpRequest, organisation: str, mandate_id: int) -> HttpResponse:
    """Stop one at once."""
    return _done(request, "gestopt", lambda: withdraw_mandate(mandate_id, me(request).person_id, moment()))


@require_POST
@for_oneself
def confirm(request: HttpRequest, organisation: str, mandate_id: int) -> HttpResponse:
    """Say whether who used the code is who was meant."""
    yes = request.POST.get("klopt") == "ja"
    person_id = me(request).person_id
    done = "ja" if yes else "nee"
    return _done(request, done, lambda: confirm_holder(mandate_id, person_id, yes, moment()))


def _done(request: HttpRequest, done: str, do: Callable[[], object]) -> HttpResponse:
    try:
        do()
    except UnableToMandate as refusal:
        return _page(request, str(refusal))
    return see_other(at_mine(request, "machtigingen", gedaan=done))


def _page(request: HttpRequest, refusal: str = "") -> HttpResponse:
    person_id, today = me(request).person_id, dag_in_amsterdam(moment())
    known = Mandate.objects.select_related("grantor", "holder").order_by("-proposed_at")
    context = {
        "given": _rows(request, known.filter(grantor_id=person_id), today, given=True),
        "held": _rows(
            request,
            known.filter(holder_id=person_id).exclude(basis__in=OF_ONE_SESSION),
            today,
            given=False,
        ),
        "notice": DONE.get(request.GET.get("gedaan", "")),
        "refusal": refusal,
        "give_url": at_mine(request, "machtigingen/geven"),
        "ask_url": at_mine(request, "machtigingen/vragen"),
        "paper_url": at_mine(request, "machtigingen/insturen"),
        "choose_url": at_mine(request, "voor-wie"),
    }
    return mine(request, "mandates", "Mijn machtigingen", context, 409 if refusal else 200)


def _rows(
    request: HttpRequest, found: "QuerySet[Mandate]", today: date, given: bool
) -> dict[str, list[dict[str, object]]]:
    titles = {one.slug: one.title for one in directory.services(today).listed}
    rows = [_row(request, one, titles, today, given) for one in found[:MOST]]
    return {
        "live": [row for row in rows if row["live"]],
        "over": [row for row in rows if not row["live"]],
    }


def _row(
    request: HttpRequest, mandate: Mandate, titles: dict[str, str], today: date, given: bool
) -> dict[str, object]:
    shown = shown_mandate(mandate, titles, today)
    live, root = shown["live"], f"machtigingen/{mandate.pk}"
    waits = live and given and mandate.state == State.PROPOSED and mandate.holder_id is not None
    may_stop = live and not (given and mandate.basis in BY_LAW)
    narrows = live and given and mandate.state == State.ACTIVE and mandate.basis not in BY_LAW
    return {
        **shown,
        "written_name": mandate.holder_name,
        "confirm_url": at_mine(request, f"{root}/klopt") if waits else None,
        "stop_url": at_mine(request, f"{root}/stoppen") if may_stop else None,
        "limit_url": at_mine(request, f"{root}/kleiner")
        if narrows and mandate.basis not in OF_ONE_SESSION
        else None,
        "act": live and not given and mandate.state == State.ACTIVE,
    }
