"""Two keep the register of channels at the same moment: one wins, and no day gets two answers."""

from datetime import UTC, date, datetime
from functools import partial

from tests import cast
from tests.at_once import at_once

from openloket.flows.offering.designate import (
    UnableToDesignate,
    adopt_designation,
    draft_designation,
    publish_designation,
)
from openloket.flows.offering.keep_register import NewLine, UnableToKeep, add_line, replace_line
from openloket.offer.designation import keeping
from openloket.offer.designation.register import ambiguities
from openloket.offer.models import Channel

NOW = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
DAY = date(2026, 3, 2)


def line(address: str) -> NewLine:
    return NewLine(
        service="parkeervergunning", kind="e-mail", message_type="", address=address, text="",
        designated=True, every_product=False, login_level="", requirements=(), legal_exception="",
        joint_body="", because="", valid_from=DAY,
    )  # fmt: skip


def test_of_those_who_replace_a_line_one_wins(town: cast.Municipality) -> None:
    old = Channel.objects.get()
    acts = [partial(replace_line, town.lead, old.pk, line(f"p{n}@x.example"), NOW) for n in range(4)]
    outcomes = at_once(acts, UnableToKeep)
    assert sum(isinstance(one, int) for one in outcomes) == 1
    assert all(isinstance(one, int | UnableToKeep) for one in outcomes)
    assert Channel.objects.count() == 2
    assert ambiguities(keeping.register()) == []


def test_of_those_who_designate_the_same_one_wins(town: cast.Municipality) -> None:
    Channel.objects.update(valid_to=DAY)
    acts = [partial(add_line, town.lead, line(f"p{n}@x.example"), NOW) for n in range(4)]
    outcomes = at_once(acts, UnableToKeep)
    assert sum(isinstance(one, int) for one in outcomes) == 1
    assert ambiguities(keeping.register()) == []


def test_of_two_publications_one_is_in_force(town: cast.Municipality) -> None:
    numbers = [draft_designation(town.lead, town.organisation, DAY, NOW).number for _ in range(2)]
    for number in numbers:
        adopt_designation(town.lead, number, DAY, "het college", NOW)
    acts = [partial(publish_designation, town.lead, n, DAY, f"gmb-2026-{n}", NOW) for n in numbers]
    outcomes = at_once(acts, UnableToDesignate)
    assert sum(isinstance(one, date) for one in outcomes) == 1
    assert len(keeping.all_in_force(date(2026, 3, 3))) == 1
