"""The fixed cast: a citizen, an entrepreneur, a case worker, and a case worker of another municipality."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from openloket.formkit.load import parse
from openloket.offer.models import Channel, FormVersion, Product, Service
from openloket.tenancy import scope
from openloket.tenancy.models import Authority, Employee, Organisation, Team

FORM: dict[str, Any] = {
    "form": "parkeervergunning",
    "title": "Parkeervergunning aanvragen",
    "sensitive": False,
    "minutes": 5,
    "steps": [
        {
            "key": "wie",
            "title": "Wie bent u?",
            "fields": [
                {"key": "naam", "type": "text", "label": "Wat is uw naam?", "basis": "Awb 4:2 lid 1 onder a"},
                {"key": "email", "type": "email", "label": "Wat is uw e-mailadres?", "optional": True},
            ],
        },
        {
            "key": "auto",
            "title": "Uw auto",
            "fields": [
                {
                    "key": "kenteken",
                    "type": "text",
                    "label": "Wat is het kenteken?",
                    "basis": "Awb 4:2 lid 2",
                },
                {
                    "key": "bewijs",
                    "type": "file",
                    "label": "Hebt u een bewijs?",
                    "optional": True,
                    "accept": ["pdf", "image"],
                },
            ],
        },
    ],
}


@dataclass(frozen=True)
class Municipality:
    """A municipality with the people and things that tests need."""

    organisation: Organisation
    service: Service
    worker: Employee
    lead: Employee
    team: Team


def municipality(slug: str, name: str, prefix: str) -> Municipality:
    """Make a municipality with a college, a team, two employees and one service with a small form."""
    organisation = Organisation.objects.create(
        slug=slug, name=name, look=slug, reference_prefix=prefix, phone="14 0123",
        email=f"info@{slug}.example", address_lines=["Raadhuisplein 1", f"1234 AB {name}"],
        opening_hours_lines=["maandag tot en met vrijdag 9.00 - 17.00 uur"],
        help_text="Kom langs bij het gemeentehuis. Wij helpen u.", second_factor="free",
    )  # fmt: skip
    with scope.scope(organisation.pk):
        team = Team.create(name="Team Vergunningen")
        college = Authority.create(kind="college", name=f"college van {name}")
        service = _service(college, team)
        return Municipality(
            organisation=organisation,
            service=service,
            worker=_employee("anja", "Anja de Wit", "case_worker", team),
            lead=_employee("bram", "Bram Bos", "lead", team),
            team=team,
        )


def _employee(username: str, name: str, role: str, team: Team) -> Employee:
    employee = Employee(username=username, name=name, role=role, team=team, organisation_id=scope.current())
    employee.set_password("welkom-op-het-werk")
    employee.save()
    return employee


def _service(college: Authority, team: Team) -> Service:
    product, _ = Product.objects.get_or_create(
        key="parkeervergunning",
        defaults={
            "upl_name": "parkeervergunning",
            "upl_uri": "http://standaarden.overheid.nl/owms/terms/parkeervergunning",
        },
    )
    version = FormVersion.create(
        key="parkeervergunning", number=1, fingerprint=parse(FORM).fingerprint, definition=FORM,
        published_at=datetime(2026, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    service = Service.create(
        product=product, slug="parkeervergunning", title="Parkeervergunning", theme="Parkeren en verkeer",
        message_type="aanvraag", official="ja", authority=college, team=team, form_version=version,
        sensitive=False, term={"kind": "decision", "article": "Awb 4:13 lid 2", "weeks": 8},
        texts={
            "intro": "Met een parkeervergunning mag u bij uw huis parkeren.", "what": ["Voor bewoners."],
            "needs": ["uw kenteken"], "costs": "€ 50 per jaar", "duration": "8 weken",
            "after": ["Wij bekijken uw aanvraag."], "offline": "Kom naar de balie.",
            "legal_basis": [], "search": ["parkeren"], "audience": ["inwoner"],
        },
        popular=True,
    )  # fmt: skip
    Channel.create(
        service=service, kind="webformulier", text="Online formulier", designated=True, position=1,
        valid_from=date(2026, 1, 1),
    )  # fmt: skip
    return service
