"""An OpenLoket tells the monitor what its organisations offer, and the monitor takes that as reported."""

import hashlib
import secrets
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError

from openloket.flows.measuring.observe import UnableToObserve, observe
from openloket.monitor.models import Installation, Municipality, Round
from openloket.monitor.recording import Written
from openloket.monitor.scoring.channels import LABELS, Audience, Basis, Channel, furthest
from openloket.monitor.scoring.ladder import Step
from openloket.monitor.sightings import Sighting
from openloket.offer import models as offer
from openloket.offer.designated import holding
from openloket.tenancy.addresses import public_url
from openloket.tenancy.models import Organisation

TERMS = "http://standaarden.overheid.nl/owms/terms/"
NAMELESS = "UPL-naam_nog_niet_beschikbaar"
"""What the national list gives to a product that it has no name for yet: nobody can compare that."""
MOST = 5000
"""Lines in one report."""

_WAYS = {
    offer.Channel.Kind.WEB_FORM.value: Channel.WEB_FORM,
    offer.Channel.Kind.EXTERNAL.value: Channel.WEB_FORM,
    offer.Channel.Kind.PORTAL.value: Channel.PORTAL,
    offer.Channel.Kind.EMAIL.value: Channel.EMAIL,
    offer.Channel.Kind.NOT_OFFERED.value: Channel.NOT_OFFERED,
}


class UnableToReport(Exception):
    """The report can't be taken; `status` is for HTTP, the message says why, in Dutch."""

    def __init__(self, message: str, status: int = 422) -> None:
        super().__init__(message)
        self.status = status


def reported_offer(organisation: Organisation, today: date) -> list[dict[str, Any]]:
    """What the organisation in scope offers, as lines for the monitor; only what has a UPL name."""
    by_service: dict[int, list[offer.Channel]] = {}
    for channel in holding(today):
        by_service.setdefault(channel.service_id, []).append(channel)
    lines = []
    for service in offer.Service.objects.select_related("product").order_by("pk"):
        term = service.product.upl_uri.removeprefix(TERMS)
        channels = by_service.get(service.pk, [])
        if term in ("", NAMELESS) or not channels:
            continue
        way = furthest({_way(one) for one in channels})
        told = service.texts.get("audience") or [Audience.CITIZENS.value]
        lines += [
            {
                "product": term,
                "audience": audience,
                "channel": way.value,
                "step": Step.FOLLOWED.value if _followed(way, service) else None,
                "address": public_url(organisation, f"{service.slug}/"),
                "reason": f"In het register van kanalen staat: {LABELS[way]}.",
            }
            for audience in told
        ]
    return lines


def _way(channel: offer.Channel) -> Channel:
    way = _WAYS.get(channel.kind, Channel.DESK)
    return Channel.WEB_FORM_LOGIN if way is Channel.WEB_FORM and channel.login_level else way


def _followed(way: Channel, service: offer.Service) -> bool:
    """A form of our own, with login: how it stands and what was decided can be read online."""
    return way is Channel.WEB_FORM_LOGIN and service.form_version_id is not None


def add_installation(name: str, codes: Iterable[str], now: datetime) -> str:
    """Let an installation report; gives its token, which is not kept. Raises UnableToReport."""
    wanted = sorted(set(codes))
    known = set(Municipality.objects.filter(code__in=wanted).values_list("code", flat=True))
    if unknown := [code for code in wanted if code not in known]:
        raise UnableToReport(f"Er is geen gemeente met code {', '.join(unknown)}.")
    token = secrets.token_urlsafe(32)
    try:
        Installation.objects.create(name=name, token_hash=_hash(token), municipalities=wanted, made_at=now)
    except IntegrityError:
        raise UnableToReport(f"Er is al een installatie die {name} heet.") from None
    return token


def end_installation(name: str, now: datetime) -> None:
    """Accept its reports no longer. Raises UnableToReport."""
    if not Installation.objects.filter(name=name, ended_at=None).update(ended_at=now):
        raise UnableToReport(f"Er is geen installatie die {name} heet en nog meldt.")


def take_report(token: str, told: Mapping[str, Any], now: datetime) -> Counter[Written]:
    """Take a report of an installation: {"round", "municipality", "lines"}. Raises UnableToReport."""
    installation = Installation.objects.filter(token_hash=_hash(token), ended_at=None).first()
    if installation is None:
        raise UnableToReport("Deze sleutel kennen wij niet.", 401)
    code, lines = told.get("municipality"), told.get("lines")
    if code not in installation.municipalities:
        raise UnableToReport("Deze installatie mag niet voor deze gemeente melden.", 403)
    round = Round.objects.filter(key=str(told.get("round")), published_at=None).first()
    if round is None:
        raise UnableToReport("Er is geen open ronde met deze naam.")
    if not isinstance(lines, list) or len(lines) > MOST:
        raise UnableToReport(f"‘lines’ moet een lijst zijn van ten hoogste {MOST} regels.")
    sightings = [_sighting(number, one, str(code), installation, now) for number, one in enumerate(lines, 1)]
    try:
        return observe(round, sightings, now)
    except UnableToObserve as refusal:
        raise UnableToReport(str(refusal)) from refusal


def _sighting(number: int, line: Any, code: str, by: Installation, now: datetime) -> Sighting:
    try:
        return Sighting(
            municipality=code,
            term=str(line["product"]),
            audience=Audience(line["audience"]),
            basis=Basis.REPORTED,
            channel=Channel(line["channel"]),
            step=Step(line["step"]) if line.get("step") is not None else None,
            seen_at=now,
            seen_by=by.name,
            reason=str(line["reason"])[:500],
            address=str(line.get("address", ""))[:1000],
            supplier="OpenLoket",
            told=str(line["channel"])[:20],
        )
    except (KeyError, TypeError, ValueError, AttributeError) as wrong:
        raise UnableToReport(f"Regel {number} is niet goed: {type(wrong).__name__} {wrong}"[:300]) from wrong


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
