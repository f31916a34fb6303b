"""The case file of a zaak: complete, checkable, its making kept; the worker makes what is too large."""

import io
import json
import os
import tracemalloc
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO
from zipfile import ZipFile

import pytest
from tests.cast import Municipality
from tests.evidence.schemas import faults
from tests.flows.mailing import mail_in
from tests.flows.test_place_message import reached
from tests.mailread.making import message
from tests.outages.making import objection_term, outage
from tests.zaken.making import send

from openloket.adapters.mail_out.memory import MemoryCarrier
from openloket.evidence.log import Fact, describe, record
from openloket.evidence.models import Event
from openloket.evidence.signing import signing_key
from openloket.evidence.verify import Verdict
from openloket.evidence.verify_any import verify_any
from openloket.flows.correspondence.keep_preferences import choose_address
from openloket.flows.correspondence.place_message import place_message
from openloket.flows.correspondence.send_status import send_status
from openloket.flows.delivery.deliver_messages import deliver
from openloket.flows.proving import export_case_file as exporting
from openloket.flows.proving.ask_case_file import (
    ask_case_file,
    fetch_case_file,
    forget_case_files,
    make_case_file,
)
from openloket.flows.proving.case_file import Told
from openloket.flows.proving.export_case_file import (
    TooLargeToWaitFor,
    UnableToExport,
    export_case_file,
    take_own_case_file,
)
from openloket.flows.proving.export_person_file import export_person_file
from openloket.flows.proving.person_file import Printers, ToldPerson
from openloket.flows.proving.prove_course import course_of
from openloket.flows.proving.seal_log import seal_log
from openloket.intake.models import Attachment
from openloket.people.mandates import Viewer
from openloket.people.models import AccessLog, Mandate
from openloket.post.casefile_pdf.render import Volume
from openloket.post.models import Message
from openloket.zaken.kept_case_file import KeptCaseFile, last_of
from openloket.zaken.models import Zaak


@pytest.fixture
def zaak(duinstede: Municipality, now: datetime) -> Zaak:
    """A zaak of Sanne, with a message that waits for her and its notice, all sealed."""
    found = send(duinstede, now, email="sanne@post.example")
    reached(found, now)
    written = send_status(duinstede.organisation, duinstede.worker, found, now)
    place_message(written.pk, now)
    deliver(Message.objects.get(kind="notice").pk, MemoryCarrier(), lambda: now)
    seal_log(now + timedelta(minutes=1))
    return found


def pages(told: Told) -> Iterator[Volume]:
    """One page that says what it was told."""
    kinds = ",".join(fact.kind for fact in told.facts)
    yield Volume(1, f"%PDF-1.7 {kinds} {told.readings is None}".encode())


def person_pages(told: ToldPerson) -> Iterator[Volume]:
    """One page that says which zaken there are."""
    yield Volume(1, f"%PDF-1.7 {len(told.zaken)} zaken van {told.name}".encode())


PRINTERS = Printers(pages, person_pages)


def opened(made: IO[bytes]) -> ZipFile:
    """What was made, read and closed as whoever sends it does."""
    with made:
        return ZipFile(io.BytesIO(made.read()))


def test_it_holds_all_and_proves_it(duinstede: Municipality, zaak: Zaak, now: datetime) -> None:
    later = now + timedelta(hours=1)
    with export_case_file(duinstede.organisation, duinstede.worker, zaak, "rechter", pages, later) as made:
        content = made.read()
    report = verify_any(io.BytesIO(content), [signing_key().public])
    assert report.verdict is Verdict.SEALED, [check for check in report.checks if check.name in report.failed]
    names = ZipFile(io.BytesIO(content)).namelist()
    assert {"dossier.pdf", "bewijs/afschrift-1.json", f"ontvangst/{zaak.reference}.json"} <= {*names}
    page = ZipFile(io.BytesIO(content)).read("dossier.pdf").decode("latin-1")
    assert "message.accessible" in page
    assert "True" in page
    fact = json.loads(Event.objects.get(kind="casefile.exported").body)
    assert (fact["purpose"], fact["actor"]) == ("rechter", f"employee:{duinstede.worker.pk}")
    assert AccessLog.objects.filter(reason=f"dossier van {zaak.reference}: rechter").exists()


def test_of_one_message_it_holds_that_and_its_notice(
    duinstede: Municipality, zaak: Zaak, now: datetime
) -> None:
    message = Message.objects.get(kind="status")
    args = (duinstede.organisation, duinstede.worker, zaak, "bezwaar", pages, now, message.pk)
    with opened(export_case_file(*args)) as archive:
        words = json.loads(archive.read("bewijs/afschrift-1.json"))["words"]
        assert {one["kind"] for one in words} == {"status", "notice"}
        assert not [name for name in archive.namelist() if name.startswith("ontvangst/")]


