"""Open data of the monitor: tables as CSV and JSON under addresses that stay, and their description."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any, TypeVar

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from openloket.formkit.cells import harmless
from openloket.monitor import figures
from openloket.monitor.report import beside_figures, channel_figures
from openloket.web.monitor.choice import Choice, choice_of, with_choice
from openloket.web.monitor.csvw import csv_description, described_at
from openloket.web.monitor.openapi import description
from openloket.web.monitor.rows import TABLES, Row, Table, Value
from openloket.web.pages import page

_BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes UTF-8 for something else
Sent = TypeVar("Sent", HttpResponse, JsonResponse, StreamingHttpResponse)
_FORMS = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


@with_choice
def overview(request: HttpRequest, choice: Choice) -> HttpResponse:
    """What there is to take along, for each round."""
    tables = [
        {
            "title": table.title,
            "csv": choice.file(f"{key}.csv"),
            "json": choice.file(f"{key}.json"),
            "described": described_at(choice, key),
            "columns": table.columns,
        }
        for key, table in TABLES.items()
    ]
    context = {**choice.as_context(), "tables": tables, "figures_url": choice.file("cijfers.json")}
    return page(request, "monitor/open_data.html", "Open data", context, keep=True)


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """The description of all of it, for machines."""
    return _open(JsonResponse(description(), json_dumps_params={"ensure_ascii": False}))


@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    """The published rounds."""
    found = [
        {
            "ronde": one.key,
            "naam": one.name,
            "van": one.begins_on.isoformat(),
            "tot_en_met": one.ends_on.isoformat(),
            "gepubliceerd_op": one.published_at.isoformat() if one.published_at else None,
            "verzonnen": one.made_up,
            "toelichting": one.note,
        }
        for one in figures.published()
    ]
    return _open(JsonResponse({"rondes": found}, json_dumps_params={"ensure_ascii": False}))


@require_safe
def national_figures(request: HttpRequest, round_key: str) -> HttpResponse:
    """The national figures of a round, each with count, margin and where it is defined."""
    choice = _chosen(request, round_key)
    count = figures.count(choice.scoring, "nation", "", choice.basis, choice.audience)
    towns = figures.there(choice.round.begins_on)
    found = (*channel_figures(count), *beside_figures(choice.round, timezone.now(), towns))
    content = {
        **_about(choice),
        "dekking": count.coverage,
        "cijfers": [
            {
                "sleutel": one.key, "naam": one.name, "deel": one.part, "geheel": one.whole,
                "eenheid": one.unit, "aandeel": one.share, "laag": one.low, "hoog": one.high,
                "definitie": f"/monitor/uitleg#{one.defined}",
            }
            for one in found
        ],
    }  # fmt: skip
    return _open(JsonResponse(content, json_dumps_params={"ensure_ascii": False}))


@require_safe
def table(request: HttpRequest, round_key: str, what: str, form: str) -> HttpResponse | StreamingHttpResponse:
    """One table of a round, as CSV or JSON."""
    if what not in TABLES or form not in _FORMS:
        raise Http404
    choice = _chosen(request, round_key)
    found = TABLES[what]
    lines = _csv(found, choice) if form == "csv" else _json(found, choice)
    response = StreamingHttpResponse(lines, content_type=_FORMS[form])
    if form == "csv":
        name = choice.download(f"-{what}.csv")
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        response.headers["Link"] = (
            f'<{described_at(choice, what)}>; rel="describedby"; type="application/csvm+json"'
        )
    return _open(response)


@require_safe
def described(request: HttpRequest, round_key: str, what: str) -> HttpResponse:
    """What a CSV file is: its title, its columns, and whether it is made up."""
    if what not in TABLES:
        raise Http404
    response = JsonResponse(
        csv_description(TABLES[what], what, _chosen(request, round_key)),
        json_dumps_params={"ensure_ascii": False},
        content_type="application/csvm+json",
    )
    return _open(response)


def _chosen(request: HttpRequest, round_key: str) -> Choice:
    choice = choice_of({**request.GET.dict(), "ronde": round_key})
    if choice is None:
        raise Http404
    return choice


def _about(choice: Choice) -> dict[str, Any]:
    return {
        "ronde": choice.round.key,
        "verzonnen": choice.round.made_up,
        "toelichting": choice.round.note,
        "bron": choice.basis.value,
        "doelgroep": choice.audience.value if choice.audience else None,
        "berekend_op": choice.scoring.at.isoformat(),
        "definities": choice.scoring.definitions,
    }


def _csv(found: Table, choice: Choice) -> Iterator[str]:
    yield _BYTE_ORDER_MARK + _line([name for name, _, _ in found.columns])
    for row in found.rows(choice):
        yield _line(row)


def _line(cells: Row | list[str]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerow([_cell(one) for one in cells])
    return text.getvalue()


def _cell(value: Value) -> str:
    if value is None:
        return ""
    return harmless(value) if isinstance(value, str) else str(value)


def _json(found: Table, choice: Choice) -> Iterator[str]:
    names = [name for name, _, _ in found.columns]
    yield json.dumps(_about(choice), ensure_ascii=False)[:-1] + ', "rijen": ['
    for index, row in enumerate(found.rows(choice)):
        line = json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False)
        yield f",\n{line}" if index else f"\n{line}"
    yield "\n]}"


def _open(response: Sent) -> Sent:
    """Everybody may read it from any site, and keep it for a minute."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Cache-Control"] = "public, max-age=60"
    return response
