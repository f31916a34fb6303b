"""An objection at the desk: against which decision, in time or not, and whether a committee advises."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from openloket.flows.decisions.decide_timeliness import UnableToDecideTimeliness, decide_timeliness
from openloket.flows.decisions.link_objection import UnableToLinkObjection, link_objection
from openloket.flows.decisions.set_advice import UnableToSetAdvice, set_advice
from openloket.intake.models import Submission
from openloket.law.kanalen import Berichtsoort
from openloket.tenancy import colleagues
from openloket.tenancy.models import Employee
from openloket.web.desk.deciding.dispute import Dispute, Wrong, answer
from openloket.web.desk.frame import at_desk, for_employees
from openloket.web.desk.wording import short_day, short_moment
from openloket.web.terms import reasons
from openloket.zaken.models import OPEN, TO_A_PERSON, Besluit, Timeliness, Zaak
from openloket.zaken.objections import objection_term, timeliness_of

EXCUSED, BLAMED = "nee", "ja"
_DONE = {
    "koppelen": "Het bezwaar is gekoppeld aan het besluit. De termijn is opnieuw geteld.",
    "op-tijd": "Uw beslissing is vastgelegd.",
    "advies": "Vastgelegd. De termijn is langer en de afzender krijgt bericht.",
}


def offer_objection(employee: Employee, zaak: Zaak) -> tuple[str, str] | None:
    """The link on the page of an objection; it says so when a person must decide whether it counts."""
    if zaak.kind != Berichtsoort.BEZWAAR:
        return None
    waits = getattr(zaak, "late", False) and zaak.status in OPEN
    return ("Beslis of het bezwaar meetelt" if waits else "Besluit, op tijd en commissie", "bezwaar")


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
def objection(request: HttpRequest, reference: str, **place: str) -> HttpResponse:
    """Show it; or link it, decide on its being late, or note that advice is asked."""
    return answer(request, reference, _OBJECTION)


def _do(request: HttpRequest, employee: Employee, zaak: Zaak, act: str, now: datetime) -> None:
    posted = request.POST
    if act == "koppelen":
        link_objection(employee, zaak, posted.get("kenmerk", ""), now)
    elif act == "op-tijd":
        excused = {EXCUSED: True, BLAMED: False}.get(posted.get("verwijtbaar", ""))
        decide_timeliness(employee, zaak, posted.get("gezien", ""), excused, posted.get("reden", ""), now)
    elif act == "advies":
        set_advice(employee, zaak, now)
    else:
        raise UnableToLinkObjection("Deze knop kennen wij niet.")


def _shown(request: HttpRequest, zaak: Zaak, wrong: Wrong) -> dict[str, Any]:
    """Everything about the objection; after a refusal with what was typed."""
    judged = timeliness_of(zaak.submission_id)
    open_now = zaak.status in OPEN
    waits = judged is not None and judged.verdict in TO_A_PERSON and judged.decided_at is None
    return {
        "about": _about(request, zaak),
        "timeliness": _timeliness(judged) if judged else None,
        "link_fields": [_reference_field(request, zaak, wrong)] if open_now else [],
        "decide_fields": _decide_fields(request, wrong) if waits and open_now else [],
    }


def _about(request: HttpRequest, zaak: Zaak) -> dict[str, Any] | None:
    """The decided zaak, what was decided there and until when one could object."""
    if zaak.about_id is None:
        return None
    about = Zaak.objects.only("reference", "title").get(pk=zaak.about_id)
    known = Besluit.objects.filter(zaak_id=about.pk).exclude(made_known_on=None)
    besluit, term = known.order_by("-made_known_on", "-id").first(), objection_term(about.pk)
    return {
        "reference": about.reference,
        "product": about.title,
        "url": at_desk(request, f"zaak/{about.reference}"),
        "besluit": besluit.subject_line if besluit else None,
        "made_known": short_day(besluit.made_known_on) if besluit else None,
        "last_day": short_day(term.last_day) if term and term.last_day else None,
    }


def _timeliness(judged: Timeliness) -> dict[str, Any]:
    by = judged.decided_by_id
    return {
        "verdict": Timeliness.Verdict(judged.verdict).label.capitalize(),
        "value": str(judged.verdict),
        "last_day": short_day(judged.last_day),
        "forgiven_until": short_moment(judged.forgiven_until) if judged.forgiven_until else None,
        "why": reasons(judged.why),
        "decided": short_moment(judged.decided_at) if judged.decided_at else None,
        "decided_by": colleagues.listed({by}).names.get(by) if by else None,
        "reason": judged.reason,
    }


def _reference_field(request: HttpRequest, zaak: Zaak, wrong: Wrong) -> dict[str, Any]:
    """What the sender wrote down is the first guess."""
    answers = Submission.objects.values_list("answers", flat=True).get(pk=zaak.submission_id)
    guess = "" if zaak.about_id else str(answers.get("kenmerk") or "")
    return {
        "key": "kenmerk", "type": "text", "label": "Kenmerk van de zaak met het besluit", "required": True,
        "hint": "Het staat in de brief met het besluit.", "max_length": 40,
        "value": request.POST.get("kenmerk", guess), "error": wrong.get("kenmerk"),
    }  # fmt: skip


def _decide_fields(request: HttpRequest, wrong: Wrong) -> list[dict[str, Any]]:
    options = [
        {"value": EXCUSED, "label": "Nee. Het bezwaar telt mee.", "hint": "Awb 6:11 of 2:21 lid 3"},
        {"value": BLAMED, "label": "Ja. Het bezwaar is te laat.", "hint": "Beslis daarna op het bezwaar."},
    ]
    return [
        {
            "key": "verwijtbaar", "type": "choice", "label": "Neemt u het de afzender kwalijk?",
            "required": True, "options": options, "value": request.POST.get("verwijtbaar", ""),
            "error": wrong.get("verwijtbaar"),
        },
        {
            "key": "reden", "type": "longtext", "label": "Waarom?", "required": True,
            "hint": "De afzender leest dit op de pagina van het ontvangstbewijs.",
            "value": request.POST.get("reden", ""), "error": wrong.get("reden"),
        },
    ]  # fmt: skip


_OBJECTION = Dispute(
    Berichtsoort.BEZWAAR,
    "bezwaar",
    act=_do,
    shown=_shown,
    refusals=(UnableToLinkObjection, UnableToDecideTimeliness, UnableToSetAdvice),
    done=_DONE,
)
