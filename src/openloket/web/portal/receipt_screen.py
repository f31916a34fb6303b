"""What the receipt page shows."""

from datetime import date, datetime
from typing import Any

from openloket.evidence.copy import Copy
from openloket.intake import receipts
from openloket.intake.models import Receipt
from openloket.intake.signatures import signing_of
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.waarom import datum_in_woorden
from openloket.post.confirmations import state_of_confirmation
from openloket.post.models import MessageState
from openloket.tenancy.contact import contact_sentence
from openloket.tenancy.local_time import in_words
from openloket.web.place import Place
from openloket.web.portal.dispute_screen import dispute_screen
from openloket.web.portal.referral_screen import referral_screen
from openloket.web.portal.zaak_screen import zaak_screen
from openloket.web.signatures import in_one_sentence, shown_round

EXCEPTIONS = {
    "a": "U ziet hier dat uw bericht bij ons is. Daarom sturen wij geen aparte bevestiging (Awb 2:17).",
    "b": (
        "U hebt geen e-mailadres ingevuld. Daarom sturen wij geen e-mail (Awb 2:17). "
        "Bewaar het ontvangstbewijs als PDF."
    ),
}
BY_LETTER = "U hebt geen e-mailadres ingevuld. Daarom krijgt u de bevestiging per brief."
ON_PAPER = "U krijgt deze bevestiging op papier."
BY_LETTER_AFTER = "Daarom krijgt u de bevestiging ook per brief."
_MAIL_STATES = {
    MessageState.HANDED_OVER: "sent",
    MessageState.FAILED: "problem",
    MessageState.AGAIN: "problem",
    MessageState.WITHDRAWN: "problem",
}


def screen(place: Place, found: Receipt, now: datetime) -> dict[str, Any]:
    """The receipt as the template portal/receipt.html wants it."""
    copy, told = receipts.copy_of(found), found.consequences
    own = place.url(f"ontvangst/{copy.reference}/{found.access_key}")
    received = dag_in_amsterdam(copy.received_at)
    return {
        "reference": copy.reference,
        "received_at": told.get("received") or in_words(copy.received_at),
        "entered": told.get("entered"),
        "product": told["service"],
        "service": told["service"],
        "steps": _steps(copy),
        "attachments": copy.attachments,
        "after": told["after"],
        "term": _term(told["term"], received, dag_in_amsterdam(now)),
        "now": zaak_screen(place, found, now),
        "referrals": referral_screen(found.submission),
        "dispute": dispute_screen(found.submission),
        "contact": contact_sentence(place.organisation.phone, place.organisation.email),
        "mail": _mail(found),
        "exceptions": _not_mailed(found),
        "pdf_url": f"{own}/ontvangstbewijs.pdf",
        "proof_url": f"{own}/bewijs.json",
        "verify_url": "/controleren",
        "sealed": receipts.is_sealed(found),
        "signatures": _signatures(found, f"{own}/handtekeningen"),
    }


def _not_mailed(found: Receipt) -> str | None:
    """Why the confirmation is no e-mail; for what an employee typed that was asked, not left empty."""
    if found.consequences.get("entered") and found.exception:
        return ON_PAPER if found.letter_due else None
    if found.letter_due:
        return BY_LETTER_AFTER if found.submission.email else BY_LETTER
    return EXCEPTIONS.get(found.exception)


def _signatures(found: Receipt, url: str) -> dict[str, Any] | None:
    """Who signs with the sender; None where nobody does."""
    signing = signing_of(found.submission)
    if signing is None:
        return None
    told = {"standing": in_one_sentence(signing), "complete": signing.complete, "url": url}
    return {**told, "signers": shown_round(signing)}


def _steps(copy: Copy) -> list[dict[str, Any]]:
    return [
        {
            "title": step.title,
            "rows": [
                {"label": row.label, "lines": row.lines, "unanswered": not row.lines} for row in step.rows
            ],
        }
        for step in copy.steps
    ]


def _term(term: dict[str, Any], received: date, today: date) -> dict[str, Any]:
    last = date.fromisoformat(term["laatste_dag"])
    days = (last - received).days
    return {
        "begin": datum_in_woorden(received),
        "last_day": datum_in_woorden(last),
        "late": today > last,
        "today_fraction": (today - received).days / days if days > 0 else 1,
        "why": [{"text": one["tekst"], "article": one["artikel"]} for one in term["waarom"]["stappen"]],
    }


def _mail(found: Receipt) -> dict[str, str] | None:
    if not found.submission.email:
        return None
    state = state_of_confirmation(found.submission_id)
    name, _, domain = found.submission.email.partition("@")
    what = "een link naar het ontvangstbewijs" if found.consequences["protected"] else "het ontvangstbewijs"
    return {
        "state": _MAIL_STATES.get(state, "queued") if state else "queued",
        "address": f"{name[:1]}…@{domain}",
        "what": what,
    }
