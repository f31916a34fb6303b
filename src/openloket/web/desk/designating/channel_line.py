"""One line of the register at the desk: write it, replace it, let it end, or take it back."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from openloket.flows.offering.keep_register import (
    UnableToKeep,
    add_line,
    end_line,
    replace_line,
    withdraw_line,
)
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.waarom import datum_in_woorden
from openloket.offer.designation import keeping, listing
from openloket.offer.models import Channel, Service
from openloket.web.desk.days import TypedDay, read_day, shown_day
from openloket.web.desk.designating import channel_fields
from openloket.web.desk.designating.channel_words import facts_of
from openloket.web.desk.designating.designer import designer_of
from openloket.web.desk.frame import at_desk, desk_page, for_employees, see_other

_END = "Vanaf welke dag geldt deze regel niet meer?"
_MOST_FOUND = 20


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
def new(request: HttpRequest, **place: str) -> HttpResponse:
    """Choose the product first; then the questions of a line."""
    designer_of(request)
    asked = request.POST if request.method == "POST" else request.GET
    service = Service.objects.filter(slug=asked.get("onderwerp", ""), active=True).first()
    if service is None:
        return _choose(request, request.GET.get("zoek", "")[:100])
    if request.method == "POST":
        return _write(request, service, None)
    return _form(request, service, None, channel_fields.proposed(request.GET))


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
def replace(request: HttpRequest, line_id: int, **place: str) -> HttpResponse:
    """The questions, filled in as the line is; the old line ends when the new one begins."""
    designer_of(request)
    row = _row(line_id)
    if request.method == "POST":
        return _write(request, row.service, row)
    return _form(request, row.service, row, channel_fields.kept(row))


@require_safe
@for_employees
def line(request: HttpRequest, line_id: int, **place: str) -> HttpResponse:
    """Everything about a line."""
    designer_of(request)
    return _line_page(request, _row(line_id))


@require_POST
@for_employees
def end(request: HttpRequest, line_id: int, **place: str) -> HttpResponse:
    """Let it end."""
    employee, now = designer_of(request), timezone.now()
    ends = read_day(request.POST, "tot", _END, dag_in_amsterdam(now))
    if ends.day is None:
        return _line_page(request, _row(line_id), ends)
    try:
        end_line(employee, line_id, ends.day, now)
    except UnableToKeep as refusal:
        return _line_page(request, _row(line_id), ends, str(refusal))
    return see_other(at_desk(request, "kanalen", gedaan="einde", op=ends.day.isoformat()))


@require_POST
@for_employees
def withdraw(request: HttpRequest, line_id: int, **place: str) -> HttpResponse:
    """Take back what has not begun."""
    try:
        withdraw_line(designer_of(request), line_id, timezone.now())
    except UnableToKeep as refusal:
        return _line_page(request, _row(line_id), refusal=str(refusal))
    return see_other(at_desk(request, "kanalen", gedaan="weg"))


def _row(line_id: int) -> Channel:
    row = Channel.objects.filter(pk=line_id).select_related("service__authority", "supplier").first()
    if row is None:
        raise Http404
    return row


def _write(request: HttpRequest, service: Service, old: Channel | None) -> HttpResponse:
    now, employee = timezone.now(), designer_of(request)
    values, begins = channel_fields.typed(request.POST), _begins(request, now)
    if begins.day is None:
        return _form(request, service, old, values, {"vanaf": begins.problem})
    wanted = channel_fields.read_line(values, service, begins.day)
    try:
        if old is None:
            add_line(employee, wanted, now)
        else:
            replace_line(employee, old.pk, wanted, now)
    except UnableToKeep as refusal:
        wrong = {channel_fields.KEYS.get(key, "soort"): text for key, text in refusal.problems.items()}
        return _form(request, service, old, values, wrong)
    done = "vervangen" if old else "nieuw"
    return see_other(
        at_desk(request, f"kanalen/onderwerp/{service.slug}", gedaan=done, op=begins.day.isoformat())
    )


def _begins(request: HttpRequest, now: datetime) -> TypedDay:
    return channel_fields.begin_of(request.POST, dag_in_amsterdam(now))


def _form(
    request: HttpRequest,
    service: Service,
    old: Channel | None,
    values: channel_fields.Values,
    wrong: dict[str, str] | None = None,
) -> HttpResponse:
    begins, problems = _begins(request, timezone.now()), wrong or {}
    title = f"Regel {old.pk} vervangen" if old else f"Regel toevoegen: {service.title}"
    back = f"kanalen/regel/{old.pk}" if old else f"kanalen/onderwerp/{service.slug}"
    context = {
        "title": title,
        "product": service.title,
        "slug": service.slug,
        "replaces": old is not None,
        "fields": channel_fields.fields(values, begins, problems),
        "errors": [{"href": f"#{key}", "message": text} for key, text in problems.items()],
        "back_url": at_desk(request, back),
    }
    return desk_page(request, "desk/channel_form.html", title, context, 422 if problems else 200)


def _choose(request: HttpRequest, words: str) -> HttpResponse:
    found = list(listing.products(words, _MOST_FOUND)) if words.strip() else []
    here = at_desk(request, "kanalen/nieuw")
    context = {
        "words": words,
        "found": [{"label": one.title, "url": f"{here}?onderwerp={one.slug}"} for one in found[:_MOST_FOUND]],
        "more": len(found) > _MOST_FOUND,
        "general": [
            {"label": one.title, "url": f"{here}?onderwerp={one.slug}&rest=ja"}
            for one in _for_every_product()
        ],
        "back_url": at_desk(request, "kanalen"),
    }
    return desk_page(request, "desk/channel_choose.html", "Regel toevoegen: welk onderwerp?", context)


def _for_every_product() -> list[Service]:
    """The services under which lines for every product stand."""
    found = Service.objects.filter(active=True, channels__every_product=True).order_by("title").distinct()
    return list(found.only("slug", "title", "organisation_id"))


def _line_page(
    request: HttpRequest, row: Channel, ends: TypedDay | None = None, refusal: str = ""
) -> HttpResponse:
    today = dag_in_amsterdam(timezone.now())
    ends = ends or shown_day("tot", max(today, row.valid_from))
    problem = ends.problem or (refusal if request.resolver_match.url_name == "channel-end" else "")
    context: dict[str, Any] = {
        "facts": facts_of(keeping.line_of(row)),
        "told": row.text,
        "open": row.valid_to is None,
        "may_withdraw": row.valid_from > today and row.valid_to is None,
        "begins": datum_in_woorden(row.valid_from),
        "end_field": ends.as_field(_END, "Op deze dag zelf geldt de regel al niet meer.", problem),
        "refusal": "" if problem else refusal,
        "errors": [{"href": "#tot", "message": problem}] if problem else [],
        "product": row.service.title,
        **_ways_on(request, row),
    }
    title, status = f"Regel {row.pk} van {row.service.title}", 422 if problem else 409 if refusal else 200
    return desk_page(request, "desk/channel_line.html", title, context, status)


def _ways_on(request: HttpRequest, row: Channel) -> dict[str, str]:
    own = f"kanalen/regel/{row.pk}"
    return {
        "end_url": at_desk(request, f"{own}/einde"),
        "replace_url": at_desk(request, f"{own}/vervangen"),
        "withdraw_url": at_desk(request, f"{own}/weg"),
        "product_url": at_desk(request, f"kanalen/onderwerp/{row.service.slug}"),
        "back_url": at_desk(request, "kanalen"),
    }
