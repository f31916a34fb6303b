"""Asked once: earlier answers are offered with their source, taken over by choice, and never of another."""

import json
from typing import Any

import pytest
from django.test import Client
from tests.cast import Municipality
from tests.people.acting import active, person
from tests.web.mijn.browsing import browser, now

from openloket.flows.drafts.take_over import meaning
from openloket.formkit.load import parse
from openloket.intake.models import Draft, Submission
from openloket.offer import library
from openloket.offer.models import FormVersion, Service
from openloket.tenancy.models import Organisation

FORM = "/duinstede/parkeervergunning/formulier"


@pytest.fixture(autouse=True)
def _own_name(duinstede: Municipality) -> None:
    """The small form asks the sender's own name, as the forms of the library do."""
    definition = json.loads(json.dumps(duinstede.service.form_version.definition))
    definition["steps"][0]["fields"][0]["autocomplete"] = "name"
    definition["steps"][0]["fields"][1]["autocomplete"] = "email"
    version = FormVersion.create(
        key="parkeervergunning", number=2, fingerprint=parse(definition).fingerprint, definition=definition,
        published_at=now(),
    )  # fmt: skip
    Service.objects.filter(pk=duinstede.service.pk).update(form_version=version)


def send(client: Client, name: str) -> Submission:
    """A first message with this name."""
    client.post(f"{FORM}/wie", {"naam": name, "email": "sanne@post.example"})
    client.post(f"{FORM}/auto", {"kenteken": "AB-123-C"})
    client.post("/duinstede/parkeervergunning/versturen", {})
    found: Submission = Submission.objects.latest("pk")
    assert found.answers["naam"] == name
    return found


def test_an_answer_is_offered_taken_over_by_choice_and_told_in_the_copy(duinstede: Municipality) -> None:
    sanne = person("Sanne Smit", now())
    first = send(browser(sanne), "Sanne Smit-Bos")
    hers = browser(sanne)
    page = hers.get(f"{FORM}/wie").text
    assert "Eerder ingevuld: <strong>Sanne Smit-Bos</strong>" in page
    assert "bij Parkeervergunning" in page
    assert 'value="Sanne Smit-Bos"' not in page, "never filled in by itself"
    page = hers.post(f"{FORM}/wie", {"naam": "", "email": "ander@post.example", "neem-over": "naam"}).text
    assert 'value="Sanne Smit-Bos"' in page
    assert 'value="ander@post.example"' in page, "what was typed stays"
    hers.post(f"{FORM}/auto", {"kenteken": "CD-456-E"})
    hers.post("/duinstede/parkeervergunning/versturen", {})
    sent = Submission.objects.latest("pk")
    (told,) = [step for step in json.loads(sent.copy)["steps"] if step["key"] == "overgenomen"]
    assert [row["label"] for row in told["rows"]] == ["Wat is uw naam?"]
    assert first.reference in told["rows"][0]["lines"][0]
    assert not Draft.objects.exclude(taken={}).exists(), "it lives on in the message only"


def test_what_was_changed_afterwards_was_not_taken_over(duinstede: Municipality) -> None:
    sanne = person("Sanne Smit", now())
    send(browser(sanne), "Sanne Smit-Bos")
    hers = browser(sanne)
    hers.post(f"{FORM}/wie", {"naam": "", "email": "", "neem-over": "alles"})
    draft = Draft.objects.exclude(answers={}).get()
    assert draft.answers["email"] == "sanne@post.example", "all that was offered"
    assert send(hers, "Sanne Bos").answers["naam"] == "Sanne Bos"
    told = json.loads(Submission.objects.latest("pk").copy)["steps"]
    rows = [row["label"] for step in told if step["key"] == "overgenomen" for row in step["rows"]]
    assert rows == ["Wat is uw e-mailadres?"]


def test_nothing_is_offered_of_another_or_to_nobody(
    duinstede: Municipality, eikenrade: Municipality, settings: Any
) -> None:
    sanne, henk = person("Sanne Smit", now()), person("Henk Jansen", now())
    fatma = person("Fatma Yilmaz", now())
    send(browser(sanne), "Sanne Smit-Bos")
    for_sanne = active(duinstede, sanne, henk, now())
    for_fatma = active(duinstede, fatma, henk, now())
    send(browser(henk, for_fatma.pk), "Fatma Yilmaz-Kaya")
    offered = {
        "nobody": Client(),
        "henk": browser(henk),
        "for sanne": browser(henk, for_sanne.pk),
        "for fatma": browser(henk, for_fatma.pk),
        "fatma": browser(fatma),
    }
    pages = {name: client.get(f"{FORM}/wie").text for name, client in offered.items()}
    assert {name for name, page in pages.items() if "Yilmaz-Kaya" in page} == {"for fatma", "fatma"}
    assert {name for name, page in pages.items() if "Smit-Bos" in page} == {"for sanne"}
    stolen = browser(henk).post(f"{FORM}/wie", {"naam": "", "neem-over": "alles"}).text
    assert "Kaya" not in stolen
    assert "Bos" not in stolen
    there = browser(sanne, town="eikenrade").get("/eikenrade/parkeervergunning/formulier/wie").text
    assert "Smit-Bos" not in there
    settings.REUSE_ANSWERS = False
    assert "Eerder ingevuld" not in browser(sanne).get(f"{FORM}/wie").text
    assert Organisation.objects.count() == 2


def test_the_forms_of_the_library_ask_nothing_secret_again() -> None:
    """No number of a citizen, no file and no date that opens a receipt is ever offered."""
    fields = [
        field
        for key in library.product_keys()
        for step in parse(library.read_form(library.read_product(key)["form"])).steps
        for field in step.asking
    ]
    known = [field for field in fields if meaning(field)]
    assert len(known) > 80
    assert not [field.key for field in known if field.kind in ("bsn", "file", "group", "choice", "longtext")]
    assert not [field.key for field in known if field.key == "controledatum"]
