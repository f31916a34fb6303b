"""From the register to the decision: considerations, articles by domain, the fixed articles and the annex."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from openloket.law.kanalen import ALTIJD_OFFICIEEL
from openloket.offer.designation import articles
from openloket.offer.designation.document import (
    USUAL,
    AnnexRow,
    Article,
    Document,
    Domains,
    Signature,
    Variant,
)
from openloket.offer.designation.register import Line
from openloket.offer.designation.wording import (
    EVERY_KIND,
    EVERY_PRODUCT,
    NAMES,
    ROLES,
    WAYS,
    demands,
    place,
)

COLLEGE = "college"
EVERY_AUTHORITY = "elk orgaan, voor zover bevoegd"


@dataclass(frozen=True, slots=True)
class Body:
    """An authority that decides: its kind (college, burgemeester, raad) and its full name."""

    kind: str
    name: str


def compose(
    organisation: str,
    bodies: Sequence[Body],
    lines: Sequence[Line],
    day: date,
    variant: Variant = USUAL,
    previous: str = "",
) -> Document:
    """The decision that the register asks for on a day. Source: Awb 2:13(2) and (3), 2:14, 3:42.

    What an act assigns itself (Omgevingswet, Dienstenwet) gets its fixed article. `previous` is what it takes
    the place of, in words. `unverified` says what the register can't know.
    """
    deciding = [body for body in bodies if variant.authority in ("", body.kind)]
    about = _of(deciding, variant, lines)
    held = [line for line in about if line.in_force_on(day) and line.designates]
    official = [line for line in held if not _other(line)]
    title = f"Aanwijzingsbesluit digitale kanalen {_whose(organisation, deciding, variant)} {day.year}"
    drafts = [
        articles.definitions(),
        *articles.rest_channel(official),
        *_domains(official, variant),
        *articles.for_every_product(official),
        articles.on_request(),
        *articles.fixed(),
        *articles.joint_bodies(about, day),
        *articles.other_messages([line for line in held if _other(line)]),
        *articles.requirements(official),
        articles.other_ways(),
        *articles.delegation(_delegating(deciding, variant)),
        articles.commencement(day, previous),
        articles.citation(title),
    ]
    return Document(
        title=title,
        authorities=tuple(body.name for body in deciding),
        legal_basis="artikel 2:13, tweede en derde lid, en artikel 2:14 van de Algemene wet bestuursrecht",
        recitals=_recitals(),
        articles=tuple(Article(number, *draft) for number, draft in enumerate(drafts, start=1)),
        annex=tuple(annex_row(line) for line in sorted(official, key=place)),
        signatures=tuple(
            Signature(body.name, ROLES.get(body.kind, ("namens dit orgaan",))) for body in deciding
        ),
        unverified=_unverified(about, day, variant),
        variant=variant,
        commences=day,
    )


def _domains(official: Sequence[Line], variant: Variant) -> list[articles.Draft]:
    by_type = variant.domains is Domains.TYPES
    return articles.domains_by_type(official) if by_type else articles.domains(official)


def _of(deciding: Sequence[Body], variant: Variant, lines: Sequence[Line]) -> list[Line]:
    """The lines that are theirs; what is for every product is of whoever decides."""
    names = {body.name for body in deciding}
    alone = next(iter(names)) if variant.authority and names else EVERY_AUTHORITY
    return [
        replace(line, authority=alone) if line.every_product else line
        for line in lines
        if line.every_product or not variant.authority or line.authority in names
    ]


def _other(line: Line) -> bool:
    """A message that the organisation decided is not official, and that no act makes so."""
    return (
        line.official == "nee" and line.message_type is not None and line.message_type not in ALTIJD_OFFICIEEL
    )


def _whose(organisation: str, deciding: Sequence[Body], variant: Variant) -> str:
    return articles.in_words([body.name for body in deciding]) if variant.authority else organisation


def _delegating(deciding: Sequence[Body], variant: Variant) -> list[str]:
    return [body.name for body in deciding if body.kind != COLLEGE] if variant.delegated else []


def _recitals() -> tuple[str, ...]:
    return (
        "dat iedereen het recht heeft om officiële berichten digitaal te sturen, en dat voor ieder type "
        "bericht moet vaststaan langs welke weg dat kan;",
        "dat per type bericht is gelet op de aard, de inhoud en het doel ervan, en op de betrouwbaarheid en "
        "de vertrouwelijkheid van de weg;",
        "dat niemand verplicht is om digitaal te sturen, tenzij een andere wet dat bepaalt;",
    )


def annex_row(line: Line) -> AnnexRow:
    """The line of the annex that a line of the register becomes."""
    return AnnexRow(
        domain=line.domain,
        authority=line.authority,
        product=EVERY_PRODUCT if line.every_product else line.title,
        message_type=NAMES[line.message_type] if line.message_type else EVERY_KIND,
        way=WAYS.get(line.channel, "") if line.channel else "",
        address=line.address,
        notes=_notes(line),
    )


def _notes(line: Line) -> tuple[str, ...]:
    notes = demands(line)
    if line.legal_exception:
        notes.append(f"bijzondere regel: {line.legal_exception}")
    if line.undecided:
        notes.append("of dit een officieel bericht is, staat nog niet vast; wij behandelen het zo")
    return tuple(notes)


def _unverified(lines: Sequence[Line], day: date, variant: Variant) -> tuple[str, ...]:
    held = [line for line in lines if line.in_force_on(day)]
    doubts = [
        "Of de betrouwbaarheid en de vertrouwelijkheid van elk kanaal genoeg zijn (Awb 2:13 lid 2), "
        "beoordeelt de gemeente.",
        "Welk orgaan voor welk bericht bevoegd is, komt uit het register. Laat een jurist dat nakijken.",
    ]
    if any(line.requirements or line.login_level for line in held):
        doubts.append(
            "Of de nadere eisen versturen onevenredig moeilijk maken (Awb 2:13 lid 3), is niet beoordeeld."
        )
    if any(line.undecided for line in held):
        doubts.append("Van sommige berichten staat nog niet vast of ze officieel zijn. Ze zijn meegenomen.")
    if variant.delegated:
        doubts.append(
            "Of dit mandaat aan het college hier mag (Awb 10:3), is niet nagegaan. "
            "Laat een jurist dat nakijken."
        )
    return tuple(doubts)
