"""The sentences of the check of a case file, in plain Dutch: what is proved, and what is not."""

from collections.abc import Sequence
from types import MappingProxyType

from openloket.evidence.wording import COPY_LIMITS

CASE_FILE, PAGES = "dossier", "PDF-bestand"
"""What is checked, as people call it."""

TITLES = MappingProxyType(
    {
        "file": "Bestand",
        "list": "Inhoudsopgave",
        "entries": "Alles wat erin zit",
        "pdf-seal": "Zegel van de PDF’s",
        "same": "Kenmerk",
        "receipts": "Ontvangstbewijzen",
        "proof": "Afschrift van de feiten",
        "inclusion": "Plaats in het logboek",
        "tree-head": "Handtekening van het logboek",
        "timestamp": "Tijdstempel",
        "words": "Woorden van de berichten",
        "papers": "Bijlagen en brieven",
        "cases": "Dossiers van zaken",
    }
)

PAGES_VERDICTS = MappingProxyType(
    {
        "failed": "Over deze PDF is niets te bewijzen. Lees bij de controles waarom.",
        "promised": "Aan deze PDF is niets veranderd sinds de organisatie hem maakte.",
    }
)
PAGES_FOUND = "In deze PDF zit geen bewijs. Zo zijn de bladzijden van een dossier, en brieven."
PAGES_NO_SEAL = (
    "Er staat geen zegel in deze PDF. Is het een bladzijde van een dossier, of een ontvangstbewijs? Dan is "
    "de PDF veranderd of opnieuw opgeslagen. Een brief heeft nooit een zegel: controleer het hele dossier "
    "waar de brief in zit."
)
PAGES_LIMITS = (
    "Dat klopt wat er op de bladzijden staat. De feiten en hun bewijs zitten niet in deze PDF. Controleer "
    "daarvoor het hele dossier, het ZIP-bestand.",
)

VERDICTS = MappingProxyType(
    {
        "failed": "Dit dossier klopt niet. Lees bij de controles wat er mis is.",
        "promised": "Dit dossier klopt. Het is ondertekend, maar nog niet alles staat in het logboek.",
        "sealed": "Dit dossier klopt. Het is ondertekend en alle feiten staan in het logboek.",
        "timestamped": (
            "Dit dossier klopt. Het is ondertekend, alle feiten staan in het logboek en het logboek heeft "
            "een tijdstempel."
        ),
    }
)

FILE_OK = "Het bestand is een dossier en is helemaal leesbaar."
FILE_UNREADABLE = (
    "Dit is geen heel ZIP-bestand: het is beschadigd, of het einde ontbreekt. Vraag het dossier opnieuw."
)
FILE_TOO_MANY = "Er zitten meer bestanden in dan een dossier kan hebben."
FILE_TOO_BIG = (
    "Het dossier is te groot om hier te controleren. Gebruik openloket verify op uw eigen computer."
)
NOT_EXAMINED = "Dit is niet onderzocht, omdat het dossier niet te lezen is."
LIST_OK = "De inhoudsopgave is ondertekend en niet veranderd."
LIST_UNKNOWN = "De inhoudsopgave is ondertekend met een sleutel die hier niet bekend is."
LIST_BROKEN = "De inhoudsopgave is veranderd nadat zij is ondertekend."
LIST_MISSING = "De inhoudsopgave ontbreekt: in het ZIP-bestand zit geen inhoud.json."
LIST_UNREADABLE = "De inhoudsopgave, inhoud.json, is beschadigd of veranderd: zij is niet te lezen."
LIST_OF_OTHER_VERSION = (
    "Dit dossier is gemaakt met een andere versie van OpenLoket. Controleer het met een nieuwere versie."
)
ENTRIES_OK = "Elk bestand is precies zoals in de inhoudsopgave staat. Aantal bestanden: {number}."
ENTRIES_CHANGED = "Veranderd na het ondertekenen: {names}."
ENTRIES_MISSING = "Dit ontbreekt: {names}."
ENTRIES_STRANGE = "Dit zit erin, maar staat niet in de inhoudsopgave: {names}."
ENTRIES_HIDDEN = "Vóór, tussen of na de bestanden staat nog iets in het ZIP-bestand dat er niet hoort."
NOT_LISTED = "Dit ontbreekt of is veranderd, en is daarom niet verder onderzocht: {names}."
PDF_OK = "Aan de PDF’s is niets veranderd sinds zij zijn gemaakt."
PDF_WRONG = MappingProxyType(
    {
        "broken": "Een PDF is veranderd nadat hij is verzegeld: {names}.",
        "missing": "Een PDF heeft geen zegel: {names}.",
        "unknown-key": "Een PDF is verzegeld met een sleutel die hier niet bekend is: {names}.",
    }
)
"""By the state of the seal."""
PDF_NONE = "Er zit geen PDF in dit dossier."
SAME_OK = "Alles in het dossier gaat over dezelfde zaak van dezelfde organisatie."
SAME_ORGANISATION = "Alles in het dossier is van dezelfde organisatie."
SAME_FAILED = "In het dossier zit iets van een andere zaak of een andere organisatie: {names}."
RECEIPTS_OK = (
    "Elk ontvangstbewijs klopt. Daarin staat precies wat de afzender heeft gestuurd. Aantal: {number}."
)
RECEIPTS_FAILED = "Een ontvangstbewijs klopt niet: {names}."
RECEIPTS_NONE = "Er zit geen ontvangstbewijs in dit dossier."
PROOF_OK = "Het afschrift van de feiten is ondertekend en niet veranderd."
PROOF_FAILED = "Het afschrift van de feiten klopt niet: {names}."
PROOF_NONE = "Er zit geen afschrift van de feiten in dit dossier."
IN_FILE = "Dat is zo in {names}."
MORE_PARTS = "Dit is van het eerste van {number}; ook de andere kloppen."
PAPERS_OK = (
    "Elke bijlage en elke brief is precies het bestand waarvan het logboek de vingerafdruk heeft. "
    "Aantal: {number}."
)
PAPERS_NONE = "Er zitten geen bijlagen of brieven in dit dossier."
CASES_OK = "Elk dossier van een zaak is zelf ook gecontroleerd en klopt. Aantal: {number}."
CASES_FAILED = "Een dossier van een zaak klopt niet: {names}."
PROOF_UNKNOWN = "Dit is niet onderzocht, omdat het afschrift van de feiten niet klopt of ontbreekt."
PAPERS_FAILED = "Van een bijlage of brief staat de vingerafdruk niet in het logboek: {names}."


def file_doubled(names: Sequence[str]) -> str:
    """That some names are there twice."""
    shown = ", ".join("".join(sign for sign in name if sign.isprintable())[:120] for name in names[:5])
    return f"Twee bestanden in het dossier hebben dezelfde naam: {shown}."


LIMITS = (
    *COPY_LIMITS,
    "Dat de uitleg in de PDF juist is. De PDF is gemaakt door de organisatie. De feiten zelf staan in het "
    "logboek.",
    "Wie de afzender is. Hoe iemand inlogde staat in het ontvangstbewijs.",
)
"""What no case file proves."""
