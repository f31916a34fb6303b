"""The reasons a decision gives, and what must have been done before it (Awb 3:46, 3:47, 4:7, 7:12)."""

from openloket.law.antwoord import Antwoord, Slotsom, antwoord, volledigheid


def motivering_volledig(
    reden: str, *, na_bezwaar: bool = False, gehoord_of_reden: bool = True, voorschrift: str = ""
) -> Antwoord:
    """Whether a decision says why. Source: Awb 3:46, 3:47 lid 1 and 2; 7:12 lid 1 after an objection.

    `gehoord_of_reden`: the objector was heard, or the decision says on which ground of 7:3 not (7:12
    lid 1). `voorschrift` is the rule it rests on, mentioned where possible (3:47 lid 2): its absence is told
    and is no defect.
    """
    artikel = "Awb 7:12 lid 1" if na_bezwaar else "Awb 3:46"
    gevraagd = {"waarom wij dit besluiten": bool(reden.strip())}
    if na_bezwaar:
        gevraagd["of u bent gehoord, en zo niet: waarom niet"] = gehoord_of_reden
    goed = "In het besluit staat waarom wij dit besluiten."
    if not voorschrift.strip():
        goed += " Er staat niet bij op welke regel het rust. Noem die als dat kan."
    return volledigheid(artikel, gevraagd, goed, "In het besluit ontbreekt:")


def mag_afwijzen(*, wijkt_af_van_eigen_gegevens: bool, kon_reageren: bool) -> Antwoord:
    """Whether an application may be refused now, wholly or partly. Source: Awb 4:7 lid 1.

    `wijkt_af_van_eigen_gegevens`: the refusal rests on facts about the applicant that differ, more than
    slightly (lid 2), from what he himself gave. Then he must have had the chance to respond.
    """
    artikel = "Awb 4:7 lid 1"
    if not wijkt_af_van_eigen_gegevens:
        tekst = "Wij gebruiken geen gegevens over u die anders zijn dan wat u zelf gaf."
        return antwoord(Slotsom.MAG, tekst, artikel)
    if not kon_reageren:
        tekst = "Wij gebruiken gegevens die anders zijn dan wat u zelf gaf. U mag daar eerst op reageren."
        return antwoord(Slotsom.MAG_NIET, tekst, artikel)
    return antwoord(Slotsom.MAG, "U kon reageren op gegevens die anders zijn dan wat u gaf.", artikel)
