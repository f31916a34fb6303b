"""An organisation chooses who carries its letters, text messages, what is for the message box, or e-mail."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.flows.delivery.carrier_told import new_token
from openloket.flows.unable import UnableAtField
from openloket.post.models import CarrierAccount, CarrierState, Way
from openloket.tenancy import scope
from openloket.tenancy.models import Employee, Organisation
from openloket.tenancy.rights import Right, may
from openloket.tenancy.sealing import CARRIER_SECRET, seal

CHOICES: Mapping[Way, tuple[str, ...]] = {
    Way.LETTER: ("folder", "sftp", "notify"),
    Way.SMS: ("notify",),
    Way.EMAIL: ("notify",),
    Way.BOX: ("notify",),
}
"""Keys of settings.CARRIERS that may be chosen here for each way."""

NOTIFY = "https://api.notifynl.nl"
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_KEY = re.compile(rf"(?:.{{0,100}}-)?{_UUID.pattern}-{_UUID.pattern}", re.IGNORECASE)
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?")
_FINGERPRINT = re.compile(r"SHA256:[A-Za-z0-9+/]{43}")
_ADDRESS = re.compile(r"(?:https://[A-Za-z0-9.-]{1,250}|http://(?:localhost|127\.0\.0\.1))(?::[0-9]{1,5})?/?")
_LONGEST_SECRET = 10_000
_PLACE = ("host", "port", "user", "fingerprint", "address")
_NO_FINGERPRINT = "Een vingerafdruk begint met SHA256: en heeft daarna 43 tekens."


class UnableToChooseCarrier(UnableAtField):
    """It can't be kept; the message is what the employee is told, `field` names the question."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed for a carrier; `secret` empty: the one that is kept already."""

    carrier: str
    settings: Mapping[str, str]
    secret: str = ""


def choose_carrier(
    organisation: Organisation, employee: Employee, way: Way, typed: Typed, now: datetime
) -> str:
    """Keep who carries a way from now on. Raises UnableToChooseCarrier.

    Of NotifyNL it gives the token that it must show when it tells us something: only now, as a hash is kept.
    """
    _check(employee, way)
    if typed.carrier not in CHOICES[way]:
        raise UnableToChooseCarrier("Kies een van deze.", "hoe")
    with transaction.atomic():
        kept = CarrierAccount.objects.select_for_update().filter(way=way).first()
        same = kept is not None and kept.carrier == typed.carrier
        known = kept if same else None
        if len(typed.secret) > _LONGEST_SECRET or (typed.carrier == "notify" and _wrong_key(typed.secret)):
            raise UnableToChooseCarrier("Deze sleutel is niet compleet. Kopieer hem helemaal.", "geheim")
        settings = _CLEAN[typed.carrier](way, typed.settings) | _hour(way, typed.settings)
        if typed.carrier != "folder" and not typed.secret:
            _check_kept(known, settings)
        if typed.carrier == "folder":
            settings["folder"] = organisation.slug
        token = ""
        if typed.carrier == "notify":
            token, settings["callback"] = new_token()
        values: dict[str, object] = {"carrier": typed.carrier, "settings": settings, "changed_at": now}
        if typed.secret or not same:
            values["secret"] = seal(typed.secret.strip().encode(), CARRIER_SECRET) if typed.secret else b""
        CarrierAccount.objects.update_or_create(organisation_id=organisation.pk, way=way, defaults=values)
        CarrierState.objects.filter(way=way).delete()
        _record(employee, way, typed.carrier, now)
    return token


def choose_none(employee: Employee, way: Way, now: datetime) -> None:
    """From now on nobody else carries this way: e-mail goes as before, letters are printed at the desk.

    What waits for the message box then becomes an e-mail or a letter (post/carriers.py).
    """
    _check(employee, way)
    with transaction.atomic():
        mine = CarrierAccount.objects.filter(way=way, carrier__in=CHOICES[way])
        if mine.update(carrier="", settings={}, secret=b"", changed_at=now):
            CarrierState.objects.filter(way=way).delete()
            _record(employee, way, "", now)


