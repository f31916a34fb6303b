"""One product in a catalogue, as a municipality told it of itself."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

NO_NAME_YET = "http://standaarden.overheid.nl/owms/terms/UPL-naam_nog_niet_beschikbaar"


class Online(StrEnum):
    """What a municipality says of applying online; the standard's own words."""

    YES = "ja"
    WITH_LOGIN = "digid"
    NO = "nee"


class Audience(StrEnum):
    """For whom; the standard's own words."""

    CITIZENS = "particulier"
    BUSINESSES = "ondernemer"


@dataclass(frozen=True, slots=True)
class Record:
    """A product of one authority. Texts are as they were told, without white space around them.

    - `authority`: a CBS code ("GM0014") from a table, or the OWMS address of the body from XML;
    - `identifier`: the address of the page about the product;
    - `upl_uris`: uniforme productnamen; empty when none was told, or only "not available yet";
    - `application`: where to apply, as told: often no web address at all (see catalogues.addresses).
    """

    authority: str
    product_id: str
    title: str
    identifier: str
    audiences: tuple[Audience, ...]
    upl_uris: tuple[str, ...]
    online: Online
    application: str
    modified: date | None
    abstract: str = ""


@dataclass(frozen=True, slots=True)
class Faulty:
    """A row or record that can't be read: where it stands (from 1) and what is wrong, in Dutch."""

    place: int
    reason: str
