"""The sentences that tell how a zaak stands: the same everywhere, at every moment of its life."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import Municipality
from tests.flows.deciding import REFUSAL, decide, filled
from tests.zaken.making import send, write_about

from openloket.adapters.mail_out.memory import MemoryCarrier
from openloket.flows.delivery.deliver_messages import deliver
from openloket.flows.terms.ask_supplement import Wish, ask_supplement
from openloket.flows.terms.close_supplements import close_unused_supplements
from openloket.law.rechtsmiddel import Rechtsmiddel
from openloket.offer.calendar import law_calendar
from openloket.zaken.models import Status, Term, Zaak
from openloket.zaken.standing import Call, Papers, Standing, standing
from openloket.zaken.standings import standing_now, standings

LAST_DAY = "dinsdag 28 april 2026"


@pytest.fixture
def zaak(duinstede: Municipality, now: datetime) -> Zaak:
    """Received on 2 March: to be decided by 28 April."""
    return send(duinstede, now, reachable=True, email="jan@example.nl")


def told(zaak: Zaak, at: datetime) -> Standing:
    found = Zaak.objects.select_related("service").get(pk=zaak.pk)
    return standing_now(found, law_calendar, at)


def to_status(zaak: Zaak, status: Status) -> None:
    Zaak.objects.filter(pk=zaak.pk).update(status=status)


def later(**days: int) -> datetime:
    return datetime(2026, 4, 29, 9, tzinfo=UTC) + timedelta(**days)


def test_what_has_just_come_in(zaak: Zaak, now: datetime) -> None:
    assert told(zaak, now).lines == (
        "Wij hebben uw aanvraag. Er is nog niemand mee begonnen.",
        f"Wij beslissen uiterlijk op {LAST_DAY}.",
        "Zo lang duurt het meestal: 8 weken",
    )
    assert told(zaak, now).last_day == date(2026, 4, 28)
    assert told(zaak, now).call is Call.NOTHING
    why = told(zaak, now).why
    assert why is not None
    assert why["waarom"]["stappen"]


def test_what_somebody_works_at(zaak: Zaak, now: datetime) -> None:
    to_status(zaak, Status.IN_PROGRESS)

    assert told(zaak, now).now == "Wij zijn bezig met uw aanvraag."


def ask(town: Municipality, zaak: Zaak, now: datetime) -> None:
    wish = Wish("uw rijbewijs", date(2026, 3, 16))
    request = ask_supplement(town.worker, town.organisation, zaak, wish, now)
    deliver(request.message_id, MemoryCarrier(), lambda: now)


def test_what_you_must_send_and_by_when(duinstede: Municipality, zaak: Zaak, now: datetime) -> None:
    ask(duinstede, zaak, now)

    found = told(zaak, now)
    assert found.must == "Stuur ons uiterlijk op maandag 16 maart 2026 wat wij u vroegen."
    assert found.call is Call.SUPPLEMENT
    assert found.last_day == date(2026, 3, 16)
    assert "niet behandelen" in found.next
    assert "duurt" not in "".join(found.lines)


def test_after_the_last_day_nothing_must_be_sent(duinstede: Municipality, zaak: Zaak, now: datetime) -> None:
    ask(duinstede, zaak, now)
    after = datetime(2026, 3, 17, 9, tzinfo=UTC)
    close_unused_supplements(after)

    found = told(zaak, after)
    assert found.must == ""
    assert found.now == "Wij zijn bezig met uw aanvraag."
    assert found.next == "Wij beslissen uiterlijk op maandag 11 mei 2026."


def test_an_outage_makes_late_no_problem(duinstede: Municipality, zaak: Zaak, now: datetime) -> None:
    ask(duinstede, zaak, now)
    until = datetime(2026, 3, 17, 23, tzinfo=UTC)
    Term.objects.filter(zaak=zaak, kind=Term.Kind.SUPPLEMENT).update(forgiven_until=until)

    assert told(zaak, datetime(2026, 3, 17, 9, tzinfo=UTC)).must == (
        "Stuur ons zo snel mogelijk wat wij u vroegen. De laatste dag was maandag 16 maart 2026, maar door "
        "een storing is te laat nu niet erg."
    )
    assert told(zaak, until).must == ""


def test_that_we_are_too_late_and_what_you_may_write(zaak: Zaak) -> None:
    found = told(zaak, later())

    assert found.lines == (
        f"Wij moesten uiterlijk op {LAST_DAY} beslissen. Dat is niet gelukt. Dat spijt ons.",
        "Wij beslissen zo snel mogelijk.",
        "U kunt ons nu schrijven dat wij te laat zijn.",
    )
    assert found.call is Call.TOO_LATE


def test_who_wrote_that_is_told_of_the_penalty_and_not_asked_again(
    duinstede: Municipality, zaak: Zaak
) -> None:
    write_about(duinstede, zaak, "ingebrekestelling", later())

    found = told(zaak, later(days=1))
    assert found.may == ""
    assert found.next.startswith("Wij beslissen zo snel mogelijk. Vanaf ")
    assert told(zaak, later(days=30)).next.startswith("Wij beslissen zo snel mogelijk. Sinds ")


def test_a_later_day_that_was_announced(zaak: Zaak) -> None:
    term = Term.objects.get(zaak=zaak)
    Term.objects.filter(pk=term.pk).update(why={**term.why, "aangekondigd": "2026-05-20"})

    assert (
        told(zaak, later()).next == "Wij lieten u weten dat wij uiterlijk op woensdag 20 mei 2026 beslissen."
    )
    assert told(zaak, later(days=40)).next == "Wij beslissen zo snel mogelijk."


@pytest.mark.parametrize(
    ("until", "said", "day"),
    [
        (None, "Wij weten nog niet tot wanneer.", None),
        (date(2026, 3, 20), "staat stil tot en met vrijdag 20 maart 2026", date(2026, 4, 28)),
    ],
)
def test_a_term_that_stands_still(
    zaak: Zaak, now: datetime, until: date | None, said: str, day: date | None
) -> None:
    Term.objects.filter(zaak=zaak).update(still_from=date(2026, 3, 3), still_until=until)

    found = told(zaak, now + timedelta(days=2))
    assert said in found.next
    assert found.last_day == day


def test_what_was_decided_and_until_when_you_may_object(
    duinstede: Municipality, zaak: Zaak, now: datetime
) -> None:
    besluit = decide(duinstede, zaak, filled("afwijzing", **REFUSAL), now)
    assert told(zaak, now).next == "U krijgt het besluit van ons."
    besluit.refresh_from_db()
    deliver(besluit.message_id, MemoryCarrier(), lambda: now)

    found = told(zaak, now + timedelta(days=1))
    assert found.now == (
        "Wij hebben besloten over uw aanvraag. Wij maakten het besluit bekend op maandag 2 maart 2026."
    )
    assert (
        found.may == "Bent u het er niet mee eens? Dan kunt u tot en met maandag 13 april 2026 bezwaar maken."
    )
    assert found.call is Call.DISAGREE
    assert told(zaak, later()).may == ""
    assert "afgewezen" not in " ".join(found.lines)


def test_after_an_objection_the_court_is_next(now: datetime) -> None:
    zaak = Zaak(kind="bezwaar", status=Status.DECIDED)
    papers = Papers((), date(2026, 3, 2), Rechtsmiddel.BEROEP, date(2026, 4, 13))

    assert "naar de rechter gaan" in standing(zaak, papers, "", now).may
    assert standing(zaak, papers, "", later()).may == ""


@pytest.mark.parametrize(
    ("kind", "status", "said"),
    [
        ("klacht", Status.DECIDED, "Ons antwoord op uw klacht is klaar. U krijgt het antwoord van ons."),
        ("aanvraag", Status.DECIDED, "Wij hebben besloten over uw aanvraag. U krijgt het besluit van ons."),
        ("melding", Status.CLOSED, "Uw zaak is klaar."),
        ("overig", Status.RECEIVED, "Wij hebben uw bericht. Er is nog niemand mee begonnen."),
        ("klacht", Status.WAITING, "Wij wachten op een aanvulling bij uw klacht."),
    ],
)
def test_other_kinds_and_ends(kind: str, status: Status, said: str, now: datetime) -> None:
    zaak = Zaak(kind=kind, status=status)

    assert " ".join(standing(zaak, Papers(()), "", now).lines).startswith(said)


@pytest.mark.parametrize(
    ("term_kind", "zaak_kind", "said"),
    [
        (Term.Kind.DECISION, "klacht", "U krijgt uiterlijk op maandag 9 maart 2026 antwoord."),
        (Term.Kind.SERVICE_NORM, "melding", "Wij willen uiterlijk op maandag 9 maart 2026 klaar zijn."),
    ],
)
def test_an_answer_and_a_norm_of_ourselves(
    term_kind: Term.Kind, zaak_kind: str, said: str, now: datetime
) -> None:
    term = Term(pk=1, kind=term_kind, begins_on=date(2026, 3, 2), last_day=date(2026, 3, 9), why={})
    zaak = Zaak(kind=zaak_kind, status=Status.RECEIVED)

    assert standing(zaak, Papers((term,)), "", now).next == said
    after = standing(zaak, Papers((term,)), "", now + timedelta(days=10))
    assert "Dat is niet gelukt." in " ".join(after.lines)
    assert after.may == ""


def test_a_page_of_zaken_takes_three_statements(duinstede: Municipality, now: datetime) -> None:
    for number in range(4):
        zaak = send(duinstede, now + timedelta(minutes=number))
    decide(duinstede, zaak, filled("afwijzing", **REFUSAL), now, hand_over=True)
    zaken = list(Zaak.objects.select_related("service"))

    with CaptureQueriesContext(connection) as asked:
        found = standings(zaken, law_calendar, now)
    assert len(found) == 4
    assert len(asked) == 3
