"""What would become of a term if an employee did this: asked, judged by the law, and not yet written."""

from dataclasses import dataclass
from datetime import date

from openloket.flows.unable import UnableAtField
from openloket.law.gebeurtenissen import (
    Gebeurtenis,
    Hervatting,
    Mededeling,
    Opschorting,
    Opschortingsgrond,
    Verlenging,
    Verlengingsgrond,
)
from openloket.law.kalender import Duur, Eenheid, Kalender
from openloket.law.termijnkeuzes import KEUZES, Keuze, keuzes
from openloket.law.termijnverloop import Verloop
from openloket.law.verloopuitleg import ONTVANGERS
from openloket.law.waarom import datum_in_woorden
from openloket.zaken.course import began_as, course_of, preview
from openloket.zaken.models import Term
from openloket.zaken.term_standing import Standing, first_day, standing_of

LONGEST_REASON = 2000
MOST = {Eenheid.DAGEN: 366, Eenheid.WEKEN: 52}
_UNITS = {"dagen": Eenheid.DAGEN, "weken": Eenheid.WEKEN}


class UnableToChangeTerm(UnableAtField):
    """The term can't be changed like this; the message is what the employee must be told.

    `field` names what was filled in wrong; it is empty when it is not about one thing.
    """


@dataclass(frozen=True, slots=True)
class Asked:
    """What an employee fills in; `seen` is the mark of the term as the employee saw it."""

    ground: str
    seen: str
    since: date | None = None
    until: date | None = None
    expected: date | None = None
    length: int | None = None
    unit: str = ""
    mark: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An event with the term before and after it, and the notice that the act asks to send (if any)."""

    choice: Keuze
    asked: Asked
    event: Gebeurtenis
    before: Verloop
    after: Verloop
    notice: Mededeling | None

    @property
    def waits(self) -> bool:
        """Whether it happens only once the notice has left."""
        tells = isinstance(self.event, Verlenging) or _begins_by_notice(self.event)
        return self.notice is not None and tells


def suspension(term: Term, asked: Asked, mark: str, calendar: Kalender, today: date) -> Proposal:
    """A term comes to stand still (Awb 4:15). Raises UnableToChangeTerm."""
    standing, choice = _checked(term, asked)
    if not isinstance(choice.grond, Opschortingsgrond):
        raise UnableToChangeTerm("Kies waarom de termijn stilstaat.")
    since = _since(choice, asked, term, today)
    if choice.tot and (asked.until is None or asked.until < since):
        raise UnableToChangeTerm("Vul een dag in die niet voor de eerste dag ligt.", "until")
    if choice.verwacht and (asked.expected is None or asked.expected <= today):
        raise UnableToChangeTerm("Vul een dag na vandaag in. De wet vraagt die dag te noemen.", "expected")
    event = Opschorting(choice.grond, since, asked.until if choice.tot else None, mark)
    proposal = _proposal(choice, asked, event, standing, calendar, today)
    last_day = proposal.before.laatste_dag
    if event.eerste_dag > last_day:
        raise UnableToChangeTerm(
            f"De termijn was voorbij op {datum_in_woorden(last_day)}. Daarna kan zij niet meer stilstaan "
            f"({choice.grond.artikel})."
        )
    return proposal


def resumption(term: Term, asked: Asked, calendar: Kalender, today: date) -> Proposal:
    """A term that stands still runs again from `asked.since` on (Awb 4:15(4)). Raises UnableToChangeTerm."""
    standing, choice = _checked(term, asked)
    running = {(one.ground, one.mark): one for one in standing.suspensions(today)}
    found = running.get((asked.ground, asked.mark))
    if found is None or not isinstance(choice.grond, Opschortingsgrond):
        raise UnableToChangeTerm("Deze opschorting is al voorbij.")
    if asked.since is None or not first_day(found) <= asked.since <= today:
        earliest = datum_in_woorden(first_day(found))
        raise UnableToChangeTerm(f"Vul een dag in van {earliest} tot en met vandaag.", "since")
    event = Hervatting(choice.grond, asked.since, asked.mark)
    return _proposal(choice, asked, event, standing, calendar, today)


def extension(term: Term, asked: Asked, calendar: Kalender, today: date) -> Proposal:
    """A term grows, or a later day is told (Awb 3:18(2), 4:14, 7:10, 9:11). Raises UnableToChangeTerm."""
    standing, choice = _checked(term, asked)
    if not isinstance(choice.grond, Verlengingsgrond):
        raise UnableToChangeTerm("Kies waarom de termijn langer wordt.")
    unit = _UNITS.get(asked.unit)
    if unit is None or asked.length is None or not 1 <= asked.length <= MOST[unit]:
        raise UnableToChangeTerm("Vul in hoeveel dagen of weken u nodig hebt: een getal vanaf 1.", "length")
    event = Verlenging(choice.grond, today, Duur(asked.length, unit))
    proposal = _proposal(choice, asked, event, standing, calendar, today)
    if choice.grond is Verlengingsgrond.MEDEDELING_WETTELIJK:
        _announced(proposal, today)
    else:
        _granted(proposal, event)
    return proposal


def _announced(proposal: Proposal, today: date) -> None:
    day = proposal.after.aangekondigd
    if day is None or day <= today:
        raise UnableToChangeTerm("De dag die u noemt, ligt na vandaag. Neem een langere tijd.", "length")


def _granted(proposal: Proposal, event: Verlenging) -> None:
    """Refuse what the law does not count in full, with the law's own reason."""
    got = proposal.after.verlengd_met - proposal.before.verlengd_met
    steps = [step for step in proposal.after.waarom if step.artikel == event.grond.artikel]
    if got == 0 and not proposal.choice.hoogstens and steps and steps[-1].datum:
        raise UnableToChangeTerm(_too_late(steps[-1].datum, event.grond.artikel))
    if event.medegedeeld_op > proposal.before.laatste_dag:
        raise UnableToChangeTerm(_too_late(proposal.before.laatste_dag, event.grond.artikel))
    wanted = event.duur.aantal * (7 if event.duur.eenheid is Eenheid.WEKEN else 1)
    if got < wanted:
        most = proposal.choice.hoogstens
        raise UnableToChangeTerm(
            f"De wet staat alles bij elkaar ten hoogste {most} toe ({event.grond.artikel}).", "length"
        )


