"""Whoever is let in somewhere: what is of another organisation, or of another person, is not there for them.

Every address with an identifier in it is tried, so a new one is tried from the day on which it is there. The
answer must be that to something that never was: then there is nothing to learn, and nothing to guess.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import get_resolver
from tests.cast import Municipality
from tests.flows.deciding import REFUSAL, decide, filled
from tests.outages.making import outage
from tests.people.acting import active, coded, logged_in, person, who
from tests.rules.routes import DESK, MINE, TENANT, Route, routes

from openloket.adapters.mail_out.memory import MemoryCarrier
from openloket.flows.delivery.deliver_messages import deliver
from openloket.flows.identity.send_status_code import send_status_code
from openloket.flows.submit_form import submit_form
from openloket.intake import drafts
from openloket.intake.models import Attachment, Draft, RawMail
from openloket.intake.references import new_key
from openloket.intake.status_codes import Way
from openloket.outages.models import Maintenance
from openloket.people.models import Mandate
from openloket.post.models import Message, Suppression, SuppressionReason
from openloket.post.suppression import Failing, suppress
from openloket.tenancy.scope import scope
from openloket.web import directory
from openloket.zaken.models import Zaak

#: Parts of an address that name a thing of somebody; the other parts name what every organisation has.
NAMING = frozenset(
    {
        "reference", "key", "attachment_id", "besluit_id", "draft_id", "employee_id", "entitlement_id",
        "line_id", "maintenance_id", "mail_id", "mandate_id", "message_id", "outage_id",
        "suppression_id",
    }
)  # fmt: skip
COMMON = frozenset(
    {
        "organisation",
        "slug",
        "step_key",
        "provider",
        "year",
        "number",
        "form",
        "what",
        "way",
        "kind",
        "round_key",
    }
)

SECRET = "Geheim van Duinstede"
PASSWORD = "welkom-op-het-werk"
NOW = datetime.now(UTC)


@pytest.fixture
def theirs(duinstede: Municipality) -> Iterator[dict[str, str]]:
    """Sanne of Duinstede has one of everything; how addresses name it."""
    directory.forget()
    sanne, helper = person("Sanne Smit", NOW), person("Henk Jansen", NOW)
    key, kept = new_key(), new_key()
    service = duinstede.service
    answers = {"naam": SECRET, "kenteken": "GE-999-H", "email": "sanne@voorbeeld.example"}
    for one in (key, kept):
        drafts.keep(one, service.pk, service.form_version_id, answers, NOW)
    sent = submit_form(duinstede.organisation, key, True, NOW, who=who(sanne, NOW))
    Draft.objects.filter(person=None).update(person=sanne)
    zaak = Zaak.objects.get(reference=sent.reference)
    besluit = decide(duinstede, zaak, filled("afwijzing", **REFUSAL), NOW)
    besluit.refresh_from_db()
    deliver(besluit.message_id, MemoryCarrier(), lambda: NOW)
    mandate = active(duinstede, sanne, helper, NOW)
    file = Attachment.create(
        submission_id=zaak.submission_id, field="bewijs", name=f"{SECRET}.pdf", media_type="application/pdf",
        size=1, sha256="0" * 64, storage_name="weg", scan="clean", added_at=NOW,
    )  # fmt: skip
    mail = RawMail.create(
        storage_name="weg", sha256="0" * 64, content_sha256="0" * 64, size=1, mailbox="info@duin.example",
        subject_line=SECRET, received_at=NOW,
    )  # fmt: skip
    work = Maintenance.create(
        channel="webformulier", starts_at=NOW, ends_at=NOW + timedelta(hours=1), text=SECRET,
        announced_by=duinstede.lead, announced_at=NOW,
    )  # fmt: skip
    failing = Failing("email", f"{SECRET}@voorbeeld.example", SuppressionReason.NO_ADDRESS, "5.1.1")
    suppress(besluit.message_id, failing, NOW)
    listed = Suppression.objects.get()
    send_status_code(duinstede.organisation, sent.reference, Way.EMAIL, NOW)
    yield {
        "slug": service.slug, "step_key": "wie", "provider": "digid", "year": "2026", "number": "1",
        "form": "pdf", "what": "aanvullen", "way": "brief", "kind": "free",
        "reference": sent.reference, "key": sent.access_key,
        "attachment_id": str(file.pk), "besluit_id": str(besluit.pk),
        "draft_id": str(Draft.objects.filter(person=sanne).latest("id").pk),
        "employee_id": str(duinstede.worker.pk), "entitlement_id": "1", "maintenance_id": str(work.pk),
        "line_id": str(service.channels.latest("id").pk), "mail_id": str(mail.pk),
        "mandate_id": str(mandate.pk),
        "message_id": str(Message.objects.get(pk=besluit.message_id).pk),
        "suppression_id": str(listed.pk), "outage_id": str(outage(NOW, None).pk),
        "code": coded(mandate), "draft_key": kept,
        "besluit_key": besluit.access_key,
    }  # fmt: skip
    directory.forget()


def naming(below: str = TENANT) -> list[Route]:
    """The addresses that name a thing of somebody."""
    every = routes(get_resolver().url_patterns)
    return [one for one in every if one.pattern.startswith(below) and NAMING & parts(one)]


def parts(route: Route) -> set[str]:
    return set(re.findall(r"<\w+:(\w+)>", route.pattern))


def opened(client: Client, found: list[Route], values: dict[str, str]) -> Iterator[str]:
    """The addresses at which the things of another answer otherwise than what never was, or show a secret."""
    keys = [values["key"], values["draft_key"], values["code"], values["besluit_key"]]
    never = {**values, **dict.fromkeys(NAMING, "999999999"), "reference": "DUI-2026-000-000-000"}
    never["key"] = new_key()
    for route in found:
        for key in keys if "key" in parts(route) else keys[:1]:
            for method in ("get", "post"):
                theirs = answer(client, method, route, {**values, "key": key})
                nobodys = answer(client, method, route, never)
                if theirs != nobodys or SECRET in theirs[1] or "GE-999-H" in theirs[1]:
                    yield f"{method} {route.pattern} answers {theirs[0]}, to what never was {nobodys[0]}"


def answer(client: Client, method: str, route: Route, values: dict[str, str]) -> tuple[int, str]:
    """Status, address and page, without what only says what was asked."""
    got = getattr(client, method)(route.address(values))
    text = got.headers.get("Location", "") + (b"" if got.streaming else got.content).decode()
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text)
    text = text.replace(route.address(values), "here")
    for name in ("reference", "key"):  # ids are too short to be told from other numbers
        text = text.replace(values[name], name)
    return got.status_code, text


def at_desk(username: str, town: str) -> Client:
    client = Client()
    client.post(f"/{town}/balie/inloggen", {"username": username, "password": PASSWORD})
    assert client.get(f"/{town}/balie/").status_code == 200
    return client


def at_portal(name: str, town: str) -> Client:
    client = Client()
    client.cookies["openloket_mijn"] = logged_in(person(name, NOW), NOW)
    assert client.get(f"/{town}/mijn/").status_code == 200
    return client


def unharmed(theirs: dict[str, str]) -> None:
    """What could be stopped, thrown away or sent off is as it was."""
    assert Mandate.objects.get(pk=theirs["mandate_id"]).state == Mandate.State.ACTIVE
    assert Draft.objects.filter(pk=theirs["draft_id"]).exists()
    assert Maintenance.objects.get(pk=theirs["maintenance_id"]).cancelled_at is None
    assert Zaak.objects.get(reference=theirs["reference"]).status == "decided"


def test_every_part_of_an_address_is_known() -> None:
    """A new part is either common or names something: then it needs a thing to try it with."""
    found = {part for route in routes(get_resolver().url_patterns) for part in parts(route)}
    assert found - NAMING - COMMON == set()


def test_a_person_of_another_organisation_opens_nothing(
    theirs: dict[str, str], eikenrade: Municipality
) -> None:
    with scope(eikenrade.organisation.pk):
        somebody = at_portal("Fatma Yilmaz", "eikenrade")
        found = [one for one in naming() if not one.pattern.startswith(DESK)]
        assert len(found) > 25
        assert list(opened(somebody, found, {**theirs, "organisation": "eikenrade"})) == []
    unharmed(theirs)


@pytest.mark.parametrize("employee", ["anja", "bram"])
def test_an_employee_of_another_organisation_opens_nothing(
    theirs: dict[str, str], eikenrade: Municipality, employee: str
) -> None:
    with scope(eikenrade.organisation.pk):
        somebody = at_desk(employee, "eikenrade")
        assert list(opened(somebody, naming(DESK), {**theirs, "organisation": "eikenrade"})) == []
    unharmed(theirs)


def test_another_person_of_the_same_organisation_opens_nothing_of_mijn_omgeving(
    theirs: dict[str, str],
) -> None:
    somebody = at_portal("Fatma Yilmaz", "duinstede")
    found = [one for one in naming(MINE) if "machtigingen/code/" not in one.pattern]
    assert len(found) > 10
    assert list(opened(somebody, found, {**theirs, "organisation": "duinstede"})) == []
    unharmed(theirs)


def test_a_session_of_one_organisation_is_none_in_another(
    theirs: dict[str, str], eikenrade: Municipality
) -> None:
    somebody = at_portal("Sanne Smit", "duinstede")
    with scope(eikenrade.organisation.pk):
        answer = somebody.get("/eikenrade/mijn/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/eikenrade/inloggen")
