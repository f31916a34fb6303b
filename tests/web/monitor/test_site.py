"""The public site of the monitor: every page, its proof, its filters, replies, reports and open data."""

import csv
import io
import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pypdf import PdfReader
from tests.monitor.test_rounds import seen
from tests.rules.source import ROOT

from openloket.cli.demo.example_rounds import load_rounds
from openloket.flows.measuring.hear_municipalities import offer_replies, settle_reply
from openloket.flows.measuring.keep_round import NewRound, begin_round, publish_round
from openloket.flows.measuring.observe import observe
from openloket.flows.measuring.own_case import Judge
from openloket.flows.measuring.score_round import score_round
from openloket.monitor.country import slug_of
from openloket.monitor.models import DesignationFound, Observation, Round, SupportFound
from openloket.monitor.scoring.channels import Basis, Channel
from openloket.web import directory

NOW = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
AFTER = NOW + timedelta(days=21)
BUREAU = Judge("Stichting Meting")
PAGES = (
    "", "?doelgroep=inwoner", "kaart", "kaart?gemeente=groningen", "doelgroepen", "gemeenten",
    "gemeenten?provincie=groningen", "gemeenten?grootte=tot-25000", "gemeenten?buren=groningen",
    "gemeenten?leverancier=Formulierenmaker", "gemeenten?naam=den+haag", "gemeente/groningen",
    "gemeente/zuidhorn-gm0056", "producten", "product/paspoort", "leveranciers",
    "leverancier/formulierenmaker", "verschil", "uitleg", "open-data",
)  # fmt: skip

