"""From the register to the decision: considerations, articles by domain, the fixed articles and the annex."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from openloket.law.kanalen import Berichtsoort, Kanaal
from openloket.law.waarom import MAANDEN
from openloket.offer.designation.document import AnnexRow, Article, Document, Signature
from openloket.offer.designation.register import Line

NAMES = {
    Berichtsoort.AANVRAAG: "aanvraag",
    Berichtsoort.AANVULLING: "aanvulling",
    Berichtsoort.INGEBREKESTELLING: "ingebrekestelling",
    Berichtsoort.ZIENSWIJZE: "zienswijze",
    Berichtsoort.BEZWAAR: "bezwaarschrift",
    Berichtsoort.BEROEP: "administratief beroepschrift",
    Berichtsoort.KLACHT: "klacht",
    Berichtsoort.INTREKKING: "intrekking",
    Berichtsoort.VRAAG: "vraag in een procedure",
    Berichtsoort.MELDING: "melding",
    Berichtsoort.OVERIG: "ander bericht",
}
EVERY_KIND = "elk ander officieel bericht"
EVERY_PRODUCT = "alle onderwerpen"
_WAYS = {
    Kanaal.WEBFORMULIER: "webformulier",
    Kanaal.PORTAAL: "persoonlijke pagina",
    Kanaal.E_MAIL: "e-mail",
    Kanaal.BERICHTENBOX: "Berichtenbox",
    Kanaal.EXTERN: "voorziening van een andere organisatie",
    Kanaal.CHAT: "chat",
}
_ROLES = {
    "college": ("de burgemeester", "de gemeentesecretaris"),
    "burgemeester": ("de burgemeester",),
    "raad": ("de voorzitter", "de griffier"),
}


@dataclass(frozen=True, slots=True)
class Body:
    """An authority that decides: its kind (college, burgemeester, raad) and its full name."""

    kind: str
    name: str


def compose(organisation: str, bodies: Sequence[Body], lines: Sequence[Line], day: date) -> Document:
    """The decision that the register asks for on a day. Source: Awb 2:13(2) and (3), 2:14, 3:42.

    What an act assigns itself (Omgevingswet, Dienstenwet) gets its fixed article. `unverified` says what
    the register can't know.
    """
    held = [line for line in lines if line.in_force_on(day) and line.designates]
    articles = _numbered(
        [
            _definitions(),
            *_rest_channel(held),
            *_domains(held),
            *_for_every_product(held),
            _on_request(),
            *_fixed(),
            *_joint_bodies(lines, day),
            *_requirements(held),
            _other_ways(),
            _commencement(day),
        ]
    )
    return Document(
        title=f"Aanwijzingsbesluit digitale kanalen {organisation} {day.year}",
        authorities=tuple(body.name for body in bodies),
        legal_basis="artikel 2:13, tweede en derde lid, en artikel 2:14 van de Algemene wet bestuursrecht",
        recitals=_recitals(),
        articles=articles,
        annex=tuple(_annex_row(line) for line in sorted(held, key=_place)),
        signatures=tuple(
            Signature(body.name, _ROLES.get(body.kind, ("namens dit orgaan",))) for body in bodies
        ),
        unverified=_unverified(lines, day),
    )


def _recitals() -> tuple[str, ...]:
    return (
        "dat iedereen het recht heeft om officiële berichten digitaal te sturen, en dat voor ieder type "
        "bericht moet vaststaan langs welke weg dat kan;",
        "dat per type bericht is gelet op de aard, de inhoud en het doel ervan, en op de betrouwbaarheid en "
        "de vertrouwelijkheid van de weg;",
        "dat niemand verplicht is om digitaal te sturen, tenzij een andere wet dat bepaalt;",
    )


_Draft = tuple[str, tuple[str, ...], tuple[str, ...]]


def _numbered(drafts: Sequence[_Draft]) -> tuple[Article, ...]:
    return tuple(Article(number, *draft) for number, draft in enumerate(drafts, start=1))


def _definitions() -> _Draft:
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


def _rest_channel(lines: Sequence[Line]) -> list[_Draft]:
    rest = [line for line in lines if line.every_product and line.message_type is None]
    if not rest:
        return []
    told = tuple(f"{_way(line)};" for line in rest)
    return [("Restkanaal", ("Voor elk bericht zonder eigen kanaal wijzen wij als restkanaal aan:",), told)]


def _domains(lines: Sequence[Line]) -> list[_Draft]:
    domains = sorted({line.domain for line in lines if not line.every_product})
    return [
        (
            f"Kanalen voor {domain}",
            (
                "Voor berichten die iemand uit zichzelf stuurt over de onderwerpen hieronder, wijzen wij per "
                "type bericht het kanaal aan dat in de bijlage staat.",
            ),
            tuple(f"{title};" for title in sorted({one.title for one in lines if _own(one, domain)})),
        )
        for domain in domains
    ]


def _own(line: Line, domain: str) -> bool:
    return line.domain == domain and not line.every_product


def _for_every_product(lines: Sequence[Line]) -> list[_Draft]:
    found = [line for line in lines if line.every_product and line.message_type is not None]
    told = tuple(
        f"{NAMES[line.message_type]}: {_way(line)};"
        for line in sorted(found, key=_place)
        if line.message_type is not None
    )
    if not told:
        return []
    text = "Over elk onderwerp wijzen wij voor deze typen berichten één kanaal aan:"
    return [("Bezwaar, klacht en andere berichten in elke procedure", (text,), told)]


def _on_request() -> _Draft:
    text = (
        "Vragen wij zelf om een bericht, bijvoorbeeld om een aanvraag aan te vullen? Dan is het kanaal de "
        "digitale weg die wij in die vraag noemen. Noemen wij er geen, dan geldt het kanaal van dit besluit."
    )
    return ("Berichten op verzoek van de gemeente", (text,), ())


def _fixed() -> list[_Draft]:
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


def _joint_bodies(lines: Sequence[Line], day: date) -> list[_Draft]:
    held = [line for line in lines if line.joint_body and line.in_force_on(day)]
    if not held:
        return []
    told = tuple(f"{line.title}: {line.joint_body}{_at(line)};" for line in sorted(held, key=_place))
    text = "Voor deze onderwerpen behandelt een andere organisatie de berichten. Daar geldt haar kanaal:"
    return [("Gemeenschappelijke regelingen en andere uitvoerders", (text,), told)]


def _requirements(lines: Sequence[Line]) -> list[_Draft]:
    told = dict.fromkeys(
        f"{line.title}: {demand};" for line in sorted(lines, key=_place) for demand in _demands(line)
    )
    if not told:
        return []
    text = "Voor deze kanalen gelden nadere eisen, die versturen niet onnodig moeilijk maken:"
    return [("Nadere eisen", (text,), tuple(told))]


def _other_ways() -> _Draft:
    text = (
        "Dit besluit verplicht niemand om digitaal te sturen. Berichten op papier blijven mogelijk, tenzij "
        "een wettelijk voorschrift anders bepaalt."
    )
    return ("Niet digitaal", (text,), ())


def _commencement(day: date) -> _Draft:
    words = f"{day.day} {MAANDEN[day.month - 1]} {day.year}"
    return (
        "Inwerkingtreding",
        (f"Dit besluit treedt in werking op {words}, maar niet eerder dan op de dag na publicatie.",),
        (),
    )


def _annex_row(line: Line) -> AnnexRow:
    return AnnexRow(
        domain=line.domain,
        authority=line.authority,
        product=EVERY_PRODUCT if line.every_product else line.title,
        message_type=NAMES[line.message_type] if line.message_type else EVERY_KIND,
        way=_WAYS.get(line.channel, "") if line.channel else "",
        address=line.address,
        notes=_notes(line),
    )


def _notes(line: Line) -> tuple[str, ...]:
    notes = list(_demands(line))
    if line.legal_exception:
        notes.append(f"bijzondere regel: {line.legal_exception}")
    if line.official == "onbeslist":
        notes.append("of dit een officieel bericht is, staat nog niet vast; wij behandelen het zo")
    return tuple(notes)


def _demands(line: Line) -> list[str]:
    login = [f"inloggen met betrouwbaarheidsniveau {line.login_level}"] if line.login_level else []
    return [*login, *line.requirements]


def _way(line: Line) -> str:
    return f"{_WAYS.get(line.channel, 'kanaal') if line.channel else 'kanaal'} {line.title}{_at(line)}"


def _at(line: Line) -> str:
    return f" ({line.address})" if line.address else ""


def _place(line: Line) -> tuple[bool, str, str, str, str]:
    kind = line.message_type.value if line.message_type else "~"
    return line.every_product, line.domain, line.title, kind, line.address


def _unverified(lines: Sequence[Line], day: date) -> tuple[str, ...]:
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
    if any(line.official == "onbeslist" for line in held):
        doubts.append("Van sommige berichten staat nog niet vast of ze officieel zijn. Ze zijn meegenomen.")
    return tuple(doubts)
