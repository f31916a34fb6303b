"""A message that was written down arrives at the zaken: it begins a zaak, or joins one."""

from dataclasses import dataclass

from openloket.evidence.copy import Copy
from openloket.evidence.log import Fact, describe
from openloket.flows.receiving.judging import Judged
from openloket.flows.receiving.sendable import Offered
from openloket.law.termijnen import Termijn
from openloket.zaken.models import Filing, Zaak
from openloket.zaken.opening import open_zaak


@dataclass(frozen=True, slots=True)
class Arrival:
    """A submission that was written down a moment ago, in the transaction that still runs.

    `channel` is the way by which it came, as in intake.Submission; `about` the reference of the zaak that
    its sender is known to write about, empty for none; `person_id` whose message it is, if that was proved.
    """

    submission_id: int
    sendable: Offered
    judged: Judged
    copy: Copy
    channel: str
    about: str = ""
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a message went: its zaak, the term that the receipt promises, and what the log is told.

    `remarks` are told first on the receipt and in its e-mail, under what happens now. `joined` is the
    reference of the zaak that the message became part of; empty: it began one of its own.
    """

    zaak_id: int
    term: Termijn
    facts: tuple[Fact, ...]
    remarks: tuple[str, ...] = ()
    joined: str = ""


def begin(arrival: Arrival, term: Termijn | None = None, about: Zaak | None = None) -> Placed:
    """A zaak of its own begins, with the term that the service rules unless another is given."""
    service, copy, runs = arrival.sendable.service, arrival.copy, term or arrival.judged.term
    zaak_id = open_zaak(
        reference=copy.reference,
        submission_id=arrival.submission_id,
        service_id=service.id,
        title=service.title,
        sender=arrival.judged.sender,
        message_type=service.message_type,
        team_id=service.team_id,
        received_at=copy.received_at,
        term=runs,
        about=about.pk if about else None,
        person_id=arrival.person_id,
    )
    opened = describe(
        "zaak.opened",
        copy.received_at,
        "system",
        reference=copy.reference,
        last_day=runs.laatste_dag.isoformat(),
    )
    return Placed(zaak_id, runs, (Fact("zaak.opened", "zaak", zaak_id, opened),))


def join(arrival: Arrival, zaak: Zaak) -> Filing:
    """The message becomes part of a zaak that was there already, whose employee hears of it."""
    Zaak.objects.filter(pk=zaak.pk).update(news_at=arrival.copy.received_at)
    return Filing.create(
        zaak=zaak,
        submission_id=arrival.submission_id,
        kind=arrival.judged.kind,
        at=arrival.copy.received_at,
    )


def belongs_to(zaak: Zaak) -> str:
    """The remark on the receipt of a message that is about a known zaak."""
    return f"Uw bericht hoort bij uw zaak met kenmerk {zaak.reference}."
