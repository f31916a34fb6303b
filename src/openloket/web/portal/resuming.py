"""Stopping now and going on later: the link that opens a draft, on screen and by e-mail."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from openloket.flows.drafts.mail_resume_link import mail_resume_link
from openloket.formkit.definition import EmailField
from openloket.formkit.value_text import Wrong
from openloket.formkit.values import read
from openloket.intake import drafts
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.waarom import datum_in_woorden
from openloket.offer.forms import compiled
from openloket.tenancy.addresses import public_url
from openloket.web import directory
from openloket.web.pages import notice, page
from openloket.web.place import place_of
from openloket.web.portal import draft_key
from openloket.web.portal.guards import moment, offering_of, own_forms_only

_NO_MORE = "Wij vonden geen bewaarde antwoorden bij deze link. Wij bewaren antwoorden 30 dagen."
_WENT_ON = (
    "Ging u later ingelogd verder op een ander apparaat? Dan werkt deze link ook niet meer. Uw antwoorden "
    "staan dan in Mijn omgeving, bij ‘Nog niet verstuurd’."
)
_ADDRESS = EmailField(key="email", label="Naar welk e-mailadres sturen wij de link?")


@own_forms_only
def keep(request: HttpRequest, organisation: str, slug: str) -> HttpResponse:
    """The link to come back with; on request it is mailed."""
    place = place_of(request)
    offering = offering_of(slug)
    key = draft_key.posted_key(request) or draft_key.kept_key(request)
    draft = drafts.find(key) if key else None
    if draft is None or key is None:
        return HttpResponseRedirect(place.url(f"{slug}/formulier"))
    now = moment()
    context = {
        "form_title": compiled(draft.form_version_id).title,
        "resume_url": public_url(place.organisation, f"verder/{slug}/{key}"),
        "expires_on": _expires(now),
        "draft_key": key,
    }
    if request.method != "POST":
        return page(request, "portal/resume.html", "Uw antwoorden zijn bewaard", context)
    typed = request.POST.get("email", "")
    address = read(_ADDRESS, typed, dag_in_amsterdam(now))
    if isinstance(address, Wrong):
        return _again(request, context, typed, address.mistakes[0][1])
    mail_resume_link(place.organisation, draft.id, str(address), context, offering.title, now)
    shown = {**context, "address": address}
    return page(request, "portal/resume_mailed.html", "De link is onderweg", shown)


def _again(request: HttpRequest, context: dict[str, Any], typed: str, message: str) -> HttpResponse:
    wrong = {"email": typed, "error": message, "errors": [{"href": "#email", "message": message}]}
    return page(request, "portal/resume.html", "Uw antwoorden zijn bewaard", {**context, **wrong}, 422)


def resume(request: HttpRequest, organisation: str, slug: str, key: str) -> HttpResponse:
    """The link itself: this browser may go on with the draft."""
    place = place_of(request)
    draft = drafts.find(key)
    if draft is None or directory.services(dag_in_amsterdam(moment())).find(slug) is None:
        mine = {"Naar_Mijn_omgeving": place.url("mijn/concepten")} if directory.logins() else {}
        told = (_NO_MORE, _WENT_ON) if mine else (_NO_MORE,)
        links = {**mine, "Naar_het_loket": place.url()}
        return notice(request, "Deze link werkt niet meer", *told, status=404, **links)
    if draft.receipt:
        return HttpResponseRedirect(place.url("ontvangst/{}/{}".format(*draft.receipt)))
    response = HttpResponseRedirect(place.url(f"{slug}/controle?verder=ja"))
    return draft_key.remember(request, response, slug, key)


def _expires(now: datetime) -> str:
    return datum_in_woorden(dag_in_amsterdam(now + drafts.KEPT))
