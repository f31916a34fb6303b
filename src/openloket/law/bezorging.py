"""Sending: the moment that counts, sending again, changing what went out (Awb 2:11-2:12, 2:19)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from openloket.law.antwoord import Antwoord, Slotsom, antwoord, volledigheid
from openloket.law.inwerking import nog_niet
from openloket.law.waarom import Stap, Twijfel, Waarom, datum_in_woorden, waarom


class Verzendwijze(StrEnum):
    """The three cases of Awb 2:19, by the system through which a message goes."""

    BUITEN_DE_OVERHEID = "a"
    SYSTEEM_MET_TOEGANG = "b"
    MIJNOVERHEID_EN_ANDER = "c"


@dataclass(frozen=True, slots=True)
class Verzendmoment:
    """The moment at which a message counts as sent, with the why; a Twijfel when the law leaves it open."""

    tijdstip: datetime
    waarom: Waarom
    twijfel: Twijfel | None = None


_UITLEG = {
    Verzendwijze.BUITEN_DE_OVERHEID: "Het bericht bereikte een systeem waar de overheid niet over gaat.",
    Verzendwijze.SYSTEEM_MET_TOEGANG: "Het bericht stond voor u klaar in een systeem waar u bij kunt.",
    Verzendwijze.MIJNOVERHEID_EN_ANDER: "Het bericht stond voor u klaar in MijnOverheid.",
}


def verzendmoment(wijze: Verzendwijze, gemeten_op: datetime | None) -> Verzendmoment | Twijfel:
    """When a message by the body counts as sent. Source: Awb 2:19 onder a, b and c.

    `gemeten_op` is the moment of the event that `wijze` names: accepted by a system for which no body of
    government is responsible (a), accessible to the addressee (b), accessible through MijnOverheid (c). None:
    a Twijfel, for a moment is never made up. ValueError for a time without a time zone.
    """
    artikel = f"Awb 2:19 onder {wijze.value}"
    if gemeten_op is None:
        return Twijfel(
            vraag="Wanneer is dit bericht verzonden?",
            grond="Het tijdstip is niet vastgelegd.",
            voorlopig="Het bericht geldt als niet verzonden. Er begint voor u geen termijn te lopen.",
            artikel=artikel,
        )
    _met_tijdzone(gemeten_op)
    return Verzendmoment(gemeten_op, waarom(Stap(_UITLEG[wijze], artikel)))


def _met_tijdzone(moment: datetime) -> None:
    if moment.tzinfo is None:
        raise ValueError("Een tijdstip zonder tijdzone ligt niet vast.")


@dataclass(frozen=True, slots=True)
class Verzending:
    """One attempt to send: when it counted as sent, and whether the message was delivered.

    `bezorgd` None: no report of failure came, and none of success.
    """

    tijdstip: datetime
    bezorgd: bool | None = None


def geldend_verzendmoment(pogingen: Sequence[Verzending]) -> Verzendmoment | Twijfel:
    """The moment that counts after one or more attempts. Source: Awb 2:11 lid 1 and 3.

    The first one, unless it failed; then the second. When that failed too the act is silent: the first later
    one that did not fail counts, with a Twijfel. All failed: a Twijfel and no moment. ValueError when
    there is no attempt.
    """
    if not pogingen:
        raise ValueError("Er is geen verzending.")
    volgorde = sorted(pogingen, key=lambda poging: poging.tijdstip)
    for poging in volgorde:
        _met_tijdzone(poging.tijdstip)
    gelukt = next((n for n, poging in enumerate(volgorde) if poging.bezorgd is not False), None)
    if gelukt is None:
        return _NIET_BEZORGD
    tijdstip = volgorde[gelukt].tijdstip
    if gelukt == 0:
        stap = Stap("Wij hebben geen bericht dat de bezorging mislukte.", "Awb 2:11 lid 1")
        return Verzendmoment(tijdstip, waarom(stap))
    tekst = "De eerste verzending mislukte. De tweede verzending telt."
    if gelukt == 1:
        return Verzendmoment(tijdstip, waarom(Stap(tekst, "Awb 2:11 lid 3")))
    tekst = "De eerste verzendingen mislukten. De eerste verzending die aankwam, telt."
    return Verzendmoment(tijdstip, waarom(Stap(tekst, "Awb 2:11 lid 3")), _NA_DE_TWEEDE)


def tweede_verzending(eerste: date, tweede: date) -> Waarom:
    """Why the second sending of a message counts and not the first. Source: Awb 2:11 lid 1 and 3."""
    return waarom(
        Stap(f"Wij stuurden dit op {datum_in_woorden(eerste)}. Het kwam niet aan.", "Awb 2:11 lid 1", eerste),
        Stap(
            f"Wij stuurden het opnieuw op {datum_in_woorden(tweede)}. Daarom telt die dag.",
            "Awb 2:11 lid 3",
            tweede,
        ),
    )


def brief_na_kennisgeving(klaar_op: date, brief_op: date) -> Waarom:
    """Why the day of a letter counts when the notice of a message that was ready did not arrive.

    Source: Awb 2:11 lid 2, 2:19 onder b, 2:22 lid 2. The act only says that lateness is not held against
    who did not get the notice; that the term begins anew is the house's choice, in favour of the reader.
    """
    return waarom(
        Stap(f"Dit stond voor u klaar op {datum_in_woorden(klaar_op)}.", "Awb 2:19 onder b", klaar_op),
        Stap("De e-mail daarover kwam niet aan.", "Awb 2:11 lid 2"),
        Stap(
            f"Daarom stuurden wij een brief op {datum_in_woorden(brief_op)}. Die dag telt, in uw voordeel.",
            "Awb 2:22 lid 2",
            brief_op,
        ),
    )


def geopend_na_sms(klaar_op: date, geopend_op: date) -> Waarom:
    """Why the day counts on which the reader opened a message, after a text message told of it.

    Source: Awb 2:11 lid 2, 2:19 onder b, 2:22 lid 2. As with a letter (brief_na_kennisgeving) the house's
    choice, in favour of the reader.
    """
    return waarom(
        Stap(f"Dit stond voor u klaar op {datum_in_woorden(klaar_op)}.", "Awb 2:19 onder b", klaar_op),
        Stap("De e-mail daarover kwam niet aan. Wij stuurden u een sms.", "Awb 2:11 lid 2"),
        Stap(
            f"U opende het op {datum_in_woorden(geopend_op)}. Die dag telt, in uw voordeel.",
            "Awb 2:22 lid 2",
            geopend_op,
        ),
    )


_NIET_BEZORGD = Twijfel(
    vraag="Geldt dit bericht als verzonden?",
    grond="Geen enkele verzending kwam aan.",
    voorlopig="Nee: er begint voor u geen termijn te lopen. Wij sturen het bericht nog eens of anders.",
    artikel="Awb 2:11 lid 3",
)
_NA_DE_TWEEDE = Twijfel(
    vraag="Welke verzending telt als ook de tweede mislukte?",
    grond="De wet noemt alleen de tweede verzending.",
    voorlopig="De eerste verzending die aankwam.",
    artikel="Awb 2:11 lid 3",
)


def na_mislukte_bezorging(op: date, *, opnieuw_of_anders_verzonden: bool) -> Antwoord:
    """What is due after a message could not be delivered. Source: Awb 2:11 lid 1 (no number, no term)."""
    artikel = "Awb 2:11 lid 1"
    te_vroeg = nog_niet(artikel, op)
    if te_vroeg is not None:
        return te_vroeg
    if opnieuw_of_anders_verzonden:
        tekst = "Het bericht kwam niet aan. Wij hebben het nog eens of op een andere manier gestuurd."
        return antwoord(Slotsom.VOLDOET, tekst, artikel)
    tekst = "Het bericht kwam niet aan. Wij sturen het nog eens of op een andere manier, zoals per brief."
    return antwoord(Slotsom.MOET, tekst, artikel)


def na_mislukte_kennisgeving(
    op: date, *, opnieuw_verzonden: bool, andere_weg_geprobeerd: bool, maatregelen_genoemd: bool
) -> Antwoord:
    """What is due after a notice could not be delivered: again, or an effort by another way.

    Source: Awb 2:11 lid 2.

    By another way the addressee hears of the failed notice, and `maatregelen_genoemd` what he can do to get
    notices.
    """
    artikel = "Awb 2:11 lid 2"
    te_vroeg = nog_niet(artikel, op)
    if te_vroeg is not None:
        return te_vroeg
    if opnieuw_verzonden:
        return antwoord(Slotsom.VOLDOET, "Wij hebben de melding nog eens gestuurd.", artikel)
    gevraagd = {
        "de melding nog eens sturen of u op een andere manier inlichten": andere_weg_geprobeerd,
        "vertellen wat u kunt doen om meldingen te krijgen": maatregelen_genoemd,
    }
    goed = "De melding kwam niet aan. Wij hebben u op een andere manier ingelicht."
    return volledigheid(artikel, gevraagd, goed, "De melding kwam niet aan. Dit moet nog gebeuren:")


def wijziging_volledig(
    op: date, *, nieuw_bericht: bool, vermeldt_wijziging: bool, oude_bericht_intact: bool
) -> Antwoord:
    """Whether a sent message was changed or withdrawn as the act asks: by a new one that says so.

    Source: Awb 2:12. That the old message stays as it was follows from it.
    """
    artikel = "Awb 2:12"
    te_vroeg = nog_niet(artikel, op)
    if te_vroeg is not None:
        return te_vroeg
    gevraagd = {
        "een nieuw bericht": nieuw_bericht,
        "in dat bericht: wat er verandert of vervalt": vermeldt_wijziging,
        "het eerdere bericht, ongewijzigd": oude_bericht_intact,
    }
    goed = "U kreeg een nieuw bericht waarin staat wat er verandert of vervalt."
    return volledigheid(artikel, gevraagd, goed, "Het bericht is niet goed veranderd. Er ontbreekt:")
