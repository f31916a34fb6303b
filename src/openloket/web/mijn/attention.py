"""What asks attention first: each item says what is asked, by when, and leads to where one does it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest

from openloket.flows.drafts.remind_drafts import AFTER, FIRST
from openloket.intake.drafts import KEPT
from openloket.intake.models import Draft
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.waarom import datum_in_woorden
from openloket.people.mandates import State, Viewer
from openloket.people.models import Mandate
from openloket.people.own_copies import is_ready, last_of
from openloket.post.sent import read_by
from openloket.tenancy.local_time import in_words
from openloket.web.mijn.frame import at_mine
from openloket.web.mijn.rows import zaak_url
from openloket.zaken.attention import Attention, attention
from openloket.zaken.entitlements import ending_soon
from openloket.zaken.models import Zaak

MOST = 8


def items(
    request: HttpRequest, viewer: Viewer, zaken: Sequence[Zaak], drafts: Sequence[Draft], now: datetime
) -> list[dict[str, Any]]:
    """What must be done by a day first, then what can be read or answered, then what waits to be sent."""
    known = {one.pk: one for one in zaken}
    found = attention(zaken, dag_in_amsterdam(now))
    read = read_by(viewer.person_id, [one.message_id for one in found.decisions if one.message_id])
    every = [
        *_requests(request, found, known),
        *_proposals(request, viewer),
        *_decisions(request, found, known, read),
        *_late(request, found, known),
        *_copy(request, viewer, now),
        *_ending(request, viewer, dag_in_amsterdam(now)),
        *_drafts(request, drafts, now),
    ]
    return every[:MOST]


def _requests(request: HttpRequest, found: Attention, known: Mapping[int, Zaak]) -> Iterator[dict[str, Any]]:
    for one in found.requests:
        zaak = known[one.zaak_id]
        yield {
            "kind": "warning",
            "title": f"Vul uw bericht aan: {zaak.title}",
            "text": "Wij missen nog iets. Zolang wij wachten, staat onze tijd om te beslissen stil.",
            "until": datum_in_woorden(one.last_day),
            "url": zaak_url(request, zaak.reference),
            "link": "Bekijk wat wij missen",
        }


def _decisions(
    request: HttpRequest, found: Attention, known: Mapping[int, Zaak], read: frozenset[int]
) -> Iterator[dict[str, Any]]:
    for one in found.decisions:
        if one.message_id in read:
            continue
        yield {
            "kind": "info",
            "title": f"Er is een besluit: {known[one.zaak_id].title}",
            "text": f"Wij maakten het bekend op {datum_in_woorden(one.made_known_on)}.",
            "url": at_mine(request, f"besluit/{one.pk}"),
            "link": "Lees het besluit",
        }


def _late(request: HttpRequest, found: Attention, known: Mapping[int, Zaak]) -> Iterator[dict[str, Any]]:
    for pk in found.late:
        zaak = known[pk]
        assert zaak.last_day is not None, "late is after a last day"
        yield {
            "kind": "warning",
            "title": f"Wij zijn te laat: {zaak.title}",
            "text": f"Wij moesten uiterlijk {datum_in_woorden(zaak.last_day)} beslissen. Dat spijt ons.",
            "url": zaak_url(request, zaak.reference),
            "link": "Bekijk wat u kunt doen",
        }


def _proposals(request: HttpRequest, viewer: Viewer) -> Iterator[dict[str, Any]]:
    """Who used the code of a mandate that somebody gave, and waits for a yes; never of another's mandates."""
    if viewer.mandate_id is not None:
        return
    waiting = Mandate.objects.filter(grantor_id=viewer.person_id, state=State.PROPOSED).exclude(holder=None)
    for one in waiting.select_related("holder")[:MOST]:
        yield {
            "kind": "warning",
            "title": f"Mag {one.holder.name or one.holder_name} namens u handelen?",
            "text": "Deze persoon zei ja op uw vraag. Zolang u niets kiest, mag deze persoon niets.",
            "url": at_mine(request, "machtigingen"),
            "link": "Ja of nee kiezen",
        }


def _copy(request: HttpRequest, viewer: Viewer, now: datetime) -> Iterator[dict[str, Any]]:
    """The copy of everything that they asked for can be fetched; never who acts for another."""
    copy = last_of(viewer.person_id) if viewer.mandate_id is None else None
    if copy is not None and copy.until is not None and is_ready(copy, now):
        yield {
            "kind": "info",
            "title": "Uw kopie is klaar",
            "text": "Alles wat wij van u hebben, staat in één bestand.",
            "until": in_words(copy.until),
            "url": at_mine(request, "kopie"),
            "link": "Kopie ophalen",
        }


def _ending(request: HttpRequest, viewer: Viewer, today: date) -> Iterator[dict[str, Any]]:
    for one in ending_soon(viewer, today)[:MOST]:
        yield {
            "kind": "info",
            "title": f"Loopt bijna af: {one.title}",
            "text": "U kunt het opnieuw aanvragen.",
            "until": datum_in_woorden(one.ends_on),
            "url": at_mine(request, "producten"),
            "link": "Bekijken en opnieuw aanvragen",
        }


def _drafts(request: HttpRequest, drafts: Sequence[Draft], now: datetime) -> Iterator[dict[str, Any]]:
    """What waits for two days; what is forgotten within a week is said with its last day."""
    for one in [one for one in drafts if one.updated_at < now - AFTER][:2]:
        goes = one.updated_at + KEPT
        soon = goes - FIRST < now
        yield {
            "kind": "warning" if soon else "info",
            "title": f"Nog niet verstuurd: {one.service.title}",
            "text": "U bent hieraan begonnen. Wij hebben het nog niet."
            + (f" Wij bewaren het tot en met {datum_in_woorden(dag_in_amsterdam(goes))}." if soon else ""),
            "url": at_mine(request, "concepten"),
            "link": "Verdergaan of weggooien",
        }
