"""Hoort dit hier? The questions of the law about a message, each with its article, and their answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from openloket.flows.referral.referral_case import Answers, Case
from openloket.law.kanalen import BEZWAAR_OF_BEROEP
from openloket.law.ontvangst import Bevoegdheid
from openloket.law.waarom import datum_in_woorden
from openloket.law.weigering import Weigeringsgrond
from openloket.tenancy.local_time import in_words
from openloket.web.desk.days import TypedDay, read_day, shown_day
from openloket.zaken.models import Timeliness

NAMES = ("bevoegd", "afzender", "zoals-het-is", "dacht", "weigeren")
_DAY = "laatste-dag"
_DAY_LABEL = "Tot en met welke dag kon de afzender dit sturen?"
_YES, _NO, _NONE = "ja", "nee", "geen"
_COMPETENT = (
    (
        Bevoegdheid.DIT_ORGAAN.value,
        "Onze gemeente",
        "Ook als het voor het college, de burgemeester of de raad is.",
    ),
    (Bevoegdheid.ANDER_ORGAAN_BEKEND.value, "Een andere overheid, en uit het bericht blijkt welke", ""),
    (
        Bevoegdheid.ANDER_ORGAAN_ONBEKEND.value,
        "Een andere overheid, maar uit het bericht blijkt niet welke",
        "",
    ),
)
_GROUNDS = (
    (_NONE, "Nee", ""),
    (
        Weigeringsgrond.ONEVENREDIGE_BELASTING.value,
        "Ja, de bestanden zijn voor ons een te zware last",
        "Bijvoorbeeld omdat wij ze niet kunnen openen.",
    ),
    (
        Weigeringsgrond.ONBETROUWBAAR.value,
        "Ja, het bericht is niet betrouwbaar of vertrouwelijk genoeg",
        "Kijk naar wat erin staat en waarvoor het dient.",
    ),
)


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the questions."""

    values: Mapping[str, str]
    day: TypedDay | None

    @classmethod
    def read(cls, posted: Mapping[str, str], today: date) -> "Typed":
        """From a form that was sent; boxes that are all empty mean that there was no last day."""
        values = {name: posted.get(name, "") for name in NAMES}
        filled = any(posted.get(f"{_DAY}.{part}", "").strip() for part in ("dag", "maand", "jaar"))
        return cls(values, read_day(posted, _DAY, _DAY_LABEL, today) if filled else None)

    @classmethod
    def known(cls, case: Case) -> "Typed":
        """What the system knows already."""
        sender = bool(case.submission.email or case.zaak.sender)
        values = {
            "bevoegd": Bevoegdheid.DIT_ORGAAN.value,
            "afzender": _YES if sender else _NO,
            "zoals-het-is": _YES,
            "dacht": _YES,
            "weigeren": _NONE,
        }
        judged = Timeliness.objects.filter(submission_id=case.submission.pk).only("last_day").first()
        return cls(values, shown_day(_DAY, judged.last_day) if judged else None)

    def problems(self) -> dict[str, str]:
        """What can't be read, by the name of the question."""
        known = {one for one, _, _ in _COMPETENT}
        found = {} if self.values["bevoegd"] in known else {"bevoegd": "Kies wie hierover gaat."}
        if self.day is not None and self.day.day is None:
            found[_DAY] = self.day.problem
        return found

    def answers(self) -> Answers:
        """As the flows take them; call it when there are no problems. Unclear is answered as is safe."""
        ground = self.values["weigeren"]
        return Answers(
            competent=self.values["bevoegd"],
            as_it_is=self.values["zoals-het-is"] != _NO,
            bound_until=self.day.day if self.day else None,
            could_think=self.values["dacht"] != _NO,
            ground=ground if ground in list(Weigeringsgrond) else "",
            sender_shown=self.values["afzender"] != _NO,
        )

    def hidden(self) -> list[dict[str, str]]:
        """Everything that was typed, to carry along."""
        parts = {f"{_DAY}.{part}": text for part, text in self.day.parts.items()} if self.day else {}
        return [{"name": name, "value": value} for name, value in {**self.values, **parts}.items()]


