"""The questions about a designation decision: how to draft it, when it was adopted and published."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import QueryDict

from openloket.flows.offering.designate import LONGEST
from openloket.offer.designation.document import Domains, Layout, Variant
from openloket.tenancy.models import Authority
from openloket.web.desk.days import TypedDay, read_day, shown_day

DAY = {
    "concept": "Het register van welke dag?",
    "vaststellen": "Op welke dag is het vastgesteld?",
    "publiceren": "Op welke dag stond het in het gemeenteblad?",
}


def day_of(posted: QueryDict, step: str, key: str, today: date) -> TypedDay:
    """The day that was typed for a step; `key` tells the boxes of several versions apart."""
    return read_day(posted, key, DAY[step], today)


def variant_of(posted: QueryDict) -> Variant:
    """What was chosen for a draft; what can't be chosen is taken for the usual."""
    layout, domains = posted.get("bijlage", ""), posted.get("themas", "")
    return Variant(
        authority=posted.get("orgaan", ""),
        layout=Layout(layout) if layout in list(Layout) else Layout.TABLE,
        delegated=posted.get("mandaat") == "ja",
        domains=Domains(domains) if domains in list(Domains) else Domains.PRODUCTS,
    )


def draft_fields(posted: QueryDict, today: date, wrong: Mapping[str, str]) -> list[dict[str, Any]]:
    """Of which day, by whom, and how the annex is written."""
    bodies = [(one.kind, f"alleen {one.name}") for one in Authority.objects.order_by("kind")]
    day = read_day(posted, "dag", DAY["concept"], today) if posted else shown_day("dag", today)
    hint = "Vandaag, of een dag waarop het register verandert. Op die dag treedt het besluit in werking."
    return [
        {**day.as_field(DAY["concept"], hint), "error": wrong.get("dag")},
        _choice("orgaan", "Wie besluit?", [("", "alle bestuursorganen samen"), *bodies],
                posted.get("orgaan", ""), wrong, "Samen is één besluit, ieder voor de eigen bevoegdheid."),
        _choice("themas", "Hoe schrijven wij het artikel van een thema?",
                [("onderwerpen", "met de onderwerpen die erin vallen"),
                 ("typen", "met een weg per type bericht, en een vangnet voor het thema")],
                posted.get("themas", "onderwerpen"), wrong, "De bijlage noemt altijd elk onderwerp."),
        _choice("bijlage", "Hoe schrijven wij de bijlage?",
                [("tabel", "als tabel"), ("lijst", "als lijst per thema")],
                posted.get("bijlage", "tabel"), wrong, ""),
        _choice("mandaat", "Mag het college de bijlage wijzigen?",
                [("nee", "nee"), ("ja", "ja, ook voor de andere bestuursorganen (mandaat, Awb 10:3)")],
                posted.get("mandaat", "nee"), wrong, ""),
    ]  # fmt: skip


def step_fields(
    step: str, number: int, posted: Mapping[str, str], day: TypedDay | None, wrong: Mapping[str, str]
) -> list[dict[str, Any]]:
    """The questions of adopting or publishing one version; the keys carry its number."""
    name, label, hint = _WHO[step]
    key = f"dag-{number}"
    empty = {"key": key, "type": "date", "label": DAY[step], "required": True, "value": {}}
    shown = day.as_field(DAY[step]) if day else empty
    return [
        {**shown, "error": wrong.get("day")},
        {
            "key": f"{name}-{number}", "type": "text", "label": label, "hint": hint, "required": True,
            "max_length": LONGEST, "value": posted.get(f"{name}-{number}", ""),
            "error": wrong.get("by") or wrong.get("publication"),
        },
    ]  # fmt: skip


_WHO = {
    "vaststellen": (
        "door",
        "Wie hebben het vastgesteld?",
        "Bijvoorbeeld: college op 3 maart, raad op 12 maart.",
    ),
    "publiceren": ("nummer", "Nummer in het gemeenteblad", "Bijvoorbeeld: gmb-2026-12345."),
}


def _choice(
    key: str, label: str, options: list[tuple[str, str]], value: str, wrong: Mapping[str, str], hint: str
) -> dict[str, Any]:
    return {
        "key": key, "type": "select", "label": label, "hint": hint, "required": True, "value": value,
        "options": [{"value": one, "label": text} for one, text in options], "error": wrong.get(key),
    }  # fmt: skip
