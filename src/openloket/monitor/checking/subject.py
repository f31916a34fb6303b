"""What a page should be about: the words of a product, and whether other words are about the same."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from openloket.monitor.checking.page import Page
from openloket.monitor.checking.wording import Text, stem

_WORDS_OF_ANY = """
    aanvragen aanvraag aanvraagformulier formulier webformulier formulieren online digitaal
    digitale digid eherkenning eidas met zonder voor van de het een en of in op bij naar aan
    uw je u mijn direct nu hier start starten begin doorgeven doorgeef melden melding meld
    regelen regel indienen invullen vul inwoner inwoners ondernemer ondernemers bedrijf
    bedrijven particulier particulieren organisatie organisaties via ga verder log inloggen
    doe doen gemeente maak maken uit te om als inzien aangeven aangifte wijzigen opzeggen
    verlengen verlenging opnieuw nieuw nieuwe kopen bestellen open opent venster tabblad
    externe link website deze dit dat is kunt apply online application form start now the a
    for with your report register request to vraag geef aanmelden inschrijven knop klik
    persoonlijk burger zakelijk pdf kb mb download downloaden print document word verzenden
    versturen direct stuur loket persoon personen iemand anders zelf tijdelijk vast verzoek
    betaal betalen stap dan eerst ook snel hoe meteen
"""
"""They stand in the name or on the button of any product: they tell nothing of which it is."""
_GENERAL = frozenset(stem(word) for word in _WORDS_OF_ANY.split())
_OF_FORMS = re.compile(r"formulier|^aanvra|^(meld|aangifte|bezwaar)(punt|pagina|loket)|pagina$|loket$|^inlog")
_ENDING_WORDS = """
    vergunning ontheffing melding belasting kaart toeslag subsidie verklaring plaats pas formulier bewijs
    toestemming lening regeling gemeente persoon
"""
_ENDINGS = frozenset(stem(word) for word in _ENDING_WORDS.split())
"""Half of a word that many products share: a parkeervergunning is no kapvergunning."""
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Subject:
    """The product that a page is about, by the stems that tell it from others."""

    stems: frozenset[str]
    named: str = ""

    @classmethod
    def of(cls, product: str, page: Page | None = None, also: Sequence[str] = ()) -> "Subject":
        """Of a product by its name and other names, or of the title of the page when it has none."""
        own = _of_page(page) if page else ""
        stems = telling(" ".join((product, *also)) if product else own)
        if product and page and cls(stems, product).is_in(own):
            # What the page calls it is what its links call it.
            stems |= telling(own)
        return cls(stems, product)

    def is_in(self, words: str) -> bool:
        """Whether these words are about the product, compounds included."""
        found = [one for one in Text.of(words).stems.split() if len(one) >= _SHORTEST - 1]
        return any(_alike(own, one) for own in self.stems for one in found)

    def is_of_another(self, words: str) -> bool:
        """Whether these words name something else: they tell a subject, and it is not this one."""
        return bool(self.stems and telling(words) - _ENDINGS) and not self.is_in(words)


def _of_page(page: Page) -> str:
    first = next((one.text for one in page.blocks if one.level == 1), "")
    return first or page.title.split(" | ")[0].split(" - ")[0]


def telling(words: str) -> frozenset[str]:
    """The stems in these words that tell a subject, what every page says left out."""
    return frozenset(
        one
        for one in Text.of(words).stems.split()
        if one not in _GENERAL and len(one) >= 3 and not one.isdigit() and not _OF_FORMS.search(one)
    )


def _alike(own: str, other: str) -> bool:
    if own == other:
        return True
    shorter, longer = sorted((own, other), key=len)
    if shorter in _ENDINGS:
        return False
    if len(shorter) == _SHORTEST - 1:
        return longer.startswith(shorter) if own == shorter else longer.endswith(shorter)
    if len(shorter) < _SHORTEST:
        return False
    return (
        longer.startswith(shorter)
        or longer.endswith(shorter)
        or (len(shorter) >= 6 and longer.startswith(shorter[:6]))
    )
