"""Templates as text: hostile words stay words, and each page says what WCAG and the Awb want said."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from tests.web.look.rendering import environment, render
from tests.web.look.samples import MAILS, PAGES
from tests.web.look.samples_besluit import BESLUIT_URL
from tests.web.look.samples_forms import FIELDS, STEP_PAGE, ask
from tests.web.look.samples_portal import ORG, RECEIPT, Context

from openloket.web.look.assets import BUILT
from openloket.web.look.wording import file_kinds, file_size, join_words

pytestmark = pytest.mark.skipif(not (BUILT / "looks.json").exists(), reason="needs `make setup`")

EVIL = "\"'><script>alert(1)</script>{{ 7 * 7 }}<b onclick=x>"


class Outline(HTMLParser):
    """Ids, references to ids, and headings of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.references: list[str] = []
        self.headings: list[str] = []
        self.tags: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attributes}
        self.tags.add(tag)
        if "id" in found:
            self.ids.append(found["id"])
        for name in ("for", "aria-describedby", "aria-labelledby"):
            self.references += found.get(name, "").split()
        if tag == "a" and found.get("href", "").startswith("#"):
            self.references.append(found["href"][1:])
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(tag)


@pytest.mark.parametrize("name", PAGES)
def test_every_reference_has_its_target_and_every_id_is_unique(name: str) -> None:
    outline = Outline(render(name))
    assert len(outline.ids) == len(set(outline.ids))
    assert set(outline.references) <= set(outline.ids)


@pytest.mark.parametrize("name", PAGES)
def test_every_page_has_one_first_heading(name: str) -> None:
    assert Outline(render(name)).headings.count("h1") == 1


def hostile(value: object) -> object:
    """The same context with every text replaced by an attack."""
    if isinstance(value, str):
        return EVIL
    if isinstance(value, list):
        return [hostile(one) for one in value]
    if isinstance(value, dict):
        kept = ("type", "look", "slug", "key", "kind", "state", "status_kind", "accept", "style", "direction")
        return {key: one if key in kept else hostile(one) for key, one in value.items()}
    return value


@pytest.mark.parametrize("name", PAGES)
def test_hostile_text_stays_text(name: str) -> None:
    template, context = PAGES[name]
    html = (
        environment()
        .get_template(template)
        .render({"page_title": EVIL, "csrf_input": "", **hostile(context)})
    )
    outline = Outline(html)
    assert "script" not in outline.tags
    assert "b" not in outline.tags


@pytest.mark.parametrize("name", [name for name in MAILS if "receipt" in name or "resume" in name])
def test_mail_says_what_a_receipt_must_say(name: str) -> None:
    text = render(name)
    if "resume" in name:
        assert "nog niets verstuurd" in text
        return
    assert RECEIPT["reference"] in text
    assert RECEIPT["received_at"] in text
    assert ORG["phone"] in text
    # Awb 2:9: of a sensitive message the copy itself does not travel by plain mail.
    assert ("12 mei 1980" in text) is ("protected" not in name)


@pytest.mark.parametrize("name", [name for name in MAILS if "besluit" in name])
def test_mail_with_a_decision_tells_how_to_object_or_where_to_read_it(name: str) -> None:
    text = render(name)
    assert RECEIPT["reference"] in text
    assert BESLUIT_URL in text
    # Awb 2:9: a sensitive decision travels as a link. Awb 3:45: any other says how to object.
    assert ("U kunt bezwaar maken" in text) is ("protected" not in name)
    assert ("Dorpsstraat" in text) is ("protected" not in name)


def step(*fields: Context) -> str:
    template = environment().get_template("portal/step.html")
    return template.render(
        {"page_title": "Stap", "csrf_input": "", "org": ORG, **STEP_PAGE, "fields": list(fields)}
    )


@pytest.mark.parametrize(
    "field", [one for one in FIELDS if one["type"] != "explanation"], ids=lambda one: one["type"]
)
def test_each_question_tells_its_legal_basis_or_that_it_is_not_compulsory(field: Context) -> None:
    # Awb 4:4(2)
    assert "Awb 4:2 lid 2" in step({**field, "required": True, "basis": "Awb 4:2 lid 2"})
    optional = step({**field, "required": False, "basis": ""})
    assert f'{field["label"].replace("’", "’")} <span class="ol-optional">(niet verplicht)' in optional


@pytest.mark.parametrize(
    "field",
    [one for one in FIELDS if one["type"] not in ("explanation", "group")],
    ids=lambda one: one["type"],
)
def test_an_error_is_beside_its_field_and_tied_to_it(field: Context) -> None:
    html = step({**field, "error": "Dit klopt niet."})
    assert f'id="{field["key"]}.fout"' in html
    assert re.search(rf'aria-describedby="[^"]*{field["key"]}\.fout', html)


def test_what_was_typed_is_shown_again() -> None:
    html = step(ask("naam", "text", "Naam", value='A "quote" & co'), ask("leeg", "number", "Aantal", value=0))
    assert 'value="A &#34;quote&#34; &amp; co"' in html
    assert re.search(r'id="leeg"[^>]*value="0"', html)


def test_the_question_about_further_messages_is_not_ticked() -> None:
    # Awb 2:8: consent is express.
    box = re.search(r'<input[^>]*name="bereikbaarheid"[^>]*>', render("check"))
    assert box is not None
    assert "checked" not in box[0]


def test_posted_names_are_those_of_the_form_language() -> None:
    names = set(re.findall(r' name="([^"]+)"', render("step-all")))
    assert {
        "geboortedatum.dag",
        "geboortedatum.maand",
        "geboortedatum.jaar",
        "adres.postcode",
        "adres.huisletter",
        "autos.0.kenteken",
        "autos.1.sinds.dag",
        "dagen",
        "namens",
        "contract",
        "toevoegen",
        "verwijderen",
        "bestand-weg",
        "verder",
        "bewaren",
        "draft_key",
    } <= names


@pytest.mark.parametrize(
    ("size", "words"), [(512, "512 bytes"), (12_400, "12 kB"), (999_999, "1000 kB"), (3_440_000, "3,4 MB")]
)
def test_sizes_in_words(size: int, words: str) -> None:
    assert file_size(size) == words


def test_lists_in_words() -> None:
    assert [join_words(["a", "b", "c"][:n]) for n in range(4)] == ["", "a", "a en b", "a, b en c"]
    assert file_kinds(["pdf", "image", "word"]) == "PDF, foto of Word"


AWAY_FROM_HERE = ("own_copy.html",)
"""Files that people keep: no server of ours gives them their style sheets."""


def test_pages_have_no_inline_style() -> None:
    folder = Path(environment().loader.searchpath[0])
    for path in folder.rglob("*.html"):
        if path.parent.name != "mail" and path.name not in AWAY_FROM_HERE:
            assert not re.search(r"\sstyle=|<style|<script", path.read_text("utf-8")), path.name
