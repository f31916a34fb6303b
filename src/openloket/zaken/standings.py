"""Reading what a standing is made of: of one zaak, or of a page of them in a fixed number of statements."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from openloket.law.dwangsom import GeenDwangsom
from openloket.law.kalender import Kalender, dag_in_amsterdam
from openloket.law.rechtsmiddel import Rechtsmiddel, beroepstermijn
from openloket.zaken.decisions import decisions_made_known, remedy_of
from openloket.zaken.models import OPEN, Besluit, NoticeOfDefault, Term, Zaak
from openloket.zaken.standing import Papers, Standing, standing

Calendar = Callable[[], Kalender]
"""Reads the calendar of the law; it is only needed where an appeal to a court is open."""


def standings(zaken: Sequence[Zaak], calendar: Calendar, now: datetime) -> Mapping[int, Standing]:
    """How these zaken stand, by their id, in three statements (or four); read them with their service."""
    papers = papers_of(zaken, calendar, now)
    return {zaak.pk: standing(zaak, papers[zaak.pk], usual_of(zaak), now) for zaak in zaken}


def standing_now(zaak: Zaak, calendar: Calendar, now: datetime) -> Standing:
    """How one zaak stands."""
    return standings([zaak], calendar, now)[zaak.pk]


def standing_from(zaak: Zaak, terms: Sequence[Term], calendar: Calendar, now: datetime) -> Standing:
    """How a zaak stands whose running terms were read already; for an open zaak seldom another statement."""
    known: Besluit | None = None
    if zaak.status not in OPEN:
        known = latest(decisions_made_known(zaak.pk))
    late = zaak.last_day is not None and zaak.last_day < dag_in_amsterdam(now)
    noticed = zaak.status in OPEN and late and bool(_noticed([zaak.pk]))
    found = papers(terms, known, noticed, calendar, dag_in_amsterdam(now))
    return standing(zaak, found, usual_of(zaak), now)


def usual_of(zaak: Zaak) -> str:
    """How long it usually takes, in the words of its service."""
    usual: str = zaak.service.texts.get("duration", "")
    return usual


def papers_of(zaken: Sequence[Zaak], calendar: Calendar, now: datetime) -> Mapping[int, Papers]:
    """Terms, decisions that were made known, and notices of default of these zaken."""
    ids, today = [zaak.pk for zaak in zaken], dag_in_amsterdam(now)
    terms: defaultdict[int, list[Term]] = defaultdict(list)
    for term in Term.objects.filter(zaak_id__in=ids):
        terms[term.zaak_id].append(term)
    decisions = {besluit.zaak_id: besluit for besluit in _made_known(ids)}
    noticed = _noticed(ids)
    return {
        zaak_id: papers(terms[zaak_id], decisions.get(zaak_id), zaak_id in noticed, calendar, today)
        for zaak_id in ids
    }


def papers(
    terms: Sequence[Term], besluit: Besluit | None, noticed: bool, calendar: Calendar, today: date
) -> Papers:
    """The papers of one zaak, from rows that were read already; `besluit` is the last that was made known."""
    if besluit is None or besluit.made_known_on is None:
        return Papers(terms, noticed=noticed)
    remedy = remedy_of(besluit)
    if remedy is Rechtsmiddel.BEZWAAR:
        objecting = [term for term in terms if term.kind == Term.Kind.OBJECTION and term.ended_on is None]
        until = max((term.last_day for term in objecting if term.last_day), default=None)
    else:
        until = beroepstermijn(besluit.made_known_on, calendar()).laatste_dag
    return Papers(terms, besluit.made_known_on, remedy, until, noticed)


def latest(known: Sequence[Besluit]) -> Besluit | None:
    """Of the decisions that were made known, the last on what was asked; a penalty is another matter."""
    return next((one for one in reversed(known) if one.outcome != Besluit.Outcome.PENALTY_FIXED), None)


def _noticed(zaak_ids: Sequence[int]) -> set[int]:
    """Of which somebody wrote that we are too late, and not too early."""
    notices = NoticeOfDefault.objects.filter(zaak_id__in=zaak_ids)
    return set(notices.exclude(exception=GeenDwangsom.TE_VROEG).values_list("zaak_id", flat=True))


def _made_known(zaak_ids: Sequence[int]) -> list[Besluit]:
    """The decisions on what was asked, the last one last; one that fixes a penalty is another matter."""
    known = Besluit.objects.filter(zaak_id__in=zaak_ids).exclude(made_known_on=None)
    known = known.exclude(outcome=Besluit.Outcome.PENALTY_FIXED)
    return list(known.order_by("made_known_on", "id"))
