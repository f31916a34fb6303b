"""The chapters of a case file on time: the course in plain words, terms with their why, outages, readings."""

from collections.abc import Iterator
from datetime import date

from openloket.flows.proving.case_file import Told
from openloket.law.waarom import datum_in_woorden
from openloket.people.seen_words import functions, how_often, what, why
from openloket.post.casefile_pdf.render import Part
from openloket.tenancy.local_time import in_words
from openloket.web import terms as term_bars
from openloket.web.casefile.facts import sentences_of
from openloket.web.desk.wording import whole_moment
from openloket.web.outage_words import found, more_time, period, title
from openloket.zaken.models import Term

_ACTORS = {"system": "het systeem", "citizen": "de afzender", "person": "de afzender"}
_FACT = ("Wat", "Gegeven")
_OUTAGE = "storing"
_NOT_HERE = (
    "Welke medewerkers de zaak bekeken, staat niet in dit dossier. De persoon over wie het gaat ziet dat in "
    "Mijn omgeving en krijgt het in het eigen afschrift (AVG art. 15)."
)


def timeline(told: Told) -> Iterator[Part]:
    """Chapter 2: each fact as one sentence, oldest first. Of employees the names are not told."""
    yield Part("chapter", "2. Tijdlijn in gewone woorden")
    facts = sorted(told.facts, key=lambda fact: fact.at)
    # Who did it is what the fact itself says: that is what is proved.
    tell = sentences_of(told.course.sent)
    rows = tuple(
        (
            whole_moment(one.at),
            _actor(str(one.body.get("actor", one.actor))),
            tell(one),
        )
        for one in facts
    )
    if rows:
        yield Part("table", head=("Wanneer", "Door", "Wat er gebeurde"), rows=rows)
    else:
        yield Part("text", lines=("Er zijn nog geen feiten.",))


def terms(told: Told, today: date) -> Iterator[Part]:
    """Chapter 6: each term, its days, every change with its reason, and why this is the last day."""
    yield Part("chapter", "6. Termijnen")
    found_terms = _with_a_last_day(told)
    if not found_terms:
        yield Part("text", lines=("In deze zaak is geen termijn met een laatste dag.",))
    for term in found_terms:
        yield from _term(term, today)


def outages(told: Told, today: date) -> Iterator[Part]:
    """Chapter 7: what did not work while somebody could still send or decide something (Awb 2:21)."""
    yield Part("chapter", "7. Storingen")
    if not told.course.down:
        yield Part("text", lines=("Zolang er een termijn liep, is geen storing vastgelegd.",))
        return
    for one in told.course.down:
        yield Part("heading", title(one))
        rows = [("Wanneer", period(one)), ("Hoe gevonden", found(one.how))]
        given = one.more_time
        rows.append(
            ("Meer tijd", more_time(one, given) if given else "Er is geen besluit om langer te geven.")
        )
        rows += [("Waarom", given.explanation), ("Besloten op", in_words(given.decided_at))] if given else []
        yield Part("rows", head=_FACT, rows=tuple(rows))
    bars = [term_bars.bar(one, today) for one in _with_a_last_day(told) if one.forgiven_until]
    if bars:
        yield Part("text", lines=("Wat dat betekent voor de termijnen in deze zaak (Awb 2:21 lid 3):",))
        lines = [f"{bar['title']}: {note}" for bar in bars for note in bar["notes"] if _OUTAGE in note]
        yield Part("list", lines=tuple(lines))


def readings(told: Told) -> Iterator[Part]:
    """Chapter 8: which employees read what, by function; only for who it is about."""
    yield Part("chapter", "8. Wie las wat")
    if told.readings is None:
        yield Part("text", lines=(_NOT_HERE,))
        return
    who = functions(row.employee_id for row in told.readings)
    rows = [
        (datum_in_woorden(row.day), who.get(row.employee_id, "een medewerker"), what(row),
         f"{why(row)} {how_often(row)}".strip())
        for row in told.readings
    ]  # fmt: skip
    if rows:
        yield Part("table", head=("Dag", "Wie", "Wat", "Waarom"), rows=tuple(rows))
    else:
        yield Part("text", lines=("Geen medewerker bekeek deze zaak.",))


def _with_a_last_day(told: Told) -> list[Term]:
    return [one for one in told.course.zaak.terms.order_by("id") if one.last_day is not None]


def _term(term: Term, today: date) -> Iterator[Part]:
    bar = term_bars.bar(term, today)
    yield Part("heading", bar["title"])
    rows = [
        ("Artikel", term.article),
        (bar["begin_label"], bar["begin"]),
        ("Laatste dag", bar["last_day"]),
        ("Afgelopen op", bar["ended"] or "loopt nog"),
        *(("Daarna", note) for note in bar["notes"]),
    ]
    yield Part("rows", head=_FACT, rows=tuple(rows))
    changes = [
        (whole_moment(one.at), one.get_kind_display(), one.reason or "volgt uit de wet")
        for one in term.events.order_by("id")
    ]
    if changes:
        yield Part("table", head=("Vastgelegd", "Wat", "Reden"), rows=tuple(changes))
    yield Part("text", lines=("Waarom deze dag:",))
    steps = [f"{one['text']} ({one['article']})" if one["article"] else one["text"] for one in bar["why"]]
    yield Part("list", lines=tuple(steps))


def _actor(actor: str) -> str:
    kind = actor.partition(":")[0]
    return "een medewerker" if kind == "employee" else _ACTORS.get(kind, kind)
