"""The standing duties of a worker besides its queue: sealing, stamping, sweeping and forgetting."""

from django.contrib.sessions.backends.db import SessionStore

from openloket.conf import env
from openloket.conf.doors import door
from openloket.evidence.seal import MOST_LEAVES
from openloket.flows.cosigning.remind_signers import lapse_signatures, remind_signers
from openloket.flows.decisions.remind_entitlements import remind_entitlements
from openloket.flows.delivery.advance_messages import advance_messages
from openloket.flows.delivery.recover_messages import recover_lost_messages
from openloket.flows.delivery.watch_carriers import note_silence, watch_carriers
from openloket.flows.drafts.forget_drafts import forget_old_drafts
from openloket.flows.drafts.remind_drafts import remind_drafts
from openloket.flows.identity.forget_sessions import forget_sessions
from openloket.flows.mail.recover_mail import recover_lost_mail
from openloket.flows.outages.forgive_lateness import forgive_after_outages, forgive_while_lasting
from openloket.flows.outages.register_maintenance import register_maintenance
from openloket.flows.proving.ask_case_file import forget_case_files
from openloket.flows.proving.forget_own_copies import forget_own_copies
from openloket.flows.proving.seal_log import seal_log
from openloket.flows.proving.stamp_head import stamp_newest_head
from openloket.flows.proving.sweep_stored_bytes import sweep_stored_bytes
from openloket.flows.terms.close_supplements import close_unused_supplements
from openloket.flows.terms.recount_still_terms import recount_still_terms
from openloket.flows.terms.warn_employees import warn_employees
from openloket.work import clock
from openloket.work.message_box import ask_boxes
from openloket.work.printing import ask_printers, make_batches
from openloket.work.rounds import Round

_HOUR = 60 * 60
_DAY = 24 * _HOUR


def standing_duties() -> list[Round]:
    """All of them; each may run in many workers at once."""
    return [
        Round("seal the log", env.integer("OPENLOKET_SEAL_SECONDS", 2, least=1), seal),
        Round("stamp the newest head", env.integer("OPENLOKET_TIMESTAMP_SECONDS", 10, least=1), stamp),
        Round("find lost messages", 30, sweep),
        Round("find lost mail", 30, sweep_mail),
        Round("send again what came back", 60, advance),
        Round("look after the ways by which messages leave", 60, look_after_ways),
        Round("notice where nothing leaves", 600, notice_silence),
        Round("send letters to printers", 600, make_batches),
        Round("ask what became of letters", _HOUR, ask_printers),
        Round("ask what became of messages in the message box", 600, ask_boxes),
        Round("forget what is old", _DAY, forget),
        Round("throw away copies of everything", _HOUR, forget_copies),
        Round("look after bytes of which nobody knows", _DAY, sweep_bytes),
        Round("watch the terms", 300, watch),
        Round("close supplements that are over", _HOUR, close_supplements),
        Round("remind who signs with somebody", _HOUR, see_to_signatures),
        Round("begin and end announced work", 15, keep_to_announcements),
        Round("forgive what outages delayed", 30, forgive),
        Round("remind people of what waits and ends", _HOUR, remind),
        Round("forgive for terms that were noted later", _DAY, forgive_again),
    ]


def seal() -> bool:
    """Place the facts that wait; at once again when there were more than fit in one batch."""
    sealed = seal_log(clock.now())
    return sealed is not None and sealed.leaves == MOST_LEAVES


def stamp() -> bool:
    """Have the newest head stamped."""
    stamp_newest_head(door("TIMESTAMPER"))
    return False


def sweep() -> bool:
    """Queue messages whose job was lost."""
    recover_lost_messages(clock.now())
    return False


def advance() -> bool:
    """Take the next step of messages that did not arrive and whose time has come."""
    advance_messages(clock.now())
    return False


def look_after_ways() -> bool:
    """Try each way that was set up once an hour, and tell who looks after it what is wrong."""
    watch_carriers(clock.now())
    return False


def notice_silence() -> bool:
    """Note where nothing leaves though much should; it is told as any trouble of a way."""
    note_silence(clock.now())
    return False


def sweep_mail() -> bool:
    """Queue e-mails that came in and whose job was lost."""
    recover_lost_mail(clock.now())
    return False


def sweep_bytes() -> bool:
    """Remove, or receive after all, what a process stored just before it died."""
    sweep_stored_bytes(clock.now())
    return False


def forget() -> bool:
    """Remove drafts after their retention, logins that are over, and sessions of the desk that expired."""
    forget_old_drafts(clock.now())
    forget_sessions(clock.now())
    SessionStore.clear_expired()
    return False


def forget_copies() -> bool:
    """Throw away what people and employees asked to take along and had a day to fetch."""
    forget_own_copies(clock.now())
    forget_case_files(clock.now())
    return False


def close_supplements() -> bool:
    """Let terms go on whose day to supplement passed unused: within an hour after midnight.

    What outages forgive is counted first, also of those that last: that time is still the sender's.
    """
    forgive_after_outages(clock.now())
    forgive_while_lasting(clock.now())
    close_unused_supplements(clock.now())
    return False


def see_to_signatures() -> bool:
    """Remind those who were asked to sign, and tell senders whose day to sign is over."""
    remind_signers(clock.now())
    lapse_signatures(clock.now())
    return False


def watch() -> bool:
    """Count the terms that stand still, and after that warn who must be warned this morning."""
    recount_still_terms(clock.now())
    warn_employees(clock.now())
    return False


def keep_to_announcements() -> bool:
    """Register that announced work began or ended."""
    register_maintenance(clock.now())
    return False


def forgive() -> bool:
    """Count what every outage that ended forgives."""
    forgive_after_outages(clock.now())
    return False


def forgive_again() -> bool:
    """The same for terms that were begun afterwards, for a day in the past."""
    forgive_after_outages(clock.now(), again=True)
    return False


def remind() -> bool:
    """Tell people of drafts that wait, and of what ends that they have by a decision."""
    remind_drafts(clock.now())
    remind_entitlements(clock.now())
    return False
