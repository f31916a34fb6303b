"""The powers of the body: what it may do and need not, as values that nobody can mistake for a duty."""

from dataclasses import dataclass

from openloket.law.antwoord import Antwoord, Slotsom, antwoord


@dataclass(frozen=True, slots=True)
class Kanbepaling:
    """One power: its article, what the body may do, and the condition or the price of using it."""

    artikel: str
    mag: str
    mits: str

    def antwoord(self) -> Antwoord:
        """The power in words: 'mag, hoeft niet'."""
        tekst = f"De gemeente mag {self.mag}. Zij hoeft het niet. {self.mits}"
        return antwoord(Slotsom.MAG, tekst, self.artikel)


BEVOEGDHEDEN = (
    Kanbepaling(
        "Awb 2:1 lid 3",
        "van een gemachtigde een schriftelijke machtiging vragen",
        "Dat geldt niet voor wie alleen helpt.",
    ),
    Kanbepaling(
        "Awb 2:2 lid 1",
        "iemand weigeren die u helpt of namens u handelt",
        "Alleen bij ernstige bezwaren, en nooit een advocaat.",
    ),
    Kanbepaling(
        "Awb 2:6 lid 2",
        "een andere taal gebruiken dan het Nederlands",
        "Alleen als dat beter werkt en anderen er niet te veel last van hebben.",
    ),
    Kanbepaling(
        "Awb 2:13 lid 3",
        "eisen stellen aan een digitaal bericht",
        "Alleen in een besluit of een wet, en niet zo dat versturen te moeilijk wordt.",
    ),
    Kanbepaling(
        "Awb 2:15 lid 1",
        "digitale gegevens of stukken weigeren",
        "Alleen als aannemen een te zware last is. U hoort het zo snel mogelijk.",
    ),
    Kanbepaling(
        "Awb 2:15 lid 2",
        "een bericht weigeren",
        "Alleen als het niet betrouwbaar of vertrouwelijk genoeg is. U hoort het zo snel mogelijk.",
    ),
    Kanbepaling(
        "Awb 2:16 lid 1",
        "u alleen op de juiste weg wijzen",
        "Niet bij bezwaar of beroep, niet als er geen weg is aangewezen, en niet als behandelen gewoon kan.",
    ),
    Kanbepaling(
        "Awb 2:16 lid 2",
        "niet reageren op een bericht",
        "Alleen als het langs een weg kwam die voor geen enkel officieel bericht is aangewezen.",
    ),
    Kanbepaling(
        "Awb 2:21 lid 1",
        "een wettelijke termijn verlengen na een storing",
        "Zij laat dat zo snel mogelijk weten aan wie die weg gebruikt.",
    ),
    Kanbepaling(
        "Awb 2:24",
        "de termijn laten beginnen als het bericht intern is doorgestuurd",
        "Alleen als u dat meteen hoort, en niet bij bezwaar of beroep.",
    ),
    Kanbepaling(
        "Awb 4:5 lid 1",
        "een aanvraag niet behandelen die niet compleet is",
        "Alleen nadat u de kans kreeg om aan te vullen.",
    ),
    Kanbepaling(
        "Awb 4:5 lid 5",
        "u geen kans geven om aan te vullen",
        "Alleen als zij u op de juiste weg wijst.",
    ),
    Kanbepaling(
        "Awb 4:14",
        "later beslissen op een aanvraag",
        "Zij laat u dat weten en noemt een nieuwe termijn.",
    ),
    Kanbepaling(
        "Awb 7:10 lid 3",
        "later beslissen op uw bezwaar",
        "Ten hoogste zes weken. U hoort het schriftelijk.",
    ),
    Kanbepaling(
        "Awb 9:11 lid 2",
        "uw klacht later afhandelen",
        "Ten hoogste vier weken. U hoort het schriftelijk.",
    ),
)
