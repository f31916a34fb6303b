"""The sentences of the receipt check, in plain Dutch: what each check proves, or what went wrong."""

from datetime import datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from openloket.law.waarom import MAANDEN

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def tell_moment(moment: datetime) -> str:
    """The moment in Amsterdam time, as people say it: 4 maart 2026 om 13:05:07 uur."""
    local = moment.astimezone(AMSTERDAM)
    return f"{local.day} {MAANDEN[local.month - 1]} {local.year} om {local:%H:%M:%S} uur"


TITLES = MappingProxyType(
    {
        "file": "Bestand",
        "pdf-seal": "Zegel van de PDF",
        "seal": "Zegel van het bewijs",
        "copy": "Kopie van uw gegevens",
        "attachments": "Lijst van bijlagen",
        "reference": "Kenmerk",
        "moment": "Moment van ontvangst",
        "event": "Vastlegging",
        "promise": "Handtekening van de ontvangst",
        "inclusion": "Plaats in het logboek",
        "tree-head": "Handtekening van het logboek",
        "timestamp": "Tijdstempel",
        "uploads": "Uw eigen bestanden",
    }
)

DOSSIER_TITLES = MappingProxyType(
    {
        "file": TITLES["file"],
        "seal": TITLES["seal"],
        "inclusion": TITLES["inclusion"],
        "tree-head": TITLES["tree-head"],
        "timestamp": TITLES["timestamp"],
        "words": "Woorden van de berichten",
    }
)

FILE_OK = "Het bestand is een ontvangstbewijs en is helemaal leesbaar."
FILE_TOO_BIG = "Het bestand is te groot voor een ontvangstbewijs."
FILE_NO_PROOF = "In deze PDF zit geen bewijs dat wij kunnen lezen."
FILE_UNKNOWN = "Dit bestand is geen ontvangstbewijs, geen afschrift en geen dossier."
FILE_MISSHAPEN = "Het bewijs is beschadigd of veranderd: het heeft niet de vorm van een ontvangstbewijs."
NOT_EXAMINED = "Dit is niet onderzocht, omdat het bewijs niet te lezen is."

PDF_SEAL_OK = "Aan de PDF is geen enkel teken veranderd sinds deze is gemaakt."
PDF_SEAL_MISSING = "De PDF heeft geen zegel meer aan het einde. De PDF is veranderd of opnieuw opgeslagen."
PDF_SEAL_UNKNOWN = "De PDF is verzegeld met een sleutel die hier niet bekend is."
PDF_SEAL_BROKEN = "De PDF is veranderd nadat deze is verzegeld."
PDF_SEAL_NONE = "Dit is geen PDF, dus er is geen zegel van een PDF."

SEAL_OK = "Aan het bewijs is niets veranderd sinds het is gemaakt."
SEAL_UNKNOWN = "Het bewijs is verzegeld met een sleutel die hier niet bekend is."
SEAL_BROKEN = "Het bewijs is veranderd nadat het is verzegeld."

COPY_OK = "De kopie is precies wat is ontvangen."
COPY_FAILED = "De kopie is niet de kopie waarvoor dit bewijs is gemaakt."

ATTACHMENTS_OK = "De lijst van bijlagen is precies de lijst die is ontvangen."
ATTACHMENTS_NONE = "Er zijn geen bijlagen ontvangen."
ATTACHMENTS_FAILED = "De lijst van bijlagen is niet de lijst die is vastgelegd."

REFERENCE_OK = "Het kenmerk en de organisatie zijn overal in het bewijs gelijk."
REFERENCE_FAILED = "Het kenmerk of de organisatie is niet overal in het bewijs gelijk."

MOMENT_OK = "Het bericht is ontvangen op {moment}. Dat staat overal in het bewijs gelijk."
MOMENT_FAILED = "Het moment van ontvangst is niet overal in het bewijs gelijk."
MOMENT_LATER = "Het moment van ontvangst is later dan het logboek of het tijdstempel. Dat kan niet."

EVENT_OK = "De vastlegging van de ontvangst hoort bij de handtekening."
EVENT_FAILED = "De vastlegging is niet die waarvoor de handtekening is gezet."

PROMISE_OK = "De ontvangst is ondertekend. De handtekening is echt."
PROMISE_UNKNOWN = "De ontvangst is ondertekend met een sleutel die hier niet bekend is."
PROMISE_FAILED = "De handtekening van de ontvangst klopt niet."

INCLUSION_OK = "De ontvangst staat als nummer {number} in het logboek en kan daar niet meer uit."
INCLUSION_FAILED = "De ontvangst staat niet in het logboek dat bij dit bewijs hoort."
INCLUSION_NONE = (
    "Dit bewijs is gemaakt vlak voordat de ontvangst in het logboek stond. Haal een nieuw bewijs op."
)

TREE_HEAD_OK = "Het logboek is ondertekend op {moment}. De handtekening is echt."
TREE_HEAD_UNKNOWN = "Het logboek is ondertekend met een sleutel die hier niet bekend is."
TREE_HEAD_FAILED = "De handtekening van het logboek klopt niet."
TREE_HEAD_NONE = "De handtekening van het logboek zit nog niet in dit bewijs."

