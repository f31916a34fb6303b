"""Parts of the pages about what came by desk, phone or post: how late it is, and how it came, at the zaak."""

from datetime import date, datetime, timedelta
from typing import Any

from openloket.flows.letters.receipt_letter import KIND
from openloket.flows.registering.provenance import WAYS
from openloket.flows.registering.register_message import On
from openloket.intake.access import how_it_came
from openloket.intake.models import Receipt, Registration
from openloket.law.kalender import Kalender, dag_in_amsterdam
from openloket.law.kanalen import Kanaal
from openloket.offer.calendar import law_calendar
from openloket.post.models import Message, MessageState
from openloket.web.desk.wording import short_day, short_moment
from openloket.zaken.models import OPEN, Zaak

_PAPERS = (
    (On.HANDED, "Ik geef het ontvangstbewijs nu mee", "U print het op de volgende pagina."),
    (On.LETTER, "Per brief", "De brief komt klaar te liggen bij ‘Post’. U print en verstuurt hem daar."),
    (On.NONE, "Niet", "Alleen als wij echt geen adres hebben. De wet vraagt hier geen bevestiging."),
)
_SUPPLEMENTS = ("aanvraag", "bezwaar")


def papers(channel: str, in_writing: bool) -> list[dict[str, str]]:
    """The ways on paper that there are for a message of this channel."""
    return [
        {"value": way.value, "label": label, "hint": hint}
        for way, label, hint in _PAPERS
        if (way is not On.HANDED or channel == Kanaal.BALIE) and (way is not On.NONE or not in_writing)
    ]


def late(received_at: datetime, at: datetime) -> str:
    """What to say when it is registered later than the next working day, as the house wants; else empty.

    Awb 2:17 names no term; a confirmation that comes late still takes time away from who waits for it.
    """
    received, typed = dag_in_amsterdam(received_at), dag_in_amsterdam(at)
    if typed <= _next_workday(received, law_calendar()):
        return ""
    days = (typed - received).days
    return (
        f"Dit kwam {days} dagen eerder binnen, op {short_day(received)}. Alle termijnen tellen vanaf toen. "
        "Wij horen de ontvangst uiterlijk de volgende werkdag te bevestigen."
    )


def arrival_of(zaak: Zaak, root: str, desk: str) -> dict[str, Any] | None:
    """The block "Zo kwam dit binnen" of a zaak; None for what came another way."""
    channel = zaak.submission.channel
    row = how_it_came(zaak.submission_id) if channel in WAYS else None
    if row is None:
        return None
    asks = bool(row.missing) and zaak.status in OPEN and zaak.kind in _SUPPLEMENTS
    return {
        "rows": [{"label": label, "text": text} for label, text in _rows(row, Kanaal(channel)) if text],
        "missing": row.missing,
        "ask_url": f"{root}/aanvulling" if asks else None,
        "late": late(row.submission.received_at, row.registered_at),
        "letter": _letter(zaak.submission.receipt, desk),
    }


def _rows(row: Registration, channel: Kanaal) -> list[tuple[str, str]]:
    told = f"{row.brought_by}, " if row.brought_by else ""
    posted = short_day(row.posted_on) if row.posted_on else "geen, of niet te lezen"
    agreed = {True: "ja", False: "nee, nog niet", None: ""}
    return [
        ("Hoe", f"{WAYS[channel].lower()} ({Registration.Source(row.source).label})"),
        ("Van", row.sender or "niet bekend"),
        ("Gebracht door", f"{told}{Registration.Bringer(row.bringer).label}"),
        ("Waaruit dat blijkt", row.basis),
        ("Datum op het stuk", _day(row.dated_on)),
        ("Poststempel", posted if channel is Kanaal.POST else ""),
        ("Klopt het volgens de afzender", agreed[row.agreed]),
        ("Ingevoerd door", f"{row.employee.name}, {short_moment(row.registered_at)}"),
    ]


def _letter(receipt: Receipt, desk: str) -> dict[str, str] | None:
    """The confirmation that waits as a letter."""
    if not receipt.letter_due or receipt.letter_sent_at is not None:
        return None
    waiting = Message.objects.filter(kind=KIND, subject_kind="submission", subject_id=receipt.submission_id,
                                     state=MessageState.TO_POST)  # fmt: skip
    found = waiting.values_list("pk", flat=True).first()
    return {"url": f"{desk}post/{found}"} if found else None


def _day(day: date | None) -> str:
    return short_day(day) if day else ""


def _next_workday(day: date, calendar: Kalender) -> date:
    day += timedelta(days=1)
    while not calendar.is_werkdag(day):
        day += timedelta(days=1)
    return day
