"""Over a real line to a server that misbehaves: no message is lost, and none goes twice unless we say so."""

import random
from datetime import datetime, timedelta

import pytest
from tests.adapters.mail_out.hostile import Misdeed, Script, hostile
from tests.cast import Municipality
from tests.flows.test_deliver_messages import message

from openloket.adapters.mail_out.line import MailServer
from openloket.adapters.mail_out.smtp import SmtpCarrier
from openloket.evidence.models import Event
from openloket.flows.delivery.deliver_messages import deliver
from openloket.post.models import Message, MessageState

STAGES = ("greeting", "EHLO", "MAIL", "RCPT", "DATA", "content", "verdict")
MISDEEDS = (Misdeed.DROP, Misdeed.RESET, Misdeed.NONSENSE)
NOT_NOW = ("450 4.7.1 greylisted", "421 4.3.2 goodbye")


@pytest.mark.parametrize("seed", range(3))
def test_each_message_arrives_and_what_may_be_double_is_told(
    duinstede: Municipality, now: datetime, seed: int
) -> None:
    chance = random.Random(seed)
    scripts = []
    for _ in range(14):
        stage = chance.choice(STAGES)
        # Who says "not now" and takes the content all the same lies: that nobody can know.
        does = chance.choice(MISDEEDS if stage == "content" else [*MISDEEDS, *NOT_NOW])
        scripts.append(Script({stage: does}, keeps=does in MISDEEDS and chance.random() < 0.5))
    rows = [message(now, message_id=f"<{number}@duinstede.example>") for number in range(4)]
    with hostile(*scripts) as server:
        carrier = SmtpCarrier(MailServer("127.0.0.1", server.port))
        for hour in range(1, 40):
            later = now + timedelta(hours=5 * hour)
            for row in Message.objects.exclude(state__in=[MessageState.HANDED_OVER, MessageState.FAILED]):
                deliver(row.pk, carrier, lambda later=later: later)
        carrier.close()
    for row in rows:
        row.refresh_from_db()
        copies = sum(row.message_id.encode() in content for content in server.taken)
        facts = Event.objects.filter(body__contains=row.message_id)
        doubts = facts.filter(body__contains='"uncertain":true').count()
        assert copies >= (row.state == MessageState.HANDED_OVER), "what we say left, left"
        assert copies <= (row.state == MessageState.HANDED_OVER) + doubts, "twice only where we said so"
        assert row.state == MessageState.HANDED_OVER or doubts == 4, "the rest is for a person"
