"""What who objected or complained reads on the receipt page: whether it counts, and the answer."""

from typing import Any

from openloket.flows.decisions.handle_complaint import VERDICTS, WITHOUT_LETTER
from openloket.intake.models import Submission
from openloket.law.kanalen import Berichtsoort
from openloket.law.waarom import datum_in_woorden
from openloket.web.terms import reasons
from openloket.zaken.models import Complaint, Timeliness
from openloket.zaken.objections import timeliness_of

_TOLD = {
    Timeliness.Verdict.IN_TIME: ("ok", "Uw bezwaar is op tijd"),
    Timeliness.Verdict.TOO_EARLY: ("ok", "Uw bezwaar is op tijd"),
    Timeliness.Verdict.FORGIVEN: ("ok", "Uw bezwaar telt mee"),
    Timeliness.Verdict.TO_DECIDE: ("info", "Een medewerker beslist of uw bezwaar op tijd is"),
    Timeliness.Verdict.LATE: ("warning", "Uw bezwaar kwam na de laatste dag"),
}
_BLAMED = "Uw bezwaar is te laat"
_WAITS = (
    "Kon u er niets aan doen dat het later kwam? Dan telt uw bezwaar toch mee. "
    "Een medewerker beslist daarover."
)


def dispute_screen(submission: Submission) -> dict[str, Any]:
    """For the template portal/receipt_dispute.html; both parts None for other messages."""
    objected = submission.message_type == Berichtsoort.BEZWAAR
    judged = timeliness_of(submission.pk) if objected else None
    return {
        "timeliness": _timeliness(judged) if judged else None,
        "answer": _answer(submission.pk) if submission.message_type == Berichtsoort.KLACHT else None,
    }


def _timeliness(judged: Timeliness) -> dict[str, Any]:
    verdict, decided = Timeliness.Verdict(judged.verdict), judged.decided_at is not None
    kind, title = _TOLD[verdict]
    late = verdict is Timeliness.Verdict.LATE
    steps = reasons({"waarom": judged.why["waarom"]})
    return {
        "kind": kind,
        "title": _BLAMED if late and decided else title,
        "last_day": datum_in_woorden(judged.last_day),
        "told": None if verdict is Timeliness.Verdict.IN_TIME else " ".join(step["text"] for step in steps),
        "waits": _WAITS if late and not decided else None,
        "reason": judged.reason.splitlines() if decided else [],
        "why": steps,
    }


def _answer(submission_id: int) -> dict[str, Any] | None:
    """The outcome of the complaint (Awb 9:8(3), 9:12), as soon as it was written."""
    found = Complaint.objects.filter(zaak__submission_id=submission_id).exclude(outcome="").first()
    if found is None or found.outcome in WITHOUT_LETTER:
        return None
    refused = found.outcome == Complaint.Outcome.NOT_HANDLED
    parts = [
        ("Waarom niet?" if refused else "Wat wij hebben gevonden", found.findings),
        ("Wat wij ervan vinden", "\n".join((VERDICTS.get(found.outcome, ""), found.judgement))),
        ("Wat wij doen", found.conclusions),
    ]
    return {
        "title": "Wij behandelen uw klacht niet" if refused else "Ons antwoord op uw klacht",
        "parts": [
            {"title": title, "lines": text.strip().splitlines()} for title, text in parts if text.strip()
        ],
        "ombudsman": found.ombudsman,
        "ombudsman_term": found.ombudsman_term,
    }
