"""What a process keeps in memory: read again in time, and another day is another catalogue."""

from datetime import date, timedelta

import pytest
from django.db import OperationalError
from tests.cast import Municipality

from openloket.offer.models import Channel, Service
from openloket.web import directory


def test_a_way_that_is_designated_from_a_day_is_open_from_that_day(duinstede: Municipality) -> None:
    today = date(2026, 3, 2)
    tomorrow = today + timedelta(days=1)
    Channel.create(
        service=duinstede.service, kind="e-mail", text="Mail ons", address="loket@duinstede.example",
        message_type="zienswijze", designated=True, position=2, valid_from=tomorrow,
    )  # fmt: skip
    assert [way.kind for way in directory.services(today).offerings[0].ways] == ["webformulier"]
    assert [way.kind for way in directory.services(tomorrow).offerings[0].ways] == ["webformulier", "e-mail"]
    directory.forget()


def test_while_the_database_is_away_the_old_value_serves() -> None:
    answers: list[str | Exception] = ["first", OperationalError("gone")]

    def read() -> str:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    kept = directory.Kept(read)
    assert kept.get() == "first"
    kept._until = 0.0
    assert kept.get() == "first"
    assert answers == []


def test_what_was_never_read_can_not_serve() -> None:
    def read() -> str:
        raise OperationalError("gone")

    with pytest.raises(OperationalError):
        directory.Kept(read).get()


def test_a_catalogue_that_did_not_change_stays_with_what_was_made_of_it(duinstede: Municipality) -> None:
    today = date(2026, 3, 2)
    directory.forget()
    first = directory.services(today)
    assert len(first.search("parkeren").offerings) == 1
    _expire(today)
    assert directory.services(today) is first
    Service.objects.update(title="Andere naam")
    _expire(today)
    changed = directory.services(today)
    assert changed is not first
    assert [one.title for one in changed.search("andere naam").offerings] == ["Andere naam"]
    directory.forget()


def _expire(today: date) -> None:
    for (_, day), kept in directory._catalogues.items():
        assert day == today
        kept._until = 0.0
