"""Looks: ours are readable, a published theme drops in, and a drawing can't carry anything active."""

import json
import os
import re
import shutil
from pathlib import Path

import pytest

from openloket.web.look import contrast, tokens
from openloket.web.look.assets import Assets, NotBuilt
from openloket.web.look.build import LookProblem, build_all

SOURCE = Path(__file__).resolve().parents[3] / "frontend" / "tokens"
LOOKS = ("openloket", "duinstede", "eikenrade")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SOURCE, tmp_path / "tokens"))


def values(look: str) -> dict[str, str]:
    base = tokens.read(SOURCE / "openloket.json")
    return tokens.resolve({**base, **tokens.read(SOURCE / f"{look}.json")})


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("#000000", "#ffffff", 21.0), ("#ffffff", "#ffffff", 1.0), ("#777777", "#ffffff", 4.48)],
)
def test_contrast_is_the_ratio_of_wcag(one: str, other: str, expected: float) -> None:
    assert contrast.ratio(one, other) == pytest.approx(expected, abs=0.005)
    assert contrast.ratio(other, one) == contrast.ratio(one, other)


def test_a_colour_by_name_is_refused() -> None:
    with pytest.raises(ValueError, match="is not a colour"):
        contrast.ratio("red", "#ffffff")


@pytest.mark.parametrize("look", LOOKS)
def test_every_colour_of_our_looks_can_be_read(look: str) -> None:
    assert contrast.weak_pairs(values(look)) == ()


def test_a_pale_colour_is_noticed() -> None:
    weak = contrast.weak_pairs({**values("duinstede"), "openloket.color.ink-soft": "#aaaaaa"})
    assert any(sentence.startswith("ink-soft #aaaaaa on paper") for sentence in weak)


def test_the_two_municipalities_differ_in_what_one_sees() -> None:
    one, other = values("duinstede"), values("eikenrade")
    for token in ("color.accent", "color.header", "color.hero", "shape.radius-button", "type.heading"):
        assert one[f"openloket.{token}"] != other[f"openloket.{token}"]


def test_a_look_is_built_under_a_name_that_changes_with_its_content(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "built"
    first = {look.name: look.file for look in build_all(source, out)}
    (source / "duinstede.json").write_text(
        '{"openloket": {"color": {"accent": {"value": "#005577"}}}}', "utf-8"
    )
    second = {look.name: look.file for look in build_all(source, out)}
    assert first["duinstede"] != second["duinstede"]
    assert first["eikenrade"] == second["eikenrade"]
    assert "--openloket-color-accent:#005577" in (out / second["duinstede"]).read_text("utf-8")


def paint(source: Path, colour: str) -> None:
    token = {"openloket": {"color": {"accent": {"value": colour}}}}
    (source / "duinstede.json").write_text(json.dumps(token), "utf-8")


def test_a_build_under_a_running_process_takes_no_file_away(source: Path, tmp_path: Path) -> None:
    running = []
    for colour in ("#005577", "#004466", "#003355"):
        paint(source, colour)
        build_all(source, tmp_path)
        running.append(Assets.read(tmp_path, "").tokens("duinstede"))
        # It ran for a year before the next build: how old a file is says nothing of who still names it.
        for file in tmp_path.iterdir():
            if file.name.startswith(running[-1]):
                os.utime(file, (0, 0))
    assert len(set(running)) == 3
    assert (tmp_path / running[-2]).exists()
    assert (tmp_path / f"{running[-2]}.gz").exists()


def test_what_was_replaced_long_ago_goes(source: Path, tmp_path: Path) -> None:
    paint(source, "#005577")
    build_all(source, tmp_path)
    old = tmp_path / Assets.read(tmp_path, "").tokens("duinstede")
    paint(source, "#004466")
    build_all(source, tmp_path)
    assert old.exists()
    os.utime(old, (0, 0))
    paint(source, "#003355")
    build_all(source, tmp_path)
    assert not old.exists()


def test_the_manifest_keeps_what_the_style_builder_wrote(source: Path, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(
        '{"page": "page.1.css", "tokens-gone": "tokens-gone.1.css"}', "utf-8"
    )
    build_all(source, tmp_path)
    manifest = json.loads((tmp_path / "manifest.json").read_text("utf-8"))
    assert manifest["page"] == "page.1.css"
    assert "tokens-gone" not in manifest


def test_a_published_theme_drops_in_beside_ours(source: Path, tmp_path: Path) -> None:
    published = ".kerkrijk-theme{--utrecht-button-primary-action-background-color:#aa0000}"
    (source / "kerkrijk.css").write_text(published, "utf-8")
    built = {look.name: look for look in build_all(source, tmp_path)}
    css = (tmp_path / built["kerkrijk"].file).read_text("utf-8")
    assert css.startswith(":root{")
    assert published in css
    accent = re.search(r"\.kerkrijk-theme\{[^}]*--openloket-color-accent:([^;}]+)", css)
    assert accent is not None
    assert "--utrecht-button-primary-action-background-color" in accent[1]


@pytest.mark.parametrize(
    "drawing",
    [
        "<svg><script>alert(1)</script></svg>",
        '<svg onload="alert(1)"></svg>',
        '<svg><a href="https://example.org"></a></svg>',
        "<svg><style>*{}</style></svg>",
        "<p>no drawing</p>",
    ],
)
def test_a_drawing_with_anything_active_is_refused(source: Path, tmp_path: Path, drawing: str) -> None:
    (source / "duinstede.svg").write_text(drawing, "utf-8")
    with pytest.raises(LookProblem, match=r"duinstede\.svg"):
        build_all(source, tmp_path)


def test_addresses_by_name_and_the_neutral_look_for_an_unknown_one(source: Path, tmp_path: Path) -> None:
    build_all(source, tmp_path)
    built = Assets.read(tmp_path, "/static/built/")
    assert built.tokens("duinstede").startswith("/static/built/tokens-duinstede.")
    assert built.tokens("nowhere") == built.tokens("openloket")
    assert built.colours("eikenrade")["accent"] == values("eikenrade")["openloket.color.accent"]
    assert built.logo("duinstede").startswith("<svg")
    with pytest.raises(KeyError):
        built.css("nothing")


def test_without_a_build_the_message_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(NotBuilt, match="make setup"):
        Assets.read(tmp_path)
