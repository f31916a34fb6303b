"""Control over one's own data: who saw it, proof of what went to and fro, and nothing of others."""

import json
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from django.core.files.storage import default_storage
from django.test import Client
from tests.cast import Municipality
from tests.people.acting import active, person
from tests.web.mijn.browsing import HERE, browser, now
from tests.zaken.making import adopt, send

from openloket.evidence.models import Event
from openloket.evidence.signing import signing_key
from openloket.evidence.verify import Verdict
from openloket.evidence.verify_any import verify_any
from openloket.flows.correspondence.send_status import send_status
from openloket.flows.proving.ask_own_copy import ask_own_copy
from openloket.flows.proving.forget_own_copies import forget_own_copies
from openloket.flows.proving.make_own_copy import make_own_copy
from openloket.flows.proving.seal_log import seal_log
from openloket.intake.mails import keep_bytes
from openloket.intake.models import Draft, RawMail
from openloket.offer.models import Channel
from openloket.people.models import OwnCopy, Person, PersonSession, Preference
from openloket.people.preferences import postal_lines
from openloket.people.reading import Reading, log_reading
from openloket.post.models import Message, MessageState
from openloket.zaken.models import Zaak


def zaak_of(town: Municipality, someone: Person, **answers: str) -> Zaak:
    """A zaak that is of this person."""
    zaak = send(town, now(), **answers)
    Zaak.objects.filter(pk=zaak.pk).update(person=someone)
    zaak.refresh_from_db()
    return zaak


def test_readings_are_told_in_plain_words_and_without_names(duinstede: Municipality) -> None:
    sanne, henk = person("Sanne Smit", now()), person("Henk Jansen", now())
    hers, his = zaak_of(duinstede, sanne), zaak_of(duinstede, henk)
    for _ in range(3):
        log_reading(duinstede.worker, Reading.ZAAK, ("zaak", hers.pk), "behandelt deze zaak", now())
    log_reading(duinstede.lead, Reading.ZAAK, ("zaak", his.pk), "zaak van een ander team", now())
    page = browser(sanne).get(f"{HERE}/inzage").text
    assert "Een behandelaar van Team Vergunningen" in page
    assert "las uw zaak, 3 keer" in page
    assert "deze medewerker behandelt uw zaak" in page
    assert hers.reference in page
    assert his.reference not in page
    assert "ander team" not in page.split("Wat staat hier niet?")[0]
    assert duinstede.worker.name not in page
    assert "teamleider" in browser(henk).get(f"{HERE}/inzage").text


def test_many_readings_come_in_pages(duinstede: Municipality) -> None:
    sanne = person("Sanne Smit", now())
    zaken = [zaak_of(duinstede, sanne) for _ in range(3)]
    for number in range(36):
        zaak, at = zaken[number % 3], now() - timedelta(days=36 - number)
        log_reading(duinstede.worker, Reading.ZAAK, ("zaak", zaak.pk), "behandelt deze zaak", at)
    hers = browser(sanne)
    first = hers.get(f"{HERE}/inzage").text
    assert first.count("las uw zaak") == 30
    address = next(part.split('"')[0] for part in first.split('href="') if "na=" in part.split('"')[0])
    assert hers.get(address).text.count("las uw zaak") == 6
    assert hers.get(f"{HERE}/inzage?na=onzin").status_code == 200


def test_who_acts_for_somebody_sees_no_log_and_is_seen(duinstede: Municipality) -> None:
    sanne, henk = person("Sanne Smit", now()), person("Henk Jansen", now())
    mandate = active(duinstede, sanne, henk, now() - timedelta(minutes=1))
    acting = browser(henk, mandate.pk)
    assert acting.get(f"{HERE}/inzage").status_code == 303
    assert "Henk Jansen" in browser(sanne).get(f"{HERE}/inzage").text


def _opens_the_confirmation(client: Client) -> None:
    Message.objects.update(state=MessageState.HANDED_OVER, settled_at=now())
    client.get(f"{HERE}/berichten/{Message.objects.get(kind='receipt').pk}")


def test_the_copy_of_proof_holds_what_went_to_and_fro(duinstede: Municipality) -> None:
    sanne, henk = person("Sanne Smit", now()), person("Henk Jansen", now())
    zaak = zaak_of(duinstede, sanne, email="sanne@post.example")
    hers, here = browser(sanne), f"{HERE}/zaken/{zaak.reference}/afschrift"
    _opens_the_confirmation(hers)
    seal_log(now())
    page = hers.get(here).text
    assert "Geopend in Mijn omgeving" in page
    assert zaak.reference in page
    content = hers.get(f"{here}.json").content
    report = verify_any(BytesIO(content), [signing_key().public])
    assert report.verdict is Verdict.SEALED, report.failed
    kinds = [fact["event"]["type"] for fact in json.loads(content)["facts"]]
    assert kinds == ["submission.received", "openloket/receipt.issued/1", "openloket/message.read/1"]
    assert "Jan Jansen" not in json.dumps(json.loads(content)["facts"])
    assert browser(henk).get(here).status_code == 404
    assert browser(henk).get(f"{here}.json").status_code == 404


