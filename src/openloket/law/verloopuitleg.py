"""The words beside a term that follows its events: steps, doubts, and the notices the law asks to send."""

from collections.abc import Iterable
from datetime import date

from openloket.law.gebeurtenissen import (
    Mededeling,
    Ontvanger,
    Opschortingsgrond,
    Stilstand,
    Verlenging,
    Verlengingsgrond,
)
from openloket.law.kalender import Duur
from openloket.law.termijnen import Termijn, Termijnsoort
from openloket.law.waarom import Stap, Twijfel, datum_in_woorden

REDENEN = {
    Opschortingsgrond.AANVULLING: "Wij vroegen u om uw aanvraag aan te vullen.",
    Opschortingsgrond.BUITENLANDSE_INFORMATIE: "Wij vroegen informatie in het buitenland.",
    Opschortingsgrond.INSTEMMING: "U stemde schriftelijk in met uitstel.",
    Opschortingsgrond.TOEREKENBAAR: "De vertraging komt door u.",
    Opschortingsgrond.OVERMACHT: "Wij kunnen door overmacht niet beslissen.",
    Opschortingsgrond.HERSTEL_BEZWAAR: "Wij vroegen de indiener om het bezwaar aan te vullen.",
}

EINDE_MELDEN = frozenset(
    {
        Opschortingsgrond.BUITENLANDSE_INFORMATIE,
        Opschortingsgrond.TOEREKENBAAR,
        Opschortingsgrond.OVERMACHT,
    }
)

# 9:11 lid 3 is not here: that delay rests on a written consent, and its text asks no notice.
VERLENGING_MELDEN = {
    Verlengingsgrond.MEDEDELING_WETTELIJK: "Awb 4:14 lid 1",
    Verlengingsgrond.MEDEDELING: "Awb 4:14 lid 3",
    Verlengingsgrond.INGEWIKKELD: "Awb 3:18 lid 2",
    Verlengingsgrond.VERDAGING_BEZWAAR: "Awb 7:10 lid 5",
    Verlengingsgrond.UITSTEL_BEZWAAR: "Awb 7:10 lid 5",
    Verlengingsgrond.VERDAGING_KLACHT: "Awb 9:11 lid 2",
}
SCHRIFTELIJK = frozenset({"Awb 7:10 lid 5", "Awb 9:11 lid 2"})

ONTVANGERS = {
    Termijnsoort.BESLISTERMIJN: (Ontvanger.AANVRAGER,),
    Termijnsoort.BESLISTERMIJN_BEZWAAR: (Ontvanger.BELANGHEBBENDEN,),
    Termijnsoort.KLACHTTERMIJN: (Ontvanger.KLAGER, Ontvanger.BEKLAAGDE),
}

ALLEEN_AANGEKONDIGD = Twijfel(
    vraag="Wordt een wettelijke termijn langer door de mededeling dat het besluit later komt?",
    grond="De wet vraagt deze mededeling, maar zegt niet dat de termijn daardoor langer wordt.",
    voorlopig="Nee: de laatste dag blijft dezelfde.",
    artikel="Awb 4:14 lid 1",
)


def niet_van_toepassing(grond: Opschortingsgrond | Verlengingsgrond) -> Stap:
    """Why an event was left aside: its article does not speak of this kind of term."""
    return Stap("Dit artikel geldt niet voor deze termijn. Daarom verandert er niets.", grond.artikel)


def stap_verlengd(verlenging: Verlenging, hoogste: Duur | None) -> Stap:
    """What was added; `hoogste` is the maximum of the act when it cut something off."""
    if verlenging.grond is Verlengingsgrond.STORING:
        tekst = f"Wij waren minder goed bereikbaar. Daarom krijgt iedereen er {verlenging.duur} bij."
        return Stap(tekst, verlenging.grond.artikel, verlenging.medegedeeld_op)
    tekst = (
        f"Op {datum_in_woorden(verlenging.medegedeeld_op)} lieten wij weten dat wij {verlenging.duur} langer "
        "nodig hebben."
    )
    if hoogste:
        tekst += f" De wet staat samen ten hoogste {hoogste} toe. Wat daarboven komt, telt niet."
    return Stap(tekst, verlenging.grond.artikel, verlenging.medegedeeld_op)


def stap_aangekondigd(verlenging: Verlenging, dag: date) -> Stap:
    """A later day was told, which moves nothing. Source: Awb 4:14 lid 1."""
    tekst = (
        f"Wij lieten weten dat het besluit uiterlijk op {datum_in_woorden(dag)} komt. De termijn zelf wordt "
        "daardoor niet langer."
    )
    return Stap(tekst, verlenging.grond.artikel, verlenging.medegedeeld_op)


def te_laat_verlengd(verlenging: Verlenging, uiterlijk: date) -> Stap:
    """Why an extension does not hold: it was told after the last day on which it could be."""
    tekst = (
        f"Wij lieten op {datum_in_woorden(verlenging.medegedeeld_op)} weten dat wij langer nodig hebben. Dat "
        f"kon tot en met {datum_in_woorden(uiterlijk)}. De termijn wordt daardoor niet langer."
    )
    return Stap(tekst, verlenging.grond.artikel, uiterlijk)