TIMESTAMP_OK = "Dit logboek bestond al op {moment}. Dat verklaart: {tsa}."
TIMESTAMP_FAILED = "Het tijdstempel is niet echt of hoort bij een ander logboek."
TIMESTAMP_NONE = "Er zit nog geen tijdstempel in dit bewijs."
TIMESTAMP_UNCHECKED = (
    "Er zit een tijdstempel in. Het is niet helemaal onderzocht, want er is geen certificaat opgegeven."
)

UPLOADS_NONE = "U hebt geen eigen bestanden laten vergelijken."
UPLOADS_OK = "De bestanden die u gaf zijn precies de bestanden die zijn ontvangen."
UPLOADS_FAILED = "Dit is niet ontvangen bij dit bericht, of is daarna veranderd: {names}."

RECEIPT, DOSSIER = "ontvangstbewijs", "afschrift"
"""What is checked, as people call it."""

VERDICTS = MappingProxyType(
    {
        RECEIPT: {
            "failed": "Dit bewijs klopt niet. Lees bij de controles wat er mis is.",
            "promised": "Dit bewijs klopt. De ontvangst is ondertekend, maar staat nog niet in het logboek.",
            "sealed": "Dit bewijs klopt. De ontvangst is ondertekend en staat in het logboek.",
            "timestamped": (
                "Dit bewijs klopt. "
                "De ontvangst is ondertekend, staat in het logboek en heeft een tijdstempel."
            ),
        },
        DOSSIER: {
            "failed": "Dit afschrift klopt niet. Lees bij de controles wat er mis is.",
            "promised": "Dit afschrift klopt. Het is ondertekend, maar nog niet alles staat in het logboek.",
            "sealed": "Dit afschrift klopt. Het is ondertekend en alle feiten staan in het logboek.",
            "timestamped": (
                "Dit afschrift klopt. Het is ondertekend, staat in het logboek en heeft een tijdstempel."
            ),
        },
    }
)
"""What each verdict says, by what was checked."""

KEY_LIMIT = (
    "Dat de sleutel echt van de organisatie is. De controle gebruikt de sleutel die u opgeeft, of op een "
    "webpagina de sleutel van die website. Vergelijk het nummer van de sleutel met wat de organisatie "
    "daarover bekendmaakte. Een sleutel die in het bestand zelf zit, is daarvoor niet genoeg."
)
_CLOCK = (
    "Dat de organisatie vóór het tijdstempel niets veranderde. Zij houdt het logboek zelf bij. Een "
    "tijdstempel van een andere dienst laat zien dat alles er op dat moment al zo in stond. Is er geen "
    "tijdstempel, of gaf de organisatie het zelf (‘eigen klok’)? Dan is er alleen haar eigen woord."
)
_SENDER = "Wie de afzender is. Hoe iemand inlogde staat in het ontvangstbewijs."
RECEIPT_LIMITS = (KEY_LIMIT, _CLOCK, _SENDER)
COPY_LIMITS = (
    "Dat dit alles is. Elk feit staat in het logboek, maar aan dit bestand is niet te zien of er feiten zijn "
    "weggelaten. Die zijn op te vragen bij de organisatie.",
    KEY_LIMIT,
    _CLOCK,
    "Dat iemand een bericht heeft gelezen, als er geen feit is dat het in Mijn omgeving is geopend. Dat een "
    "mailserver een bericht aannam, betekent niet dat iemand het las.",
)
"""What such a file never proves."""

DOSSIER_OK = "Het bestand is een afschrift en is helemaal leesbaar."
DOSSIER_MISSHAPEN = "Het afschrift is beschadigd of veranderd: het heeft niet de vorm van een afschrift."
DOSSIER_NOT_EXAMINED = "Dit is niet onderzocht, omdat het afschrift niet te lezen is."
FACTS_OK = "Elk feit staat in het logboek en kan daar niet meer uit. Aantal feiten: {number}."
FACTS_FAILED = "Dit staat niet in het logboek dat bij dit afschrift hoort: feit nummer {names}."
FACTS_SOME = (
    "Van de {number} feiten staan er {waiting} nog niet in het logboek. Haal later een nieuw afschrift op."
)
FACTS_NONE = "Er staan geen feiten in dit afschrift."
WORDS_OK = "De woorden van elk bericht zijn precies wat is verstuurd. Aantal berichten: {number}."
WORDS_NONE = "Er staan geen berichten in dit afschrift."
WORDS_FAILED = "De woorden van een bericht zijn niet die van het bericht dat is verstuurd: {name}."
SENDING_UNKNOWN = "Van een bericht is geen feit vastgelegd. Het is niet te zien of het is verstuurd: {name}."
DOSSIER_SEAL_OK = "Aan het afschrift is niets veranderd sinds het is gemaakt."
DOSSIER_SEAL_UNKNOWN = "Het afschrift is verzegeld met een sleutel die hier niet bekend is."
DOSSIER_SEAL_BROKEN = "Het afschrift is veranderd nadat het is verzegeld."
