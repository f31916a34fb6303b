"""By what ways a product can be asked for: the classes of the monitor, and which of them are digital."""

from enum import StrEnum


class Channel(StrEnum):
    """The furthest digital way that a municipality offers for a product; one per observation."""

    WEB_FORM = "web_form"
    WEB_FORM_LOGIN = "web_form_login"
    PORTAL = "portal"
    EMAIL = "email"
    PRINT = "print"
    DESK = "desk"
    NOT_OFFERED = "not_offered"
    UNKNOWN = "unknown"


class Audience(StrEnum):
    """For whom a product is looked at."""

    CITIZENS = "inwoner"
    BUSINESSES = "ondernemer"


class Basis(StrEnum):
    """Who says so. The three are never mixed in one figure: where they differ is a result of its own."""

    MEASURED = "measured"
    DECLARED = "declared"
    REPORTED = "reported"


LABELS: dict[Channel, str] = {
    Channel.WEB_FORM: "online formulier",
    Channel.WEB_FORM_LOGIN: "online formulier met inloggen",
    Channel.PORTAL: "eigen omgeving (portaal)",
    Channel.EMAIL: "e-mail",
    Channel.PRINT: "printen, invullen en opsturen",
    Channel.DESK: "alleen telefoon, balie of brief",
    Channel.NOT_OFFERED: "niet aangeboden",
    Channel.UNKNOWN: "onbekend",
}
AUDIENCE_LABELS: dict[Audience, str] = {
    Audience.CITIZENS: "inwoners",
    Audience.BUSINESSES: "ondernemers",
}
BASIS_LABELS: dict[Basis, str] = {
    Basis.MEASURED: "gemeten",
    Basis.DECLARED: "zelf opgegeven",
    Basis.REPORTED: "gemeld door het loket zelf",
}

FORMS = frozenset({Channel.WEB_FORM, Channel.WEB_FORM_LOGIN})
"""Together the ‘e-formulier’ of earlier studies."""

DIGITAL = FORMS | {Channel.PORTAL, Channel.EMAIL}
"""Something can be sent electronically. Printing and scanning is not: paper stands in between."""

NEUTRAL = frozenset({Channel.NOT_OFFERED})
"""Counts neither for nor against: who has no ferry needs no form for a ferry."""

UNSETTLED = frozenset({Channel.UNKNOWN})
"""Looked at, and not found out; lowers the coverage, not the score."""

BEST_FIRST = (
    Channel.PORTAL,
    Channel.WEB_FORM_LOGIN,
    Channel.WEB_FORM,
    Channel.EMAIL,
    Channel.PRINT,
    Channel.DESK,
    Channel.NOT_OFFERED,
    Channel.UNKNOWN,
)
"""Of several ways, the first of these is the observation. Which of the digital ones is no order of merit."""


def furthest(found: set[Channel]) -> Channel:
    """The one way of several that counts for a product; unknown when there is none."""
    return next((one for one in BEST_FIRST if one in found), Channel.UNKNOWN)
