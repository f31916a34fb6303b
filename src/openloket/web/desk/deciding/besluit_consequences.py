"""What follows from a decision, told before it is recorded: the message, the terms, the penalty."""

from collections.abc import Iterator
from datetime import date

from openloket.flows.decisions.deciding import Words
from openloket.law.kalender import Kalender
from openloket.law.rechtsmiddel import Rechtsmiddel, beroepstermijn
from openloket.law.termijnen import bezwaartermijn
from openloket.law.waarom import datum_in_woorden
from openloket.people.reachability import reachable_at
from openloket.zaken.models import Besluit, Term, Zaak


def consequences(zaak: Zaak, words: Words, *, protected: bool, calendar: Kalender, today: date) -> list[str]:
    """Sentences for the employee, as it would be when the decision left today."""
    found = [_way(zaak, protected)]
    if words.content["outcome"] != Besluit.Outcome.PENALTY_FIXED:
        found += _terms(zaak, str(words.content["outcome"]), today)
    if words.remedy is Rechtsmiddel.BEROEP:
        last_day = beroepstermijn(today, calendar).laatste_dag
        found.append(f"Gaat het vandaag weg, dan kan beroep tot en met {datum_in_woorden(last_day)}.")
    else:
        last_day = bezwaartermijn(today, calendar).laatste_dag
        found.append(f"Gaat het vandaag weg, dan kan bezwaar tot en met {datum_in_woorden(last_day)}.")
    return found


def _way(zaak: Zaak, protected: bool) -> str:
    if not reachable_at(zaak.reference):
        return "Het besluit gaat per brief. U print de brief bij ‘Post’ en legt daar vast wanneer hij weg is."
    if protected:
        return (
            "De afzender krijgt een e-mail met een link naar het besluit. De tekst zelf staat niet in de "
            "e-mail, want het gaat om persoonlijke gegevens (Awb 2:9)."
        )
    return "Het besluit gaat per e-mail. De afzender heeft gezegd dat dit mag (Awb 2:8)."


def _terms(zaak: Zaak, outcome: str, today: date) -> Iterator[str]:
    running = {term.kind: term for term in Term.objects.filter(zaak=zaak, ended_on=None).order_by("id")}
    term = running.get(Term.Kind.DECISION) or running.get(Term.Kind.SERVICE_NORM)
    if term is not None and term.last_day is not None:
        yield _in_time(term.last_day, today)
        if term.still_from is not None and (term.still_until is None or term.still_until >= today):
            yield "De termijn staat nu stil. U mag toch al beslissen."
    unhandled = running.get(Term.Kind.NOT_HANDLE)
    if outcome == Besluit.Outcome.NOT_HANDLED and unhandled is not None and unhandled.last_day is not None:
        yield _still_unhandled(unhandled.last_day, today)
    penalty = running.get(Term.Kind.PENALTY)
    if penalty is not None:
        yield "Er loopt een dwangsom. Die stopt op de dag waarop het besluit bekend is."


def _in_time(last_day: date, today: date) -> str:
    last = datum_in_woorden(last_day)
    if today <= last_day:
        return f"De laatste dag om te beslissen is {last}. Het besluit moet dan ook weg zijn."
    days = (today - last_day).days
    late = "1 dag" if days == 1 else f"{days} dagen"
    return f"De laatste dag om te beslissen was {last}. U bent {late} te laat."


def _still_unhandled(last_day: date, today: date) -> str:
    last = datum_in_woorden(last_day)
    if today <= last_day:
        return f"Dat u de aanvraag niet behandelt, moet uiterlijk op {last} bekend zijn (Awb 4:5 lid 4)."
    return (
        f"Let op: tot en met {last} kon u besluiten om de aanvraag niet te behandelen (Awb 4:5 lid 4). "
        "Bepaal zelf of dit nog mag. Behandel de aanvraag anders gewoon."
    )
