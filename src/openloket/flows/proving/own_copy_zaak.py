"""One zaak in the copy of everything of a person: what was sent, told, decided and counted."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openloket.flows.proving.prove_course import Course
from openloket.formkit.files import clean_name
from openloket.intake.models import Attachment, RawMail, Receipt, Referral
from openloket.people.models import Reachability
from openloket.post.models import Message, MessageState, Way
from openloket.zaken.decisions import decisions_made_known
from openloket.zaken.models import Besluit, Entitlement, Status, Term, Zaak


@dataclass(frozen=True, slots=True)
class CopiedFile:
    """A file that goes along: where it is stored, and its path in the copy."""

    storage_name: str
    path: str


def zaak_part(course: Course, files: Mapping[int, Sequence[Attachment]]) -> dict[str, Any]:
    """The zaak as it stands in the JSON of the copy (docs/howto/own-copy.md); `files` by submission."""
    zaak = course.zaak
    return {
        "reference": zaak.reference,
        "product": zaak.title,
        "status": Status(zaak.status).label,
        "received_at": moment(zaak.received_at),
        "last_day": day(zaak.last_day),
        "closed_at": moment(zaak.closed_at),
        "terms": [_term(one) for one in zaak.terms.order_by("id")],
        "received": [_received(one, files.get(one.submission_id, ())) for one in course.received],
        "sent": [_sent(one, course) for one in course.sent],
        "decisions": [_decision(one) for one in decisions_made_known(zaak.pk)],
        "products": [_entitlement(one) for one in zaak.entitlements.order_by("id")],
        "reachability": [reachability(one) for one in _reached(zaak)],
        "passed_on": [_passed_on(one) for one in _gone(zaak)],
    }


def files_of(course: Course) -> dict[int, list[Attachment]]:
    """The files that came with each message of theirs."""
    found: dict[int, list[Attachment]] = {}
    sent = [one.submission_id for one in course.received]
    for file in Attachment.objects.filter(submission_id__in=sent).order_by("id"):
        found.setdefault(file.submission_id, []).append(file)
    return found


def file_paths(course: Course, files: Mapping[int, Sequence[Attachment]]) -> Iterator[CopiedFile]:
    """Each file with the path that it has in the copy."""
    for receipt in course.received:
        for file in files.get(receipt.submission_id, ()):
            yield CopiedFile(file.storage_name, _path(receipt.submission.reference, file))
        if mail := _mail(receipt):
            yield CopiedFile(mail.storage_name, _mail_path(receipt))


def moment(at: datetime | None) -> str | None:
    """A moment as ISO 8601 in UTC."""
    return at.isoformat() if at else None


def day(on: date | None) -> str | None:
    """A day as ISO 8601."""
    return on.isoformat() if on else None


def _path(reference: str, file: Attachment) -> str:
    return f"bestanden/{reference}/{file.pk}-{clean_name(file.name)}"


def _mail(receipt: Receipt) -> RawMail | None:
    """The e-mail as it came, where this was one."""
    return RawMail.objects.filter(submission_id=receipt.submission_id).first()


def _mail_path(receipt: Receipt) -> str:
    return f"bestanden/{receipt.submission.reference}/e-mail.eml"


def _term(term: Term) -> dict[str, Any]:
    return {
        "kind": Term.Kind(term.kind).label,
        "article": term.article,
        "begins_on": day(term.begins_on),
        "last_day": day(term.last_day),
        "ended_on": day(term.ended_on),
    }


def _received(receipt: Receipt, files: Sequence[Attachment]) -> dict[str, Any]:
    submission = receipt.submission
    copy = json.loads(submission.copy)
    return {
        "reference": submission.reference,
        "channel": submission.channel,
        "received_at": moment(submission.received_at),
        "confirmed_at": moment(receipt.issued_at),
        "logged_in_at_level": submission.level,
        "answers": [
            {"page": step["title"], "question": row["label"], "answer": row["lines"]}
            for step in copy["steps"]
            for row in step["rows"]
        ],
        "files": [
            {
                "name": file.name,
                "size": file.size,
                "sha256": file.sha256,
                "path": _path(submission.reference, file),
            }
            for file in files
        ],
        "original": _mail_path(receipt) if _mail(receipt) else None,
    }


def _sent(message: Message, course: Course) -> dict[str, Any]:
    return {
        "subject": message.subject_line,
        "text": message.text.strip(),
        "way": Way(message.way).label,
        "to": message.to_address or ", ".join(message.to_lines),
        "state": MessageState(message.state).label,
        "sent_at": moment(message.settled_at or message.created_at),
        "read_at": moment(course.read_at.get(message.pk)),
    }


def _decision(besluit: Besluit) -> dict[str, Any]:
    return {
        "subject": besluit.subject_line,
        "outcome": Besluit.Outcome(besluit.outcome).label,
        "decided_on": day(besluit.decided_on),
        "made_known_on": day(besluit.made_known_on),
        "content": besluit.content,
    }


def _entitlement(row: Entitlement) -> dict[str, Any]:
    return {"title": row.title, "begins_on": day(row.begins_on), "ends_on": day(row.ends_on)}


def _reached(zaak: Zaak) -> list[Reachability]:
    rows = Reachability.objects.filter(about_reference=zaak.reference)
    return list(rows.select_related("contact_point").order_by("id"))


def reachability(row: Reachability) -> dict[str, Any]:
    """A yes to a way, or the no to notices, with its wording (Awb 2:8, 2:10(1))."""
    return {
        "way": Reachability.Way(row.way).label,
        "sort": row.sort,
        "address": row.contact_point.address if row.contact_point else "",
        "wording": row.wording,
        "given_at": moment(row.given_at),
        "withdrawn_at": moment(row.withdrawn_at),
    }


def _gone(zaak: Zaak) -> list[Referral]:
    rows = Referral.objects.filter(submission_id=zaak.submission_id, way=Referral.Way.OUTSIDE)
    return list(rows.exclude(carried_on=None).order_by("id"))


def _passed_on(row: Referral) -> dict[str, Any]:
    return {"body": row.to_body, "on": day(row.carried_on), "reason": row.reason}
