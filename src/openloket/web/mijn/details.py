"""My details: the name as it is known, the e-mail address with its link, and what comes by which way."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from openloket.flows.correspondence.keep_preferences import (
    UnableToPrefer,
    choose_address,
    choose_postal_address,
    choose_ways,
    confirm_address,
    forget_address,
)
from openloket.flows.correspondence.withdraw_reachability import withdraw_reachability
from openloket.formkit.value_address import PARTS
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.waarom import datum_in_woorden
from openloket.people.models import Preference, Reachability
from openloket.people.preferences import EMAIL, LETTER, PORTAL, TOPICS, Topic, preference_of, way_of
from openloket.post.models import Suppression, SuppressionReason, Way
from openloket.post.suppression import plain, suppressed_among
from openloket.web.mijn.correcting import correctable
from openloket.web.mijn.frame import at_mine, for_oneself, me, mine, see_other, viewing
from openloket.web.place import place_of
from openloket.web.portal.guards import moment
from openloket.zaken.mine import zaak_of, zaken_of

MOST = 100
_WAYS = {PORTAL: "Alleen hier, in Mijn omgeving", EMAIL: "Per e-mail", LETTER: "Per brief"}
_DONE = {
    "link": "Wij stuurden u een e-mail met een link. Open die om uw adres te bevestigen.",
    "bevestigd": "Uw e-mailadres is bevestigd. Kies nu wat u per e-mail wilt krijgen.",
    "weg": "Uw e-mailadres is weggehaald. U krijgt nu niets meer per e-mail van Mijn omgeving.",
    "keuze": "Uw keuze is bewaard.",
    "post": "Uw postadres is bewaard.",
    "post-weg": "Uw postadres is weggehaald.",
    "gestopt": "Nieuwe berichten over deze zaak komen nu per brief.",
}


@require_safe
@for_oneself
def details(request: HttpRequest, organisation: str) -> HttpResponse:
    """The page."""
    return _page(request)


@require_POST
@for_oneself
def address(request: HttpRequest, organisation: str) -> HttpResponse:
    """Keep another address, or take it away."""
    who, now = me(request), moment()
    if "weg" in request.POST:
        forget_address(who.person_id, now)
        return see_other(at_mine(request, "gegevens", gedaan="weg"))
    try:
        choose_address(place_of(request).organisation, who.person_id, request.POST.get("email", ""), now)
    except UnableToPrefer as refusal:
        return _page(request, refusal)
    return see_other(at_mine(request, "gegevens", gedaan="link"))


@require_POST
@for_oneself
def ways(request: HttpRequest, organisation: str) -> HttpResponse:
    """What comes how."""
    chosen = {topic.key: request.POST.get(topic.key, "") for topic in TOPICS}
    try:
        choose_ways(me(request).person_id, chosen, moment())
    except UnableToPrefer as refusal:
        return _page(request, refusal)
    return see_other(at_mine(request, "gegevens", gedaan="keuze"))


@require_POST
@for_oneself
def postal(request: HttpRequest, organisation: str) -> HttpResponse:
    """Keep the address for letters, or take it away."""
    typed = {} if "weg" in request.POST else _typed(request)
    try:
        choose_postal_address(me(request).person_id, typed, moment())
    except UnableToPrefer as refusal:
        return _page(request, refusal)
    return see_other(at_mine(request, "gegevens", gedaan="post" if typed else "post-weg"))


@require_http_methods(["GET", "HEAD", "POST"])
@for_oneself
def confirm(request: HttpRequest, organisation: str, key: str) -> HttpResponse:
    """The mailed link: only looking changes nothing, for programmes that open links by themselves."""
    if request.method != "POST":
        found = preference_of(me(request).person_id)
        context = {"email": found.email if found else "", "details_url": at_mine(request, "gegevens")}
        return mine(request, "confirm_address", "Klopt dit e-mailadres?", context)
    try:
        confirm_address(me(request).person_id, key, moment())
    except UnableToPrefer as refusal:
        return _page(request, refusal)
    return see_other(at_mine(request, "gegevens", gedaan="bevestigd"))


@require_POST
@for_oneself
def by_letter(request: HttpRequest, organisation: str, reference: str) -> HttpResponse:
    """No more e-mail about this zaak (Awb 2:8)."""
    if zaak_of(viewing(request), reference) is None:
        raise Http404
    withdraw_reachability(reference, moment())
    return see_other(at_mine(request, "gegevens", gedaan="gestopt"))


def _page(request: HttpRequest, refusal: UnableToPrefer | None = None) -> HttpResponse:
    who = me(request)
    found = preference_of(who.person_id)
    field = refusal.field if refusal else ""
    problems = {field: str(refusal)} if field else {}
    context = {
        "name": who.name,
        "email": _email(request, found, problems),
        "confirmed": _since(found.confirmed_at if found else None),
        "waiting": found.email if found and found.email and not found.confirmed_at else "",
        "postal": _postal(request, found, refusal),
        "topics": [_topic(request, topic, found, problems) for topic in TOPICS],
        **_addresses(_reachable(request), found.email if found else ""),
        "notice": _DONE.get(request.GET.get("gedaan", "")),
        "refusal": str(refusal) if refusal and not field else "",
        "errors": [{"href": f"#{key}", "message": text} for key, text in _wrong(problems, refusal)],
        "correct_url": at_mine(request, "correctie") if correctable() else None,
        **_links(request),
    }
    return mine(request, "details", "Mijn gegevens", context, 422 if refusal else 200)


_BELOW = {
    "postal_url": "postadres", "address_url": "adres", "ways_url": "keuze", "reach_url": "berichten",
    "sms_url": "sms",
}  # fmt: skip


def _links(request: HttpRequest) -> dict[str, str]:
    """Where each part of the page is kept."""
    return {name: at_mine(request, f"gegevens/{path}") for name, path in _BELOW.items()}


def _since(at: datetime | None) -> str:
    return datum_in_woorden(dag_in_amsterdam(at)) if at else ""


def _addresses(reachable: list[dict[str, Any]], own: str) -> dict[str, Any]:
    """Where e-mail goes, and whether it arrives there."""
    failing = suppressed_among(Way.EMAIL, [own, *(str(one["address"]) for one in reachable)])
    rows = [{**one, "fails": plain(str(one["address"])) in failing} for one in reachable]
    return {"reachable": rows, "fails": _why_not(failing.get(plain(own)))}


def _why_not(listed: Suppression | None) -> str:
    """Why no mail goes to an address; empty for one that works."""
    if listed is None:
        return ""
    unwanted = listed.reason == SuppressionReason.COMPLAINT
    return (
        "Een bericht van ons is daar ongewenst genoemd." if unwanted else "Een bericht daarheen kwam terug."
    )


def _wrong(problems: dict[str, str], refusal: UnableToPrefer | None) -> list[tuple[str, str]]:
    """Each box with what is wrong in it; of an address its boxes in place of the whole."""
    if refusal and refusal.parts:
        return [(f"{refusal.field}.{part}", text) for part, text in refusal.parts.items()]
    return list(problems.items())


def _email(request: HttpRequest, found: Preference | None, problems: dict[str, str]) -> dict[str, Any]:
    return {
        "key": "email",
        "type": "email",
        "label": "Uw e-mailadres",
        "hint": "Wij sturen er een link heen. Pas als u die opent, gebruiken wij het adres.",
        "required": True,
        "autocomplete": "email",
        "value": request.POST.get("email", found.email if found else ""),
        "error": problems.get("email"),
    }


def _typed(request: HttpRequest) -> dict[str, str]:
    return {part: request.POST.get(f"adres.{part}", "") for part in PARTS}


def _postal(request: HttpRequest, found: Preference | None, refusal: UnableToPrefer | None) -> dict[str, Any]:
    wrong = refusal if refusal and refusal.field == "adres" else None
    return {
        "key": "adres",
        "type": "address",
        "label": "Uw postadres",
        "hint": "Hier sturen wij brieven heen, als u in een formulier geen ander adres gaf.",
        "required": False,
        "autocomplete": "street-address",
        "value": _typed(request) if wrong else found.address if found else {},
        "kept": bool(found and found.address),
        "error": None,
        "part_errors": wrong.parts if wrong else {},
    }


def _topic(
    request: HttpRequest, topic: Topic, found: Preference | None, problems: dict[str, str]
) -> dict[str, Any]:
    return {
        "key": topic.key,
        "type": "choice",
        "label": topic.title,
        "hint": topic.text,
        "required": True,
        "options": [{"value": way, "label": _WAYS[way]} for way in (topic.otherwise, EMAIL)],
        "value": request.POST.get(topic.key) or way_of(found, topic),
        "error": problems.get(topic.key),
    }


def _reachable(request: HttpRequest) -> list[dict[str, Any]]:
    """Where somebody said yes to e-mail, newest first: exact words, moment, and the way to stop it."""
    references = zaken_of(viewing(request)).values("reference")
    given = Reachability.objects.filter(about_reference__in=references, withdrawn_at=None)
    return [
        {
            "reference": one.about_reference,
            "address": one.contact_point.address if one.contact_point else "",
            "wording": one.wording,
            "at": datum_in_woorden(dag_in_amsterdam(one.given_at)),
            "zaak_url": at_mine(request, f"zaken/{one.about_reference}"),
            "stop_url": at_mine(request, f"gegevens/per-brief/{one.about_reference}"),
        }
        for one in given.select_related("contact_point").order_by("-given_at", "-id")[:MOST]
    ]
