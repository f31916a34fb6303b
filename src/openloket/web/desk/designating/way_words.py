"""By which way a message to the sender of a zaak would go now, and why, in the words of the desk."""

from datetime import datetime
from typing import Any

from openloket.flows.correspondence.reaching import reader_of
from openloket.law.verzendwijzen import TITELS, Vertrouwelijkheid
from openloket.post.confirmations import masked
from openloket.post.kinds import kind_of
from openloket.post.models import Way
from openloket.post.ways import Chosen, choose
from openloket.zaken.models import Zaak


def way_now(zaak: Zaak, kind: str, now: datetime) -> Chosen:
    """The way of a message of this kind without anything confidential in it."""
    return choose(kind_of(kind).sort, Vertrouwelijkheid.GEWOON, reader_of(zaak), now)


def way_sentence(chosen: Chosen) -> str:
    """One sentence; of an address only what its owner knows again."""
    if chosen.way is Way.PORTAL:
        return "Dit bericht komt in Mijn omgeving van de lezer te staan."
    if chosen.way is Way.BOX:
        return "Dit gaat naar de Berichtenbox van de lezer, bij MijnOverheid."
    if chosen.way is Way.EMAIL and chosen.by_link:
        return f"Dit gaat per e-mail naar {masked(chosen.address)}, met alleen een beveiligde link erin."
    if chosen.way is Way.EMAIL:
        return f"Dit gaat per e-mail naar {masked(chosen.address)}."
    return "Dit wordt een brief. Print en verstuur hem bij ‘Post’."


def why_lines(chosen: Chosen) -> list[dict[str, str]]:
    """The steps of the why, each with its article."""
    return [{"text": step.tekst, "article": step.artikel} for step in chosen.why.stappen]


_CLOSED = "Alleen waar de lezer voor inlogt, of per brief."
_LEVELS = {
    Vertrouwelijkheid.GEWOON: "Mag in een e-mail staan, als de lezer e-mail wil.",
    Vertrouwelijkheid.VERTROUWELIJK: f"Niet iedereen mag dit lezen. {_CLOSED}",
    Vertrouwelijkheid.BIJZONDER: f"Bijvoorbeeld gezondheid, schulden of kinderen. {_CLOSED}",
}
"""What an employee writes has no page of its own, so what is confidential never goes by e-mail at all."""


def level_options() -> list[dict[str, Any]]:
    """How confidential a message can be, with what that does to its way (Awb 2:9)."""
    return [{"value": level.value, "label": title, "hint": _LEVELS[level]} for level, title in TITELS.items()]
