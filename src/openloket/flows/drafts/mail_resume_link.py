"""A citizen asks for the link to a draft by e-mail."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from openloket.flows.delivery.sending_off import send_off
from openloket.post.composing import put, render
from openloket.tenancy.models import Organisation


def mail_resume_link(
    organisation: Organisation,
    draft_id: int,
    address: str,
    context: Mapping[str, Any],
    service: str,
    now: datetime,
) -> None:
    """Put the link in the outbox. Asked for, for this once; the address is kept for nothing else."""
    values = {
        "org": organisation,
        "form_title": context["form_title"],
        "resume_url": context["resume_url"],
        "expires_on": context["expires_on"],
    }
    rendered = render("resume", f"Ga verder met uw formulier: {service}", values)
    with transaction.atomic():
        message = put(
            rendered,
            kind="resume",
            subject=("draft", draft_id),
            to_address=address,
            sender_domain=organisation.email.rpartition("@")[2],
            now=now,
        )
        send_off(message)
