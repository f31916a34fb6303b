"""What follows once a message has really left: by kind of message, whatever way it went."""

from collections.abc import Callable
from datetime import date, datetime

from openloket.flows.correspondence import announcing
from openloket.flows.decisions import handle_complaint, record_besluit
from openloket.flows.decisions.complaint_told import complaint_told
from openloket.flows.decisions.make_known import besluit_sent
from openloket.flows.delivery.notice_letter import KIND as NOTICE_LETTER
from openloket.flows.delivery.notice_letter import notice_letter_left
from openloket.flows.delivery.sent_again import MOVES
from openloket.flows.identity import send_status_code
from openloket.flows.letters import receipt_letter
from openloket.flows.referral import carrying, referring
from openloket.flows.referral.referral_left import referral_carried, referral_told
from openloket.flows.terms import ask_supplement
from openloket.flows.terms.term_notices import notice_left

Effect = Callable[[int, date, datetime], None]
"""Gets the id of the message, the day on which it left (in Amsterdam) and the moment that it was noted.

Runs inside the transaction that notes it. It may be told twice, so it must be compare-and-set.
"""

EFFECTS: dict[str, Effect] = {
    handle_complaint.KIND: complaint_told,
    record_besluit.KIND: besluit_sent,
    ask_supplement.KIND: ask_supplement.supplement_request_left,
    receipt_letter.KIND: receipt_letter.receipt_letter_left,
    referring.KIND: referral_told,
    carrying.KIND: referral_carried,
    send_status_code.KIND: send_status_code.code_left,
    announcing.KIND: announcing.notice_left,
    NOTICE_LETTER: notice_letter_left,
    "term_suspended": notice_left,
    "term_extended": notice_left,
}


def follow(kind: str, message_id: int, sent_on: date, at: datetime, *, again: bool = False) -> None:
    """Let happen what waited until a message of this kind had left; for most kinds that is nothing.

    `again`: it is not the first sending. What began with an earlier one then moves to this one (2:11(3)).
    """
    if effect := EFFECTS.get(kind):
        effect(message_id, sent_on, at)
    if again and (move := MOVES.get(kind)):
        move(message_id, sent_on, at)
