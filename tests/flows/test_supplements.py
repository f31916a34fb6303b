"""Asking for what is missing: once it left the term stands still, and when it is answered it goes on."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from tests.cast import Municipality
from tests.outages.making import outage
from tests.zaken.making import send

from openloket.adapters.mail_out.memory import MemoryCarrier
from openloket.evidence.log import record
from openloket.evidence.models import Event
from openloket.flows.correspondence.writing import address_lines
from openloket.flows.delivery.deliver_messages import deliver
from openloket.flows.outages.forgive_lateness import forgive_after_outages, forgive_while_lasting
from openloket.flows.terms.ask_supplement import (
    KIND,
    LONGEST,
    UnableToAskSupplement,
    Wish,
    ask_supplement,
    supplement_request_left,
)
from openloket.flows.terms.close_supplements import close_unused_supplements
from openloket.flows.terms.supplement_arrived import supplement_arrived
from openloket.law.gebeurtenissen import Opschortingsgrond
from openloket.law.kalender import Kalender
from openloket.offer.calendar import law_calendar
from openloket.outages.models import OutageEnd
from openloket.post.models import Message, MessageState, Way
from openloket.post.ports import Temporary
from openloket.tenancy.scope import scope
from openloket.zaken.course import preview
from openloket.zaken.models import Filing, Status, SupplementRequest, Term, TermEvent, Zaak
from openloket.zaken.supplements import Waiting

LAST_DAY = date(2026, 3, 16)
WISH = Wish("- een kopie van uw rijbewijs\r\n- uw handtekening", LAST_DAY)
ADDRESS = {
    "postcode": "1234 AB", "huisnummer": "12", "huisletter": "A", "toevoeging": "", "straat": "Dorpsweg",
    "plaats": "Duinstede",
}  # fmt: skip


@pytest.fixture
def zaak(duinstede: Municipality, now: datetime) -> Zaak:
    """An application of somebody who said yes to e-mail, received on 2 March: to be decided by 28 April."""
    return send(duinstede, now, reachable=True, email="jan@example.nl")


def ask(town: Municipality, zaak: Zaak, now: datetime, wish: Wish = WISH) -> SupplementRequest:
    return ask_supplement(town.worker, town.organisation, zaak, wish, now)


def at(now: datetime) -> Callable[[], datetime]:
    return lambda: now


def leave(request: SupplementRequest, now: datetime) -> None:
    deliver(request.message_id, MemoryCarrier(), at(now))


def decision(zaak: Zaak) -> Term:
    term: Term = Term.objects.get(zaak=zaak, kind=Term.Kind.DECISION)
    return term


def arrive(zaak: Zaak, now: datetime) -> list[str]:
    """A supplement is received; gives the kinds of the facts."""
    filing = Filing.create(zaak=zaak, submission=send_filing(zaak, now).submission, kind="aanvulling", at=now)
    facts = supplement_arrived(zaak.pk, filing.pk, now, Kalender(frozenset()))
    record(zaak.organisation_id, now, "citizen", facts)
    return [fact.kind for fact in facts]


def send_filing(zaak: Zaak, now: datetime) -> Zaak:
    """Another message of the same organisation; what matters is that there is one."""
    return send(_town(zaak), now, naam="Aanvulling")


def _town(zaak: Zaak) -> Municipality:
    service = zaak.service
    return Municipality(zaak.organisation, service, None, None, service.team)


def kinds(zaak: Zaak) -> list[str]:
    found = Event.objects.filter(
        organisation_id=zaak.organisation_id, subject_kind="zaak", subject_id=zaak.pk
    )
    return list(found.order_by("id").values_list("kind", flat=True))


def test_asking_writes_an_e_mail_and_stops_nothing_yet(
    duinstede: Municipality, zaak: Zaak, now: datetime
) -> None:
    request = ask(duinstede, zaak, now)
    message = Message.objects.get(pk=request.message_id)
    assert (message.kind, message.way, message.to_address) == (KIND, Way.EMAIL, "jan@example.nl")
    assert message.subject_line == f"Vul uw bericht aan ({zaak.reference})"
    for version in (message.text, message.html):
        assert "- een kopie van uw rijbewijs\n- uw handtekening" in version
        assert "maandag 16 maart 2026" in version
        assert "artikel 4:5" in version
        assert f"/ontvangst/{zaak.reference}/" in version
    assert (request.sent_on, decision(zaak).last_day) == (None, date(2026, 4, 28))
    zaak.refresh_from_db()
    assert zaak.status == Status.RECEIVED
    assert kinds(zaak)[-1] == "supplement.asked"
    assert "rijbewijs" not in Event.objects.get(kind="supplement.asked").body


def test_once_it_left_the_term_stands_still_from_the_day_after(
    duinstede: Municipality, zaak: Zaak, now: datetime
) -> None:
    request = ask(duinstede, zaak, now)
    leave(request, now)
    request.refresh_from_db()
    zaak.refresh_from_db()
    term = decision(zaak)
    assert request.sent_on == date(2026, 3, 2)
    assert (term.still_from, term.still_until) == (date(2026, 3, 3), LAST_DAY)
    assert term.last_day == date(2026, 5, 11) == zaak.last_day
    [event] = TermEvent.objects.filter(term=term)
    assert (event.kind, event.ground, event.mark, event.by) == (
        "suspended", "4:15-1a", request.mark, duinstede.worker,
    )  # fmt: skip
    supplement = Term.objects.get(zaak=zaak, kind=Term.Kind.SUPPLEMENT)
    assert (supplement.begins_on, supplement.last_day, supplement.article) == (
        date(2026, 3, 3), LAST_DAY, "Awb 4:5 lid 1",
    )  # fmt: skip
    assert zaak.status == Status.WAITING
    assert kinds(zaak)[-3:] == ["supplement.asked", "message.handed_over", "term.suspended"]


@pytest.mark.parametrize("days", [1, 14, 19, 26, 60, 200])
def test_what_was_shown_is_what_happens(
    duinstede: Municipality, zaak: Zaak, now: datetime, days: int
) -> None:
    until = date(2026, 3, 2) + timedelta(days=days)
    shown = preview(
        decision(zaak),
        Waiting(Opschortingsgrond.AANVULLING, date(2026, 3, 2), until, "proef").as_event(),
        law_calendar(),
        date(2026, 3, 2),
    )
    leave(ask(duinstede, zaak, now, Wish("foto", until)), now)
    term = decision(zaak)
    assert (term.raw_end, term.last_day) == (shown.ruwe_einddatum, shown.laatste_dag)
    assert (term.last_day - date(2026, 4, 27)).days >= days


def test_while_the_mail_is_delayed_the_term_runs(duinstede: Municipality, zaak: Zaak, now: datetime) -> None:
    request, carrier = ask(duinstede, zaak, now), MemoryCarrier()
    carrier.refusals = [Temporary("451 later")]
    deliver(request.message_id, carrier, at(now))
    assert not TermEvent.objects.exists()
    deliver(request.message_id, carrier, at(now + timedelta(days=3)))
    assert decision(zaak).still_from == date(2026, 3, 6)


def test_a_request_that_left_too_late_stops_nothing(
    duinstede: Municipality, zaak: Zaak, now: datetime
) -> None:
    request = ask(duinstede, zaak, now)
    supplement_request_left(request.message_id, LAST_DAY, now)
    request.refresh_from_db()
    assert request.sent_on == LAST_DAY
    assert not TermEvent.objects.exists()
    assert not Term.objects.filter(kind=Term.Kind.SUPPLEMENT).exists()


def test_told_twice_that_it_left_it_happens_once(duinstede: Municipality, zaak: Zaak, now: datetime) -> None:
    request = ask(duinstede, zaak, now)
    supplement_request_left(request.message_id, date(2026, 3, 2), now)
    supplement_request_left(request.message_id, date(2026, 3, 4), now)
    request.refresh_from_db()
    assert request.sent_on == date(2026, 3, 2)
    assert TermEvent.objects.count() == 1


def test_without_a_yes_to_e_mail_it_is_a_letter(duinstede: Municipality, now: datetime) -> None:
    zaak = send(duinstede, now, email="jan@example.nl")
    message = Message.objects.get(pk=ask(duinstede, zaak, now).message_id)
    assert (message.way, message.state, message.to_address) == (Way.LETTER, MessageState.TO_POST, "")
    assert message.to_lines == []  # this form asks no address
    assert message.html == ""
    assert "rijbewijs" in message.text
    assert "/ontvangst/" not in message.text, "nobody types over a key of 26 signs"
    assert "/duinstede/mijn\n" in message.text


@pytest.mark.parametrize(
    ("answers", "lines"),
    [
        ({"naam": "Jan Jansen", "adres": ADDRESS}, ["Jan Jansen", "Dorpsweg 12A", "1234 AB  Duinstede"]),
        (
            {"bedrijfsnaam": "Bakkerij", "naam": "Jan", "adres_bedrijf": ADDRESS | {"toevoeging": "bis"}},
            ["Bakkerij", "Jan", "Dorpsweg 12A bis", "1234 AB  Duinstede"],
        ),
        ({"naam": "Jan", "adres_gever": ADDRESS}, []),
        ({"naam": "Jan", "adres": None}, []),
        ({"adres": ADDRESS | {"straat": "", "plaats": ""}}, ["12A", "1234 AB"]),
    ],
)
def test_the_envelope(answers: dict[str, object], lines: list[str]) -> None:
    assert address_lines(answers) == lines


def test_an_e_mail_about_a_sensitive_form_tells_only_where_to_look(
    duinstede: Municipality, now: datetime
) -> None:
    duinstede.service.sensitive = True
    duinstede.service.save()
    zaak = send(duinstede, now, reachable=True, email="jan@example.nl")
    message = Message.objects.get(pk=ask(duinstede, zaak, now).message_id)
    assert message.to_address == "jan@example.nl"
    assert "rijbewijs" not in message.text + message.html
    assert f"/ontvangst/{zaak.reference}/" in message.text


def test_a_supplement_in_time_lets_the_term_go_on(duinstede: Municipality, zaak: Zaak, now: datetime) -> None:
    request = ask(duinstede, zaak, now)
    leave(request, now)
    assert arrive(zaak, now + timedelta(days=4)) == ["supplement.received", "term.resumed"]
    request.refresh_from_db()
    zaak.refresh_from_db()
    term = decision(zaak)
    assert (request.answered_on, request.filing.zaak) == (date(2026, 3, 6), zaak)
    # 3, 4 and 5 March did not count; 27 April + 3 days is 30 April.
    assert (term.still_until, term.raw_end) == (date(2026, 3, 5), date(2026, 4, 30))
    assert zaak.status == Status.IN_PROGRESS
    assert Term.objects.get(zaak=zaak, kind=Term.Kind.SUPPLEMENT).ended_on == date(2026, 3, 6)
    not_handle = Term.objects.get(zaak=zaak, kind=Term.Kind.NOT_HANDLE)
    assert (not_handle.last_day, not_handle.article) == (date(2026, 4, 7), "Awb 4:5 lid 4")
    assert not_handle.why["twijfel"]["vraag"] == "Is de aanvraag nu compleet?"


def test_a_second_supplement_is_kept_and_resumes_nothing(
    duinstede: Municipality, zaak: Zaak, now: datetime
) -> None:
    leave(ask(duinstede, zaak, now), now)
    arrive(zaak, now + timedelta(days=1))
    before = decision(zaak).last_day
    assert arrive(zaak, now + timedelta(days=2)) == ["supplement.received"]
    assert decision(zaak).last_day == before


def test_when_the_day_passed_unused_the_term_goes_on(
    duinstede: Municipality, zaak: Zaak, now: datetime
) -> None:
    leave(ask(duinstede, zaak, now), now)
    assert close_unused_supplements(now + timedelta(days=14)) == 0
    assert close_unused_supplements(now + timedelta(days=15)) == 1
    assert close_unused_supplements(now + timedelta(days=15)) == 0
    zaak.refresh_from_db()
    assert zaak.status == Status.IN_PROGRESS
    assert decision(zaak).last_day == date(2026, 5, 11)
    not_handle = Term.objects.get(zaak=zaak, kind=Term.Kind.NOT_HANDLE)
    assert (not_handle.begins_on, not_handle.last_day) == (date(2026, 3, 17), date(2026, 4, 13))
    assert not_handle.why["twijfel"] is None
    assert kinds(zaak).count("term.resumed") == 1


def test_a_supplement_after_its_day_is_kept_and_resumes_nothing(
    duinstede: Municipality, zaak: Zaak, now: datetime
) -> None:
    request = ask(duinstede, zaak, now)
    leave(request, now)
    assert arrive(zaak, now + timedelta(days=20)) == ["supplement.received"]
    request.refresh_from_db()
    assert request.answered_on == date(2026, 3, 22)
    assert decision(zaak).last_day == date(2026, 5, 11)
    assert Term.objects.get(zaak=zaak, kind=Term.Kind.NOT_HANDLE).last_day == date(2026, 4, 13)


def test_while_an_outage_forgives_it_is_not_over(duinstede: Municipality, zaak: Zaak, now: datetime) -> None:
    leave(ask(duinstede, zaak, now), now)
    evening = datetime(2026, 3, 16, 21, 40, tzinfo=UTC)  # 22.40 in Amsterdam, on the last day
    down = outage(evening, None)
    for hours in (2, 5, 9):
        moment = evening + timedelta(hours=hours)
        assert forgive_while_lasting(moment) == 1
        assert close_unused_supplements(moment) == 0
    OutageEnd.create(outage=down, ended_at=moment, noticed_at=moment)
    assert forgive_after_outages(moment) == 0
    until = Term.objects.get(zaak=zaak, kind=Term.Kind.SUPPLEMENT).forgiven_until
    assert until == datetime(2026, 3, 17, 8, 0, tzinfo=UTC)
    assert close_unused_supplements(until - timedelta(seconds=1)) == 0
    assert close_unused_supplements(until) == 1


def test_closing_looks_in_every_organisation(
    duinstede: Municipality, eikenrade: Municipality, now: datetime
) -> None:
    with scope(eikenrade.organisation.pk):
        zaak = send(eikenrade, now, reachable=True, email="jan@example.nl")
        leave(ask_supplement(eikenrade.worker, eikenrade.organisation, zaak, WISH, now), now)
    assert close_unused_supplements(now + timedelta(days=30)) == 1


def test_closing_costs_nothing_for_what_is_not_due(
    duinstede: Municipality, now: datetime, django_assert_num_queries: Callable[[int], object]
) -> None:
    for _ in range(3):
        leave(ask(duinstede, send(duinstede, now, reachable=True, email="a@example.nl"), now), now)
    with django_assert_num_queries(2):  # is anything due, and did it fail somewhere before
        close_unused_supplements(now + timedelta(days=3))


def objection(town: Municipality, now: datetime) -> Zaak:
    town.service.message_type, town.service.term = "bezwaar", {"kind": "objection"}
    town.service.save()
    return send(town, now, reachable=True, email="jan@example.nl")


def test_an_objection_stands_still_on_its_own_ground_and_has_no_term_not_to_handle(
    duinstede: Municipality, now: datetime
) -> None:
    zaak = objection(duinstede, now)
    request = ask(duinstede, zaak, now)
    assert "artikel 6:6" in Message.objects.get(pk=request.message_id).text
    leave(request, now)
    assert TermEvent.objects.get().ground == "7:10-2"
    assert Term.objects.get(kind=Term.Kind.SUPPLEMENT).article == "Awb 6:6"
    assert arrive(zaak, now + timedelta(days=4)) == ["supplement.received", "term.resumed"]
    assert not Term.objects.filter(kind=Term.Kind.NOT_HANDLE).exists()


@pytest.mark.parametrize("term", [{"kind": "complaint"}, {"kind": "service_norm", "weeks": 2}])
def test_where_the_law_knows_no_supplement_it_is_refused(
    duinstede: Municipality, now: datetime, term: dict[str, object]
) -> None:
    duinstede.service.term = term
    duinstede.service.save()
    zaak = send(duinstede, now)
    with pytest.raises(UnableToAskSupplement, match="de termijn blijft lopen"):
        ask(duinstede, zaak, now)
    assert not Message.objects.filter(kind=KIND).exists()


def test_one_request_at_a_time(duinstede: Municipality, zaak: Zaak, now: datetime) -> None:
    ask(duinstede, zaak, now)
    with pytest.raises(UnableToAskSupplement, match="tot en met maandag 16 maart 2026"):
        ask_supplement(duinstede.lead, duinstede.organisation, zaak, WISH, now)
    assert SupplementRequest.objects.count() == 1


def test_a_second_opportunity_takes_the_place_of_the_first(
    duinstede: Municipality, zaak: Zaak, now: datetime
) -> None:
    leave(ask(duinstede, zaak, now), now)
    arrive(zaak, now + timedelta(days=2))
    later = now + timedelta(days=3)
    leave(ask(duinstede, zaak, later, Wish("Uw handtekening", date(2026, 3, 20))), later)
    assert [term.last_day for term in Term.objects.filter(kind="supplement", ended_on=None)] == [
        date(2026, 3, 20)
    ]
    assert not Term.objects.filter(kind=Term.Kind.NOT_HANDLE, ended_on=None).exists()


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        (Wish(" \n", LAST_DAY), "ontbreekt"),
        (Wish("x" * (LONGEST + 1), LAST_DAY), "ontbreekt"),
        (Wish("a\0b", LAST_DAY), "ontbreekt"),
        (Wish("foto", date(2026, 3, 2)), "uiterste-dag"),
    ],
)
def test_wishes_that_are_not_right(
    duinstede: Municipality, zaak: Zaak, now: datetime, wish: Wish, field: str
) -> None:
    with pytest.raises(UnableToAskSupplement) as refusal:
        ask(duinstede, zaak, now, wish)
    assert list(refusal.value.problems) == [field]


def test_a_closed_zaak_and_a_stranger(
    duinstede: Municipality, eikenrade: Municipality, zaak: Zaak, now: datetime
) -> None:
    with pytest.raises(UnableToAskSupplement, match="geen zaken behandelen"):
        ask_supplement(eikenrade.worker, duinstede.organisation, zaak, WISH, now)
    Zaak.objects.filter(pk=zaak.pk).update(status=Status.CLOSED)
    with pytest.raises(UnableToAskSupplement, match="al klaar"):
        ask(duinstede, zaak, now)
    assert not SupplementRequest.objects.exists()
