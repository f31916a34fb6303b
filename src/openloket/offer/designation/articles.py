"""The articles of the decision, each from the lines of the register that it is about; wording our own."""

from collections.abc import Sequence
from datetime import date

from openloket.law.waarom import MAANDEN
from openloket.offer.designation.register import Line
from openloket.offer.designation.wording import EVERY_KIND, NAMES, WAYS, at, demands, place, way

Draft = tuple[str, tuple[str, ...], tuple[str, ...]]
"""Title, paragraphs and items; numbers come when all articles are known."""


def definitions() -> Draft:
    """What the words mean."""
    return (
        "Begrippen",
        ("In dit besluit betekent:",),
        (
            "bericht: een bericht als bedoeld in artikel 2:13, eerste lid, van de Algemene wet "
            "bestuursrecht;",
            "kanaal: een aangewezen manier om een bericht elektronisch te verzenden;",
            "restkanaal: het kanaal voor elk bericht waarvoor dit besluit geen ander kanaal noemt.",
        ),
    )


def rest_channel(lines: Sequence[Line]) -> list[Draft]:
    """The way for whatever has no way of its own; none where the register has none."""
    rest = [line for line in lines if line.every_product and line.message_type is None]
    if not rest:
        return []
    told = tuple(f"{way(line)};" for line in rest)
    return [("Restkanaal", ("Voor elk bericht zonder eigen kanaal wijzen wij als restkanaal aan:",), told)]


def domains(lines: Sequence[Line]) -> list[Draft]:
    """An article for each domain, with its products; which way is in the annex."""
    named = sorted({line.domain for line in lines if not line.every_product})
    return [
        (
            f"Kanalen voor {domain}",
            (
                "Voor berichten die iemand uit zichzelf stuurt over de onderwerpen hieronder, wijzen wij per "
                "type bericht het kanaal aan dat in de bijlage staat.",
            ),
            tuple(f"{title};" for title in sorted({one.title for one in lines if _own(one, domain)})),
        )
        for domain in named
    ]


def domains_by_type(lines: Sequence[Line]) -> list[Draft]:
    """The same with a way for each type of message in a domain, and at the end the net of that domain."""
    rest = [line for line in lines if line.every_product and line.message_type is None]
    named = sorted({line.domain for line in lines if not line.every_product})
    return [
        (
            f"Kanalen voor {domain}",
            ("Voor berichten die iemand uit zichzelf stuurt over dit thema, wijzen wij aan:",),
            (
                *_ways_by_type([line for line in lines if _own(line, domain)]),
                *(
                    f"elk bericht over dit thema waarvoor dit besluit geen ander kanaal noemt: {way(line)};"
                    for line in rest
                ),
            ),
        )
        for domain in named
    ]


def _ways_by_type(lines: Sequence[Line]) -> list[str]:
    """Each type with its ways, and always for which products: others in the domain have the net."""
    groups: dict[tuple[str, str], list[Line]] = {}
    for line in sorted(lines, key=lambda line: (line.message_type is None, place(line))):
        kind = NAMES[line.message_type] if line.message_type else EVERY_KIND
        named = WAYS.get(line.channel, "kanaal") if line.channel else "kanaal"
        groups.setdefault((kind, named), []).append(line)
    told = []
    for (kind, named), found in groups.items():
        if len({line.address for line in found}) == 1:
            about = ", ".join(sorted({line.title for line in found}))
            told.append(f"{kind} over {about}: {named}{at(found[0])};")
        else:
            told.append(f"{kind} over een onderwerp uit de bijlage: {named}, op het adres dat daar staat;")
    return told


def _own(line: Line, domain: str) -> bool:
    return line.domain == domain and not line.every_product


def for_every_product(lines: Sequence[Line]) -> list[Draft]:
    """Objections, complaints and the like: one way, whatever they are about."""
    found = [line for line in lines if line.every_product and line.message_type is not None]
    told = tuple(
        f"{NAMES[line.message_type]}: {way(line)};"
        for line in sorted(found, key=place)
        if line.message_type is not None
    )
    if not told:
        return []
    text = "Over elk onderwerp wijzen wij voor deze typen berichten één kanaal aan:"
    return [("Bezwaar, klacht en andere berichten in elke procedure", (text,), told)]


