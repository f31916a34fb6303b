"""The questions of a mandate: with whom, for what, until when; read back, and shown again as typed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import HttpRequest, QueryDict

from openloket.flows.mandates.mandating import Contact, Terms, UnableToMandate, checked_contact
from openloket.people.models import Mandate
from openloket.web import directory
from openloket.web.desk.days import TypedDay, read_day, shown_day
from openloket.web.in_use import in_use

_UNTIL = "Tot en met welke dag? (niet verplicht)"


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed on the page, and what is wrong with it by field."""

    posted: QueryDict
    terms: Terms
    day: TypedDay
    problems: Mapping[str, str] = field(default_factory=dict)


def read_terms(posted: QueryDict, today: date) -> Typed:
    """For what and until when; the flow judges what is possible."""
    day = read_day(posted, "tot", "Tot en met", today)
    empty = not any(day.parts.values())
    what, earlier = posted.get("waarvoor", ""), posted.get("eerder", "")
    problems = {}
    if what not in ("alles", "sommige"):
        problems["waarvoor"] = "Kies waarvoor de machtiging is."
    if day.problem and not empty:
        problems["tot"] = day.problem
    if earlier not in ("ja", "nee"):
        problems["eerder"] = "Kies ja of nee."
    chosen = tuple(posted.getlist("producten")) if what == "sommige" else ()
    terms = Terms(what == "alles", chosen, None if empty else day.day, earlier == "ja")
    return Typed(posted, terms, TypedDay("tot", day.parts, day.day) if empty else day, problems)


def terms_of(mandate: Mandate) -> QueryDict:
    """A mandate as the form would have been filled in for it."""
    values = QueryDict(mutable=True)
    values["waarvoor"] = "sommige" if mandate.products else "alles"
    values.setlist("producten", mandate.products)
    values["eerder"] = "ja" if mandate.earlier else "nee"
    if mandate.until:
        for part, value in shown_day("tot", mandate.until).parts.items():
            values[f"tot.{part}"] = value
    return values


def terms_fields(
    posted: Mapping[str, Any], problems: Mapping[str, str], today: date, who: str, own: bool
) -> list[dict[str, Any]]:
    """The questions about the terms; `who` is how the page names who acts, `own` whether I am represented."""
    typed = posted if isinstance(posted, QueryDict) else QueryDict()
    day = read_day(typed, "tot", "Tot en met", today)
    services = in_use(directory.services(today).listed, typed.getlist("producten"))
    whose = "u" if own else "deze persoon"
    return [
        {
            "key": "waarvoor", "type": "choice", "label": f"Waarvoor mag {who} handelen?", "required": True,
            "options": [
                {"value": "sommige", "label": "Alleen voor de onderwerpen die u hieronder aankruist"},
                {"value": "alles", "label": "Voor alles bij de gemeente"},
            ],
            "value": typed.get("waarvoor", ""), "error": problems.get("waarvoor"),
        },
        {
            "key": "producten", "type": "choices", "label": "Onderwerpen aankruisen", "required": True,
            "folded": True,
            "options": [{"value": one.slug, "label": one.title} for one in services],
            "value": typed.getlist("producten"), "error": problems.get("producten"),
        },
        {
            "key": "tot", "type": "date", "label": _UNTIL, "required": True,
            "hint": f"Laat het leeg als het geldt tot {whose} het stopt. Stoppen kan altijd.",
            "value": day.parts, "error": problems.get("tot"),
        },
        {
            "key": "eerder", "type": "yesno", "required": True,
            "label": f"Mag {who} ook zien wat {whose} eerder naar de gemeente heeft gestuurd?",
            "value": typed.get("eerder"), "error": problems.get("eerder"),
        },
    ]  # fmt: skip


def contact_problems(contact: Contact, today: date, with_email: bool) -> dict[str, str]:
    """What is wrong with a name or address, told together with the other mistakes of the page."""
    try:
        checked_contact(contact, today, with_email)
    except UnableToMandate as refusal:
        return {refusal.field: str(refusal)}
    return {}


def text_field(
    request: HttpRequest,
    key: str,
    label: str,
    problems: Mapping[str, str],
    hint: str = "",
    kind: str = "text",
) -> dict[str, Any]:
    """A question of one line, with what was typed."""
    return {
        "key": key,
        "type": kind,
        "label": label,
        "hint": hint,
        "required": True,
        "value": request.POST.get(key, ""),
        "error": problems.get(key),
    }
