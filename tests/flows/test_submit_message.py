"""The form for any message: received as what its sender chose, else as what its words say."""

from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import Municipality
from tests.zaken.making import adopt

from openloket.evidence.models import Event
from openloket.flows.drafts.carry_message import NothingToCarry, carry_message
from openloket.flows.receiving.submit_message import submit_message
from openloket.intake import drafts
from openloket.intake.models import Draft, Receipt, Submission
from openloket.intake.references import new_key
from openloket.offer import library
from openloket.offer.catalogue import load
from openloket.offer.models import Service
from openloket.offer.understanding import Chosen
from openloket.post.models import Message
from openloket.zaken.models import Complaint, Filing, NoticeOfDefault, Term, Zaak

OBJECTION = "Ik kreeg een brief dat mijn parkeervergunning niet doorgaat. Ik ben het er niet mee eens."
QUESTION = "Hoe laat is het gemeentehuis open?"
CODE = {"controledatum": "1990-05-12"}


@pytest.fixture(autouse=True)
def _rest_channel(duinstede: Municipality) -> None:
    for key in library.REST_CHANNEL:
        adopt(duinstede, key)


def typed(text: str, now: datetime, **answers: Any) -> str:
    """A filled-in form for any message; gives its key."""
    service, key = Service.objects.get(slug="algemeen-bericht"), new_key()
    drafts.keep(key, service.pk, service.form_version_id, {"bericht": text, **CODE, **answers}, now)
    return key


def sent(town: Municipality, text: str, now: datetime, chosen: Chosen | None = None, **answers: Any) -> Zaak:
    """Typed and sent; the zaak that holds it."""
    key = typed(text, now, **answers)
    done = submit_message(town.organisation, key, False, load(now.date()), chosen or Chosen(), now)
    return Zaak.objects.select_related("submission", "service").get(reference=done.reference)


def test_words_of_an_objection_are_an_objection(duinstede: Municipality, now: datetime) -> None:
    zaak = sent(duinstede, OBJECTION, now, email="jan@example.nl", naam="Jan")
    assert (zaak.kind, zaak.service.slug, zaak.sender) == ("bezwaar", "bezwaar", "Jan")
    assert Term.objects.get(zaak=zaak).article.startswith("Awb 7:10")
    submission = zaak.submission
    assert (submission.message_type, submission.judgement["bericht"]["actie"]) == ("bezwaar", "behandelen")
    assert submission.judgement["bedoeld"]["herkend"] == {
        "soort": "bezwaar",
        "woorden": "het er niet mee eens",
        "product": "Parkeervergunning",
        "woord": "parkeervergunning",
    }
    message = Message.objects.get(kind="receipt", subject_id=submission.pk)
    assert "Bezwaar maken" in message.text
    assert "Wij behandelen uw bericht als een bezwaar." in message.text
    told = Event.objects.get(kind="submission.received").body
    assert '"message_type":"bezwaar"' in told
    assert "mee eens" not in told


def test_who_does_not_know_keeps_the_protection_of_the_words(duinstede: Municipality, now: datetime) -> None:
    zaak = sent(duinstede, OBJECTION, now, Chosen("overig", "", asked=True))
    assert zaak.kind == "bezwaar"


def test_the_choice_of_the_sender_counts(duinstede: Municipality, now: datetime) -> None:
    zaak = sent(duinstede, OBJECTION, now, Chosen("vraag", "parkeervergunning", asked=True))
    assert (zaak.kind, zaak.service.slug) == ("vraag", "algemeen-bericht")
    kept = zaak.submission.judgement["bedoeld"]
    assert (kept["gekozen"]["soort"], kept["herkend"]["soort"]) == ("vraag", "bezwaar")
    assert kept["gekozen"]["product"] == "Parkeervergunning"


def test_an_objection_without_an_address_is_confirmed_by_letter(
    duinstede: Municipality, now: datetime
) -> None:
    zaak = sent(duinstede, OBJECTION, now)
    assert Receipt.objects.get(submission=zaak.submission).letter_due


def test_a_question_is_received_with_a_receipt_as_well(duinstede: Municipality, now: datetime) -> None:
    zaak = sent(duinstede, QUESTION, now, email="jan@example.nl")
    assert (zaak.kind, zaak.service.slug) == ("vraag", "algemeen-bericht")
    assert Receipt.objects.get(submission=zaak.submission).exception == ""
    assert Term.objects.get(zaak=zaak).kind == Term.Kind.SERVICE_NORM


def test_a_complaint_is_registered(duinstede: Municipality, now: datetime) -> None:
    zaak = sent(duinstede, "Ik heb een klacht over de balie.", now)
    assert zaak.kind == "klacht"
    assert Complaint.objects.get().zaak == zaak


