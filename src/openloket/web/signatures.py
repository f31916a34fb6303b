"""How those who sign stand, in words: for the sender, the other signers, the desk and the receipt."""

from typing import Any

from openloket.intake.models import CoSignature
from openloket.intake.signatures import BY_MAIL, Round, State
from openloket.law.waarom import datum_in_woorden
from openloket.post.confirmations import not_delivered
from openloket.tenancy.local_time import in_words

_BADGES = {
    State.WAITING: ("Nog niet aan de beurt", "neutral"),
    State.ASKED: ("Wacht op antwoord", "active"),
    State.SIGNED: ("Heeft getekend", "good"),
    State.REFUSED: ("Wil niet tekenen", "danger"),
    State.LAPSED: ("Niet op tijd getekend", "warning"),
    State.LEFT_OUT: ("Hoeft niet meer te tekenen", "neutral"),
}


def shown_round(found: Round) -> list[dict[str, Any]]:
    """Each signer: {id, name, email, state, kind, told [lines], reason, undelivered}."""
    failed = not_delivered("signature", [row.pk for row in found.rows]) if found.rows else set()
    return [_shown(row, row.pk in failed and row.state == State.ASKED) for row in found.rows]


def _shown(row: CoSignature, undelivered: bool) -> dict[str, Any]:
    words, kind = _BADGES[State(row.state)]
    return {
        "id": row.pk,
        "name": row.name,
        "email": row.email,
        "state": words,
        "kind": "danger" if undelivered else kind,
        "told": _told(row),
        "reason": row.reason,
        "undelivered": undelivered,
    }


def _told(row: CoSignature) -> list[str]:
    if row.state == State.ASKED and row.until:
        return [f"Kan tekenen tot en met {datum_in_woorden(row.until)}."]
    if row.state in (State.SIGNED, State.REFUSED) and row.answered_at:
        return [f"Op {in_words(row.answered_at)}, {how_known(row)}."]
    if row.state == State.LAPSED and row.until:
        return [f"De laatste dag was {datum_in_woorden(row.until)}."]
    return []


def how_known(row: CoSignature) -> str:
    """How surely it was known who answered."""
    if row.level == BY_MAIL:
        return "met een code uit een e-mail"
    return f"ingelogd als {row.person.name or 'onbekend'} (niveau {row.level})" if row.person else "ingelogd"


def in_one_sentence(found: Round) -> str:
    """How it stands as a whole; empty where nobody has to sign."""
    wanted = len(found.counting)
    if not found.rows:
        return ""
    if found.complete:
        return "Iedereen heeft getekend." if wanted else "Er hoeft niemand meer mee te tekenen."
    return f"{wanted - found.missing} van de {wanted} mensen die meetekenen, hebben getekend."