MISSING = (
    "?ronde=x", "?bron=x", "?doelgroep=x", "gemeenten?provincie=x", "gemeenten?grootte=x",
    "gemeenten?buren=x", "gemeente/x", "product/x", "leverancier/x", "waarneming/999999999",
    "reactie/verzonnen", "data/x/gemeenten.csv", "data/2026-1/x.csv", "data/2026-1/gemeenten.xml",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _fresh(db: None) -> None:
    directory.forget()


def measured(key: str = "2026-1", begins: date = date(2026, 2, 1)) -> Round:
    """A round in which three municipalities were looked at; not published yet."""
    round = begin_round(NewRound(key, f"Ronde {key}", "twintig", begins, begins + timedelta(days=50)))
    told = replace(
        seen(channel=Channel.DESK), address="https://www.groningen.example/paspoort", page_hash="ab" * 32,
        excerpt="Maak een afspraak aan de balie.", supplier="",
    )  # fmt: skip
    said = replace(seen(), basis=Basis.DECLARED)
    observe(round, [told, seen("GM0034"), seen("GM0037", channel=Channel.EMAIL), said], NOW)
    return round


def heard(round: Round) -> Round:
    """The same, after everybody could reply and nobody did."""
    offer_replies(round, NOW.date() + timedelta(days=20), NOW)
    return publish_round(round, AFTER)


@pytest.fixture
def published(db: None) -> Round:
    return heard(measured())


def read(client: Client, path: str = "") -> str:
    answer = client.get(f"/monitor/{path}")
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_before_the_first_round_the_site_says_so(client: Client) -> None:
    assert "nog niet gepubliceerd" in read(client)
    assert client.get("/monitor/data/2026-1/gemeenten.csv").status_code == 404
    measured()
    assert "nog niet gepubliceerd" in read(client, "gemeente/groningen")


def test_every_page_opens_is_light_and_draws_without_styles(client: Client, published: Round) -> None:
    for path in PAGES:
        page = read(client, path)
        assert len(page.encode()) < 60_000, path
        assert page.count("<h1") == 1, path
        assert "style=" not in page, path
        assert "<script" not in page, path
        ids = re.findall(r' id="([^"]+)"', page)
        assert len(ids) == len(set(ids)), path


def test_what_is_not_there_is_not_found(client: Client, published: Round) -> None:
    assert {path: client.get(f"/monitor/{path}").status_code for path in MISSING} == dict.fromkeys(
        MISSING, 404
    )


def test_a_filter_stays_in_every_link_and_no_table_is_a_ranking(client: Client, published: Round) -> None:
    page = read(client, "gemeenten?doelgroep=inwoner&provincie=groningen")
    assert 'href="gemeente/groningen?doelgroep=inwoner"' in page
    assert "/monitor/kaart?doelgroep=inwoner" in page
    names = re.findall(r'<a href="gemeente/([a-z-]+)', page)
    assert names == sorted(names)
    assert "almere" not in names
    assert '"gemeente/s-gravenhage' in read(client, "gemeenten?naam=Den+Haag")


def test_a_municipality_reads_what_to_do_first_and_why(client: Client, published: Round) -> None:
    page = read(client, "gemeente/groningen")
    assert "Maak 1 product online" in page
    assert "Paspoort" in page or "paspoort" in page
    assert page.count('<li class="ol-flow"><h3') == 1
    assert "geen ranglijst" in page
    # What it says of itself differs from what was measured.
    assert "Wat de gemeente anders zegt" in page
    assert "geen antwoord gekregen" in page
    # Only once somebody searched for decisions, not having one is told.
    DesignationFound.objects.create(
        municipality_id="GM0034", source="gemeenteblad", identifier="gmb-1", title="Aanwijzing",
        address="https://example.org/besluit", published_on=date(2026, 2, 2), seen_at=NOW,
    )  # fmt: skip
    page = read(client, "gemeente/groningen")
    assert page.count('<li class="ol-flow"><h3') == 2
    assert "Neem een aanwijzingsbesluit" in page
    assert "https://example.org/besluit" in read(client, "gemeente/almere")


def test_every_figure_leads_to_its_proof_and_what_it_replaced(client: Client, published: Round) -> None:
    first = Observation.objects.get(municipality="GM0014", basis="measured")
    page = read(client, f"waarneming/{first.pk}")
    for words in (
        "Maak een afspraak aan de balie.",
        "ab" * 32,
        "https://www.groningen.example/paspoort",
        "90%",
    ):
        assert words in page
    changed = replace(seen(channel=Channel.EMAIL), correction="Er is een adres bij gekomen.")
    observe(published, [changed], AFTER)
    later = Observation.objects.get(replaces=first)
    assert f"/monitor/waarneming/{later.pk}" in read(client, f"waarneming/{first.pk}")
    page = read(client, f"waarneming/{later.pk}")
    assert "Er is een adres bij gekomen." in page
    assert "Wat er eerder stond" in page
    assert "Er is een adres bij gekomen." in read(client, "gemeente/groningen")


def test_what_is_not_published_stays_unseen(client: Client, published: Round) -> None:
    hidden = measured("2026-2", date(2026, 6, 1))
    number = Observation.objects.filter(round=hidden).first()
    assert number is not None
    assert client.get(f"/monitor/waarneming/{number.pk}").status_code == 404
    assert client.get("/monitor/?ronde=2026-2").status_code == 404
    assert "2026-2" not in read(client, "data/rondes.json")


def test_a_municipality_replies_before_publication(client: Client) -> None:
    round = measured()
    today = timezone.now()
    offered = offer_replies(round, today.date() + timedelta(days=20), today)
    address = next(f"/monitor/reactie/{one.key}" for one in offered if one.code == "GM0014")
    SupportFound.objects.create(
        round=round, municipality_id="GM0014", found=False, seen_at=NOW, seen_by="Onderzoekers",
        reason="Het staat niet in het menu.", recorded_at=NOW,
    )  # fmt: skip
    page = client.get(address).content.decode()
    assert "alleen telefoon, balie of brief" in page
    assert "Niet gevonden. Het staat niet in het menu." in page
    assert client.post(address, {"reactie": "  "}).status_code == 422
    long = client.post(address, {"reactie": "x" * 20_001})
    assert long.status_code == 422
    assert "x" * 20_001 in long.content.decode()
    assert "Uw reactie is binnen" in client.post(address, {"reactie": "Er is een app <b>."}).content.decode()
    later = today + timedelta(days=21)
    settle_reply(round, "GM0014", "upheld", "Een app telt niet als formulier.", BUREAU, later)
    publish_round(round, later)
    shown = read(client, "gemeente/groningen")
    assert "Er is een app &lt;b&gt;." in shown
    assert "Een app telt niet als formulier." in shown
    assert "Beoordeeld door Stichting Meting" in shown
    closed = client.get(address).content.decode()
    assert "<form" not in closed
    assert client.post(address, {"reactie": "Toch niet."}).status_code == 422


def test_open_data_agree_with_the_pages_and_are_described(client: Client, published: Round) -> None:
    described = client.get("/monitor/data/openapi.json").json()
    for path in described["paths"]:
        answer = client.get(path.replace("{ronde}", published.key))
        assert answer.status_code == 200, path
        assert answer["Access-Control-Allow-Origin"] == "*"
        if path.endswith(".json"):
            json.loads(answer.getvalue())
    file = client.get("/monitor/data/2026-1/gemeenten.csv").getvalue().decode("utf-8-sig")
    rows = {row["gemeentecode"]: row for row in csv.DictReader(io.StringIO(file), delimiter=";")}
    assert len(rows) == 342
    assert (rows["GM0014"]["desk"], rows["GM0014"]["digitaal"], rows["GM0034"]["digitaal"]) == ("1", "0", "1")
    [declared] = json.loads(client.get("/monitor/data/2026-1/waarnemingen.json?bron=declared").getvalue())[
        "rijen"
    ]
    assert (declared["gemeentecode"], declared["weg"]) == ("GM0014", "web_form")


def test_a_cell_that_a_spreadsheet_would_run_stays_text(client: Client) -> None:
    round = measured()
    observe(round, [replace(seen("GM0050"), reason='=HYPERLINK("x")')], NOW)
    heard(round)
    file = client.get("/monitor/data/2026-1/waarnemingen.csv").getvalue().decode("utf-8-sig")
    assert "'=HYPERLINK" in file


def test_reports_are_documents(client: Client, published: Round) -> None:
    for path in ("rapport.pdf", "gemeente/groningen/rapport.pdf"):
        answer = client.get(f"/monitor/{path}")
        assert answer["Content-Type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF-"), path


def test_the_explanation_has_every_heading_of_the_definitions(client: Client, published: Round) -> None:
    paper = (ROOT / "docs/monitor/definitions.md").read_text(encoding="utf-8")
    page = read(client, "uitleg")
    headings = re.findall(r"^## (.+)$", paper, re.MULTILINE)
    assert len(headings) > 10
    assert [one for one in headings if f'id="{slug_of(one)}"' not in page] == []
    version = re.search(r"versie (\d+)", paper)
    assert version is not None
    assert f"Dit is versie {version[1]}." in page
    # Wherever a page sends somebody for an explanation, there is one.
    anchors = set(re.findall(r'/monitor/uitleg#([^"]+)"', read(client) + read(client, "gemeente/groningen")))
    assert len(anchors) > 5
    assert [one for one in anchors if f'id="{one}"' not in page] == []


def test_more_rounds_cost_no_more_questions(client: Client, published: Round) -> None:
    paths = (
        "",
        "kaart",
        "gemeenten",
        "gemeente/groningen",
        "product/paspoort",
        "leverancier/formulierenmaker",
    )

    def asked(path: str) -> int:
        with CaptureQueriesContext(connection) as found:
            read(client, path)
        return sum("monitor_" in one["sql"] for one in found.captured_queries)

    before = {path: asked(path) for path in paths}
    for year in range(2019, 2025):
        old = begin_round(NewRound(str(year), str(year), "twintig", date(year, 2, 1), date(year, 4, 1)))
        observe(old, [replace(seen(), seen_at=datetime(year, 3, 1, tzinfo=UTC))], NOW)
        score_round(old, NOW)
        Round.objects.filter(pk=old.pk).update(published_at=NOW)
    assert {path: asked(path) for path in paths} == before
    assert max(before.values()) <= 40
    page = read(client)
    assert 'class="ol-trend"' in page
    assert 'href="/monitor/?ronde=2019"' in page


def test_the_rounds_of_a_demo_are_whole_and_say_that_they_are_made_up(client: Client) -> None:
    assert load_rounds(timezone.now())
    assert not load_rounds(timezone.now())
    for path in (
        *PAGES[:10],
        "gemeente/groningen",
        "producten",
        "product/paspoort",
        "leveranciers",
        "verschil",
    ):
        page = read(client, path)
        assert len(page.encode()) < 60_000, path
        assert "voorbeeldcijfers" in page, path
        assert "<title>Verzonnen voorbeeld: " in page, path
        assert "Verzonnen voorbeeld:</span>" in page[page.index("<h1") : page.index("</h1>")], path
    page = read(client)
    for figure in ("81,8%", "97,4%", "76,2%", "17,7%", "6,1%", "3,5%", "51,5%", "48,2%", "75,0%", "81,3%"):
        assert figure in page
    told = client.get("/monitor/data/voorbeeld-2025/cijfers.json").json()
    assert told["verzonnen"]
    assert "voorbeeldcijfers" in told["toelichting"]
    for path in ("rapport.pdf", "gemeente/groningen/rapport.pdf"):
        answer = client.get(f"/monitor/{path}")
        assert "verzonnen-voorbeeld-monitor" in answer["Content-Disposition"], path
        paper = PdfReader(io.BytesIO(answer.content))
        assert paper.metadata["/Title"].startswith("Verzonnen voorbeeld: ")
        assert all("Verzonnen voorbeeld" in one.extract_text() for one in paper.pages)


def test_a_csv_file_says_beside_itself_what_it_is(client: Client, published: Round) -> None:
    file = client.get("/monitor/data/2026-1/gemeenten.csv")
    address = file["Link"].partition("<")[2].partition(">")[0]
    described = client.get(address)
    assert described["Content-Type"] == "application/csvm+json"
    told = described.json()
    assert told["schema:creativeWorkStatus"] == "gepubliceerd"
    heading = file.getvalue().decode("utf-8-sig").splitlines()[0].split(told["dialect"]["delimiter"])
    assert [one["name"] for one in told["tableSchema"]["columns"]] == heading
    Round.objects.update(made_up=True)
    assert client.get(address).json()["schema:creativeWorkStatus"] == "verzonnen voorbeeld"
    assert "verzonnen-voorbeeld-" in client.get("/monitor/data/2026-1/gemeenten.csv")["Content-Disposition"]
