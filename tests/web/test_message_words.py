"""The words of a message on a screen: parts as on paper, and links that say where they lead."""

from openloket.web.message_words import shown, shown_at_desk

SITE = "https://loket.example/duinstede/"
KEY = "k" * 43


def links(text: str) -> list[tuple[str, str]]:
    """All links, as (words, address)."""
    pieces = [piece for part in shown(text, SITE) for line in part.lines for piece in line]
    return [(piece.text, piece.url) for piece in pieces if piece.url]


def words(text: str) -> str:
    """All that can be read."""
    return "".join(piece.text for part in shown(text, SITE) for line in part.lines for piece in line)


def test_what_stands_before_an_address_is_the_link() -> None:
    url = f"{SITE}ontvangst/DUI-2026-ABC/{KEY}"
    assert links(f"Bekijk uw zaak: {url}\n") == [("Bekijk uw zaak", url)]
    assert links(f"- Online, op de pagina van uw ontvangstbewijs: {url}\n- Per post\n") == [
        ("Online, op de pagina van uw ontvangstbewijs", url)
    ]
    assert links(f"Op deze pagina ziet u het besluit:\n{url}\n") == [
        ("Op deze pagina ziet u het besluit", url)
    ]
    assert KEY not in words(f"Bekijk uw zaak: {url}\n")


def test_of_a_long_text_only_the_last_sentence_is_the_link() -> None:
    before = "In uw bericht staan persoonlijke gegevens. Daarom sturen wij de kopie niet mee in deze e-mail."
    text = f"{before} U bekijkt uw ontvangstbewijs via deze link: {SITE}ontvangst/x\n"
    assert links(text) == [("U bekijkt uw ontvangstbewijs via deze link", f"{SITE}ontvangst/x")]
    assert words(text).startswith(before)


def test_a_short_address_in_a_sentence_stays_readable_and_the_sentence_whole() -> None:
    text = f"Bel ons, of ga naar {SITE}status.\n"
    assert links(text) == [("loket.example/duinstede/status", f"{SITE}status")]
    assert words(text) == "Bel ons, of ga naar loket.example/duinstede/status."


def test_of_a_page_of_somebody_else_the_host_is_named() -> None:
    assert links("Lees meer: https://rijk.example/pagina\n") == [
        ("Lees meer (rijk.example)", "https://rijk.example/pagina")
    ]
    assert links("Kijk op https://rijk.example/a?b=c nu.\n")[0][0] == "deze pagina op rijk.example"


def test_an_employee_reads_addresses_except_those_that_open_a_page_of_the_reader() -> None:
    text = f"Bekijk uw zaak: {SITE}ontvangst/{KEY}\nKijk op https://rijk.example/a?b=c nu.\n"

    def read(site: str) -> str:
        return "".join(
            piece.text for part in shown_at_desk(text, site) for line in part.lines for piece in line
        )

    assert read(SITE) == "Bekijk uw zaakKijk op https://rijk.example/a?b=c nu."
    assert KEY in read(""), "on paper it stands as it is"


def test_nothing_but_web_addresses_becomes_a_link() -> None:
    assert links("javascript:alert(1) mailto:x@y.example www.x.example\n") == []
    assert words("<b>Dag</b>\n") == "<b>Dag</b>"
