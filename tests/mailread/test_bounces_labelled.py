"""Measured on the labelled bounces of two other programs; every difference is printed (pytest -s)."""

import csv
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from openloket.mailread.bounce.model import Bounce, Lasting
from openloket.mailread.bounce.reading import bounces
from openloket.mailread.kinds import classify, may_be_confirmed
from openloket.mailread.reading import read

LABELLED = Path(__file__).resolve().parents[3] / "shared" / "data" / "08-testclients" / "bounces"
pytestmark = pytest.mark.skipif(
    not LABELLED.exists(), reason="the labelled bounces stand beside the checkout"
)

# Labels that the message itself contradicts are kept in the count; these two kinds are not about failure.
NO_FAILURE = {"vacation", "delivered"}

# As the message was sent, or where it ended: servers write of either.
_STATED = re.compile(rb"^(?:final|original)-recipient:.*?([^\s<>;]+@[^\s<>;]+)", re.IGNORECASE | re.MULTILINE)


def _files(archive: str) -> dict[str, bytes]:
    with zipfile.ZipFile(LABELLED / archive) as opened:
        return {Path(name).name: opened.read(name) for name in opened.namelist() if not name.endswith("/")}


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((LABELLED / name).read_text(encoding="utf-8").splitlines()))


def _by_flufl() -> Iterator[tuple[str, tuple[Bounce, ...], set[str], Lasting]]:
    """The file, what we find, and the recipients and sort that flufl.bounce expects; one has no label."""
    files = _files("flufl-bounce-data.zip")
    for row in _rows("flufl-bounce-labels.csv"):
        if row["bestand"] != "bounce_01.txt":
            sort = Lasting.TEMPORARY if row["tijdelijk"] == "1" else Lasting.PERMANENT
            expected = {one.lower() for one in row["adressen"].split("|") if one}
            yield row["bestand"], bounces(files[row["bestand"]]), expected, sort


def _by_sisimai() -> Iterator[tuple[str, tuple[Bounce, ...], list[dict[str, str]]]]:
    """The file, what we find, and the labels of sisimai, one for each recipient."""
    files = _files("sisimai-emails-bsd.zip")
    rows = defaultdict(list)
    for row in _rows("sisimai-labels.csv"):
        rows[row["bestand"]].append(row)
    for name, labels in rows.items():
        yield name, bounces(files[name]), [one for one in labels if one["reden"] not in NO_FAILURE]


def _each_label() -> Iterator[tuple[str, tuple[Bounce, ...], dict[str, str], int]]:
    """The file, what we find, and one label of sisimai with its number."""
    for name, found, labels in _by_sisimai():
        for number, label in enumerate(labels):
            yield name, found, label, number


def _share(what: str, right: dict[str, list[bool]], least: float) -> None:
    """Print the share of each program, and ask it of each."""
    for program, each in right.items():
        print(f"{what}, {program}: {sum(each)} of {len(each)} ({sum(each) / len(each):.1%})")
        assert sum(each) / len(each) >= least


def test_recipients_are_right_in_99_percent() -> None:
    right: dict[str, list[bool]] = {"flufl": [], "sisimai": []}
    for name, found, expected, _ in _by_flufl():
        named = {one.recipient.lower() for one in found if one.recipient}
        right["flufl"].append(named == expected)
        if named != expected:
            print(f"{name}: {sorted(expected)} expected, {sorted(named)} found")
    # sisimai's labels count the recipients without naming them.
    for name, found, labels in _by_sisimai():
        right["sisimai"].append(len(found) == len(labels))
        if len(found) != len(labels):
            print(f"{name}: {len(labels)} expected, {[one.recipient for one in found]} found")
    assert len(right["flufl"]) + len(right["sisimai"]) > 420
    _share("recipients", right, 0.99)


def test_permanent_or_temporary_is_right_in_97_percent() -> None:
    right: dict[str, list[bool]] = {"flufl": [], "sisimai": []}
    for name, found, expected, sort in _by_flufl():
        if expected:
            right["flufl"].append({one.lasting for one in found} == {sort})
            if not right["flufl"][-1]:
                print(f"{name}: {sort} expected, {[(one.lasting.value, one.code) for one in found]} found")
    for name, found, label, number in _each_label():
        if label["dsn"][:1] in ("4", "5"):
            sort = Lasting.PERMANENT if label["dsn"][0] == "5" else Lasting.TEMPORARY
            right["sisimai"].append(number < len(found) and found[number].lasting is sort)
            if not right["sisimai"][-1]:
                told = [(one.lasting.value, one.code, one.given_up) for one in found]
                print(f"{name}: {label['dsn']} ({label['reden']}) expected, {told} found")
    assert len(right["flufl"]) + len(right["sisimai"]) > 410
    _share("permanent or temporary", right, 0.97)


def test_what_is_wrong_with_the_address_is_told_apart() -> None:
    """Our `hard` beside that of sisimai, which calls no refusal hard that came after the content."""
    right: dict[str, list[bool]] = {"sisimai": [], "sisimai, refused after the content left out": []}
    for _, found, label, number in _each_label():
        hard = number < len(found) and found[number].hard
        right["sisimai"].append(hard == (label["hard_bounce"] == "true"))
        if label["reden"] != "filtered":
            right["sisimai, refused after the content left out"].append(right["sisimai"][-1])
    _share("hard", right, 0.87)


def test_a_server_that_names_nobody_is_rare() -> None:
    found = [one for _, some, _ in _by_sisimai() for one in some]
    unnamed = [one for one in found if not one.recipient]
    assert len(found) > 300
    assert len(unnamed) / len(found) < 0.01


def test_words_agree_with_what_is_stated() -> None:
    agree: list[bool] = []
    for name, raw in _files("sisimai-emails-bsd.zip").items():
        stated = {one.decode().lower() for one in _STATED.findall(raw)}
        if b"message/delivery-status" in raw and stated:
            words = raw.replace(b"message/delivery-status", b"image/gif")
            named = {one.recipient.lower() for one in bounces(words) if one.recipient}
            if named:
                agree.append(named <= stated)
                if not agree[-1]:
                    print(f"{name}: {sorted(stated)} stated, {sorted(named)} in words")
    print(f"words agree: {sum(agree)} of {len(agree)}")
    assert len(agree) > 130
    assert sum(agree) / len(agree) >= 0.95


def test_what_came_back_gets_no_receipt() -> None:
    files = {**_files("flufl-bounce-data.zip"), **_files("sisimai-emails-bsd.zip")}
    mails = {name: read(raw) for name, raw in files.items() if name.endswith((".eml", ".txt"))}
    # One of them is a message of a person.
    del mails["groupwise_03.txt"]
    confirmed = []
    for name, mail in mails.items():
        sorting = classify(mail, ["balie@duinstede.example"], ())
        if may_be_confirmed(mail, sorting.kind).may:
            confirmed.append(f"{name}: {mail.subject}")
    print("\n".join(confirmed))
    assert len(mails) > 420
    assert len(confirmed) <= 1
