"""The worker tells people ahead that something ends that they have by a decision."""

from datetime import date, datetime

from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.flows.correspondence.telling_person import News, tell_person
from openloket.flows.one_by_one import one_by_one
from openloket.law.kalender import dag_in_amsterdam
from openloket.people.preferences import PERMITS, address_for
from openloket.tenancy.duties import Duty
from openloket.tenancy.everywhere import organisations_with
from openloket.tenancy.models import Organisation
from openloket.zaken.entitlements import to_remind
from openloket.zaken.models import Entitlement

KIND = "entitlement_ends"
_BATCH = 200


def remind_entitlements(now: datetime) -> int:
    """Once for each; by e-mail to who chose that, on screen for everybody. Gives how many."""
    today = dag_in_amsterdam(now)
    due = to_remind(today)

    def work(organisation_id: int) -> int:
        organisation, reminded = Organisation.objects.get(pk=organisation_id), 0
        soon = Entitlement.objects.filter(due).order_by("ends_on").values_list("pk", flat=True)
        while ids := list(soon[:_BATCH]):
            reminded += sum(_remind(organisation, pk, today, now) for pk in ids)
        return reminded

    return one_by_one(Duty.REMIND_ENTITLEMENTS, organisations_with(Entitlement, due), work, now)


def _remind(organisation: Organisation, pk: int, today: date, now: datetime) -> bool:
    """Of several workers at the same moment one does it."""
    with transaction.atomic():
        if not Entitlement.objects.filter(pk=pk, reminded_on=None).update(reminded_on=today):
            return False
        row = Entitlement.objects.select_related("zaak__person").defer("zaak__search").get(pk=pk)
        to = address_for(row.zaak.person_id, PERMITS)
        if to:
            # What it is about stays behind the login: a permit may tell more than its holder wants read.
            words = ["Iets dat u van ons hebt, loopt binnenkort af. Log in om te zien wat, en wanneer."]
            news = News(KIND, "Er loopt binnenkort iets af", words, "Inloggen en bekijken", "mijn/producten")
            tell_person(organisation, row.zaak.person, to, news, now)
        body = describe("entitlement.reminded", now, "system", by_mail=bool(to))
        record(organisation.pk, now, "system", [Fact("entitlement.reminded", "zaak", row.zaak_id, body)])
    return True
