"""How far a digital service goes: the ladder of maturity, in words, beside the levels of the EU."""

from dataclasses import dataclass
from enum import IntEnum

from openloket.monitor.scoring.channels import Channel


class Step(IntEnum):
    """A step of the ladder; each holds all below it, except that no form needs a login to go on."""

    INFORMATION = 1
    DOWNLOAD = 2
    FORM = 3
    FORM_LOGIN = 4
    PREFILLED = 5
    FOLLOWED = 6
    PROACTIVE = 7


@dataclass(frozen=True, slots=True)
class Meaning:
    """A step in words. `eu_level` is the five-stage scale of the EU eGovernment measurements of 2001 to 2010
    (1 information, 2 one-way interaction, 3 two-way interaction, 4 transaction, 5 targetisation);
    `eu_benchmark` what the eGovernment Benchmark since 2012 calls it."""

    name: str
    means: str
    eu_level: int
    eu_benchmark: str


LADDER: dict[Step, Meaning] = {
    Step.INFORMATION: Meaning(
        "informatie", "Op de website staat hoe het moet. Regelen kan niet online.", 1, "information online"
    ),
    Step.DOWNLOAD: Meaning(
        "downloaden", "U haalt een formulier op, print het en stuurt het op.", 2, "information online"
    ),
    Step.FORM: Meaning("formulier", "U vult een formulier in en verstuurt het online.", 3, "service online"),
    Step.FORM_LOGIN: Meaning(
        "formulier met inloggen", "U logt in, vult een formulier in en verstuurt het.", 3, "service online"
    ),
    # Filled in beforehand alone is no whole transaction: the EU's fourth stage asks the handling as well.
    Step.PREFILLED: Meaning(
        "vooraf ingevuld", "Wat de gemeente al weet, is al ingevuld.", 3, "service online"
    ),
    Step.FOLLOWED: Meaning(
        "online te volgen", "U ziet online hoe het ermee staat en wat het besluit is.", 4, "service online"
    ),
    Step.PROACTIVE: Meaning(
        "uit zichzelf", "De gemeente begint zelf: u hoeft niets of bijna niets te doen.", 5, "automated"
    ),
}

_AT_LEAST: dict[Channel, Step] = {
    Channel.WEB_FORM: Step.FORM,
    Channel.WEB_FORM_LOGIN: Step.FORM_LOGIN,
    Channel.PORTAL: Step.FORM_LOGIN,
    Channel.EMAIL: Step.INFORMATION,
    Channel.PRINT: Step.DOWNLOAD,
    Channel.DESK: Step.INFORMATION,
}


def least_step(channel: Channel) -> Step | None:
    """The step that follows from the way alone, when nothing more was seen; None where there is none."""
    return _AT_LEAST.get(channel)


def fitting(channel: Channel, step: Step | None) -> bool:
    """Whether a step can be true of a way: never lower than the way itself, and no form without one."""
    least = least_step(channel)
    if step is None or least is None:
        return step is None
    if channel in {Channel.EMAIL, Channel.DESK, Channel.PRINT}:
        return step <= Step.DOWNLOAD
    return step >= least
