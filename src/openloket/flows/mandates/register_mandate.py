"""A mandate on paper or by law: a holder sends in the paper, or an employee writes down what was shown."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from openloket.flows.mandates.mandating import (
    CODE_PAGE,
    Contact,
    Terms,
    UnableToMandate,
    Words,
    checked_contact,
    checked_reason,
    checked_terms,
    in_words,
    note,
    tell,
)
from openloket.flows.receiving.keeping_files import Upload, keep_files
from openloket.formkit.definition import FileField, Step
from openloket.intake.drafts import NewFile
from openloket.intake.references import key_hash, new_key
from openloket.law.kalender import dag_in_amsterdam
from openloket.people.mandates import Basis, State
from openloket.people.models import Mandate, Person
from openloket.tenancy.addresses import public_url
from openloket.tenancy.models import Employee, Organisation
from openloket.tenancy.rights import Right, may

DOCUMENT = "bewijs"
ON_PAPER = (
    Basis.WRITTEN,
    Basis.PARENT,
    Basis.CURATOR,
    Basis.ADMINISTRATOR,
    Basis.MENTOR,
    Basis.PROFESSIONAL,
)
"""What can be shown with a paper, or is written in a register."""

_FIELD = FileField(
    key=DOCUMENT, label="Machtiging of ander bewijs", optional=True, accept=("pdf", "image"), max_files=1
)


@dataclass(frozen=True, slots=True)
class Shown:
    """What somebody shows: on what basis (one of ON_PAPER), for what, and the paper or a note about it."""

    basis: str
    terms: Terms
    paper: Upload | None = None
    note: str = ""


def send_in_mandate(person_id: int, grantor_name: str, shown: Shown, now: datetime) -> Mandate:
    """A holder sends in the paper; an employee judges it (Awb 2:1(3)). Raises UnableToMandate."""
    today = dag_in_amsterdam(now)
    products = _checked(shown, today)
    grantor = checked_contact(Contact(grantor_name), today, with_email=False)
    if shown.paper is None:
        text = "Voeg een foto of scan toe van de machtiging of het besluit van de rechter."
        raise UnableToMandate(text, DOCUMENT)
    paper = _stored(shown.paper, now)
    with transaction.atomic():
        holder: Person = Person.objects.get(pk=person_id)
        mandate = _made(
            shown, products, paper, now, State.TO_JUDGE, proposed_by="holder",
            grantor_name=grantor.name, holder=holder, holder_name=holder.name,
        )  # fmt: skip
        note("mandate.proposed", mandate, "citizen", now, by="holder", document=mandate.document_sha256)
    return mandate


def register_mandate(
    organisation: Organisation,
    employee: Employee,
    grantor_name: str,
    holder: Contact,
    shown: Shown,
    now: datetime,
) -> Mandate:
    """An employee saw a paper or a register; the holder gets a code by e-mail or letter, and logs in.

    Raises UnableToMandate.
    """
    if not may(employee, Right.HANDLE):
        raise UnableToMandate("U mag geen machtigingen behandelen.")
    today = dag_in_amsterdam(now)
    products, holder = _checked(shown, today), checked_contact(holder, today, with_email=False)
    try:
        grantor = checked_contact(Contact(grantor_name), today, with_email=False)
    except UnableToMandate as problem:
        raise UnableToMandate(str(problem), "voor") from problem
    words, key = checked_reason(shown.note), new_key()
    paper = _stored(shown.paper, now) if shown.paper else None
    with transaction.atomic():
        mandate = _made(
            shown, products, paper, now, State.PROPOSED, proposed_by="employee",
            grantor_name=grantor.name, holder_name=holder.name, employee=employee, reason=words,
            invite_hash=key_hash(key), invite_email=holder.email,
        )  # fmt: skip
        tell(organisation, mandate, holder, _invitation(organisation, mandate, key), now)
        note("mandate.proposed", mandate, f"employee:{employee.pk}", now, by="employee")
    return mandate


def _checked(shown: Shown, today: date) -> tuple[str, ...]:
    if shown.basis not in ON_PAPER:
        raise UnableToMandate("Kies waarom deze persoon mag handelen.", "grond")
    if shown.basis == Basis.PARENT and shown.terms.until is None:
        text = "Een kind van 18 jaar handelt zelf. Vul de dag voor de 18e verjaardag in."
        raise UnableToMandate(text, "tot")
    return checked_terms(shown.terms, today)


def _stored(upload: Upload, now: datetime) -> NewFile:
    step = Step(key="machtiging", title="Machtiging", fields=(_FIELD,))
    kept, refused = keep_files(step, {}, [upload], now)
    if refused:
        raise UnableToMandate(refused[0].message, DOCUMENT)
    return kept[0]


def _made(
    shown: Shown,
    products: tuple[str, ...],
    paper: NewFile | None,
    now: datetime,
    state: Mandate.State,
    **values: object,
) -> Mandate:
    return Mandate.create(
        basis=shown.basis,
        products=list(products),
        from_day=dag_in_amsterdam(now),
        until=shown.terms.until,
        earlier=shown.terms.earlier,
        state=state,
        proposed_at=now,
        document_name=paper.name if paper else "",
        document_storage=paper.storage_name if paper else "",
        document_sha256=paper.sha256 if paper else "",
        **values,
    )


def _invitation(organisation: Organisation, mandate: Mandate, key: str) -> Words:
    return Words(
        "mandate_asked",
        "U kunt namens iemand handelen",
        [
            f"U mag namens {mandate.grantor_name} met de gemeente handelen, als "
            f"{Basis(mandate.basis).label}.",
            in_words(mandate),
            "Log in via dit adres. Daarna staat deze persoon in Mijn omgeving. "
            "U kunt dit 30 dagen doen. Geef dit adres aan niemand anders.",
        ],
        "Inloggen en beginnen",
        public_url(organisation, f"{CODE_PAGE}/{key}"),
    )