def proven_kinds(made: IO[bytes]) -> list[str]:
    """The kinds of the facts that the copy of proof holds."""
    with opened(made) as archive:
        facts = json.loads(archive.read("bewijs/afschrift-1.json"))["facts"]
    return [fact["event"]["type"].removeprefix("openloket/").removesuffix("/1") for fact in facts]


def test_the_consent_that_a_message_went_by_is_proved_too(
    duinstede: Municipality, zaak: Zaak, now: datetime
) -> None:
    row = Message.objects.exclude(consent=None).get()
    body = describe("reachability.given", now, "citizen", way="portal", sort="mededeling")
    record(
        duinstede.organisation.pk,
        now,
        "citizen",
        [Fact("reachability.given", "reachability", row.consent_id, body)],
    )
    args = (duinstede.organisation, duinstede.worker, zaak, "rechter", pages, now)
    assert "reachability.given" in proven_kinds(export_case_file(*args))
    assert "reachability.given" in proven_kinds(export_case_file(*args, row.pk))


def test_the_case_file_of_an_email_proves_that_email(duinstede: Municipality, now: datetime) -> None:
    """Its bytes go along; without the fact that names their hash our own check would call it false."""
    mail, handled = mail_in(duinstede, message("Hierbij mijn bewijs."), now)
    seal_log(now + timedelta(minutes=1))
    zaak = Zaak.objects.get(submission__reference=handled.reference)
    args = (duinstede.organisation, duinstede.worker, zaak, "rechter", pages, now)
    with export_case_file(*args) as made:
        content = made.read()
    report = verify_any(io.BytesIO(content), [signing_key().public])
    assert report.ok, [check.text for check in report.checks if check.name in report.failed]
    told = {one.name: one.text for one in report.checks}
    assert told["papers"].endswith("Aantal: 1.")
    assert Event.objects.filter(kind="mail.stored", subject_id=mail.pk).exists()


@pytest.mark.parametrize(("days", "there"), [(0, True), (41, True), (60, False)])
def test_an_outage_counts_until_the_last_day_to_object(
    duinstede: Municipality, zaak: Zaak, now: datetime, days: int, there: bool
) -> None:
    """A zaak is closed long before: an outage on the last evening to object is why that day moved (2:21)."""
    Zaak.objects.filter(pk=zaak.pk).update(closed_at=now + timedelta(hours=1))
    last_day = objection_term(zaak, now.date()).last_day
    down = now + timedelta(days=days)
    row = outage(down, down + timedelta(hours=2))
    body = describe("outage.began", down, "system", channel=row.channel)
    told = describe("message.handed_over", down, "system")
    facts = [
        Fact("outage.began", "outage", row.pk, body),
        Fact("message.handed_over", "outage", row.pk, told),
    ]
    record(duinstede.organisation.pk, down, "system", facts)
    assert (down.date() <= last_day) is there
    zaak.refresh_from_db()
    course = course_of(None, zaak)
    assert [one.id for one in course.down] == ([row.pk] if there else [])
    about = [fact.kind for fact in course.facts if fact.subject_kind == "outage"]
    assert about == (["outage.began"] if there else []), "a message about an outage goes to many"


def test_whose_it_is_gets_the_same_with_who_read_it(
    duinstede: Municipality, zaak: Zaak, now: datetime
) -> None:
    viewer = Viewer(zaak.person_id)
    with opened(take_own_case_file(duinstede.organisation, viewer, zaak, pages, now)) as archive:
        assert b"False" in archive.read("dossier.pdf")


@pytest.mark.parametrize(("who", "purpose", "message"), [("worker", "thuis", None), ("worker", "rechter", 0)])
def test_no_purpose_and_no_message_is_refused(
    duinstede: Municipality, zaak: Zaak, now: datetime, who: str, purpose: str, message: int | None
) -> None:
    employee = getattr(duinstede, who)
    with pytest.raises(UnableToExport):
        export_case_file(duinstede.organisation, employee, zaak, purpose, pages, now, message)


def test_the_worker_makes_what_is_too_large_once(
    duinstede: Municipality, zaak: Zaak, now: datetime, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "MOST_MESSAGES", 1)
    with pytest.raises(TooLargeToWaitFor):
        export_case_file(duinstede.organisation, duinstede.worker, zaak, "rechter", pages, now)
    asked = ask_case_file(duinstede.worker, zaak, "rechter", None, now)
    with pytest.raises(UnableToExport, match="al een dossier"):
        ask_case_file(duinstede.worker, zaak, "rechter", None, now)
    assert make_case_file(duinstede.organisation, asked.pk, lambda _: PRINTERS, lambda: now)
    assert not make_case_file(duinstede.organisation, asked.pk, lambda _: PRINTERS, lambda: now)
    kept = fetch_case_file(duinstede.worker, last_of(zaak.pk, None), now)
    with (folder / kept.storage_name).open("rb") as source:
        assert verify_any(source, [signing_key().public]).verdict is Verdict.SEALED
    assert Event.objects.filter(kind="casefile.exported", subject_id=zaak.pk).count() == 1
    assert forget_case_files(now + timedelta(hours=25)) == 1
    assert not KeptCaseFile.objects.exists()
    assert not (folder / kept.storage_name).exists()


