"""In the demo one municipality has a designation decision in force; the other has yet to make it."""

from datetime import datetime, timedelta

from openloket.flows.designate import adopt_designation, draft_designation, publish_designation
from openloket.flows.keep_register import NewLine, add_line
from openloket.law.kalender import dag_in_amsterdam
from openloket.offer.catalogue import GENERAL
from openloket.offer.models import Channel
from openloket.tenancy.models import Employee, Organisation

_OPEN, _DRAFTED, _ADOPTED, _PUBLISHED = (timedelta(days=days) for days in (88, 80, 73, 70))


def load_designation(organisation: Organisation, lead: Employee, publication: str, now: datetime) -> None:
    """Open the address for e-mail (Awb 2:14); with a `publication` make the decision too (Awb 2:13(2))."""
    add_line(lead, _mailbox(organisation, now), now - _OPEN)
    if not publication:
        return
    version = draft_designation(lead, organisation, dag_in_amsterdam(now - _DRAFTED), now - _DRAFTED)
    adopted, published = dag_in_amsterdam(now - _ADOPTED), dag_in_amsterdam(now - _PUBLISHED)
    who = "college, burgemeester en gemeenteraad"
    adopt_designation(lead, version.number, adopted, who, now - _ADOPTED)
    publish_designation(lead, version.number, published, publication, now - _PUBLISHED)


def _mailbox(organisation: Organisation, now: datetime) -> NewLine:
    return NewLine(
        service=GENERAL,
        kind=Channel.Kind.EMAIL,
        message_type="",
        address=organisation.email,
        text="Mailen mag ook. Wij bevestigen dat uw bericht is aangekomen.",
        designated=False,
        every_product=True,
        valid_from=dag_in_amsterdam(now - _OPEN),
    )
