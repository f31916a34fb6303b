"""In the demo something is missing: one applicant was asked by e-mail, a letter to another waits."""

from datetime import datetime, timedelta

from openloket.cli.demo.letters import Letter, incomplete_letters
from openloket.flows.submit_form import submit_form
from openloket.flows.terms.ask_supplement import Wish, ask_supplement
from openloket.intake import drafts
from openloket.intake.references import new_key
from openloket.law.kalender import dag_in_amsterdam
from openloket.offer.models import Service
from openloket.tenancy.models import Employee, Organisation
from openloket.zaken.models import Zaak

ASKED_AFTER = timedelta(days=4)
_TIME_TO_ANSWER = timedelta(days=21)
_MISSING = (
    "- een foto van uw kentekenbewijs\n- een bewijs dat u op dit adres woont, bijvoorbeeld uw huurcontract"
)


def load_incomplete(
    organisation: Organisation, services: dict[str, Service], worker: Employee, now: datetime
) -> None:
    """Two residents forgot something; whoever may be reached by e-mail is, the other gets a letter."""
    for letter in incomplete_letters(organisation.name, now.date()):
        zaak = _received(organisation, services[letter.service], letter, now)
        asked_at = zaak.received_at + ASKED_AFTER
        last_day = dag_in_amsterdam(asked_at + _TIME_TO_ANSWER)
        ask_supplement(worker, organisation, zaak, Wish(_MISSING, last_day), asked_at)


def _received(organisation: Organisation, service: Service, letter: Letter, now: datetime) -> Zaak:
    at, key = now - timedelta(days=letter.days_ago), new_key()
    drafts.keep(key, service.pk, service.form_version_id, letter.answers, at)
    sent = submit_form(organisation, key, letter.reachable, at)
    zaak: Zaak = Zaak.objects.get(reference=sent.reference)
    return zaak
