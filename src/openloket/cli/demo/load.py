"""`openloket load-demo`: the two municipalities with their services, people and some received messages."""

import argparse
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from openloket.cli.demo.acting import load_acting
from openloket.cli.demo.decided import load_decided
from openloket.cli.demo.example_rounds import load_rounds
from openloket.cli.demo.incomplete import load_incomplete
from openloket.cli.demo.letters import Letter, letters
from openloket.cli.demo.mailbox_reader import load_mailbox_reader
from openloket.cli.demo.mails import load_mails
from openloket.cli.demo.mailstore import MailStore, StoreCarrier
from openloket.cli.demo.not_arrived import Desk, load_not_arrived
from openloket.cli.demo.outages import load_outage
from openloket.cli.demo.providers import ask_login, load_providers
from openloket.cli.demo.too_late import load_too_late
from openloket.cli.demo.towns import AUTHORITIES, PASSWORD, POPULAR, TEAMS, TOWNS, Town
from openloket.cli.demo.two_steps import USERNAME, load_two_steps
from openloket.cli.demo.workplace import load_workplace
from openloket.conf import env
from openloket.flows.delivery.deliver_messages import deliver
from openloket.flows.submit_form import Sent, submit_form
from openloket.flows.zaken.add_note import add_note
from openloket.flows.zaken.take_zaak import take_zaak
from openloket.intake import drafts
from openloket.intake.references import new_key
from openloket.offer import library
from openloket.offer.models import Service
from openloket.post.models import Message
from openloket.post.ports import Carrier
from openloket.tenancy.models import Authority, Employee, Organisation, Team
from openloket.tenancy.scope import scope
from openloket.zaken.models import Zaak


def run(arguments: argparse.Namespace) -> int:
    """Load what is missing, and say what there is."""
    data = Path(settings.DATA_DIR)
    now = datetime.now(UTC)
    loaded = load_demo(now)
    if identity := env.text("OPENLOKET_DEMO_IDENTITY_URL"):
        load_providers(identity, tuple(town.slug for town in TOWNS), now)
    _receive_mails(loaded, now)
    load_rounds(now)
    carrier = StoreCarrier(MailStore(data / "mailbox"))
    _deliver_confirmations(loaded, carrier)
    load_post(loaded, carrier, now)
    write_signposts(data / "demo.json", identity)
    print(f"Loaded: {', '.join(loaded)}." if loaded else "The demo municipalities are there already.")
    return 0


def load_demo(now: datetime) -> list[str]:
    """Make each municipality that is not there yet, whole or not at all; returns their names."""
    known = set(Organisation.objects.values_list("slug", flat=True))
    fresh = [town for town in TOWNS if town.slug not in known]
    for town in fresh:
        with transaction.atomic():
            _build(town, now)
    return [town.name for town in fresh]


def write_signposts(path: Path, identity: str = "") -> None:
    """What the start page shows: the logins, and the way to the mailbox where there is one.

    `identity` is where the provider of the demo is, which also shows the codes of who logs in in two steps.
    """
    logins = [
        {
            "organisation": town.name,
            "name": colleague.name,
            "email": town.login(colleague),
            "password": PASSWORD,
            "url": f"/{town.slug}/balie/inloggen",
            "app_url": f"{identity}/code-app" if town.login(colleague) == USERNAME and identity else "",
        }
        for town in TOWNS
        for colleague in town.colleagues
    ]
    found = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    path.write_text(json.dumps({**found, "logins": logins}, ensure_ascii=False, indent=1), encoding="utf-8")


