"""Two hundred forms are sent while web, workers and PostgreSQL are killed: what was acknowledged is there."""

import os
import random
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import pytest
from tests.citizen import Citizen, apply, draft_key, shown
from tests.faults.installation import Fate, Installation, disasters, furnish, installation, running
from tests.journeys.filling_in import PDF
from tests.parts import answers
from tests.waiting import wait_until

from openloket.evidence.canonical import read_canonical
from openloket.evidence.keys import PublicKey
from openloket.evidence.treehead import read_tree_head
from openloket.evidence.verify import Verdict, verify_file
from openloket.merkle.hashing import leaf_hash, node_hash

SEED = int(os.environ.get("OPENLOKET_TEST_SEED", "20260302"))
SUBMISSIONS, DRAFTS, CLIENTS, DISASTERS = 200, 20, 8, 18
BASE = "/duinstede/parkeervergunning"


@dataclass
class Told:
    """What people were told while it happened."""

    receipts: dict[int, str] = field(default_factory=dict)
    drafts: dict[int, str] = field(default_factory=dict)
    statuses: Counter[int] = field(default_factory=Counter)
    broken: int = 0


@pytest.fixture(scope="module")
def happened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Installation, Fate, Told]]:
    """The installation after everything that happened to it, calm again."""
    folder = tmp_path_factory.mktemp("faults")
    chance = random.Random(SEED)
    told = Told()
    with installation(folder) as found:
        furnish(found)
        with running(found):
            fate = Fate(disasters(found, chance), chance)
            fate.start()
            work = [(send, number) for number in range(SUBMISSIONS)]
            work += [(begin, number) for number in range(DRAFTS)]
            chance.shuffle(work)
            with ThreadPoolExecutor(CLIENTS) as people:
                for done in [people.submit(act, found.port, number, told) for act, number in work]:
                    done.result()
            fate.join()
            _come_to_rest(found)
            yield found, fate, told


def send(port: int, number: int, told: Told) -> None:
    """One person who sends the form; each tenth with a file."""
    chance = random.Random(number)
    with Citizen((port,), chance) as citizen:
        told.receipts[number] = apply(
            citizen,
            BASE,
            f"Aanvrager {number}",
            _plate(number),
            PDF if number % 10 == 0 else b"",
            pause=lambda: time.sleep(chance.uniform(0.1, 0.8)),
        )
        _note(citizen, told)


def begin(port: int, number: int, told: Told) -> None:
    """One person who fills in the first page and comes back later."""
    with Citizen((port,), random.Random(-number)) as citizen:
        page = citizen.follow(citizen.get(f"{BASE}/formulier")).text
        key = draft_key(page)
        citizen.post(f"{BASE}/formulier/wie", {"draft_key": key, "naam": f"Later {number}", "verder": "1"})
        told.drafts[number] = key
        _note(citizen, told)


def _note(citizen: Citizen, told: Told) -> None:
    told.statuses.update(citizen.statuses)
    told.broken += citizen.broken


def _plate(number: int) -> str:
    return f"ZZ-{number:03d}-Q"


def _come_to_rest(found: Installation) -> None:
    """Nothing is under way any more: mails are out, the log is sealed."""
    found.restart_postgres()  # the last disaster may have been its own
    wait_until(lambda: answers(found.port), "the web part answers")
    settled = "SELECT 1 FROM post_message WHERE state <> 'handed_over' LIMIT 1"
    wait_until(lambda: not found.ask(settled), "every mail is handed over")
    sealed = "SELECT 1 FROM evidence_leaf WHERE leaf_index IS NULL LIMIT 1"
    wait_until(lambda: not found.ask(sealed), "the log is sealed")
    wait_until(lambda: not found.ask("SELECT 1 FROM procrastinate_jobs LIMIT 1"), "no job is left")


Happened = tuple[Installation, Fate, Told]


def test_everything_that_was_to_happen_happened(happened: Happened) -> None:
    _, fate, told = happened
    assert fate.failure is None
    assert fate.done == DISASTERS
    assert told.broken + told.statuses[503] > 0, "nobody noticed anything: this proves nothing"
    print(f"answers: {dict(told.statuses)}, requests without answer: {told.broken}")


def test_people_saw_calm_pages_only(happened: Happened) -> None:
    _, _, told = happened
    assert set(told.statuses) <= {200, 302, 503}


