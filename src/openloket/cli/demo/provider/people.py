"""The made-up people and companies that log in at the demo's provider; nobody has these numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

DIGID, EHERKENNING, EIDAS, EMPLOYEES = "digid", "eherkenning", "eidas", "medewerkers"

LABELS: Mapping[str, str] = {
    DIGID: "DigiD (demonstratie)",
    EHERKENNING: "eHerkenning (demonstratie)",
    EIDAS: "eIDAS (demonstratie)",
    EMPLOYEES: "Medewerkers (demonstratie)",
}
ACR = "urn:example:demo:acr:"
LEVELS: Mapping[str, str] = {f"{ACR}{level}": level for level in ("laag", "substantieel", "hoog")}
"""What the provider calls its levels, lowest first, and what they mean."""


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody who may log in: `claims` are told in the ID token, `apart` only by the userinfo endpoint."""

    key: str
    name: str
    about: str
    subject: str
    claims: Mapping[str, Any]
    apart: Mapping[str, Any] = field(default_factory=dict)
    highest: str = "hoog"


READER = Persona(
    "saskia", "Saskia Mulder", "een inwoner die haar berichten hier leest", "digid-saskia",
    {"bsn": "999990123", "name": "Saskia Mulder"},
)  # fmt: skip
"""Who has messages in Mijn omgeving from the start."""

_BAKERY = {"kvk": "90001001", "name": "Bakkerij Bos"}
_WILLEMIJN = {"bsn": "999990019", "name": "Willemijn de Jong"}


def _citizen(key: str, name: str, about: str, bsn: str, **more: Any) -> Persona:
    return Persona(key, name, about, f"digid-{key}", {"bsn": bsn, "name": name, **more})


def _company(key: str, name: str, about: str, kvk: str, **more: Any) -> Persona:
    return Persona(key, name, about, f"eh-{key}", {"kvk": kvk, "name": name, **more})


def _employee(key: str, name: str, about: str, town: str, *, factors: tuple[str, ...]) -> Persona:
    claims = {"name": name, "email": f"{key}@{town}.example", "amr": list(factors)}
    return Persona(f"{key}-{town}", name, about, f"employee-{key}-{town}", claims)


PEOPLE: Mapping[str, tuple[Persona, ...]] = {
    DIGID: (
        _citizen("willemijn", "Willemijn de Jong", "een inwoner", "999990019"),
        _citizen("karim", "Karim Haddad", "een andere inwoner", "999990020"),
        _citizen("lotte", "Lotte Vermeer", "een ouder", "999990032"),
        _citizen("piet", "Piet Scholten", "iemand die anderen helpt", "999990044"),
        READER,
        _citizen(
            "karim-voor-willemijn", "Karim Haddad", "gemachtigd door Willemijn de Jong (DigiD Machtigen)",
            "999990020", representing=_WILLEMIJN,
        ),
        _citizen("arie", "Arie Verhoef", "een inwoner met een zaak en een helper", "999990056"),
        _citizen("mina", "Mina Bakkali", "een inwoner met een helper, die nog iemand vraagt", "999990068"),
        _citizen("jolanda", "Jolanda Kramer", "helpt twee inwoners vanuit de bibliotheek", "999990081"),
        _citizen("tess", "Tess van Buren", "mag handelen voor haar bedrijf", "999990093"),
        _citizen("youssef", "Youssef Bakkali", "is gevraagd om te helpen: zie zijn e-mail", "999990111"),
    ),
    EHERKENNING: (
        _company("bakkerij", "Bakkerij Bos", "het hele bedrijf", "90001001"),
        _company(
            "haven", "Bakkerij Bos, vestiging Haven", "alleen deze vestiging", "90001001",
            branch="000090001011",
        ),
        _company(
            "markt", "Bakkerij Bos, vestiging Markt", "alleen deze vestiging", "90001001",
            branch="000090001022",
        ),
        _company(
            "boekhouder", "Administratiekantoor Kwint", "boekhouder van Bakkerij Bos (ketenmachtiging)",
            "90002002", representing=_BAKERY,
        ),
        _company("kwint", "Administratiekantoor Kwint", "het kantoor zelf", "90002002"),
    ),
    EIDAS: (
        Persona(
            "anna", "Anna Schmidt", "een inwoner van Duitsland", "eidas-anna",
            {"name": "Anna Schmidt"}, {"eidas": "DE/NL/demo-4711"}, highest="substantieel",
        ),
    ),
    EMPLOYEES: (
        _employee("anja", "Anja de Wit", "met tweede factor", "duinstede", factors=("pwd", "otp")),
        _employee("bram", "Bram Bos", "met tweede factor", "duinstede", factors=("pwd", "otp")),
        _employee("samir", "Samir Haddad", "zonder tweede factor", "duinstede", factors=("pwd",)),
    ),
}  # fmt: skip


def persona(issuer: str, key: str) -> Persona | None:
    """The one with this key at this issuer."""
    return next((one for one in PEOPLE[issuer] if one.key == key), None)


def attainable(one: Persona) -> tuple[str, ...]:
    """The acr values with which this person can log in, lowest first."""
    levels = list(LEVELS.values())
    highest = levels.index(one.highest)
    return tuple(acr for acr, level in LEVELS.items() if levels.index(level) <= highest)
