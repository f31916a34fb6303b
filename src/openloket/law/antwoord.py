"""The answer to a question of law that is no date: what the law says, what is missing, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openloket.law.waarom import Stap, Twijfel, Waarom, waarom


class Slotsom(StrEnum):
    """What the law says; MAG is a power: the body may, and need not."""

    VOLDOET = "voldoet"
    SCHIET_TEKORT = "schiet_tekort"
    MOET = "moet"
    HOEFT_NIET = "hoeft_niet"
    MAG = "mag_hoeft_niet"
    MAG_NIET = "mag_niet"
    GELDT_NOG_NIET = "geldt_nog_niet"


@dataclass(frozen=True, slots=True)
class Antwoord:
    """An answer with its why; `ontbreekt` names what is still to be done, each in a few Dutch words.

    With `twijfels` a person decides; the answer is the safe side for the citizen until then.
    """

    slotsom: Slotsom
    waarom: Waarom
    ontbreekt: tuple[str, ...] = ()
    twijfels: tuple[Twijfel, ...] = ()

    def naar_dict(self) -> dict[str, object]:
        """JSON-able form."""
        return {
            "slotsom": self.slotsom.value,
            "waarom": self.waarom.naar_dict(),
            "ontbreekt": list(self.ontbreekt),
            "twijfels": [twijfel.naar_dict() for twijfel in self.twijfels],
        }


def antwoord(
    slotsom: Slotsom, tekst: str, artikel: str, *twijfels: Twijfel, datum: date | None = None
) -> Antwoord:
    """An answer of one step."""
    return Antwoord(slotsom, waarom(Stap(tekst, artikel, datum)), twijfels=twijfels)


def volledigheid(
    artikel: str, gevraagd: Mapping[str, bool], goed: str, fout: str, *twijfels: Twijfel
) -> Antwoord:
    """VOLDOET with the words `goed` when all that is asked is there, else SCHIET_TEKORT with what is not.

    `gevraagd` says of each thing, in Dutch words, whether it is there; `fout` comes before their list.
    """
    ontbreekt = tuple(wat for wat, is_er in gevraagd.items() if not is_er)
    if not ontbreekt:
        return antwoord(Slotsom.VOLDOET, goed, artikel, *twijfels)
    stap = Stap(f"{fout} {', '.join(ontbreekt)}.", artikel)
    return Antwoord(Slotsom.SCHIET_TEKORT, waarom(stap), ontbreekt, twijfels)
