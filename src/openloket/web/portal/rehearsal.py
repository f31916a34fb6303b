"""Where the prober rehearses a submission; for everybody else this address does not exist."""

import logging
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from openloket.flows.outages.rehearse_submission import UnableToRehearse, rehearse_submission
from openloket.intake.models import Receipt
from openloket.law.kalender import dag_in_amsterdam
from openloket.outages import probe_pass
from openloket.web import directory
from openloket.web.pages import page
from openloket.web.place import Place, place_of
from openloket.web.portal.guards import moment
from openloket.web.portal.receipt_screen import screen

logger = logging.getLogger("openloket.probe")


@csrf_exempt  # a program of ours posts here, with a signature instead of a cookie
def rehearse(request: HttpRequest, organisation: str) -> HttpResponse:
    """Send a form and undo it; answers with the SHA-256 of the copy that was made."""
    place, now, posted = place_of(request), moment(), request.POST
    slug, at, signature = place.organisation.slug, posted.get("moment", ""), posted.get("signature", "")
    if request.method != "POST" or not probe_pass.holds(slug, at, signature, now):
        raise Http404
    offerings = directory.services(dag_in_amsterdam(now)).listed
    try:
        done = rehearse_submission(place.organisation, offerings, partial(_shown, request, place), now)
    except UnableToRehearse as problem:
        return JsonResponse({"fault": str(problem)}, status=500)
    return JsonResponse({"copy_sha256": done.copy_sha256, "receipt": done.shown})


def _shown(request: HttpRequest, place: Place, found: Receipt) -> bool:
    """Whether the receipt page can be made: another channel than the form, so it does not fail the form."""
    try:
        context = {"receipt": screen(place, found, found.issued_at)}
        shown = page(request, "portal/receipt.html", "Proef", context)
    except Exception as problem:  # noqa: BLE001 (whatever it is, the prober must hear of it)
        logger.error("the receipt page fails in a rehearsal: %s", type(problem).__name__)
        return False
    return found.submission.reference.encode() in shown.content
