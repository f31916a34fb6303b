"""The start, the zaken, the papers and the messages of Mijn omgeving."""

from datetime import timedelta

from django.test import Client
from tests.cast import Municipality
from tests.people.acting import active, person
from tests.web.mijn.browsing import HERE, browser, now
from tests.web.mijn.test_acting_in_forms import fill_in, send
from tests.zaken.making import adopt

from openloket.evidence.models import Event
from openloket.intake.models import Draft
from openloket.people.models import Person
from openloket.post.models import Message, MessageRead, MessageState
from openloket.zaken.models import Status, Zaak


def _sent(client: Client, email: str = "") -> Zaak:
    """One zaak, sent in the small form of the cast."""
    fill_in(client)
    if email:
        client.post("/duinstede/parkeervergunning/formulier/wie", {"naam": "Sanne Smit", "email": email})
    send(client)
    found: Zaak = Zaak.objects.order_by("-pk").first()
    return found


def _two() -> tuple[Person, Person]:
    return person("Sanne Smit", now()), person("Henk Jansen", now())


def test_nothing_to_do_is_said(duinstede: Municipality) -> None:
    page = browser(person("Sanne Smit", now())).get(f"{HERE}/").text
    assert "U hoeft nu niets te doen." in page
    assert "Er loopt nu niets." in page


def test_what_runs_comes_before_what_is_done(duinstede: Municipality) -> None:
    hers = browser(person("Sanne Smit", now()))
    done, runs = _sent(hers), _sent(hers)
    Zaak.objects.filter(pk=done.pk).update(status=Status.CLOSED)
    home, listed = hers.get(f"{HERE}/").text, hers.get(f"{HERE}/zaken").text
    over = hers.get(f"{HERE}/zaken?toon=klaar").text
    for page in (home, listed):
        assert runs.reference in page
        assert done.reference not in page
    assert done.reference in over
    assert runs.reference not in over


