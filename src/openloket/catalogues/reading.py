"""Reading a catalogue, from a table (CSV) or from the XML of the search service, record by record."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import IO
from xml.etree import ElementTree

from openloket.catalogues.record import NO_NAME_YET, Audience, Faulty, Online, Record

COLUMNS = (
    "cbs_code",
    "product_id",
    "titel",
    "url",
    "doelgroep",
    "upl_uri",
    "online_aanvragen",
    "aanvraag_url",
    "gewijzigd",
)
_DC = "{http://purl.org/dc/terms/}"
_OVERHEID = "{http://standaarden.overheid.nl/owms/terms/}"
_PRODUCT = "{http://standaarden.overheid.nl/product/terms/}"
_URI = "resourceIdentifier"


class NotACatalogue(Exception):
    """The file is no catalogue at all; the message says why, in Dutch."""


def read_table(lines: Iterable[str]) -> Iterator[Record | Faulty]:
    """Records from CSV with a heading of COLUMNS (others are ignored); raises NotACatalogue."""
    rows = csv.DictReader(lines)
    missing = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
    if missing:
        raise NotACatalogue(f"In de eerste regel ontbreekt: {', '.join(missing)}.")
    for number, row in enumerate(rows, start=1):
        yield _from_row(row, number)


def _from_row(row: Mapping[str, str | None], number: int) -> Record | Faulty:
    values = {name: (row.get(name) or "").strip() for name in COLUMNS}
    online = values["online_aanvragen"].lower() or Online.NO.value
    if not values["cbs_code"] or not values["titel"]:
        return Faulty(number, "De gemeente of de titel ontbreekt.")
    if online not in {one.value for one in Online}:
        return Faulty(number, f"Onbekende waarde voor online aanvragen: {online[:40]}.")
    return Record(
        authority=values["cbs_code"],
        product_id=values["product_id"],
        title=values["titel"],
        identifier=values["url"],
        audiences=_audiences(values["doelgroep"].split("|")),
        upl_uris=_names(values["upl_uri"].split("|")),
        online=Online(online),
        application=values["aanvraag_url"],
        modified=_day(values["gewijzigd"]),
    )


def read_xml(file: IO[bytes]) -> Iterator[Record | Faulty]:
    """Records from a search answer (SRU) or from a feed (scproducten); memory stays that of one record.

    Raises NotACatalogue for what is no XML, or stops being it halfway.
    """
    number = 0
    try:
        # Entities are harmless here: nothing outside is fetched, and expat stops what grows too fast.
        for _, element in ElementTree.iterparse(file, events=("end",)):  # noqa: S314 (see above)
            if element.tag == f"{_PRODUCT}scproduct":
                number += 1
                yield _from_xml(element, number)
            if element.tag == f"{_PRODUCT}scproduct" or element.tag.endswith("}record"):
                element.clear()
    except ElementTree.ParseError as problem:
        raise NotACatalogue(f"Dit bestand is geen goede XML, bij record {number + 1}.") from problem
    if not number:
        raise NotACatalogue("In dit bestand staat geen enkel product.")


def _from_xml(product: ElementTree.Element, number: int) -> Record | Faulty:
    authority = product.find(f".//{_OVERHEID}authority")
    title = _text(product, f".//{_DC}title")
    if authority is None or not title:
        return Faulty(number, "De organisatie of de titel ontbreekt.")
    online = _text(product, f".//{_PRODUCT}onlineAanvragen").lower() or Online.NO.value
    if online not in {one.value for one in Online}:
        return Faulty(number, f"Onbekende waarde voor online aanvragen: {online[:40]}.")
    request = product.find(f".//{_PRODUCT}aanvraagURL")
    names = [one.get(_URI) or "" for one in product.iterfind(f".//{_PRODUCT}uniformeProductnaam")]
    return Record(
        authority=authority.get(_URI) or (authority.text or "").strip(),
        product_id=_text(product, f".//{_PRODUCT}productID"),
        title=title,
        identifier=_text(product, f".//{_DC}identifier"),
        audiences=_audiences(one.text or "" for one in product.iterfind(f".//{_DC}audience")),
        upl_uris=_names(names),
        online=Online(online),
        application=((request.get(_URI) or request.text or "") if request is not None else "").strip(),
        modified=_day(_text(product, f".//{_DC}modified")),
        abstract=_text(product, f".//{_DC}abstract"),
    )


def _text(product: ElementTree.Element, path: str) -> str:
    return " ".join((product.findtext(path) or "").split())


def _audiences(told: Iterable[str]) -> tuple[Audience, ...]:
    known = {one.value: one for one in Audience}
    return tuple(dict.fromkeys(known[one.strip()] for one in told if one.strip() in known))


def _names(told: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.strip() for one in told if one.strip() and one.strip() != NO_NAME_YET))


def _day(told: str) -> date | None:
    try:
        return date.fromisoformat(told[:10])
    except ValueError:
        return None
