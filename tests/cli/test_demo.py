"""The demo: everything comes up, the main job can be walked, what dies is started again."""

import os
import signal
import subprocess
import sys
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.waiting import AGES, wait_until

from openloket.adapters.mail_out.memory import MemoryCarrier
from openloket.cli.demo.browser import Browser, Page, Unexpected
from openloket.cli.demo.load import load_demo, load_post
from openloket.cli.demo.page_reader import read_page
from openloket.cli.demo.supervisor import Supervisor
from openloket.flows.delivery.deliver_messages import deliver
from openloket.flows.outages.forgive_lateness import forgive_after_outages
from openloket.intake.models import Draft
from openloket.law.kalender import einde_van_dag
from openloket.oversight.receipts import count_receipts
from openloket.people.models import Mandate
from openloket.post.models import Message
from openloket.post.undelivered import lost_messages
from openloket.tenancy.models import Organisation
from openloket.tenancy.scope import scope
from openloket.zaken.models import Besluit, SupplementRequest, Term, Zaak
from openloket.zaken.penalty import euros_owed

ONCE = [sys.executable, "-m", "openloket.cli", "demo", "--once"]


def test_the_whole_main_job_ends_with_a_verified_receipt(tmp_path: Path) -> None:
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("OPENLOKET_")}
    surroundings["TMPDIR"] = str(tmp_path)
    done = subprocess.run(
        ONCE, cwd=tmp_path, env=surroundings, capture_output=True, text=True, timeout=5 * AGES
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1].startswith("receipt verified: DUI-")
    assert list(tmp_path.glob("openloket-*")) == []


def test_two_towns_with_every_product_and_a_desk_that_is_not_empty(own_database: str) -> None:
    now = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
    assert load_demo(now) == ["Duinstede", "Eikenrade"]
    assert load_demo(now) == []
    counts = count_receipts(Organisation.objects.order_by("name"), now)
    # Of the fourteen some are older than the thirty days that are counted.
    assert [row.organisation for row in counts if 0 < row.received <= 11] == ["Duinstede", "Eikenrade"]
    for town in Organisation.objects.all():
        with scope(town.pk):
            _people_act_for_others()


def _people_act_for_others() -> None:
    rows = Mandate.objects.values_list("holder_name", "grantor_name", "state")
    assert set(rows) == {
        ("Jolanda Kramer", "Arie Verhoef", "actief"),
        ("Jolanda Kramer", "Mina Bakkali", "actief"),
        ("Tess van Buren", "Bakkerij Bos", "actief"),
        ("Youssef Bakkali", "Mina Bakkali", "voorgesteld"),
    }
    theirs = Zaak.objects.exclude(person=None).order_by("received_at")
    names = theirs.values_list("person__name", flat=True)
    assert list(names) == ["Arie Verhoef", "Mina Bakkali"]
    assert Draft.objects.exclude(person=None).exclude(answers={}).count() == 1


def test_in_each_town_somebody_waits_too_long(own_database: str) -> None:
    load_demo(datetime(2026, 3, 2, 9, 15, tzinfo=UTC))
    for town in Organisation.objects.all():
        with scope(town.pk):
            clock = Term.objects.get(kind=Term.Kind.PENALTY)
            assert 0 < euros_owed(clock, date(2026, 3, 2)) < 1442


def test_in_each_town_the_form_was_down_while_one_could_object(own_database: str) -> None:
    now = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
    load_demo(now)
    for town in Organisation.objects.all():
        with scope(town.pk):
            besluit = Besluit.objects.select_related("message").get()
            deliver(besluit.message_id, MemoryCarrier(), lambda at=besluit.recorded_at: at)
    assert forgive_after_outages(now) == 2
    for town in Organisation.objects.all():
        with scope(town.pk):
            term = Term.objects.get(kind=Term.Kind.OBJECTION)
            assert term.forgiven_until > einde_van_dag(term.last_day)


def test_in_each_town_something_is_missing_and_a_letter_waits(own_database: str) -> None:
    load_demo(datetime(2026, 3, 2, 9, 15, tzinfo=UTC))
    for town in Organisation.objects.all():
        with scope(town.pk):
            mail, letter = SupplementRequest.objects.select_related("message").order_by("message__way")
            assert mail.last_day > date(2026, 3, 2)
            deliver(mail.message_id, MemoryCarrier(), lambda at=mail.asked_at: at)
            assert Term.objects.get(kind=Term.Kind.SUPPLEMENT).last_day == mail.last_day
            assert (letter.message.state, len(letter.message.to_lines)) == ("to_post", 3)


