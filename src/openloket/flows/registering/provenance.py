"""How a message came by desk, phone or post, as its sender reads it on the receipt and in its exact copy."""

from collections.abc import Sequence
from datetime import date, datetime

from openloket.evidence.copy import CopyRow, CopyStep
from openloket.intake.registrations import Bringer, Came, Source
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.kanalen import Kanaal
from openloket.law.waarom import datum_in_woorden
from openloket.tenancy.local_time import in_words

WAYS = {Kanaal.BALIE: "Aan de balie", Kanaal.TELEFOON: "Per telefoon", Kanaal.POST: "Met de post"}
_AS = {
    Bringer.SENDER: "de afzender zelf",
    Bringer.MANDATE: "als gemachtigde",
    Bringer.LEGAL: "als wettelijk vertegenwoordiger",
    Bringer.MESSENGER: "als iemand die het alleen bracht",
}
_AGREED = {True: "Ja, de afzender heeft het gehoord of gelezen.", False: "Nee, nog niet."}


def received_words(came: Came) -> str:
    """When it came, as exactly as it is known."""
    return in_words(came.received_at) if came.timed else datum_in_woorden(dag_in_amsterdam(came.received_at))


def entered(came: Came, at: datetime) -> str:
    """The sentence that says where the text comes from and who typed it."""
    typed, received = in_words(at), received_words(came)
    if came.source == Source.TOLD:
        told = "U vertelde het" if came.bringer == Bringer.SENDER else "Iemand vertelde het voor u"
        return f"Een medewerker schreef dit op voor u. {told} op {received}. Ingevoerd op {typed}."
    what = "uw brief" if came.source == Source.LETTER else "uw formulier op papier"
    dated = f" van {datum_in_woorden(came.dated_on)}" if came.dated_on else ""
    return f"Door een medewerker ingevoerd op {typed} uit {what}{dated}, ontvangen op {received}."


def provenance(came: Came, at: datetime, about: str, agreed: bool | None, missing: Sequence[str]) -> CopyStep:
    """The first part of the exact copy: what the employee noted beside the message itself."""
    rows = [
        _row("weg", "Hoe kwam het binnen?", WAYS[Kanaal(came.channel)]),
        _row("ontvangen", "Wanneer kwam het binnen?", received_words(came)),
        _row("ingevoerd", "Wie typte het?", entered(came, at)),
        _row("afzender", "Van wie is het bericht?", came.sender),
        _row("brenger", "Wie bracht of vertelde het?", _brought(came)),
    ]
    if came.basis:
        rows.append(_row("grondslag", "Waaruit blijkt dat?", came.basis))
    if came.source != Source.TOLD:
        rows.append(_row("gedateerd", "Welke datum staat erop?", _day(came.dated_on)))
    if came.channel == Kanaal.POST:
        rows.append(
            _row("gepost", "Datum van het poststempel", _day(came.posted_on) or "geen, of niet te lezen")
        )
    if about:
        rows.append(_row("kenmerk", "Over welke zaak gaat het?", about))
    if agreed is not None:
        rows.append(_row("akkoord", "Klopt het volgens de afzender?", _AGREED[agreed]))
    if missing:
        rows.append(CopyRow("ontbreekt", "Dit stond er niet in", tuple(missing)))
    return CopyStep("binnenkomst", "Zo kwam dit bericht binnen", tuple(rows))


def _brought(came: Came) -> str:
    role = _AS[Bringer(came.bringer)]
    return f"{came.brought_by}, {role}" if came.brought_by else role


def _day(day: date | None) -> str:
    return datum_in_woorden(day) if day else ""


def _row(key: str, label: str, text: str) -> CopyRow:
    return CopyRow(key, label, (text,) if text else ())
