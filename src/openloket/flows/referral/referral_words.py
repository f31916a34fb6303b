"""What the sender reads about a message that came the wrong way or to the wrong body, and the other body."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from openloket.flows.referral.referral_case import Case
from openloket.law.handelwijze import Handelwijze
from openloket.law.kanalen import BEZWAAR_OF_BEROEP, Berichtsoort
from openloket.law.waarom import datum_in_woorden
from openloket.law.weigering import Weigeringsgrond
from openloket.offer.designated import designated_channels
from openloket.offer.models import Channel
from openloket.post.dispatch import sender_name
from openloket.tenancy.addresses import public_url
from openloket.tenancy.local_time import in_words
from openloket.tenancy.models import Organisation

WHAT = {
    Berichtsoort.AANVRAAG: "uw aanvraag",
    Berichtsoort.BEZWAAR: "uw bezwaar",
    Berichtsoort.BEROEP: "uw beroep",
    Berichtsoort.KLACHT: "uw klacht",
}


@dataclass(frozen=True, slots=True)
class Section:
    """A part with a heading of its own; lines that begin with "- " are a list."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """A message as it is read: `reason` is in the words of the employee and comes after `opening`."""

    title: str
    opening: tuple[str, ...]
    reason: str
    sections: tuple[Section, ...] = ()
    law: str = ""
    copy: tuple[tuple[str, tuple[str, ...]], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Told:
    """What a message must name besides the case: reason, team, other body, last day to repair, the effect."""

    reason: str
    effect: Mapping[str, Any]
    team: str = ""
    body: str = ""
    last_day: date | None = None


def words_of(organisation: Organisation, case: Case, way: Handelwijze, told: Told) -> Words:
    """What the sender reads (Awb 2:3(1), 2:15(3), 2:16(1), 2:24, 6:15(1))."""
    about = WHAT.get(case.kind, "uw bericht")
    came = f"Op {in_words(case.message.ontvangen_op)} kregen wij {about}"
    match way:
        case Handelwijze.WIJZEN:
            return _pointed(organisation, case, f"{came} via {_channel(case)}.", told)
        case Handelwijze.DOORLEIDEN:
            return _inside(case, came, told)
        case Handelwijze.DOORZENDEN:
            return _outside(case, came, told)
        case Handelwijze.TERUGZENDEN:
            return _returned(case, came, told)
    return _refused(organisation, case, came, told)


def carried_words(organisation: Organisation, case: Case, told: Told) -> Words:
    """What the other body reads: why it gets this, when we received it, and the message itself (Awb 6:15)."""
    received, us = in_words(case.message.ontvangen_op), sender_name(organisation.kind, organisation.name)
    objection = case.kind in BEZWAAR_OF_BEROEP
    opening = [
        f"{us} ontving dit bericht op {received}. Volgens ons bent u bevoegd om hierover te "
        "beslissen. Daarom sturen wij het aan u door. De afzender krijgt hiervan tegelijk bericht.",
    ]
    if objection:
        opening.append(
            f"Het gaat om een {case.kind.value}schrift. Het is bij ons ingediend op {received}. Die datum "
            "bepaalt of het op tijd is (artikel 6:15 lid 3 van de Algemene wet bestuursrecht)."
        )
    return Words(
        title="Wij sturen een bericht aan u door",
        opening=tuple(opening),
        reason=told.reason,
        law=_LAW_OUTSIDE[objection],
        copy=copy_of_message(case),
    )


def copy_of_message(case: Case) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The exact copy: each question with its lines, and the names of the files."""
    answers = case.copied
    rows = [(row["label"], tuple(row["lines"])) for step in answers["steps"] for row in step["rows"]]
    files = tuple(f"- {file['name']}" for file in answers["attachments"])
    return tuple(row for row in (*rows, ("Bijlagen", files)) if row[1])


def right_ways(organisation: Organisation, case: Case) -> list[str]:
    """Each designated way with its address, and that nobody has to do it digitally (Awb 2:7(2), 2:16(1))."""
    asked = [way.naar_dict() for way in case.weighed.oordeel.juiste_wegen]
    found = []
    for channel in designated_channels(case.received_on):
        own = channel.service.slug if channel.kind == Channel.Kind.WEB_FORM else ""
        way = {"kanaal": channel.kind, "adres": channel.address.strip().lower() or own}
        if way in asked:
            asked.remove(way)
            found.append(_way_in_words(organisation, channel))
    return found


def _way_in_words(organisation: Organisation, channel: Channel) -> str:
    address = channel.address
    if channel.kind == Channel.Kind.WEB_FORM and channel.service.form_version_id is not None:
        address = public_url(organisation, f"{channel.service.slug}/formulier")
    label = str(Channel.Kind(channel.kind).label).capitalize()
    return f"- {label}: {address or channel.text}"


def _pointed(organisation: Organisation, case: Case, came: str, told: Told) -> Words:
    ways = right_ways(organisation, case)
    place, us = ", ".join(organisation.address_lines), sender_name(organisation.kind, organisation.name)
    paper = [
        f"- Per post: {us}, {place}. Schrijf uw kenmerk erbij.",
        f"- Aan de balie: {place}. Daar helpen wij u.",
    ]
    sections = [Section("Hoe stuurt u het wel?", (*ways, *paper))]
    if told.effect.get("sender"):
        day = datum_in_woorden(date.fromisoformat(told.effect["sender"]["becomes"]))
        lines = (f"U krijgt extra tijd. U kunt het in elk geval nog sturen tot en met {day}.",)
        sections.append(Section("Had u een laatste dag?", lines))
    return Words(
        title="Stuur ons uw bericht op een andere manier",
        opening=(
            came,
            "Dat is niet de manier die voor dit bericht is aangewezen. Daarom kunnen wij het zo niet "
            "behandelen. Stuur het ons alstublieft nog een keer.",
        ),
        reason=told.reason,
        sections=tuple(sections),
        law="artikel 2:16 lid 1 en artikel 2:23 van de Algemene wet bestuursrecht",
    )


