"""What all stories of signing together share: who is asked next, who is told, and the fact that is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from openloket.evidence.canonical import JsonValue
from openloket.evidence.log import Fact, describe, record
from openloket.flows.delivery.sending_off import send_off
from openloket.flows.unable import UnableAtField
from openloket.formkit.definition import CoSigners
from openloket.intake.models import CoSignature, Receipt, Submission
from openloket.intake.references import key_hash, new_key
from openloket.intake.signatures import Round, State, sender_of
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.waarom import datum_in_woorden
from openloket.offer.forms import compiled
from openloket.post.composing import put, render
from openloket.tenancy import scope
from openloket.tenancy.addresses import public_url
from openloket.tenancy.models import Organisation

PAGE = "tekenen"
MINE = "handtekeningen"


class UnableToSign(UnableAtField):
    """It can't be done with this signature; the message says why, `field` names the question or is empty."""


@dataclass(frozen=True, slots=True)
class Words:
    """A message about a signature; `address` and `link` lead on."""

    kind: str
    subject_line: str
    paragraphs: Sequence[str]
    link: str = ""
    address: str = ""


def rules_of(submission: Submission) -> CoSigners | None:
    """What its form asks of those who sign with the sender; None: nobody signs with them."""
    return compiled(submission.form_version_id).co_signers if submission.form_version_id else None


def note(kind: str, row: CoSignature, actor: str, now: datetime, **details: JsonValue) -> None:
    """The fact: which signature of a message it is; no names, no addresses, no reasons."""
    body = describe(kind, now, actor, position=row.position, **details)
    record(scope.current(), now, actor, [Fact(kind, "submission", row.submission_id, body)])


def change(row: CoSignature, **values: object) -> bool:
    """Compare-and-set: only from the state and the link that were seen; False when they changed meanwhile.

    Every mail has a link of its own, so of two workers who remind at once one finds another link.
    """
    seen = CoSignature.objects.filter(pk=row.pk, state=row.state, key_hash=bytes(row.key_hash))
    changed = seen.update(**values)
    if changed:
        for name, value in values.items():
            setattr(row, name, value)
    return bool(changed)


def ask_next(organisation: Organisation, found: Round, now: datetime, why: str = "") -> None:
    """Ask who is now to be asked: all at once, or, where the form says so, the first who waits.

    Call it within the transaction of what made it their turn. `why` is told first: why they are asked again.
    """
    rules = rules_of(found.submission)
    waiting = [row for row in found.rows if row.state == State.WAITING]
    if rules is None or not waiting:
        return
    if rules.in_order:
        busy = any(row.state == State.ASKED for row in found.rows)
        waiting = [] if busy else waiting[:1]
    for row in waiting:
        ask(organisation, found.submission, row, rules, now, why)


def ask(
    organisation: Organisation,
    submission: Submission,
    row: CoSignature,
    rules: CoSigners,
    now: datetime,
    why: str = "",
) -> None:
    """Ask one person, with a new link and all their days; a link from before works no longer."""
    key, until = new_key(), dag_in_amsterdam(now) + timedelta(days=rules.days)
    values: dict[str, object] = {
        "key_hash": key_hash(key),
        "code_hash": None,
        "code_until": None,
        "person": None,
        "level": "",
    }
    values |= {"state": State.ASKED, "asked_at": now, "until": until, "reminded_at": None}
    if not change(row, **values, answered_at=None, answers_sha256="", reason=""):
        raise UnableToSign("Er is intussen iets veranderd. Kijk hoe het er nu voor staat.")
    note("signature.asked", row, "system", now, until=until.isoformat())
    paragraphs = [why] if why else []
    paragraphs += [_asks(organisation, submission), *_what_to_do(row)]
    words = Words("signature_asked", "Wilt u meetekenen?", paragraphs, "Lezen en tekenen")
    tell_signer(organisation, row, words, key, now)


def remind(organisation: Organisation, row: CoSignature, now: datetime) -> bool:
    """Ask the same again, once, with a new link; False when somebody answered meanwhile."""
    key = new_key()
    if not change(row, key_hash=key_hash(key), code_hash=None, code_until=None, reminded_at=now):
        return False
    lines = [_asks(organisation, row.submission), "U hebt nog niet geantwoord.", *_what_to_do(row)]
    lines.append("De link uit onze eerdere e-mail werkt niet meer. Gebruik deze.")
    words = Words("signature_reminder", "U kunt nog meetekenen", lines, "Lezen en tekenen")
    tell_signer(organisation, row, words, key, now)
    return True


def _asks(organisation: Organisation, submission: Submission) -> str:
    """Who asks; of a sensitive product it is not told by e-mail what it is about."""
    what = "" if submission.service.sensitive else f" over {submission.service.title}"
    return f"{sender_of(submission)} stuurde een bericht{what} naar {organisation.name}. Wilt u meetekenen?"


def _what_to_do(row: CoSignature) -> list[str]:
    assert row.until is not None, "who is asked has a last day"
    day = datum_in_woorden(row.until)
    return [
        f"Lees het bericht en kies: tekenen of niet tekenen. Dat kan tot en met {day}.",
        "Kent u deze persoon niet? Dan hoeft u niets te doen. Geef de link aan niemand anders.",
    ]


def tell_signer(organisation: Organisation, row: CoSignature, words: Words, key: str, now: datetime) -> None:
    """Mail one who signs; `key` opens their own page, empty: there is nothing to open."""
    address = public_url(organisation, f"{PAGE}/{key}") if key else ""
    _mail(organisation, row.name, row.email, ("signature", row.pk), words, address, now)


def tell_sender(organisation: Organisation, submission: Submission, words: Words, now: datetime) -> None:
    """Mail the sender, with the way to the page of the signatures. Who gave no address sees it there."""
    access_key = Receipt.objects.filter(submission=submission).values_list("access_key", flat=True).first()
    if not submission.email or access_key is None:
        return
    address = public_url(organisation, f"ontvangst/{submission.reference}/{access_key}/{MINE}")
    name = sender_of(submission)
    _mail(organisation, name, submission.email, ("submission", submission.pk), words, address, now)


def _mail(
    organisation: Organisation,
    name: str,
    to_address: str,
    subject: tuple[str, int],
    words: Words,
    address: str,
    now: datetime,
) -> None:
    context = {
        "org": organisation,
        "subject": words.subject_line,
        "name": name,
        "paragraphs": list(words.paragraphs),
        "link": words.link,
        "address": address,
    }
    message = put(
        render("mandate", words.subject_line, context),
        kind=words.kind,
        subject=subject,
        to_address=to_address,
        sender_domain=organisation.email.rpartition("@")[2],
        now=now,
    )
    send_off(message)
