"""The register of duties O-01 to O-27: articles, who answers them, and how sure we are of the text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Zekerheid(StrEnum):
    """How we know it: the text itself, what others say of a text we did not see, or our own reading."""

    GELEZEN = "de wettekst is gelezen"
    OMSCHREVEN = "uit een toelichting, niet uit de wettekst"
    AFGELEID = "onze uitleg van de gelezen wettekst"


@dataclass(frozen=True, slots=True)
class Verplichting:
    """One duty.

    - `functies`: what answers it, as module.name inside openloket.law;
    - `termijnen`: the articles of its terms in the register of terms;
    - `open_vraag`: what the law leaves open, "" when nothing; a person decides then.
    """

    nummer: str
    titel: str
    artikelen: tuple[str, ...]
    functies: tuple[str, ...]
    termijnen: tuple[str, ...]
    zekerheid: Zekerheid
    open_vraag: str = ""

    def eigen_termijnen(self, bekend: Iterable[str]) -> tuple[str, ...]:
        """Which of the known terms, such as "4:17" or "9:8 lid 3", are its own."""
        return tuple(artikel for artikel in bekend if _zonder_lid(artikel) in self.termijnen)


def _zonder_lid(artikel: str) -> str:
    gevonden = re.match(r"\d+:\d+[a-z]*", artikel)
    return gevonden.group() if gevonden else artikel


VERPLICHTINGEN = (
    Verplichting(
        "O-01",
        "Passende ondersteuning",
        ("Awb 2:1", "Awb 2:2"),
        (
            "ondersteuning.ondersteuning_aantoonbaar",
            "machtiging.mag_vertegenwoordigen",
            "machtiging.mag_machtiging_verlangen",
            "machtiging.machtiging_dekt",
            "machtiging.mag_vertegenwoordiger_weigeren",
            "machtiging.weigering_gemeld",
        ),
        (),
        Zekerheid.OMSCHREVEN,
        "Wanneer is ondersteuning passend? De wet noemt geen minimum; de toelichting wel.",
    ),
    Verplichting(
        "O-02",
        "Doorzenden en terugzenden",
        ("Awb 2:3",),
        (
            "oordeel.beoordeel",
            "handelwijze.weeg",
            "doorzenden.terugzendplicht",
            "doorzenden.doorzending_volledig",
        ),
        (),
        Zekerheid.GELEZEN,
        "Hoe snel is 'onverwijld'? De wet noemt geen aantal dagen.",
    ),
    Verplichting(
        "O-03",
        "Digitaal is nooit verplicht",
        ("Awb 2:7",),
        ("kanalen.niet_digitaal_verplicht",),
        (),
        Zekerheid.GELEZEN,
    ),
    Verplichting(
        "O-04",
        "Alleen digitaal na uitdrukkelijke toestemming",
        ("Awb 2:8",),
        ("verzending.mag_elektronisch",),
        (),
        Zekerheid.GELEZEN,
        "Is voor de ontvangstbevestiging zelf toestemming nodig?",
    ),
    Verplichting(
        "O-05",
        "Betrouwbaar en vertrouwelijk verzenden",
        ("Awb 2:9",),
        ("verzending.passende_weg",),
        (),
        Zekerheid.GELEZEN,
    ),
    Verplichting(
        "O-06",
        "Binnen 48 uur melden dat er een bericht is",
        ("Awb 2:10 lid 1", "Awb 2:10 lid 3"),
        ("kennisgeving.kennisgeving_verplicht", "verzendtermijnen.kennisgeving_uiterlijk"),
        ("2:10",),
        Zekerheid.GELEZEN,
    ),
    Verplichting(
        "O-07",
        "Wat er in die melding staat",
        ("Awb 2:10 lid 2",),
        ("kennisgeving.kennisgeving_inhoud",),
        (),
        Zekerheid.OMSCHREVEN,
        "De precieze tekst van dit lid is niet bekend.",
    ),
    Verplichting(
        "O-08",
        "Opnieuw verzenden als bezorgen mislukt",
        ("Awb 2:11",),
        (
            "bezorging.na_mislukte_bezorging",
            "bezorging.na_mislukte_kennisgeving",
            "bezorging.geldend_verzendmoment",
        ),
        (),
        Zekerheid.GELEZEN,
        "Welke verzending telt als ook de tweede mislukt?",
    ),
    Verplichting(
        "O-09",
        "Veranderen alleen met een nieuw bericht",
        ("Awb 2:12",),
        ("bezorging.wijziging_volledig",),
        (),
        Zekerheid.GELEZEN,
    ),
    Verplichting(
        "O-10",
        "Voor elk soort bericht een weg aanwijzen",
        ("Awb 2:13 lid 2", "Awb 2:13 lid 3", "Awb 3:42"),
        (
            "aanwijzing.aanwijzing_volledig",
            "aanwijzing.aanwijzingsbesluit_volledig",
            "aanwijzing.eis_toegestaan",
        ),
        (),
        Zekerheid.GELEZEN,
        "Is er een tijdelijke regeling die berichten uitzondert?",
    ),
    Verplichting(
        "O-11",
        "Andere berichten, en weigeren",
        ("Awb 2:14", "Awb 2:15"),
        (
            "oordeel.beoordeel",
            "weigering.mag_bericht_weigeren",
            "weigering.weigering_volledig",
            "weigering.mag_buiten_behandeling",
        ),
        (),
        Zekerheid.GELEZEN,
    ),
    Verplichting(
        "O-12",
        "Een bericht langs de verkeerde weg",
        ("Awb 2:16", "Awb 2:23", "Awb 2:24", "Awb 4:5 lid 5"),
        (
            "oordeel.beoordeel",
            "handelwijze.weeg",
            "verzendtermijnen.verlengd_door_verkeerde_weg",
            "verzendtermijnen.beslistermijn_na_doorgeleiding",
        ),
        ("2:23", "2:24"),
        Zekerheid.GELEZEN,
        "Hoeft een bezwaar langs een niet aangewezen weg niet? Is acht weken een wettelijke behandeltermijn?",
    ),
    Verplichting(
        "O-13",
        "De ontvangst bevestigen",
        ("Awb 2:17 lid 1", "Awb 6:14", "Awb 9:6"),
        ("ontvangst.ontvangstplicht", "bezwaar.ontvangst_bezwaar_gemeld", "klacht.ontvangst_klacht_gemeld"),
        (),
        Zekerheid.GELEZEN,
        "Hoe snel en met welke inhoud? De wet zegt dat niet.",
    ),
    Verplichting(
        "O-14",
        "Teruggeven wat iemand invulde",
        ("Awb 2:17 lid 2",),
        ("ontvangst.ontvangstplicht", "verzending.passende_weg"),
        (),
        Zekerheid.GELEZEN,
    ),
    Verplichting(
        "O-15",
        "Ondertekenen",
        ("Awb 2:18",),
        ("ondertekening.ondertekening_voldoet", "ondertekening.medeondertekening"),
        (),
        Zekerheid.GELEZEN,
    ),
    Verplichting(
        "O-16",
        "Tijdstip van verzenden en ontvangen",
        ("Awb 2:19", "Awb 2:20", "Awb 6:9", "Awb 6:15"),
        (
            "ontvangst.ontvangstmoment",
            "bezorging.verzendmoment",
            "doorzenden.doorzending_volledig",
            "indiening.tijdig_ingediend",
        ),
        ("6:9", "6:15"),
        Zekerheid.GELEZEN,
    ),
    Verplichting(
        "O-17",
        "Storing: te laat is niet verwijtbaar",
        ("Awb 2:21",),
        (
            "storing.duur_in_termijn",
            "storing.verschoond_tot",
            "storing.beoordeel_ontvangst",
            "tijdigheid.tijdigheid",
            "storing.verlengd_wegens_storing",
        ),
        ("2:21",),
        Zekerheid.AFGELEID,
        "Hoeveel tijd wordt vergeven bovenop de storing zelf?",
    ),
    Verplichting(
        "O-18",
        "Geen melding verzonden of ontvangen",
        ("Awb 2:22",),
        ("verzendtermijnen.termijn_na_kennisgeving",),
        ("2:22",),
        Zekerheid.GELEZEN,
    ),
    Verplichting(
        "O-19",
        "Bewijslast en afschrift",
        ("Awb 2:25",),
        ("bewijs.bewijslast", "bewijs.afschrift_volledig"),
        (),
        Zekerheid.GELEZEN,
        "Wie bewijst het buiten een systeem waarin iemand bij zijn berichten kan?",
    ),
    Verplichting(
        "O-20",
        "Niet meer vragen dan nodig",
        ("Awb 4:4 lid 2",),
        ("formulier.vraag_toegestaan",),
        (),
        Zekerheid.GELEZEN,
    ),
    Verplichting(
        "O-21",
        "Een aanvraag die niet compleet is",
        ("Awb 4:2", "Awb 4:5", "Awb 4:15 lid 1"),
        (
            "bezwaar.aanvraag_volledig",
            "weigering.mag_buiten_behandeling",
            "taal.vertaling_nodig",
            "procedures.besluit_niet_behandelen",
        ),
        ("4:5", "4:15"),
        Zekerheid.GELEZEN,
    ),
    Verplichting(
        "O-22",
        "Op tijd beslissen op een aanvraag",
        ("Awb 3:16", "Awb 3:18", "Awb 4:13", "Awb 4:14", "Awb 4:15"),
        (
            "termijnen.beslistermijn",
            "termijnverloop.verloop",
            "procedures.zienswijzetermijn",
            "procedures.beslistermijn_uniform",
            "procedures.beslistermijn_na_terinzage",
        ),
        ("3:16", "3:18", "4:13", "4:14"),
        Zekerheid.GELEZEN,
    ),
    Verplichting(
        "O-23",
        "Ingebrekestelling en dwangsom",
        ("Awb 4:17", "Awb 4:18", "Awb 4:20b", "Awb 4:20c", "Awb 6:12"),
        (
            "dwangsom.dwangsom",
            "dwangsom.dwangsombedrag",
            "dwangsom.dwangsom_vaststellen",
            "dwangsom.beroep_niet_tijdig",
            "procedures.inwerking_van_rechtswege",
            "procedures.bekendmaking_van_rechtswege",
        ),
        ("4:17", "4:18", "4:20b", "4:20c", "6:12"),
        Zekerheid.GELEZEN,
        "Wat is de eerste dag van de dwangsom: 14 of 15 dagen later?",
    ),
    Verplichting(
        "O-24",
        "Bezwaar",
        (
            "Awb 6:4",
            "Awb 6:5",
            "Awb 6:6",
            "Awb 6:7",
            "Awb 6:8",
            "Awb 6:14",
            "Awb 6:17",
            "Awb 7:2",
            "Awb 7:4",
            "Awb 7:10",
            "Awb 7:13",
        ),
        (
            "indiening.indieningstermijn",
            "indiening.tijdig_ingediend",
            "termijnen.beslistermijn_bezwaar",
            "termijnen.beslistermijn_na_bezwaartermijn",
            "termijnen.met_advies",
            "tijdigheid.tijdigheid",
            "termijnverloop.verloop",
            "bezwaar.bezwaarschrift_volledig",
            "bezwaar.commissie_gemeld",
            "bezwaar.horen_volledig",
            "weigering.mag_buiten_behandeling",
            "procedures.stukken_voor_hoorzitting",
            "procedures.inzage_voor_hoorzitting",
            "machtiging.stukken_aan_gemachtigde",
        ),
        ("6:7", "6:8", "7:4", "7:10"),
        Zekerheid.GELEZEN,
    ),
    Verplichting(
        "O-25",
        "Klacht",
        (
            "Awb 9:4",
            "Awb 9:5",
            "Awb 9:6",
            "Awb 9:8",
            "Awb 9:9",
            "Awb 9:10",
            "Awb 9:11",
            "Awb 9:12",
            "Awb 9:12a",
            "Awb 9:15",
        ),
        (
            "termijnen.klachttermijn",
            "termijnen.met_advies",
            "klacht.klaagschrift_volledig",
            "klacht.behandeling_volledig",
            "procedures.klacht_niet_behandelen",
            "klacht.niet_behandelen_gemeld",
            "klacht.afdoening_volledig",
            "klacht.klachtenregister_volledig",
        ),
        ("9:8", "9:11"),
        Zekerheid.GELEZEN,
        "Op welke dag moeten de klachten van een jaar gepubliceerd zijn?",
    ),
    Verplichting(
        "O-26",
        "Een besluit bekendmaken",
        (
            "Awb 3:40",
            "Awb 3:41",
            "Awb 3:42",
            "Awb 3:43",
            "Awb 3:45",
            "Awb 3:46",
            "Awb 4:7",
            "Awb 6:23",
            "Awb 7:12",
        ),
        (
            "bekendmaking.bekendmaking",
            "bekendmaking.in_werking",
            "bekendmaking.clausule_volledig",
            "bekendmaking.mededeling_verplicht",
            "rechtsmiddel.rechtsmiddel_tegen",
            "rechtsmiddel.clausule",
            "rechtsmiddel.beroepstermijn",
            "motivering.motivering_volledig",
            "motivering.mag_afwijzen",
        ),
        (),
        Zekerheid.GELEZEN,
    ),
    Verplichting(
        "O-27", "Nederlands, tenzij", ("Awb 2:6",), ("taal.taal_toegestaan",), (), Zekerheid.GELEZEN
    ),
)
