"""My details: an address counts only after its link was opened, and every yes can be taken back."""

import html
import re
from datetime import timedelta
from urllib.parse import urlencode

from tests.cast import Municipality
from tests.people.acting import active, person
from tests.web.mijn.browsing import HERE, browser, now
from tests.web.mijn.test_acting_in_forms import FORM, fill_in

from openloket.adapters.mail_out.memory import MemoryCarrier
from openloket.evidence.models import Event
from openloket.flows.delivery.deliver_messages import deliver
from openloket.people.models import PersonSession, Preference, Reachability
from openloket.people.preferences import DRAFTS, address_for
from openloket.people.reachability import reachable_at
from openloket.post.models import Message, SuppressionReason, Way
from openloket.post.suppression import Failing, suppress, suppressed
from openloket.web.mijn.lock import TYPED_BY
from openloket.zaken.models import Zaak

CHOICES = {"machtigingen": "brief", "concepten": "e-mail", "producten": "portaal"}


def _link() -> str:
    message = Message.objects.filter(kind="confirm_address").latest("pk")
    found = re.search(r"https?://[^/]+(/duinstede/mijn/gegevens/\S+)", message.text)
    assert found is not None
    return found[1]


def test_an_address_counts_once_its_link_was_opened(duinstede: Municipality) -> None:
    sanne = person("Sanne Smit", now())
    hers = browser(sanne)
    said = hers.post(f"{HERE}/gegevens/adres", {"email": "sanne@post.example"}, follow=True)
    assert "Open de link in de e-mail" in said.text
    refused = hers.post(f"{HERE}/gegevens/keuze", CHOICES)
    assert refused.status_code == 422
    assert address_for(sanne.pk, DRAFTS) == ""
    assert "sanne@post.example" in hers.get(_link()).text
    assert Preference.objects.get().confirmed_at is None, "a programme that opens links confirms nothing"
    assert "is bevestigd" in hers.post(_link(), follow=True).text
    hers.post(f"{HERE}/gegevens/keuze", CHOICES)
    assert address_for(sanne.pk, DRAFTS) == "sanne@post.example"
    hers.post(f"{HERE}/gegevens/adres", {"weg": "1"})
    assert address_for(sanne.pk, DRAFTS) == ""
    kinds = Event.objects.filter(subject_kind="person").values_list("kind", flat=True)
    assert set(kinds) == {"preference.address", "preference.ways"}
    assert not any("post.example" in str(body) for body in Event.objects.values_list("body", flat=True))


def test_a_link_of_another_confirms_nothing(duinstede: Municipality) -> None:
    sanne, henk = person("Sanne Smit", now()), person("Henk Jansen", now())
    browser(sanne).post(f"{HERE}/gegevens/adres", {"email": "sanne@post.example"})
    old = _link()
    assert browser(henk).post(old).status_code == 422
    browser(sanne).post(f"{HERE}/gegevens/adres", {"email": "nieuw@post.example"})
    assert browser(sanne).post(old).status_code == 422
    assert Preference.objects.get().confirmed_at is None


def test_what_was_typed_wrong_stays_with_its_error(duinstede: Municipality) -> None:
    answer = browser(person("Sanne Smit", now())).post(f"{HERE}/gegevens/adres", {"email": "geen adres"})
    assert answer.status_code == 422
    assert 'id="email.fout"' in answer.text
    assert 'value="geen adres"' in answer.text


