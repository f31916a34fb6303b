"""What an employee can do with a zaak on a page of its own: one link for each, in the order of the work."""

from collections.abc import Callable

from openloket.tenancy.models import Employee
from openloket.web.desk.deciding.besluit import offer_besluit
from openloket.web.desk.deciding.complaint import offer_complaint
from openloket.web.desk.deciding.objection import offer_objection
from openloket.web.desk.referring.referral import offer_referral
from openloket.web.desk.sending.send import offer_message
from openloket.web.desk.terms.penalty import offer_penalty
from openloket.web.desk.terms.supplement import offer_supplement
from openloket.web.desk.terms.term import offer_term
from openloket.web.desk.zaken.later import offer_later
from openloket.web.desk.zaken.linking import offer_linking
from openloket.web.desk.zaken.product import offer_product
from openloket.web.desk.zaken.withdrawal import offer_withdrawal
from openloket.zaken.models import Zaak

Offer = Callable[[Employee, Zaak], tuple[str, str] | None]
"""Gives the label and the last part of the address (below the zaak), or None when it can't be done now."""

OFFERS: tuple[Offer, ...] = (
    offer_withdrawal,
    offer_objection,
    offer_complaint,
    offer_besluit,
    offer_supplement,
    offer_message,
    offer_term,
    offer_later,
    offer_penalty,
    offer_linking,
    offer_product,
    offer_referral,
)


def tasks_of(employee: Employee, zaak: Zaak, root: str) -> list[dict[str, str]]:
    """The links: {label, url}; `root` is the address of the zaak."""
    offered = (offer(employee, zaak) for offer in OFFERS)
    return [{"label": one[0], "url": f"{root}/{one[1]}"} for one in offered if one]
