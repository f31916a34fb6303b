"""Somebody who signs shows that the e-mail address is theirs: a code is mailed, and typed in."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from openloket.flows.cosigning.signing import UnableToSign, Words, tell_signer
from openloket.intake.models import CoSignature
from openloket.intake.signatures import signer_by
from openloket.tenancy.models import Organisation
from openloket.tenancy.sealing import keyed_hash, keyed_hashes

WORKS = timedelta(minutes=15)
PAUSE = timedelta(minutes=1)
MOST_FAILURES = 5
_PURPOSE = "signature: code by e-mail"


def mail_code(organisation: Organisation, key: str, now: datetime) -> None:
    """Mail six digits to who holds this link; a code from before works no longer. Raises UnableToSign."""
    with transaction.atomic():
        row = _held(key)
        if row.code_until is not None and row.code_until - WORKS > now - PAUSE:
            raise UnableToSign(
                "Wij hebben net een code gestuurd. Wacht 1 minuut en vraag dan een nieuwe.", "code"
            )
        code = f"{secrets.randbelow(10**6):06d}"
        CoSignature.objects.filter(pk=row.pk).update(
            code_hash=keyed_hash(_PURPOSE, f"{row.pk} {code}")[0], code_until=now + WORKS, code_failures=0
        )
        lines = [f"Uw code is {code}. U kunt hem {WORKS.seconds // 60} minuten gebruiken.",
                 "Vroeg u niet om deze code? Dan hoeft u niets te doen."]  # fmt: skip
        tell_signer(organisation, row, Words("signature_code", "Uw code om te tekenen", lines), "", now)


def check_code(key: str, typed: str, now: datetime) -> None:
    """The code is right, once. Raises UnableToSign: it is wrong, too old, or was tried too often."""
    code = "".join(typed.split())
    with transaction.atomic():
        row = _held(key)
        known = row.code_hash is not None and row.code_until is not None and row.code_until > now
        usable = known and row.code_failures < MOST_FAILURES
        right = usable and bytes(row.code_hash or b"") in keyed_hashes(_PURPOSE, f"{row.pk} {code}")
        mine = CoSignature.objects.filter(pk=row.pk)
        if right:
            mine.update(code_hash=None)
        elif usable:
            mine.update(code_failures=F("code_failures") + 1)
    if not usable:
        raise UnableToSign("Deze code werkt niet meer. Vraag een nieuwe code.", "code")
    if not right:
        raise UnableToSign(
            "Deze code klopt niet. Kijk nog eens in de e-mail die wij het laatst stuurden.", "code"
        )


def _held(key: str) -> CoSignature:
    found = signer_by(key)
    row: CoSignature | None = (
        CoSignature.objects.select_for_update().filter(pk=found.pk).first() if found else None
    )
    if found is None or row is None:
        raise UnableToSign("Deze link werkt niet meer. Kreeg u later nog een e-mail? Gebruik dan die link.")
    return row
