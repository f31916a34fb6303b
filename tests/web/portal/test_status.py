"""How a zaak stands without login: a code to the known address, and nothing for who guesses."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import Municipality
from tests.zaken.making import send, write_about

from openloket.evidence.models import Event
from openloket.flows.identity import ask_status_code as asking
from openloket.flows.identity import open_status as opening
from openloket.flows.identity.send_status_code import send_status_code
from openloket.flows.letters.post_letter import post_letter
from openloket.intake.models import StatusCode
from openloket.intake.references import new_reference
from openloket.intake.status_codes import MOST_TRIES, Way, new_code, shown
from openloket.law.kalender import dag_in_amsterdam
from openloket.post.models import Message, MessageState
from openloket.tenancy.scope import scope
from openloket.work.tasks import send_code
from openloket.zaken.models import Zaak

ASK, CODE, STAND = "/duinstede/status", "/duinstede/status/code", "/duinstede/status/stand"


@pytest.fixture
def zaak(duinstede: Municipality) -> Zaak:
    """Sent just now, by somebody who gave an e-mail address."""
    return send(duinstede, datetime.now(UTC), email="jan@voorbeeld.example")


def unknown() -> str:
    """A reference that could exist and does not."""
    return new_reference("DUI", 2026)


def ask(client: Client, reference: str, way: str = "e-mail") -> HttpResponse:
    answer: HttpResponse = client.post(ASK, {"kenmerk": reference, "weg": way})
    return answer


def code_for(town: Municipality, reference: str, way: Way = Way.EMAIL) -> str:
    """The code as it stands in the message that a worker sends."""
    assert send_status_code(town.organisation, reference, way, datetime.now(UTC))
    text = Message.objects.filter(kind="status_code").latest("id").text
    found = re.search(r"Uw code: (\S{4}-\S{4})", text)
    assert found
    return found[1]


def try_it(client: Client, reference: str, code: str) -> HttpResponse:
    answer: HttpResponse = client.post(CODE, {"kenmerk": reference, "code": code})
    return answer


def test_from_reference_to_code_to_page(client: Client, duinstede: Municipality, zaak: Zaak) -> None:
    assert "Als dit kenmerk bestaat" in ask(client, zaak.reference).content.decode()
    assert send_code(duinstede.organisation.pk, zaak.reference, "e-mail") == "sent"
    mail = Message.objects.get(kind="status_code")
    assert mail.to_address == "jan@voorbeeld.example"
    code = re.search(r"Uw code: (\S+)", mail.text)
    assert code
    answer = try_it(client, zaak.reference.lower().replace("-", " "), code[1].lower())
    assert (answer.status_code, answer["Location"]) == (303, STAND)
    page = client.get(STAND).content.decode()
    assert "Wij hebben uw aanvraag. Er is nog niemand mee begonnen." in page
    assert "Wij beslissen uiterlijk op" in page
    assert zaak.reference in page
    assert "Jan Jansen" not in page
    assert "jan@" not in page
    kinds = list(Event.objects.filter(subject_kind="submission").values_list("kind", flat=True))
    assert {"status.code_sent", "status.opened"} <= set(kinds)


def seen(answer: HttpResponse, reference: str, queries: CaptureQueriesContext) -> tuple[int, str, list[str]]:
    """All that a guesser can see, or time: the status, the page, and the statements that it took."""
    page = answer.content.decode().replace(reference, "REF")
    shapes = [" ".join(re.sub(r"\d+", "", one["sql"]).split()[:4]) for one in queries]
    return answer.status_code, page, shapes


def test_a_known_and_an_unknown_reference_cost_and_say_the_same(
    client: Client, duinstede: Municipality, zaak: Zaak
) -> None:
    found = []
    for reference in (unknown(), zaak.reference, unknown()):
        with CaptureQueriesContext(connection) as queries:
            answer = ask(client, reference)
        found.append(seen(answer, reference, queries))
    assert len(found[1][2]) > 3
    assert found[1] == found[2]


def test_a_wrong_code_for_a_known_and_an_unknown_reference(
    client: Client, duinstede: Municipality, zaak: Zaak
) -> None:
    code_for(duinstede, zaak.reference)
    wrong = shown(new_code())
    found = []
    for reference in (unknown(), zaak.reference, unknown()):
        with CaptureQueriesContext(connection) as queries:
            answer = try_it(client, reference, wrong)
        found.append(seen(answer, reference, queries))
    assert found[1] == found[2]
    assert found[1][0] == 422
    assert wrong in found[1][1], "what was typed stays"


def test_an_unknown_reference_sends_nothing(duinstede: Municipality) -> None:
    assert send_code(duinstede.organisation.pk, unknown(), "e-mail") == "nothing to send"
    assert not Message.objects.exists()


def test_without_known_address_nothing_is_sent(duinstede: Municipality, now: datetime) -> None:
    silent = send(duinstede, now)
    for way in Way:
        assert not send_status_code(duinstede.organisation, silent.reference, way, now)
    assert not StatusCode.objects.exists()


def test_after_five_wrong_codes_the_right_one_works_no_more(
    client: Client, duinstede: Municipality, zaak: Zaak
) -> None:
    right = code_for(duinstede, zaak.reference)
    for _ in range(MOST_TRIES):
        assert try_it(client, zaak.reference, new_code()).status_code == 422
    assert try_it(client, zaak.reference, right).status_code == 422
    assert client.get(STAND)["Location"] == ASK


def test_a_code_of_another_reference_does_not_open_this_one(
    client: Client, duinstede: Municipality, zaak: Zaak
) -> None:
    other = send(duinstede, datetime.now(UTC), email="piet@voorbeeld.example")
    code = code_for(duinstede, other.reference)
    assert try_it(client, zaak.reference, code).status_code == 422
    assert try_it(client, other.reference, code).status_code == 303


def test_nothing_of_another_organisation_opens_here(
    client: Client, duinstede: Municipality, zaak: Zaak, eikenrade: Municipality
) -> None:
    with scope(duinstede.organisation.pk):
        code = code_for(duinstede, zaak.reference)
        assert try_it(client, zaak.reference, code).status_code == 303
        mark = client.cookies["openloket_status"].value
    with scope(eikenrade.organisation.pk):
        assert not send_status_code(eikenrade.organisation, zaak.reference, Way.EMAIL, datetime.now(UTC))
        stranger = Client()
        stranger.cookies["openloket_status"] = mark
        answer = stranger.get("/eikenrade/status/stand")
    assert (answer.status_code, answer["Location"]) == (302, "/eikenrade/status")


def test_a_mailed_code_works_once_and_a_quarter_of_an_hour(
    client: Client, duinstede: Municipality, zaak: Zaak
) -> None:
    code = code_for(duinstede, zaak.reference)
    assert try_it(client, zaak.reference, code).status_code == 303
    assert try_it(Client(), zaak.reference, code).status_code == 422
    late = code_for(duinstede, zaak.reference)
    StatusCode.objects.filter(used_at=None).update(until=datetime.now(UTC))
    assert try_it(Client(), zaak.reference, late).status_code == 422


def test_a_code_on_paper_goes_to_the_known_address_and_works_two_weeks(
    duinstede: Municipality, zaak: Zaak
) -> None:
    now = datetime.now(UTC)
    reference = write_about(duinstede, zaak, "ingebrekestelling", now).reference
    code = code_for(duinstede, reference, Way.LETTER)
    letter = Message.objects.get(kind="status_code")
    assert letter.state == MessageState.TO_POST
    assert letter.to_lines == ["Jan Jansen", "Dorpsstraat 12", "1234 AB  Duinstede"]
    for _ in range(2):
        assert try_it(Client(), reference, code).status_code == 303
    again = now + timedelta(days=6)
    assert not send_status_code(duinstede.organisation, reference, Way.LETTER, again), "one letter a week"
    posted = now + timedelta(days=3)
    post_letter(duinstede.worker, letter.pk, dag_in_amsterdam(posted), posted)
    assert StatusCode.objects.get().until == posted + Way.LETTER.works, "its time begins when it left"


@pytest.mark.parametrize("whole", [True, False])
def test_who_asks_too_often_is_told_to_wait_whether_it_exists_or_not(
    client: Client, duinstede: Municipality, zaak: Zaak, whole: bool
) -> None:
    reference = zaak.reference if whole else unknown()
    answers = [ask(client, reference).status_code for _ in range(asking.FOR_A_REFERENCE.most + 1)]
    assert answers == [200] * asking.FOR_A_REFERENCE.most + [429]


def test_who_goes_through_references_is_stopped(client: Client, duinstede: Municipality) -> None:
    for _ in range(asking.FROM_AN_ADDRESS.most):
        assert ask(client, unknown()).status_code == 200
    assert ask(client, unknown()).status_code == 429


def test_who_goes_through_codes_is_stopped(client: Client, duinstede: Municipality) -> None:
    for _ in range(opening.FROM_AN_ADDRESS.most):
        assert try_it(client, unknown(), new_code()).status_code == 422
    assert try_it(client, unknown(), new_code()).status_code == 429


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"kenmerk": "DUI-2026-7F3-K9Q-XM2", "weg": "e-mail"}, "kenmerk"),
        ({"kenmerk": "' OR 1=1 --\0", "weg": "e-mail"}, "kenmerk"),
        ({"kenmerk": "", "weg": "duif"}, "weg"),
    ],
)
def test_what_can_not_be_right_is_told_beside_the_field(
    client: Client, duinstede: Municipality, typed: dict[str, str], field: str
) -> None:
    answer = client.post(ASK, typed)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.content.decode()


def test_another_website_can_not_ask(client: Client, duinstede: Municipality, zaak: Zaak) -> None:
    answer = client.post(
        ASK, {"kenmerk": zaak.reference, "weg": "e-mail"}, headers={"origin": "https://kwaad.example"}
    )
    assert answer.status_code == 403


@pytest.mark.parametrize("mark", ["", "x", "WzEsMV0:1:2"])
def test_a_forged_cookie_opens_nothing(
    client: Client, duinstede: Municipality, zaak: Zaak, mark: str
) -> None:
    code_for(duinstede, zaak.reference)
    client.cookies["openloket_status"] = mark
    assert client.get(STAND)["Location"] == ASK