def _build(town: Town, now: datetime) -> None:
    organisation = Organisation.objects.create(
        slug=town.slug,
        name=town.name,
        look=town.slug,
        reference_prefix=town.prefix,
        phone=town.phone,
        email=f"loket@{town.domain}",
        return_pattern=f"terug+*@{town.domain}",
        website=f"https://www.{town.domain}",
        address_lines=[town.street, f"{town.postcode} {town.name}"],
        opening_hours_lines=list(town.hours),
        help_text=town.help_text,
        second_factor=Organisation.Factor.FREE,  # who looks around has no app at hand
    )
    with scope(organisation.pk):
        for kind, name in AUTHORITIES.items():
            Authority.create(kind=kind, name=name.format(town.name))
        teams = {name: Team.create(name=name) for name in TEAMS}
        workers = [_hire(town, number, teams) for number in range(len(town.colleagues))]
        services = {key: _adopt(town, key, teams, now) for key in library.product_keys()}
        for letter in letters(town.name, now.date()):
            _receive(organisation, services[letter.service], letter, now - timedelta(days=letter.days_ago))
        load_too_late(organisation, services, now)
        load_incomplete(organisation, services, workers[0], now)
        load_decided(organisation, services, workers[0], now)
        load_outage(now)
        load_acting(organisation, services, now)
        ask_login(services["uittreksel-brp"])
        _begin_work(workers[0], now)
        load_two_steps(now - timedelta(days=1))


def _receive_mails(names: list[str], now: datetime) -> None:
    """E-mail is handled outside the transaction in which its municipality was made, as always."""
    server = next(iter(settings.MAIL_AUTHSERV_IDS), "mail.example")
    for organisation in Organisation.objects.filter(name__in=names):
        with scope(organisation.pk):
            load_mails(organisation, server, now)


def _deliver_confirmations(names: list[str], carrier: Carrier) -> None:
    """The letters of the past were confirmed in the past: each mail lies in the mailbox since then."""
    for organisation in Organisation.objects.filter(name__in=names):
        with scope(organisation.pk):
            for message_id, made_at in Message.objects.values_list("pk", "created_at"):
                moments = iter((made_at + timedelta(seconds=1), made_at + timedelta(seconds=2)))
                deliver(message_id, carrier, moments.__next__)


def load_post(names: list[str], carrier: Carrier, now: datetime) -> None:
    """What became of messages on their way, which happens outside any transaction, as always."""
    for organisation in Organisation.objects.filter(name__in=names):
        with scope(organisation.pk):
            services = {service.slug: service for service in Service.objects.all()}
            worker, lead = (
                Employee.objects.filter(role=role).order_by("pk").first()
                for role in (Employee.Role.CASE_WORKER, Employee.Role.LEAD)
            )
            assert worker is not None
            assert lead is not None
            desk = Desk(organisation, worker, lead, services, carrier)
            load_not_arrived(desk, now)
            load_mailbox_reader(desk, now)
            load_workplace(organisation, lead, now)


def _hire(town: Town, number: int, teams: dict[str, Team]) -> Employee:
    colleague = town.colleagues[number]
    employee = Employee.new(
        username=town.login(colleague),
        name=colleague.name,
        role=colleague.role,
        email=town.login(colleague),
        team=teams[colleague.team],
    )
    employee.set_password(PASSWORD)
    employee.save()
    return employee


def _adopt(town: Town, key: str, teams: dict[str, Team], now: datetime) -> Service:
    theme = library.read_product(key)["theme"]
    team = next(name for name, themes in TEAMS.items() if theme in themes)
    local = library.Local(
        costs=town.costs.get(key, "niets"),
        team=teams[team],
        popular=key in POPULAR,
        channels=_channels(town),
    )
    return library.adopt(key, local, now - timedelta(days=90))


def _channels(town: Town) -> tuple[dict[str, str], ...]:
    return (
        {"kind": "balie", "text": "Wij helpen u aan de balie.", "address": f"{town.street}, {town.name}"},
        {"kind": "telefoon", "text": "Bel ons als u hulp wilt.", "address": town.phone},
        {
            "kind": "post",
            "text": "Stuur ons een brief.",
            "address": f"{town.street}, {town.postcode} {town.name}",
        },
    )


def _receive(organisation: Organisation, service: Service, letter: Letter, at: datetime) -> Sent:
    key = new_key()
    drafts.keep(key, service.pk, service.form_version_id, letter.answers, at)
    return submit_form(organisation, key, letter.reachable, at)


def _begin_work(worker: Employee, now: datetime) -> None:
    """Somebody took one of the zaken and wrote down what she did."""
    zaak: Any = Zaak.objects.filter(service__slug="parkeervergunning").order_by("received_at").first()
    take_zaak(worker, zaak, now - timedelta(days=1))
    text = "Kenteken en adres kloppen. Ik wacht nog op het parkeeronderzoek van deze straat."
    add_note(worker, zaak, text, now - timedelta(days=1))
