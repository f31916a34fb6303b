"""Messages in the message box of MijnOverheid: asking whether they stand there, as nobody may tell."""

from openloket.conf.doors import carrier
from openloket.flows.delivery.ask_box import AWAITED, ask_box
from openloket.flows.one_by_one import one_by_one
from openloket.post.accounts import account_for
from openloket.post.models import Message, Way
from openloket.tenancy.duties import Duty
from openloket.tenancy.everywhere import organisations_with
from openloket.work import clock


def ask_boxes() -> bool:
    """Ask what became of messages of which no word came."""
    one_by_one(Duty.ASK_BOX, organisations_with(Message, AWAITED), _ask, clock.now())
    return False


def _ask(_: int) -> int:
    account = account_for(Way.BOX)
    if account is None:
        return 0
    ask_box(carrier(account.carrier, account), clock.now())
    return 1
