"""The parts of the page on terms: bars, what waits, what can be chosen, and what would come of it."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from openloket.flows.terms.term_notices import notice_of
from openloket.flows.terms.term_proposals import (
    Proposal,
    UnableToChangeTerm,
    extension,
    resumption,
    suspension,
)
from openloket.law.gebeurtenissen import Ontvanger
from openloket.law.termijnkeuzes import KEUZES, keuzes
from openloket.law.waarom import datum_in_woorden
from openloket.offer.calendar import law_calendar
from openloket.post.models import STILL_HERE
from openloket.web.desk.terms.term_forms import Wish
from openloket.web.desk.wording import left_of_term
from openloket.web.terms import bar, bars
from openloket.zaken.course import began_as
from openloket.zaken.models import Zaak
from openloket.zaken.term_standing import Standing, first_day, running, waiting_for

_BY_US = (Ontvanger.AANVRAGER, Ontvanger.KLAGER)
_NOT_SHOWN = "proef"


def all_terms(zaak: Zaak, today: date) -> list[dict[str, Any]]:
    """Every term of the zaak, those that have ended last."""
    return [
        {**one, "remaining": _left(zaak, one, today) if one["runs"] else ""}
        for one in bars(zaak.terms.all(), today)
    ]


def _left(zaak: Zaak, shown: Mapping[str, Any], today: date) -> str:
    return left_of_term(shown["kind"], zaak.status, shown["last_day_on"], today)


def waiting(zaak: Zaak) -> list[dict[str, Any]]:
    """What happens once its message has left; what is not under way yet can be withdrawn."""
    return [
        {
            "id": one.pk,
            "text": f"{KEUZES[one.ground].naam} ({KEUZES[one.ground].grond.artikel})",
            "state": one.message.get_state_display(),
            "over": one.term.ended_on is not None,
            "may_withdraw": one.message.state in STILL_HERE,
        }
        for one in waiting_for(zaak.pk)
    ]


def choices(standing: Standing, today: date, root: str) -> list[dict[str, str]]:
    """What can be done now, each with the question of the act; a term that stands still can run again."""
    found = []
    for event in standing.suspensions(today):
        if choice := KEUZES.get(event.ground):
            query = urlencode({"wat": event.ground, "kenmerk": event.mark})
            since = datum_in_woorden(first_day(event))
            text = f"De termijn staat stil vanaf {since}. Is de reden daarvoor voorbij?"
            article = choice.grond.artikel
            found.append({"name": "Weer laten lopen", "question": text, "article": article, "query": query})
    waits = {one.ground for one in standing.waiting}
    for choice in keuzes(began_as(standing.term)):
        if choice.grond.value not in waits:
            article, query = choice.grond.artikel, urlencode({"wat": choice.grond.value})
            found.append({"name": choice.naam, "question": choice.vraag, "article": article, "query": query})
    return [{**one, "url": f"{root}?{one['query']}#keuze"} for one in found]


def form(wish: Wish, standing: Standing, errors: Mapping[str, str]) -> dict[str, Any]:
    """The form for one change. The mark of the term is that of the first time the form was shown."""
    return {
        "title": wish.title,
        "article": wish.choice.grond.artikel,
        "question": "" if wish.mark else wish.choice.vraag,
        "effect": "" if wish.mark else wish.choice.gevolg,
        "yes": wish.typed["ja"],
        "yes_error": errors.get("ja", ""),
        "ground": wish.choice.grond.value,
        "mark": wish.mark,
        "seen": wish.typed["gezien"] if wish.typed["gezien"] and errors else standing.mark,
        "fields": wish.fields(errors),
    }


def preview(zaak: Zaak, wish: Wish, today: date) -> dict[str, Any]:
    """The term before and after, and the words that the sender gets. Raises UnableToChangeTerm."""
    standing = running(zaak.pk)
    if standing is None:
        raise UnableToChangeTerm("Er loopt geen termijn meer om te beslissen.")
    proposal = _proposal(standing, wish, today)
    notice = notice_of(zaak, proposal)
    return {
        "before": bar(standing.term, today, proposal.before.naar_dict()),
        "after": bar(standing.term, today, proposal.after.naar_dict()),
        "moved": proposal.after.laatste_dag != proposal.before.laatste_dag,
        "subject": notice.subject_line if notice else None,
        "lines": [notice.opening, notice.reason, *notice.rest] if notice else [],
        "waits": proposal.waits,
        "others": _others(proposal),
    }


def _proposal(standing: Standing, wish: Wish, today: date) -> Proposal:
    asked, calendar = wish.asked(), law_calendar()
    if wish.mark:
        return resumption(standing.term, asked, calendar, today)
    if wish.choice.duur:
        return extension(standing.term, asked, calendar, today)
    return suspension(standing.term, asked, _NOT_SHOWN, calendar, today)


def _others(proposal: Proposal) -> list[str]:
    """Whom the act also wants told, whom this platform does not know."""
    if proposal.notice is None:
        return []
    return [one.value for one in proposal.notice.aan if one not in _BY_US]
