"""Five hundred hostile submissions get a clear answer: never a 500, and nothing of them runs or shows."""

import io
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.test import Client
from tests.cast import Municipality
from tests.formkit.sample import ANSWERS, DEFINITION
from tests.hostile.making import BASE, Hostile, hostile
from tests.hostile.markup import PAYLOADS, injected, words
from tests.journeys.filling_in import PDF, draft_key

from openloket.formkit import clean
from openloket.formkit.load import parse
from openloket.intake import drafts
from openloket.intake.models import Attachment, Submission
from openloket.intake.references import new_key
from openloket.offer.models import FormVersion, Service
from openloket.post.models import Message
from openloket.web import directory

pytestmark = pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # files of refused bodies

SUBMISSIONS, IN_ONE_GO = 500, 50
CLEAR = {200, 302, 303, 400, 403, 404, 405, 409, 410, 413, 422, 429}


@pytest.fixture
def proof(duinstede: Municipality) -> Iterator[Service]:
    """A service whose form has every type of question."""
    version = FormVersion.create(
        key="proef", number=1, fingerprint=parse(DEFINITION).fingerprint, definition=DEFINITION,
        published_at=datetime(2026, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    service = Service.objects.get(pk=duinstede.service.pk)
    service.pk, service.slug, service.form_version = None, "proef", version
    service.save()
    directory.forget()
    yield service
    directory.forget()


def throw(client: Client, one: Hostile) -> tuple[int, str]:
    """Send it; the status, and the page when there is one."""
    for name, value in one.cookies.items():
        client.cookies[name] = value
    head = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in one.headers.items()}
    response = client.generic("POST", one.path, one.body, content_type=one.media_type, **head)
    page = response.content.decode() if "html" in response.get("Content-Type", "") else ""
    return response.status_code, page


@pytest.mark.parametrize("first", range(0, SUBMISSIONS, IN_ONE_GO))
def test_a_hostile_submission_gets_a_clear_answer(proof: Service, first: int) -> None:
    seen: Counter[int] = Counter()
    for seed in range(first, first + IN_ONE_GO):
        client, one = Client(raise_request_exception=False), hostile(seed)
        status, page = throw(client, one)
        seen[status] += 1
        assert status in CLEAR, (seed, one.what, status, one.path[:100])
        assert injected(page) == [], (seed, one.what)
        for path in ("formulier/over-u", "formulier/aanvraag?nakijken=ja", "controle", "bewaren"):
            after = client.get(f"{BASE}/{path}")
            assert after.status_code in CLEAR, (seed, one.what, path)
            assert injected(after.content.decode()) == [], (seed, one.what, path)
    assert len(seen) > 2, seen


def test_nothing_refused_was_kept_as_a_file(proof: Service) -> None:
    for seed in range(SUBMISSIONS):
        if "files" in hostile(seed).what:
            throw(Client(raise_request_exception=False), hostile(seed))
    kept = list(Attachment.objects.values_list("name", "media_type"))
    assert kept, "some of the files are sound"
    assert {media for _, media in kept} == {"application/pdf"}
    for name, _ in kept:
        assert not set(name) & set('/\\<>:"|?*\0\u202e'), name
        assert len(name) <= 120


def test_a_made_up_file_number_is_no_answer(proof: Service) -> None:
    stranger = Client()
    upload = {"draft_key": new_key(), "plan": [_pdf()], "verder": "1"}
    stranger.post(f"{BASE}/formulier/aanvraag", upload)
    theirs = Attachment.objects.get()
    key = new_key()
    for claim in (str(theirs.pk), "abc", "1", "-1", "bijlage-1"):
        Client().post(f"{BASE}/formulier/aanvraag", {"draft_key": key, "plan": claim, "verder": "1"})
        found = drafts.find(key)
        assert found is not None
        assert not found.answers["plan"], claim


def _pdf() -> io.BytesIO:
    file = io.BytesIO(PDF)
    file.name = "plan.pdf"
    return file


@pytest.mark.parametrize("payload", [one for one in PAYLOADS if clean.one_line(one)])
def test_hostile_text_is_kept_and_shown_as_what_it_is(
    duinstede: Municipality, client: Client, payload: str
) -> None:
    directory.forget()
    base, kept = "/duinstede/parkeervergunning", clean.one_line(payload)
    page = client.get(f"{base}/formulier/wie")
    who = {"draft_key": draft_key(page), "naam": payload, "email": "burger@example.nl", "verder": "1"}
    assert client.post(f"{base}/formulier/wie", who).status_code == 302
    car = {"draft_key": draft_key(page), "kenteken": "AB-1", "verder": "1"}
    check = client.post(f"{base}/formulier/auto", car, follow=True)
    again = client.get(f"{base}/formulier/wie")
    sent = client.post(f"{base}/versturen", {"draft_key": draft_key(page)})
    receipt = client.get(sent["Location"])
    for shown in (again, check, receipt):
        assert injected(shown.content.decode()) == []
    for shown in (check, receipt):
        assert kept in words(shown.content.decode())
    submission = Submission.objects.get()
    assert submission.answers["naam"] == kept
    message = Message.objects.get()
    assert kept in message.text
    assert injected(message.html) == []
    assert kept in words(message.html)
    assert client.get(f"{sent['Location']}/ontvangstbewijs.pdf").status_code == 200


def test_a_draft_of_one_municipality_is_unknown_in_the_other(
    duinstede: Municipality, eikenrade: Municipality, client: Client, now: datetime
) -> None:
    directory.forget()
    key = new_key()
    service = duinstede.service
    drafts.keep(key, service.pk, service.form_version_id, {"naam": "Jan", "kenteken": "AB-1"}, now)
    base = "/eikenrade/parkeervergunning"
    assert client.post(f"{base}/versturen", {"draft_key": key}).status_code == 410
    assert client.get(f"/eikenrade/verder/parkeervergunning/{key}").status_code == 404
    theirs = {"draft_key": key, "naam": "Piet", "verder": "1"}
    assert client.post(f"{base}/formulier/wie", theirs).status_code == 302
    found = drafts.find(key)
    assert found is not None
    assert found.answers["naam"] == "Jan"


def test_a_draft_of_one_service_is_not_filled_in_at_another(
    proof: Service, duinstede: Municipality, client: Client, now: datetime
) -> None:
    key = new_key()
    drafts.keep(key, proof.pk, proof.form_version_id, ANSWERS, now)
    page = {"draft_key": key, "naam": "Iemand Anders", "verder": "1"}
    answer = client.post("/duinstede/parkeervergunning/formulier/over-u", page)
    assert answer["Location"] == "/duinstede/parkeervergunning/formulier"
    found = drafts.find(key)
    assert found is not None
    assert found.answers["naam"] == ANSWERS["naam"]