def on_request() -> Draft:
    """What the organisation asks for itself travels as it asks."""
    text = (
        "Vragen wij zelf om een bericht, bijvoorbeeld om een aanvraag aan te vullen? Dan is het kanaal de "
        "digitale weg die wij in die vraag noemen. Noemen wij er geen, dan geldt het kanaal van dit besluit."
    )
    return ("Berichten op verzoek van de gemeente", (text,), ())


def fixed() -> list[Draft]:
    """What other acts assign (Omgevingswet 20.21, Dienstenwet 5) goes before this decision."""
    return [
        (
            "Omgevingswet",
            (
                "In afwijking van dit besluit gaat een bericht waarvoor dat bij of krachtens de Omgevingswet "
                "is bepaald, via het Omgevingsloket, bedoeld in artikel 20.21 van die wet.",
            ),
            (),
        ),
        (
            "Dienstenwet",
            (
                "In afwijking van dit besluit is het kanaal voor berichten in een procedure die onder de "
                "Dienstenwet valt, de Berichtenbox voor bedrijven, bedoeld in artikel 5 van die wet.",
            ),
            (),
        ),
    ]


def joint_bodies(lines: Sequence[Line], day: date) -> list[Draft]:
    """Products that another organisation handles, in force on a day."""
    held = [line for line in lines if line.joint_body and line.in_force_on(day)]
    if not held:
        return []
    told = tuple(f"{line.title}: {line.joint_body}{at(line)};" for line in sorted(held, key=place))
    text = "Voor deze onderwerpen behandelt een andere organisatie de berichten. Daar geldt haar kanaal:"
    return [("Gemeenschappelijke regelingen en andere uitvoerders", (text,), told)]


def requirements(lines: Sequence[Line]) -> list[Draft]:
    """The further demands (Awb 2:13(3))."""
    told = dict.fromkeys(
        f"{line.title}: {demand};" for line in sorted(lines, key=place) for demand in demands(line)
    )
    if not told:
        return []
    text = "Voor deze kanalen gelden nadere eisen, die versturen niet onnodig moeilijk maken:"
    return [("Nadere eisen", (text,), tuple(told))]


def other_ways() -> Draft:
    """Nobody must send anything digitally (Awb 2:7(2))."""
    text = (
        "Dit besluit verplicht niemand om digitaal te sturen. Berichten op papier blijven mogelijk, tenzij "
        "een wettelijk voorschrift anders bepaalt."
    )
    return ("Niet digitaal", (text,), ())


def other_messages(lines: Sequence[Line]) -> list[Draft]:
    """Ways for messages that are not official: opened, not designated (Awb 2:14)."""
    told = tuple(
        f"{line.title}, {NAMES[line.message_type] if line.message_type else EVERY_KIND}: {way(line)};"
        for line in sorted(lines, key=place)
    )
    if not told:
        return []
    text = "Voor deze berichten, die geen officieel bericht zijn, stellen wij een digitale weg open:"
    return [("Andere berichten", (text,), told)]


def delegation(bodies: Sequence[str]) -> list[Draft]:
    """The college may change the annex for the other authorities (mandate, Awb 10:3)."""
    if not bodies:
        return []
    text = (
        f"{in_words(bodies)} {'geeft' if len(bodies) == 1 else 'geven'} het college mandaat om de bijlage te "
        "wijzigen voor zover het om hun eigen berichten gaat. "
        "Een wijziging wordt gepubliceerd zoals dit besluit."
    )
    return [("Wijziging van de bijlage", (text[0].upper() + text[1:],), ())]


def commencement(day: date, previous: str) -> Draft:
    """From when on it holds; `previous` is what it takes the place of, as published, or empty."""
    words = f"{day.day} {MAANDEN[day.month - 1]} {day.year}"
    begins = f"Dit besluit treedt in werking op {words}, maar niet eerder dan op de dag na publicatie."
    ends = f"Op dat moment vervalt {previous}." if previous else ""
    return ("Inwerkingtreding", tuple(filter(None, (begins, ends))), ())


def citation(title: str) -> Draft:
    """By what name it is known."""
    return ("Citeertitel", (f"Dit besluit heet: {title}.",), ())


def in_words(names: Sequence[str]) -> str:
    """Het college, de burgemeester en de raad: each with its article."""
    told = [f"{'het' if name.startswith('college') else 'de'} {name}" for name in names]
    return " en ".join(told)