def test_another_town_finds_nothing(duinstede: Municipality, eikenrade: Municipality) -> None:
    sanne = person("Sanne Smit", now())
    zaak = zaak_of(duinstede, sanne)
    there = browser(sanne, town="eikenrade")
    for path in ("inzage", f"zaken/{zaak.reference}/afschrift.json"):
        assert there.get(f"/eikenrade/mijn/{path}").status_code in (302, 303, 404)


def _made(town: Municipality) -> OwnCopy:
    asked = OwnCopy.objects.get(made_at=None)
    assert make_own_copy(town.organisation, asked.pk, now)
    assert not make_own_copy(town.organisation, asked.pk, now), "once is enough"
    asked.refresh_from_db()
    return asked


def test_everything_is_taken_along_in_one_file(duinstede: Municipality, folder: Path) -> None:
    sanne, henk = person("Sanne Smit", now()), person("Henk Jansen", now())
    zaak = zaak_of(duinstede, sanne, email="sanne@post.example", kenteken="QQ-777-Q")
    zaak_of(duinstede, henk, kenteken="HH-111-H")
    active(duinstede, sanne, henk, now())
    log_reading(duinstede.worker, Reading.ZAAK, ("zaak", zaak.pk), "behandelt deze zaak", now())
    seal_log(now())
    hers = browser(sanne)
    assert hers.post(f"{HERE}/kopie/vragen")["Location"] == f"{HERE}/kopie"
    assert "Wij maken uw kopie" in hers.get(f"{HERE}/kopie").text
    assert hers.post(f"{HERE}/kopie/vragen").status_code == 409
    _made(duinstede)
    assert "Uw kopie is klaar" in hers.get(f"{HERE}/kopie").text
    assert "Uw kopie is klaar" in hers.get(f"{HERE}/").text
    file = b"".join(hers.post(f"{HERE}/kopie/bestand"))
    with ZipFile(BytesIO(file)) as archive:
        assert archive.testzip() is None
        names = set(archive.namelist())
        whole = json.loads(archive.read("gegevens.json"))
        page = archive.read("lees-mij.html").decode()
        dossier = archive.read(f"bewijs/afschrift-{zaak.reference}.json")
        receipt = archive.read(f"bewijs/ontvangst-{zaak.reference}.json")
    assert {"lees-mij.html", "gegevens.json", "sleutel.pem"} < names
    assert [one["reference"] for one in whole["zaken"]] == [zaak.reference]
    for told in ("QQ-777-Q", "sanne@post.example", "een behandelaar van Team Vergunningen", zaak.reference):
        assert told in page, told
        assert told in json.dumps(whole), told
    assert "HH-111-H" not in page + json.dumps(whole)
    assert "999990019" not in page + json.dumps(whole)
    left_out = [one["what"] for one in whole["not_in_it"]]
    assert "Notities van medewerkers over uw zaken" in left_out
    assert all(what in page and what in hers.get(f"{HERE}/kopie").text for what in left_out)
    assert not [one for one in (dossier, receipt) if not verify_any(BytesIO(one), [signing_key().public]).ok]


def test_who_confirmed_an_address_hears_that_it_is_ready_and_nothing_more(
    duinstede: Municipality, folder: Path
) -> None:
    sanne, henk = person("Sanne Smit", now()), person("Henk Jansen", now())
    Preference.create(person=sanne, email="sanne@post.example", confirmed_at=now(), changed_at=now())
    Preference.create(person=henk, email="henk@post.example", changed_at=now())
    for one in (sanne, henk):
        browser(one).post(f"{HERE}/kopie/vragen")
        making = browser(one).get(f"{HERE}/kopie").text
        assert ("Wij mailen u op sanne@post.example" in making) == (one == sanne)
        _made(duinstede)
    told = Message.objects.get(kind="copy_ready")
    assert told.to_address == "sanne@post.example"
    assert "/duinstede/mijn/kopie" in told.text


def test_an_email_goes_along_as_it_came(duinstede: Municipality, folder: Path) -> None:
    sanne = person("Sanne Smit", now())
    zaak = zaak_of(duinstede, sanne)
    name, sha256 = keep_bytes(b"From: sanne@post.example\r\n\r\nHoi", now())
    RawMail.create(
        storage_name=name, sha256=sha256, content_sha256=sha256, size=31, mailbox="loket@duinstede.example",
        received_at=now(), submission_id=zaak.submission_id,
    )  # fmt: skip
    ask_own_copy(sanne.pk, now())
    with default_storage.open(_made(duinstede).storage_name) as made, ZipFile(made) as archive:
        path = json.loads(archive.read("gegevens.json"))["zaken"][0]["received"][0]["original"]
        assert archive.read(path).endswith(b"Hoi")
        assert path in archive.read("lees-mij.html").decode()


