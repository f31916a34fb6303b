"""What a form may ask: only what is needed, or with the words 'niet verplicht' beside it (Awb 4:4)."""

from dataclasses import dataclass

from openloket.law.waarom import Stap, Waarom, waarom


@dataclass(frozen=True, slots=True)
class Vraagoordeel:
    """Whether a question may stand in a form as it is; `probleem` is empty when nothing is wrong."""

    toegestaan: bool
    probleem: str
    waarom: Waarom


def vraag_toegestaan(verplicht: bool, grondslag: str, vermeld_niet_verplicht: bool) -> Vraagoordeel:
    """Whether a form may ask this. Source: Awb 4:4 lid 2 (written for applications; used for every form).

    `grondslag` is the article that makes the answer necessary for the decision ("" if none), and
    `vermeld_niet_verplicht` whether the form says beside the question that answering is not compulsory.
    """
    artikel = "Awb 4:4 lid 2"
    if verplicht and vermeld_niet_verplicht:
        return _probleem("De vraag is verplicht, maar er staat bij dat dit niet zo is.", artikel)
    if grondslag.strip():
        tekst = "Dit gegeven is nodig om een besluit te nemen."
        return Vraagoordeel(True, "", waarom(Stap(tekst, grondslag)))
    if verplicht:
        return _probleem(
            "De vraag is verplicht, maar er staat niet bij welke wet het gegeven nodig maakt.", artikel
        )
    if not vermeld_niet_verplicht:
        return _probleem(
            "Het gegeven is niet nodig, maar er staat niet bij dat antwoorden niet verplicht is.", artikel
        )
    tekst = (
        "Dit gegeven is niet nodig. Het mag gevraagd worden: er staat bij dat antwoorden niet verplicht is."
    )
    return Vraagoordeel(True, "", waarom(Stap(tekst, artikel)))


def _probleem(tekst: str, artikel: str) -> Vraagoordeel:
    return Vraagoordeel(False, tekst, waarom(Stap(tekst, artikel)))
