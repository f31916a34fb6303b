"""Messages in the message box of MijnOverheid: asking whether they stand there, as nobody may tell."""

from openloket.conf.doors import carrier
from openloket.flows.delivery.ask_box import AWAITED, ask_box
from openloket.post.accounts import account_for
from openloket.post.models import Message, Way
from openloket.tenancy.everywhere import organisations_with
from openloket.tenancy.scope import scope
from openloket.work import clock


def ask_boxes() -> bool:
    """Ask what became of messages of which no word came."""
    for organisation_id in organisations_with(Message, AWAITED):
        with scope(organisation_id):
            account = account_for(Way.BOX)
            if account is not None:
                ask_box(carrier(account.carrier, account), clock.now())
    return False
