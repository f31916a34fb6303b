"""How the ways by which messages leave do, in the words of who looks after them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from openloket.oversight.carriers import Standing
from openloket.post.models import Way
from openloket.post.trouble import Trouble
from openloket.web.desk.wording import short_moment

NAMES: Mapping[str, str] = {
    "": "de mailserver van deze installatie",
    "smtp": "uw eigen mailserver",
    "notify": "NotifyNL",
    "folder": "een map voor de drukker",
    "sftp": "de server van de drukker",
}
_TITLES = {Way.EMAIL: "E-mail", Way.SMS: "Sms", Way.LETTER: "Brieven", Way.BOX: "Berichtenbox (MijnOverheid)"}
_TROUBLES = {
    Trouble.CLOSED: "Er vertrekt nu niets. Wij proberen het vanzelf weer.",
    Trouble.TRY_FAILED: "De laatste twee proeven lukten niet.",
    Trouble.CANARY_LOST: "Twee proefberichten aan uzelf kwamen niet binnen een half uur terug. Misschien "
    "vertrekken berichten wel, maar komen ze niet aan. Of e-mail aan uw organisatie komt hier niet binnen.",
    Trouble.SILENT: "Er vertrok lang niets, terwijl er op deze tijd van de week altijd berichten vertrekken.",
}

_PAUSED = "Er vertrekt nu even niets. Wij proberen het vanzelf weer."
_SAID = (
    ("connection refused", "daar luistert geen server; kijk de naam en de poort na"),
    ("timed out", "de server antwoordt niet op tijd"),
    ("took too long", "de server antwoordt niet op tijd"),
    ("name or service not known", "deze servernaam bestaat niet; kijk de naam na"),
    ("no address associated", "deze servernaam bestaat niet; kijk de naam na"),
    ("certificate", "het certificaat van de server klopt niet"),
    ("unexpectedly closed", "de server verbrak de verbinding"),
    ("network is unreachable", "het netwerk is niet te bereiken"),
    ("no route to host", "het netwerk is niet te bereiken"),
    ("starttls extension not supported", "de server kan geen STARTTLS; kies een andere beveiliging"),
)


def said(answer: str) -> str:
    """What the other side said; of what every mail server says in English first what it means."""
    means = next((dutch for english, dutch in _SAID if english in answer.lower()), "")
    return f"{means} ({answer})" if means else answer


def card(one: Standing, now: datetime) -> dict[str, Any]:
    """One way: how it does, what it did, and what is known of it."""
    paused = one.state is not None and one.state.open_until is not None
    state, kind = (
        ("let op", "danger") if one.troubles else ("even gestopt", "warning") if paused else ("werkt", "good")
    )
    return {
        "title": _TITLES[one.way],
        "way": one.way.value,
        "state": state,
        "kind": kind,
        "problems": _problems(one, paused),
        "facts": _facts(one, now),
    }


def _problems(one: Standing, paused: bool) -> list[str]:
    """All that is wrong; that nothing leaves is said from the first moment, not only when it lasts."""
    told = [_TROUBLES[trouble] for trouble in one.troubles]
    return [_PAUSED, *told] if paused and Trouble.CLOSED not in one.troubles else told


def _facts(one: Standing, now: datetime) -> list[dict[str, str]]:
    facts = [
        ("Gaat via", NAMES.get(one.carrier, one.carrier)),
        (
            "Laatst vertrokken",
            short_moment(one.left_at) if one.left_at else "nog niets in de laatste 30 dagen",
        ),
        ("In de laatste 24 uur", f"{_counted(one, one.left)} vertrokken, {one.failed} niet gelukt"),
        ("Wacht nu", _counted(one, one.waiting)),
    ]
    if one.uncertain:
        facts.append(
            ("Misschien twee keer", f"{_messages(one.uncertain)}: de verbinding viel weg na het versturen")
        )
    facts += _limits(one)
    return [{"label": label, "value": value} for label, value in [*facts, *_signs(one, now)]]


def _limits(one: Standing) -> list[tuple[str, str]]:
    if one.account is None or not one.account.per_minute:
        return []
    return [("Hoogstens", f"{_messages(one.account.per_minute)} per minuut")]


def _signs(one: Standing, now: datetime) -> list[tuple[str, str]]:
    """What the circuit, the last try and the message to ourselves tell."""
    facts, state = [], one.state
    if state is not None and state.open_until is not None:
        facts.append(("Gestopt sinds", short_moment(state.failing_since or state.open_until)))
        again = "nu" if state.open_until <= now else short_moment(state.open_until)
        facts.append(("Wij proberen het weer", again))
    if state is not None and state.answer:
        facts.append(("Wat de server zei", said(state.answer)))
    if state is not None and state.tried_well is not None and state.tried_at is not None:
        how = "gelukt" if state.tried_well else f"niet gelukt: {said(state.tried_answer)}"
        facts.append(("Laatste proef", f"{short_moment(state.tried_at)}, {how}"))
    if one.way is Way.EMAIL:
        facts.append(("Proefbericht aan uzelf", _canary(one)))
    return facts


def _canary(one: Standing) -> str:
    if one.account is None or not one.account.canary:
        return "staat uit"
    state = one.state
    if state is None or state.canary_sent_at is None:
        return "gaat binnenkort voor het eerst weg"
    if state.canary_seen_at is None:
        return f"vertrokken {short_moment(state.canary_sent_at)}, nog niet terug"
    return f"laatst terug {short_moment(state.canary_seen_at)}"


def _counted(one: Standing, number: int) -> str:
    if one.way is Way.LETTER:
        return "1 brief" if number == 1 else f"{number} brieven"
    return _messages(number)


def _messages(number: int) -> str:
    return "1 bericht" if number == 1 else f"{number} berichten"
