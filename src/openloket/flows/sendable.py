"""What sending a draft needs to know, from every room, read in one statement."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.db.models.functions import JSONObject

from openloket.intake import drafts
from openloket.law.kalender import Kalender
from openloket.law.kanalen import Aanwijzing, Berichtsoort, Kanaal, Kanaalkeuze, Weg
from openloket.offer.models import Channel, EqualledDay, Service


@dataclass(frozen=True, slots=True)
class Sendable:
    """A draft with its service, the ways that are designated for it, and the calendar of the law."""

    draft: drafts.KeptDraft
    service: Service
    form_number: int
    ways: Kanaalkeuze
    calendar: Kalender


def find_sendable(key: str, today: date) -> Sendable | None:
    """The draft that this key opens, ready to be judged; None when there is none."""
    channels = (
        Channel.objects.filter(service_id=OuterRef("service_id"), designated=True, valid_from__lte=today)
        .filter(Q(valid_to=None) | Q(valid_to__gt=today))
        .values(json=JSONObject(kind="kind", valid_from="valid_from", valid_to="valid_to"))
    )
    row = (
        drafts.rows(key)
        .select_related("service", "form_version")
        .defer("form_version__definition")
        .annotate(channels=ArraySubquery(channels), days=ArraySubquery(EqualledDay.objects.values("day")))
        .first()
    )
    if row is None:
        return None
    soort = Berichtsoort(row.service.message_type)
    return Sendable(
        draft=drafts.kept(row),
        service=row.service,
        form_number=row.form_version.number,
        ways=Kanaalkeuze(tuple(_designation(channel, soort) for channel in row.channels)),
        calendar=Kalender(frozenset(row.days)),
    )


def _designation(channel: Mapping[str, Any], soort: Berichtsoort) -> Aanwijzing:
    ends = channel["valid_to"]
    return Aanwijzing(
        soort=soort,
        weg=Weg(Kanaal(channel["kind"])),
        van=date.fromisoformat(channel["valid_from"]),
        tot=None if ends is None else date.fromisoformat(ends),
        grond="register van kanalen",
    )
