"""Registrations for tests: what an employee typed of a message that came by desk, phone or post."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from tests.cast import Municipality

from openloket.flows.registering.begin_registration import Announced, begin_registration
from openloket.flows.registering.keep_registration import STEPS, Typed, keep_registration
from openloket.flows.registering.register_message import On, Registered, Wish, register_message
from openloket.flows.registering.typed_message import typed_message
from openloket.intake.models import Draft
from openloket.intake.registrations import NEW, Came
from openloket.tenancy.models import Employee

PAGE: dict[str, Any] = {STEPS: ["wie", "auto", "registratie-stukken"], "naam": ["Jan Jansen"]}
TYPED = PAGE | {"kenteken": ["AB-123-C"]}
DESK = Came(
    channel="balie",
    received_at=datetime(2026, 3, 2, 9, 0, tzinfo=UTC),
    timed=True,
    chosen=NEW,
    kind="",
    source="gesproken",
    bringer="zelf",
    sender="Jan Jansen",
)
PHONE = replace(DESK, channel="telefoon")
POST = replace(
    DESK, channel="post", source="brief", timed=False, dated_on=date(2026, 2, 26), posted_on=date(2026, 2, 27)
)


def begin(town: Municipality, now: datetime, came: Came = DESK, about: str = "", slug: str = "") -> int:
    """The draft of a message about the one product of the town, or another."""
    announced = Announced(came, slug or town.service.slug, about)
    return begin_registration(town.worker, town.organisation, announced, now)


def type_in(town: Municipality, draft_id: int, now: datetime, page: dict[str, Any] | None = None) -> None:
    """Type a page of it."""
    assert not keep_registration(town.worker, draft_id, Typed(page or TYPED), now).problems


def wish(draft_id: int, **more: Any) -> Wish:
    """The last answers of the employee on what was typed so far."""
    row = Draft.objects.get(pk=draft_id)
    agreed = None if row.arrival and row.arrival["channel"] == "post" else True
    seen = typed_message(row).seen if row.arrival else ""
    usual = Wish(seen=seen, may_mail=False, paper=On.LETTER.value, agreed=agreed, missing_seen=True)
    return replace(usual, **more)


def registered(
    town: Municipality,
    now: datetime,
    came: Came = DESK,
    *,
    about: str = "",
    slug: str = "",
    page: dict[str, Any] | None = None,
    by: Employee | None = None,
    **more: Any,
) -> Registered:
    """Begin, type and register a message."""
    draft_id = begin(town, now, came, about, slug)
    type_in(town, draft_id, now, page)
    return register_message(by or town.worker, town.organisation, draft_id, wish(draft_id, **more), now)
