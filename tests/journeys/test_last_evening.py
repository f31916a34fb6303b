"""An objection on the last evening: the form is down from 22.40, it is sent next morning, all are told.

Pages are asked over HTTP. What must happen at a moment of the story happens through the flow that HTTP or
the worker calls, with that moment: the web reads the clock itself.
"""

import json
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from openloket.adapters.mail_out.memory import MemoryCarrier
from openloket.evidence.canonical import read_canonical
from openloket.evidence.models import Event, Leaf, TreeHead
from openloket.evidence.seal import read_nodes
from openloket.evidence.signing import signing_key, trusted_roots
from openloket.evidence.treehead import read_tree_head
from openloket.evidence.verify import verify_file
from openloket.flows.delivery.deliver_messages import deliver
from openloket.flows.outages.forgive_lateness import forgive_after_outages
from openloket.flows.outages.note_probes import Begun, Ended, note_probes
from openloket.flows.proving.seal_log import seal_log
from openloket.flows.submit_form import Sent, submit_form
from openloket.intake.models import Draft
from openloket.merkle.hashing import leaf_hash
from openloket.merkle.tree import inclusion_path
from openloket.merkle.verify import verify_inclusion
from openloket.offer.forms import compiled
from openloket.outages.models import How, Outage
from openloket.post.models import Message
from openloket.web import outage_register
from openloket.work.tasks import extend_terms_and_tell
from openloket.zaken.models import Besluit, Term, Timeliness, Zaak
from tests.cast import Municipality
from tests.flows.deciding import decide, filled
from tests.journeys.filling_in import answers_for, draft_key, fill_in
from tests.web.desk.conftest import browser_of
from tests.zaken.making import ADDRESS, adopt, send

MADE_KNOWN = datetime(2026, 4, 20, 9, tzinfo=UTC)  # Monday: to object until Monday 1 June
DOWN, UP = datetime(2026, 6, 1, 20, 40, tzinfo=UTC), datetime(2026, 6, 2, 5, tzinfo=UTC)  # 22.40 to 7.00
MORNING = datetime(2026, 6, 2, 5, 45, tzinfo=UTC)  # a quarter to eight
PERMIT = {"besluit": "U krijgt een parkeervergunning.", "reden": "U woont in het gebied met vergunningen."}
WHY = "Op de laatste avond werkte ons formulier niet."


@pytest.fixture(autouse=True)
def _fresh() -> None:
    outage_register.forget()


@pytest.fixture
def holder(duinstede: Municipality, now: datetime) -> Zaak:
    """Jan asked for a permit, and e-mail about it reaches him."""
    adopt(duinstede, "bezwaar")
    return send(duinstede, now, reachable=True, email="jan@voorbeeld.example")


def permit(town: Municipality, holder: Zaak) -> Besluit:
    """He gets it; the decision is made known by e-mail."""
    besluit = decide(town, holder, filled("toewijzing", **PERMIT), MADE_KNOWN)
    besluit.refresh_from_db()
    assert besluit.message_id is not None
    deliver(besluit.message_id, MemoryCarrier(), lambda: MADE_KNOWN)
    besluit.refresh_from_db()
    return besluit


def fill_in_objection(neighbour: Client, town: Municipality, besluit: Besluit) -> str:
    """Up to the last page, from the page of the decision; gives the key of the draft."""
    begun = neighbour.post(f"/duinstede/besluit/{besluit.zaak.reference}/{besluit.access_key}/bezwaar")
    assert begun.status_code == 302
    form = compiled(Draft.objects.latest("id").form_version_id)
    answers = answers_for(
        form, date(2026, 6, 1), naam="Noor Bakker", adres=ADDRESS, email="noor@voorbeeld.example"
    )
    return draft_key(fill_in(neighbour, "/duinstede/bezwaar", form, answers))


def receipt_page(neighbour: Client, sent: Sent) -> str:
    """The receipt, after the control question."""
    own = f"/duinstede/ontvangst/{sent.reference}/{sent.access_key}"
    asked = {f"adres.{part}": value for part, value in ADDRESS.items()}
    assert neighbour.post(f"{own}/openen", asked)["Location"] == own
    return text_of(neighbour, own)


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return re.sub(r"\s+", " ", answer.content.decode())


def handed_over(kind: str, at: datetime) -> Message:
    """The only message of a kind, taken by the mail server."""
    message = Message.objects.get(kind=kind)
    deliver(message.pk, MemoryCarrier(), lambda: at)
    message.refresh_from_db()
    assert message.state == "handed_over"
    return message


