"""The exact copy of an e-mail (Awb 2:17): from whom, to whom, when, what it says and its files."""

import secrets
from collections.abc import Mapping
from typing import Any

from openloket.evidence.copy import Copy, CopyAttachment, CopyRow, CopyStep, FormRef
from openloket.flows.mail.mail_files import Files
from openloket.intake.models import RawMail
from openloket.intake.references import new_reference
from openloket.law.kalender import dag_in_amsterdam
from openloket.mailread.kinds import answer_address
from openloket.mailread.mail import Mail
from openloket.offer.mail_form import VERSION, mail_form
from openloket.tenancy.models import Organisation

_MOST_LINES = 4000
_LONGEST_LINE = 100_000


def mail_answers(row: RawMail, mail: Mail) -> dict[str, Any]:
    """What an e-mail answers, by the keys of offer.mail_form."""
    sender = mail.senders[0] if mail.senders else mail.sender
    address = sender.address if sender else ""
    return {
        "naam": (sender and (sender.name or sender.address)) or row.envelope_from or "",
        "email": answer_address(mail),
        "afzender": address,
        "aan": ", ".join(one.address for one in mail.to) or row.mailbox,
        "datum": mail.date_stated,
        "onderwerp": mail.subject,
        "tekst": mail.text,
    }


def mail_copy(
    organisation: Organisation, row: RawMail, answers: Mapping[str, Any], files: Files, service: str
) -> Copy:
    """The copy under a new reference, received when it reached us (Awb 2:20)."""
    form = mail_form()
    step = form.steps[0]
    shown = {**answers, "naam": _sender(answers)}
    rows = [CopyRow(one.key, one.label, _lines(str(shown[one.key]))) for one in step.asking]
    if files.refused:
        rows.append(CopyRow("niet_aangenomen", "Niet aangenomen", files.refused))
    return Copy(
        reference=new_reference(organisation.reference_prefix, dag_in_amsterdam(row.received_at).year),
        received_at=row.received_at,
        organisation=organisation.name,
        service=service,
        form=FormRef(form.key, VERSION, form.fingerprint),
        steps=(CopyStep(step.key, step.title, tuple(rows)),),
        attachments=tuple(CopyAttachment(file.name, file.size, file.sha256) for file in files.kept),
        salt=secrets.token_hex(32),
    )


def _sender(answers: Mapping[str, Any]) -> str:
    name, address = answers["naam"], answers["afzender"]
    return f"{name} <{address}>" if address and name != address else name


def _lines(text: str) -> tuple[str, ...]:
    """The lines; of a very long text several in one, for a proof holds so many and no more."""
    lines = text.split("\n") if text.strip() else []
    if len(lines) > _MOST_LINES:
        lines = _pieces(text, len(text) // _MOST_LINES + 1)
    return tuple(piece for line in lines for piece in (_pieces(line, _LONGEST_LINE) or [""]))


def _pieces(text: str, size: int) -> list[str]:
    return [text[start : start + size] for start in range(0, len(text), size)]
