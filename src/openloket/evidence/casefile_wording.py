"""The sentences of the check of a case file, in plain Dutch: what is proved, and what is not."""

from types import MappingProxyType

CASE_FILE = "dossier"

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

VERDICTS = MappingProxyType(
    {
        "failed": "Dit dossier klopt niet. Kijk hierboven wat er mis is.",
        "promised": "Dit dossier klopt. Het is ondertekend, maar nog niet alles staat in het logboek.",
        "sealed": "Dit dossier klopt. Het is ondertekend en alle feiten staan in het logboek.",
        "timestamped": (
            "Dit dossier klopt. Het is ondertekend, alle feiten staan in het logboek en het logboek heeft "
            "een tijdstempel."
        ),
    }
)

FILE_OK = "Het bestand is een dossier en is helemaal leesbaar."
FILE_UNREADABLE = "Het dossier is beschadigd of veranderd: het is niet te lezen."
FILE_TOO_BIG = (
    "Het dossier is te groot om hier te controleren. Gebruik openloket verify op uw eigen computer."
)
NOT_EXAMINED = "Dit is niet onderzocht, omdat het dossier niet te lezen is."
LIST_OK = "De inhoudsopgave is ondertekend en niet veranderd."
LIST_UNKNOWN = "De inhoudsopgave is ondertekend met een sleutel die hier niet bekend is."
LIST_BROKEN = "De inhoudsopgave is veranderd nadat zij is ondertekend."
ENTRIES_OK = "Elk bestand is precies zoals in de inhoudsopgave staat. Aantal bestanden: {number}."
ENTRIES_CHANGED = "Een bestand is veranderd of ontbreekt: {names}."
ENTRIES_STRANGE = "Er zit een bestand in dat niet in de inhoudsopgave staat: {names}."
PDF_OK = "Aan de PDF’s is niets veranderd sinds zij zijn gemaakt."
PDF_BROKEN = "Een PDF is veranderd nadat hij is verzegeld: {names}."
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

LIMITS = (
    "Dat dit alles is. Elk feit in het dossier staat in het logboek, maar aan een dossier is niet te zien of "
    "er feiten zijn weggelaten. Die zijn op te vragen bij de organisatie.",
    "Dat iemand een bericht heeft gelezen, als er geen feit is dat het in Mijn omgeving is geopend. Dat een "
    "mailserver een bericht aannam, betekent niet dat iemand het las.",
    "Dat de uitleg in de PDF juist is. De PDF is gemaakt door de organisatie. De feiten zelf staan in het "
    "logboek.",
    "Wie de afzender is. Hoe iemand inlogde staat in het ontvangstbewijs.",
)
"""What no case file proves."""