def test_every_acknowledged_form_is_there_exactly_once(happened: Happened) -> None:
    found, _, told = happened
    assert len(told.receipts) == SUBMISSIONS
    rows = found.ask(
        "SELECT submission.answers->>'kenteken', submission.reference, receipt.access_key, count(zaak.id)"
        " FROM intake_submission AS submission"
        " JOIN intake_receipt AS receipt ON receipt.submission_id = submission.id"
        " JOIN zaken_zaak AS zaak ON zaak.submission_id = submission.id"
        " GROUP BY 1, 2, 3"
    )
    assert len(rows) == SUBMISSIONS
    kept = {
        plate: (f"/duinstede/ontvangst/{reference}/{key}", zaken) for plate, reference, key, zaken in rows
    }
    assert kept == {_plate(number): (receipt, 1) for number, receipt in told.receipts.items()}
    assert found.ask("SELECT count(*) FROM intake_submission") == [(SUBMISSIONS,)]
    files = "SELECT count(*) FROM intake_attachment WHERE submission_id IS NOT NULL"
    assert found.ask(files) == [(SUBMISSIONS // 10,)]


def test_every_mail_went_out_once_or_is_a_known_retry(happened: Happened) -> None:
    found, _, _ = happened
    arrived = Counter(str(mail["Message-ID"]).strip("<>") for mail in found.inbox.messages)
    rows = found.ask("SELECT trim(message_id, '<>'), attempts, uncertain FROM post_message")
    assert len(rows) == SUBMISSIONS
    attempts: dict[str, int] = {one: number for one, number, _ in rows}
    doubted: dict[str, int] = {one: number for one, _, number in rows}
    assert set(arrived) == set(attempts)
    assert {one: count for one, count in arrived.items() if count > attempts[one]} == {}
    assert {one: count for one, count in arrived.items() if count > 1 + doubted[one]} == {}, (
        "twice, and nobody knows that it might be"
    )
    assert sum(count > 1 for count in arrived.values()) <= DISASTERS * 2 * 4, (
        "more than all that was under way"
    )


def test_every_fact_is_in_the_log_and_the_log_is_whole(happened: Happened) -> None:
    found, _, _ = happened
    rows = found.ask(
        "SELECT event.body, leaf.leaf_index FROM evidence_event AS event"
        " LEFT JOIN evidence_leaf AS leaf ON leaf.event_id = event.id ORDER BY leaf.leaf_index"
    )
    assert [place for _, place in rows] == list(range(len(rows)))
    leaves = [leaf_hash(body.encode()) for body, _ in rows]
    key = PublicKey.from_pem(_fetch(found, "/sleutel.pem"))
    heads = found.ask("SELECT document FROM evidence_treehead ORDER BY tree_size")
    assert heads
    for (document,) in heads:
        head = read_tree_head(read_canonical(document.encode()))
        assert head.signed_by(key)
        assert head.root_hash == _root(leaves[: head.tree_size]).hex()
    assert head.tree_size == len(leaves)
    received = [body for body, _ in rows if '"submission.received"' in body]
    assert len(received) == SUBMISSIONS


def _root(leaves: list[bytes]) -> bytes:
    """The root of the tree by the letter of RFC 6962, section 2.1; no code of the product."""
    if len(leaves) == 1:
        return leaves[0]
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return node_hash(_root(leaves[:split]), _root(leaves[split:]))


def _fetch(found: Installation, path: str) -> bytes:
    with Citizen((found.port,)) as citizen:
        answer = citizen.get(path)
        assert answer.status == 200, path
        return answer.body


def test_every_receipt_can_be_proved(happened: Happened) -> None:
    found, _, told = happened
    key = PublicKey.from_pem(_fetch(found, "/sleutel.pem"))
    with Citizen((found.port,)) as citizen:
        for number, receipt in told.receipts.items():
            names = ["bewijs.json"] + ["ontvangstbewijs.pdf"] * (number % 20 == 0)
            for name in names:
                report = verify_file(citizen.get(f"{receipt}/{name}").body, [key])
                assert report.verdict is Verdict.SEALED, (number, name, report.text)


def test_no_draft_is_lost(happened: Happened) -> None:
    found, _, told = happened
    assert len(told.drafts) == DRAFTS
    for number, key in told.drafts.items():
        with Citizen((found.port,)) as citizen:
            citizen.follow(citizen.get(f"/duinstede/verder/parkeervergunning/{key}"))
            page = citizen.get(f"{BASE}/formulier/wie").text
            assert shown(page, "naam") == f"Later {number}"