def test_many_zaken_come_in_pages(duinstede: Municipality) -> None:
    hers = browser(person("Sanne Smit", now()))
    model = _sent(hers)
    references = {model.reference}
    for number in range(24):
        again = _sent(hers)
        Zaak.objects.filter(pk=again.pk).update(received_at=model.received_at - timedelta(hours=number // 2))
        references.add(again.reference)
    first = hers.get(f"{HERE}/zaken").text
    second = hers.get(_next(first)).text
    seen = [reference for reference in references if reference in first]
    rest = [reference for reference in references if reference in second]
    assert len(seen) == 20
    assert sorted([*seen, *rest]) == sorted(references)


def _next(page: str) -> str:
    (address,) = [part.split('"')[0] for part in page.split('href="') if "na=" in part.split('"')[0]]
    return address.replace("&amp;", "&")


def test_a_zaak_tells_how_it_stands_and_what_was_sent(duinstede: Municipality) -> None:
    hers = browser(person("Sanne Smit", now()))
    zaak = _sent(hers)
    page = hers.get(f"{HERE}/zaken/{zaak.reference}")
    assert page.status_code == 200
    assert "Waarom deze datum?" in page.text
    assert "U stuurde: Parkeervergunning" in page.text
    assert "8 weken" in page.text
    receipt = hers.get(f"{HERE}/ontvangst/{zaak.reference}")
    assert "AB-123-C" in receipt.text
    assert f"{HERE}/zaken/{zaak.reference}" in receipt.text
    assert zaak.submission.receipt.access_key not in receipt.text, "no key that works without logging in"
    pdf = hers.get(f"{HERE}/ontvangst/{zaak.reference}/ontvangstbewijs.pdf")
    assert pdf.content.startswith(b"%PDF")
    assert hers.get(f"{HERE}/ontvangst/{zaak.reference}/bewijs.json").status_code == 200


def test_what_is_of_another_does_not_exist(duinstede: Municipality, eikenrade: Municipality) -> None:
    sanne, henk = _two()
    zaak = _sent(browser(sanne), "sanne@post.example")
    Message.objects.update(state=MessageState.HANDED_OVER)
    message = Message.objects.get()
    fill_in(browser(sanne), "ZZ-111-Z")
    draft = Draft.objects.exclude(answers={}).get()
    paths = [f"zaken/{zaak.reference}", f"ontvangst/{zaak.reference}", f"berichten/{message.pk}"]
    paths += [f"ontvangst/{zaak.reference}/ontvangstbewijs.pdf", f"ontvangst/{zaak.reference}/bewijs.json"]
    paths += [f"concepten/{draft.pk}/weggooien"]
    for path in paths:
        assert browser(sanne).get(f"{HERE}/{path}").status_code == 200, path
        assert browser(henk).get(f"{HERE}/{path}").status_code == 404, path
        assert browser(henk).post(f"{HERE}/{path}").status_code in (404, 405), path
    own = browser(henk)
    assert own.post(f"{HERE}/zaken/{zaak.reference}/aanvullen/").status_code == 404
    assert own.post(f"/duinstede/parkeervergunning/concept/{draft.pk}").status_code == 404
    acting = browser(henk, active(duinstede, sanne, henk, now() + timedelta(days=1)).pk)
    assert acting.get(f"{HERE}/zaken/{zaak.reference}").status_code in (302, 303, 404)
    assert Draft.objects.filter(pk=draft.pk).exists()


def test_opening_a_message_is_kept_once(duinstede: Municipality) -> None:
    hers = browser(person("Sanne Smit", now()))
    _sent(hers, "sanne@post.example")
    assert "Nieuw" not in hers.get(f"{HERE}/berichten").text, "it did not leave yet"
    Message.objects.update(state=MessageState.HANDED_OVER)
    message = Message.objects.get()
    assert "Nieuw" in hers.get(f"{HERE}/berichten").text
    hers.head(f"{HERE}/berichten/{message.pk}")
    assert not MessageRead.objects.exists(), "who only asks whether it is there did not read it"
    for _ in range(2):
        assert message.subject_line in hers.get(f"{HERE}/berichten/{message.pk}").text
    assert MessageRead.objects.count() == 1
    fact = Event.objects.get(kind="message.read")
    assert (fact.subject_kind, fact.subject_id) == ("message", message.pk)
    assert "Nieuw" not in hers.get(f"{HERE}/berichten").text


def test_a_draft_is_gone_on_with_in_another_browser(duinstede: Municipality) -> None:
    sanne = person("Sanne Smit", now())
    fill_in(browser(sanne), "QQ-777-Q")
    elsewhere = browser(sanne)
    page = elsewhere.get(f"{HERE}/concepten").text
    assert "Nog niet verstuurd" in page
    draft = Draft.objects.get()
    answer = elsewhere.post(f"/duinstede/parkeervergunning/concept/{draft.pk}")
    assert answer.status_code == 303
    assert "QQ-777-Q" in elsewhere.get(answer["Location"], follow=True).text
    assert Draft.objects.count() == 1


def test_the_tab_that_holds_the_draft_goes_on_too(duinstede: Municipality) -> None:
    hers = browser(person("Sanne Smit", now()))
    fill_in(hers, "QQ-777-Q")
    before = Draft.objects.get()
    hers.post(f"/duinstede/parkeervergunning/concept/{before.pk}")
    assert bytes(Draft.objects.get().key_hash) == bytes(before.key_hash)


def test_a_draft_is_thrown_away_after_a_question(duinstede: Municipality) -> None:
    hers = browser(person("Sanne Smit", now()))
    fill_in(hers)
    draft = Draft.objects.get()
    assert "U raakt alles kwijt" in hers.get(f"{HERE}/concepten/{draft.pk}/weggooien").text
    assert Draft.objects.exists()
    gone = hers.post(f"{HERE}/concepten/{draft.pk}/weggooien", follow=True)
    assert "Het formulier is weggegooid." in gone.text
    assert not Draft.objects.exists()
    assert Event.objects.filter(kind="draft.thrown_away").exists()


def test_an_old_draft_asks_attention(duinstede: Municipality) -> None:
    hers = browser(person("Sanne Smit", now()))
    fill_in(hers)
    assert "Nog niet verstuurd: " not in hers.get(f"{HERE}/").text
    Draft.objects.update(updated_at=now() - timedelta(hours=49))
    assert "Nog niet verstuurd: Parkeervergunning" in hers.get(f"{HERE}/").text


def test_a_complaint_begins_at_the_zaak_and_is_found_there(duinstede: Municipality) -> None:
    hers = browser(person("Sanne Smit", now()))
    zaak = _sent(hers)
    adopt(duinstede, "klacht")
    assert "Een klacht indienen" in hers.get(f"{HERE}/zaken/{zaak.reference}").text
    begun = hers.post(f"{HERE}/zaken/{zaak.reference}/klacht/")
    assert begun["Location"].startswith("/duinstede/klacht/formulier/")
    assert Draft.objects.latest("pk").about == zaak.reference
    assert "Klacht" in hers.get(f"{HERE}/concepten").text
