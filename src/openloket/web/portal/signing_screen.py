"""What somebody sees who was asked to sign: first who asks and how to be known, then all that was sent."""

from typing import Any

from django.http import HttpRequest

from openloket.evidence.copy import Copy
from openloket.flows.cosigning.sign import Known
from openloket.flows.cosigning.signing import PAGE, rules_of
from openloket.intake.models import CoSignature
from openloket.intake.signatures import BY_MAIL, State, files_of, round_of, sender_of, signed_by_all
from openloket.law.waarom import datum_in_woorden
from openloket.people.levels import enough
from openloket.tenancy.local_time import in_words
from openloket.web import directory
from openloket.web.place import place_of
from openloket.web.portal import signing_pass, who
from openloket.web.signatures import how_known, in_one_sentence, shown_round

READ = "gelezen"
_ANSWERED = {
    State.SIGNED: "U hebt getekend",
    State.REFUSED: "U hebt gezegd dat u niet tekent",
    State.LAPSED: "De laatste dag om te tekenen is voorbij",
    State.LEFT_OUT: "U hoeft niet meer te tekenen",
    State.WAITING: "U bent nu niet aan de beurt om te tekenen",
}


def needed_level(row: CoSignature) -> str:
    """How surely they must be known by a login; empty: a code by e-mail will do.

    It does too where nobody can log in at all; but what is sensitive is never opened so (Awb 2:9).
    """
    rules = rules_of(row.submission)
    return rules.level if rules and (directory.logins() or row.submission.service.sensitive) else ""


def known_as(request: HttpRequest, row: CoSignature, key: str) -> Known | None:
    """How this visitor is known as who holds the link; None: not yet, or somebody else answered it."""
    needed, now_in = needed_level(row), who.who_of(request)
    own = now_in and not now_in.acting and not now_in.acting_ended and enough(now_in.level, needed)
    if now_in and own and row.person_id in (None, now_in.person_id):
        return Known(now_in.person_id, now_in.kind, now_in.level)
    if not needed and row.person_id is None and signing_pass.has(request, key):
        return Known(None, "", BY_MAIL)
    return None


def before(request: HttpRequest, row: CoSignature, key: str) -> dict[str, Any]:
    """Who asks, and how to be known; of a sensitive product not what it is about."""
    submission, place, needed = row.submission, place_of(request), needed_level(row)
    now_in, page = who.who_of(request), place.url(f"{PAGE}/{key}")
    return {
        "sender": sender_of(submission),
        "product": "" if submission.service.sensitive else submission.service.title,
        "until": datum_in_woorden(row.until) if row.until and row.state == State.ASKED else "",
        "login_url": who.login_url(place, page, needed) if directory.logins() else "",
        "code_url": "" if needed or row.person_id else f"{page}/code",
        "open_url": f"{page}/openen",
        "acting": bool(now_in and (now_in.acting or now_in.acting_ended)),
        "choose_url": who.with_values(place.url("mijn/voor-wie"), {"verder": page}),
        "other": bool(now_in and row.person_id not in (None, now_in.person_id)),
    }


def opened(request: HttpRequest, row: CoSignature, key: str) -> dict[str, Any]:
    """All that is signed, who signs, and what this visitor answered."""
    submission, page = row.submission, place_of(request).url(f"{PAGE}/{key}")
    signed, found = signed_by_all(submission), round_of(submission)
    asked = row.state == State.ASKED
    return {
        "sender": sender_of(submission),
        "product": submission.service.title,
        "reference": submission.reference,
        "sent_at": in_words(submission.received_at),
        "until": datum_in_woorden(row.until) if asked and row.until else "",
        "answered": "" if asked else _ANSWERED[State(row.state)],
        "when": f"{in_words(row.answered_at)}, {how_known(row)}" if row.answered_at and not asked else "",
        "steps": shown_steps(signed.message),
        "additions": [{"at": in_words(at), "steps": shown_steps(copy)} for at, copy in signed.additions],
        "files": [
            {"name": file.name, "size": file.size, "sha256": file.sha256, "url": f"{page}/bijlage/{file.pk}"}
            for file in files_of(submission)
        ],
        "seen": signed.sha256,
        "outdated": row.state == State.SIGNED and row.answers_sha256 != signed.sha256,
        "signers": shown_round(found),
        "standing": in_one_sentence(found),
        "sign_url": page,
    }


def shown_steps(copy: Copy) -> list[dict[str, Any]]:
    """The answers of an exact copy, by page."""
    return [
        {
            "title": step.title,
            "rows": [
                {"label": row.label, "lines": row.lines, "unanswered": not row.lines} for row in step.rows
            ],
        }
        for step in copy.steps
    ]
