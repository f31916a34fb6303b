"""The words of the decision: kinds of messages, ways, who signs, and a line of the register in a sentence."""

from openloket.law.kanalen import Berichtsoort, Kanaal
from openloket.offer.designation.register import Line

NAMES = {
    Berichtsoort.AANVRAAG: "aanvraag",
    Berichtsoort.AANVULLING: "aanvulling",
    Berichtsoort.INGEBREKESTELLING: "ingebrekestelling",
    Berichtsoort.ZIENSWIJZE: "zienswijze",
    Berichtsoort.BEZWAAR: "bezwaarschrift",
    Berichtsoort.BEROEP: "administratief beroepschrift",
    Berichtsoort.KLACHT: "klacht",
    Berichtsoort.INTREKKING: "intrekking",
    Berichtsoort.VRAAG: "vraag in een procedure",
    Berichtsoort.MELDING: "melding",
    Berichtsoort.OVERIG: "ander bericht",
}
EVERY_KIND = "elk ander officieel bericht"
EVERY_PRODUCT = "alle onderwerpen"
WAYS = {
    Kanaal.WEBFORMULIER: "webformulier",
    Kanaal.PORTAAL: "persoonlijke pagina",
    Kanaal.E_MAIL: "e-mail",
    Kanaal.BERICHTENBOX: "Berichtenbox",
    Kanaal.EXTERN: "voorziening van een andere organisatie",
    Kanaal.CHAT: "chat",
}
ROLES = {
    "college": ("de burgemeester", "de gemeentesecretaris"),
    "burgemeester": ("de burgemeester",),
    "raad": ("de voorzitter", "de griffier"),
}


def way(line: Line) -> str:
    """The way of a line, such as: webformulier Bezwaar maken (https://…)."""
    return f"{WAYS.get(line.channel, 'kanaal') if line.channel else 'kanaal'} {line.title}{at(line)}"


def at(line: Line) -> str:
    """The address of a line in brackets, or nothing."""
    return f" ({line.address})" if line.address else ""


def demands(line: Line) -> list[str]:
    """What is asked of who sends it so (Awb 2:13(3))."""
    login = [f"inloggen met betrouwbaarheidsniveau {line.login_level}"] if line.login_level else []
    return [*login, *line.requirements]


def place(line: Line) -> tuple[bool, str, str, str, str]:
    """Where a line stands: by domain and product, what is for every product at the end."""
    kind = line.message_type.value if line.message_type else "~"
    return line.every_product, line.domain, line.title, kind, line.address
