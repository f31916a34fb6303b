"""Deciding too late: the notice of default, the penalty day by day, and the appeal (Awb 4:17, 4:18, 6:12)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openloket.law.kalender import EEN_DAG, Duur, Eenheid, Kalender, einde_met_atw
from openloket.law.termijnvraag import Termijnuitkomst, dagstap
from openloket.law.waarom import Stap, Twijfel, Waarom, waarom

# Awb 4:17 lid 2, amounts in euros per day as in force on 1 July 2026; each row: up to which day, how much a
# day.
STAFFEL = ((14, 23), (28, 35), (42, 45))
HOOGSTENS_DAGEN = 42
TWEE_WEKEN = Duur(2, Eenheid.WEKEN)


def dwangsombedrag(dagen_in_gebreke: int) -> int:
    """Euros owed after this many days in default, 42 days at most. Source: Awb 4:17 lid 1 and 2.

    ValueError for a negative number of days.
    """
    if dagen_in_gebreke < 0:
        raise ValueError("Een aantal dagen in gebreke is nul of meer.")
    bedrag, vorige = 0, 0
    for tot_en_met, per_dag in STAFFEL:
        bedrag += max(0, min(dagen_in_gebreke, tot_en_met) - vorige) * per_dag
        vorige = tot_en_met
    return bedrag


class EersteDag(StrEnum):
    """How "de dag waarop twee weken zijn verstreken" is read: the fourteenth day after, or the fifteenth."""

    VEERTIENDE = "veertiende"
    VIJFTIENDE = "vijftiende"

    @property
    def dagen(self) -> int:
        """Days after the day from which the two weeks run."""
        return 14 if self is EersteDag.VEERTIENDE else 15


class GeenDwangsom(StrEnum):
    """Why no penalty is owed: Awb 4:17 lid 3 (too early), lid 5 under a, b and c, and 4:20a lid 2.

    ANDERE_WET: an act that has the penalty of the Awb not apply to its own decisions.
    """

    ONREDELIJK_LAAT = "onredelijk_laat"
    GEEN_BELANGHEBBENDE = "geen_belanghebbende"
    KENNELIJK_KANSLOOS = "kennelijk_kansloos"
    VAN_RECHTSWEGE = "van_rechtswege"
    TE_VROEG = "te_vroeg"
    ANDERE_WET = "andere_wet"


UITLEG_GEEN = {
    GeenDwangsom.ONREDELIJK_LAAT: ("De ingebrekestelling kwam onredelijk laat.", "Awb 4:17 lid 5 onder a"),
    GeenDwangsom.GEEN_BELANGHEBBENDE: ("De aanvrager is geen belanghebbende.", "Awb 4:17 lid 5 onder b"),
    GeenDwangsom.KENNELIJK_KANSLOOS: (
        "De aanvraag was kennelijk niet-ontvankelijk of kennelijk ongegrond.",
        "Awb 4:17 lid 5 onder c",
    ),
    GeenDwangsom.VAN_RECHTSWEGE: ("De wet geeft u zelf wat u vroeg.", "Awb 4:20a lid 2"),
    GeenDwangsom.TE_VROEG: ("De ingebrekestelling kwam toen wij nog op tijd waren.", "Awb 4:17 lid 3"),
    GeenDwangsom.ANDERE_WET: ("Voor dit besluit sluit een andere wet de dwangsom uit.", "die andere wet"),
}


@dataclass(frozen=True, slots=True)
class Dwangsom:
    """The penalty of one case: its first and last day, and the last day to fix it by decision.

    All three are None when none is owed. `laatste_dag` is the day the 42 days end, or the day before the
    decision. `aanvragers` share it equally (4:17 lid 6).
    """

    eerste_dag: date | None
    laatste_dag: date | None
    vaststellen_uiterlijk: date | None
    aanvragers: int
    waarom: Waarom
    twijfels: tuple[Twijfel, ...] = ()

    def bedrag_op(self, dag: date) -> int:
        """Euros owed at the end of a day, for all applicants together. Source: Awb 4:17 lid 1 and 2."""
        if self.eerste_dag is None or self.laatste_dag is None:
            return 0
        return dwangsombedrag(max(0, (min(dag, self.laatste_dag) - self.eerste_dag).days + 1))

    def deel_in_centen(self, dag: date) -> int:
        """Cents owed to each applicant at the end of a day, rounded upwards. Source: Awb 4:17 lid 6."""
        return -(-100 * self.bedrag_op(dag) // self.aanvragers)

    def naar_dict(self) -> dict[str, object]:
        """JSON-able form; days in ISO 8601."""
        dagen = {
            "eerste_dag": self.eerste_dag,
            "laatste_dag": self.laatste_dag,
            "vaststellen_uiterlijk": self.vaststellen_uiterlijk,
        }
        return {
            **{naam: dag.isoformat() if dag else None for naam, dag in dagen.items()},
            "aanvragers": self.aanvragers,
            "waarom": self.waarom.naar_dict(),
            "twijfels": [twijfel.naar_dict() for twijfel in self.twijfels],
        }


def dwangsom(
    laatste_beslisdag: date,
    ingebreke_gesteld_op: date,
    kalender: Kalender,
    *,
    besloten_op: date | None = None,
    geen: GeenDwangsom | None = None,
    eerste_dag: EersteDag = EersteDag.VIJFTIENDE,
    aanvragers: int = 1,
) -> Dwangsom:
    """The penalty that runs after a notice of default. Source: Awb 4:17, 4:18.

    `besloten_op` is the day on which the decision was made known: that day is no longer in default. `geen`
    is a person's judgment under 4:17 lid 3 or 5. The first day follows usual case law (the fifteenth) unless
    `eerste_dag` says otherwise, with a Twijfel. ValueError for fewer than one applicant.
    """
    if aanvragers < 1:
        raise ValueError("Er is ten minste één aanvrager.")
    if geen is not None:
        tekst, artikel = UITLEG_GEEN[geen]
        return _geen(waarom(Stap(f"{tekst} Daarom is er geen dwangsom.", artikel)), aanvragers)
    stappen = [
        dagstap("Wij moesten beslissen uiterlijk op {}.", "Awb 4:13", laatste_beslisdag),
        dagstap("Wij ontvingen de ingebrekestelling op {}.", "Awb 4:17 lid 3", ingebreke_gesteld_op),
    ]
    vanaf = max(laatste_beslisdag, ingebreke_gesteld_op)
    eerste = vanaf + eerste_dag.dagen * EEN_DAG
    if besloten_op is not None and besloten_op <= eerste:
        stappen.append(dagstap("Wij besloten op {}: voor de dwangsom begon.", "Awb 4:17 lid 3", besloten_op))
        return _geen(Waarom(tuple(stappen)), aanvragers)
    laatste = eerste + (HOOGSTENS_DAGEN - 1) * EEN_DAG
    if besloten_op is not None:
        laatste = min(laatste, besloten_op - EEN_DAG)
    stappen += [
        dagstap("Twee weken later begint de dwangsom. De eerste dag is {}.", "Awb 4:17 lid 3", eerste),
        dagstap("De dwangsom loopt ten hoogste 42 dagen. De laatste dag is {}.", "Awb 4:17 lid 1", laatste),
        Stap("Die 42 dagen schuiven niet op door vrije dagen.", "Awb 4:17 lid 1"),
    ]
    uiterlijk = einde_met_atw(laatste, TWEE_WEKEN, kalender).laatste_dag
    stappen.append(dagstap("Wij stellen het bedrag vast uiterlijk op {}.", "Awb 4:18", uiterlijk))
    twijfels = _twijfels(laatste_beslisdag, ingebreke_gesteld_op, eerste_dag, kalender)
    return Dwangsom(eerste, laatste, uiterlijk, aanvragers, Waarom(tuple(stappen)), twijfels)


def _geen(stappen: Waarom, aanvragers: int) -> Dwangsom:
    return Dwangsom(None, None, None, aanvragers, stappen)


def _twijfels(
    beslisdag: date, ingebreke: date, eerste_dag: EersteDag, kalender: Kalender
) -> tuple[Twijfel, ...]:
    twijfels = [
        Twijfel(
            vraag="Is de eerste dag van de dwangsom de veertiende of de vijftiende dag?",
            grond="De wet zegt: de dag waarop twee weken zijn verstreken. Dat kan op twee manieren.",
            voorlopig=f"De {eerste_dag.value} dag. Rechters nemen meestal de vijftiende.",
            artikel="Awb 4:17 lid 3",
        )
    ]
    if ingebreke <= beslisdag:
        twijfels.append(_TE_VROEG)
    if not kalender.is_werkdag(max(beslisdag, ingebreke) + 14 * EEN_DAG):
        twijfels.append(_VRIJE_DAG)
    return tuple(twijfels)


_TE_VROEG = Twijfel(
    vraag="Telt een ingebrekestelling die kwam voordat de termijn voorbij was?",
    grond="De wet noemt geen volgorde. Rechters laten een te vroege ingebrekestelling meestal niet tellen.",
    voorlopig="Ja: de twee weken lopen vanaf de laatste dag om te beslissen.",
    artikel="Awb 4:17 lid 3",
)

_VRIJE_DAG = Twijfel(
    vraag="Schuiven de twee weken op als de laatste dag ervan een vrije dag is?",
    grond="De wet sluit de Algemene termijnenwet alleen uit voor de 42 dagen.",
    voorlopig="Nee: de dwangsom begint niet later.",
    artikel="Awb 4:17 lid 1",
)


def dwangsom_vaststellen(laatste_dag_dwangsom: date, kalender: Kalender) -> Termijnuitkomst:
    """Last day to fix the penalty by decision, after the last day it was owed. Source: Awb 4:18."""
    einde = einde_met_atw(laatste_dag_dwangsom, TWEE_WEKEN, kalender)
    stappen = waarom(
        dagstap("De laatste dag van de dwangsom was {}.", "Awb 4:18", laatste_dag_dwangsom),
        Stap(f"Wij stellen het bedrag vast binnen {TWEE_WEKEN}.", "Awb 4:18"),
    )
    return Termijnuitkomst("Awb 4:18", stappen + einde.waarom, einde.laatste_dag)


def beroep_niet_tijdig(laatste_beslisdag: date, ingebreke_gesteld_op: date | None) -> Termijnuitkomst:
    """First day to appeal because no decision came; there is no last day. Source: Awb 6:12 lid 1 to 4.

    Without a notice of default (None): only where it could not reasonably be asked, which is a Twijfel.
    """
    vanaf = laatste_beslisdag + EEN_DAG
    stappen = [dagstap("Wij moesten beslissen uiterlijk op {}.", "Awb 6:12 lid 2 onder a", laatste_beslisdag)]
    if ingebreke_gesteld_op is None:
        stappen.append(
            dagstap("Zonder ingebrekestelling kunt u in beroep vanaf {}.", "Awb 6:12 lid 3", vanaf)
        )
        twijfels: tuple[Twijfel, ...] = (_ZONDER_INGEBREKESTELLING,)
    else:
        vanaf = max(vanaf, ingebreke_gesteld_op + 15 * EEN_DAG)
        tekst = "U schreef ons dat wij te laat zijn. Twee weken daarna kunt u in beroep: vanaf {}."
        stappen.append(dagstap(tekst, "Awb 6:12 lid 2 onder b", vanaf))
        twijfels = ()
    stappen.append(Stap("Er is geen laatste dag, maar wacht niet onredelijk lang.", "Awb 6:12 lid 1 en 4"))
    return Termijnuitkomst("Awb 6:12 lid 2", Waarom(tuple(stappen)), eerste_dag=vanaf, twijfels=twijfels)


_ZONDER_INGEBREKESTELLING = Twijfel(
    vraag="Kon van de belanghebbende worden gevraagd om eerst te schrijven dat de gemeente te laat is?",
    grond="Zonder ingebrekestelling kan beroep alleen als die redelijkerwijs niet kan worden gevraagd.",
    voorlopig="Nee: beroep kan meteen.",
    artikel="Awb 6:12 lid 3",
)