def _inside(case: Case, came: str, told: Told) -> Words:
    moved = next((term for term in told.effect["terms"] if term["becomes"] != term["was"]), None)
    if moved is None:
        lines = ["Voor u verandert er niets. De dag waarop wij uw bericht kregen, telt."]
    else:
        begins = next(step["datum"] for step in moved["why"]["stappen"] if step["datum"])
        lines = [
            "Uw bericht kwam langs een andere weg dan de aangewezen weg. Daarom begint onze termijn om te "
            f"beslissen op {datum_in_woorden(date.fromisoformat(begins))}: de dag waarop wij het doorgaven.",
            f"U krijgt ons antwoord uiterlijk op {datum_in_woorden(date.fromisoformat(moved['becomes']))}.",
        ]
    return Words(
        title="Wij hebben uw bericht doorgegeven",
        opening=(f"{came}. Wij hebben het binnen onze gemeente doorgegeven aan {told.team}.",),
        reason=told.reason,
        sections=(Section("Wat betekent dit voor u?", tuple(lines)),),
        law="artikel 2:24 van de Algemene wet bestuursrecht" if moved else "",
    )


_LAW_OUTSIDE = {
    True: "artikel 6:15 van de Algemene wet bestuursrecht",
    False: "artikel 2:3 lid 1 van de Algemene wet bestuursrecht",
}


def _outside(case: Case, came: str, told: Told) -> Words:
    objection = case.kind in BEZWAAR_OF_BEROEP
    body = _with_article(told.body)
    lines = [f"U hoeft niets te doen. U krijgt antwoord van {body}."]
    if objection:
        lines.append(
            "Of u op tijd was, hangt af van de dag waarop wij het kregen: "
            f"{datum_in_woorden(case.received_on)}. Die dag hebben wij erbij gezet."
        )
    lines.append(f"Hebt u een vraag over de inhoud? Stel die aan {body}.")
    return Words(
        title="Wij hebben uw bericht doorgestuurd",
        opening=(
            f"{came}. Daar gaat {body} over, en niet onze gemeente. Daarom sturen wij uw bericht door aan "
            f"{body}. Dat doen wij op dezelfde dag als dit bericht aan u.",
        ),
        reason=told.reason,
        sections=(Section("Wat betekent dit voor u?", tuple(lines)),),
        law=_LAW_OUTSIDE[objection],
    )


def _returned(case: Case, came: str, told: Told) -> Words:
    lines = (
        "Zoek uit welke organisatie hierover gaat, en stuur uw bericht daarnaartoe.",
        "Wij helpen u daar graag bij. Bel ons gerust.",
    )
    return Words(
        title="Wij sturen uw bericht terug",
        opening=(f"{came}. Het is niet voor onze gemeente. Daarom sturen wij het aan u terug.",),
        reason=told.reason,
        sections=(Section("Wat kunt u doen?", lines),),
        law="artikel 2:3 lid 2 van de Algemene wet bestuursrecht",
        copy=copy_of_message(case),
    )


def _refused(organisation: Organisation, case: Case, came: str, told: Told) -> Words:
    files = case.answers.ground == Weigeringsgrond.ONEVENREDIGE_BELASTING
    what = "de bestanden bij uw bericht" if files else "uw bericht"
    why = (
        "De bestanden zijn voor ons een te zware last om aan te nemen."
        if files
        else "Het is niet betrouwbaar of vertrouwelijk genoeg voor dit doel."
    )
    sections: Sequence[Section] = ()
    if told.last_day is not None and case.repairable:
        day = datum_in_woorden(told.last_day)
        place = ", ".join(organisation.address_lines)
        lines = (
            f"U krijgt de kans om dit te herstellen. Stuur het ons opnieuw, uiterlijk op {day}:",
            "- Online, op de pagina van uw ontvangstbewijs.",
            f"- Per post of aan de balie: {place}. Schrijf uw kenmerk erbij.",
            "Krijgen wij het niet op tijd? Dan kunnen wij beslissen dat wij "
            f"{WHAT[case.kind]} niet behandelen. Zolang wij wachten, staat onze termijn stil.",
        )
        sections = (Section("Wat kunt u doen?", lines),)
    return Words(
        title="Wij nemen de bestanden niet aan" if files else "Wij nemen uw bericht niet aan",
        opening=(f"{came}.", f"Wij nemen {what} niet aan. {why}"),
        reason=told.reason,
        sections=tuple(sections),
        law=f"artikel 2:15 lid {case.answers.ground} van de Algemene wet bestuursrecht",
    )


def _with_article(body: str) -> str:
    """The name of a body as it stands in a sentence."""
    if body.startswith(("provincie ", "gemeente ")):
        return f"de {body}"
    return f"het {body}" if body.startswith("waterschap ") else body


def _channel(case: Case) -> str:
    return case.message.weg.kanaal.omschrijving