def test_the_file_is_for_who_just_logged_in_and_for_a_day(duinstede: Municipality, folder: Path) -> None:
    sanne, henk = person("Sanne Smit", now()), person("Henk Jansen", now())
    zaak = zaak_of(duinstede, sanne)
    hers = browser(sanne)
    hers.post(f"{HERE}/kopie/vragen")
    copy = _made(duinstede)
    assert browser(henk).post(f"{HERE}/kopie/bestand")["Location"] == f"{HERE}/kopie"
    acting = browser(henk, active(duinstede, sanne, henk, now()).pk)
    assert "voor-wie" in acting.post(f"{HERE}/kopie/bestand")["Location"]
    PersonSession.objects.filter(person=sanne).update(begun_at=now() - timedelta(minutes=11))
    assert "opnieuw=ja" in hers.post(f"{HERE}/kopie/bestand")["Location"]
    Channel.objects.filter(service=zaak.service).update(login_level="hoog")
    assert "niveau=hoog" in browser(sanne).post(f"{HERE}/kopie/bestand")["Location"]
    assert forget_own_copies(now() + timedelta(hours=23)) == 0
    assert forget_own_copies(now() + timedelta(hours=25)) == 1
    assert not list(folder.rglob(copy.storage_name.rpartition("/")[2]))
    assert Event.objects.filter(kind="copy.forgotten").exists()


def test_what_is_wrong_is_asked_to_be_mended_and_followed(duinstede: Municipality) -> None:
    sanne, henk = person("Sanne Smit", now()), person("Henk Jansen", now())
    zaak = zaak_of(duinstede, sanne)
    hers = browser(sanne)
    assert hers.get(f"{HERE}/correctie").status_code == 404, "not offered here yet"
    assert "Vragen wie het was" not in hers.get(f"{HERE}/inzage").text
    adopt(duinstede, "persoonsgegevens")
    assert zaak.reference in hers.get(f"{HERE}/correctie").text
    said = {"wat": "verbeteren", "zaak": zaak.reference, "nu": "Huisnummer 12"}
    assert browser(henk).post(f"{HERE}/correctie", said).status_code == 404
    begun = hers.post(f"{HERE}/correctie", said)["Location"]
    assert begun == "/duinstede/persoonsgegevens/formulier/vraag"
    page = hers.get(begun).text
    assert "Huisnummer 12" in page
    assert zaak.reference in page
    draft = Draft.objects.exclude(answers={}).get()
    assert (draft.answers["naam"], draft.about, draft.person_id) == ("Sanne Smit", "", sanne.pk)
    hers.post(begun, {"wat": "verbeteren", "nu": "Huisnummer 12", "moet": "Huisnummer 14"})
    day = {"controledatum.dag": "1", "controledatum.maand": "2", "controledatum.jaar": "1980"}
    hers.post("/duinstede/persoonsgegevens/formulier/contact", {"naam": "Sanne Smit", **day})
    hers.post("/duinstede/persoonsgegevens/versturen", {})
    followed = Zaak.objects.latest("pk")
    assert (followed.service.slug, followed.person_id) == ("persoonsgegevens", sanne.pk)
    term = followed.terms.get()
    assert (term.kind, term.article) == ("decision", "AVG 12 lid 3")
    assert followed.reference in hers.get(f"{HERE}/zaken").text


def test_an_address_for_letters_is_told_once_and_used(duinstede: Municipality) -> None:
    sanne = person("Sanne Smit", now())
    hers = browser(sanne)
    typed = {"adres.postcode": "12 AB", "adres.huisnummer": "12", "adres.straat": "Zeeweg"}
    wrong = hers.post(f"{HERE}/gegevens/postadres", typed)
    assert wrong.status_code == 422
    assert 'value="Zeeweg"' in wrong.text
    assert "#adres.postcode" in wrong.text
    done = hers.post(
        f"{HERE}/gegevens/postadres",
        {**typed, "adres.postcode": "1234 AB", "adres.plaats": "Oord"},
        follow=True,
    )
    assert "Uw postadres is bewaard." in done.text
    assert postal_lines(sanne.pk, "Sanne Smit") == ("Sanne Smit", "Zeeweg 12", "1234 AB  Oord")
    zaak = zaak_of(duinstede, sanne)
    send_status(duinstede.organisation, duinstede.worker, zaak, now())
    assert Message.objects.latest("pk").to_lines[-1] == "1234 AB  Oord"
    hers.post(f"{HERE}/gegevens/postadres", {"weg": "1"})
    assert postal_lines(sanne.pk, "Sanne Smit") == ()
