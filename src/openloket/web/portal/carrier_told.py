"""Where a carrier tells what became of a message; it shows the token that we gave it, and needs no page."""

import json

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from openloket.flows.delivery.carrier_told import UnableToHear, carrier_told

_MOST_BYTES = 20_000


@csrf_exempt  # a program posts here, with a token instead of a cookie
@require_POST
def notify(request: HttpRequest, **place: str) -> HttpResponse:
    """What NotifyNL tells. Whatever it tells about others, or again, is heard and changes nothing (204)."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        return _answer(401)
    if len(request.body) > _MOST_BYTES:
        return _answer(413)
    try:
        told = json.loads(request.body)
    except (ValueError, RecursionError):
        return _answer(400)
    try:
        carrier_told(token.strip(), told, timezone.now())
    except UnableToHear:
        return _answer(401)
    return _answer(204)


def _answer(status: int) -> HttpResponse:
    return HttpResponse(status=status, headers={"Cache-Control": "no-store"})
