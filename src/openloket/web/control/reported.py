"""Where other installations of OpenLoket report to the monitor what they offer; JSON in and out."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from openloket.flows.measuring.report_offer import UnableToReport, take_report

_LARGEST = 1_500_000
_SCHEME = "Bearer "


# No CSRF check: a machine shows its token, and no visitor's session counts here.
@csrf_exempt
@require_POST
def report(request: HttpRequest) -> HttpResponse:
    """Take the report of one municipality; answers with how much of it was new, changed or known."""
    token = request.headers.get("Authorization", "")
    if not token.startswith(_SCHEME):
        return _problem("Stuur de sleutel mee: Authorization: Bearer …", 401)
    try:
        counts = take_report(token.removeprefix(_SCHEME).strip(), _told(request), timezone.now())
    except UnableToReport as refusal:
        return _problem(str(refusal), refusal.status)
    return JsonResponse({one.name.lower(): number for one, number in sorted(counts.items())})


def _told(request: HttpRequest) -> dict[str, Any]:
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > _LARGEST:
        raise UnableToReport("Dit is te veel voor één melding.", 413)
    try:
        told = json.loads(request.body)
    except (ValueError, RecursionError):
        raise UnableToReport("Dit is geen JSON.", 400) from None
    if not isinstance(told, dict):
        raise UnableToReport("Een melding is een object met round, municipality en lines.", 400)
    return told


def _problem(message: str, status: int) -> HttpResponse:
    """As RFC 9457 has it."""
    content = {"title": message, "status": status}
    return JsonResponse(content, status=status, content_type="application/problem+json")