def _check(employee: Employee, way: Way) -> None:
    if not may(employee, Right.CARRIERS) or way not in CHOICES:
        raise UnableToChooseCarrier("U mag dit niet kiezen.")


def _check_kept(kept: CarrierAccount | None, settings: Mapping[str, str]) -> None:
    """The secret that is kept goes only to the place for which it was typed."""
    if kept is None or not kept.secret:
        raise UnableToChooseCarrier("Vul dit in.", "geheim")
    if any(kept.settings.get(name, "") != settings.get(name, "") for name in _PLACE):
        raise UnableToChooseCarrier("U verandert waar het heen gaat. Vul dit opnieuw in.", "geheim")


def _wrong_key(secret: str) -> bool:
    return bool(secret) and not _KEY.fullmatch(secret.strip())


def _folder(way: Way, typed: Mapping[str, str]) -> dict[str, str]:
    return {}


def _sftp(way: Way, typed: Mapping[str, str]) -> dict[str, str]:
    port = typed.get("port", "").strip() or "22"
    if not port.isascii() or not port.isdigit() or not 0 < int(port) < 65536:
        raise UnableToChooseCarrier("Een poort is een getal van 1 tot en met 65535.", "port")
    folder = typed.get("folder", "").strip() or "."
    if len(folder) > 200 or "\0" in folder or "\n" in folder:
        raise UnableToChooseCarrier("Dit is geen map.", "folder")
    return {
        "host": _fits(typed, "host", _HOST, "Vul de naam van de server in, zoals sftp.drukker.nl."),
        "port": port,
        "user": _fits(typed, "user", re.compile(r"[^\s\0]{1,100}"), "Vul de gebruikersnaam in."),
        "folder": folder,
        "fingerprint": _fits(typed, "fingerprint", _FINGERPRINT, _NO_FINGERPRINT),
    }


def _notify(way: Way, typed: Mapping[str, str]) -> dict[str, str]:
    address = (typed.get("address", "").strip() or NOTIFY).rstrip("/")
    if not _ADDRESS.fullmatch(address):
        raise UnableToChooseCarrier("Het adres begint met https:// en heeft niets achter de naam.", "address")
    if way is Way.LETTER:
        return {"address": address}
    if way is Way.BOX:
        return {"address": address, "box_kind": _box_kind(typed)}
    name = f"{way.value}_template"
    return {"address": address, name: _fits(typed, name, _UUID, "Kopieer het template-ID uit NotifyNL.")}


def _box_kind(typed: Mapping[str, str]) -> str:
    """The sort of message under which MijnOverheid shows it; empty: NotifyNL knows it."""
    kind = typed.get("box_kind", "").strip()
    if len(kind) > 100 or not kind.isprintable():
        raise UnableToChooseCarrier("Een berichttype is één regel van hoogstens 100 tekens.", "box_kind")
    return kind


_CLEAN: Mapping[str, Callable[[Way, Mapping[str, str]], dict[str, str]]] = {
    "folder": _folder,
    "sftp": _sftp,
    "notify": _notify,
}


def _hour(way: Way, typed: Mapping[str, str]) -> dict[str, str]:
    if way is not Way.LETTER:
        return {}
    hour = typed.get("hour", "").strip() or "15"
    if not hour.isascii() or not hour.isdigit() or int(hour) > 23:
        raise UnableToChooseCarrier("Kies een uur van 0 tot en met 23.", "hour")
    return {"hour": hour}


def _fits(typed: Mapping[str, str], name: str, pattern: re.Pattern[str], told: str) -> str:
    value = typed.get(name, "").strip()
    if not pattern.fullmatch(value):
        raise UnableToChooseCarrier(told, name)
    return value


def _record(employee: Employee, way: Way, carrier: str, now: datetime) -> None:
    kind, actor = "carrier.chosen", f"employee:{employee.pk}"
    body = describe(kind, now, actor, way=way.value, carrier=carrier or None)
    record(scope.current(), now, actor, [Fact(kind, "organisation", scope.current(), body)])
