"""What is broken in one organisation keeps no duty of the worker from the others, and is told."""

import ast
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from tests.cast import Municipality

import openloket
from openloket.evidence.canonical import sha256_hex
from openloket.flows.letters.batch_letters import batch_when_due
from openloket.flows.one_by_one import one_by_one
from openloket.flows.queue import enqueue
from openloket.oversight.health import Examined, examine
from openloket.post.models import CarrierAccount, LetterBatch, Message
from openloket.tenancy.duties import TOLD_AFTER, Duty, wait_after
from openloket.tenancy.models import DutyFailure
from openloket.tenancy.scope import current, scope

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)  # a Monday afternoon: after the hour of printers
SECRET = "jansen@example.nl"


def failures(town: Municipality) -> list[DutyFailure]:
    with scope(town.organisation.pk):
        return list(DutyFailure.objects.all())


def taken() -> Examined:
    return next(one for one in examine([], NOW) if one.name == "Taken")


def run(towns: list[Municipality], broken: Municipality | None, now: datetime) -> list[int]:
    """Which organisations a duty reached that breaks in one of them."""
    reached = []

    def work(organisation_id: int) -> int:
        assert current() == organisation_id
        reached.append(organisation_id)
        if broken and organisation_id == broken.organisation.pk:
            raise ValueError(SECRET)
        return 1

    one_by_one(Duty.REMIND_DRAFTS, [town.organisation.pk for town in towns], work, now)
    return reached


def test_the_others_go_on_and_the_broken_one_rests_ever_longer(
    duinstede: Municipality, eikenrade: Municipality, caplog: pytest.LogCaptureFixture
) -> None:
    towns = [duinstede, eikenrade]
    here, there = (town.organisation.pk for town in towns)
    assert run(towns, duinstede, NOW) == [here, there]
    assert run(towns, duinstede, NOW + timedelta(seconds=29)) == [there], "it rests, the other does not"
    assert run(towns, duinstede, NOW + timedelta(seconds=30)) == [here, there]
    assert run(towns, duinstede, NOW + timedelta(seconds=80)) == [there], "now twice as long"
    (kept,) = failures(duinstede)
    assert (kept.failures, kept.since, kept.duty) == (2, NOW, "remind_drafts")
    assert kept.problem.startswith("ValueError in ")
    assert SECRET not in caplog.text + kept.problem
    assert failures(eikenrade) == []
    assert wait_after(1000) == timedelta(hours=1)


def test_it_is_told_when_it_keeps_failing_and_forgotten_when_it_goes_well(
    duinstede: Municipality, eikenrade: Municipality
) -> None:
    towns, now = [duinstede, eikenrade], NOW
    for _ in range(TOLD_AFTER):
        assert taken().good
        run(towns, eikenrade, now)
        now += timedelta(hours=1)
    told = taken()
    assert not told.good
    assert "Eikenrade: mensen aan hun concept herinneren" in told.text
    assert "Duinstede" not in told.text
    assert SECRET not in told.text
    run(towns, None, now)
    assert failures(eikenrade) == []
    assert taken().good


def test_it_is_forgotten_when_nothing_is_due_any_more(duinstede: Municipality) -> None:
    run([duinstede], duinstede, NOW)
    run([], None, NOW)
    assert failures(duinstede) == []


def letter(town: Municipality, hour: object) -> None:
    with scope(town.organisation.pk):
        CarrierAccount.create(way="letter", carrier="folder", settings={"hour": hour}, changed_at=NOW)
        Message.create(
            kind="status", subject_kind="zaak", subject_id=7, to_address="", way="letter", state="to_post",
            to_lines=["J. Jansen", "Dorpsstraat 1", "1234 AB Duinstede"], subject_line="x", text="x",
            sha256=sha256_hex(b"x"), message_id=f"<1@{town.organisation.slug}>",
            created_at=NOW - timedelta(days=1),
        )  # fmt: skip


def test_a_broken_setting_of_one_keeps_no_letter_of_another(
    duinstede: Municipality, eikenrade: Municipality
) -> None:
    letter(duinstede, "half vier")
    letter(eikenrade, 9)
    assert batch_when_due(NOW) == 1
    with scope(eikenrade.organisation.pk):
        assert LetterBatch.objects.count() == 1
    (kept,) = failures(duinstede)
    assert kept.problem.startswith("ValueError in batch_letters.py")


def test_a_job_that_goes_wrong_each_time_is_told(duinstede: Municipality) -> None:
    def queue() -> bool:
        return next(one for one in examine([], NOW) if one.name == "Wachtrij").good

    def tried(task: str, attempts: int) -> None:
        enqueue(task)
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE procrastinate_jobs SET attempts = %s WHERE task_name = %s", [attempts, task]
            )

    tried("handle_mail", 4)
    tried("deliver_message", 50)
    assert queue(), "a message that waits for its server is told elsewhere"
    tried("handle_mail", 5)
    assert not queue()


def _walks_by_itself(path: Path) -> bool:
    loops = [one for one in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(one, ast.For)]
    return any("organisations_with(" in ast.unparse(one.iter) for one in loops)


def test_no_duty_goes_past_organisations_in_a_loop_of_its_own() -> None:
    source = Path(openloket.__file__).parent
    flows = [*source.glob("flows/**/*.py"), *source.glob("work/*.py")]
    assert len(flows) > 100
    assert [path.name for path in flows if _walks_by_itself(path)] == []