def fields(case: Case, typed: Typed, wrong: Mapping[str, str]) -> list[dict[str, Any]]:
    """The questions that matter for such a message, in the order of the law."""
    electronic = case.message.weg.kanaal.elektronisch
    bound = electronic and case.kind not in BEZWAAR_OF_BEROEP
    asked = [
        _competent(typed, wrong),
        _yesno(
            typed,
            "afzender",
            "Blijkt uit het bericht wie het stuurde?",
            "De wet vraagt om een bericht terug te sturen dat niet voor ons is en dat wij ook niet "
            "doorsturen. Blijkt niet wie het stuurde? Dan hoeft dat niet (Awb 2:3 lid 2 en 3).",
        ),
    ]
    if electronic:
        asked.append(_as_it_is(typed))
    if bound:
        asked += [_last_day(typed, wrong), _thought(typed)]
    return [*asked, _ground(typed)] if electronic else asked


def known_facts(case: Case) -> list[dict[str, str]]:
    """What the system knows of the message, so that nobody has to ask it."""
    ways = dict.fromkeys(way.kanaal.omschrijving for way in case.weighed.oordeel.juiste_wegen)
    official = {"ja": "ja", "nee": "nee"}.get(
        case.message.officieel.value, "nog niet bepaald: wij behandelen het als officieel"
    )
    box = case.message.weg.adres if case.mail else ""
    address = f" ({box})" if box else ""
    return [
        {"label": "Soort bericht", "value": case.kind.value},
        {"label": "Ontvangen", "value": in_words(case.message.ontvangen_op)},
        {"label": "Kwam via", "value": f"{case.message.weg.kanaal.omschrijving}{address}"},
        {
            "label": f"Aangewezen op {datum_in_woorden(case.received_on)}",
            "value": " of ".join(ways) or "geen weg voor dit soort bericht",
        },
        {"label": "Officieel bericht", "value": official},
    ]


def _competent(typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
    return {
        "key": "bevoegd",
        "type": "choice",
        "label": "Wie gaat hierover?",
        "hint": "Kies alleen een andere overheid als dat meteen duidelijk is.",
        "required": True,
        "value": typed.values["bevoegd"],
        "options": [{"value": value, "label": name, "hint": hint} for value, name, hint in _COMPETENT],
        "why": "Is een ander bestuursorgaan bevoegd? Dan sturen wij het bericht meteen door (Awb 2:3 lid 1). "
        "Bij een digitaal bericht alleen als zonder uitzoekwerk blijkt naar wie (Awb 2:3 lid 3). Een bezwaar "
        "of beroep sturen wij altijd door (Awb 6:15).",
        "error": wrong.get("bevoegd"),
    }


def _as_it_is(typed: Typed) -> dict[str, Any]:
    return _yesno(
        typed,
        "zoals-het-is",
        "Kunt u het bericht behandelen zoals het is?",
        "Kan dat, dan moet u het behandelen, ook al kwam het langs een andere weg (Awb 2:16 lid 1 onder a).",
        "Dus zonder overtypen, omzetten of navragen. Twijfelt u? Kies ja.",
    )


def _last_day(typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
    return {
        "key": _DAY,
        "type": "date",
        "label": _DAY_LABEL,
        "hint": "Laat dit leeg als er geen laatste dag was.",
        "required": False,
        "value": typed.day.parts if typed.day else {},
        "why": "Wijst u iemand de juiste weg, dan kan die persoon extra tijd krijgen (Awb 2:23).",
        "error": wrong.get(_DAY),
    }


def _thought(typed: Typed) -> dict[str, Any]:
    return _yesno(
        typed,
        "dacht",
        "Kon de afzender denken dat dit de goede weg was?",
        "Kon dat redelijkerwijs, dan krijgt de afzender de tijd erbij die wij nodig hadden om te reageren, "
        "en ten minste één werkdag (Awb 2:23).",
        "Let op wat de afzender wist en zag. Twijfelt u? Kies ja.",
    )


def _ground(typed: Typed) -> dict[str, Any]:
    return {
        "key": "weigeren",
        "type": "choice",
        "label": "Is er een reden om dit te weigeren?",
        "required": True,
        "value": typed.values["weigeren"],
        "options": [{"value": value, "label": name, "hint": hint} for value, name, hint in _GROUNDS],
        "why": "De wet kent twee redenen om een digitaal bericht of de bestanden te weigeren (Awb 2:15). U "
        "mag weigeren, u hoeft niet. Bij een aanvraag, bezwaar of beroep krijgt de afzender eerst de kans om "
        "het te herstellen (Awb 4:5, 6:6).",
    }


def _yesno(typed: Typed, key: str, label: str, why: str, hint: str = "") -> dict[str, Any]:
    return {
        "key": key,
        "type": "yesno",
        "label": label,
        "hint": hint,
        "required": True,
        "value": typed.values[key] or None,
        "why": why,
    }
