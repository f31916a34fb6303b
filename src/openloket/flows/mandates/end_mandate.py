"""A mandate ends, or becomes narrower: by who gave it, who holds it, or an employee who is asked to."""

from datetime import datetime

from django.db import transaction

from openloket.flows.mandates.mandating import (
    Terms,
    UnableToMandate,
    changed_meanwhile,
    checked_reason,
    checked_terms,
    note,
)
from openloket.intake.models import Draft
from openloket.law.kalender import dag_in_amsterdam
from openloket.people.mandates import BY_LAW, LIVE, State, holds
from openloket.people.models import Mandate, PersonSession
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, may

_BY_LAW = (
    "Deze persoon is uw wettelijk vertegenwoordiger. Dat kunt u hier niet stoppen. "
    "Bel ons als het niet meer klopt."
)


def withdraw_mandate(mandate_id: int, person_id: int, now: datetime) -> Mandate:
    """Stop at once, by who gave it or who holds it (Awb 2:1(2)). Raises UnableToMandate."""
    with transaction.atomic():
        mandate = _live(mandate_id)
        if person_id not in (mandate.grantor_id, mandate.holder_id):
            raise changed_meanwhile()
        by = "grantor" if mandate.grantor_id == person_id else "holder"
        if by == "grantor" and mandate.basis in BY_LAW:
            raise UnableToMandate(_BY_LAW)
        return _withdrawn(mandate, by, "citizen", now)


def withdraw_at_desk(employee: Employee, mandate_id: int, reason: str, now: datetime) -> Mandate:
    """Stop it for who asked so at the desk, by phone or letter, or by law. Raises UnableToMandate."""
    if not may(employee, Right.HANDLE):
        raise UnableToMandate("U mag geen machtigingen behandelen.")
    words = checked_reason(reason)
    with transaction.atomic():
        mandate = _live(mandate_id)
        return _withdrawn(
            mandate, "employee", f"employee:{employee.pk}", now, employee=employee, reason=words
        )


def limit_mandate(mandate_id: int, person_id: int, terms: Terms, now: datetime) -> Mandate:
    """A narrower mandate takes the place of this one, at once, also for who is acting on it now.

    Only by who gave it. Raises UnableToMandate, also when the new one would allow anything more.
    """
    today = dag_in_amsterdam(now)
    products = checked_terms(terms, today)
    with transaction.atomic():
        old = _live(mandate_id)
        if old.grantor_id != person_id or not holds(old, today) or old.basis in BY_LAW:
            raise changed_meanwhile()
        _check_narrower(old, products, terms)
        if not Mandate.objects.filter(pk=old.pk, state=State.ACTIVE).update(
            state=State.REPLACED, ended_at=now, ended_by="grantor"
        ):
            raise changed_meanwhile()
        new = _narrower(old, products, terms, now)
        Draft.objects.filter(mandate=old).update(mandate=new)
        PersonSession.objects.filter(acting_for=old, ended_at=None).update(acting_for=new)
        note("mandate.replaced", new, "citizen", now, replaces=old.pk)
    return new


def _live(mandate_id: int) -> Mandate:
    live = Mandate.objects.select_for_update(of=("self",)).filter(pk=mandate_id, state__in=LIVE)
    mandate: Mandate | None = live.first()
    if mandate is None:
        raise changed_meanwhile()
    return mandate


def _withdrawn(mandate: Mandate, by: str, actor: str, now: datetime, **values: object) -> Mandate:
    seen = Mandate.objects.filter(pk=mandate.pk, state=mandate.state)
    seen.update(state=State.WITHDRAWN, ended_at=now, ended_by=by, invite_hash=None, **values)
    mandate.refresh_from_db()
    note("mandate.withdrawn", mandate, actor, now, by=by)
    return mandate


def _check_narrower(old: Mandate, products: tuple[str, ...], terms: Terms) -> None:
    if old.products and (not products or not set(products) <= set(old.products)):
        raise UnableToMandate("U kunt de machtiging hier alleen kleiner maken.", "producten")
    if old.until and (terms.until is None or terms.until > old.until):
        raise UnableToMandate("Kies een dag die niet later is dan nu.", "tot")
    if terms.earlier and not old.earlier:
        raise UnableToMandate("U kunt de machtiging hier alleen kleiner maken.", "eerder")


def _narrower(old: Mandate, products: tuple[str, ...], terms: Terms, now: datetime) -> Mandate:
    return Mandate.create(
        grantor_id=old.grantor_id,
        grantor_name=old.grantor_name,
        holder_id=old.holder_id,
        holder_name=old.holder_name,
        basis=old.basis,
        products=list(products),
        from_day=old.from_day,
        until=terms.until,
        earlier=terms.earlier,
        state=State.ACTIVE,
        proposed_by="grantor",
        proposed_at=now,
        answered_at=now,
        told_at=old.told_at,
        document_name=old.document_name,
        document_storage=old.document_storage,
        document_sha256=old.document_sha256,
        replaces=old,
    )
