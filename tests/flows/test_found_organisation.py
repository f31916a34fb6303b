"""An organisation begins with a way for every message, and people can begin to work there."""

from datetime import datetime

import pytest
from django.conf import settings
from django.test import Client
from tests.cast import Municipality

from openloket.adapters.mail_out.memory import MemoryCarrier
from openloket.evidence.models import Event
from openloket.flows.delivery.deliver_messages import deliver
from openloket.flows.employees.add_employee import NewEmployee, UnableToAdd, add_employee
from openloket.flows.offering.found_organisation import (
    NewOrganisation,
    UnableToFound,
    found_organisation,
    prefix_for,
)
from openloket.flows.offering.refresh_organisation import refresh_organisation
from openloket.flows.submit_form import submit_form
from openloket.formkit.example import example
from openloket.intake import drafts
from openloket.intake.references import new_key
from openloket.law.kanalen import Berichtsoort
from openloket.offer import library
from openloket.offer.designation import keeping
from openloket.offer.designation.register import gaps, how_to_send
from openloket.offer.forms import compiled
from openloket.offer.models import Service
from openloket.post.models import Message
from openloket.tenancy.models import Authority, Employee, Organisation, Team
from openloket.tenancy.scope import scope
from openloket.web import directory

PASSWORD = "een-lang-wachtwoord"


@pytest.mark.django_db
def test_from_the_first_minute_every_message_has_a_way(now: datetime, client: Client) -> None:
    town = found_organisation(NewOrganisation("Bergen (NH.)", cbs_code="GM0373"), now)
    assert (town.slug, town.reference_prefix, town.look) == ("bergen-nh", "BER", "openloket")
    with scope(town.pk):
        lines, day = keeping.register(), now.date()
        assert gaps(lines, day) == []
        for kind in Berichtsoort:
            assert how_to_send(lines, "iets-anders", kind, day).line is not None
        assert Authority.objects.count() == 3
        [fact] = Event.objects.filter(organisation_id=town.pk)
        assert (fact.kind, fact.subject_id) == ("organisation.founded", town.pk)
    directory.forget()
    assert client.get("/bergen-nh/algemeen-bericht/formulier", follow=True).status_code == 200


@pytest.mark.django_db
def test_what_is_not_known_leaves_no_empty_words(now: datetime, client: Client) -> None:
    found_organisation(NewOrganisation("Zandhoek"), now)
    directory.forget()
    for path in ("", "algemeen-bericht/", "?zoek=niets", "algemeen-bericht/formulier"):
        text = client.get(f"/zandhoek/{path}", follow=True).content.decode()
        assert "Bel <" not in text
        assert "Bel  " not in text
        assert 'href="tel:"' not in text
        assert 'href="mailto:"' not in text
        assert "Openingstijden" not in text


@pytest.mark.django_db
def test_its_receipts_leave_before_it_has_an_address(now: datetime) -> None:
    town = found_organisation(NewOrganisation("Zandhoek"), now)
    with scope(town.pk):
        service = Service.objects.get(slug="algemeen-bericht")
        form, key = compiled(service.form_version_id), new_key()
        answers = {**example(form, now.date(), lambda: "0"), "email": "j.jansen@example.nl"}
        drafts.keep(key, service.pk, service.form_version_id, answers, now)
        submit_form(town, key, False, now)
        [message] = Message.objects.all()
        carrier = MemoryCarrier()
        deliver(message.pk, carrier, lambda: now)
        assert [letter.sender for letter in carrier.carried] == [settings.MAIL_FROM]
    assert message.message_id.endswith("@localhost>")


@pytest.mark.parametrize(
    ("new", "reason"),
    [
        (NewOrganisation(" "), "Geef een naam"),
        (NewOrganisation("Zandhoek", cbs_code="14"), "CBS-code"),
        (NewOrganisation("Zandhoek", email="loket"), "geen e-mailadres"),
        (NewOrganisation("Zandhoek", phone="1" * 31), "telefoonnummer"),
        (NewOrganisation("Duinstede"), "al een organisatie"),
    ],
)
def test_what_cannot_be_is_told(
    duinstede: Municipality, now: datetime, new: NewOrganisation, reason: str
) -> None:
    before = Organisation.objects.count()
    with pytest.raises(UnableToFound, match=reason):
        found_organisation(new, now)
    assert Organisation.objects.count() == before


@pytest.mark.django_db
def test_names_that_look_alike_get_addresses_of_their_own(now: datetime) -> None:
    first = found_organisation(NewOrganisation("Zand Hoek"), now)
    second = found_organisation(NewOrganisation("Zand-Hoek"), now)
    assert (first.slug, second.slug) == ("zand-hoek", "zand-hoek-2")
    assert first.reference_prefix != second.reference_prefix
    assert found_organisation(NewOrganisation("Toezicht"), now).slug == "toezicht-2"


def test_three_letters_are_found_while_there_are_any() -> None:
    taken: set[str] = set()
    for _ in range(800):
        found = prefix_for("Ee", taken)
        assert len(found) == 3
        assert found not in taken
        taken.add(found)
    assert prefix_for("'s-Hertogenbosch", set()) == "SHE"
    assert prefix_for("漢字", set()) == "PRO"


def test_an_employee_can_log_in(duinstede: Municipality, now: datetime, client: Client) -> None:
    new = NewEmployee("noor", "Noor Visser", "administrator", "Nieuw team")
    add_employee(new, PASSWORD, now)
    assert Team.objects.filter(name="Nieuw team").count() == 1
    fact = Event.objects.get(kind="employee.added")
    assert "Noor" not in fact.body
    typed = {"username": "noor", "password": PASSWORD}
    assert client.post("/duinstede/balie/inloggen", typed).status_code == 303


@pytest.mark.parametrize(
    ("new", "password", "reason"),
    [
        (NewEmployee("anja", "Anja Twee", "lead"), PASSWORD, "gebruikersnaam anja"),
        (NewEmployee("", "Iemand", "lead"), PASSWORD, "gebruikersnaam"),
        (NewEmployee("piet", "Piet", "baas"), PASSWORD, "De rol is"),
        (NewEmployee("piet", "Piet", "lead"), "kort", "ten minste 12"),
    ],
)
def test_an_employee_that_cannot_be_added(
    duinstede: Municipality, now: datetime, new: NewEmployee, password: str, reason: str
) -> None:
    before = Employee.objects.count()
    with pytest.raises(UnableToAdd, match=reason):
        add_employee(new, password, now)
    assert Employee.objects.count() == before


def test_an_organisation_from_before_gets_what_is_new_once(duinstede: Municipality, now: datetime) -> None:
    """The cast has one product only; what it has stays as it is, also what was stopped."""
    for kind in ("burgemeester", "raad"):
        Authority.create(kind=kind, name=kind)
    first = refresh_organisation(duinstede.organisation, now)
    assert set(first) == set(library.REST_CHANNEL)
    Service.objects.filter(slug="klacht").update(active=False, title="Een klacht")
    assert refresh_organisation(duinstede.organisation, now) == []
    assert Service.objects.filter(slug="klacht", active=False, title="Een klacht").exists()
    Service.objects.filter(slug="persoonsgegevens").update(slug="weg")
    assert refresh_organisation(duinstede.organisation, now) == ["persoonsgegevens"]
    assert Event.objects.filter(kind="organisation.refreshed").count() == 2
