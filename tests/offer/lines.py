"""Lines of a register for tests."""

from dataclasses import replace
from datetime import date

from openloket.law.kanalen import Berichtsoort, Kanaal
from openloket.offer.designation.register import Line

BEGIN = date(2026, 1, 1)

PARKING = Line(
    product="parkeervergunning",
    title="Parkeervergunning",
    domain="Parkeren en verkeer",
    authority="college van Duinstede",
    channel=Kanaal.WEBFORMULIER,
    address="",
    message_type=Berichtsoort.AANVRAAG,
    official="ja",
    every_product=False,
    designated=True,
    valid_from=BEGIN,
)
OBJECTION = replace(
    PARKING,
    product="bezwaar",
    title="Bezwaar maken",
    domain="Contact met de gemeente",
    message_type=Berichtsoort.BEZWAAR,
    every_product=True,
)
REST = replace(OBJECTION, product="algemeen-bericht", title="Stuur ons een bericht", message_type=None)
DESK = replace(PARKING, channel=Kanaal.BALIE, designated=False, address="Raadhuisplein 1")
EVENT = replace(
    PARKING,
    product="evenementenvergunning",
    title="Evenementenvergunning",
    channel=None,
    message_type=None,
    designated=False,
    because="Evenementen regelt de veiligheidsregio.",
)
