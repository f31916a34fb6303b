"""A form that others must sign too, and who sign it."""

import re
from datetime import datetime
from typing import Any

from tests.cast import FORM, Municipality

from openloket.flows.cosigning.sign import Known
from openloket.flows.submit_form import submit_form
from openloket.formkit.load import parse
from openloket.intake import drafts
from openloket.intake.models import CoSignature, Submission
from openloket.intake.references import new_key
from openloket.intake.signatures import BY_MAIL, signed_by_all
from openloket.offer.models import FormVersion
from openloket.post.models import Message
from openloket.web import directory

BY_CODE = Known(None, "", BY_MAIL)
TWO = [
    {"naam": "Henk Jansen", "email": "henk@example.nl"},
    {"naam": "Fatma Yilmaz", "email": "fatma@example.nl"},
]


def with_signers(town: Municipality, **rules: Any) -> None:
    """The form of the town asks others to sign; `rules` as an author writes them."""
    asked = {"label": "Wie tekent er mee?", "basis": "Awb 4:2 lid 1", "max": 3, "days": 10, **rules}
    definition = {**FORM, "co_signers": asked}
    version = FormVersion.create(
        key="parkeervergunning", number=2, fingerprint=parse(definition).fingerprint, definition=definition,
        published_at=datetime.fromisoformat("2026-01-02T00:00:00+00:00"),
    )  # fmt: skip
    town.service.form_version = version
    town.service.save()
    directory.forget()


def send_together(
    town: Municipality, now: datetime, signers: list[dict[str, str]] = TWO, **more: Any
) -> Submission:
    """Somebody sends the form and names who signs with them."""
    key = new_key()
    answers = {
        "naam": "Jan Jansen",
        "email": "jan@example.nl",
        "kenteken": "AB-123-C",
        "medeondertekenaars": signers,
    }
    drafts.keep(
        key, town.service.pk, town.service.form_version_id, {**answers, **more.pop("answers", {})}, now
    )
    sent = submit_form(town.organisation, key, False, now, **more)
    return Submission.objects.select_related("service", "person", "receipt").get(reference=sent.reference)


def link_of(name: str) -> str:
    """The key in the newest e-mail to this signer that carries one."""
    row = CoSignature.objects.get(name=name)
    mails = Message.objects.filter(to_address=row.email, text__contains="/tekenen/").order_by("-pk")
    found = re.search(r"/tekenen/([\w-]{43})", mails[0].text)
    assert found is not None
    return found[1]


def code_of(name: str) -> str:
    """The newest code that was mailed to this signer."""
    row = CoSignature.objects.get(name=name)
    mail = Message.objects.filter(to_address=row.email, kind="signature_code").order_by("-pk")[0]
    found = re.search(r"Uw code is (\d{6})", mail.text)
    assert found is not None
    return found[1]


def seen(submission: Submission) -> str:
    """What a signer sees now."""
    return signed_by_all(submission).sha256


def state_of(name: str) -> str:
    """Where this signer is."""
    return str(CoSignature.objects.get(name=name).state)
