"""The questions on the page of a complaint: what is noted on the way, and what the outcome says."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from openloket.zaken.complaints import STEPS, TOPICS
from openloket.zaken.models import Complaint

OMBUDSMAN = "de Nationale ombudsman (www.nationaleombudsman.nl, telefoon 0800 33 55 555)"
OMBUDSMAN_TERM = "1 jaar na deze brief"  # Awb 9:24(1)

_HINTS = {
    Complaint.Outcome.NO_JUDGEMENT: "Bijvoorbeeld omdat de lezingen verschillen.",
    Complaint.Outcome.SATISFIED: "De afzender is tevreden. Er hoeft geen brief (Awb 9:5).",
    Complaint.Outcome.NOT_HANDLED: "Alleen om een reden uit de wet (Awb 9:8).",
    Complaint.Outcome.WITHDRAWN: "De afzender trok de klacht in. Er hoeft geen brief.",
}


def note_fields(posted: QueryDict, row: Complaint | None, wrong: Mapping[str, str]) -> list[dict[str, Any]]:
    """Topic, department and steps: as typed, else as kept."""
    typed = posted if posted.get("doe") == "bewaren" else None
    topics = [{"value": value, "label": label} for value, label in TOPICS.items()]
    steps = [{"value": value, "label": label} for value, label in STEPS.items()]
    return [
        {
            "key": "onderwerp", "type": "choice", "label": "Onderwerp in het register", "required": True,
            "options": topics, "error": wrong.get("onderwerp"),
            "value": typed.get("onderwerp") if typed else row.topic if row else "",
        },
        {
            "key": "afdeling", "type": "text", "label": "Over welke afdeling gaat het?", "max_length": 120,
            "hint": "Noem geen namen van mensen.", "error": wrong.get("afdeling"),
            "value": typed.get("afdeling") if typed else row.conduct_of if row else "",
        },
        {
            "key": "stappen", "type": "choices", "label": "Wat is al gedaan?", "options": steps,
            "hint": "Kies alles wat klaar is.", "error": None,
            "value": typed.getlist("stappen") if typed else row.steps if row else [],
        },
    ]  # fmt: skip


def outcome_fields(posted: QueryDict, wrong: Mapping[str, str]) -> list[dict[str, Any]]:
    """The outcome, as typed."""
    options = [
        {"value": one.value, "label": one.label.capitalize(), "hint": _HINTS.get(one)}
        for one in Complaint.Outcome
    ]
    return [
        {
            "key": "uitkomst", "type": "choice", "label": "Wat is de uitkomst?", "required": True,
            "options": options, "value": posted.get("uitkomst", ""), "error": wrong.get("uitkomst"),
        },
        _long(posted, wrong, "bevindingen", "Wat hebt u gevonden?", True,
              "Behandelt u de klacht niet? Schrijf dan de reden. Is de afzender tevreden? Schrijf hoe."),
        _long(posted, wrong, "oordeel", "Wat vindt de gemeente ervan?", False,
              "Nodig als u de klacht hebt onderzocht."),
        _long(posted, wrong, "conclusies", "Wat gaat de gemeente doen?", False, None),
        _short(posted, wrong, "ombudsman", "Naar welke ombudsman kan de afzender?", OMBUDSMAN, 200),
        _short(posted, wrong, "ombudsman_termijn", "Tot wanneer kan dat?", OMBUDSMAN_TERM, 100),
    ]  # fmt: skip


def _long(
    posted: QueryDict, wrong: Mapping[str, str], key: str, label: str, required: bool, hint: str | None
) -> dict[str, Any]:
    return {
        "key": key, "type": "longtext", "label": label, "required": required, "hint": hint,
        "value": posted.get(key, ""), "error": wrong.get(key),
    }  # fmt: skip


def _short(
    posted: QueryDict, wrong: Mapping[str, str], key: str, label: str, usual: str, longest: int
) -> dict[str, Any]:
    return {
        "key": key, "type": "text", "label": label, "required": True, "max_length": longest,
        "value": posted.get(key, usual), "error": wrong.get(key),
    }  # fmt: skip