def test_an_objection_on_the_last_evening(duinstede: Municipality, client: Client, holder: Zaak) -> None:
    besluit = permit(duinstede, holder)
    term = Term.objects.get(kind=Term.Kind.OBJECTION)
    assert term.last_day == date(2026, 6, 1)

    # The last evening: Noor fills in the form, and before she can send it the form fails.
    neighbour, lead = Client(), browser_of(duinstede.lead, duinstede)
    key = fill_in_objection(neighbour, duinstede, besluit)
    Draft.objects.update(created_at=DOWN - timedelta(minutes=20))
    note_probes([Begun("webformulier", DOWN, DOWN + timedelta(seconds=10), How.PROBE, "geen antwoord")], {})
    outage_register.forget()
    assert "Het online formulier werkt nu niet" in text_of(neighbour, "/duinstede/bezwaar/")

    # The next morning it works again. What she sends is accepted without a person.
    outage_register.forget()
    note_probes([Ended("webformulier", UP, UP)], {})
    assert forgive_after_outages(UP) == 1
    sent = submit_form(duinstede.organisation, key, True, MORNING)
    objection = Zaak.objects.get(reference=sent.reference)
    assert objection.about == holder
    judged = Timeliness.objects.get(zaak=objection)
    assert (judged.verdict, judged.forgiven_until) == ("verschoond", UP + timedelta(minutes=80))

    both_read_why(neighbour, lead, sent)

    # Others could not object either: the lead gives everybody a working day, in one decision.
    outage = Outage.objects.get()
    address = f"/duinstede/balie/storingen/{outage.pk}"
    assert "Wij stellen 1 werkdag voor" in text_of(lead, address)
    assert lead.post(address, {"werkdagen": "1", "uitleg": WHY}).status_code == 303
    assert extend_terms_and_tell(duinstede.organisation.pk, outage.pk) == "moved 1, told 1"

    everybody_is_told(client, lead, besluit)
    prove(duinstede, outage, holder, objection, neighbour, sent)


def both_read_why(neighbour: Client, lead: Client, sent: Sent) -> None:
    """Who objected, on the receipt; who handles it, at the desk."""
    hers = receipt_page(neighbour, sent)
    desk = text_of(lead, f"/duinstede/balie/zaak/{sent.reference}/bezwaar")
    for page in (hers, desk):
        assert "8 uur en 20 minuten niet bereiken" in page
        assert "nemen wij het u niet kwalijk dat het later kwam" in page
    assert "Wij nemen uw bezwaar aan." in hers
    assert "Te laat, niet verwijtbaar" in desk


def everybody_is_told(client: Client, lead: Client, besluit: Besluit) -> None:
    """The holder of the permit reads that one can object for longer, and so can everybody."""
    told, reference = handed_over("objection_term_moved", MORNING), besluit.zaak.reference
    assert told.to_address == "jan@voorbeeld.example"
    assert "tot en met dinsdag 2 juni 2026" in told.text
    decision = text_of(client, f"/duinstede/besluit/{reference}/{besluit.access_key}")
    assert "dinsdag 2 juni 2026" in decision
    assert "Awb 2:21 lid 1" in decision
    assert "Door een storing is te laat niet erg tot woensdag 3 juni 2026 om 08.20 uur." in decision
    course = text_of(lead, f"/duinstede/balie/zaak/{reference}")
    assert "Het bericht dat er langer bezwaar kan worden gemaakt" in course
    outage_register.forget()
    public = text_of(client, "/duinstede/storingen?jaar=2026")
    assert "Dat is 8 uur en 20 minuten." in public
    assert WHY in public


def prove(
    town: Municipality, outage: Outage, holder: Zaak, objection: Zaak, neighbour: Client, sent: Sent
) -> None:
    """The whole story stands in the log, each fact in its place under a signed head; the receipt verifies."""
    seal_log(MORNING + timedelta(hours=1))
    story = {
        "outage": ["outage.began", "outage.ended", "outage.forgiven", "outage.extended"],
        "holder": ["besluit.made_known", "objection.linked", "term.extended", "message.handed_over"],
        "objection": ["objection.linked", "timeliness.judged"],
    }
    subjects = {
        "outage": ("outage", outage.pk),
        "holder": ("zaak", holder.pk),
        "objection": ("zaak", objection.pk),
    }
    head = TreeHead.objects.latest("tree_size")
    signed = read_tree_head(read_canonical(head.document.encode()))
    assert signed.signed_by(signing_key().public)
    for name, kinds in story.items():
        kind, subject_id = subjects[name]
        facts = Event.objects.filter(
            organisation_id=town.organisation.pk, subject_kind=kind, subject_id=subject_id
        )
        found = {fact.kind: fact for fact in facts}
        assert set(kinds) <= found.keys(), (name, sorted(found))
        for fact in (found[one] for one in kinds):
            place = Leaf.objects.get(pk=fact.pk).leaf_index
            assert place is not None
            leaf = leaf_hash(fact.body.encode())
            path = inclusion_path(place, signed.tree_size, read_nodes)
            assert verify_inclusion(leaf, place, signed.tree_size, path, bytes.fromhex(signed.root_hash))
            assert not {"Noor", "Jan"} & set(re.findall(r"\w+", json.dumps(json.loads(fact.body))))
    proof = neighbour.get(f"/duinstede/ontvangst/{sent.reference}/{sent.access_key}/bewijs.json")
    assert verify_file(proof.content, [signing_key().public], trusted_roots()).ok
