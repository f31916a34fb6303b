"""Looking everything over, and sending it."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from openloket.flows.receiving.copying import logged_in
from openloket.flows.receiving.submit_message import submit_message
from openloket.flows.submit_form import NothingToSubmit, NotTheirs, UnableToSubmit
from openloket.formkit.definition import Form
from openloket.formkit.summary import SummaryRow, SummaryStep, contact, summary
from openloket.formkit.validate import validate_all
from openloket.intake import drafts
from openloket.law.kalender import dag_in_amsterdam
from openloket.offer.catalogue import Catalogue
from openloket.offer.forms import compiled
from openloket.people.providers import label_of
from openloket.people.reachability import question
from openloket.people.sessions import Who
from openloket.web import directory
from openloket.web.notices import notices
from openloket.web.pages import notice, page
from openloket.web.place import place_of
from openloket.web.portal import draft_key, meaning, receipt_pass, who
from openloket.web.portal.form_lock import form_lock
from openloket.web.portal.guards import moment, offering_of, own_forms_only

_READ = "meegelezen"
_UNREAD = "De persoon die u helpt, moet dit zelf aankruisen."

Answers = Mapping[str, object]


def check(request: HttpRequest, organisation: str, slug: str) -> HttpResponse:
    """All answers on one page, each page with a way to change it and come back here."""
    offering = offering_of(slug)
    place = place_of(request)
    key = draft_key.kept_key(request)
    draft = drafts.find(key) if key else None
    if draft is None or key is None:
        return HttpResponseRedirect(place.url(f"{slug}/formulier"))
    if draft.receipt:
        return HttpResponseRedirect(place.url("ontvangst/{}/{}".format(*draft.receipt)))
    if lock := form_lock(request, offering, draft.owner, request.get_full_path(), about=draft.about):
        return lock
    form = compiled(draft.form_version_id)
    result = validate_all(form, draft.answers, dag_in_amsterdam(moment()))
    if not result.ok:
        return _to_first_problem(request, slug, form, tuple(result.problems))
    return _overview(request, slug, offering.title, draft, result.answers, key)


def _overview(
    request: HttpRequest, slug: str, title: str, draft: drafts.KeptDraft, answers: Answers, key: str
) -> HttpResponse:
    place, form = place_of(request), compiled(draft.form_version_id)
    unread = request.GET.get(_READ) == "nee"
    pages, now_in = place.url(f"{slug}/formulier"), who.who_of(request)
    steps = [_step(one, pages) for one in summary(form, answers, draft.files_by_id)]
    helped = now_in.acting if now_in and now_in.beside else None
    context = {
        "form_title": form.title,
        "steps": [*steps, *_sender(now_in)],
        "draft_key": key,
        "about": draft.about,
        "reachability_question": {"wording": question(title)} if contact(form, answers) else None,
        "declarations": [_declaration(helped.name, unread)] if helped else [],
        "errors": [{"href": f"#{_READ}", "message": _UNREAD}] if unread else [],
        "meaning": None if draft.about else meaning.shown(request, slug, _catalogue(), answers),
        "back_url": f"{pages}/{steps[-1]['key']}",
        "send_url": place.url(f"{slug}/versturen"),
        "notices": notices(moment()),
    }
    title, status = f"Kijk uw antwoorden na - {form.title}", 422 if unread else 200
    return page(request, "portal/check.html", title, context, status)


def _declaration(name: str, unread: bool) -> dict[str, object]:
    """Who is helped says at each message that it is their own (Awb 2:1(2))."""
    label = f"Ik ben {name}. Ik zit erbij en heb alles meegelezen. Dit bericht is van mij."
    return {"key": _READ, "label": label, "error": _UNREAD if unread else ""}


def _step(step: SummaryStep, pages: str) -> dict[str, object]:
    return {
        "key": step.key,
        "title": step.title,
        "edit_url": f"{pages}/{step.key}?terug=controle",
        "rows": [_row(row) for row in step.rows],
    }


def _sender(now_in: Who | None) -> list[dict[str, object]]:
    """How they logged in and for whom they act, as the copy will say it; nothing of who did not log in."""
    if now_in is None:
        return []
    step = logged_in(now_in, label_of(now_in.provider))
    rows = [{"label": row.label, "lines": row.lines, "unanswered": not row.lines} for row in step.rows]
    return [{"key": step.key, "title": step.title, "edit_url": "", "rows": rows}]


def _row(row: SummaryRow) -> dict[str, object]:
    return {
        "label": f"{row.item}: {row.label}" if row.item else row.label,
        "lines": row.lines,
        "unanswered": not row.is_answered,
    }


@own_forms_only
def send(request: HttpRequest, organisation: str, slug: str) -> HttpResponse:
    """Receive the form, once; sending it again leads to the same receipt."""
    place = place_of(request)
    key = draft_key.posted_key(request) or draft_key.kept_key(request)
    if request.method != "POST" or key is None:
        return HttpResponseRedirect(place.url(f"{slug}/controle"))
    return _receive(request, slug, key)


def _receive(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    place, now_in = place_of(request), who.who_of(request)
    reachable, chosen = request.POST.get("bereikbaarheid") == "ja", meaning.chosen(request.POST)
    present = request.POST.get(_READ) == "ja"
    try:
        sent = submit_message(
            place.organisation, key, reachable, _catalogue(), chosen, moment(), now_in, present
        )
    except (UnableToSubmit, NotTheirs):
        unread = {_READ: "nee"} if now_in and now_in.beside and not present else {}
        back = HttpResponseRedirect(place.url(f"{slug}/controle{meaning.as_query(chosen, unread)}"))
        return draft_key.remember(request, back, slug, key)
    except NothingToSubmit:
        return _nothing_left(request, slug)
    response = HttpResponseRedirect(place.url(f"ontvangst/{sent.reference}/{sent.access_key}"))
    receipt_pass.give(request, response, sent.reference, sent.access_key)
    return draft_key.forget(request, response, slug)


def _catalogue() -> Catalogue:
    return directory.services(dag_in_amsterdam(moment()))


def _to_first_problem(
    request: HttpRequest, slug: str, form: Form, step_keys: tuple[str, ...]
) -> HttpResponse:
    """The first page that still needs something; it tells what, unless somebody only comes back to go on."""
    first = next(step.key for step in form.steps if step.key in step_keys)
    tell = "" if "verder" in request.GET else "?nakijken=ja"
    return HttpResponseRedirect(place_of(request).url(f"{slug}/formulier/{first}{tell}"))


def _nothing_left(request: HttpRequest, slug: str) -> HttpResponse:
    return notice(
        request,
        "Uw antwoorden zijn er niet meer",
        "Wij vonden geen antwoorden om te versturen. Wij bewaren ze 30 dagen. Er is nu niets verstuurd.",
        kind="warning",
        status=410,
        Opnieuw_beginnen=place_of(request).url(f"{slug}/formulier"),
    )
