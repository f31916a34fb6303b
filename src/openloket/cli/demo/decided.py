"""In the demo somebody got a decision that he may not agree with: the term to object runs."""

from datetime import datetime, timedelta

from openloket.cli.demo.letters import Letter, refused_letter
from openloket.flows.decisions.deciding import Filled, compose
from openloket.flows.decisions.record_besluit import record_besluit
from openloket.flows.submit_form import submit_form
from openloket.intake import drafts
from openloket.intake.references import new_key
from openloket.law.kalender import dag_in_amsterdam
from openloket.offer.calendar import law_calendar
from openloket.offer.decisions import decision_templates
from openloket.offer.models import Service
from openloket.tenancy.models import Employee, Organisation
from openloket.zaken.models import Zaak

DECIDED = timedelta(days=9)
_ANSWERS = {
    "besluit": "U krijgt geen parkeervergunning voor uw auto.",
    "gegevens": "nee",
    "reden": (
        "In uw straat is een parkeervergunning niet nodig: u kunt er gratis en zonder vergunning parkeren.\n"
        "Wij geven alleen vergunningen in straten waar anderen moeten betalen."
    ),
    "regels": "artikel 4 van de Parkeerverordening",
    "verder": "U kunt uw auto gewoon in uw straat zetten. U hoeft daar niets voor te doen.",
}


def load_decided(
    organisation: Organisation, services: dict[str, Service], worker: Employee, now: datetime
) -> None:
    """A resident asks for a parking permit and does not get it; the decision goes by e-mail."""
    letter = refused_letter(organisation.name, now.date())
    decide(organisation, services[letter.service], worker, letter, now, now - DECIDED)


def decide(
    organisation: Organisation,
    service: Service,
    worker: Employee,
    letter: Letter,
    now: datetime,
    decided_at: datetime,
) -> None:
    """Somebody asks what is in the letter, and does not get it."""
    sent_at, key = now - timedelta(days=letter.days_ago), new_key()
    drafts.keep(key, service.pk, service.form_version_id, letter.answers, sent_at)
    sent = submit_form(organisation, key, letter.reachable, sent_at)
    zaak = Zaak.objects.select_related("service__authority").get(reference=sent.reference)
    template = next(one for one in decision_templates() if one.key == "afwijzing")
    filled = Filled(template, _ANSWERS)
    words = compose(organisation, worker, zaak, filled, law_calendar(), dag_in_amsterdam(decided_at))
    record_besluit(organisation, worker, zaak, filled, words.sha256, decided_at)
