"""Choosing who carries letters, text messages, e-mail by NotifyNL, or messages for the message box."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from openloket.conf.doors import carrier as door_of
from openloket.flows.delivery.choose_carrier import (
    CHOICES,
    Typed,
    UnableToChooseCarrier,
    choose_carrier,
    choose_none,
)
from openloket.post.accounts import kept_account, opened
from openloket.post.models import CarrierAccount, Way
from openloket.post.ports import NotCarried
from openloket.tenancy.addresses import public_url
from openloket.tenancy.rights import Right, may
from openloket.web.desk.delivery import carrier_fields as fields
from openloket.web.desk.frame import at_desk, desk_page, employee_of, for_employees, see_other
from openloket.web.place import place_of

WAYS: Mapping[str, Way] = {"brief": Way.LETTER, "sms": Way.SMS, "notify": Way.EMAIL, "berichtenbox": Way.BOX}
_DONE = {"bewaard": "Bewaard.", "niemand": "Bewaard. Dit gaat nu niet meer via een ander."}


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
def choice(request: HttpRequest, way: str, **place: str) -> HttpResponse:
    """Who it is now, with a button to try it; and what another one needs."""
    if way not in WAYS or not may(employee_of(request), Right.CARRIERS):
        raise Http404
    if request.method != "POST":
        return _page(request, way)
    step = request.POST.get("stap", "")
    if step == "niemand":
        choose_none(employee_of(request), WAYS[way], timezone.now())
        return see_other(at_desk(request, f"bezorging/{way}", gedaan="niemand"))
    return _tried(request, way) if step == "proberen" else _keep(request, way)


def _keep(request: HttpRequest, way: str) -> HttpResponse:
    """Keep what was typed, or say beside the question what is wrong; secrets are not shown again."""
    posted = request.POST
    names = fields.names(WAYS[way], posted.get("hoe", ""))
    typed = Typed(
        posted.get("hoe", ""), {name: posted.get(name, "") for name in names}, posted.get("geheim", "")
    )
    try:
        organisation = place_of(request).organisation
        token = choose_carrier(organisation, employee_of(request), WAYS[way], typed, timezone.now())
    except UnableToChooseCarrier as refusal:
        return _page(request, way, {refusal.field: str(refusal)})
    if token:
        return _page(request, way, token=token)
    return see_other(at_desk(request, f"bezorging/{way}", gedaan="bewaard"))


def _tried(request: HttpRequest, way: str) -> HttpResponse:
    """Reach the carrier without sending anything."""
    row = kept_account(WAYS[way])
    if row is None:
        return _page(request, way)
    try:
        account = opened(row)
        said = door_of(account.carrier, account).check()
    except NotCarried as problem:
        return _page(request, way, {"": f"Het lukte niet: {problem.answer}."})
    return _page(request, way, tried=f"Het werkt: {said}.{fields.not_tried(WAYS[way])}")


def _page(
    request: HttpRequest,
    way: str,
    wrong: Mapping[str, str] | None = None,
    *,
    token: str = "",
    tried: str = "",
) -> HttpResponse:
    problems, mine, how = wrong or {}, _chosen(way), "" if token else _how(request, way)
    context: dict[str, Any] = {
        **fields.words(WAYS[way]),
        "now": fields.described(mine) if mine else None,
        "how": how,
        "options": fields.options(WAYS[way], mine.carrier if mine else ""),
        "fields": _fields(request, way, how, problems),
        "errors": [{"href": f"#{key}", "message": text} for key, text in problems.items() if key],
        "problem": problems.get("", ""),
        "notice": tried or _DONE.get(request.GET.get("gedaan", "")),
        "token": token,
        "told_at": public_url(place_of(request).organisation, "bezorging/notify"),
        "here": at_desk(request, f"bezorging/{way}"),
        "back_url": at_desk(request, "bezorging"),
    }
    page, status = "desk/carrier_choice.html", 422 if problems else 200
    return desk_page(request, page, str(context["title"]), context, status)


def _chosen(way: str) -> CarrierAccount | None:
    """What was chosen here; a mail server is set up on a page of its own."""
    row = kept_account(WAYS[way])
    return row if row is not None and row.carrier in CHOICES[WAYS[way]] else None


def _fields(request: HttpRequest, way: str, how: str, problems: Mapping[str, str]) -> list[dict[str, Any]]:
    """The questions with what was typed, or with what is kept; never with a secret."""
    mine = _chosen(way)
    kept = mine if mine is not None and mine.carrier == how else None
    typed = request.POST or (kept.settings if kept else {})
    return fields.fields(WAYS[way], how, typed, problems, has_secret=bool(kept and kept.secret))


def _how(request: HttpRequest, way: str) -> str:
    """The carrier of which the questions are shown; empty: which one is still the question."""
    found = request.POST.get("hoe") or request.GET.get("hoe", "")
    return found if found in CHOICES[WAYS[way]] else ""
