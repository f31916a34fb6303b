"""Nobody decides in their own case: who keeps the monitor leaves its own municipality to another."""

from dataclasses import dataclass

from openloket.monitor.models import Municipality


@dataclass(frozen=True, slots=True)
class Judge:
    """The organisation that decides something in the monitor, as the public reads it; never a person.

    `code` is that of CBS when the organisation is a municipality itself.
    """

    name: str
    code: str = ""


def own_case(judge: Judge, town: Municipality) -> str:
    """Why an organisation may not decide about a municipality, in Dutch; empty when it may.

    Source: Awb 2:4, no task is done with prejudice. Whose figures they are must not say what they are.
    """
    name = judge.name.strip().lower().removeprefix("gemeente ")
    if judge.code == town.code or name == town.name.lower():
        return (
            f"Dit gaat over {town.name} zelf. Wie de cijfers van de eigen gemeente beoordeelt, is niet"
            " onpartijdig. Laat een andere organisatie kijken. De beheerder legt haar oordeel vast,"
            " met haar naam erbij."
        )
    return ""