def test_an_application_is_received_for_its_product(duinstede: Municipality, now: datetime) -> None:
    zaak = sent(duinstede, "Ik wil een parkeervergunning aanvragen.", now, email="jan@example.nl")
    assert (zaak.kind, zaak.service, zaak.team_id) == ("aanvraag", duinstede.service, duinstede.team.pk)
    assert zaak.title == "Parkeervergunning"
    judged = zaak.submission.judgement["bericht"]
    assert judged["actie"] == "behandelen"
    assert judged["latere_start_mogelijk"], "its product has a form of its own (Awb 2:16(1)(a), 2:24)"


def test_an_application_without_a_product_has_the_term_of_the_law(
    duinstede: Municipality, now: datetime
) -> None:
    zaak = sent(duinstede, "Hierbij verzoek ik u om een subsidie voor de speeltuin.", now)
    assert zaak.kind == "aanvraag"
    assert Term.objects.get(zaak=zaak).article == "Awb 4:13 lid 2"


def test_a_typed_reference_is_no_proof_of_being_the_sender(duinstede: Municipality, now: datetime) -> None:
    first = sent(duinstede, "Ik wil een parkeervergunning aanvragen.", now)
    later = sent(duinstede, "Ik stel u in gebreke.", now, kenmerk=first.reference)
    assert (later.kind, later.pk != first.pk) == ("ingebrekestelling", True)
    assert not Filing.objects.exists()
    assert not NoticeOfDefault.objects.exists()


@pytest.mark.parametrize("chosen", [Chosen("onzin", "bestaat-niet", asked=True), Chosen("", "", asked=True)])
def test_a_choice_that_is_none_is_as_no_choice(
    duinstede: Municipality, now: datetime, chosen: Chosen
) -> None:
    assert sent(duinstede, OBJECTION, now, chosen).kind == "bezwaar"


def test_sending_twice_gives_the_same_receipt(duinstede: Municipality, now: datetime) -> None:
    key, catalogue = typed(OBJECTION, now), load(now.date())
    first = submit_message(duinstede.organisation, key, False, catalogue, Chosen(), now)
    again = submit_message(duinstede.organisation, key, False, catalogue, Chosen("vraag", "", True), now)
    assert first == again
    assert Submission.objects.count() == 1


def test_the_form_of_a_product_stays_what_it_is(duinstede: Municipality, now: datetime) -> None:
    key, service = new_key(), duinstede.service
    answers = {"naam": "Jan", "kenteken": "AB-123-C"}
    drafts.keep(key, service.pk, service.form_version_id, answers, now)
    done = submit_message(duinstede.organisation, key, False, load(now.date()), Chosen("klacht"), now)
    zaak = Zaak.objects.get(reference=done.reference)
    assert zaak.kind == "aanvraag"
    assert "bedoeld" not in zaak.submission.judgement


def test_it_costs_few_statements_more(duinstede: Municipality, now: datetime) -> None:
    sent(duinstede, QUESTION, now, email="jan@example.nl")
    key, catalogue = typed(OBJECTION, now, email="jan@example.nl"), load(now.date())
    with CaptureQueriesContext(
        connection,
    ) as seen:
        submit_message(duinstede.organisation, key, False, catalogue, Chosen(), now)
    statements = [one["sql"] for one in seen if "SAVEPOINT" not in one["sql"]]
    assert len(statements) <= 12, [one[:90] for one in statements]


def test_what_was_typed_goes_along_to_the_form_of_the_product(duinstede: Municipality, now: datetime) -> None:
    key, objecting = (
        typed(OBJECTION, now, naam="Jan", email="jan@example.nl"),
        Service.objects.get(slug="bezwaar"),
    )
    carried = drafts.find(carry_message(key, objecting.pk, objecting.form_version_id, now))
    assert carried is not None
    assert carried.answers == {
        "naam": "Jan", "email": "jan@example.nl", "gronden": OBJECTION, "redenen_wanneer": "nu",
    }  # fmt: skip
    kept = drafts.find(key)
    assert kept is not None
    assert kept.answers["bericht"] == OBJECTION


def test_a_text_that_is_too_long_is_not_cut(duinstede: Municipality, now: datetime) -> None:
    late = Service.objects.get(slug="ingebrekestelling")
    key = typed("Ik wacht al heel lang. " * 400, now)
    carried = drafts.find(carry_message(key, late.pk, late.form_version_id, now))
    assert carried is not None
    assert carried.answers == {}


def test_what_was_sent_is_carried_nowhere(duinstede: Municipality, now: datetime) -> None:
    key = typed(QUESTION, now)
    submit_message(duinstede.organisation, key, False, load(now.date()), Chosen(), now)
    before = Draft.objects.count()
    with pytest.raises(NothingToCarry):
        carry_message(key, duinstede.service.pk, duinstede.service.form_version_id, now)
    assert Draft.objects.count() == before
