"""A term counted anew because the list of free days changed after it began (Algemene termijnenwet 3)."""

from dataclasses import replace

from openloket.law.kalender import Kalender, ten_minste_twee_werkdagen
from openloket.law.termijnen import Termijn
from openloket.law.waarom import Stap, datum_in_woorden, waarom


def hertel(termijn: Termijn, kalender: Kalender, *, niet_eerder: bool) -> Termijn:
    """The term with the last day that its raw end gives under this calendar, and the step that says why.

    Source: Algemene termijnenwet 1 lid 1, 2, 3 lid 3.

    `niet_eerder`: for a term within which the sender must act; a later day that was told stays. A term of
    the body does come earlier when a day turns out to be no free day: the sender gains by it. A term that
    the act does not move, and one whose last day stays, is answered as it was.
    """
    if not termijn.schuift:
        return termijn
    ruw = termijn.ruwe_einddatum
    laatste = kalender.eerstvolgende_werkdag(ruw)
    laatste = ten_minste_twee_werkdagen(termijn.begin, ruw, laatste, kalender, [])
    if laatste == termijn.laatste_dag or (niet_eerder and laatste < termijn.laatste_dag):
        return termijn
    wat = "gelijkgesteld" if laatste > termijn.laatste_dag else "niet meer gelijkgesteld"
    tekst = (
        f"Na het begin van deze termijn is een dag {wat} met een feestdag. De laatste dag is daarom "
        f"{datum_in_woorden(laatste)}."
    )
    stap = Stap(tekst, "Algemene termijnenwet 3 lid 3", laatste)
    return replace(termijn, laatste_dag=laatste, waarom=termijn.waarom + waarom(stap))
