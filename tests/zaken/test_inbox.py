"""The inbox finds, filters, sorts and cuts into pages."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from tests.cast import Municipality
from tests.zaken.making import send, send_many

from openloket.tenancy.scope import scope
from openloket.zaken.models import Status, Zaak
from openloket.zaken.places import Place, Sort, read_place
from openloket.zaken.queries import ALL, PAGE, InboxPage, InboxQuery, Whose, inbox, reference_start

TODAY = date(2026, 3, 2)


def ask(town: Municipality, query: InboxQuery, today: date = TODAY) -> InboxPage:
    return inbox(query, town.worker, town.organisation.reference_prefix, today)


def references(page: InboxPage) -> list[str]:
    return [row.reference for row in page.rows]


def test_the_newest_open_zaak_comes_first(duinstede: Municipality, now: datetime) -> None:
    old = send(duinstede, now - timedelta(days=3))
    new = send(duinstede, now)
    closed = send(duinstede, now)
    Zaak.objects.filter(pk=closed.pk).update(status=Status.CLOSED)
    assert references(ask(duinstede, InboxQuery())) == [new.reference, old.reference]
    assert set(references(ask(duinstede, InboxQuery(status=ALL)))) == {
        z.reference for z in (old, new, closed)
    }
    assert references(ask(duinstede, InboxQuery(status="closed"))) == [closed.reference]


def test_whose_zaken(duinstede: Municipality, now: datetime) -> None:
    free, mine, other = (send(duinstede, now) for _ in range(3))
    Zaak.objects.filter(pk=mine.pk).update(assignee=duinstede.worker)
    Zaak.objects.filter(pk=other.pk).update(assignee=duinstede.lead, team=None)
    assert references(ask(duinstede, InboxQuery(whose=Whose.MINE))) == [mine.reference]
    assert references(ask(duinstede, InboxQuery(whose=Whose.NOBODY))) == [free.reference]
    assert set(references(ask(duinstede, InboxQuery(whose=Whose.TEAM)))) == {free.reference, mine.reference}


def test_late_means_past_the_last_day_and_not_decided(duinstede: Municipality, now: datetime) -> None:
    late, last, decided = (send(duinstede, now) for _ in range(3))
    Zaak.objects.filter(pk=late.pk).update(last_day=TODAY - timedelta(days=1))
    Zaak.objects.filter(pk=last.pk).update(last_day=TODAY)
    Zaak.objects.filter(pk=decided.pk).update(last_day=date(2020, 1, 1), status=Status.DECIDED)
    found = ask(duinstede, InboxQuery(late=True, status=ALL))
    assert references(found) == [late.reference]
    assert found.rows[0].late(TODAY)
    assert not ask(duinstede, InboxQuery(status="decided")).rows[0].late(TODAY)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("jansen", True),
        ("Parkeervergunningen", True),
        ("parkeervergunning -jansen", False),
        ("klacht", False),
    ],
)
def test_search_by_words(duinstede: Municipality, now: datetime, text: str, found: bool) -> None:
    zaak = send(duinstede, now)
    assert references(ask(duinstede, InboxQuery(search=text))) == ([zaak.reference] if found else [])


def test_search_by_reference_as_people_type_it(duinstede: Municipality, now: datetime) -> None:
    zaak = send(duinstede, now)
    send(duinstede, now)
    for text in (zaak.reference, zaak.reference.lower().replace("-", ""), zaak.reference[:-2]):
        assert references(ask(duinstede, InboxQuery(search=text))) == [zaak.reference]


@pytest.mark.parametrize(
    ("text", "start"),
    [("dui-2026-7f3", "DUI-2026-7F3"), ("DUI20267F3K", "DUI-2026-7F3-K"), ("dui 2026", "DUI-2026"),
     ("EIK-2026-7F3", None), ("duinen", None), ("DUI-2026-7F3-K9Q-XM2-1", None)],
)  # fmt: skip
def test_what_counts_as_a_reference(text: str, start: str | None) -> None:
    assert reference_start(text, "DUI") == start


@pytest.mark.parametrize("text", ["'", "a & | !", "((", "\\", "org2", "%", "a:*", "“”", "-"])
def test_search_words_are_never_a_query_language(duinstede: Municipality, now: datetime, text: str) -> None:
    send(duinstede, now)
    ask(duinstede, InboxQuery(search=text))


def test_nobody_finds_zaken_of_another_municipality(
    duinstede: Municipality, eikenrade: Municipality, now: datetime
) -> None:
    zaak = send(duinstede, now)
    with scope(eikenrade.organisation.pk):
        for query in (InboxQuery(), InboxQuery(status=ALL), InboxQuery(search="jansen")):
            assert ask(eikenrade, query).rows == ()
        prefix = duinstede.organisation.reference_prefix
        assert inbox(InboxQuery(search=zaak.reference), eikenrade.worker, prefix, TODAY).rows == ()


@pytest.mark.parametrize("sort", list(Sort))
def test_pages_join_up_both_ways(duinstede: Municipality, now: datetime, sort: Sort) -> None:
    send_many(duinstede, 50 * (2 * PAGE + 3), now)
    Zaak.objects.filter(reference__endswith="-050").update(last_day=None)
    query = InboxQuery(sort=sort)
    pages = [ask(duinstede, query)]
    while pages[-1].next:
        pages.append(ask(duinstede, replace(query, after=pages[-1].next)))
    forwards = [reference for page in pages for reference in references(page)]
    assert len(pages) == 3
    assert len(forwards) == len(set(forwards)) == 2 * PAGE + 3
    back = pages[-1]
    backwards = references(back)
    while back.previous:
        back = ask(duinstede, replace(query, before=back.previous))
        backwards = references(back) + backwards
    assert backwards == forwards
    rows = [row for page in pages for row in page.rows]
    keys = [(row.place(sort).key, row.row_id) for row in rows]
    assert keys == sorted(keys, reverse=sort is Sort.NEWEST)
    assert pages[0].previous is None


def test_a_place_survives_its_address(now: datetime) -> None:
    for place, sort in ((Place(now, 7), Sort.NEWEST), (Place(date.max, 9), Sort.DUE)):
        assert read_place(place.text(), sort) == place


@pytest.mark.parametrize(
    "text", ["", "1", "1.", ".1", "-1.1", "1.1.1", "a.b", "9" * 18 + ".1", "1.9" + "9" * 18, "١.١"]
)
@pytest.mark.parametrize("sort", list(Sort))
def test_a_strange_place_is_no_place(text: str, sort: Sort) -> None:
    assert read_place(text, sort) is None


def test_a_day_after_the_end_of_the_calendar_is_no_place() -> None:
    assert read_place("9999999.1", Sort.DUE) is None
