"""Reading the register of outages."""

from datetime import date, datetime
from typing import Any

from django.db.models import Q

from openloket.law.kalender import EEN_DAG, einde_van_dag
from openloket.law.storing import Storing
from openloket.outages.models import Heartbeat, Outage, ProbeState


def outages_in(channel: str, begin: date, last_day: date) -> list[Storing]:
    """The outages of a channel that touch a term, oldest first; without an end while it lasts (Awb 2:21(3)).

    `begin` and `last_day` are those of the term, in Amsterdam.
    """
    term_begins, term_is_over = einde_van_dag(begin - EEN_DAG), einde_van_dag(last_day)
    touching = Outage.objects.filter(channel=channel, began_at__lt=term_is_over)
    still = Q(end__ended_at=None) | Q(end__ended_at__gt=term_begins)
    found = touching.filter(still).order_by("began_at", "id")
    return [Storing(began, ended) for began, ended in found.values_list("began_at", "end__ended_at")]


def channel_states() -> dict[str, dict[str, Any]]:
    """How the last probes of each channel that is measured went: failures, failing_since, fault."""
    rows = ProbeState.objects.order_by("channel").values("channel", "failures", "failing_since", "fault")
    return {row["channel"]: row for row in rows}


def prober_seen_at() -> datetime | None:
    """The last sign of life of the prober; None when none ever ran."""
    row: Heartbeat | None = Heartbeat.objects.order_by("-at").first()
    return row.at if row else None
