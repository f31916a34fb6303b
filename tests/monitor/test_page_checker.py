"""The page checker against a made-up country: what it finds per class, how sure it is, and what it asks."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.monitor.checked_site import Labelled, fetch, labelled

from openloket.monitor.checking.findings import THRESHOLD, State
from openloket.monitor.checking.judge import judge
from openloket.monitor.checking.looking import Looked, look
from openloket.monitor.checking.reading import read_page
from openloket.monitor.ports import Answer, Known, Temporary
from openloket.monitor.product_words import also_called
from openloket.monitor.scoring.channels import Channel

PAGES = list(labelled())
Seen = list[tuple[Labelled, Looked]]


@pytest.fixture(scope="module")
def seen() -> Seen:
    return [(one, look(one.address, one.product, fetch, also=also_called(one.product))) for one in PAGES]


def is_decided(looked: Looked) -> bool:
    """Whether it counts without a person."""
    return looked.verdict.channel is not Channel.UNKNOWN and looked.verdict.confidence >= THRESHOLD


def share(pairs: Sequence[tuple[Channel, Channel]]) -> float:
    """How many of the pairs (what a person says, what the checker says) are right."""
    return sum(told is said for told, said in pairs) / len(pairs)


def table(pairs: Sequence[tuple[Channel, Channel]]) -> str:
    """Precision and recall per class."""
    there, found = Counter(told for told, _ in pairs), Counter(said for _, said in pairs)
    hits = Counter(told for told, said in pairs if told is said)
    lines = [f"{'':<16}{'pages':>6}{'precision':>11}{'recall':>8}"]
    for one in Channel:
        precision = f"{hits[one] / found[one]:.2f}" if found[one] else "–"
        recall = f"{hits[one] / there[one]:.2f}" if there[one] else "–"
        lines.append(f"{one.value:<16}{there[one]:>6}{precision:>11}{recall:>8}")
    return "\n".join([*lines, f"{'right':<16}{sum(hits.values()):>6} of {len(pairs)}"])


def test_precision_and_recall(seen: Seen, capsys: pytest.CaptureFixture[str]) -> None:
    now = [(one.channel, looked.verdict.channel) for one, looked in seen]
    first = [(one.channel, one.first_look) for one in PAGES if one.first_look is not None]
    decided = [(one.channel, looked.verdict.channel) for one, looked in seen if is_decided(looked)]
    with capsys.disabled():
        print(f"\nPages that the rules were made or mended with:\n{table(now)}")
        print(f"\nOf these, counted without a person:\n{table(decided)}")
        print(f"\nAt the first look, before any rule was mended because of them:\n{table(first)}")
    assert len(seen) >= 60
    assert share(now) >= 0.95
    assert share(decided) >= 0.98
    assert len(decided) >= len(seen) / 2


def test_a_page_about_something_else_is_put_to_a_person() -> None:
    """The whole country asked for one product that hardly any page is about."""
    other = [look(one.address, "vuurwerkvergunning", fetch) for one in PAGES if "vuurwerk" not in one.address]
    assert sum(is_decided(one) for one in other) <= len(other) * 0.02


def test_every_verdict_says_why(seen: Seen) -> None:
    for one, looked in seen:
        verdict = looked.verdict
        assert 0 <= verdict.confidence <= 1, one.address
        assert verdict.reasons or verdict.confidence < THRESHOLD, one.address
        assert not verdict.follow


def test_no_reason_names_a_mailbox(seen: Seen) -> None:
    for _, looked in seen:
        assert all("@" not in str(one).replace("…@", "") for one in looked.verdict.reasons)


def test_the_same_page_gives_the_same_verdict(seen: Seen) -> None:
    for one, looked in seen[::7]:
        assert look(one.address, one.product, fetch, also=also_called(one.product)) == looked


@pytest.mark.parametrize(
    ("host", "state"),
    [
        ("www.veenmeer.example/loket/oud", State.GONE),
        ("www.waterdam.example/weg", State.GONE),
        ("www.waterdam.example/cookiewall", State.COOKIE_WALL),
        ("www.waterdam.example/app", State.SCRIPTS_ONLY),
        ("www.waterdam.example/geweigerd", State.BLOCKED),
        ("www.polderstad.example/storing", State.CLOSED),
    ],
)
def test_what_is_no_page_about_a_product(host: str, state: State) -> None:
    assert look(f"https://{host}", "paspoort", fetch).verdict.state is state


def test_a_menu_or_foot_tells_nothing() -> None:
    page = """<html><body><nav><a href="/f">Paspoort aanvragen met DigiD</a></nav><main><h1>Paspoort</h1>
    <p>Een paspoort is een reisdocument.</p></main><footer>Mail uw aanvraag naar
    <a href="mailto:a@b.nl">a@b.nl</a></footer></body></html>"""
    verdict = judge(read_page(page.encode(), "https://www.stad.example/paspoort"), "paspoort")
    assert (verdict.channel, verdict.findings) == (Channel.UNKNOWN, ())


def test_a_link_that_is_not_there_counts_for_nothing() -> None:
    page = """<main><h1>Paspoort</h1><a href="/aanvragen">Paspoort aanvragen met DigiD</a></main>"""

    def answers(address: str, known: Known | None = None) -> Answer:
        gone = address.endswith("/aanvragen")
        return Answer(address, 404) if gone else Answer(address, 200, page.encode())

    verdict = look("https://www.stad.example/paspoort", "paspoort", answers).verdict
    assert verdict.channel is Channel.UNKNOWN
    assert "werkt niet" in verdict.why


def test_a_site_that_does_not_answer_is_tried_again() -> None:
    def silent(address: str, known: Known | None = None) -> Answer:
        raise Temporary("de website antwoordt niet")

    looked = look("https://www.stad.example/", "paspoort", silent)
    assert looked.again
    assert looked.verdict.channel is Channel.UNKNOWN


def test_an_unchanged_page_is_not_read_again() -> None:
    address = PAGES[0].address
    first = look(address, PAGES[0].product, fetch)
    again = look(address, PAGES[0].product, fetch, Known(first.etag))
    assert again.unchanged
    assert not again.page_hash


@settings(max_examples=60)
@given(st.binary(max_size=400), st.sampled_from(["", "paspoort"]))
def test_any_bytes_are_judged(content: bytes, product: str) -> None:
    verdict = judge(read_page(content, "https://www.stad.example/x"), product)
    assert 0 <= verdict.confidence <= 1


_PIECES = st.sampled_from(
    ["<p>", "</div>", "<main>", "<form>", "<input name=a>", "<a href='mailto:a@b.nl'>", "<a href='//['>",
     "<iframe src=x>", "Aanvragen met DigiD", "niet online", "<button>", "<table><tr>", "<nav>", "\x00",
     "<base href='http://['>", "<select>"]
)  # fmt: skip


@settings(max_examples=60)
@given(st.lists(_PIECES, max_size=40))
def test_any_mark_up_is_judged(pieces: list[str]) -> None:
    verdict = judge(read_page("".join(pieces).encode(), "https://www.stad.example/x"), "paspoort")
    assert 0 <= verdict.confidence <= 1


def test_the_labels_are_of_pages_that_are_there() -> None:
    folder = Path(__file__).with_name("site")
    assert all((folder / one.address.split("/")[2]).is_dir() for one in PAGES)
    assert len({one.address for one in PAGES}) == len(PAGES)
