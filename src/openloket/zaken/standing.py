"""How a zaak stands, in the sentences that portal, desk, telephone, letter and e-mail all tell alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from openloket.law.kalender import dag_in_amsterdam
from openloket.law.kanalen import Berichtsoort
from openloket.law.rechtsmiddel import Rechtsmiddel
from openloket.law.waarom import datum_in_woorden
from openloket.zaken.course import OF_THE_BODY
from openloket.zaken.models import OPEN, Status, Term, Zaak

_WHAT = {
    Berichtsoort.AANVRAAG: "uw aanvraag",
    Berichtsoort.BEZWAAR: "uw bezwaar",
    Berichtsoort.BEROEP: "uw beroep",
    Berichtsoort.KLACHT: "uw klacht",
    Berichtsoort.MELDING: "uw melding",
    Berichtsoort.VRAAG: "uw vraag",
}
_DECIDED_ON = (Berichtsoort.AANVRAAG, Berichtsoort.BEZWAAR, Berichtsoort.BEROEP)
"""These end with a decision; the others with an answer."""
PENALTY_KINDS = (Berichtsoort.AANVRAAG, Berichtsoort.BEZWAAR)
"""Of these somebody may write that the body is too late (Awb 4:17)."""


class Call(StrEnum):
    """What a zaak asks of the person whose it is, the most urgent first."""

    SUPPLEMENT = "aanvullen"
    TOO_LATE = "te-laat"
    DISAGREE = "oneens"
    NOTHING = "niets"


@dataclass(frozen=True, slots=True)
class Papers:
    """What a standing is made of besides the zaak: its terms, and what was made known about it.

    `remedy_until` is the last day to object or appeal; `noticed`: a notice of default came that counts.
    """

    terms: Sequence[Term]
    known_on: date | None = None
    remedy: Rechtsmiddel | None = None
    remedy_until: date | None = None
    noticed: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """What it is now, what you must do, what comes next, what you may do, and how long it usually takes.

    `must`, `next`, `may` and `usual` may be empty. `last_day` is the day that counts most now: yours where
    you are asked something, else ours; `why` is the Waarom (as a dict) of that day, where a term has one.
    """

    now: str
    next: str
    must: str = ""
    may: str = ""
    usual: str = ""
    call: Call = Call.NOTHING
    last_day: date | None = None
    why: Mapping[str, Any] | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """All of it in the order in which it is told; the same wherever it is told."""
        return tuple(line for line in (self.now, self.must, self.next, self.may, self.usual) if line)

    @property
    def of_another(self) -> tuple[str, ...]:
        """The same for who wrote about a zaak of somebody else: nothing is asked of them."""
        return tuple(line for line in (self.now, self.next) if line)


def standing(zaak: Zaak, papers: Papers, usual: str, now: datetime) -> Standing:
    """How the zaak stands at a moment; `usual` is the text of the service about how long it takes.

    No names, no answers, no outcomes: it may be told to who knows the reference and holds a code.
    """
    if zaak.status in OPEN:
        return _open(zaak, papers, usual, now)
    may, last_day, call = _remedy(zaak, papers, dag_in_amsterdam(now))
    why = _why_of(papers, Term.Kind.OBJECTION) if may else None
    return Standing(*_done(zaak, papers), may=may, call=call, last_day=last_day, why=why)


def stage(zaak: Zaak) -> str:
    """Where the zaak is, from its own row only; what counts most may be in its terms, see `standing`."""
    return _stage(zaak) if zaak.status in OPEN else _done(zaak, Papers(()))[0]


def _open(zaak: Zaak, papers: Papers, usual: str, now: datetime) -> Standing:
    today = dag_in_amsterdam(now)
    asked = _running(papers, (Term.Kind.SUPPLEMENT,))
    if asked is not None and asked.last_day is not None and _in_time(asked, today, now):
        return _asked(zaak, asked, today, asked.last_day)
    term = _running(papers, OF_THE_BODY)
    length = f"Zo lang duurt het meestal: {usual}" if usual else ""
    begun = _stage(zaak)
    if term is None or term.last_day is None:
        return Standing(begun, "Een medewerker bepaalt nog wanneer u antwoord krijgt.", usual=length)
    if term.still_from is not None and (term.still_until is None or term.still_until >= today):
        return Standing(begun, _still(zaak, term), usual=length, last_day=_known_day(term), why=term.why)
    if term.last_day < today and term.kind == Term.Kind.DECISION:
        return _late(zaak, term, papers, today)
    return Standing(
        begun, _by(zaak, term, term.last_day, today), usual=length, last_day=term.last_day, why=term.why
    )


def _stage(zaak: Zaak) -> str:
    what = _what(zaak)
    if zaak.status == Status.RECEIVED:
        return f"Wij hebben {what}. Er is nog niemand mee begonnen."
    if zaak.status == Status.WAITING:
        return f"Wij wachten op een aanvulling bij {what}."
    return f"Wij zijn bezig met {what}."


def _asked(zaak: Zaak, term: Term, today: date, last_day: date) -> Standing:
    """Something is missing (Awb 4:5, 6:6), and there is still time to send it."""
    day = datum_in_woorden(last_day)
    must = f"Stuur ons uiterlijk op {day} wat wij u vroegen."
    if last_day < today:
        must = f"Stuur ons zo snel mogelijk wat wij u vroegen. De laatste dag was {day}, maar door een "
        must += "storing is te laat nu niet erg."
    return Standing(
        f"Wij missen nog iets bij {_what(zaak)}.",
        "Zolang wij wachten, staat onze tijd om te beslissen stil. Krijgen wij het niet? Dan kan het zijn "
        f"dat wij {_what(zaak)} niet behandelen.",
        must=must,
        call=Call.SUPPLEMENT,
        last_day=last_day,
        why=term.why,
    )


def _still(zaak: Zaak, term: Term) -> str:
    """The time to decide does not run now (Awb 4:15, 7:10)."""
    assert term.still_from is not None, "a term that stands still does so from a day"
    if term.still_until is None:
        return (
            f"Onze tijd om te beslissen staat stil vanaf {datum_in_woorden(term.still_from)}. Wij weten nog "
            "niet tot wanneer. Zodra onze tijd weer loopt, schrijven wij u."
        )
    assert term.last_day is not None, "the end is known"
    until = datum_in_woorden(term.still_until)
    return f"Onze tijd om te beslissen staat stil tot en met {until}. {_promise(zaak, term, term.last_day)}"


def _known_day(term: Term) -> date | None:
    return term.last_day if term.still_until else None


def _by(zaak: Zaak, term: Term, last_day: date, today: date) -> str:
    if last_day < today:  # a norm of ourselves; of the act, see _late
        day = datum_in_woorden(last_day)
        return f"Wij wilden op {day} klaar zijn. Dat is niet gelukt. U krijgt zo snel mogelijk antwoord."
    return _promise(zaak, term, last_day)


def _promise(zaak: Zaak, term: Term, last_day: date) -> str:
    day = datum_in_woorden(last_day)
    if term.kind == Term.Kind.SERVICE_NORM:
        return f"Wij willen uiterlijk op {day} klaar zijn."
    return (
        f"Wij beslissen uiterlijk op {day}."
        if _decided_on(zaak)
        else f"U krijgt uiterlijk op {day} antwoord."
    )


def _late(zaak: Zaak, term: Term, papers: Papers, today: date) -> Standing:
    """The last day to decide has passed (Awb 4:17, 6:12)."""
    assert term.last_day is not None, "a term without a last day is never late"
    verb = "beslissen" if _decided_on(zaak) else "antwoorden"
    day = datum_in_woorden(term.last_day)
    now = f"Wij moesten uiterlijk op {day} {verb}. Dat is niet gelukt. Dat spijt ons."
    may, call = "", Call.NOTHING
    if not papers.noticed and zaak.kind in PENALTY_KINDS:
        may, call = "U kunt ons nu schrijven dat wij te laat zijn.", Call.TOO_LATE
    return Standing(
        now, _after(verb, term, papers, today), may=may, call=call, last_day=term.last_day, why=term.why
    )


def _after(verb: str, term: Term, papers: Papers, today: date) -> str:
    told = term.why.get("aangekondigd")
    announced = date.fromisoformat(told) if told else None
    if announced is not None and announced >= today:
        return f"Wij lieten u weten dat wij uiterlijk op {datum_in_woorden(announced)} {verb}."
    owed = _running(papers, (Term.Kind.PENALTY,))
    soon = f"Wij {verb} zo snel mogelijk."
    if owed is None or owed.last_day is None:
        return soon
    begins = datum_in_woorden(owed.begins_on)
    tense = "Sinds" if owed.begins_on <= today else "Vanaf"
    return f"{soon} {tense} {begins} telt elke dag mee voor geld dat u van ons krijgt (dwangsom)."


def _done(zaak: Zaak, papers: Papers) -> tuple[str, str]:
    known = papers.known_on and datum_in_woorden(papers.known_on)
    if known:
        return f"Wij hebben besloten over {_what(zaak)}. Wij maakten het besluit bekend op {known}.", ""
    if zaak.withdrawn_on is not None:
        return f"U trok dit in op {datum_in_woorden(zaak.withdrawn_on)}. Wij zijn gestopt.", ""
    if zaak.status == Status.CLOSED:
        return "Uw zaak is klaar.", ""
    if _decided_on(zaak):
        return f"Wij hebben besloten over {_what(zaak)}.", "U krijgt het besluit van ons."
    return f"Ons antwoord op {_what(zaak)} is klaar.", "U krijgt het antwoord van ons."


def _remedy(zaak: Zaak, papers: Papers, today: date) -> tuple[str, date | None, Call]:
    until = papers.remedy_until
    if papers.remedy is None or until is None or until < today:
        return "", None, Call.NOTHING
    way = "bezwaar maken" if papers.remedy is Rechtsmiddel.BEZWAAR else "naar de rechter gaan"
    text = f"Bent u het er niet mee eens? Dan kunt u tot en met {datum_in_woorden(until)} {way}."
    return text, until, Call.DISAGREE


def _in_time(term: Term, today: date, now: datetime) -> bool:
    forgiven = term.forgiven_until is not None and now < term.forgiven_until
    return forgiven or (term.last_day is not None and term.last_day >= today)


def _running(papers: Papers, kinds: Sequence[str]) -> Term | None:
    """The newest term of these kinds that runs."""
    found = [term for term in papers.terms if term.kind in kinds and term.ended_on is None]
    return max(found, key=lambda term: term.pk, default=None)


def _why_of(papers: Papers, kind: Term.Kind) -> Mapping[str, Any] | None:
    term = _running(papers, (kind,))
    return term.why if term else None


def _what(zaak: Zaak) -> str:
    return _WHAT.get(Berichtsoort(zaak.kind), "uw bericht")


def _decided_on(zaak: Zaak) -> bool:
    return zaak.kind in _DECIDED_ON
