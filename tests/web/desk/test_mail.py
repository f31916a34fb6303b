"""E-mails that were put apart: seen with their reason, and received with one click."""

from datetime import datetime

from django.test import Client
from tests.cast import Municipality
from tests.flows.mailing import mail_in
from tests.mailread.making import message

from openloket.intake.models import MailState, RawMail, Submission
from openloket.people.models import AccessLog
from openloket.zaken.models import Zaak

PAGE = "/duinstede/balie/mail"


def test_what_was_put_apart_is_shown_with_its_reason(
    worker: Client, duinstede: Municipality, today: datetime
) -> None:
    assert "Elke e-mail is als bericht behandeld." in worker.get(PAGE).content.decode()
    mail_in(duinstede, message(list_id="<nieuws.voorbeeld.nl>", subject="<b>Nieuws</b>"), today)
    page = worker.get(PAGE).content.decode()
    assert "jan@voorbeeld.nl" in page
    assert "mailinglijst" in page
    assert "&lt;b&gt;Nieuws" in page
    assert AccessLog.objects.order_by("id").last().reason.endswith("e-mails op de pagina: 1")


def test_one_click_receives_it(worker: Client, duinstede: Municipality, today: datetime) -> None:
    row, _ = mail_in(duinstede, message("Hallo", list_id="<nieuws.voorbeeld.nl>"), today)
    answer = worker.post(f"{PAGE}/{row.pk}/ontvang")
    reference = Submission.objects.get().reference
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/duinstede/balie/zaak/{reference}")
    again = worker.post(f"{PAGE}/{row.pk}/ontvang")
    assert again.status_code == 409
    assert "Iemand was u misschien voor" in again.content.decode()
    assert Zaak.objects.count() == 1


def test_a_stranger_sees_and_receives_nothing(
    stranger: Client, duinstede: Municipality, today: datetime
) -> None:
    row, _ = mail_in(duinstede, message("Hallo", list_id="<nieuws.voorbeeld.nl>"), today)
    assert stranger.get(PAGE).status_code in (303, 404)
    assert stranger.post(f"{PAGE}/{row.pk}/ontvang").status_code in (303, 404)
    own = stranger.get("/eikenrade/balie/mail").content.decode()
    assert "jan@voorbeeld.nl" not in own
    stranger.post(f"/eikenrade/balie/mail/{row.pk}/ontvang")
    assert RawMail.objects.get().state == MailState.APART
