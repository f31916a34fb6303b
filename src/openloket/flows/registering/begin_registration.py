"""An employee begins to register what came by desk, phone or post, or mends how it came."""

from dataclasses import dataclass, replace
from datetime import datetime

from openloket.flows.unable import UnableAtFields
from openloket.flows.zaken.known_zaak import UnknownZaak, known_zaak
from openloket.formkit.definition import TextField
from openloket.intake.access import registration_for
from openloket.intake.models import Draft
from openloket.intake.references import key_hash, new_key
from openloket.intake.registrations import NEW, Bringer, Came, Source
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.kanalen import NIET_DIGITAAL, Berichtsoort, Kanaal
from openloket.offer.catalogue import GENERAL, Catalogue, Offering, load
from openloket.offer.forms import compiled
from openloket.tenancy.models import Employee, Organisation
from openloket.tenancy.rights import Right, may

FOR_ANOTHER = (Bringer.MANDATE, Bringer.LEGAL)
LONGEST_NAME, LONGEST_BASIS = 200, 300
_PRODUCT_HINT = "Staat het er niet bij? Kies dan het algemene bericht."


@dataclass(frozen=True, slots=True)
class Announced:
    """What the employee says before typing: how it came, the slug of its product, the reference as typed."""

    came: Came
    product: str
    about: str


class UnableToBegin(UnableAtFields):
    """It can't be begun so; `problems` tell by field what to mend, else the message is told."""


def begin_registration(
    employee: Employee, organisation: Organisation, announced: Announced, now: datetime
) -> int:
    """Make the draft in which the message is typed; gives its id. Raises UnableToBegin."""
    place = _placed(employee, organisation, announced, now)
    form = compiled(place.form_version_id)
    sender = announced.came.sender
    known = {"naam": sender} if sender and isinstance(form.field("naam"), TextField) else {}
    draft = Draft.create(
        key_hash=key_hash(new_key()),  # nobody gets the key: only an employee opens it, by who he is
        service_id=place.service_id,
        form_version_id=place.form_version_id,
        about=place.about,
        answers=known,
        employee=employee,
        arrival=place.came.as_json(),
        created_at=now,
        updated_at=now,
    )
    return draft.pk


def mend_registration(
    employee: Employee, organisation: Organisation, draft_id: int, announced: Announced, now: datetime
) -> None:
    """Say otherwise how it came or what it is; what was typed stays. Raises UnableToBegin."""
    place = _placed(employee, organisation, announced, now)
    if registration_for(employee, draft_id) is None:
        raise UnableToBegin(GONE)
    same = Draft.objects.filter(pk=draft_id).exclude(arrival__isnull=True)
    changed = same.update(
        service_id=place.service_id,
        form_version_id=place.form_version_id,
        about=place.about,
        arrival=place.came.as_json(),
        updated_at=now,
    )
    if not changed:
        raise UnableToBegin(GONE)


GONE = "Dit bericht is al geregistreerd of weggegooid."


@dataclass(frozen=True, slots=True)
class _Place:
    came: Came
    service_id: int
    form_version_id: int
    about: str


def _placed(employee: Employee, organisation: Organisation, announced: Announced, now: datetime) -> _Place:
    if not may(employee, Right.HANDLE):
        raise UnableToBegin("U mag geen berichten registreren.")
    came = announced.came
    problems = mistakes(came, now)
    reference = ""
    if announced.about.strip() and came.chosen != NEW:
        try:
            reference = known_zaak(organisation, announced.about).reference
        except UnknownZaak as unknown:
            problems["kenmerk"] = f"{unknown} Weet u het niet? Laat het leeg. U kunt het later koppelen."
    catalogue = load(dag_in_amsterdam(came.received_at))
    service = _service(catalogue, came.chosen, announced.product)
    version = _form(catalogue, service, came.chosen) if service else None
    if service is None or version is None:
        problems.setdefault("product", f"Kies waar het bericht over gaat. {_PRODUCT_HINT}")
    if problems or service is None or version is None:
        raise UnableToBegin("Verbeter eerst wat hieronder staat.", problems)
    kind = service.message_type.value if came.chosen == NEW else came.chosen
    return _Place(replace(came, kind=kind), service.service_id, version, reference)


def mistakes(came: Came, now: datetime) -> dict[str, str]:
    """What can't be true of how a message came, by field; empty when all can."""
    if came.channel not in {one.value for one in NIET_DIGITAAL}:
        return {"weg": "Kies hoe het bericht binnenkwam."}
    if came.chosen != NEW and came.chosen not in {one.value for one in Berichtsoort}:
        return {"soort": "Kies wat voor bericht het is."}
    return {**_moment(came, now), **_source(came), **_bringer(came)}


def _moment(came: Came, now: datetime) -> dict[str, str]:
    received, found = dag_in_amsterdam(came.received_at), {}
    if received > dag_in_amsterdam(now):
        found["ontvangen"] = "Deze dag moet nog komen. Vul de dag in waarop het bericht binnenkwam."
    elif came.received_at > now:
        found["ontvangen-tijd"] = "Dit tijdstip moet nog komen."
    if came.posted_on and came.posted_on > received:
        found["gepost"] = "Het poststempel kan niet van na de ontvangst zijn. Kijk de dagen na."
    return found


def _source(came: Came) -> dict[str, str]:
    if came.source not in Source.values:
        return {"bron": "Kies waar u de tekst vandaan hebt."}
    if came.channel == Kanaal.TELEFOON and came.source != Source.TOLD:
        return {"bron": "Aan de telefoon vertelt de afzender het. Kies dat."}
    if came.channel == Kanaal.POST and came.source == Source.TOLD:
        return {"bron": "Met de post komt een brief of een formulier. Kies een van die twee."}
    return {}


def _bringer(came: Came) -> dict[str, str]:
    found = {}
    if came.bringer not in Bringer.values:
        found["brenger"] = "Kies wie het bracht of vertelde."
    if came.bringer in FOR_ANOTHER and not came.brought_by:
        found["brenger-naam"] = "Vul in wie voor de afzender optreedt."
    if came.bringer in FOR_ANOTHER and not came.basis:
        found["grondslag"] = "Schrijf op waaruit dat blijkt. Hebt u nog niets gezien? Schrijf dat dan op."
    for field, text, most in (
        ("afzender", came.sender, LONGEST_NAME),
        ("brenger-naam", came.brought_by, LONGEST_NAME),
        ("grondslag", came.basis, LONGEST_BASIS),
    ):
        if len(text) > most:
            found[field] = f"Dit is te lang. Gebruik hoogstens {most} tekens."
    return found


def _service(catalogue: Catalogue, chosen: str, slug: str) -> Offering | None:
    """For a message about something that runs already: the service for such messages, if there is one."""
    product = catalogue.find(slug) if slug else None
    if chosen == NEW:
        return product
    own = (
        catalogue.for_message(Berichtsoort(chosen)) if chosen in {one.value for one in Berichtsoort} else None
    )
    return own or product or catalogue.find(GENERAL)


def _form(catalogue: Catalogue, service: Offering, chosen: str) -> int | None:
    """The version of its form; without one that fits, that of the general message."""
    fits = chosen in (NEW, service.message_type.value)
    if fits and service.form_version_id is not None:
        return service.form_version_id
    general = catalogue.find(GENERAL)
    return general.form_version_id if general else None
