"""QR codes: equal to what another maker (python-qrcode 8) makes of the same text."""

import hashlib

import pytest

from openloket.web.qr import matrix, svg

DRAWN = """\
#######..##.#.#######
#.....#..###..#.....#
#.###.#.#.###.#.###.#
#.###.#.##..#.#.###.#
#.###.#.#...#.#.###.#
#.....#.####..#.....#
#######.#.#.#.#######
........#.#..........
#.#####...##..#####..
.#..#..##..###.##.###
..###.###...##....##.
.#......#.####..#####
.##..##.##..#####..##
........##..##.####..
#######....#.....###.
#.....#.###.....####.
#.###.#.#..#....#...#
#.###.#.##########...
#.###.#.#.#.#.#......
#.....#....#####.##..
#######.##..#...#.##."""
APP = "otpauth://totp/Duinstede:anja%40duinstede.example?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Duinstede"


def _drawn(text: str, dark: str = "1", light: str = "0") -> str:
    return "\n".join("".join(dark if one else light for one in line) for line in matrix(text))


def test_a_small_one_as_it_looks() -> None:
    assert _drawn("OpenLoket", "#", ".") == DRAWN


@pytest.mark.parametrize(
    ("text", "fingerprint"),
    [
        ("A", "bc9009ae87ca68f1d256b69eb26362086d73d9f0b95f1e9f3dccae752626c3b6"),
        (APP, "cd06463a1c9fe9189d413b662a78347cbe3c418afe71f9f3f35cde564d081e67"),
        ("x" * 331, "4e71bbf98fe1cf367a6ff9d9103c7cb09149563759f48fa9bf5e39dfb375404e"),
    ],
)
def test_what_another_maker_makes(text: str, fingerprint: str) -> None:
    assert hashlib.sha256(_drawn(text).encode()).hexdigest() == fingerprint


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="too long"):
        matrix("x" * 332)


def test_the_element_says_what_it_is_and_lets_nothing_through() -> None:
    made = str(svg("A", 'de "code" <b>'))
    assert 'aria-label="de &#34;code&#34; &lt;b&gt;"' in made
    assert "style" not in made
    assert 'viewBox="0 0 29 29"' in made