def twijfel_te_laat(verlenging: Verlenging) -> Twijfel:
    """Whether an extension that came too late holds all the same."""
    return Twijfel(
        vraag="Is de termijn verlengd, ook al was dat te laat?",
        grond="Een termijn die voorbij is, kan volgens de woorden van de wet niet meer langer worden.",
        voorlopig="Nee: de laatste dag blijft dezelfde.",
        artikel=verlenging.grond.artikel,
    )


def stap_stilstand(stilstand: Stilstand, laatste_dag: date) -> Stap:
    """From when to when the term stood still, or why it did not."""
    opschorting, stil_tot = stilstand.opschorting, stilstand.laatste
    artikel, eerste = opschorting.grond.artikel, opschorting.eerste_dag
    reden = REDENEN[opschorting.grond]
    if not stilstand.begonnen(laatste_dag):
        return Stap(f"{reden} De termijn was toen al voorbij. Daarom verandert er niets.", artikel, eerste)
    if stil_tot is None or (stilstand.open and stil_tot < eerste):
        return Stap(f"{reden} De termijn staat stil vanaf {datum_in_woorden(eerste)}.", artikel, eerste)
    if stil_tot < eerste:
        return Stap(f"{reden} Dat was zo snel klaar dat de termijn doorliep.", artikel, eerste)
    van, tot = datum_in_woorden(eerste), datum_in_woorden(stil_tot)
    return Stap(f"{reden} De termijn staat stil van {van} tot en met {tot}.", artikel, stil_tot)


def twijfel_open(stilstand: Stilstand) -> Twijfel:
    """On which day a suspension ends that has no known end yet."""
    tot = f"tot en met {datum_in_woorden(stilstand.laatste)}" if stilstand.laatste else "nog niet mee"
    return Twijfel(
        vraag="Op welke dag houdt de opschorting op?",
        grond="De termijn staat nog stil. De laatste dag ligt daardoor nog niet vast.",
        voorlopig=f"De vroegste dag: de opschorting telt {tot}.",
        artikel=stilstand.opschorting.grond.artikel,
    )


def slotstap(ruw: date, laatste: date) -> Stap:
    """The last step: the end as counted and the last day."""
    if laatste == ruw:
        return Stap(f"De laatste dag is nu {datum_in_woorden(laatste)}.", "", laatste)
    tekst = f"De termijn eindigt op {datum_in_woorden(ruw)}. De laatste dag is {datum_in_woorden(laatste)}."
    return Stap(tekst, "Algemene termijnenwet 1 lid 1", laatste)


def mededelingen(
    termijn: Termijn,
    stilstanden: Iterable[Stilstand],
    verlengingen: Iterable[Verlenging],
    aangekondigd: date | None,
    laatste: date,
) -> tuple[Mededeling, ...]:
    """The notices these events ask, oldest first.

    Source: Awb 3:18 lid 2, 4:14 lid 1 and 3, 4:15 lid 3 and 4, 7:10 lid 5, 9:11 lid 2.
    """
    berichten = []
    for stilstand in stilstanden:
        if stilstand.begonnen(laatste):
            berichten += _bij_stilstand(stilstand, ONTVANGERS[termijn.soort], laatste)
    for verlenging in verlengingen:
        artikel = VERLENGING_MELDEN.get(verlenging.grond)
        if artikel:
            noemt = aangekondigd if verlenging.grond is Verlengingsgrond.MEDEDELING_WETTELIJK else laatste
            bericht = Mededeling(
                artikel=artikel,
                vanaf=verlenging.medegedeeld_op,
                aan=ONTVANGERS[termijn.soort],
                tekst="Laat weten dat u meer tijd nodig hebt, en wanneer het antwoord uiterlijk komt.",
                schriftelijk=artikel in SCHRIFTELIJK,
                noemt=noemt,
            )
            berichten.append(bericht)
    return tuple(sorted(berichten, key=lambda bericht: (bericht.vanaf, bericht.artikel)))


def _bij_stilstand(stilstand: Stilstand, aan: tuple[Ontvanger, ...], laatste: date) -> list[Mededeling]:
    grond, aanleiding = stilstand.opschorting.grond, stilstand.opschorting.aanleiding
    berichten = []
    if grond is Opschortingsgrond.OVERMACHT:
        tekst = "Laat zo snel mogelijk weten dat de termijn stilstaat, en wanneer het besluit komt."
        berichten.append(Mededeling("Awb 4:15 lid 3", aanleiding, aan, tekst))
    if grond is Opschortingsgrond.HERSTEL_BEZWAAR:
        tekst = "Laat schriftelijk weten dat de termijn stilstaat."
        berichten.append(Mededeling("Awb 7:10 lid 5", aanleiding, aan, tekst, schriftelijk=True))
    if grond in EINDE_MELDEN and stilstand.hervat:
        tekst = (
            "Laat zo snel mogelijk weten dat de termijn weer loopt, en wanneer het besluit uiterlijk komt."
        )
        berichten.append(Mededeling("Awb 4:15 lid 4", stilstand.hervat, aan, tekst, noemt=laatste))
    return berichten
