"""The lead gives the organisation a mail server of its own, or goes back to that of the installation."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.flows.delivery.choose_return_pattern import (
    UnableToChoosePattern,
    check_pattern,
    choose_return_pattern,
)
from openloket.flows.unable import UnableAtFields
from openloket.post.accounts import kept_account
from openloket.post.models import CarrierAccount, CarrierState, Way
from openloket.tenancy import scope
from openloket.tenancy.models import Employee, Organisation
from openloket.tenancy.rights import Right, may
from openloket.tenancy.sealing import CARRIER_SECRET, seal

PORTS = (587, 465, 25, 2525)
TLS = ("starttls", "tls", "none")
MOST_PER_MINUTE = 10_000
_LONGEST = 200
_HOST = re.compile(r"(?=.{1,253}$)(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)*[A-Za-z0-9-]{1,63}")
_IDENTITY = ("host", "port", "user")


class UnableToKeepServer(UnableAtFields):
    """It can't be kept; the message is for the employee, `problems` tells it by field."""


@dataclass(frozen=True, slots=True)
class TypedServer:
    """The inputs as typed; an empty password keeps the one that is there."""

    own: bool
    host: str = ""
    port: str = ""
    tls: str = ""
    user: str = ""
    password: str = field(default="", repr=False)
    per_minute: str = ""
    canary: bool = False
    return_pattern: str = ""


def keep_mail_server(by: Employee, typed: TypedServer, now: datetime) -> None:
    """Check and keep it; the next e-mail goes there. How the way did before is forgotten.

    Who changes where a password goes must give it anew: it is never sent to a place that was chosen without
    knowing it. Raises UnableToKeepServer, with the problem at each field.
    """
    if not may(by, Right.CARRIERS):
        raise UnableToKeepServer("U mag dit niet veranderen.")
    problems: dict[str, str] = {}
    per_minute = _per_minute(typed.per_minute, problems)
    settings = _settings(typed, problems) if typed.own else {}
    secret = _secret(typed, settings, problems) if typed.own else ""
    try:
        check_pattern(typed.return_pattern.strip())
    except UnableToChoosePattern as wrong:
        problems["terugadres"] = str(wrong)
    if problems:
        raise UnableToKeepServer("Verbeter eerst wat hieronder staat.", problems)
    values: dict[str, object] = {
        "carrier": "smtp" if typed.own else "",
        "settings": settings,
        "per_minute": per_minute,
        "canary": typed.canary,
        "changed_at": now,
    }
    if secret is not None:
        values["secret"] = seal(secret.encode(), CARRIER_SECRET) if secret else b""
    with transaction.atomic():
        CarrierAccount.objects.update_or_create(
            organisation_id=scope.current(), way=Way.EMAIL.value, defaults=values
        )
        CarrierState.objects.filter(way=Way.EMAIL).delete()
        _record(by, values, now)
        ours = Organisation.objects.get(pk=scope.current())
        choose_return_pattern(ours, typed.return_pattern.strip(), now, f"employee:{by.pk}")


def _record(by: Employee, values: Mapping[str, object], now: datetime) -> None:
    kind, actor = "carrier.chosen", f"employee:{by.pk}"
    body = describe(
        kind, now, actor, way=Way.EMAIL.value, carrier=str(values["carrier"]) or None,
        new_secret="secret" in values, canary=bool(values["canary"]),
    )  # fmt: skip
    record(scope.current(), now, actor, [Fact(kind, "organisation", scope.current(), body)])


def _settings(typed: TypedServer, problems: dict[str, str]) -> dict[str, str]:
    host, user = typed.host.strip().lower(), typed.user.strip()
    if not _HOST.fullmatch(host):
        problems["server"] = "Vul de naam van de mailserver in, zoals smtp.gemeente.nl."
    if typed.port.strip() not in map(str, PORTS):
        problems["poort"] = "Kies een poort: 587, 465, 25 of 2525."
    if typed.tls not in TLS:
        problems["beveiliging"] = "Maak een keuze."
    elif typed.tls == "none" and user:
        problems["beveiliging"] = "Een wachtwoord gaat alleen over een beveiligde verbinding."
    if len(user) > _LONGEST or not user.isprintable():
        problems["gebruiker"] = f"Gebruik hoogstens {_LONGEST} gewone tekens."
    return {"host": host, "port": typed.port.strip(), "tls": typed.tls, "user": user}


def _secret(typed: TypedServer, settings: Mapping[str, str], problems: dict[str, str]) -> str | None:
    """The password to keep; None for the one that is there."""
    if not settings["user"]:
        return ""
    if len(typed.password) > _LONGEST:
        problems["wachtwoord"] = f"Gebruik hoogstens {_LONGEST} tekens."
    if typed.password:
        return typed.password
    row = kept_account(Way.EMAIL)
    if row is None or not row.secret:
        problems["wachtwoord"] = "Vul het wachtwoord in."
    elif any(row.settings.get(name, "") != settings[name] for name in _IDENTITY):
        problems["wachtwoord"] = (
            "U verandert de server, de poort of de gebruiker. Vul het wachtwoord opnieuw in."
        )
    return None


def _per_minute(typed: str, problems: dict[str, str]) -> int | None:
    text = typed.strip()
    if not text:
        return None
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= 6 else 0
    if not 1 <= number <= MOST_PER_MINUTE:
        problems["per-minuut"] = f"Vul een getal in van 1 tot en met {MOST_PER_MINUTE}, of laat het leeg."
    return number