@pytest.fixture
def both(duinstede: Municipality, zaak: Zaak, now: datetime) -> tuple[Zaak, Zaak]:
    """Two zaken of Sanne, and one of somebody else."""
    other = send(duinstede, now)
    Zaak.objects.filter(pk=other.pk).update(person_id=zaak.person_id)
    send(duinstede, now)
    seal_log(now + timedelta(minutes=2))
    return zaak, other


def test_of_a_person_it_holds_the_case_file_of_each_zaak(
    duinstede: Municipality, both: tuple[Zaak, Zaak], now: datetime
) -> None:
    zaak, other = both
    args = (duinstede.organisation, duinstede.worker, zaak, "rechter", PRINTERS, now)
    with export_person_file(*args) as made:
        content = made.read()
    report = verify_any(io.BytesIO(content), [signing_key().public])
    assert report.ok, [check for check in report.checks if check.name in report.failed]
    assert {one.name: one.text for one in report.checks}["cases"].endswith("Aantal: 2.")
    with ZipFile(io.BytesIO(content)) as archive:
        assert b"2 zaken van" in archive.read("dossier.pdf")
        whole = json.loads(archive.read("persoon.json"))
        assert list(faults(whole, json.loads(archive.read(whole["$schema"])))) == []
        assert "drafts" not in whole
        assert "readings" not in whole
        assert "logins" not in whole
        for one in whole["zaken"]:
            inner = verify_any(io.BytesIO(archive.read(one["file"])), [signing_key().public])
            assert inner.verdict is Verdict.SEALED
    facts = Event.objects.filter(kind="casefile.exported").values_list("subject_id", flat=True)
    assert sorted(facts) == sorted([zaak.pk, other.pk])
    assert AccessLog.objects.filter(reason__startswith="dossier van").count() == 2


def test_of_a_person_what_they_chose_and_who_may_act_is_proved(
    duinstede: Municipality, zaak: Zaak, now: datetime
) -> None:
    """Of mandates only what they are: a message about one may hold the code of the other."""
    person_id, here = zaak.person_id, duinstede.organisation.pk
    chosen = Message.objects.exclude(consent=None).get().consent_id
    mandate = Mandate.create(
        grantor_id=person_id, grantor_name="Sanne", holder_name="Piet", basis="ouder", state="actief",
        from_day=now.date(), proposed_at=now,
    )  # fmt: skip
    facts = [
        Fact("reachability.given", "reachability", chosen, describe("reachability.given", now, "citizen")),
        Fact("mandate.accepted", "mandate", mandate.pk, describe("mandate.accepted", now, "citizen")),
        Fact("message.handed_over", "mandate", mandate.pk, describe("message.handed_over", now, "system")),
    ]
    record(here, now, "citizen", facts)
    seal_log(now + timedelta(minutes=3))
    told: list[ToldPerson] = []

    def keeping(one: ToldPerson) -> Iterator[Volume]:
        told.append(one)
        return person_pages(one)

    args = (duinstede.organisation, duinstede.worker, zaak, "rechter", Printers(pages, keeping), now)
    with opened(export_person_file(*args)) as archive:
        proof = json.loads(archive.read("bewijs/afschrift-persoon.json"))
    kinds = {fact["event"]["type"].split("/")[1] for fact in proof["facts"]}
    assert {"reachability.given", "mandate.accepted"} <= kinds
    assert "message.handed_over" not in kinds
    assert {fact.kind for fact in told[0].facts} == kinds, "the pages tell what is proved"
    assert all(fact["inclusion"] for fact in proof["facts"])


def test_a_link_that_opens_something_does_not_go_along_to_a_judge(
    duinstede: Municipality, zaak: Zaak, now: datetime
) -> None:
    assert zaak.person_id is not None
    choose_address(duinstede.organisation, zaak.person_id, "sanne@post.example", now)
    sent = Message.objects.get(subject_kind="person")
    deliver(sent.pk, MemoryCarrier(), lambda: now)
    args = (duinstede.organisation, duinstede.worker, zaak, "rechter", PRINTERS, now)
    with opened(export_person_file(*args)) as archive:
        whole, proof = archive.read("persoon.json"), archive.read("bewijs/afschrift-persoon.json").decode()
    assert json.loads(whole)["messages"] == []
    assert sent.message_id not in proof
    assert "preference.address" in proof, "that they changed it is told"


