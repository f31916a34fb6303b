"""A complaint gets its outcome: what was found, what the body thinks of it, where to go next (Awb 9:12)."""

from dataclasses import dataclass, fields
from datetime import datetime

from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.flows.correspondence.writing import Wishes, write_to_sender
from openloket.flows.decisions.complaint_told import ended
from openloket.flows.unable import UnableAtFields
from openloket.law.antwoord import Antwoord, Slotsom
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.kanalen import Berichtsoort
from openloket.law.klacht import (
    Klachtafdoening,
    Klachtbehandeling,
    afdoening_volledig,
    behandeling_volledig,
    niet_behandelen_gemeld,
)
from openloket.post.models import Message
from openloket.tenancy.models import Employee, Organisation
from openloket.tenancy.rights import Right, may
from openloket.zaken.complaints import complaint_of
from openloket.zaken.models import OPEN, Complaint, Status, Zaak

KIND = "complaint_outcome"
LONGEST = 20_000
VERDICTS = {
    Complaint.Outcome.WELL_FOUNDED.value: "Uw klacht is gegrond: u hebt gelijk.",
    Complaint.Outcome.PARTLY.value: "Uw klacht is voor een deel gegrond: u hebt voor een deel gelijk.",
    Complaint.Outcome.UNFOUNDED.value: "Uw klacht is niet gegrond.",
    Complaint.Outcome.NO_JUDGEMENT.value: "Wij kunnen niet zeggen of uw klacht gegrond is.",
}
#: Ended with the consent of who complained: no findings, no ombudsman (Awb 9:5).
WITHOUT_LETTER = frozenset({Complaint.Outcome.SATISFIED, Complaint.Outcome.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class ComplaintOutcome:
    """What was decided. `findings` is the reason when it was not handled, or how it was solved."""

    outcome: str
    findings: str
    judgement: str = ""
    conclusions: str = ""
    ombudsman: str = ""
    ombudsman_term: str = ""


class UnableToHandleComplaint(UnableAtFields):
    """It can't be ended like this; the message is for the employee, `problems` tell what to mend where."""


def handle_complaint(employee: Employee, zaak: Zaak, told: ComplaintOutcome, now: datetime) -> None:
    """Write down the outcome and send it; the complaint is handled on the day on which it leaves.

    What both agreed on (9:5) needs no letter and ends at once. Of two employees one wins.
    Raises UnableToHandleComplaint.
    """
    complaint = _allowed(employee, zaak, told)
    _complete(complaint, told)
    actor = f"employee:{employee.pk}"
    with transaction.atomic():
        if Zaak.objects.filter(pk=zaak.pk, status__in=OPEN).update(status=Status.DECIDED) == 0:
            raise UnableToHandleComplaint("Iemand was u voor: deze klacht is al klaar.")
        Complaint.objects.filter(pk=complaint.pk).update(
            outcome=told.outcome,
            findings=told.findings,
            judgement=told.judgement,
            conclusions=told.conclusions,
            ombudsman=told.ombudsman,
            ombudsman_term=told.ombudsman_term,
            handled_by=employee,
        )
        facts = [_written(zaak, told, actor, now)]
        if told.outcome in WITHOUT_LETTER:
            facts += ended(zaak.pk, dag_in_amsterdam(now), actor, now)
        else:
            _write(zaak, told, now)
        record(zaak.organisation_id, now, actor, facts)


def _allowed(employee: Employee, zaak: Zaak, told: ComplaintOutcome) -> Complaint:
    if not may(employee, Right.HANDLE):
        raise UnableToHandleComplaint("U mag geen zaken behandelen.")
    if zaak.kind != Berichtsoort.KLACHT:
        raise UnableToHandleComplaint("Dit bericht is geen klacht.")
    if told.outcome not in Complaint.Outcome.values:
        raise UnableToHandleComplaint("Er mist iets.", {"uitkomst": "Kies wat de uitkomst is."})
    complaint = complaint_of(zaak.pk)
    if complaint is None:
        raise UnableToHandleComplaint(
            "Deze klacht staat nog niet in het register. Bewaar eerst het onderwerp."
        )
    if any(len(text) > LONGEST or "\0" in text for text in (told.findings, told.judgement, told.conclusions)):
        raise UnableToHandleComplaint(f"Gebruik in elk vak hoogstens {LONGEST} gewone tekens.")
    return complaint


_NEEDED = {
    "findings": ("bevindingen", "Schrijf wat u hebt gevonden, of wat de reden is."),
    "judgement": ("oordeel", "Schrijf wat de gemeente ervan vindt."),
    "ombudsman": ("ombudsman", "Schrijf bij welke ombudsman iemand terechtkan."),
    "ombudsman_term": ("ombudsman_termijn", "Schrijf binnen welke tijd dat kan."),
}


def _complete(complaint: Complaint, told: ComplaintOutcome) -> None:
    """Raises UnableToHandleComplaint when the act asks more (Awb 9:5, 9:8(3), 9:9, 9:10, 9:12)."""
    needed = ["findings"]
    if told.outcome not in WITHOUT_LETTER:
        needed += ["ombudsman", "ombudsman_term"]
    if told.outcome not in WITHOUT_LETTER | {Complaint.Outcome.NOT_HANDLED}:
        needed.append("judgement")
    missing = dict(_NEEDED[name] for name in needed if not getattr(told, name).strip())
    if missing:
        raise UnableToHandleComplaint("Er mist nog iets.", missing)
    for answer in _asked(complaint, told):
        if answer.slotsom is Slotsom.SCHIET_TEKORT:
            raise UnableToHandleComplaint(" ".join(step.tekst for step in answer.waarom))


def _asked(complaint: Complaint, told: ComplaintOutcome) -> list[Antwoord]:
    if told.outcome in WITHOUT_LETTER:
        return []
    if told.outcome == Complaint.Outcome.NOT_HANDLED:
        refused = niet_behandelen_gemeld(
            grond=told.findings,
            schriftelijk=True,
            ombudsman=told.ombudsman,
            termijn_ombudsman=told.ombudsman_term,
        )
        return [refused]
    done = Klachtbehandeling(**dict.fromkeys(complaint.steps, True))
    answer = Klachtafdoening(
        bevindingen=told.findings,
        oordeel=told.judgement,
        ombudsman=told.ombudsman,
        termijn_ombudsman=told.ombudsman_term,
        conclusies=told.conclusions,
    )
    return [behandeling_volledig(done), afdoening_volledig(answer)]


def _written(zaak: Zaak, told: ComplaintOutcome, actor: str, now: datetime) -> Fact:
    body = describe("complaint.outcome", now, actor, reference=zaak.reference, outcome=str(told.outcome))
    return Fact("complaint.outcome", "zaak", zaak.pk, body)


def outcome_by_letter(failed: Message, now: datetime) -> Message:
    """The e-mail with the outcome did not arrive, and led to what it may not hold: a letter holds all of it.

    Call it inside the transaction that locked the failed message. Source: Awb 9:12, 2:11(1).
    """
    kept = Complaint.objects.select_related("zaak").get(zaak_id=failed.subject_id)
    told = ComplaintOutcome(*(getattr(kept, part.name) for part in fields(ComplaintOutcome)))
    return _write(kept.zaak, told, now, by_letter=True)


def _write(zaak: Zaak, told: ComplaintOutcome, now: datetime, *, by_letter: bool = False) -> Message:
    refused = told.outcome == Complaint.Outcome.NOT_HANDLED
    context = {
        "told": told,
        "verdict": VERDICTS.get(told.outcome, ""),
        "refused": refused,
    }
    organisation = Organisation.objects.get(pk=zaak.organisation_id)
    line = "Wij behandelen uw klacht niet" if refused else "Ons antwoord op uw klacht"
    subject, wishes = f"{line} ({zaak.reference})", Wishes(by_letter)
    return write_to_sender(organisation, zaak, KIND, subject, context, now, wishes)
