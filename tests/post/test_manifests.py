"""A batch as a printer gets it, the list that comes back, and the number on a letter."""

import csv
import io
import json
from datetime import UTC, date, datetime
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openloket.post.letter_numbers import message_of, number_of
from openloket.post.manifests import MANIFEST, BatchedPdf, Told, UnreadableAnswer, parcel_of, read_answer

AT = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
LETTERS = [
    BatchedPdf(1, 1042, ("Jan Jansen", "Dorpsweg 12", "1234 AB  Duinstede"), b"%PDF one", 2),
    BatchedPdf(2, 7, ("=HYPERLINK(1)", "Straat; 1", "1234 AB  Duinstede"), b"%PDF two", 1),
]


@given(st.integers(min_value=1, max_value=10**15))
def test_a_number_is_read_back(row_id: int) -> None:
    number = number_of(row_id)
    assert message_of(number) == row_id
    assert message_of(f" Brief {number.replace('-', ' ')} ") == row_id


@given(st.integers(min_value=1, max_value=10**9), st.data())
def test_one_wrong_digit_is_noticed(row_id: int, data: st.DataObject) -> None:
    number = number_of(row_id)
    at = data.draw(st.sampled_from([i for i, sign in enumerate(number) if sign.isdigit()]))
    other = data.draw(st.sampled_from([sign for sign in "0123456789" if sign != number[at]]))
    assert message_of(number[:at] + other + number[at + 1 :]) != row_id
    assert message_of(number[:at] + other + number[at + 1 :]) is None


@given(st.text(max_size=40))
def test_any_text_is_a_number_or_not(typed: str) -> None:
    found = message_of(typed)
    assert found is None or number_of(found).replace("-", "") in "".join(filter(str.isalnum, typed))


def test_the_lists_tell_the_same_as_the_files() -> None:
    parcel = parcel_of("DUI-0001", "Gemeente Duinstede", AT, LETTERS)
    files = dict(parcel.files)
    told = json.loads(files[MANIFEST])
    assert (told["partij"], told["brieven"], told["bladzijden"]) == ("DUI-0001", 2, 3)
    [head, *rows] = csv.reader(io.StringIO(files["lijst.csv"].decode("utf-8-sig")), delimiter=";")
    assert head[:3] == ["volgnummer", "briefnummer", "bestand"]
    for row, one in zip(rows, told["inhoud"], strict=True):
        assert sha256(files[one["bestand"]]).hexdigest() == one["sha256"] == row[4]
        assert (row[1], row[2]) == (one["briefnummer"], one["bestand"])
    assert rows[0][5:] == ["Jan Jansen", "Dorpsweg 12", "1234 AB  Duinstede", "", "", ""]
    assert rows[1][5:7] == ["'=HYPERLINK(1)", "Straat; 1"]
    assert told["inhoud"][1]["adres"][0] == "=HYPERLINK(1)"
    assert parcel == parcel_of("DUI-0001", "Gemeente Duinstede", AT, LETTERS)


def test_names_of_files_name_nobody() -> None:
    names = [name for name, _ in parcel_of("DUI-0001", "Gemeente Duinstede", AT, LETTERS).files]
    assert names == [f"0001_{number_of(1042)}.pdf", f"0002_{number_of(7)}.pdf", "lijst.csv", MANIFEST]


@pytest.mark.parametrize("separator", [";", ","])
def test_what_the_printer_tells(separator: str) -> None:
    rows = [
        ["Briefnummer", "verstuurd_op", "reden"],
        [number_of(1042), "2026-03-03", ""],
        [number_of(7), "", "adres niet leesbaar"],
        [number_of(8), "3-3-2026", ""],
    ]
    content = "\r\n".join(separator.join(row) for row in rows) + "\r\n\r\n"
    day = date(2026, 3, 3)
    assert read_answer(content.encode("utf-8-sig"), 10) == [
        Told(1042, day, ""), Told(7, None, "adres niet leesbaar"), Told(8, day, ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "geen regels"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"nummer\n1\n", "kolom briefnummer"),
        (b"briefnummer\n1042-00\n", "Regel 2"),
        (f"briefnummer;verstuurd_op\n{number_of(7)};morgen\n".encode(), "geen dag"),
        (f"briefnummer;verstuurd_op\n{number_of(7)};2026-02-30\n".encode(), "geen dag"),
        (f"briefnummer\n{number_of(7)}\n{number_of(7)}\n".encode(), "twee keer"),
        (b"briefnummer\n" + b"7\n" * 20, "meer dan 10"),
    ],
)
def test_a_list_that_can_t_be_read_says_why(content: bytes, told: str) -> None:
    with pytest.raises(UnreadableAnswer, match=told):
        read_answer(content, 10)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_list_or_not(content: bytes) -> None:
    try:
        told = read_answer(b"briefnummer\n" + content, 100)
    except UnreadableAnswer:
        return
    assert all(one.message_id >= 0 for one in told)
