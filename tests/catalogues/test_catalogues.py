"""Reading a catalogue from a table and from XML, and writing one that the schema accepts."""

import csv
import gzip
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from openloket.catalogues.addresses import Means, understand
from openloket.catalogues.reading import COLUMNS, NotACatalogue, read_table, read_xml
from openloket.catalogues.record import NO_NAME_YET, Audience, Faulty, Online, Record
from openloket.catalogues.writing import Owner, feed

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data"
SNAPSHOT = SHARED / "09-monitor" / "sc-2023-10-producten.csv.gz"
TERMS = "http://standaarden.overheid.nl/owms/terms"
OWNER = Owner("Duinstede", f"{TERMS}/Duinstede_(gemeente)")
PASSPORT = Record(
    authority=OWNER.uri,
    product_id="paspoort",
    title="Paspoort & <identiteitskaart>",
    identifier="https://loket.duinstede.example/paspoort/",
    audiences=(Audience.CITIZENS,),
    upl_uris=(f"{TERMS}/paspoort",),
    online=Online.YES,
    application="https://loket.duinstede.example/paspoort/formulier",
    modified=date(2026, 3, 2),
    abstract="Vraag een paspoort aan.",
)


def table(*rows: str) -> list[str]:
    return [",".join(COLUMNS), *rows]


def test_a_row_becomes_a_record() -> None:
    row = f"GM0014,12,Paspoort,https://g.example/p,ondernemer|particulier,{TERMS}/paspoort,digid,https://g.example/f,2023-04-18"
    [record] = read_table(table(row))
    assert record == Record(
        "GM0014", "12", "Paspoort", "https://g.example/p", (Audience.BUSINESSES, Audience.CITIZENS),
        (f"{TERMS}/paspoort",), Online.WITH_LOGIN, "https://g.example/f", date(2023, 4, 18),
    )  # fmt: skip


def test_a_name_that_is_not_there_yet_is_no_name() -> None:
    [record] = read_table(table(f"GM0014,12,5G,https://g.example/5g,,{NO_NAME_YET},,,onbekend"))
    assert isinstance(record, Record)
    assert (record.upl_uris, record.online, record.modified) == ((), Online.NO, None)


def test_a_bad_row_is_told_and_the_others_are_read() -> None:
    found = list(
        read_table(table(",1,Paspoort,,,,,,", "GM0014,2,Rijbewijs,,,,misschien,,", "GM0014,3,Vog,,,,,,"))
    )
    assert [type(one) for one in found] == [Faulty, Faulty, Record]
    assert found[1] == Faulty(2, "Onbekende waarde voor online aanvragen: misschien.")


def test_a_table_without_the_columns_is_no_catalogue() -> None:
    with pytest.raises(NotACatalogue, match="cbs_code"):
        list(read_table(["naam,adres", "a,b"]))


@pytest.mark.parametrize("content", [b"", b"<a>", b"geen xml", b"<a/>", b"\xff\xfe"])
def test_what_is_no_xml_is_no_catalogue(content: bytes) -> None:
    with pytest.raises(NotACatalogue):
        list(read_xml(io.BytesIO(content)))


def test_what_is_written_reads_back_the_same() -> None:
    written = feed(OWNER, [PASSPORT], {f"{TERMS}/paspoort": "paspoort"})
    assert list(read_xml(io.BytesIO(written))) == [PASSPORT]


def test_without_products_there_is_no_feed() -> None:
    with pytest.raises(ValueError, match="at least one"):
        feed(OWNER, [], {})


def snapshot() -> Iterator[Record | Faulty]:
    if not SNAPSHOT.exists():
        pytest.skip("the snapshot of the national catalogue is not beside this checkout")
    with gzip.open(SNAPSHOT, "rt", encoding="utf-8", newline="") as lines:
        yield from read_table(lines)


def test_the_whole_snapshot_is_read_with_its_dirt() -> None:
    means: Counter[Means] = Counter()
    authorities, read = set(), 0
    for record in snapshot():
        assert isinstance(record, Record), record
        read += 1
        authorities.add(record.authority)
        means[understand(record.application, record.identifier).means] += 1
    assert (read, len(authorities)) == (51_388, 342)
    assert means[Means.PAPER] == 127
    assert means[Means.EMAIL] == 81
    assert means[Means.BROKEN] == 14
    assert means[Means.NONE] == 43_063


@pytest.mark.parametrize(("name", "products"), [("Vlieland", 43), ("Amersfoort", 57)])
def test_answers_of_the_search_service(name: str, products: int) -> None:
    path = SHARED / "09-monitor" / "sc-voorbeeld-xml" / f"{name}.xml"
    if not path.exists():
        pytest.skip("the example answers are not beside this checkout")
    with path.open("rb") as file:
        found = list(read_xml(file))
    assert len(found) == products
    assert all(isinstance(one, Record) and one.identifier.startswith("https://") for one in found)


def test_the_table_and_csv_agree_about_quotes() -> None:
    file = io.StringIO()
    csv.writer(file).writerow(["GM1", "1", 'Zeg "ja", nu', "", "", "", "ja", "", ""])
    [record] = read_table(table(file.getvalue()))
    assert isinstance(record, Record)
    assert record.title == 'Zeg "ja", nu'


def test_the_feed_is_valid_against_the_schema() -> None:
    path = SHARED / "04-standaarden" / "sc-4.0" / "standaarden.overheid.nl" / "sc" / "4.0" / "xsd" / "sc.xsd"
    if not path.exists():
        pytest.skip("the schema of Samenwerkende Catalogi is not beside this checkout")
    bare = replace(PASSPORT, upl_uris=(), application="", audiences=tuple(Audience), abstract="")
    schema = etree.XMLSchema(etree.parse(path))
    schema.assertValid(etree.fromstring(feed(OWNER, [PASSPORT, bare], {f"{TERMS}/paspoort": "paspoort"})))
    assert not schema.validate(etree.fromstring(feed(OWNER, [replace(PASSPORT, audiences=())], {})))
