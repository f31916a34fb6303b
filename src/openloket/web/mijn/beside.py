"""Helping somebody who sits beside: that person says yes on this screen, and it ends with this session."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from openloket.flows.mandates.act_for import act_beside
from openloket.flows.mandates.mandating import UnableToMandate
from openloket.web.mijn.frame import at_mine, for_choosers, me, mine, see_other
from openloket.web.mijn.mandate_form import text_field
from openloket.web.portal.guards import moment
from openloket.web.portal.who import remember


@require_http_methods(["GET", "HEAD", "POST"])
@for_choosers
def beside(request: HttpRequest, organisation: str) -> HttpResponse:
    """The question to who sits beside, or the yes."""
    if request.method != "POST":
        return _page(request)
    present = request.POST.get("erbij") == "ja"
    try:
        key = act_beside(me(request), request.POST.get("naam", ""), present, moment())
    except UnableToMandate as refusal:
        return _page(request, refusal)
    return remember(request, see_other(at_mine(request)), key)


def _page(request: HttpRequest, refusal: UnableToMandate | None = None) -> HttpResponse:
    problems = {refusal.field: str(refusal)} if refusal else {}
    name = text_field(
        request, "naam", "Hoe heet de persoon naast u?", problems, "Deze naam komt op het bericht te staan."
    )
    context = {
        "helper": me(request).name,
        "fields": [name],
        "present_error": problems.get("erbij"),
        "refusal": problems.get("", ""),
        "errors": [{"href": f"#{key}", "message": text} for key, text in problems.items() if key],
        "back_url": at_mine(request, "voor-wie"),
    }
    return mine(request, "beside", "Helpen met de persoon naast u", context, 422 if problems else 200)
