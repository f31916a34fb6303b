"""One message that did not arrive: what was tried, what the law asks, and what an employee can do."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from openloket.flows.delivery.send_elsewhere import WORDING, UnableToSendElsewhere, send_elsewhere
from openloket.flows.delivery.tell_otherwise import HOW, UnableToTell, may_be_told, tell_otherwise
from openloket.oversight.undelivered import Undelivered, with_zaken
from openloket.people.reading import Reading, log_reading
from openloket.post.kinds import kind_of
from openloket.post.models import NOT_ARRIVED, Way
from openloket.post.undelivered import lost_message
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, may
from openloket.web.desk.delivery import delivery_words as words
from openloket.web.desk.delivery.suppressed import note_of
from openloket.web.desk.frame import at_desk, desk_page, employee_of, for_employees, see_other
from openloket.web.desk.wording import short_moment

_ON_PAPER = ("zaak", "submission")


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
def undelivered_one(request: HttpRequest, message_id: int, **place: str) -> HttpResponse:
    """All that was tried and what can be done; that it was read is written down before it is shown."""
    employee, now = employee_of(request), timezone.now()
    found = _found(employee, message_id, now)
    done = request.POST.get("stap", "") if request.method == "POST" else ""
    if done not in ("adres", "verteld"):
        return _page(request, found, {}, now)
    try:
        _do(employee, message_id, done, request, now)
    except (UnableToSendElsewhere, UnableToTell) as refusal:
        again = _found(employee, message_id, now)
        return _page(request, again, {refusal.field or "melding": str(refusal)}, now)
    return see_other(at_desk(request, "niet-bezorgd", gedaan=done))


def _found(employee: Employee, message_id: int, now: datetime) -> Undelivered:
    lost = lost_message(employee, message_id)
    if lost is None:
        raise Http404
    log_reading(employee, Reading.LETTER, ("message", message_id), "niet bezorgd", now)
    (found,) = with_zaken([lost])
    return found


def _do(employee: Employee, message_id: int, step: str, request: HttpRequest, now: datetime) -> None:
    typed = request.POST
    if step == "adres":
        asked = "ja" in typed.getlist("gevraagd")
        send_elsewhere(employee, message_id, typed.get("adres", ""), asked, now)
    else:
        tell_otherwise(employee, message_id, typed.get("hoe", ""), typed.get("gezegd", ""), now)


def _page(
    request: HttpRequest, found: Undelivered, problems: Mapping[str, str], now: datetime
) -> HttpResponse:
    lost, message = found.lost, found.lost.message
    context: dict[str, Any] = {
        **_about(request, found),
        **_choices(request, found, problems),
        "stuck": lost.needs_person,
        "next": words.what_next(lost),
        "law": words.asked_by_law(lost, now),
        "tried": [words.row_of(one) for one in lost.heard],
        "suppressed": note_of(request, message),
        "here": at_desk(request, f"niet-bezorgd/{message.pk}"),
        "back_url": at_desk(request, "niet-bezorgd"),
        "errors": [{"href": f"#{key}", "message": text} for key, text in problems.items()],
    }
    title = " ".join(("Niet bezorgd:", context["kind"], found.reference or context["written"]))
    return desk_page(request, "desk/undelivered_one.html", title, context, 422 if problems else 200)


def _about(request: HttpRequest, found: Undelivered) -> dict[str, Any]:
    """What it is, about which zaak, and where it went; the address masked."""
    message, linked = found.lost.message, found.reference and may(employee_of(request), Right.READ)
    return {
        "kind": kind_of(message.kind).title,
        "product": found.title,
        "reference": found.reference,
        "zaak_url": at_desk(request, f"zaak/{found.reference}") if linked else None,
        "address": words.place_of_step(message),
        "written": short_moment(message.created_at),
    }


def _choices(request: HttpRequest, found: Undelivered, problems: Mapping[str, str]) -> dict[str, Any]:
    """What this employee can do with it now; all None for who may only look, or when it goes on already."""
    message = found.lost.message
    acts = message.state in NOT_ARRIVED and may(employee_of(request), Right.HANDLE)
    return {
        "address_fields": _address_fields(request, problems) if acts and message.way == Way.EMAIL else None,
        "letter_url": _letter_url(request, found) if acts else None,
        "told_fields": _told_fields(request, problems) if acts and may_be_told(message) else None,
    }


def _letter_url(request: HttpRequest, found: Undelivered) -> str | None:
    """Where the same words can be sent as a letter: of a message about a zaak or what began one."""
    message = found.lost.message
    if message.subject_kind not in _ON_PAPER:
        return None
    return at_desk(request, f"niet-bezorgd/{message.pk}/brief")


def _address_fields(request: HttpRequest, problems: Mapping[str, str]) -> list[dict[str, Any]]:
    given = [{"value": "ja", "label": "Ja, de ontvanger vroeg hier zelf om.", "hint": WORDING}]
    return [
        {"key": "adres", "type": "email", "label": "Nieuw e-mailadres", "required": True,
         "value": request.POST.get("adres", ""), "error": problems.get("adres")},
        {"key": "gevraagd", "type": "choices", "label": "Vroeg de ontvanger om dit adres?", "required": True,
         "hint": "Zonder dat mag e-mail niet (Awb 2:8).", "options": given,
         "value": request.POST.getlist("gevraagd"), "error": problems.get("gevraagd")},
    ]  # fmt: skip


def _told_fields(request: HttpRequest, problems: Mapping[str, str]) -> list[dict[str, Any]]:
    ways = [{"value": key, "label": label} for key, label in HOW.items()]
    hint = "Zeg ook wat iemand kan doen om berichten weer te krijgen (Awb 2:11 lid 2)."
    return [
        {"key": "hoe", "type": "choice", "label": "Hoe vertelde u het?", "required": True, "options": ways,
         "value": request.POST.get("hoe", ""), "error": problems.get("hoe")},
        {"key": "gezegd", "type": "longtext", "label": "Wat zei u, en tegen wie?", "required": True,
         "hint": hint, "value": request.POST.get("gezegd", ""), "error": problems.get("gezegd")},
    ]  # fmt: skip
