"""Two employees at the same moment about an objection or a complaint: one wins, the other is told."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.db import transaction
from tests import cast
from tests.at_once import at_once, said
from tests.flows.deciding import REFUSAL, decide, filled
from tests.flows.disputing import refused, send_kind
from tests.zaken.making import send

from openloket.evidence.models import Event
from openloket.flows.decisions.decide_timeliness import UnableToDecideTimeliness, decide_timeliness
from openloket.flows.decisions.handle_complaint import (
    ComplaintOutcome,
    UnableToHandleComplaint,
    handle_complaint,
)
from openloket.flows.decisions.link_objection import UnableToLinkObjection, link_objection
from openloket.flows.decisions.make_known import besluit_sent
from openloket.flows.decisions.publish_complaints import UnableToPublishComplaints, publish_complaints
from openloket.flows.decisions.set_advice import UnableToSetAdvice, set_advice
from openloket.post.models import Message
from openloket.zaken.models import Besluit, Complaint, ComplaintPublication, Term, Timeliness, Zaak

NOW = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
LATER = NOW + timedelta(days=7)
_REFUSALS = (
    UnableToDecideTimeliness,
    UnableToHandleComplaint,
    UnableToLinkObjection,
    UnableToPublishComplaints,
    UnableToSetAdvice,
)


def both(acts: list[Callable[[], object]]) -> list[str]:
    """What was said to each who acted at the same moment; first to whom it went well."""
    return sorted(said(at_once(acts, *_REFUSALS)))


def test_one_link(town: cast.Municipality) -> None:
    about, _ = refused(town, NOW, LATER)
    zaak = send_kind(town, "bezwaar", LATER)
    seen = [Zaak.objects.get(pk=zaak.pk) for _ in range(2)]
    told = both(
        [
            lambda: link_objection(town.worker, seen[0], about.reference, LATER),
            lambda: link_objection(town.lead, seen[1], about.reference, LATER),
        ]
    )
    assert told[0] == ""
    assert "was u voor" in told[1]
    assert Timeliness.objects.count() == 1
    assert Term.objects.filter(zaak=zaak, ended_on=None).count() == 1


def test_linked_while_the_decision_is_made_known_it_is_judged_once(town: cast.Municipality) -> None:
    about = send(town, NOW, reachable=True, email="jan@example.nl")
    decide(town, about, filled("afwijzing", **REFUSAL), LATER)
    message = Besluit.objects.get().message_id
    zaak = send_kind(town, "bezwaar", LATER)

    def make_known() -> None:
        with transaction.atomic():
            besluit_sent(message, LATER.date(), LATER)

    told = both([make_known, lambda: link_objection(town.worker, zaak, about.reference, LATER)])
    assert told == ["", ""]
    assert Timeliness.objects.get().zaak_id == zaak.pk
    assert Event.objects.filter(kind="timeliness.judged").count() == 1


def test_one_decision_on_being_late(town: cast.Municipality) -> None:
    about, _ = refused(town, NOW, LATER)
    late = LATER + timedelta(days=60)
    zaak = send_kind(town, "bezwaar", late, about=about.reference)
    told = both(
        [
            lambda: decide_timeliness(town.worker, zaak, "te_laat", True, "Ziek.", late),
            lambda: decide_timeliness(town.lead, zaak, "te_laat", False, "Niet ziek.", late),
        ]
    )
    assert told[0] == ""
    assert "was u voor" in told[1]


def test_advice_is_asked_once(town: cast.Municipality) -> None:
    zaak = send_kind(town, "bezwaar", NOW)
    told = both([lambda: set_advice(town.worker, zaak, NOW), lambda: set_advice(town.lead, zaak, NOW)])
    assert told[0] == ""
    assert "er is al advies gevraagd" in told[1]
    assert Message.objects.filter(kind="advice").count() == 1


def test_one_outcome_and_one_publication(town: cast.Municipality) -> None:
    zaak = send_kind(town, "klacht", NOW)
    outcome = ComplaintOutcome("tevreden", "Gebeld.")
    told = both(
        [
            lambda: handle_complaint(town.worker, zaak, outcome, LATER),
            lambda: handle_complaint(town.lead, zaak, outcome, LATER),
        ]
    )
    assert told[0] == ""
    assert "was u voor" in told[1]
    assert Complaint.objects.get().handled_on == LATER.date()
    next_year = NOW + timedelta(days=365)
    told = both([lambda: publish_complaints(town.lead, 2026, next_year) for _ in range(2)])
    assert told == ["", "Het register van 2026 is al gepubliceerd."]
    assert ComplaintPublication.objects.count() == 1