def _too_late(last: date, article: str) -> str:
    return (
        f"Dit kon tot en met {datum_in_woorden(last)}. De termijn wordt daarna niet meer langer ({article})."
    )


def _checked(term: Term, asked: Asked) -> tuple[Standing, Keuze]:
    standing = standing_of(term)
    if asked.seen != standing.mark:
        raise UnableToChangeTerm("Iemand was u voor: de termijn is intussen veranderd. Bekijk haar opnieuw.")
    choice = KEUZES.get(asked.ground)
    if choice is None or choice not in keuzes(began_as(term)):
        raise UnableToChangeTerm("Dat kan niet bij deze termijn. Kies iets anders.")
    if any(one.ground == asked.ground for one in standing.waiting):
        raise UnableToChangeTerm("Hierover wacht al een bericht. Verstuur dat eerst.")
    if not asked.reason.strip() or "\0" in asked.reason:
        raise UnableToChangeTerm("Schrijf op waarom.", "reason")
    if len(asked.reason) > LONGEST_REASON:
        raise UnableToChangeTerm(f"Gebruik ten hoogste {LONGEST_REASON} tekens.", "reason")
    return standing, choice


def _since(choice: Keuze, asked: Asked, term: Term, today: date) -> date:
    if not choice.vanaf:
        return today
    earliest = min(term.begins_on, today)
    latest = max(term.last_day or today, today) if choice.tot else today
    if asked.since is None or not earliest <= asked.since <= latest:
        first, last = datum_in_woorden(earliest), datum_in_woorden(latest)
        raise UnableToChangeTerm(f"Vul een dag in van {first} tot en met {last}.", "since")
    return asked.since


def _proposal(
    choice: Keuze, asked: Asked, event: Gebeurtenis, standing: Standing, calendar: Kalender, today: date
) -> Proposal:
    before = course_of(standing.term, standing.events, calendar, today)
    after = preview(standing.term, event, calendar, today)
    known = set(before.mededelingen)
    new = [one for one in after.mededelingen if one not in known and one.artikel in _articles(event)]
    notice = _beginning(event, before) if _begins_by_notice(event) else (new[-1] if new else None)
    return Proposal(choice, asked, event, before, after, notice)


def _begins_by_notice(event: Gebeurtenis) -> bool:
    return isinstance(event, Opschorting) and event.grond is Opschortingsgrond.BUITENLANDSE_INFORMATIE


def _beginning(event: Gebeurtenis, before: Verloop) -> Mededeling:
    text = "Laat weten dat u informatie in het buitenland hebt gevraagd. Daardoor staat de termijn stil."
    assert isinstance(event, Opschorting), "only a suspension begins by its notice"
    return Mededeling(event.grond.artikel, event.aanleiding, ONTVANGERS[before.termijn.soort], text)


def _articles(event: Gebeurtenis) -> tuple[str, ...]:
    """Under which articles the notice of this very event falls; of others only the day named may change."""
    match event:
        case Opschorting():
            return ("Awb 4:15 lid 3",)
        case Hervatting():
            return ("Awb 4:15 lid 4",)
    return (event.grond.artikel, "Awb 7:10 lid 5")
