"""The first chapter of a case file: what it is, what is in it, how to check it, and what it proves."""

from collections.abc import Iterator

from openloket.evidence.casefile import FILES, KEY, LETTERS, LIST, PROOF, RECEIPTS
from openloket.evidence.casefile_schema import EXPLAINED
from openloket.evidence.casefile_wording import LIMITS
from openloket.flows.proving.case_file import Told
from openloket.post.casefile_pdf.render import Part
from openloket.post.kinds import kind_of
from openloket.post.letter_pdf.render import Block
from openloket.tenancy.addresses import installation_url

_WHOLE = (
    "Dit dossier laat zien wat er in één zaak is ontvangen, verstuurd, bezorgd en gelezen. Wie een bericht "
    "stuurt of krijgt, kan hierom vragen (Awb 2:25). De organisatie maakte het uit haar eigen systeem."
)
_ONE = (
    "Het gaat over één bericht uit de zaak: {title}, ‘{subject}’. Wat er verder in de zaak gebeurde staat er "
    "niet in."
)
EXPLAINED_IN = (
    f"de map {EXPLAINED.rstrip('/')}: voor wie een computer laat meelezen, wat elk gegeven in de "
    "JSON-bestanden betekent (JSON Schema). De naam van de uitleg is het ‘type’ dat in het bestand staat."
)
_IN_IT = (
    "dossier.pdf: deze bladzijden, om te lezen. Bij een groot dossier zijn het meer delen.",
    f"de map {PROOF.rstrip('/')}: alle feiten met hun plaats in het logboek, en de woorden van elk bericht",
    f"de map {RECEIPTS.rstrip('/')}: van elk ontvangen bericht het bewijs, met precies wat is ingestuurd",
    f"de map {FILES.rstrip('/')}: de bijlagen die de afzender stuurde",
    f"de map {LETTERS.rstrip('/')}: brieven en berichten als PDF, zoals de ontvanger ze kreeg",
    f"{LIST}: de ondertekende lijst van alle bestanden in het dossier",
    f"{KEY}: de openbare sleutel waarmee u de handtekeningen controleert",
    EXPLAINED_IN,
)
CAREFUL = (
    "Let op: in berichten kunnen links staan waarmee iemand een ontvangstbewijs opent. Geef dit dossier "
    "alleen aan wie het moet zien. Berichten met een code om in te loggen of te tekenen zitten er niet in."
)
_PROVES = (
    "Elk feit is vastgelegd in een logboek waarin niemand iets kan veranderen of weghalen zonder dat het te "
    "zien is. In het dossier zit per feit het bewijs dat het daar staat.",
    "De woorden van elk bericht zijn precies de woorden die zijn verstuurd.",
    "Een bijlage is precies het bestand dat is ontvangen.",
    "Staat in hoofdstuk 9 een tijdstempel? Dan bestond alles in het logboek al op dat moment. Daar staat ook "
    "welke dienst het tijdstempel gaf.",
)


def about(told: Told) -> Iterator[Part]:
    """Chapter 1."""
    yield Part("chapter", "1. Wat dit is en hoe u het controleert")
    lines = [_WHOLE]
    if told.only is not None:
        lines.append(_ONE.format(title=kind_of(told.only.kind).title, subject=told.only.subject_line))
    for line in lines:
        yield Part("text", lines=(line,))
    yield Part("heading", "Wat er in het ZIP-bestand zit")
    yield Part("list", lines=_IN_IT)
    if told.lost:
        yield Part("text", lines=("Deze bijlagen konden niet meer worden gelezen en ontbreken:",))
        yield Part("list", lines=tuple(told.lost))
    yield Part("text", lines=(CAREFUL,))
    yield from how_to_check(f"dossier-{told.course.zaak.reference}.zip")
    yield Part("heading", "Wat het bewijst")
    yield Part("list", lines=_PROVES)
    yield Part("heading", "Wat het niet bewijst")
    yield Part("list", lines=LIMITS)


def how_to_check(name: str) -> Iterator[Part]:
    """How the reader checks a file of this name, with and without the internet."""
    yield Part("heading", "Zo controleert u het")
    yield Part(
        "list",
        lines=(
            f"Op het internet: ga naar {installation_url('controleren')} en kies daar het ZIP-bestand.",
            "Op uw eigen computer, zonder internet: met het programma openloket verify. Haal de sleutel van "
            "een plek die u vertrouwt, zoals de website van de organisatie. Gebruik niet alleen de "
            f"{KEY} uit dit dossier: wie een dossier namaakt, doet er zijn eigen sleutel bij. Typ:",
        ),
    )
    yield Part("words", blocks=(Block("text", (f"openloket verify {name} --key {KEY}",)),))