def _again(page: str) -> dict[str, str]:
    """What the page that says that one is logged out posts once more."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
    return {name: html.unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


def test_what_was_typed_is_kept_for_who_was_logged_out_meanwhile(duinstede: Municipality) -> None:
    sanne, henk = person("Sanne Smit", now()), person("Henk Jansen", now())
    typed = {"adres.postcode": "1234 AB", "adres.huisnummer": "12", "adres.straat": "O'Zee"}
    hers = browser(sanne)
    PersonSession.objects.update(used_at=now() - timedelta(minutes=16))
    out = hers.post(f"{HERE}/gegevens/postadres", typed)
    assert (out.status_code, "Wat u invulde, is niet weg" in out.text) == (403, True)
    kept = _again(out.text)
    assert typed.items() < kept.items()
    still_out = hers.post(f"{HERE}/gegevens/postadres", kept)
    assert "U bent nog niet ingelogd" in still_out.text
    assert _again(still_out.text) == kept
    another = browser(henk).post(f"{HERE}/gegevens/postadres", kept)
    assert another.status_code == 409
    forged = browser(henk).post(f"{HERE}/gegevens/postadres", {**kept, TYPED_BY: "WzEsbnVsbF0:1:x"})
    assert forged.status_code == 409
    assert not Preference.objects.exists(), "nothing of her became his"
    assert browser(sanne).post(f"{HERE}/gegevens/postadres", kept).status_code == 303
    assert Preference.objects.get().person == sanne


def test_a_button_pressed_after_the_session_leads_back_to_its_page(duinstede: Municipality) -> None:
    hers = browser(person("Sanne Smit", now()))
    PersonSession.objects.update(used_at=now() - timedelta(minutes=16))
    for came, back in (
        (f"http://testserver{HERE}/kopie", f"{HERE}/kopie"),
        ("http://kwaad.example/duinstede/mijn/kopie", f"{HERE}/"),
        ("http://testserver/eikenrade/mijn/", f"{HERE}/"),
        ("", f"{HERE}/"),
    ):
        answer = hers.post(f"{HERE}/kopie/vragen", headers={"Referer": came})
        assert answer["Location"] == f"/duinstede/inloggen?{urlencode({'verder': back, 'reden': 'verlopen'})}"


def test_nobody_is_mailed_without_end(duinstede: Municipality) -> None:
    hers = browser(person("Sanne Smit", now()))
    statuses = [
        hers.post(f"{HERE}/gegevens/adres", {"email": f"a{number}@post.example"}).status_code
        for number in range(6)
    ]
    assert statuses == [303] * 5 + [422]


def test_a_yes_to_email_is_taken_back(duinstede: Municipality) -> None:
    sanne, henk = person("Sanne Smit", now()), person("Henk Jansen", now())
    hers = browser(sanne)
    fill_in(hers)
    hers.post(f"{FORM}/formulier/wie", {"naam": "Sanne Smit", "email": "sanne@post.example"})
    hers.post(f"{FORM}/versturen", {"bereikbaarheid": "ja"})
    reference = Zaak.objects.get().reference
    assert reachable_at(reference) == "sanne@post.example"
    page = hers.get(f"{HERE}/gegevens").text
    assert "sanne@post.example" in page
    assert reference in page
    assert browser(henk).post(f"{HERE}/gegevens/per-brief/{reference}").status_code == 404
    hers.post(f"{HERE}/gegevens/per-brief/{reference}")
    assert reachable_at(reference) == ""
    assert Reachability.objects.get().withdrawn_at is not None, "what was said stays as proof"
    assert Event.objects.filter(kind="reachability.withdrawn").count() == 1


def test_details_are_of_oneself_only(duinstede: Municipality) -> None:
    sanne, henk = person("Sanne Smit", now()), person("Henk Jansen", now())
    acting = browser(henk, active(duinstede, sanne, henk, now()).pk)
    answer = acting.get(f"{HERE}/gegevens")
    assert answer.status_code == 303
    assert answer["Location"].startswith(f"{HERE}/voor-wie")


def test_an_address_that_does_not_work_is_confirmed_again(duinstede: Municipality) -> None:
    hers = browser(person("Sanne Smit", now()))
    hers.post(f"{HERE}/gegevens/adres", {"email": "sanne@post.example"})
    hers.post(_link())
    sent = Message.objects.latest("pk")
    failing = Failing(Way.EMAIL, "Sanne@post.example", SuppressionReason.NO_ADDRESS, "5.1.1")
    assert suppress(sent.pk, failing, now())
    assert "gaat nu geen e-mail" in hers.get(f"{HERE}/gegevens").text
    hers.post(f"{HERE}/gegevens/adres", {"email": "sanne@post.example"})
    carrier = MemoryCarrier()
    deliver(Message.objects.latest("pk").pk, carrier, now)
    assert [one.recipient for one in carrier.carried] == ["sanne@post.example"], "this one goes all the same"
    assert "is bevestigd" in hers.post(_link(), follow=True).text
    assert suppressed(Way.EMAIL, "sanne@post.example") is None
    assert "gaat nu geen e-mail" not in hers.get(f"{HERE}/gegevens").text
    assert Event.objects.filter(kind="address.lifted").count() == 1
