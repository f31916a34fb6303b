"""Where e-mail comes in: for whom it is, and that it is kept once for each organisation."""

from datetime import timedelta

import pytest
from django.db import connection
from tests.cast import Municipality
from tests.mailread.making import message

from openloket.flows.delivery.choose_return_pattern import choose_return_pattern
from openloket.flows.mail.recover_mail import recover_lost_mail
from openloket.intake.models import MailState, RawMail
from openloket.intake.ports import MailEnvelope, NotStored
from openloket.post.models import Message
from openloket.post.verp import mark, return_address
from openloket.tenancy.scope import scope
from openloket.work import clock
from openloket.work.reception import Reception
from openloket.work.tasks import handle_mail


def keep_open() -> None:
    """The connection of the test holds its transaction."""


def test_each_organisation_keeps_its_own(duinstede: Municipality, eikenrade: Municipality) -> None:
    reception = Reception(keep_open)
    assert reception.knows("Info+werk@Duinstede.example")
    assert not reception.knows("niemand@duinstede.example")
    envelope = MailEnvelope(("info@duinstede.example", "info@eikenrade.example"), "jan@voorbeeld.nl")
    for _ in range(2):
        reception.keep(message(), envelope)
    kept = RawMail.objects.get()
    assert (kept.mailbox, kept.envelope_from) == ("info@duinstede.example", "jan@voorbeeld.nl")
    with scope(eikenrade.organisation.pk):
        assert RawMail.objects.get().mailbox == "info@eikenrade.example"


def test_what_comes_back_keeps_the_mark_of_its_message(duinstede: Municipality) -> None:
    town = duinstede.organisation
    choose_return_pattern(town, "terug+*@post.duinstede.example", clock.now(), "system")
    reception, address = Reception(keep_open), return_address(7, 2, "terug+*@post.duinstede.example")
    assert reception.knows(address.upper())
    assert not reception.knows("terug+iets@post.duinstede.example")
    reception.keep(message(), MailEnvelope((address.upper(),), ""))
    kept = RawMail.objects.get()
    assert (kept.mailbox, kept.mark) == (town.email, mark(7, 2))


def test_for_nobody_is_not_kept(duinstede: Municipality) -> None:
    with pytest.raises(NotStored):
        Reception(keep_open).keep(message(), MailEnvelope(("x@elders.example",), ""))
    assert not RawMail.objects.exists()


def test_the_worker_handles_it_and_says_what_became_of_it(duinstede: Municipality) -> None:
    Reception(keep_open).keep(message(), MailEnvelope(("info@duinstede.example",), "jan@voorbeeld.nl"))
    row = RawMail.objects.get()
    assert handle_mail(duinstede.organisation.pk, row.pk) == MailState.HANDLED
    assert handle_mail(duinstede.organisation.pk, row.pk) == MailState.HANDLED
    assert Message.objects.count() == 1


def test_what_lost_its_job_is_found(duinstede: Municipality) -> None:
    Reception(keep_open).keep(message(), MailEnvelope(("info@duinstede.example",), "jan@voorbeeld.nl"))
    later = clock.now() + timedelta(minutes=2)
    assert recover_lost_mail(later) == 0
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    assert recover_lost_mail(later) == 1
    assert recover_lost_mail(later) == 0
