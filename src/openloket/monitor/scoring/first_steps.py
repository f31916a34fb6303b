"""What a municipality can best do first: at most three things, each with the reason."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

MOST = 3
_NAMED = 3
"""So many products are named in a sentence; the others stand in the table."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """A product without a digital way here, and which part of the other municipalities has one (0 to 1)."""

    name: str
    elsewhere: float | None
    on_paper: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """How a municipality stands; None where nobody looked."""

    lacking: Sequence[Lacking] = ()
    confirmed: bool | None = None
    designated: bool | None = None
    support: bool | None = None
    statement: str | None = None
    by_email: int = 0
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class FirstStep:
    """Something to do: `key` says what, `defined` is the heading of the definitions that says how we know."""

    key: str
    title: str
    why: str
    defined: str


def first_steps(standing: Standing) -> tuple[FirstStep, ...]:
    """At most three things, in a fixed order that is told to the public.

    First what makes messages get lost, then what one can't do online, then what the law asks beside that,
    then what could be better, and last what is not known.
    """
    found = list(_all(standing))
    return tuple(found[:MOST])


def _all(standing: Standing) -> Iterator[FirstStep]:
    if standing.confirmed is False:
        yield _CONFIRM
    if standing.lacking:
        yield _missing(standing.lacking)
    if standing.support is False:
        yield _HELP
    if standing.designated is False:
        yield _DESIGNATE
    if standing.statement in _WEAK:
        yield _ACCESS
    if standing.by_email:
        yield _forms(standing.by_email)
    if standing.unknown:
        yield _tell(standing.unknown)


_WEAK = frozenset({"none", "D", "E"})
"""No statement, or one that says that the site does not do, or that nobody knows yet."""

_CONFIRM = FirstStep(
    "confirm",
    "Bevestig elk bericht dat binnenkomt",
    "Op onze testvraag kwam niet binnen tien werkdagen een bevestiging. Een inwoner weet dan niet of een"
    " bericht is aangekomen. Bij een officieel bericht moet de gemeente de ontvangst bevestigen (Awb 2:17).",
    "ontvangst",
)
_HELP = FirstStep(
    "help",
    "Zet op de website waar iemand hulp krijgt",
    "Wij vonden geen informatie over hulp bij digitaal zakendoen. De gemeente moet zorgen voor passende"
    " hulp (Awb 2:1), en wie hulp zoekt moet die kunnen vinden.",
    "ondersteuning",
)
_DESIGNATE = FirstStep(
    "designate",
    "Neem een aanwijzingsbesluit en publiceer het",
    "Wij vonden geen besluit dat zegt langs welke digitale weg een officieel bericht kan (Awb 2:13)."
    " Zonder besluit is dat voor inwoners onduidelijk.",
    "aanwijzing",
)
_ACCESS = FirstStep(
    "access",
    "Maak de website toegankelijk en zeg hoe ver u bent",
    "De toegankelijkheidsverklaring ontbreekt, of zegt dat de website nog niet voldoet. Wie slecht ziet of"
    " geen muis gebruikt, kan dan vastlopen.",
    "toegankelijkheid-en-tevredenheid",
)


def _missing(lacking: Iterable[Lacking]) -> FirstStep:
    """The products that others offer most come first: there it has been shown to be possible."""
    ordered = sorted(lacking, key=lambda one: (-(one.elsewhere or 0), one.name))
    names = [_named(one) for one in ordered[:_NAMED]]
    rest = len(ordered) - len(names)
    more = f" En nog {rest} {'andere' if rest > 1 else 'ander product'}." if rest else ""
    paper = sum(one.on_paper for one in ordered)
    printed = f" Bij {paper} moet iemand printen en opsturen." if paper else ""
    title = "Maak 1 product online" if len(ordered) == 1 else f"Maak {len(ordered)} producten online"
    return FirstStep(
        "missing", title, f"Dit kan hier nog niet digitaal: {'; '.join(names)}.{more}{printed}", "digitaal"
    )


def _named(one: Lacking) -> str:
    if one.elsewhere is None:
        return one.name
    return f"{one.name} (kan bij {one.elsewhere * 100:.0f}% van de gemeenten wel)"


def _forms(number: int) -> FirstStep:
    what = "1 product" if number == 1 else f"{number} producten"
    return FirstStep(
        "forms",
        f"Maak een formulier voor {what}",
        "Daar kan nu alleen een e-mail. In een formulier staat wat er nodig is, en de gemeente hoeft minder"
        " na te vragen.",
        "ladder",
    )


def _tell(number: int) -> FirstStep:
    what = "1 product" if number == 1 else f"{number} producten"
    return FirstStep(
        "tell",
        f"Maak op de website duidelijk hoe het gaat bij {what}",
        "Wij konden niet zien langs welke weg het kan. Een inwoner ziet dat dan ook niet.",
        "bekend-en-dekking",
    )
