"""The last look at what came by desk, phone or post: what is missing, by when, and registering it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from openloket.flows.correspondence.writing import address_lines
from openloket.flows.registering.judging_typed import TypedJudged, judge_typed
from openloket.flows.registering.provenance import provenance
from openloket.flows.registering.register_message import On, UnableToRegister, Wish, register_message
from openloket.flows.registering.typed_message import TypedMessage, typed_message
from openloket.formkit.summary import summary
from openloket.intake.models import Draft
from openloket.law.kanalen import Kanaal
from openloket.law.waarom import datum_in_woorden
from openloket.people.reachability import question
from openloket.web.desk.frame import at_desk, desk_page, employee_of, for_employees, see_other
from openloket.web.desk.registering import registration_parts as parts
from openloket.web.desk.registering.registrations import draft_of
from openloket.web.place import place_of

_YES = {"ja": True, "nee": False}


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
def last_look(request: HttpRequest, draft_id: int, **place: str) -> HttpResponse:
    """Everything on one page, and the button that receives it; after that, the zaak."""
    row, now = draft_of(request, draft_id), timezone.now()
    if request.method != "POST" and row.arrival is not None:
        return _page(request, row, {}, now)
    try:
        done = register_message(
            employee_of(request), place_of(request).organisation, draft_id, _wish(request.POST), now
        )
    except UnableToRegister as refusal:
        if row.arrival is None:
            return see_other(at_desk(request, "registreren"))
        if refusal.unsound:
            return see_other(at_desk(request, f"registreren/{draft_id}", nakijken="ja"))
        return _page(request, draft_of(request, draft_id), refusal.problems, now, str(refusal))
    return see_other(at_desk(request, f"zaak/{done.zaak}", gedaan="geregistreerd"))


def _wish(posted: Mapping[str, str]) -> Wish:
    return Wish(
        seen=posted.get("gezien", ""),
        may_mail=_YES.get(posted.get("mailen", "")),
        paper=posted.get("papier", ""),
        agreed=_YES.get(posted.get("akkoord", "")),
        missing_seen=posted.get("ontbreekt") == "ja",
    )


def _page(
    request: HttpRequest, row: Draft, problems: Mapping[str, str], now: datetime, refusal: str = ""
) -> HttpResponse:
    message, posted = typed_message(row), request.POST
    typed = judge_typed(message, posted.get("mailen") == "ja", now)
    root = at_desk(request, f"registreren/{row.pk}")
    if typed.problems:
        return see_other(f"{root}?nakijken=ja")
    context = {
        **_shown(message, typed, now, root),
        "missing_field": {"checked": "ontbreekt" in posted, "error": problems.get("ontbreekt")},
        "fields": _fields(posted, message, typed, problems),
        "errors": [{"href": f"#{name}", "message": text} for name, text in problems.items()],
        "refusal": "" if problems else refusal,
        "back_url": root,
    }
    status = 422 if problems else 409 if refusal else 200
    title = f"Bericht {row.pk} nakijken en registreren"
    return desk_page(request, "desk/registration_check.html", title, context, status)


def _shown(message: TypedMessage, typed: TypedJudged, now: datetime, root: str) -> dict[str, Any]:
    """What would be registered, and what would come of it."""
    return {
        "head": {"product": message.row.service.title, "kind": typed.judged.kind.value},
        "steps": _steps(message, typed, now, root),
        "missing": typed.missing,
        "address": typed.address,
        "term": {
            "last_day": datum_in_woorden(typed.judged.term.laatste_dag),
            "why": [{"text": one.tekst, "article": one.artikel} for one in typed.judged.term.waarom],
        },
        "late": parts.late(message.came.received_at, now),
        "letter_lines": address_lines(typed.judged.answers),
        "seen": message.seen,
    }


def _steps(message: TypedMessage, typed: TypedJudged, now: datetime, root: str) -> list[dict[str, Any]]:
    """How it came, and all answers, each with the way to change it."""
    first = provenance(message.came, now, message.draft.about, None, ())
    came = [{"label": row.label, "lines": row.lines, "unanswered": not row.lines} for row in first.rows]
    files = message.draft.files_by_id
    typed_steps = [
        {
            "title": step.title,
            "edit_url": f"{root}#{step.key}",
            "rows": [
                {
                    "label": f"{row.item}: {row.label}" if row.item else row.label,
                    "lines": row.lines,
                    "unanswered": not row.is_answered,
                }
                for row in step.rows
            ],
        }
        for step in summary(message.form, typed.judged.answers, files)
    ]
    return [{"title": first.title, "edit_url": f"{root}/ontvangst", "rows": came}, *typed_steps]


def _fields(
    posted: Mapping[str, str], message: TypedMessage, typed: TypedJudged, problems: Mapping[str, str]
) -> list[dict[str, Any]]:
    """The last questions: did the sender agree, may we mail, and how does the confirmation go."""
    found = []
    if message.came.channel != Kanaal.POST:
        label = "Heeft de afzender gehoord of gelezen wat u opschreef, en klopt het?"
        found.append({"key": "akkoord", "type": "yesno", "label": label, "required": True,
                      "value": posted.get("akkoord"), "error": problems.get("akkoord"),
                      "hint": "Lees het voor, of laat het scherm zien."})  # fmt: skip
    if typed.address:
        hint = "Vraag dit apart. Een e-mailadres geven is nog geen ja (Awb 2:8). Bij twijfel: nee."
        label = f"Zegt of schrijft de afzender dit? “{question(message.row.service.title)}”"
        found.append({"key": "mailen", "type": "yesno", "label": label, "required": True, "hint": hint,
                      "value": posted.get("mailen"), "error": problems.get("mailen")})  # fmt: skip
    usual = On.HANDED if message.came.channel == Kanaal.BALIE else On.LETTER
    label = "Hoe krijgt de afzender de bevestiging op papier?" if typed.address else (
        "Hoe krijgt de afzender de bevestiging?")  # fmt: skip
    hint = "Dit geldt als het niet per e-mail mag." if typed.address else ""
    found.append({"key": "papier", "type": "choice", "label": label, "required": True, "hint": hint,
                  "options": parts.papers(message.came.channel, typed.in_writing),
                  "value": posted.get("papier") or usual.value,
                  "error": problems.get("papier")})  # fmt: skip
    return found