def test_who_did_not_log_in_is_nobody_we_know(duinstede: Municipality, now: datetime) -> None:
    with pytest.raises(UnableToExport, match="logde niemand in"):
        export_person_file(
            duinstede.organisation, duinstede.worker, send(duinstede, now), "rechter", PRINTERS, now
        )


def test_the_worker_makes_a_large_one_of_a_person(
    duinstede: Municipality, both: tuple[Zaak, Zaak], now: datetime, folder: Path
) -> None:
    zaak, _ = both
    asked = ask_case_file(duinstede.worker, zaak, "rechter", None, now, of_person=True)
    assert make_case_file(duinstede.organisation, asked.pk, lambda _: PRINTERS, lambda: now)
    assert last_of(zaak.pk, None) is None, "that of the zaak alone was not asked"
    kept = fetch_case_file(duinstede.worker, last_of(zaak.pk, None, of_person=True), now)
    with (folder / kept.storage_name).open("rb") as source:
        assert verify_any(source, [signing_key().public]).ok


def while_it_comes(zaak: Zaak, other: Zaak) -> Printers:
    """Prints, and meanwhile another zaak turns out to be of the same person."""

    def turning_out(told: Told) -> Iterator[Volume]:
        Zaak.objects.filter(pk=other.pk).update(person_id=zaak.person_id)
        yield from pages(told)

    return Printers(turning_out, person_pages)


def in_it(made: IO[bytes]) -> list[str]:
    """The references of the zaken in the file of a person."""
    with opened(made) as archive:
        return [one["reference"] for one in json.loads(archive.read("persoon.json"))["zaken"]]


def written_down(kind: str) -> list[str]:
    """The references of the zaken of which the log says that they went along."""
    ids = list(Event.objects.filter(kind=kind, subject_kind="zaak").values_list("subject_id", flat=True))
    assert len(ids) == len(set(ids))
    return list(Zaak.objects.filter(pk__in=ids).order_by("pk").values_list("reference", flat=True))


def test_a_zaak_that_comes_meanwhile_is_neither_in_it_nor_written_down(
    duinstede: Municipality, both: tuple[Zaak, Zaak], now: datetime
) -> None:
    zaak, other = both
    printers = while_it_comes(zaak, send(duinstede, now))
    args = (duinstede.organisation, duinstede.worker, zaak, "rechter", printers, now)
    references = [zaak.reference, other.reference]
    assert in_it(export_person_file(*args)) == references
    assert written_down("casefile.exported") == references
    read = AccessLog.objects.filter(reason__startswith="dossier van").values_list("subject_id", flat=True)
    assert sorted(read) == sorted([zaak.pk, other.pk])


def test_of_what_the_worker_made_exactly_what_is_in_it_is_written_down(
    duinstede: Municipality, both: tuple[Zaak, Zaak], now: datetime, folder: Path
) -> None:
    zaak, other = both
    asked = ask_case_file(duinstede.worker, zaak, "rechter", None, now, of_person=True)
    before = send(duinstede, now)  # after it was asked, and before it was made
    Zaak.objects.filter(pk=before.pk).update(person_id=zaak.person_id)
    printers = while_it_comes(zaak, send(duinstede, now))
    assert make_case_file(duinstede.organisation, asked.pk, lambda _: printers, lambda: now)
    kept = fetch_case_file(duinstede.worker, last_of(zaak.pk, None, of_person=True), now)
    references = [zaak.reference, other.reference, before.reference]
    assert in_it((folder / kept.storage_name).open("rb")) == references
    assert written_down("casefile.exported") == references
    assert written_down("casefile.fetched") == references
    read = AccessLog.objects.filter(reason__endswith=": ophalen").values_list("subject_id", flat=True)
    assert sorted(read) == sorted([zaak.pk, other.pk, before.pk])


def test_large_papers_do_not_pass_through_memory(
    duinstede: Municipality, both: tuple[Zaak, Zaak], now: datetime, folder: Path
) -> None:
    zaak, size = both[0], 40_000_000
    with (folder / "film").open("wb") as film:
        film.truncate(size)
    Attachment.create(
        submission_id=zaak.submission_id, field="bewijs", name="film.mp4", media_type="video/mp4", size=size,
        sha256="0" * 64, storage_name="film", scan="clean", added_at=now,
    )  # fmt: skip
    args = (duinstede.organisation, duinstede.worker, zaak, "rechter", PRINTERS, now)
    tracemalloc.start()
    try:
        with export_person_file(*args) as made:
            assert made.seek(0, os.SEEK_END) > size
        assert tracemalloc.get_traced_memory()[1] < size / 4
    finally:
        tracemalloc.stop()
