"""Whose form this is, and how surely they must be known: the lock on every page of a form."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from openloket.intake.drafts import Owner
from openloket.offer.catalogue import Offering
from openloket.people.levels import enough
from openloket.web.pages import page
from openloket.web.place import place_of
from openloket.web.portal import who
from openloket.zaken.mine import product_of


def form_lock(
    request: HttpRequest,
    offering: Offering,
    owner: Owner | None,
    here: str,
    *,
    about: str = "",
    typed: bool = False,
) -> HttpResponse | None:
    """What is answered in place of a page of a form; None: it is open to who asks.

    `owner`: whose draft it is; `here`: where to come back to; `about`: its zaak; `typed`: just now kept.
    """
    now_in = who.who_of(request)
    if now_in is None and (owner or offering.login_level):
        why = "bewaard" if typed else "verlopen" if owner else ""
        return HttpResponseRedirect(who.login_url(place_of(request), here, offering.login_level, why))
    if now_in and now_in.acting_ended:
        return HttpResponseRedirect(who.with_values(place_of(request).url("mijn/voor-wie"), {"verder": here}))
    if now_in and owner and now_in.owner != owner:
        return _of_another(request, offering, typed)
    if now_in and not enough(now_in.level, offering.login_level):
        return HttpResponseRedirect(who.login_url(place_of(request), here, offering.login_level, "niveau"))
    covered = now_in is None or now_in.covers(offering.slug) or now_in.covers(product_of(about))
    return None if covered else _not_covered(request, offering)


def _of_another(request: HttpRequest, offering: Offering, typed: bool) -> HttpResponse:
    place, now_in = place_of(request), who.who_of(request)
    context = {
        "typed": typed,
        "acting_for": now_in.acting.name if now_in and now_in.acting else "",
        "again_url": place.url(f"{offering.slug}/formulier"),
        "product": offering.title,
        "product_url": place.url(f"{offering.slug}/"),
    }
    return page(request, "portal/form_of_another.html", "Dit formulier is van iemand anders", context, 409)


def _not_covered(request: HttpRequest, offering: Offering) -> HttpResponse:
    now_in = who.who_of(request)
    context = {
        "acting_for": now_in.acting.name if now_in and now_in.acting else "",
        "product": offering.title,
        "product_url": place_of(request).url(f"{offering.slug}/"),
    }
    return page(request, "portal/form_not_covered.html", "Dit mag u niet doen", context, 403)
