"""The zaak that an employee means by a reference that was typed from a letter."""

from openloket.intake.references import check_letter
from openloket.tenancy.models import Organisation
from openloket.zaken.models import Zaak
from openloket.zaken.queries import reference_start


class UnknownZaak(Exception):
    """There is no such zaak; the message is what the employee is told."""


def known_zaak(organisation: Organisation, typed: str) -> Zaak:
    """The zaak of the organisation in scope with this reference, dashes or not. Raises UnknownZaak."""
    prefix = organisation.reference_prefix
    reference = reference_start(typed, prefix)
    letters = (reference or "").replace("-", "")
    if reference is None or len(letters) != len(prefix) + 13:
        raise UnknownZaak(f"Vul een heel kenmerk in, zoals {prefix}-2026-7F3-K9Q-XM2.")
    if check_letter(letters[:-1]) != letters[-1]:
        raise UnknownZaak("In dit kenmerk zit een typefout. Kijk het na.")
    found: Zaak | None = Zaak.objects.defer("search").filter(reference=reference).first()
    if found is None:
        raise UnknownZaak("Wij vonden geen zaak met dit kenmerk.")
    return found
