"""The tables that can be imported: a template for each kind, with what every column is for."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from openloket.monitor.scoring.channels import LABELS, Audience, Basis
from openloket.monitor.scoring.ladder import Step
from openloket.monitor.sources.cells import (
    Column,
    day,
    decimal,
    moment,
    number,
    one_of,
    sha256,
    short,
    text,
    web_address,
    yes_or_no,
)


class Kind(StrEnum):
    """What a table tells of."""

    OBSERVATIONS = "waarnemingen"
    RECEIPTS = "testvragen"
    DESIGNATIONS = "aanwijzingsbesluiten"
    SUPPORT = "ondersteuning"
    STATEMENTS = "toegankelijkheid"
    SATISFACTION = "tevredenheid"


@dataclass(frozen=True, slots=True)
class Template:
    """The columns of a kind, in the order of the template."""

    kind: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The first line of the table."""
        return tuple(column.name for column in self.columns)


_CHANNELS: Mapping[str, object] = {label: channel for channel, label in LABELS.items()}
_BASES: Mapping[str, object] = {"gemeten": Basis.MEASURED, "zelf opgegeven": Basis.DECLARED}
_TOWN = Column("gemeente", text, "GM0014", "CBS-code van de gemeente")
_PROOF = (
    Column(
        "adres", web_address, "https://www.voorbeeld.nl/product", "de pagina die is bekeken", needed=False
    ),
    Column("gezien_op", moment, "2026-03-02T10:15", "wanneer het zo was"),
    Column("paginahash", sha256, "", "SHA-256 van de pagina, als die er is", needed=False),
    Column("citaat", text, "Vraag direct aan", "waar het op berust, zonder persoonsgegevens", needed=False),
    Column("door", short(120), "Onderzoeksbureau", "welke organisatie of welk programma keek"),
    Column("reden", text, "Op de pagina staat een formulier.", "waarom dit de uitkomst is, voor iedereen"),
    Column("correctie", text, "", "alleen bij een verbetering: waarom het eerder niet klopte", needed=False),
)

_PRODUCT = Column("product", text, "paspoort", "uniforme productnaam, of de term uit de UPL")
_AUDIENCE = Column("doelgroep", one_of({one.value: one for one in Audience}), "inwoner", "voor wie")

SET_OF_PRODUCTS = Template("productset", (_PRODUCT, _AUDIENCE))

TEMPLATES: dict[Kind, Template] = {
    Kind(one.kind): one
    for one in (
        Template(
            Kind.OBSERVATIONS,
            (
                _TOWN,
                _PRODUCT,
                _AUDIENCE,
                Column(
                    "kanaal",
                    one_of(_CHANNELS),
                    "online formulier",
                    "de verste digitale weg: één van de namen",
                ),
                Column(
                    "trede",
                    number(Step.INFORMATION, Step.PROACTIVE),
                    "3",
                    "trede van de ladder",
                    needed=False,
                ),
                Column("bron", one_of(_BASES), "gemeten", "gemeten, of zelf opgegeven"),
                Column("zekerheid", decimal(0, 1), "0,95", "tussen 0 en 1", needed=False),
                Column("leverancier", short(60), "", "wie het formulier levert", needed=False),
                *_PROOF,
            ),
        ),
        Template(
            Kind.RECEIPTS,
            (
                _TOWN,
                Column(
                    "manier", one_of({"e-mail": "email", "formulier": "web_form"}), "e-mail", "hoe gevraagd"
                ),
                Column("code", short(20), "PROEF-7KX2", "staat in de vraag; voor elke vraag een andere"),
                Column("adres", web_address, "mailto:info@voorbeeld.nl", "waarheen de vraag ging"),
                Column("vraag", text, "Wat kost parkeren bij het gemeentehuis?", "de vraag"),
                Column("verstuurd_op", moment, "2026-03-02T10:15", "wanneer de vraag is verstuurd"),
                Column(
                    "bevestigd_op",
                    moment,
                    "",
                    "wanneer de bevestiging kwam; leeg als die er niet is",
                    needed=False,
                ),
                Column("citaat", text, "", "de woorden die de ontvangst bevestigen", needed=False),
                Column("door", short(120), "Onderzoeksbureau", "welke organisatie vroeg"),
            ),
        ),
        Template(
            Kind.DESIGNATIONS,
            (
                _TOWN,
                Column(
                    "bron",
                    one_of({"gemeenteblad": "gemeenteblad", "regelingenbank": "regelingen"}),
                    "gemeenteblad",
                    "waar het staat",
                ),
                Column("nummer", short(120), "gmb-2026-1234", "het nummer daar"),
                Column("titel", text, "Aanwijzingsbesluit elektronische kanalen", "de titel"),
                Column("adres", web_address, "https://voorbeeld.nl/gmb-2026-1234", "waar het te lezen is"),
                Column("gepubliceerd_op", day, "2026-01-05", "de dag van publicatie"),
                Column("in_werking_op", day, "2026-01-06", "de dag van inwerkingtreding", needed=False),
                Column("gezien_op", moment, "2026-03-02", "wanneer het is gevonden"),
            ),
        ),
        Template(
            Kind.SUPPORT,
            (_TOWN, Column("gevonden", yes_or_no, "ja", "of informatie over hulp te vinden is"), *_PROOF),
        ),
        Template(
            Kind.STATEMENTS,
            (
                _TOWN,
                Column(
                    "status",
                    one_of({"a": "A", "b": "B", "c": "C", "d": "D", "e": "E", "geen": "none"}),
                    "B",
                    "status van de toegankelijkheidsverklaring, of geen",
                ),
                *_PROOF,
            ),
        ),
        Template(
            Kind.SATISFACTION,
            (
                _TOWN,
                Column("cijfer", decimal(0, 10), "7,4", "van 0 tot en met 10"),
                Column(
                    "antwoorden", number(1, 10_000_000), "1200", "hoeveel mensen antwoordden", needed=False
                ),
                *_PROOF,
            ),
        ),
    )
}
