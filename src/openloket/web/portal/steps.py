"""Filling in a form, one page at a time; every answer is kept, with or without a cookie."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from openloket.flows.drafts.save_step import Page, Saved, SentAlready, UnknownStep, save_step
from openloket.formkit.definition import Form, Step
from openloket.formkit.pages import next_step, previous_step, visible_steps
from openloket.formkit.posted import too_many, with_empty_items
from openloket.formkit.validate import validate_step
from openloket.intake import drafts
from openloket.law.kalender import dag_in_amsterdam
from openloket.offer.catalogue import Offering
from openloket.offer.forms import compiled
from openloket.web import directory
from openloket.web.notices import notices
from openloket.web.pages import page
from openloket.web.place import Place, place_of
from openloket.web.portal import draft_key, who
from openloket.web.portal.closing import closed_page
from openloket.web.portal.form_lock import form_lock
from openloket.web.portal.guards import form_of, moment, offering_of, own_forms_only
from openloket.web.portal.item_buttons import Pressed, own_name, pressed
from openloket.web.portal.reusing import taken, with_earlier
from openloket.web.portal.showing import shown_errors, shown_fields, shown_step
from openloket.web.uploads import uploads_of


def begin(request: HttpRequest, organisation: str, slug: str) -> HttpResponse:
    """The first page of the form; a draft of somebody else, or of who logged out, is left alone."""
    form = compiled(form_of(offering_of(slug)))
    response = HttpResponseRedirect(place_of(request).url(f"{slug}/formulier/{form.steps[0].key}"))
    key, now_in = draft_key.kept_key(request), who.who_of(request)
    draft = drafts.find(key) if key else None
    if draft and draft.owner and (now_in is None or now_in.owner != draft.owner):
        draft_key.forget(request, response, slug)
    return response


@own_forms_only
def step(request: HttpRequest, organisation: str, slug: str, step_key: str) -> HttpResponse:
    """One page: shown, or sent in and kept."""
    offering = offering_of(slug)
    if request.method == "POST":
        return _sent_in(request, offering, step_key)
    key = draft_key.kept_key(request)
    draft = drafts.find(key) if key else None
    if draft and draft.receipt:
        return _to_receipt(place_of(request), draft.receipt)
    if draft and draft.service_id != offering.service_id:
        draft = None
    if draft is None and (closed := closed_page(request, moment())):
        return closed
    here = request.get_full_path()
    about = draft.about if draft else ""
    if lock := form_lock(request, offering, draft.owner if draft else None, here, about=about):
        return lock
    saved = _as_kept(compiled(draft.form_version_id if draft else form_of(offering)), draft, step_key)
    if saved is None:
        return HttpResponseRedirect(place_of(request).url(f"{slug}/formulier"))
    if "nakijken" in request.GET:
        saved = _looked_over(saved)
    return _show(request, slug, saved, key if draft and key else draft_key.fresh_key())


def _as_kept(form: Form, draft: drafts.KeptDraft | None, step_key: str) -> Saved | None:
    """A page with what was kept of it; None when the form has no such page for these answers."""
    answers, shown = draft.answers if draft else {}, form.step(step_key)
    if shown is None or shown not in visible_steps(form, answers):
        return None
    if draft is None:
        return Saved(form, shown, answers, (), (), {})
    return Saved(form, shown, answers, (), (), draft.files_by_id, draft.about, draft.owner)


def _looked_over(saved: Saved) -> Saved:
    """The same, with what is not right yet."""
    found = validate_step(
        saved.form, saved.step, saved.answers, saved.answers, dag_in_amsterdam(moment())
    ).problems
    return replace(saved, problems=found)


def _sent_in(request: HttpRequest, offering: Offering, step_key: str) -> HttpResponse:
    key = draft_key.posted_key(request) or draft_key.kept_key(request) or draft_key.fresh_key()
    now_in, button = who.who_of(request), _button(request)
    incoming = Page(
        service_id=offering.service_id,
        form_version_id=form_of(offering),
        key=key,
        step_key=step_key,
        posted=button.posted,
        uploads=uploads_of(request.FILES),
        who=None if now_in and now_in.acting_ended else now_in,
    )
    try:
        saved = save_step(incoming, moment())
    except SentAlready as sent:
        return _to_receipt(place_of(request), sent.receipt)
    except UnknownStep:
        return HttpResponseRedirect(place_of(request).url(f"{offering.slug}/formulier"))
    back = _afterwards(place_of(request), offering.slug, saved)
    locked = form_lock(request, offering, saved.owner, back, about=saved.about, typed=True)
    response = locked or _answer(request, offering.slug, saved, key, button)
    return draft_key.remember(request, response, offering.slug, key)


def _button(request: HttpRequest) -> Pressed:
    posted: Mapping[str, Sequence[str]] = dict(request.POST.lists())
    if too_many(posted):
        raise Http404
    now_in = who.who_of(request)
    return pressed(posted, now_in.name if now_in else "")


def _afterwards(place: Place, slug: str, saved: Saved) -> str:
    """Where somebody goes on: at the same page where it is not right, else at the next."""
    if not saved.done:
        return place.url(f"{slug}/formulier/{saved.step.key}?nakijken=ja")
    following = next_step(saved.form, saved.step, saved.answers)
    return place.url(f"{slug}/formulier/{following.key}" if following else f"{slug}/controle")


def _answer(request: HttpRequest, slug: str, saved: Saved, key: str, button: Pressed) -> HttpResponse:
    """Where the person goes after a page was kept."""
    place = place_of(request)
    if button.stops:
        return HttpResponseRedirect(place.url(f"{slug}/bewaren"))
    if button.takes:
        saved = taken(saved, who.who_of(request), key, button.takes)
    if button.stays:
        answers = with_empty_items(saved.step, button.posted, saved.answers)
        quiet = replace(saved, answers=answers, problems=(), revealed=())
        return _show(request, slug, quiet, key)
    if not saved.done:
        return _show(request, slug, saved, key, status=422 if saved.problems else 200)
    if "terug" in request.GET:
        return HttpResponseRedirect(place.url(f"{slug}/controle"))
    return HttpResponseRedirect(_afterwards(place, slug, saved))


def _show(request: HttpRequest, slug: str, saved: Saved, key: str, status: int = 200) -> HttpResponse:
    place = place_of(request)
    errors = shown_errors(saved.problems)
    context = {
        "form_title": saved.form.title,
        "step": shown_step(saved.form, saved.step, saved.answers),
        **with_earlier(
            shown_fields(saved.step, saved.answers, saved.problems, saved.files), saved, who.who_of(request)
        ),
        "draft_key": key,
        "about": saved.about,
        "errors": errors,
        "back_url": _back(place, slug, saved.form, saved.step, saved.answers, "terug" in request.GET),
        "save_later": True,
        **_known(request, saved),
        "notices": notices(moment()),
    }
    return page(request, "portal/step.html", f"{saved.step.title} - {saved.form.title}", context, status)


def _known(request: HttpRequest, saved: Saved) -> dict[str, object]:
    """Who fills this in, with their name as an offer; or that one may log in, on the first page only."""
    now_in, place = who.who_of(request), place_of(request)
    if now_in:
        return {"claims": saved.owner is None, "own_name": own_name(saved.step, saved.answers, now_in)}
    if saved.step is not saved.form.steps[0] or not directory.logins():
        return {}
    return {"login_url": who.login_url(place, request.path)}


def _back(
    place: Place, slug: str, form: Form, shown: Step, answers: Mapping[str, object], from_check: bool
) -> str:
    if from_check:
        return place.url(f"{slug}/controle")
    before = previous_step(form, shown, answers)
    return place.url(f"{slug}/formulier/{before.key}" if before else f"{slug}/")


def _to_receipt(place: Place, receipt: tuple[str, str]) -> HttpResponse:
    return HttpResponseRedirect(place.url("ontvangst/{}/{}".format(*receipt)))
