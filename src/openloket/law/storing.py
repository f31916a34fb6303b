"""When the body could not be reached electronically: how much lateness is forgiven, and who may extend."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from openloket.law.kalender import AMSTERDAM, EEN_DAG, Kalender, dag_in_amsterdam, einde_van_dag
from openloket.law.termijnvraag import Termijnuitkomst
from openloket.law.waarom import Stap, Twijfel, Waarom, datum_in_woorden, waarom

LID_3 = "Awb 2:21 lid 3"
NIETS = timedelta()


@dataclass(frozen=True, slots=True)
class Storing:
    """A time in which a designated way could not be used; `einde` None while it lasts.

    ValueError for a time without a time zone or an end before the begin.
    """

    begin: datetime
    einde: datetime | None = None

    def __post_init__(self) -> None:
        if self.begin.tzinfo is None or (self.einde is not None and self.einde.tzinfo is None):
            raise ValueError("Een tijdstip zonder tijdzone ligt niet vast.")
        if self.einde is not None and self.einde < self.begin:
            raise ValueError("Een storing eindigt niet voordat zij begint.")


@dataclass(frozen=True, slots=True)
class Verschoning:
    """Until when lateness is forgiven at the least (UTC), how long the way was down, and why.

    `tot` equals the end of the term when there was no outage in it.
    """

    tot: datetime
    duur_storing: timedelta
    waarom: Waarom
    twijfels: tuple[Twijfel, ...] = ()

    def naar_dict(self) -> dict[str, object]:
        """JSON-able form; the moment in ISO 8601, the outage in seconds."""
        return {
            "tot": self.tot.isoformat(),
            "duur_storing": self.duur_storing.total_seconds(),
            "waarom": self.waarom.naar_dict(),
            "twijfels": [twijfel.naar_dict() for twijfel in self.twijfels],
        }


def duur_in_termijn(
    begin: date, laatste_dag: date, storingen: Iterable[Storing], op: datetime | None = None
) -> timedelta:
    """How long a way was down for a term, overlap counted once. Source: Awb 2:21 lid 3.

    An outage that began inside the term counts to its own end, also after the term: until then nobody
    could send. One that still lasts counts until `op` (ValueError when that is not given).
    """
    vanaf = einde_van_dag(begin - EEN_DAG)
    tot = einde_van_dag(laatste_dag)
    totaal, bereikt = NIETS, vanaf
    for storing in sorted(storingen, key=lambda s: s.begin):
        einde = storing.einde or op
        if einde is None:
            raise ValueError("Een storing die nog duurt, telt tot een tijdstip dat u noemt.")
        if storing.begin >= tot:
            break
        totaal += max(NIETS, einde - max(bereikt, storing.begin))
        bereikt = max(bereikt, einde)
    return totaal


def verschoond_tot(
    begin: date,
    laatste_dag: date,
    storingen: Iterable[Storing],
    kalender: Kalender,
    op: datetime | None = None,
) -> Verschoning:
    """The safe minimum: the end of the term plus the time the designated way was down in it.

    Source: Awb 2:21 lid 3. `begin` and `laatste_dag` are those of the term to send. A minimum that reaches
    a free day runs on through the next working day: the act is silent, this is the house's choice. How
    much more is reasonable is for a person, so every answer with an outage carries a Twijfel.
    """
    einde = einde_van_dag(laatste_dag)
    laatste = Stap(f"De laatste dag was {datum_in_woorden(laatste_dag)}.", "", laatste_dag)
    duur = duur_in_termijn(begin, laatste_dag, storingen, op)
    if duur == NIETS:
        tekst = "In die termijn was er geen storing van de aangewezen weg."
        return Verschoning(einde, duur, waarom(laatste, Stap(tekst, LID_3)))
    tot = einde + duur
    stappen = [laatste, _stap_storing(duur), Stap(f"U kreeg er die tijd bij: tot {_klok(tot)}.", LID_3)]
    werkdag = kalender.eerstvolgende_werkdag(dag_in_amsterdam(tot))
    vooraf = werkdag - EEN_DAG
    # Also when it falls on the working day itself: a longer outage must never give less time.
    if vooraf > laatste_dag and not kalender.is_werkdag(vooraf):
        tot = einde_van_dag(werkdag)
        tekst = f"In die extra tijd zit een vrije dag. Daarom geldt: tot en met {datum_in_woorden(werkdag)}."
        stappen.append(Stap(tekst, "", werkdag))
    return Verschoning(tot, duur, Waarom(tuple(stappen)), (_HOEVEEL_MEER,))


_HOEVEEL_MEER = Twijfel(
    vraag="Hoeveel tijd kreeg de afzender boven op de duur van de storing?",
    grond="De wet noemt een minimum. Wat daarboven redelijk is, hangt af van het geval.",
    voorlopig="Ten minste de duur van de storing telt. Wat later komt, beoordeelt een medewerker.",
    artikel=LID_3,
)


def _stap_storing(duur: timedelta) -> Stap:
    minuten = -(-duur // timedelta(minutes=1))
    uren, rest = divmod(minuten, 60)
    delen = [f"{uren} uur"] if uren else []
    if rest or not uren:
        delen.append(f"{rest} {'minuut' if rest == 1 else 'minuten'}")
    tekst = f"U kon ons in die termijn {' en '.join(delen)} niet bereiken langs de aangewezen weg."
    return Stap(tekst, LID_3)


def _klok(tijdstip: datetime) -> str:
    lokaal = tijdstip.astimezone(AMSTERDAM)
    return f"{datum_in_woorden(lokaal.date())} om {lokaal:%H.%M} uur"


class Tijdigheid(StrEnum):
    """What becomes of a message that was bound to a term: in time, forgiven, for a person, or late."""

    OP_TIJD = "op_tijd"
    VERSCHOOND = "verschoond"
    MENS_BESLIST = "mens_beslist"
    TE_LAAT = "te_laat"


@dataclass(frozen=True, slots=True)
class Tijdigheidsoordeel:
    """Whether a message that came after an outage is in time, with the why and what is left to a person."""

    tijdigheid: Tijdigheid
    verschoning: Verschoning
    waarom: Waarom
    twijfels: tuple[Twijfel, ...] = ()

    def naar_dict(self) -> dict[str, object]:
        """JSON-able form; the forgiveness only as its moment, its why being part of this one."""
        return {
            "tijdigheid": self.tijdigheid.value,
            "verschoond_tot": self.verschoning.tot.isoformat(),
            "waarom": self.waarom.naar_dict(),
            "twijfels": [twijfel.naar_dict() for twijfel in self.twijfels],
        }


def beoordeel_ontvangst(
    ontvangen_op: datetime, laatste_dag: date, verschoning: Verschoning
) -> Tijdigheidsoordeel:
    """In time, forgiven by the outage, to be put before a person, or late. Source: Awb 2:21 lid 3, 6:11.

    `verschoning` is the answer of `verschoond_tot` for the same term.
    """
    ontvangen = Stap(f"Wij ontvingen uw bericht op {_klok(ontvangen_op)}.", "Awb 2:20")
    if ontvangen_op < einde_van_dag(laatste_dag):
        stappen = waarom(ontvangen, Stap("Dat was voor het einde van de termijn.", ""))
        return Tijdigheidsoordeel(Tijdigheid.OP_TIJD, verschoning, stappen)
    vooraf = verschoning.waarom + waarom(ontvangen)
    if verschoning.duur_storing == NIETS:
        stap = Stap("Dat was na het einde van de termijn.", "")
        return Tijdigheidsoordeel(Tijdigheid.TE_LAAT, verschoning, vooraf + waarom(stap))
    if ontvangen_op <= verschoning.tot:
        stap = Stap("Door de storing nemen wij het u niet kwalijk dat het later kwam.", LID_3)
        return Tijdigheidsoordeel(Tijdigheid.VERSCHOOND, verschoning, vooraf + waarom(stap))
    stap = Stap("Dat is later dan de storing duurde. Een medewerker beslist of het op tijd is.", LID_3)
    return Tijdigheidsoordeel(
        Tijdigheid.MENS_BESLIST, verschoning, vooraf + waarom(stap), verschoning.twijfels
    )


def voorstel_werkdagen(duur: timedelta) -> int:
    """How many working days to propose for an extension: the outage in whole days, upwards, at least one.

    Source: Awb 2:21 lid 1 (a power; the length is the house's proposal).
    """
    return max(1, -(-duur // timedelta(days=1)))


def verlengd_wegens_storing(
    laatste_dag: date, werkdagen: int, wettelijk: bool, kalender: Kalender
) -> Termijnuitkomst:
    """The last day when the body uses its power to extend a term to send. Source: Awb 2:21 lid 1 and 2.

    Only a statutory term can be extended; any other stays as it is and the why says so. The extension must
    be announced as soon as possible. ValueError for less than one working day.
    """
    artikel = "Awb 2:21 lid 1"
    if werkdagen < 1:
        raise ValueError("Een verlenging duurt ten minste één werkdag.")
    was = Stap(f"De laatste dag was {datum_in_woorden(laatste_dag)}.", "", laatste_dag)
    if not wettelijk:
        tekst = "Deze termijn staat niet in een wet. Daarom verlengt dit artikel hem niet."
        return Termijnuitkomst(artikel, waarom(was, Stap(tekst, artikel)), laatste_dag)
    dag = kalender.na_werkdagen(laatste_dag, werkdagen)
    dagen = "1 werkdag" if werkdagen == 1 else f"{werkdagen} werkdagen"
    stappen = waarom(
        was,
        Stap(
            f"Wij waren minder goed bereikbaar. Daarom krijgt iedereen er {dagen} bij: tot en met "
            f"{datum_in_woorden(dag)}.",
            artikel,
            dag,
        ),
        Stap("Wij maken dat zo snel mogelijk bekend aan iedereen die deze weg gebruikt.", "Awb 2:21 lid 2"),
    )
    return Termijnuitkomst(artikel, stappen, dag)
