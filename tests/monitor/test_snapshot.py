"""The real snapshot of Samenwerkende Catalogi (18 October 2023): its matrix and counts come out the same."""

import csv
import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.monitor.test_published_figures import command

from openloket.monitor.models import CatalogueCount, Municipality, Observation, Round, Tally
from openloket.monitor.scoring.channels import Channel
from openloket.monitor.tallying import count_of

_DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "09-monitor"
_FILE = _DATA / "sc-2023-10-producten.csv.gz"
_NOT_YET = "UPL-naam_nog_niet_beschikbaar"

pytestmark = pytest.mark.skipif(not _FILE.exists(), reason="the snapshot is not part of the project")


def rows(name: str) -> list[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_the_snapshot_comes_out_the_same(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert command(f"import-sc {_FILE} --on 2023-10-18") == 0
    assert "51388 producten van 342 gemeenten" in capsys.readouterr().out
    round = Round.objects.get(key="sc-2023-10-18")
    matrix = same_matrix(round)
    same_counts()
    assert command("round score sc-2023-10-18") == 0
    same_scores(round, matrix)
    # The same file again changes nothing.
    before = Observation.objects.count()
    assert command(f"import-sc {_FILE} --on 2023-10-18") == 0
    assert Observation.objects.count() == before


def same_matrix(round: Round) -> dict[tuple[str, str], str]:
    """The furthest that a municipality says of each product, in its own words."""
    matrix = rows("sc-2023-10-matrix-20-producten.csv")
    names = [name for name in matrix[0] if name not in {"cbs_code", "naam"}]
    seen = Observation.objects.filter(round=round, product__name__in=names)
    said = {(one[0], one[1]): one[2] for one in seen.values_list("municipality_id", "product__name", "told")}
    theirs = {(row["cbs_code"], name): row[name] for row in matrix for name in names}
    ours = {cell: said.get(cell, "") for cell in theirs}
    # The table left out who writes the name where the term belongs (‘erkenning kind’), or a term that was
    # renamed since (‘brp-uittreksel’). It is the same product, so it counts: 14 cells of 6,840.
    other = {cell: told for cell, told in ours.items() if told != theirs[cell]}
    assert {theirs[cell] for cell in other} == {""}
    assert {cell: told for cell, told in other.items() if cell[1] != "brp-uittreksel"} == {
        ("GM0402", "verklaring omtrent gedrag (vog)"): "ja",
        ("GM0402", "erkenning kind"): "ja",
        ("GM0402", "melding openbare ruimte (algemeen)"): "ja",
        ("GM0575", "erkenning kind"): "nee",
    }
    assert (len(ours), len(other)) == (6840, 14)
    assert sum(not told for told in theirs.values()) == 2255
    return ours


def same_counts() -> None:
    """Per municipality: the same, but ‘no name available yet’ is no name to us."""
    unnamed: dict[str, int] = {}
    with gzip.open(_FILE, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            only = row["upl_uri"] == f"http://standaarden.overheid.nl/owms/terms/{_NOT_YET}"
            unnamed[row["cbs_code"]] = unnamed.get(row["cbs_code"], 0) + only
    counted = {one.municipality_id: one for one in CatalogueCount.objects.all()}
    columns = ("producten", "online_ja", "online_digid", "online_nee", "met_aanvraag_url")
    for row in rows("sc-2023-10-per-gemeente.csv"):
        one = counted[row["cbs_code"]]
        found = (one.products, one.online, one.online_login, one.not_online, one.with_address)
        assert found == tuple(int(row[name]) for name in columns)
        assert one.named == int(row["met_upl"]) - unnamed[row["cbs_code"]]
        assert round_share(one) == pytest.approx(float(row["aandeel_online"]), abs=0.0006)


def same_scores(round: Round, matrix: dict[tuple[str, str], str]) -> None:
    """What is listed is the coverage; who says yes is digital unless the address is paper or a telephone."""
    nation = count_of(Tally.objects.get(kind="nation", audience="", basis="declared"))
    assert (nation.expected, nation.settled) == (6840, sum(bool(told) for told in matrix.values()))
    yes = {cell for cell, told in matrix.items() if told in {"ja", "digid"}}
    not_really = Observation.objects.filter(
        round=round, told__in=["ja", "digid"], channel__in=[Channel.PRINT.value, Channel.DESK.value]
    )
    cells = set(not_really.values_list("municipality_id", "product__name"))
    assert nation.digital == len(yes - cells) > 1490


def round_share(one: CatalogueCount) -> float:
    return (one.online + one.online_login) / one.products if one.products else 0.0


def test_the_xml_of_the_search_service_is_read(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    file = _DATA / "sc-voorbeeld-xml" / "Vlieland.xml"
    assert command(f"import-sc {file}") == 0
    assert "producten van 1 gemeenten" in capsys.readouterr().out
    vlieland = Municipality.objects.get(name="Vlieland")
    assert CatalogueCount.objects.get().municipality == vlieland
    assert Observation.objects.filter(municipality=vlieland).exists()
    assert Observation.objects.filter(seen_at__gt=datetime.now(UTC)).count() == 0
