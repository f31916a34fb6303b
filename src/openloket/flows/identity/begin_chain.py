"""Somebody logs in for another, by the chain of the provider itself (DigiD Machtigen, eHerkenning)."""

from datetime import datetime

from openloket.flows.mandates.mandating import note
from openloket.intake.models import Draft
from openloket.law.kalender import dag_in_amsterdam
from openloket.people.mandates import Basis, by_chain
from openloket.people.models import Person
from openloket.people.persons import known
from openloket.people.ports import Proven


def begin_chain(holder: Person, represented: Proven, now: datetime) -> int:
    """The mandate of this login; gives its id. Call it within the transaction of the login.

    What this holder began for the same person after an earlier login goes on under the new mandate, as far
    as that covers it. Raises people.mandates.RepresentativeRefused (Awb 2:2).
    """
    grantor = known(represented, now, present=False)
    mandate = by_chain(holder, grantor, represented.services, now, dag_in_amsterdam(now))
    drafts = Draft.objects.filter(person=holder, mandate__basis=Basis.CHAIN, mandate__grantor=grantor)
    drafts.update(mandate=mandate)
    note("mandate.accepted", mandate, "citizen", now, by="chain", state=mandate.state)
    pk: int = mandate.pk
    return pk
