"""Typing over a message that came by desk, phone or post: every question of its form on one page."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from openloket.flows.registering.keep_registration import Typed, UnableToKeep, keep_registration
from openloket.flows.registering.provenance import WAYS, received_words
from openloket.flows.registering.typed_message import TypedMessage, typed_message
from openloket.formkit.as_it_came import as_it_came
from openloket.formkit.pages import visible_steps
from openloket.formkit.posted import too_many, with_empty_items
from openloket.formkit.validate import Problem
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.kanalen import Kanaal
from openloket.web.desk.frame import at_desk, desk_page, employee_of, for_employees, see_other
from openloket.web.desk.registering.registrations import draft_of
from openloket.web.portal.item_buttons import pressed
from openloket.web.portal.showing import shown_errors, shown_fields
from openloket.web.uploads import uploads_of

_SAVED = "Bewaard."
_MORE = "Bewaard. Door uw antwoorden zijn er vragen bijgekomen of weggegaan. Kijk die na."


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
def typing(request: HttpRequest, draft_id: int, **place: str) -> HttpResponse:
    """The page: shown, or kept and shown again, or on to the last look."""
    row = draft_of(request, draft_id)
    if row.arrival is None:
        return see_other(at_desk(request, f"registreren/{draft_id}/controle"))
    if request.method == "POST":
        return _kept(request, draft_id)
    message, problems = typed_message(row), tuple[Problem, ...]()
    if "nakijken" in request.GET:
        judged = as_it_came(message.form, row.answers, dag_in_amsterdam(timezone.now()))
        problems = tuple(one for found in judged.problems.values() for one in found)
    return _page(request, message, message.draft.answers, problems, "")


def _kept(request: HttpRequest, draft_id: int) -> HttpResponse:
    posted: Mapping[str, Sequence[str]] = dict(request.POST.lists())
    if too_many(posted):
        raise Http404
    button, now = pressed(posted), timezone.now()
    typed = Typed(button.posted, uploads_of(request.FILES))
    try:
        kept = keep_registration(employee_of(request), draft_id, typed, now)
    except UnableToKeep:
        return see_other(at_desk(request, f"registreren/{draft_id}/controle"))
    goes_on = "verder" in posted and not button.stays
    if goes_on and not kept.problems and not kept.revealed:
        return see_other(at_desk(request, f"registreren/{draft_id}/controle"))
    answers = kept.message.draft.answers
    if button.stays:
        for step in kept.message.form.steps:
            answers = {**answers, **with_empty_items(step, button.posted, answers)}
        return _page(request, kept.message, answers, (), "")
    return _page(request, kept.message, answers, kept.problems, _MORE if kept.revealed else _SAVED)


def _page(
    request: HttpRequest,
    message: TypedMessage,
    answers: Mapping[str, Any],
    problems: Sequence[Problem],
    notice: str,
) -> HttpResponse:
    root = at_desk(request, f"registreren/{message.row.pk}")
    context = {
        **_shown(message, answers, problems),
        "errors": shown_errors(problems),
        "notice": "" if problems else notice,
        "back_url": at_desk(request, "registreren"),
        "mend_url": f"{root}/ontvangst",
        "drop_url": f"{root}/weg",
    }
    title = f"Bericht {message.row.pk} overtypen: {message.row.service.title}"
    return desk_page(request, "desk/registration_typing.html", title, context, 422 if problems else 200)


def _shown(message: TypedMessage, answers: Mapping[str, Any], problems: Sequence[Problem]) -> dict[str, Any]:
    """What is known of the message, and every part of the form that is asked with these answers."""
    form, files, came = message.form, message.draft.files_by_id, message.came
    parts = [
        {
            "key": step.key,
            "title": step.title,
            "intro": step.intro,
            "fields": shown_fields(step, answers, problems, files),
        }
        for step in visible_steps(form, answers)
    ]
    head = {
        "product": message.row.service.title,
        "way": WAYS[Kanaal(came.channel)],
        "received": received_words(came),
        "sender": came.sender,
        "about": message.draft.about,
    }
    return {"parts": parts, "head": head}
