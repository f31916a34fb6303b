"""The tasks of the queue: each opens the scope of its job and makes one call to a flow."""

from datetime import date, timedelta
from functools import partial

from procrastinate import App, BaseRetryStrategy, RetryDecision
from procrastinate.jobs import Job

from openloket.conf.doors import carrier, door
from openloket.flows.correspondence.place_message import place_message
from openloket.flows.delivery.bundle import bundle
from openloket.flows.delivery.deliver_messages import follow_later
from openloket.flows.delivery.hand_over import hand_over
from openloket.flows.delivery.try_carrier import TASK as TRY_TASK
from openloket.flows.delivery.try_carrier import try_carrier
from openloket.flows.identity.ask_status_code import TASK as STATUS_TASK
from openloket.flows.identity.send_status_code import send_status_code
from openloket.flows.letters.batch_letters import TASK as PRINT_TASK
from openloket.flows.mail.receive_mail import HandledAlready, receive_mail
from openloket.flows.mail.store_mail import TASK as MAIL_TASK
from openloket.flows.outages.extend_terms import extend_terms
from openloket.flows.outages.tell_of_outage import tell_of_outage
from openloket.flows.proving.ask_case_file import TASK as CASE_FILE_TASK
from openloket.flows.proving.ask_case_file import make_case_file
from openloket.flows.proving.ask_own_copy import TASK as COPY_TASK
from openloket.flows.proving.make_own_copy import make_own_copy
from openloket.flows.terms.keep_equalled_days import TASK as RECOUNT_TASK
from openloket.flows.terms.recount_terms_on import recount_terms_on
from openloket.intake.mails import note_trouble
from openloket.intake.status_codes import Way
from openloket.post import dispatch
from openloket.post.carriers import Held
from openloket.post.models import MessageState
from openloket.post.ports import Account, Carrier
from openloket.tenancy.models import Organisation
from openloket.tenancy.scope import scope
from openloket.web.casefile.pages import printers_of
from openloket.work import clock
from openloket.work.printing import print_batch

_BUSY_AGAIN = timedelta(seconds=15)  # who holds it may have died: then it becomes ours in a while


class TryAgain(Exception):
    """Not done yet, which is nobody's fault: run the job again after `wait`."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(f"again in {wait}")
        self.wait = wait


class Persevere(BaseRetryStrategy):
    """Runs a job again until it is done: after the wait it asks for, or ever less often after a bug."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision:
        if isinstance(exception, TryAgain):
            return RetryDecision(retry_in={"seconds": int(exception.wait.total_seconds())})
        return RetryDecision(retry_in={"seconds": min(5 * 2**job.attempts, 600)})


def register(app: App) -> None:
    """Tell the worker's queue which function does the job of which name."""
    app.task(name="deliver_message", retry=Persevere())(deliver_message)
    app.task(name="place_message", retry=Persevere())(place_in_portal)
    app.task(name="follow_message", retry=Persevere())(follow_message)
    app.task(name=PRINT_TASK, retry=Persevere())(print_batch)
    app.task(name=TRY_TASK, retry=Persevere())(try_way)
    app.task(name=MAIL_TASK, retry=Persevere())(handle_mail)
    app.task(name="extend_terms", retry=Persevere())(extend_terms_and_tell)
    app.task(name=RECOUNT_TASK, retry=Persevere())(recount_terms)
    app.task(name=STATUS_TASK, retry=Persevere())(send_code)
    app.task(name=COPY_TASK, retry=Persevere())(make_copy)
    app.task(name=CASE_FILE_TASK, retry=Persevere())(make_kept_case_file)


def deliver_message(organisation_id: int, message_id: int, together: bool = False) -> str:
    """Carry one message; with `together` all of low value for its reader. The answer is what became of it."""
    with scope(organisation_id):
        if together and bundle(message_id, clock.now()):
            return "bundled"
        done = hand_over(message_id, carrier_of, clock.now)
    if isinstance(done, Held):
        raise TryAgain(done.wait)
    if done is dispatch.NotClaimed.BUSY:
        raise TryAgain(_BUSY_AGAIN)
    if isinstance(done, dispatch.NotClaimed):
        return done.value
    if done.outcome is MessageState.RETRY:
        raise TryAgain(max(dispatch.wait_after(done.number), done.wait))
    outcome: str = done.outcome.value
    return outcome


def carrier_of(account: Account | None) -> Carrier:
    """Who carries for an account; for none of its own the carrier of the installation."""
    found: Carrier = carrier(account.carrier, account) if account else door("MAIL_CARRIER")
    return found


def try_way(organisation_id: int, way: str, employee_id: int = 0) -> str:
    """Try one way by which messages leave; the answer is how that went."""
    with scope(organisation_id):
        tried = try_carrier(way, carrier_of, clock.now, employee_id)
    return "well" if tried.well else "not well"


def place_in_portal(organisation_id: int, message_id: int) -> str:
    """Make one message accessible in Mijn omgeving; the answer is what became of it."""
    with scope(organisation_id):
        placed = place_message(message_id, clock.now())
    return placed.value if placed else "it was placed already"


def follow_message(organisation_id: int, message_id: int) -> str:
    """Let happen what should have followed when a message left, and went wrong then."""
    with scope(organisation_id):
        return "followed" if follow_later(message_id) else "it did not leave"


def handle_mail(organisation_id: int, mail_id: int) -> str:
    """Handle one e-mail that came in; the answer is what became of it."""
    organisation = Organisation.objects.get(pk=organisation_id)
    with scope(organisation_id):
        try:
            return receive_mail(organisation, mail_id, clock.now()).state
        except HandledAlready:
            return "somebody else was first"
        except Exception as problem:  # noted for who looks after the mail, and raised again
            note_trouble(mail_id, type(problem).__name__)
            raise


def extend_terms_and_tell(organisation_id: int, outage_id: int) -> str:
    """After the decision to extend: move the terms, then write to who is concerned; it may be done again."""
    organisation = Organisation.objects.get(pk=organisation_id)
    with scope(organisation_id):
        moved = extend_terms(outage_id, clock.now())
        told = tell_of_outage(organisation, outage_id, clock.now())
    return f"moved {moved}, told {told}"


def recount_terms(organisation_id: int, day: int) -> str:
    """The list of free days changed: count the terms that end on `day` (its ordinal number) anew."""
    with scope(organisation_id):
        return f"moved {recount_terms_on(date.fromordinal(day), clock.now())}"


def send_code(organisation_id: int, reference: str, way: str) -> str:
    """Send a code to see how a zaak stands, if there is such a reference and an address with it."""
    organisation = Organisation.objects.get(pk=organisation_id)
    with scope(organisation_id):
        sent = send_status_code(organisation, reference, Way(way), clock.now())
    return "sent" if sent else "nothing to send"


def make_copy(organisation_id: int, copy_id: int) -> str:
    """Make the copy of everything that somebody asked for."""
    organisation = Organisation.objects.get(pk=organisation_id)
    with scope(organisation_id):
        return "made" if make_own_copy(organisation, copy_id, clock.now) else "made or thrown away already"


def make_kept_case_file(organisation_id: int, kept_id: int) -> str:
    """Make a case file that was too large to wait for."""
    organisation = Organisation.objects.get(pk=organisation_id)
    with scope(organisation_id):
        made = make_case_file(organisation, kept_id, partial(printers_of, organisation), clock.now)
    return "made" if made else "made or thrown away already"
