"""Messages about one zaak and employees busy with it, at the same moment, each on its own connection."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

import pytest
from tests import cast
from tests.at_once import at_once
from tests.zaken.making import ABOUT, adopt, send

from openloket.evidence.models import Event
from openloket.flows.drafts.begin_about import begin_about
from openloket.flows.submit_form import Sent, submit_form
from openloket.flows.terms.default import UnableToJudge, fix_amount, judge_notice
from openloket.flows.zaken.link_message import UnableToLink, find_link, link_message
from openloket.intake import drafts
from openloket.offer.models import Service
from openloket.tenancy.models import Employee
from openloket.zaken.models import Filing, NoticeOfDefault, Term, Zaak

NOW = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
NOTICE = datetime(2026, 5, 4, 10, tzinfo=UTC)
AFTER = datetime(2026, 7, 1, 10, tzinfo=UTC)


@pytest.fixture
def town(town: cast.Municipality) -> cast.Municipality:
    """A municipality where one can give notice of default."""
    adopt(town, "ingebrekestelling")
    return town


def draft(town: cast.Municipality, zaak: Zaak) -> str:
    """The key of a notice of default that is ready to be sent."""
    service = Service.objects.get(slug="ingebrekestelling")
    key = begin_about(zaak, service.pk, service.form_version_id, NOTICE)
    drafts.keep(key, service.pk, service.form_version_id, ABOUT["ingebrekestelling"], NOTICE)
    return key


def sending(town: cast.Municipality, zaak: Zaak) -> Callable[[], object]:
    key = draft(town, zaak)
    return lambda: submit_form(town.organisation, key, False, NOTICE)


def kinds(zaak: Zaak) -> list[str]:
    found = Event.objects.filter(
        organisation_id=zaak.organisation_id, subject_kind="zaak", subject_id=zaak.pk
    )
    return list(found.order_by("id").values_list("kind", flat=True))


def test_of_several_notices_one_starts_the_clock_and_all_are_kept(town: cast.Municipality) -> None:
    zaak = send(town, NOW)
    outcomes = at_once([sending(town, zaak) for _ in range(4)])
    assert all(isinstance(one, Sent) for one in outcomes), outcomes
    assert Filing.objects.filter(zaak=zaak).count() == 4
    assert NoticeOfDefault.objects.filter(zaak=zaak).count() == 1
    assert Term.objects.filter(zaak=zaak, kind=Term.Kind.PENALTY).count() == 1
    assert kinds(zaak).count("default.received") == 4


def test_a_notice_while_the_one_before_is_judged(town: cast.Municipality) -> None:
    for _ in range(4):
        zaak = send(town, NOW)
        submit_form(town.organisation, draft(town, zaak), False, NOTICE)
        judge = partial(judge_notice, town.worker, zaak, "te_vroeg", 1, "Te vroeg.", NOTICE)
        at_once([sending(town, zaak), judge, sending(town, zaak)])
        notice = NoticeOfDefault.objects.get(zaak=zaak)
        assert notice.exception == "", "a later notice took the place of the one that came too early"
        assert Term.objects.get(zaak=zaak, kind=Term.Kind.PENALTY).ended_on is None


def test_the_amount_is_fixed_by_one(town: cast.Municipality) -> None:
    zaak = send(town, NOW)
    submit_form(town.organisation, draft(town, zaak), False, NOTICE)
    outcomes = at_once([lambda: fix_amount(town.worker, zaak, 1442, AFTER)] * 4, UnableToJudge)
    assert sorted(map(str, outcomes)) == [*["Iemand was u voor: het bedrag is al vastgesteld."] * 3, "None"]
    assert kinds(zaak).count("default.judged") == 1


def test_a_message_goes_to_one_zaak(town: cast.Municipality) -> None:
    message, targets = send(town, NOTICE), [send(town, NOW) for _ in range(4)]
    colleagues = [
        Employee.create(username=f"k{n}", name=f"Collega {n}", role="case_worker", team=town.team)
        for n in range(4)
    ]

    def linking(employee: Employee, target: Zaak) -> Callable[[], object]:
        link = find_link(employee, town.organisation, message, "ingebrekestelling", target.reference)
        return lambda: link_message(employee, link, NOTICE)

    outcomes = at_once([*map(linking, colleagues, targets)], UnableToLink)
    assert outcomes.count(None) == 1
    assert sum("al bij een andere zaak" in str(one) for one in outcomes) == 3
    assert Filing.objects.filter(submission_id=message.submission_id).count() == 1


def test_two_messages_put_with_each_other_do_not_wait_for_ever(town: cast.Municipality) -> None:
    for _ in range(3):
        one, other = send(town, NOW), send(town, NOW)
        there = find_link(town.worker, town.organisation, one, "ingebrekestelling", other.reference)
        back = find_link(town.lead, town.organisation, other, "ingebrekestelling", one.reference)
        both = [
            partial(link_message, town.worker, there, NOTICE),
            partial(link_message, town.lead, back, NOTICE),
        ]
        outcomes = at_once(both, UnableToLink)
        assert None in outcomes
        assert Filing.objects.filter(zaak__in=[one, other]).count() == outcomes.count(None)
