"""An employee takes along all zaken of one person; for which purpose is kept as a fact in each of them."""

import tempfile
from collections.abc import Sequence
from datetime import datetime
from typing import IO

from django.db import transaction
from django.db.models import Q, Sum

from openloket.evidence.log import Fact, describe, record
from openloket.flows.proving.export_case_file import (
    MOST_BYTES,
    MOST_MESSAGES,
    PURPOSES,
    TOO_LARGE,
    TooLargeToWaitFor,
    UnableToExport,
    measured,
)
from openloket.flows.proving.person_file import Printers, write_person_file, zaken_of_person
from openloket.intake.models import Attachment
from openloket.people.reading import Reading, log_reading
from openloket.post.models import Message
from openloket.tenancy.models import Employee, Organisation
from openloket.tenancy.rights import Right, may
from openloket.zaken.models import Filing, Zaak


def export_person_file(
    organisation: Organisation,
    employee: Employee,
    zaak: Zaak,
    purpose: str,
    printers: Printers,
    now: datetime,
) -> IO[bytes]:
    """All zaken of the person whose zaak this is, as an open file at its beginning. Source: Awb 2:25, 8:42.

    Who looks and why is written down for each zaak before, and what was given after it is made. Raises
    UnableToExport: no right, no purpose, nobody logged in for this zaak; TooLargeToWaitFor.
    """
    if not may(employee, Right.EXPORT):
        raise UnableToExport("U mag geen dossier maken. Vraag het uw leidinggevende.")
    if purpose not in PURPOSES:
        raise UnableToExport("Kies waarvoor u het dossier nodig hebt.")
    if zaak.person_id is None:
        raise UnableToExport(
            "Voor deze zaak logde niemand in. Wij weten niet welke zaken nog van iemand zijn."
        )
    zaken = zaken_of_person(zaak.person_id)
    for one in zaken:
        log_reading(employee, Reading.ZAAK, ("zaak", one.pk), f"dossier van {one.reference}: {purpose}", now)
    if _too_large(zaken):
        raise TooLargeToWaitFor(TOO_LARGE)
    made = tempfile.TemporaryFile()  # noqa: SIM115 (given to who streams it, and gone when that closes it)
    try:
        write_person_file(made, organisation, zaak, zaken, printers, now)
        digest, _ = measured(made)
        with transaction.atomic():
            exported_all(zaken, f"employee:{employee.pk}", now, purpose, digest)
    except BaseException:
        made.close()
        raise
    return made


def exported_all(zaken: Sequence[Zaak], actor: str, now: datetime, purpose: str, digest: str) -> None:
    """Keep as a fact of each zaak that it went along; call it inside a transaction."""
    facts = [
        Fact(
            "casefile.exported",
            "zaak",
            one.pk,
            describe("casefile.exported", now, actor, purpose=purpose, sha256=digest, of_person=True),
        )
        for one in zaken
    ]
    record(zaken[0].organisation_id, now, actor, facts)


def _too_large(zaken: Sequence[Zaak]) -> bool:
    """Whether somebody would wait too long for it."""
    ids = [one.pk for one in zaken]
    later = Filing.objects.filter(zaak__in=ids).values_list("submission_id", flat=True)
    sent = [*(one.submission_id for one in zaken), *later]
    files = Attachment.objects.filter(submission_id__in=sent).aggregate(total=Sum("size"))
    about = Q(subject_kind="zaak", subject_id__in=ids) | Q(subject_kind="submission", subject_id__in=sent)
    return Message.objects.filter(about).count() > MOST_MESSAGES or (files["total"] or 0) > MOST_BYTES
