"""Papers of what was sent on a mandate: for who is represented, and for who acts for them still."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from openloket.intake.models import Receipt
from openloket.people.mandates import Basis
from openloket.people.models import Mandate
from openloket.people.sessions import Who
from openloket.web.place import place_of
from openloket.web.portal import who
from openloket.zaken.mine import product_of


def theirs(request: HttpRequest, found: Receipt) -> bool:
    """Whether who is logged in may see these papers; of what was not sent on a mandate the key is enough.

    A link would go on working after the mandate ended. Who was helped by somebody beside them has no login
    that shows it, so there the key is enough as well.
    """
    mandate = found.submission.mandate
    if mandate is None or mandate.basis == Basis.BESIDE:
        return True
    now_in = who.who_of(request)
    return now_in is not None and _may(now_in, mandate, found)


def ask_login(request: HttpRequest, address: str) -> HttpResponse:
    """Log in first; for who is logged in and has nothing to do with it, it does not exist."""
    if who.who_of(request) is not None:
        raise Http404
    return HttpResponseRedirect(who.login_url(place_of(request), address))


def _may(now_in: Who, mandate: Mandate, found: Receipt) -> bool:
    if now_in.acting_ended:
        return False
    if now_in.acting is None:
        return mandate.grantor_id is not None and mandate.grantor_id == now_in.person_id
    same = now_in.mandate_id == mandate.pk
    same = same or (mandate.grantor_id is not None and now_in.acting.person_id == mandate.grantor_id)
    sent = found.submission
    return same and (now_in.covers(sent.service.slug) or now_in.covers(product_of(sent.about)))
