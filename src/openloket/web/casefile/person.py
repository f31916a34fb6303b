"""The pages of the case file of a person: what it is, zaken, consent, mandates, and what is of no zaak."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from openloket.evidence.casefile import CASES, KEY, LIST, PROOF
from openloket.evidence.casefile_wording import LIMITS
from openloket.flows.proving.person_file import WHOLE, ToldPerson, case_file_name
from openloket.law.waarom import datum_in_woorden
from openloket.post.casefile_pdf.render import Part
from openloket.tenancy.local_time import in_words
from openloket.web.casefile.about import CAREFUL, EXPLAINED_IN, how_to_check
from openloket.web.casefile.messages import each_delivery, each_sent
from openloket.web.casefile.proof import proof_of
from openloket.web.desk.wording import whole_moment
from openloket.zaken.models import Status

_WHAT = (
    "Dit dossier bevat alle zaken waarvoor deze persoon bij deze organisatie inlogde. Van elke zaak zit er "
    "een dossier in, dat ook los te controleren is. Wie een bericht stuurt of krijgt, kan hierom vragen "
    "(Awb 2:25)."
)
_IN_IT = (
    "dossier.pdf: deze bladzijden, met een lijst van de zaken",
    f"de map {CASES.rstrip('/')}: van elke zaak het dossier, als ZIP-bestand. Begin daarin met dossier.pdf.",
    f"de map {PROOF.rstrip('/')}: de feiten die bij geen zaak horen, met hun plaats in het logboek",
    f"{WHOLE}: wat hieronder staat over de persoon, om door een computer te laten lezen",
    f"{LIST}: de ondertekende lijst van alle bestanden in het dossier",
    f"{KEY}: de openbare sleutel waarmee u de handtekeningen controleert",
    EXPLAINED_IN,
)
_NOT_IN_IT = (
    "Zaken waarvoor iemand niet inlogde. Daarvan weten wij niet zeker van wie zij zijn.",
    "Wat iemand nog niet verstuurde, en wanneer iemand inlogde.",
    "Wie van de medewerkers wat las. De persoon zelf ziet dat in Mijn omgeving (AVG art. 15).",
    "Notities van medewerkers, en berichten met een code.",
)

_PROOF = (
    "Dit zijn de feiten over deze persoon die bij geen zaak horen: keuzes, machtigingen en berichten. De "
    "feiten van elke zaak staan in het dossier van die zaak."
)


def person_parts(told: ToldPerson) -> Iterator[Part]:
    """All chapters, in order."""
    yield from _about(told)
    yield from _zaken(told)
    yield from _reachability(told.parts)
    yield from _mandates(told.parts["mandates"])
    yield Part("chapter", "5. Berichten die bij geen zaak horen")
    if not told.sent:
        yield Part("text", lines=("Er zijn geen andere berichten.",))
    yield from each_sent(told.sent, told.read_at)
    yield Part("chapter", "6. Bezorging van die berichten")
    yield from each_delivery(told.sent, told.read_at)
    yield Part("chapter", "7. Bewijs")
    yield Part("text", lines=(_PROOF,))
    yield from proof_of(told, told.sent)


def _about(told: ToldPerson) -> Iterator[Part]:
    yield Part("chapter", "1. Wat dit is en hoe u het controleert")
    yield Part("text", lines=(_WHAT,))
    yield Part("heading", "Wat er in het ZIP-bestand zit")
    yield Part("list", lines=_IN_IT)
    yield Part("heading", "Wat er niet in zit")
    yield Part("list", lines=_NOT_IN_IT)
    yield Part("text", lines=(CAREFUL,))
    yield from how_to_check(f"dossier-persoon-{told.reference}.zip")
    yield Part("heading", "Wat het niet bewijst")
    yield Part("list", lines=LIMITS)


def _zaken(told: ToldPerson) -> Iterator[Part]:
    yield Part("chapter", "2. De zaken")
    rows = tuple(
        (
            one.title,
            whole_moment(one.received_at),
            Status(one.status).label,
            case_file_name(one.reference),
        )
        for one in told.zaken
    )
    yield Part("table", head=("Waarover", "Ontvangen", "Stand", "Bestand"), rows=rows)


def _reachability(parts: Mapping[str, Any]) -> Iterator[Part]:
    yield Part("chapter", "3. Hoe deze persoon iets wil horen")
    preferences = parts["preferences"]
    rows = [("E-mailadres", preferences["email"] or "niet ingevuld")] if preferences else []
    rows += [(topic.capitalize(), way) for topic, way in preferences.get("ways", {}).items()]
    if rows:
        yield Part("rows", head=("Wat", "Gegeven"), rows=tuple(rows))
    said = [
        (_at(one["given_at"]), f"‘{one['wording']}’ ({one['way']})", _at(one["withdrawn_at"]) or "geldt nog")
        for one in parts["reachability"]
    ]
    if said:
        yield Part(
            "table", head=("Gezegd op", "Gestopt op", "Wat"), rows=tuple((a, c, b) for a, b, c in said)
        )
    if not rows and not said:
        yield Part(
            "text", lines=("Deze persoon koos niets in Mijn omgeving. Wat bij één zaak hoort staat daar.",)
        )


def _mandates(found: list[dict[str, Any]]) -> Iterator[Part]:
    yield Part("chapter", "4. Machtigingen")
    if not found:
        yield Part("text", lines=("Er zijn geen machtigingen.",))
    for number, one in enumerate(found, 1):
        yield Part("heading", f"Machtiging {number}")
        rows = (
            ("Wie handelt", one["by"]),
            ("Voor wie", one["for"]),
            ("Als", one["basis"]),
            ("Waarvoor", ", ".join(one["products"]) or "alle producten"),
            ("Vanaf", _on(one["from_day"])),
            ("Tot en met", _on(one["until"]) or "geen laatste dag"),
            ("Stand", one["state"]),
        )
        yield Part("rows", head=("Wat", "Gegeven"), rows=rows)


def _at(moment: str | None) -> str:
    return in_words(datetime.fromisoformat(moment)) if moment else ""


def _on(day: str | None) -> str:
    return datum_in_woorden(date.fromisoformat(day)) if day else ""
