"""The page of the sender about those who sign: who did, who did not, ask again or go on without."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from openloket.flows.cosigning.change_signers import Signer, ask_again, leave_out
from openloket.flows.cosigning.signing import MINE, UnableToSign, rules_of
from openloket.intake.models import Receipt
from openloket.intake.signatures import ASKABLE, Round, signing_of
from openloket.law.kalender import dag_in_amsterdam
from openloket.web.mijn.frame import see_other
from openloket.web.pages import page
from openloket.web.place import place_of
from openloket.web.portal.guards import moment, own_forms_only
from openloket.web.portal.receipts import find, locked
from openloket.web.signatures import in_one_sentence, shown_round

_DONE = {
    "gevraagd": "Wij hebben een nieuwe e-mail gestuurd.",
    "weg": "Deze persoon hoeft niet meer te tekenen.",
}


@own_forms_only
def signatures(request: HttpRequest, organisation: str, reference: str, key: str) -> HttpResponse:
    """Who must sign and how it stands; a button for who did not sign yet."""
    found = find(reference, key)
    back = place_of(request).url(f"ontvangst/{reference}/{key}")
    if locked(request, found):
        return HttpResponseRedirect(f"{back}/openen")
    if request.method != "POST":
        return _page(request, found, back)
    try:
        done = _changed(request, found)
    except UnableToSign as refusal:
        return _page(request, found, back, refusal)
    return see_other(f"{back}/{MINE}?gedaan={done}")


def _changed(request: HttpRequest, found: Receipt) -> str:
    town, now, posted = place_of(request).organisation, moment(), request.POST
    number = _number(posted.get("wie", ""))
    if posted.get("doen") == "weglaten":
        leave_out(town, found.submission_id, number, now)
        return "weg"
    signer = Signer(posted.get(f"naam-{number}", ""), posted.get(f"email-{number}", ""))
    ask_again(town, found.submission_id, number, signer, now, dag_in_amsterdam(now))
    return "gevraagd"


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 18 else 0


def _page(
    request: HttpRequest, found: Receipt, back: str, refusal: UnableToSign | None = None
) -> HttpResponse:
    who_signs = signing_of(found.submission)
    if who_signs is None:
        raise Http404
    number = _number(request.POST.get("wie", ""))
    field = f"{refusal.field}-{number}" if refusal and refusal.field else ""
    context = {
        "signers": _signers(request, who_signs, field, str(refusal)),
        "standing": in_one_sentence(who_signs),
        "complete": who_signs.complete,
        "reference": found.submission.reference,
        "product": found.consequences["service"],
        "back_url": back,
        "notice": _DONE.get(request.GET.get("gedaan", "")),
        "refusal": str(refusal) if refusal and not field else "",
        "errors": [{"href": f"#{field}", "message": str(refusal)}] if field else [],
    }
    status = 422 if field else 409 if refusal else 200
    return page(request, "portal/signatures.html", "Wie tekent er mee?", context, status)


def _signers(request: HttpRequest, found: Round, field: str, message: str) -> list[dict[str, object]]:
    rules = rules_of(found.submission)
    spare = bool(rules) and len(found.counting) > (rules.min if rules else 0)
    rows = []
    for row, shown in zip(found.rows, shown_round(found), strict=True):
        askable = row.state in ASKABLE
        fields = [
            {"key": f"{name}-{row.pk}", "type": kind, "label": label, "required": True,
             "value": request.POST.get(f"{name}-{row.pk}", value),
             "error": message if field == f"{name}-{row.pk}" else None}
            for name, kind, label, value in (
                ("naam", "text", "Naam", row.name), ("email", "email", "E-mailadres", row.email))
        ]  # fmt: skip
        unfolded = any(one["error"] for one in fields) or shown["undelivered"]
        rows.append({**shown, "fields": fields if askable else [], "unfolded": unfolded,
                     "may_leave_out": askable and spare})  # fmt: skip
    return rows
