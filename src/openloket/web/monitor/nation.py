"""The country: its figures, its map, and citizens beside businesses."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from openloket.monitor import beside, figures
from openloket.monitor.country import slug_of
from openloket.monitor.models import AccessibilityStatement, Municipality
from openloket.monitor.report import beside_figures, channel_figures
from openloket.monitor.scoring.channels import AUDIENCE_LABELS, Audience
from openloket.monitor.scoring.counting import Count
from openloket.monitor.scoring.sizes import SIZES
from openloket.web.monitor.charts import bar, pieces
from openloket.web.monitor.choice import Choice, with_choice
from openloket.web.monitor.country_map import country_map
from openloket.web.monitor.shown import figure, grounds, trend
from openloket.web.monitor.words import decimal, number
from openloket.web.pages import page

TITLE = "Hoe digitaal zijn gemeenten?"
_EVIDENCE = {
    "digital": "producten",
    "print": "producten",
    "desk": "producten",
    "complete": "kaart",
    "incomplete": "kaart",
}
_KEYS = frozenset({"digital", "incomplete", "print", "receipts", "designations", "no_support"})
_STATUSES = dict(AccessibilityStatement._meta.get_field("status").choices or [])


@with_choice
def nation(request: HttpRequest, choice: Choice) -> HttpResponse:
    """The national figures of a round."""
    told = national(choice, timezone.now())
    context = {
        **choice.as_context(),
        **told,
        "keys": [one for one in told["figures"] if one["key"] in _KEYS],
        "others": [one for one in told["figures"] if one["key"] not in _KEYS],
    }
    return page(request, "monitor/nation.html", TITLE, context, keep=True)


def national(choice: Choice, now: datetime) -> dict[str, Any]:
    """Everything that is told of the country, for the page and for the report."""
    count = figures.count(choice.scoring, "nation", "", choice.basis, choice.audience)
    towns = figures.there(choice.round.begins_on)
    codes = {one.code for one in towns}
    mean, scored = beside.satisfaction_of(choice.round, codes)
    found = [*channel_figures(count), *beside_figures(choice.round, now, towns)]
    return {
        "towns": number(len(towns)),
        "figures": [
            figure(choice, one, choice.url(_EVIDENCE[one.key]) if one.key in _EVIDENCE else "")
            for one in found
            if one.whole
        ],
        "pieces": pieces(count),
        "grounds": grounds(choice, count),
        "trend": trend(choice, "Digitaal in Nederland", "nation"),
        "provinces": _provinces(choice),
        "sizes": _sizes(choice),
        "statements": _statements(beside.statements_of(choice.round, codes)),
        "satisfaction": decimal(mean) if scored else "",
        "scored": number(scored),
        "report_url": choice.url("rapport.pdf"),
    }


def _provinces(choice: Choice) -> list[Any]:
    found = figures.counts(choice.scoring, "province", choice.basis, choice.audience)
    return [
        bar(name, count, choice.url("gemeenten", provincie=slug_of(name))) for name, count in found.items()
    ]


def _sizes(choice: Choice) -> list[Any]:
    found = figures.counts(choice.scoring, "size", choice.basis, choice.audience)
    return [
        bar(size.name, found[size.key], choice.url("gemeenten", grootte=size.key))
        for size in SIZES
        if size.key in found
    ]


def _statements(counted: dict[str, int]) -> list[dict[str, str]]:
    return [
        {"status": status, "words": str(words), "count": number(counted[status])}
        for status, words in _STATUSES.items()
        if counted.get(status)
    ]


@with_choice
def on_map(request: HttpRequest, choice: Choice) -> HttpResponse:
    """The map, with the same as a table per province; all municipalities are on a page of their own."""
    counts = figures.counts(choice.scoring, "municipality", choice.basis, choice.audience)
    went_to = {
        one.code: one.successor_id for one in Municipality.objects.exclude(successor=None) if one.successor_id
    }
    own = Municipality.objects.filter(slug=request.GET.get("gemeente", "")[:80]).first()
    drawn = country_map(figures.there(choice.round.begins_on), counts, went_to, own.code if own else "")
    context = {
        **choice.as_context(),
        "drawn": drawn,
        "own": own,
        "provinces": _provinces(choice),
        "grounds": grounds(choice, figures.together(counts.values())),
        "all_url": choice.url("gemeenten"),
    }
    return page(request, "monitor/map.html", "Kaart van alle gemeenten", context, keep=True)


@with_choice
def audiences(request: HttpRequest, choice: Choice) -> HttpResponse:
    """Products for citizens beside those for businesses."""
    found = figures.by_audience(choice.scoring, "nation", "", choice.basis)
    context = {
        **choice.as_context(),
        "sides": [_side(choice, one, found.get(one.value, Count())) for one in Audience],
    }
    return page(request, "monitor/audiences.html", "Inwoners en ondernemers", context, keep=True)


def _side(choice: Choice, audience: Audience, count: Count) -> dict[str, Any]:
    label = AUDIENCE_LABELS[audience]
    return {
        "label": label,
        "bar": bar(f"Producten voor {label}", count, choice.url("producten", doelgroep=audience.value)),
        "pieces": pieces(count),
        "grounds": grounds(choice, count),
    }
