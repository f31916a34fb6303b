"""Fitting support in dealings with the body: is it there, and can everybody see it (Awb 2:1 lid 1)."""

from dataclasses import dataclass
from datetime import date, timedelta

from openloket.law.antwoord import Antwoord, volledigheid
from openloket.law.inwerking import nog_niet
from openloket.law.kanalen import Kanaal
from openloket.law.waarom import Twijfel, datum_in_woorden

# No term in the act: a page that nobody looked at for a year is put before a person.
HOOGSTE_OUDERDOM = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Ondersteuning:
    """What a body shows of its support.

    - `gepubliceerd`: a page or policy rule that everybody can read says how the body helps;
    - `nagekeken_op`: the day on which somebody last saw that it is still right;
    - `hulpwegen`: the ways to ask for help;
    - `doelgroepen`: the groups of people it addresses, in their own words.
    """

    gepubliceerd: bool
    nagekeken_op: date | None
    hulpwegen: frozenset[Kanaal]
    doelgroepen: tuple[str, ...]


def ondersteuning_aantoonbaar(feiten: Ondersteuning, op: date) -> Antwoord:
    """Whether support can be shown: published, dated, reachable and for whom. Source: Awb 2:1 lid 1.

    The act says only "passende ondersteuning"; the parts come from the explanatory memorandum. That one way
    of help is not electronic is our reading: who cannot use the electronic way must be able to ask.
    """
    artikel = "Awb 2:1 lid 1"
    te_vroeg = nog_niet(artikel, op)
    if te_vroeg is not None:
        return te_vroeg
    gevraagd = {
        "een openbare uitleg over hulp": feiten.gepubliceerd,
        "de datum waarop de uitleg is nagekeken": feiten.nagekeken_op is not None,
        "een manier om zonder computer hulp te vragen": any(not weg.elektronisch for weg in feiten.hulpwegen),
        "voor wie de hulp is": any(groep.strip() for groep in feiten.doelgroepen),
    }
    goed = "De gemeente laat zien hoe zij u helpt, voor wie die hulp is en hoe u hulp vraagt."
    fout = "De gemeente helpt mensen, maar kan dat niet laten zien. Er ontbreekt:"
    return volledigheid(artikel, gevraagd, goed, fout, *_verouderd(feiten.nagekeken_op, op))


def _verouderd(nagekeken_op: date | None, op: date) -> tuple[Twijfel, ...]:
    if nagekeken_op is None or op - nagekeken_op <= HOOGSTE_OUDERDOM:
        return ()
    return (
        Twijfel(
            vraag="Klopt de uitleg over hulp nog?",
            grond=f"De uitleg is voor het laatst nagekeken op {datum_in_woorden(nagekeken_op)}.",
            voorlopig="De uitleg blijft staan. Een medewerker kijkt hem na.",
            artikel="Awb 2:1 lid 1",
        ),
    )
