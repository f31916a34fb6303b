"""The register of channels at the desk: the list, the question "how do I send X?", and what is missing."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from openloket.law.kalender import dag_in_amsterdam
from openloket.law.kanalen import Berichtsoort
from openloket.law.waarom import datum_in_woorden
from openloket.offer.catalogue import GENERAL
from openloket.offer.designated import not_digital
from openloket.offer.designation import keeping, listing
from openloket.offer.designation.register import how_to_send
from openloket.offer.models import Channel, Service
from openloket.web.desk.days import TypedDay
from openloket.web.desk.designating.channel_words import EVERY_TYPE, TYPES, answered, row_shown
from openloket.web.desk.designating.designer import DAY, day_asked, designer_of, number_asked
from openloket.web.desk.frame import at_desk, desk_page, for_employees

PAGE = 30
_MISSING_PAGE = 40
_FEW = 3
_MOST_FOUND = 12
_DONE = {
    "nieuw": "De regel staat in het register.",
    "vervangen": "De oude regel eindigt en de nieuwe begint, op dezelfde dag.",
    "einde": "De regel eindigt. Hieronder ziet u het register op die dag.",
    "weg": "De regel is weggehaald. Hij was nog niet begonnen.",
}


@require_safe
@for_employees
def channels(request: HttpRequest, **place: str) -> HttpResponse:
    """The lines that hold on a day, filtered and cut into pages."""
    designer_of(request)
    day = day_asked(request.GET, _today())
    on = day.day or _today()
    chosen = listing.Chosen(
        on, request.GET.get("zoek", "")[:100], request.GET.get("soort", ""), request.GET.get("kanaal", "")
    )
    found, number = listing.groups(chosen), number_asked(request.GET.get("pagina"))
    shown = listing.lines_of(chosen, list(found[number * PAGE : (number + 1) * PAGE]))
    context = {
        "groups": [_group(request, lines) for lines in shown],
        **_pages(request, chosen, number, found.count()),
        **_bar(chosen, day),
        **_standing(request, on),
        "notice": _DONE.get(request.GET.get("gedaan", "")),
        "types": TYPES.items(),
        "add_url": at_desk(request, "kanalen/nieuw"),
        "ask_url": at_desk(request, "kanalen/vraag"),
    }
    return desk_page(request, "desk/channels.html", "Kanalen", context, 422 if day.problem else 200)


@require_safe
@for_employees
def question(request: HttpRequest, **place: str) -> HttpResponse:
    """How do I send X? One answer, with its reasons; or which product is meant."""
    designer_of(request)
    day, words = day_asked(request.GET, _today()), request.GET.get("over", "")[:100]
    kind, slug = request.GET.get("soort", "aanvraag"), request.GET.get("onderwerp", "")
    found = list(Service.objects.filter(slug=slug, active=True)) if slug else _meant(words)
    answer = None
    if len(found) == 1 and kind in TYPES and day.day:
        answer = _answer(request, found[0], Berichtsoort(kind), day.day)
    context = {
        "answer": answer,
        "day": day.as_field(DAY),
        "words": found[0].title if answer else words,
        "type": kind,
        "types": TYPES.items(),
        "found": [] if answer else _links(request, found[:_MOST_FOUND], kind, day),
        "nothing": bool(words or slug) and not found,
        "more": len(found) > _MOST_FOUND,
        "back_url": at_desk(request, "kanalen"),
    }
    return desk_page(request, "desk/channel_question.html", "Hoe verstuur ik …?", context)


@require_safe
@for_employees
def missing(request: HttpRequest, **place: str) -> HttpResponse:
    """Products and types without a digital way, each with a line that is filled in already."""
    designer_of(request)
    day = day_asked(request.GET, _today())
    on = day.day or _today()
    found, number = keeping.missing(on), number_asked(request.GET.get("pagina"))
    add = at_desk(request, "kanalen/nieuw")
    context = {
        "count": len(found),
        "day": datum_in_woorden(on),
        "rows": [
            _lacking(service.title, kinds, f"{add}?onderwerp={service.slug}")
            for service, kinds in found[number * _MISSING_PAGE : (number + 1) * _MISSING_PAGE]
        ],
        "rest_url": f"{add}?onderwerp={GENERAL}&rest=ja",
        **_turning(request, "kanalen/ontbreekt", {"op": on.isoformat()}, number, len(found), _MISSING_PAGE),
        "back_url": at_desk(request, "kanalen"),
    }
    return desk_page(request, "desk/channel_missing.html", "Wat ontbreekt in het register?", context)


def _lacking(title: str, kinds: Sequence[Berichtsoort], add_url: str) -> dict[str, Any]:
    """Few types one by one; many in one link, with those that do have a way."""
    if len(kinds) <= _FEW:
        links = [{"label": TYPES[kind], "url": f"{add_url}&soort={kind}"} for kind in kinds]
        return {"title": title, "links": links, "but": ""}
    there = [TYPES[kind] for kind in Berichtsoort if kind not in kinds]
    but = f"behalve {', '.join(there)}" if there else ""
    return {"title": title, "links": [{"label": "elk type bericht", "url": add_url}], "but": but}


def _group(request: HttpRequest, lines: Sequence[Channel]) -> dict[str, Any]:
    """What is about one product and type: the designated way apart from the others."""
    rows = [row_shown(one, at_desk(request, f"kanalen/regel/{one.pk}")) for one in lines]
    return {
        **rows[0],
        "product_url": at_desk(request, f"kanalen/onderwerp/{lines[0].service.slug}"),
        "designated": [one for one in rows if one["designated"]],
        "others": [one for one in rows if not one["designated"]],
    }


def _today() -> date:
    return dag_in_amsterdam(timezone.now())


def _standing(request: HttpRequest, day: date) -> dict[str, Any]:
    """Whether every message has its way, and what nobody has decided."""
    return {
        "missing": len(keeping.missing(day)),
        "missing_url": at_desk(request, "kanalen/ontbreekt", op=day.isoformat()),
        "not_digital": len(not_digital(day)),
        "not_digital_url": at_desk(request, "kanalen/niet-digitaal"),
        "undecided": keeping.undecided().count(),
        "undecided_url": at_desk(request, "kanalen/onbeslist"),
        "day_words": datum_in_woorden(day),
    }


def _bar(chosen: listing.Chosen, day: TypedDay) -> dict[str, Any]:
    types = [("", "Alle"), (listing.REST, EVERY_TYPE), *TYPES.items()]
    kinds = [("", "Alle"), *((one.value, one.label) for one in Channel.Kind)]
    return {
        "search": chosen.words,
        "day": day.as_field(DAY),
        "filters": [
            _filter("soort", "Type bericht", types, chosen.message_type),
            _filter("kanaal", "Weg", kinds, chosen.kind),
        ],
        "errors": [{"href": "#op", "message": day.problem}] if day.problem else [],
    }


def _filter(name: str, label: str, options: list[tuple[str, str]], chosen: str) -> dict[str, Any]:
    shown = [{"value": value, "label": text, "selected": value == chosen} for value, text in options]
    return {"name": name, "label": label, "options": shown}


def _pages(request: HttpRequest, chosen: listing.Chosen, number: int, count: int) -> dict[str, Any]:
    kept = {"zoek": chosen.words, "soort": chosen.message_type, "kanaal": chosen.kind}
    named = {name: value for name, value in kept.items() if value} | {"op": chosen.day.isoformat()}
    return {"count": count, **_turning(request, "kanalen", named, number, count, PAGE)}


def _turning(
    request: HttpRequest, path: str, kept: Mapping[str, str], number: int, count: int, size: int
) -> dict[str, str | None]:
    def page(one: int) -> str:
        return at_desk(request, path, **kept, pagina=str(one))

    return {
        "prev_url": page(number - 1) if number else None,
        "next_url": page(number + 1) if count > (number + 1) * size else None,
    }


def _meant(words: str) -> list[Service]:
    """The products that somebody may mean; one when the title is exactly what was typed."""
    found = list(listing.products(words, _MOST_FOUND)) if words.strip() else []
    exact = [one for one in found if one.title.casefold() == words.strip().casefold()]
    return exact or found


def _links(request: HttpRequest, found: list[Service], kind: str, day: TypedDay) -> list[dict[str, str]]:
    on = (day.day or _today()).isoformat()
    return [
        {
            "label": one.title,
            "url": at_desk(request, "kanalen/vraag", onderwerp=one.slug, soort=kind, op=on),
        }
        for one in found
    ]


def _answer(request: HttpRequest, service: Service, kind: Berichtsoort, day: date) -> dict[str, Any]:
    shown = answered(
        how_to_send(keeping.lines_about(service.slug), service.slug, kind, day), service.title, kind, day
    )
    add = at_desk(request, "kanalen/nieuw", onderwerp=service.slug, soort=kind.value)
    return {
        **shown,
        "line_url": at_desk(request, f"kanalen/regel/{shown['line']}") if "line" in shown else None,
        "add_url": add,
        "product_url": at_desk(request, f"kanalen/onderwerp/{service.slug}"),
    }
