"""How the desk speaks of e-mail: what kind it is, what became of it, and what is known of its sender."""

from collections.abc import Mapping
from typing import Any

from openloket.intake.models import MailState
from openloket.mailread.kinds import Kind

KINDS = {
    Kind.MESSAGE: "Bericht",
    Kind.REPLY: "Antwoord op ons bericht",
    Kind.BOUNCE: "Kwam terug: niet bezorgd",
    Kind.AUTO: "Automatisch bericht",
    Kind.LIST: "Mailinglijst",
    Kind.LOOP: "Rondzendend bericht",
    Kind.SPAM: "Ongewenste reclame",
}
STATES = {
    MailState.STORED: ("Wacht nog", "warning"),
    MailState.HANDLED: ("Verwerkt", "good"),
    MailState.APART: ("Apart gelegd", "neutral"),
    MailState.REFUSED: ("Niet aangenomen", "danger"),
}
WAITS = "Het lukt nog niet om deze e-mail te behandelen. Wij proberen het steeds opnieuw."


def sender_checked(checks: Mapping[str, Any] | None) -> str:
    """What our mail server found about the sender, in plain words; nothing is decided by it."""
    if not checks or not checks["server"]:
        return "Onze mailserver zei niets over de afzender."
    found = ", ".join(f"{name.upper()} {checks[name]}" for name in ("spf", "dkim", "dmarc"))
    return f"{_judged(checks)} ({found}, volgens {checks['server']})"


def is_doubtful(checks: Mapping[str, Any] | None) -> bool:
    """Whether our mail server found that somebody else may have sent it."""
    return bool(checks and checks["server"]) and _fails(checks or {})


def _fails(checks: Mapping[str, Any]) -> bool:
    if checks["dmarc"] in ("pass", "bestguesspass"):
        return False
    return checks["dmarc"] == "fail" or "pass" not in (checks["spf"], checks["dkim"])


def _judged(checks: Mapping[str, Any]) -> str:
    if checks["dmarc"] in ("pass", "bestguesspass"):
        return "De e-mail komt van het adres dat erin staat."
    if _fails(checks):
        return (
            "Het is niet zeker dat de e-mail van het adres komt dat erin staat. Twijfelt u? Bel de afzender."
        )
    return "De e-mail komt van een server die bij de afzender hoort."
