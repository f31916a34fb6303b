"""Letters to a printer: making batches at the hour of each organisation, and handing one over."""

from openloket.conf.doors import carrier
from openloket.flows.letters.ask_printer import STILL_THERE, ask_printer
from openloket.flows.letters.batch_letters import batch_when_due
from openloket.flows.letters.print_letters import Printer, print_letters
from openloket.flows.letters.printed import printed
from openloket.flows.one_by_one import one_by_one
from openloket.post.accounts import account_for
from openloket.post.models import BatchedLetter, Message, Way
from openloket.tenancy.duties import Duty
from openloket.tenancy.everywhere import organisations_with
from openloket.tenancy.models import Organisation
from openloket.tenancy.scope import scope
from openloket.web.desk.delivery.letter_parts import pdf_view
from openloket.work import clock

WHOLE_BATCHES = frozenset({"folder", "sftp"})
"""Carriers that take a batch at once; others take letters one by one."""


def make_batches() -> bool:
    """Send to printers what waits, where its hour has come."""
    batch_when_due(clock.now())
    return False


def ask_printers() -> bool:
    """Ask what became of letters that were handed over one by one."""
    one_by_one(Duty.ASK_PRINTER, organisations_with(BatchedLetter, STILL_THERE), _ask, clock.now())
    return False


def _ask(_: int) -> int:
    account = account_for(Way.LETTER)
    if account is None or account.carrier in WHOLE_BATCHES:
        return 0
    ask_printer(carrier(account.carrier, account), clock.now())
    return 1


def print_batch(organisation_id: int, batch_id: int) -> str:
    """Hand one batch to the printer; the answer is how it stands. Raises post.ports.Temporary."""
    organisation = Organisation.objects.get(pk=organisation_id)
    with scope(organisation_id):
        printer = _printer()
        if printer is None:
            return "no printer is set up any more; somebody at the desk takes the letters back"

        def draw(message_id: int) -> bytes:
            message = Message.objects.get(pk=message_id)
            return printed(message, pdf_view(organisation, message), clock.now())

        state: str = print_letters(organisation, batch_id, printer, draw, clock.now).value
        return state


def _printer() -> Printer | None:
    account = account_for(Way.LETTER)
    if account is None:
        return None
    made = carrier(account.carrier, account)
    return Printer(box=made) if account.carrier in WHOLE_BATCHES else Printer(carrier=made)
