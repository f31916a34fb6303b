"""Somebody asks another to act for them, or to act for another; the other answers with a mailed code."""

from datetime import datetime

from django.db import transaction

from openloket.flows.mandates.mandating import (
    CODE_PAGE,
    Contact,
    Terms,
    UnableToMandate,
    Words,
    checked_contact,
    checked_terms,
    in_words,
    note,
    tell,
)
from openloket.intake.references import key_hash, new_key
from openloket.law.kalender import dag_in_amsterdam
from openloket.people.mandates import INVITED, Basis, State
from openloket.people.models import Mandate, Person
from openloket.tenancy.addresses import public_url
from openloket.tenancy.models import Organisation

MOST_OPEN = 20

_KEEP = "Kent u deze persoon niet? Dan hoeft u niets te doen."


def propose_as_grantor(
    organisation: Organisation, person_id: int, helper: Contact, terms: Terms, now: datetime
) -> Mandate:
    """Ask somebody to act for me (Awb 2:1(2)); they get a code by e-mail. Raises UnableToMandate."""
    today = dag_in_amsterdam(now)
    products, helper = checked_terms(terms, today), checked_contact(helper, today, with_email=True)
    with transaction.atomic():
        grantor = _asker(person_id)
        mandate, key = _proposed(
            now, terms, products, proposed_by="grantor", invite_email=helper.email,
            grantor=grantor, grantor_name=grantor.name, holder_name=helper.name,
        )  # fmt: skip
        words = _asked(
            organisation,
            key,
            "Wilt u iemand helpen met de gemeente?",
            f"{grantor.name} vraagt of u namens hem of haar met de gemeente wilt handelen.",
            in_words(mandate),
        )
        tell(organisation, mandate, helper, words, now)
        note("mandate.proposed", mandate, "citizen", now, by="grantor")
    return mandate


def propose_as_holder(
    organisation: Organisation, person_id: int, grantor: Contact, terms: Terms, now: datetime
) -> Mandate:
    """Ask whether I may act for somebody; they get a code by e-mail and decide. Raises UnableToMandate."""
    today = dag_in_amsterdam(now)
    products, grantor = checked_terms(terms, today), checked_contact(grantor, today, with_email=True)
    with transaction.atomic():
        holder = _asker(person_id)
        mandate, key = _proposed(
            now, terms, products, proposed_by="holder", invite_email=grantor.email,
            grantor_name=grantor.name, holder=holder, holder_name=holder.name,
        )  # fmt: skip
        words = _asked(
            organisation,
            key,
            "Mag iemand u helpen met de gemeente?",
            f"{holder.name} wil namens u met de gemeente handelen. U beslist of dat mag.",
            in_words(mandate),
        )
        tell(organisation, mandate, grantor, words, now)
        note("mandate.proposed", mandate, "citizen", now, by="holder")
    return mandate


def _asker(person_id: int) -> Person:
    """Who asks; locked, so that nobody mails strangers without end by asking twice at once."""
    person: Person = Person.objects.select_for_update().get(pk=person_id)
    mine = Mandate.objects.filter(state=State.PROPOSED)
    if (mine.filter(grantor=person) | mine.filter(holder=person)).count() >= MOST_OPEN:
        text = f"Er wachten al {MOST_OPEN} vragen van u op antwoord. Trek er eerst een in."
        raise UnableToMandate(text)
    return person


def _proposed(
    now: datetime, terms: Terms, products: tuple[str, ...], **values: object
) -> tuple[Mandate, str]:
    key = new_key()
    mandate = Mandate.create(
        basis=Basis.PORTAL,
        products=list(products),
        from_day=dag_in_amsterdam(now),
        until=terms.until,
        earlier=terms.earlier,
        state=State.PROPOSED,
        proposed_at=now,
        invite_hash=key_hash(key),
        **values,
    )
    return mandate, key


def _asked(organisation: Organisation, key: str, subject_line: str, *paragraphs: str) -> Words:
    more = (
        f"Klik op de knop en log in. Daarna kiest u ja of nee. U kunt dit {INVITED.days} dagen doen. "
        "Geef deze link aan niemand anders."
    )
    return Words(
        "mandate_asked",
        subject_line,
        [*paragraphs, more, _KEEP],
        "Ja of nee kiezen",
        public_url(organisation, f"{CODE_PAGE}/{key}"),
    )
