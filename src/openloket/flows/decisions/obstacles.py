"""What the law puts in the way of a decision as it was filled in (Awb 3:45, 3:46, 4:5, 4:7, 6:6, 7:12)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from openloket.law.antwoord import Antwoord, Slotsom
from openloket.law.bekendmaking import Clausule, clausule_volledig
from openloket.law.kanalen import Berichtsoort
from openloket.law.motivering import mag_afwijzen, motivering_volledig
from openloket.law.weigering import Herstelkans, mag_buiten_behandeling
from openloket.offer.decisions import DecisionTemplate
from openloket.zaken.models import Besluit, SupplementRequest, Timeliness, Zaak

_IN_THE_WAY = frozenset({Slotsom.SCHIET_TEKORT, Slotsom.MAG_NIET})
_IN_TIME = "Dit bezwaar geldt als op tijd. U mag het niet te laat noemen."
_UNDECIDED = "Beslis eerst of het te laat komen te verwijten is. Dat doet u bij ‘Bezwaar’ op de zaak."
_VERDICTS = {
    Timeliness.Verdict.IN_TIME: _IN_TIME,
    Timeliness.Verdict.TOO_EARLY: _IN_TIME,
    Timeliness.Verdict.FORGIVEN: _IN_TIME,
    Timeliness.Verdict.TO_DECIDE: _UNDECIDED,
}


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why it can't be decided so, in words for the employee, and the question where that can be mended."""

    message: str
    field: str


def first_obstacle(
    zaak: Zaak, template: DecisionTemplate, answers: Mapping[str, Any], clause: Clausule, today: date
) -> Obstacle | None:
    """The first thing in the way, or None."""
    return next(_obstacles(zaak, template, answers, clause, today), None)


def _obstacles(
    zaak: Zaak, template: DecisionTemplate, answers: Mapping[str, Any], clause: Clausule, today: date
) -> Iterator[Obstacle]:
    begins, ends = answers.get("vanaf"), answers.get("tot_en_met")
    if begins and ends and ends < begins:
        yield Obstacle("De laatste dag ligt voor de eerste dag.", "tot_en_met")
    for answer, field in _answers_of_the_law(zaak, template, answers, clause, today):
        if answer.slotsom in _IN_THE_WAY:
            yield Obstacle(_in_words(answer), field)
    if answers.get("grond") == "te_laat":
        verdict = Timeliness.objects.filter(submission_id=zaak.submission_id).first()
        if verdict is not None and verdict.verdict in _VERDICTS:
            yield Obstacle(_VERDICTS[Timeliness.Verdict(verdict.verdict)], "grond")


def _answers_of_the_law(
    zaak: Zaak, template: DecisionTemplate, answers: Mapping[str, Any], clause: Clausule, today: date
) -> Iterator[tuple[Antwoord, str]]:
    about_penalty = template.outcome == Besluit.Outcome.PENALTY_FIXED
    objected = zaak.kind == Berichtsoort.BEZWAAR and not about_penalty
    reasons = motivering_volledig(
        answers.get("reden") or "",
        na_bezwaar=objected,
        gehoord_of_reden=bool(answers.get("gehoord")),
        voorschrift=answers.get("regels") or "",
    )
    yield reasons, "reden"
    court = "rechtbank" if objected else ""
    yield clausule_volledig(clause, rechtsmiddel_mogelijk=True, na_bezwaar=objected), court
    if "gegevens" in template.form.by_key:
        chosen = answers.get("gegevens")
        differs, heard = chosen != "nee", chosen == "gereageerd"
        yield mag_afwijzen(wijkt_af_van_eigen_gegevens=differs, kon_reageren=heard), "gegevens"
    if template.outcome == Besluit.Outcome.NOT_HANDLED:
        wrong_way = answers.get("kans") == "juiste_weg"
        yield _unhandled(zaak, str(answers.get("ontbreekt")), today, wrong_way=wrong_way), "kans"
    if answers.get("grond") == "niet_compleet":
        yield _unhandled(zaak, "bezwaar", today, objection=True), "grond"


def _unhandled(
    zaak: Zaak, missing: str, today: date, *, objection: bool = False, wrong_way: bool = False
) -> Antwoord:
    """A supplement that came in and did not mend it is no repair: the employee says what is still missing."""
    asked = SupplementRequest.objects.filter(zaak_id=zaak.pk).exclude(sent_on=None).order_by("-id").first()
    chance = Herstelkans(asked.sent_on, asked.last_day) if asked else Herstelkans()
    return mag_buiten_behandeling(
        (missing,), chance, today, bezwaar=objection, verkeerde_weg_gewezen=wrong_way
    )


def _in_words(answer: Antwoord) -> str:
    """The answers of the law speak to the citizen; here an employee reads them."""
    told = " ".join(f"‘{step.tekst}’ ({step.artikel})" for step in answer.waarom)
    return f"Dit kan nog niet. De afzender zou moeten lezen: {told}"
