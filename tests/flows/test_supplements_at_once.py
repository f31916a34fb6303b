"""Two employees, a supplement and the clock at the same moment, each on a connection of its own."""

from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest
from django.db import transaction
from tests import cast
from tests.at_once import at_once, said
from tests.zaken.making import send

from openloket.adapters.mail_out.memory import MemoryCarrier
from openloket.evidence.log import record
from openloket.evidence.models import Event
from openloket.flows.delivery.deliver_messages import deliver
from openloket.flows.letters.post_letter import UnableToPost, address_letter, post_letter
from openloket.flows.terms.ask_supplement import UnableToAskSupplement, Wish, ask_supplement
from openloket.flows.terms.close_supplements import close_unused_supplements
from openloket.flows.terms.supplement_arrived import supplement_arrived
from openloket.law.kalender import Kalender
from openloket.zaken.models import Filing, SupplementRequest, Term, TermEvent, Zaak

NOW = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
WISH = Wish("- uw handtekening", date(2026, 3, 16))


def kinds(zaak: Zaak) -> list[str]:
    found = Event.objects.filter(
        organisation_id=zaak.organisation_id, subject_kind="zaak", subject_id=zaak.pk
    )
    return list(found.order_by("id").values_list("kind", flat=True))


def test_of_two_who_ask_one_asks(town: cast.Municipality) -> None:
    zaak = send(town, NOW)
    ask = [
        lambda who=who: ask_supplement(who, town.organisation, zaak, WISH, NOW)
        for who in (town.worker, town.lead) * 2
    ]
    outcomes = at_once(ask, UnableToAskSupplement)
    assert SupplementRequest.objects.filter(zaak=zaak).count() == 1
    assert sum("al om aanvulling gevraagd" in str(one) for one in outcomes) == 3
    assert kinds(zaak).count("supplement.asked") == 1


def test_of_two_who_post_one_posts(town: cast.Municipality) -> None:
    zaak = send(town, NOW)
    letter = ask_supplement(town.worker, town.organisation, zaak, WISH, NOW).message_id
    address_letter(town.worker, letter, ["Jan Jansen", "Dorpsweg 12"], "", NOW)
    acts = [partial(post_letter, who, letter, NOW.date(), NOW) for who in (town.worker, town.lead)]
    assert sorted(said(at_once(acts, UnableToPost))) == ["", "Deze brief is al verstuurd of ingetrokken."]
    assert TermEvent.objects.filter(term__zaak=zaak).count() == 1
    assert (kinds(zaak).count("message.posted"), kinds(zaak).count("term.suspended")) == (1, 1)


@pytest.mark.parametrize("turn", range(3))
def test_a_supplement_while_its_term_is_closed(town: cast.Municipality, turn: int) -> None:
    """Whoever comes first: the request is answered, and one term not to handle runs."""
    zaak = send(town, NOW, reachable=True, email="jan@example.nl")
    request = ask_supplement(town.worker, town.organisation, zaak, WISH, NOW)
    deliver(request.message_id, MemoryCarrier(), lambda: NOW)
    filing = Filing.create(zaak=zaak, submission=send(town, NOW).submission, kind="aanvulling", at=NOW)
    late = NOW + timedelta(days=16 + turn)

    def arrive() -> None:
        with transaction.atomic():
            Zaak.objects.select_for_update().get(pk=zaak.pk)  # as who receives a message about it does
            facts = supplement_arrived(zaak.pk, filing.pk, late, Kalender(frozenset()))
            record(zaak.organisation_id, late, "citizen", facts)

    at_once([arrive, *[lambda: close_unused_supplements(late)] * 2])
    request.refresh_from_db()
    assert request.filing_id == filing.pk
    running = Term.objects.filter(zaak=zaak, ended_on=None).order_by("kind")
    assert [(term.kind, term.last_day) for term in running] == [
        ("decision", date(2026, 5, 11)), ("not_handle", date(2026, 4, 13)),
    ]  # fmt: skip
    assert not TermEvent.objects.filter(term__zaak=zaak, kind="resumed").exists()
