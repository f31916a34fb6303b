"""The prober sends a form as a citizen would, whole; nothing of it stays, because it is always undone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction

from openloket.flows.drafts.save_step import Page, save_step
from openloket.flows.submit_form import submit_form
from openloket.formkit.definition import Form
from openloket.formkit.example import example, posted
from openloket.formkit.pages import visible_steps
from openloket.formkit.validate import validate_all
from openloket.intake import drafts, receipts
from openloket.intake.drafts import NewFile
from openloket.intake.models import Receipt
from openloket.intake.references import new_key
from openloket.law.kalender import dag_in_amsterdam
from openloket.offer.catalogue import GENERAL, Offering
from openloket.offer.forms import compiled
from openloket.people.levels import LEVELS
from openloket.people.models import Person
from openloket.people.sessions import Who
from openloket.tenancy.models import Organisation

"""The form that is rehearsed where it is offered; else the first that can be filled in by example."""


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """A rehearsal that went well: the SHA-256 of the exact copy, and whether its receipt could be shown."""

    copy_sha256: str
    shown: bool


class UnableToRehearse(Exception):
    """The form can't be sent at this moment; the message says where it ends, without anybody's data."""


def rehearse_submission(
    organisation: Organisation,
    offerings: Sequence[Offering],
    show: Callable[[Receipt], bool],
    now: datetime,
) -> Rehearsed:
    """Draft, pages, submission, zaak, evidence, receipt, mail and queue, in one transaction that is undone.

    No other connection ever sees a row of it: it can't be mistaken for a real message. `show` shows the
    receipt while it is there. Raises UnableToRehearse. Probes for Awb 2:21.
    """
    with transaction.atomic():
        try:
            found = _send(organisation, offerings, now)
            connection.check_constraints()  # what is else checked at the commit that never comes
            return Rehearsed(found.submission.copy_sha256, show(found))
        finally:
            transaction.set_rollback(True)


def _send(organisation: Organisation, offerings: Sequence[Offering], now: datetime) -> Receipt:
    offering, version = _choose(offerings, dag_in_amsterdam(now))
    form, key = compiled(version), new_key()
    answers = _fill_in(form, (offering.service_id, version), key, now)
    for step in form.steps:
        if step not in visible_steps(form, answers):
            continue
        page = Page(offering.service_id, version, key, step.key, posted(step, answers))
        # A question that an answer brings into view is shown first, as to a person.
        if not save_step(page, now).done and not save_step(page, now).done:
            raise UnableToRehearse(f"{offering.slug}: de pagina {step.key} is niet bewaard")
    who = _somebody(now) if offering.login_level else None
    sent = submit_form(organisation, key, False, now, who=who)
    found = receipts.find(sent.reference, sent.access_key)
    if found is None or receipts.copy_of(found).sha256() != found.submission.copy_sha256:
        raise UnableToRehearse(f"{offering.slug}: het ontvangstbewijs klopt niet")
    return found


def _somebody(now: datetime) -> Who:
    """Somebody who is logged in as surely as can be; where every form asks a login the prober does too."""
    person = Person.create(
        pseudonym=new_key()[:32], kind=Person.Kind.CITIZEN, name="Proef", first_at=now, last_at=now
    )
    return Who(0, person.pk, Person.Kind.CITIZEN, "Proef", "proef", LEVELS[-1], now)


def _choose(offerings: Sequence[Offering], today: date) -> tuple[Offering, int]:
    """The service to rehearse and the version of its form; the general message if that can be."""
    for offering in sorted(offerings, key=lambda one: (bool(one.login_level), one.slug != GENERAL)):
        version = offering.form_version_id
        if version is None:
            continue
        form = compiled(version)
        if validate_all(form, example(form, today, lambda: "0"), today).ok:
            return offering, version
    raise UnableToRehearse("er is geen formulier dat met voorbeelden kan worden ingevuld")


def _fill_in(form: Form, of: tuple[int, int], key: str, now: datetime) -> dict[str, object]:
    """The answers; where a file is needed there is a row for it, and no file. `of`: service and version."""

    def file() -> str:
        draft_id, _ = drafts.keep(key, *of, {}, now)
        row = NewFile("proef", "proef.pdf", "application/pdf", 1, "0" * 64, "proef", "unscanned")
        return str(drafts.add_files(draft_id, [row], now)[0].id)

    return example(form, dag_in_amsterdam(now), file)
