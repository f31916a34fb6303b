"""Who must prove that a message was sent, received or read, and what a copy of it holds (Awb 2:25)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openloket.law.antwoord import Antwoord, Slotsom, volledigheid
from openloket.law.inwerking import nog_niet
from openloket.law.waarom import Stap, Twijfel, Waarom, waarom


class Bewijsonderwerp(StrEnum):
    """What is in dispute: the three of Awb 2:25."""

    ONTVANGST = "ontvangst"
    VERZENDING = "verzending"
    KENNISNEMING = "kennisneming"


class Partij(StrEnum):
    """Who is asked; ANDER is neither the one who sent nor the one to whom it was sent."""

    BESTUURSORGAAN = "bestuursorgaan"
    AFZENDER = "afzender"
    GEADRESSEERDE = "geadresseerde"
    ANDER = "ander"


@dataclass(frozen=True, slots=True)
class Bewijslast:
    """Who bears the burden of proof, with the why."""

    partij: Partij
    waarom: Waarom
    twijfel: Twijfel | None = None


_WAT = {
    Bewijsonderwerp.ONTVANGST: "of het bericht is aangekomen",
    Bewijsonderwerp.VERZENDING: "of het bericht is verzonden",
    Bewijsonderwerp.KENNISNEMING: "of het bericht is gelezen",
}


def bewijslast(onderwerp: Bewijsonderwerp, systeem_met_toegang: bool, op: date) -> Bewijslast:
    """Who must prove it. Source: Awb 2:25, first sentence.

    On its words the article is only for a system in which the addressee has access to the message. Elsewhere
    the ordinary rules of evidence hold, which a person must apply; we keep the same proof.
    """
    artikel = "Awb 2:25"
    wat = _WAT[onderwerp]
    if systeem_met_toegang and nog_niet(artikel, op) is None:
        stap = Stap(f"De gemeente moet bewijzen {wat}.", artikel)
        return Bewijslast(Partij.BESTUURSORGAAN, waarom(stap))
    twijfel = Twijfel(
        vraag=f"Wie moet bewijzen {wat}?",
        grond="Deze regel is voor een systeem waarin u bij uw berichten kunt. Hier geldt hij niet.",
        voorlopig="De gemeente: zij legt alles vast.",
        artikel=artikel,
    )
    stap = Stap(f"De wet zegt hier niet wie moet bewijzen {wat}. De gemeente neemt dat op zich.", "")
    return Bewijslast(Partij.BESTUURSORGAAN, waarom(stap), twijfel)


class Gegeven(StrEnum):
    """A fact about a message that a copy may hold, in words that fit a list."""

    ONTVANGEN_OP = "wanneer het bericht is ontvangen"
    VERZONDEN_OP = "wanneer het bericht is verzonden"
    GELEZEN_OP = "wanneer het bericht is geopend"
    BEVESTIGING = "de ontvangstbevestiging"
    KENNISGEVING = "de melding dat er een bericht is"
    NIET_BEZORGD = "meldingen dat bezorgen mislukte"


# What the sentence names, by direction; the rest is VNG's list of what to log.
AAN_BESTUURSORGAAN = (Gegeven.ONTVANGEN_OP, Gegeven.BEVESTIGING)
AAN_GEADRESSEERDE = (
    Gegeven.VERZONDEN_OP,
    Gegeven.KENNISGEVING,
    Gegeven.GELEZEN_OP,
    Gegeven.NIET_BEZORGD,
)


def afschrift_volledig(
    vastgelegd: Collection[Gegeven], gevraagd_door: Partij, inkomend: bool, op: date
) -> Antwoord:
    """Whether the copy that is asked for holds all facts. Source: Awb 2:25, second sentence.

    `vastgelegd` names the facts that the copy settles, which may be that something did not happen (not read,
    no failure). Only the sender and the addressee have the right; for another: MAG_NIET.
    """
    artikel = "Awb 2:25"
    te_vroeg = nog_niet(artikel, op)
    if te_vroeg is not None:
        return te_vroeg
    if gevraagd_door is Partij.ANDER:
        tekst = "Alleen wie het bericht stuurde of kreeg, krijgt deze gegevens."
        return Antwoord(Slotsom.MAG_NIET, waarom(Stap(tekst, artikel)))
    nodig = AAN_BESTUURSORGAAN if inkomend else AAN_GEADRESSEERDE
    gevraagd = {gegeven.value: gegeven in vastgelegd for gegeven in nodig}
    return volledigheid(artikel, gevraagd, "U krijgt alle gegevens.", "In het afschrift ontbreekt:")
