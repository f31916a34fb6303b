"""The pages of signing together: nothing is shown before it is known to whom, and nothing typed is lost."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from tests.cast import Municipality
from tests.flows.signing_together import (
    BY_CODE,
    TWO,
    code_of,
    link_of,
    seen,
    send_together,
    state_of,
    with_signers,
)
from tests.login import AtProvider
from tests.people.acting import active, person
from tests.web.mijn.browsing import browser

from openloket.flows.cosigning.sign import sign
from openloket.intake.models import CoSignature, Submission
from openloket.intake.signatures import State
from openloket.people.models import AccessLog
from openloket.post.models import Message, MessageState

HENK, FATMA = "Henk Jansen", "Fatma Yilmaz"


def _now() -> datetime:
    return datetime.now(UTC)


def _text(response: object) -> str:
    return str(response.content.decode())


def _receipt(submission: Submission) -> str:
    return f"/duinstede/ontvangst/{submission.reference}/{submission.receipt.access_key}"


def _opened(client: Client, name: str) -> str:
    """The page of a signer, opened with a code; gives its address."""
    page = f"/duinstede/tekenen/{link_of(name)}"
    client.post(f"{page}/code")
    assert client.post(f"{page}/openen", {"code": code_of(name)}).status_code == 303
    return page


def test_the_last_page_of_the_form_asks_who_signs(duinstede: Municipality, client: Client) -> None:
    with_signers(duinstede)
    base = "/duinstede/parkeervergunning/formulier"
    client.get(base, follow=True)
    page = client.post(f"{base}/wie", {"naam": "Jan Jansen", "email": "jan@example.nl", "verder": "1"})
    page = client.post(f"{base}/auto", {"kenteken": "AB-123-C", "verder": "1"}, follow=True)
    assert "Wie tekent er mee?" in _text(page)
    typed = {"medeondertekenaars.0.naam": HENK, "medeondertekenaars.0.email": "geen adres", "verder": "1"}
    page = client.post(f"{base}/medeondertekenaars", typed)
    assert page.status_code == 422
    assert HENK in _text(page), "nothing that was typed is lost"
    typed["medeondertekenaars.0.email"] = "henk@example.nl"
    check = client.post(f"{base}/medeondertekenaars", typed, follow=True)
    assert "henk@example.nl" in _text(check)


def test_nothing_is_shown_before_the_code(duinstede: Municipality, client: Client) -> None:
    with_signers(duinstede)
    submission = send_together(duinstede, _now())
    page = f"/duinstede/tekenen/{link_of(HENK)}"
    first = _text(client.get(page))
    assert "Jan Jansen" in first
    assert "AB-123-C" not in first
    signed = client.post(page, {"antwoord": "ja", "gelezen": "ja", "gezien": seen(submission)})
    assert "AB-123-C" not in _text(signed)
    assert state_of(HENK) == State.ASKED
    client.post(f"{page}/code")
    wrong = client.post(f"{page}/openen", {"code": "12"})
    assert wrong.status_code == 422
    assert "Deze code klopt niet" in _text(wrong)
    client.post(f"{page}/openen", {"code": code_of(HENK)})
    assert "AB-123-C" in _text(client.get(page))
    assert "AB-123-C" not in _text(Client().get(page)), "only in this browser"


def test_somebody_reads_ticks_and_signs(duinstede: Municipality, client: Client) -> None:
    with_signers(duinstede)
    submission = send_together(duinstede, _now())
    page = _opened(client, HENK)
    unread = client.post(page, {"antwoord": "ja", "gezien": seen(submission)})
    assert (unread.status_code, state_of(HENK)) == (422, State.ASKED)
    changed = client.post(page, {"antwoord": "ja", "gelezen": "ja", "gezien": "0" * 64})
    assert (changed.status_code, state_of(HENK)) == (409, State.ASKED)
    done = client.post(page, {"antwoord": "ja", "gelezen": "ja", "gezien": seen(submission)}, follow=True)
    assert "U hebt getekend" in _text(done)
    assert "met een code uit een e-mail" in _text(done)
    receipt = _text(client.get(_receipt(submission)))
    assert "1 van de 2 mensen die meetekenen, hebben getekend." in receipt
    assert client.get(f"{_receipt(submission)}/ontvangstbewijs.pdf").content.startswith(b"%PDF")


def test_the_last_one_gets_thanks_and_a_link_of_their_own(duinstede: Municipality, client: Client) -> None:
    with_signers(duinstede)
    submission = send_together(duinstede, _now(), TWO[:1])
    page = _opened(client, HENK)
    done = client.post(page, {"antwoord": "ja", "gelezen": "ja", "gezien": seen(submission)})
    assert "Dank u wel" in _text(done)
    assert client.get(page).status_code == 404
    again = _opened(Client(), HENK)
    assert link_of(HENK) in again
    assert "Iedereen heeft getekend" in _text(client.get(_receipt(submission)))


def test_who_says_no_keeps_what_they_typed(duinstede: Municipality, client: Client) -> None:
    with_signers(duinstede)
    submission = send_together(duinstede, _now())
    page = _opened(client, HENK)
    assert client.post(page, {"antwoord": "nee", "reden": "x"}).status_code == 422
    client.post(page, {"antwoord": "nee", "reden": "Dit is niet mijn <auto>."})
    mine = _text(client.get(f"{_receipt(submission)}/handtekeningen"))
    assert "Dit is niet mijn &lt;auto&gt;." in mine
    assert "Wil niet tekenen" in mine


def test_the_sender_asks_somebody_else(duinstede: Municipality, client: Client) -> None:
    with_signers(duinstede, min=1)
    submission = send_together(duinstede, _now())
    page, row = f"{_receipt(submission)}/handtekeningen", CoSignature.objects.get(name=HENK)
    Message.objects.filter(to_address="henk@example.nl").update(state=MessageState.FAILED)
    assert "kwam niet aan" in _text(client.get(page))
    typed = {"wie": str(row.pk), f"naam-{row.pk}": "Els de Boer", f"email-{row.pk}": "els", "doen": "vragen"}
    wrong = client.post(page, typed)
    assert wrong.status_code == 422
    assert "Els de Boer" in _text(wrong)
    typed[f"email-{row.pk}"] = "els@example.nl"
    assert "nieuwe e-mail gestuurd" in _text(client.post(page, typed, follow=True))
    assert link_of("Els de Boer")
    client.post(page, {"wie": str(row.pk), "doen": "weglaten"})
    assert state_of("Els de Boer") == State.LEFT_OUT
    last = CoSignature.objects.get(name=FATMA)
    assert client.post(page, {"wie": str(last.pk), "doen": "weglaten"}).status_code == 409
    assert client.post(page, {"wie": "x", "doen": "weglaten"}).status_code == 409


def test_where_the_form_asks_a_login_a_code_opens_nothing(
    duinstede: Municipality, client: Client, provider: AtProvider
) -> None:
    with_signers(duinstede, level="substantieel")
    submission = send_together(duinstede, _now())
    page = f"/duinstede/tekenen/{link_of(HENK)}"
    assert "Stuur mij een code" not in _text(client.get(page))
    assert client.post(f"{page}/code").status_code == 404
    provider.log_in(client, "willemijn", level="laag", verder=page)
    assert "AB-123-C" not in _text(client.get(page))
    back = provider.log_in(client, "willemijn", verder=page, niveau="substantieel")
    assert back["Location"] == page
    client.post(page, {"antwoord": "ja", "gelezen": "ja", "gezien": seen(submission)})
    row = CoSignature.objects.get(name=HENK)
    assert (row.state, row.level) == (State.SIGNED, "substantieel")
    assert row.person is not None
    assert "AB-123-C" not in _text(Client().get(page))


def test_who_acts_for_another_signs_nothing_in_their_name(duinstede: Municipality) -> None:
    with_signers(duinstede)
    send_together(duinstede, _now())
    sanne, henk = person("Sanne Smit", _now()), person(HENK, _now())
    acting = browser(henk, active(duinstede, sanne, henk, _now()).pk)
    page = _text(acting.get(f"/duinstede/tekenen/{link_of(HENK)}"))
    assert "U handelt nu voor iemand anders" in page
    assert "AB-123-C" not in page


def test_links_of_another_organisation_and_guesses_open_nothing(
    duinstede: Municipality, eikenrade: Municipality, client: Client
) -> None:
    with_signers(duinstede)
    submission = send_together(duinstede, _now())
    link = link_of(HENK)
    for path in (
        f"/eikenrade/tekenen/{link}",
        f"/duinstede/tekenen/{'A' * 43}",
        "/duinstede/tekenen/%00",
        f"/duinstede/tekenen/{link}/bijlage/1",
        f"/duinstede/ontvangst/{submission.reference}/{'A' * 43}/handtekeningen",
    ):
        assert client.get(path).status_code == 404, path
    assert client.post(f"/eikenrade/tekenen/{link}/code").status_code == 404
    foreign = client.post(f"/duinstede/tekenen/{link}/code", headers={"origin": "https://boef.example"})
    assert foreign.status_code == 403


@pytest.mark.parametrize("form_level", ["", "substantieel"])
def test_the_desk_sees_who_signed_and_what_is_missing(duinstede: Municipality, form_level: str) -> None:
    with_signers(duinstede, **({"level": form_level} if form_level else {}))
    submission = send_together(duinstede, _now())
    sign(duinstede.organisation, link_of(HENK), seen(submission), BY_CODE, _now())
    desk = Client()
    desk.force_login(duinstede.worker)
    page = _text(desk.get(f"/duinstede/balie/zaak/{submission.reference}"))
    assert "Heeft getekend" in page
    assert "Er ontbreekt 1 handtekening" in page
    assert "Awb 4:5 lid 1 onder a" in page
    assert "Medeondertekenaar 1 heeft getekend" in page
    assert ("tekende minder zeker" in page) == bool(form_level)
    assert AccessLog.objects.filter(employee_id=duinstede.worker.pk).exists()


def test_what_is_sensitive_is_never_opened_by_mail_alone(duinstede: Municipality, client: Client) -> None:
    with_signers(duinstede, level="substantieel")
    duinstede.service.sensitive = True
    duinstede.service.save()
    send_together(duinstede, _now())
    page = f"/duinstede/tekenen/{link_of(HENK)}"
    assert "nog niet online" in _text(client.get(page)), "nobody can log in at this organisation"
    assert client.post(f"{page}/code").status_code == 404
    duinstede.service.sensitive = False
    duinstede.service.save()
    assert "Stuur mij een code" in _text(client.get(page))
