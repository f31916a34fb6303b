"""The menu of the desk: the daily work in one row, all upkeep behind one word with a quiet row of its own."""

from collections.abc import Sequence
from dataclasses import dataclass

from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, may
from openloket.web.desk.badges import Badges

UPKEEP = "beheer"


@dataclass(frozen=True, slots=True)
class Item:
    """A word in the menu, its path below the desk, who sees it, what one does there, and which number."""

    label: str
    path: str
    right: Right
    told: str = ""
    count: str = ""


# To add a page: one line in one of the two lists. `count` is a field of badges.Badges.
WORK = (
    Item("Werkvoorraad", "", Right.READ),
    Item("Registreren", "registreren", Right.HANDLE),
    Item("Termijnen", "termijnen", Right.READ, count="terms"),
    Item("Post", "post", Right.HANDLE, count="letters"),
    Item("E-mail", "mail", Right.READ),
    Item("Niet bezorgd", "niet-bezorgd", Right.SEE_POST),
    Item("Machtigingen", "machtigingen", Right.HANDLE),
)
CARE = (
    Item("Kanalen", "kanalen", Right.DESIGNATE, "Langs welke weg stuurt iemand welk bericht?"),
    Item(
        "Aanwijzing",
        "aanwijzing",
        Right.DESIGNATE,
        "Het aanwijzingsbesluit: maken, vaststellen, publiceren, en wat er niet meer klopt.",
        "drift",
    ),
    Item("Contact", "contact", Right.DESIGNATE, "Telefoon, adres en openingstijden, en wie inwoners helpt."),
    Item("Storingen", "storingen", Right.REPORT_OUTAGE, "Wat werkt er niet? Meld een storing."),
    Item("Onderhoud", "onderhoud", Right.OUTAGES, "Kondig werk aan het loket aan."),
    Item(
        "Teksten", "teksten", Right.TEXTS, "Wat staat er in onze berichten? Schrijf zelf een begin en slot."
    ),
    Item("Oefenen", "oefenen", Right.TEXTS, "Berichten alleen naar een lijst van gasten sturen."),
    Item("Klachten", "klachten", Right.PUBLISH, "Het register van klachten, en het publiceren daarvan."),
    Item(
        "Post en bezorging",
        "bezorging",
        Right.CARRIERS,
        "Vertrekken onze berichten? En wie neemt ze mee: de mailserver, de drukker.",
        "carriers",
    ),
    Item("Medewerkers", "medewerkers", Right.EMPLOYEES, "Wie werken hier, en hoe loggen zij in?"),
    Item(
        "Monitor",
        "monitor",
        Right.KEEP_MONITOR,
        "De landelijke monitor: beslis wat de paginacontrole niet zeker wist.",
    ),
    Item("Vrije dagen", "vrije-dagen", Right.KEEP_DAYS, "Dagen die met een feestdag gelijk zijn gesteld."),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """An item as somebody sees it; `current` is the value of aria-current: page, true (below it) or empty."""

    label: str
    path: str
    told: str
    current: str


@dataclass(frozen=True, slots=True)
class Menu:
    """The two rows; `below` is empty outside upkeep."""

    above: tuple[Shown, ...]
    below: tuple[Shown, ...]


def menu(employee: Employee, numbers: Badges, here: str) -> Menu:
    """The menu of an employee on the page `here` (its path below the desk)."""
    work, care = _for(employee, WORK), _for(employee, CARE)
    if len(care) < 2:
        return Menu(_shown([*work, *care], numbers, here), ())
    below = _shown(care, numbers, here)
    inside = here == UPKEEP or any(one.current for one in below)
    counted = sum(_number(one, numbers) for one in care)
    current = "page" if here == UPKEEP else "true" if inside else ""
    door = Shown(_counted("Beheer", counted), UPKEEP, "", current)
    return Menu((*_shown(work, numbers, here), door), below if inside else ())


def upkeep_of(employee: Employee, numbers: Badges) -> tuple[Shown, ...]:
    """What an employee may keep, for the page that lists it."""
    return _shown(_for(employee, CARE), numbers, UPKEEP)


def _for(employee: Employee, items: Sequence[Item]) -> list[Item]:
    return [one for one in items if may(employee, one.right)]


def _shown(items: Sequence[Item], numbers: Badges, here: str) -> tuple[Shown, ...]:
    return tuple(
        Shown(_counted(one.label, _number(one, numbers)), one.path, one.told, _current(one.path, here))
        for one in items
    )


def _current(path: str, here: str) -> str:
    if here == path:
        return "page"
    return "true" if path and here.startswith(f"{path}/") else ""


def _number(item: Item, numbers: Badges) -> int:
    return getattr(numbers, item.count) if item.count else 0


def _counted(label: str, count: int) -> str:
    return f"{label} ({count})" if count else label
