"""The form "hoe kwam het binnen?", read as it was typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from openloket.flows.registering.begin_registration import Announced
from openloket.formkit.clean import one_line
from openloket.intake.registrations import NEW, Bringer, Came, Source
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.kanalen import Kanaal
from openloket.offer.catalogue import Catalogue, Offering
from openloket.tenancy.local_time import AMSTERDAM
from openloket.web.desk.days import TypedDay, read_day
from openloket.web.desk.moments import read_moment

_MOST_MEANT = 6
SOURCES = {"gesproken": Source.TOLD.value, "brief": Source.LETTER.value, "formulier": Source.PAPER_FORM.value}
"""The sources by their names in the form, which hold no space: they are part of ids."""
_TEXTS = ("product", "kenmerk", "afzender", "brenger-naam", "grondslag")
_CHOICES = ("weg", "soort", "bron", "brenger", "product-keuze")


@dataclass(frozen=True, slots=True)
class TypedArrival:
    """What stands in the form, and what could not be read of it."""

    texts: Mapping[str, str]
    days: Mapping[str, TypedDay]
    clock: str
    announced: Announced
    problems: Mapping[str, str]
    meant: tuple[Offering, ...]


def read(posted: Mapping[str, str], catalogue: Catalogue, now: datetime) -> TypedArrival:
    """From the form that was sent."""
    texts = {name: one_line(posted.get(name, "")[:400]) for name in (*_TEXTS, *_CHOICES)}
    today, post = dag_in_amsterdam(now), texts["weg"] == Kanaal.POST
    received = read_moment(posted, "ontvangen", today)
    problems = {
        key: text for key, text in received.problems.items() if not (post and key == "ontvangen-tijd")
    }
    days = {"ontvangen": received.typed_day}
    for key in ("gedateerd", "gepost"):
        days[key] = read_day(posted, key, "de datum", today)
        asked = any(days[key].parts.values()) and (post or key == "gedateerd")
        if asked and days[key].problem:
            problems[key] = days[key].problem
    offering, meant = _product(texts, catalogue)
    if meant:
        problems["product"] = "Kies hieronder welk product u bedoelt, of typ het anders."
    day = received.typed_day.day
    at = _beginning(day or today) if post else received.moment or now
    came = Came(
        channel=texts["weg"],
        received_at=at,
        timed=not post,
        chosen=texts["soort"],
        kind="",
        source=SOURCES.get(texts["bron"], ""),
        bringer=texts["brenger"],
        sender=texts["afzender"],
        brought_by="" if texts["brenger"] == Bringer.SENDER else texts["brenger-naam"],
        basis="" if texts["brenger"] == Bringer.SENDER else texts["grondslag"],
        dated_on=days["gedateerd"].day,
        posted_on=days["gepost"].day if post else None,
    )
    announced = Announced(came, offering.slug if offering else "", texts["kenmerk"])
    return TypedArrival(texts, days, received.typed_time, announced, problems, meant)


def proposed(now: datetime) -> TypedArrival:
    """An empty form: now, by the sender himself."""
    local = now.astimezone(AMSTERDAM)
    days = {"ontvangen": _parts("ontvangen", local.date()), "gedateerd": _parts("gedateerd", None),
            "gepost": _parts("gepost", None)}  # fmt: skip
    texts = {**dict.fromkeys((*_TEXTS, *_CHOICES), ""), "brenger": Bringer.SENDER.value}
    nothing = Announced(Came("", now, True, "", "", "", ""), "", "")
    return TypedArrival(texts, days, f"{local:%H.%M}", nothing, {}, ())


def kept(came: Came, title: str, about: str) -> TypedArrival:
    """The form as it was sent before, to mend it."""
    local = came.received_at.astimezone(AMSTERDAM)
    days = {"ontvangen": _parts("ontvangen", local.date()), "gedateerd": _parts("gedateerd", came.dated_on),
            "gepost": _parts("gepost", came.posted_on)}  # fmt: skip
    texts = {
        "weg": came.channel,
        "soort": came.chosen,
        "bron": next(name for name, source in SOURCES.items() if source == came.source),
        "brenger": came.bringer,
        "product": title if came.chosen == NEW else "",
        "product-keuze": "",
        "kenmerk": about,
        "afzender": came.sender,
        "brenger-naam": came.brought_by,
        "grondslag": came.basis,
    }
    clock = f"{local:%H.%M}" if came.timed else ""
    return TypedArrival(texts, days, clock, Announced(came, "", about), {}, ())


def _product(texts: Mapping[str, str], catalogue: Catalogue) -> tuple[Offering | None, tuple[Offering, ...]]:
    """The product that was named, or those that were probably meant."""
    name = texts["product"]
    exact = [one for one in catalogue.offerings if one.title.casefold() == name.casefold()]
    if len(exact) == 1:
        return exact[0], ()
    chosen = catalogue.find(texts["product-keuze"]) if texts["product-keuze"] else None
    if chosen is not None or not name or texts["soort"] != NEW:
        return chosen, ()
    return None, tuple(exact or catalogue.search(name).offerings)[:_MOST_MEANT]


def _parts(key: str, day: date | None) -> TypedDay:
    parts = {"dag": str(day.day), "maand": str(day.month), "jaar": str(day.year)} if day else {}
    return TypedDay(key, parts, day)


def _beginning(day: date) -> datetime:
    return datetime.combine(day, time(), AMSTERDAM).astimezone(UTC)
