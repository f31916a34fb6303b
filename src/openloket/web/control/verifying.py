"""Anyone may check a receipt here, and take the public key along to check it elsewhere."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from openloket.evidence.known_keys import document_path, known_keys, public_pem
from openloket.evidence.signing import trusted_roots
from openloket.evidence.verify import Report, State
from openloket.evidence.verify_any import verify_any
from openloket.formkit.files import clean_name
from openloket.web.pages import page

_LARGEST = 20_000_000
_UNPACKED = 200_000_000
"""Of a case file: strangers upload these."""
_STATES = {State.OK: "ok", State.FAILED: "failed", State.NOT_PRESENT: "absent"}
NO_FILE = "Kies eerst een bestand: een PDF, een bewijsbestand of een dossier."
TOO_LARGE = (
    "Dit bestand is te groot om hier te controleren. Met openloket verify kan het op uw eigen computer."
)


# No CSRF check: the page changes nothing and knows no visitor.
@csrf_exempt
def verify(request: HttpRequest) -> HttpResponse:
    """Check a file that somebody chooses; it is not kept."""
    if request.method != "POST":
        return page(request, "public/verify.html", "Ontvangstbewijs controleren", {"report": None})
    file = request.FILES.get("bestand")
    if file is None or (file.size or 0) > _LARGEST:
        message = NO_FILE if file is None else TOO_LARGE
        context = {"report": None, "errors": [{"href": "#bestand", "message": message}]}
        return page(request, "public/verify.html", "Ontvangstbewijs controleren", context, 422)
    report = verify_any(file.file, known_keys(), trusted_roots(), largest=_UNPACKED)
    context = {"report": _shown(report), "file_name": clean_name(file.name or "")}
    return page(request, "public/verify.html", "Ontvangstbewijs controleren", context)


def public_key(request: HttpRequest) -> HttpResponse:
    """The public keys of this installation as PEM: the one in use first, then those before it."""
    response = HttpResponse(public_pem(), content_type="application/x-pem-file")
    response.headers["Content-Disposition"] = 'attachment; filename="sleutel.pem"'
    return response


def key_list(request: HttpRequest) -> HttpResponse:
    """Which key signed when, signed by the keys of the last change; 404 while there was only one."""
    path = document_path()
    if not path.exists():
        raise Http404
    return HttpResponse(path.read_bytes(), content_type="application/json")


def _shown(report: Report) -> dict[str, object]:
    checks = [
        {"name": check.title, "state": _STATES[check.state], "text": check.text} for check in report.checks
    ]
    return {
        "ok": report.ok,
        "what": report.what,
        "text": report.text,
        "checks": checks,
        "limits": report.limits,
    }