def test_in_each_town_somebody_may_object_to_a_decision(own_database: str) -> None:
    now = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
    load_demo(now)
    for town in Organisation.objects.all():
        with scope(town.pk):
            besluit = Besluit.objects.get()
            assert besluit.message_id is not None
            deliver(besluit.message_id, MemoryCarrier(), lambda at=besluit.recorded_at: at)
            assert Term.objects.get(kind=Term.Kind.OBJECTION).last_day > date(2026, 3, 2)


def test_a_process_that_dies_is_started_again_with_its_children_gone(tmp_path: Path) -> None:
    said = tmp_path / "said"
    script = f"echo $$ >> {said}; sleep 600 & echo $! >> {said}; wait"
    supervisor = Supervisor({"one": ["sh", "-c", script]}, os.environ)
    supervisor.start()
    try:
        first, child = _lines(said, 2)
        os.kill(first, signal.SIGKILL)
        wait_until(lambda: not supervisor.watch() and len(said.read_text().split()) >= 4, "it starts again")
        assert not _alive(child)
    finally:
        supervisor.stop()
    # What was killed is gone once its new parent has noticed.
    wait_until(lambda: not any(_alive(each) for each in _lines(said, 4)), "none is left")


def test_a_process_that_never_comes_up_is_named() -> None:
    supervisor = Supervisor({"broken": ["false"]}, os.environ)
    supervisor.start()
    try:
        wait_until(lambda: supervisor.watch() == "broken", "it is named")
    finally:
        supervisor.stop()


PAGE = """<title>T</title><h1>Kop</h1><a href="/x">Naar <b>x</b></a><script>geen tekst</script>
<form method="post" action="/send"><input type="hidden" name="k" value="1"><input name="naam" value="oud">
<input type="radio" name="keus" value="a"><input type="radio" name="keus" value="b" checked>
<textarea name="t">lang</textarea>
<select name="s"><option value="1">een<option value="2" selected>twee</select>
<button name="verder" value="1">Verder</button></form>"""


def test_a_page_is_read_as_it_stands() -> None:
    page = read_page(PAGE)
    assert (page.title, page.heading) == ("T", "Kop")
    assert (page.links[0].words, page.links[0].href) == ("Naar x", "/x")
    assert "geen tekst" not in page.words
    (form,) = page.forms
    assert [(one.name, one.value) for one in form.named("s")] == [("s", "2")]
    assert form.named("t")[0].value == "lang"
    assert form.button("Verder") is not None


@pytest.mark.parametrize("answers", [{"other": "x"}, {"keus": "c"}])
def test_an_answer_that_the_page_does_not_ask_is_noticed(answers: dict[str, str]) -> None:
    page = Page("http://localhost/", 200, PAGE.encode(), read_page(PAGE))
    with pytest.raises(Unexpected):
        Browser().submit(page, "Verder", answers)


def _lines(path: Path, count: int) -> list[int]:
    wait_until(lambda: path.exists() and len(path.read_text().split()) >= count, "it says its number")
    return [int(line) for line in path.read_text().split()]


def _alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_in_each_town_messages_take_each_step_of_the_ladder(own_database: str) -> None:
    now = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
    load_post(load_demo(now), MemoryCarrier(), now)
    for town in Organisation.objects.all():
        with scope(town.pk):
            found = Counter(lost.message.state for lost in lost_messages(now))
            # A letter that came back; a mailbox that is full; a server that keeps trying.
            assert found == {"failed": 1, "again": 1, "handed_over": 1}
            assert Message.objects.filter(state="to_post", to_lines=[], step=2).count() == 1
            assert [m.kind for m in Message.objects.filter(state="printing")] == ["supplement_request"]
            letter = Message.objects.get(kind="besluit", way="letter")
            terms = Term.objects.filter(kind=Term.Kind.OBJECTION, zaak_id=letter.subject_id).order_by("pk")
            assert [one.begins_on for one in terms] == [date(2026, 2, 19), date(2026, 2, 20)]
            read, waiting = Message.objects.filter(way="portal").order_by("pk")
            assert (read.reads.count(), waiting.reads.count()) == (1, 0)
            assert {read.notice_by, waiting.notice_by} == {None}
