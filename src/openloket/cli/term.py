"""`openloket term`: the last day of a statutory term and why, by its article; needs no database."""

import argparse
import json
from collections.abc import Sequence

from openloket.cli.term_words import day, event, facts_given, facts_of, question_about
from openloket.conf.env import ConfigurationError
from openloket.law.inwerking import gelezen_versie
from openloket.law.kalender import AMSTERDAM, GELIJKGESTELDE_DAGEN, Kalender
from openloket.law.termijnverloop import Verloop, verloop
from openloket.law.termijnvraag import Termijnuitkomst, Termijnvraag
from openloket.law.waarom import Stap, Twijfel, datum_in_woorden


def run(arguments: argparse.Namespace) -> int:
    """Print the answer; raises ConfigurationError with the facts of the term when it cannot be given."""
    question = question_about(arguments.article)
    calendar = Kalender(GELIJKGESTELDE_DAGEN | {day(one) for one in arguments.free_day})
    answer = _answer(question, arguments, calendar)
    course = _course(question, answer, arguments.to_event, calendar)
    if arguments.json:
        print(json.dumps(_as_json(answer, course), ensure_ascii=False, indent=2))
    else:
        print("\n".join(_as_text(question, answer, course)))
    return 0


def _answer(question: Termijnvraag, arguments: argparse.Namespace, calendar: Kalender) -> Termijnuitkomst:
    facts = facts_given(question, arguments.start, arguments.fact)
    try:
        return question.beantwoord(facts, calendar)
    except (ValueError, OverflowError) as problem:
        raise ConfigurationError(f"{question.artikel}: {problem}\n{facts_of(question)}") from problem


def _course(
    question: Termijnvraag, answer: Termijnuitkomst, events: Sequence[str], calendar: Kalender
) -> Verloop | None:
    if not events:
        return None
    if answer.termijn is None:
        raise ConfigurationError(f"{question.artikel}: nothing suspends or extends this term")
    return verloop(answer.termijn, [event(one) for one in events], calendar)


def _as_json(answer: Termijnuitkomst, course: Verloop | None) -> dict[str, object]:
    return {**answer.naar_dict(), "verloop": None} if course is None else _moved(answer, course)


def _moved(answer: Termijnuitkomst, course: Verloop) -> dict[str, object]:
    """The answer with the day, the why and the doubts that its events gave it."""
    whole = course.naar_dict()
    over = {name: whole[name] for name in ("laatste_dag", "waarom", "twijfels")}
    return {**answer.naar_dict(), **over, "verloop": whole}


def _as_text(question: Termijnvraag, answer: Termijnuitkomst, course: Verloop | None) -> list[str]:
    why, doubts = (course.waarom, course.twijfels) if course else (answer.waarom, answer.twijfels)
    lines = [*_when(answer, course), "", f"{answer.artikel} · {question.omschrijving}", "", "Waarom:"]
    lines += [f"  {number}. {_step(step)}" for number, step in enumerate(why, start=1)]
    if course and course.mededelingen:
        lines += ["", "Mededelingen die de wet vraagt:"]
        lines += [f"  - {one.tekst} [{one.artikel}]" for one in course.mededelingen]
    if doubts:
        lines += ["", "Laat een mens beslissen:"]
        lines += [line for doubt in doubts for line in _doubt(doubt)]
    version = datum_in_woorden(gelezen_versie(answer.artikel))
    return [*lines, "", f"Gelezen in de wet zoals die gold op {version}."]


def _when(answer: Termijnuitkomst, course: Verloop | None) -> list[str]:
    last = course.laatste_dag if course else answer.laatste_dag
    lines = []
    if last is not None:
        lines.append(f"{last.isoformat()}  laatste dag: {datum_in_woorden(last)}")
    if answer.tijdstip is not None:
        local = answer.tijdstip.astimezone(AMSTERDAM)
        words = f"{datum_in_woorden(local.date())} {local:%H:%M} uur"
        lines.append(f"{local.isoformat(timespec='minutes')}  uiterlijk: {words}")
    if answer.eerste_dag is not None:
        lines.append(f"{answer.eerste_dag.isoformat()}  eerste dag: {datum_in_woorden(answer.eerste_dag)}")
    return lines or ["Er is geen dag: zie waarom."]


def _step(step: Stap) -> str:
    return f"{step.tekst} [{step.artikel}]" if step.artikel else step.tekst


def _doubt(doubt: Twijfel) -> list[str]:
    return [
        f"  - {doubt.vraag} [{doubt.artikel}]",
        f"    {doubt.grond}",
        f"    Voorlopig: {doubt.voorlopig}",
    ]
