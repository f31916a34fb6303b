"""Acting for somebody: given, taken up, limited, ended, judged and refused, and never by whom it is not."""

from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from tests.cast import Municipality
from tests.people.acting import ALL, active, coded, invitation, logged_in, person, who

from openloket.evidence.models import Event
from openloket.flows.identity.end_login import end_login
from openloket.flows.mandates.act_for import act_beside, act_for, act_for_oneself
from openloket.flows.mandates.answer_mandate import (
    accept_mandate,
    confirm_holder,
    looks_alike,
    refuse_mandate,
)
from openloket.flows.mandates.end_mandate import limit_mandate, withdraw_at_desk, withdraw_mandate
from openloket.flows.mandates.judge_mandate import approve_mandate, disapprove_mandate
from openloket.flows.mandates.mandating import Contact, Terms, UnableToMandate
from openloket.flows.mandates.propose_mandate import propose_as_grantor, propose_as_holder
from openloket.flows.mandates.refuse_representative import Objections, refuse_representative
from openloket.flows.mandates.register_mandate import Shown, register_mandate, send_in_mandate
from openloket.flows.receiving.keeping_files import Upload
from openloket.people import sessions
from openloket.people.mandates import (
    RepresentativeRefused,
    State,
    by_chain,
    covers,
    held,
    same_represented,
    viewer,
)
from openloket.people.models import Mandate, Preference
from openloket.post.models import Message, Way
from openloket.tenancy.scope import scope

TODAY = date(2026, 3, 2)
REASON = "Deze persoon heeft bedreigingen geuit aan de balie."
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def _paper() -> Upload:
    return Upload("bewijs", "machtiging.pdf", len(PDF), BytesIO(PDF))


def _kinds() -> list[str]:
    return list(Event.objects.filter(subject_kind="mandate").order_by("id").values_list("kind", flat=True))


def test_a_grantor_asks_and_the_helper_says_yes(duinstede: Municipality, now: datetime) -> None:
    sanne, henk = person("Sanne Smit", now), person("Henk Jansen", now)
    key = invitation(duinstede, sanne, "Henk Jansen", now)
    mail = Message.objects.get()
    assert (mail.to_address, mail.kind) == ("hulp@post.example", "mandate_asked")
    assert "Sanne Smit" in mail.text
    assert "Sanne" not in mail.subject_line
    assert not held(henk.pk, TODAY).exists(), "nothing holds before the yes"
    mandate = accept_mandate(duinstede.organisation, key, henk.pk, now)
    assert mandate.state == State.ACTIVE
    assert held(henk.pk, TODAY).get() == mandate
    assert _kinds() == ["mandate.proposed", "mandate.accepted"]
    for body in Event.objects.values_list("body", flat=True):
        assert "Sanne" not in body
        assert "Henk" not in body
    with pytest.raises(UnableToMandate):
        accept_mandate(duinstede.organisation, key, person("Iemand Anders", now).pk, now)


def test_a_code_in_the_wrong_hands_gives_nothing_until_the_grantor_looked(
    duinstede: Municipality, now: datetime
) -> None:
    sanne, stranger = person("Sanne Smit", now), person("Kwaad Willend", now)
    key = invitation(duinstede, sanne, "Henk Jansen", now)
    mandate = accept_mandate(duinstede.organisation, key, stranger.pk, now)
    assert mandate.state == State.PROPOSED
    with pytest.raises(UnableToMandate):
        act_for(who(stranger, now), mandate.pk, now)
    with pytest.raises(UnableToMandate):
        confirm_holder(mandate.pk, stranger.pk, True, now)
    assert confirm_holder(mandate.pk, sanne.pk, False, now).state == State.REFUSED
    with pytest.raises(UnableToMandate):
        confirm_holder(mandate.pk, sanne.pk, True, now)


@pytest.mark.parametrize(
    ("proven", "written", "alike"),
    [
        ("Henk Jansen", "H. Jansen", True),
        ("H. Jansén", "henk jansen", True),
        ("Jansen, Henk", "Henk Jansen", True),
        ("Kwaad Willend", "Henk Jansen", False),
        ("", "Henk Jansen", False),
        ("Henk de Vries", "Henk Jansen", False),
    ],
)
def test_whether_a_name_may_be_meant(proven: str, written: str, alike: bool) -> None:
    assert looks_alike(proven, written) is alike


def test_a_holder_asks_and_the_other_decides(duinstede: Municipality, now: datetime) -> None:
    sanne, henk = person("Sanne Smit", now), person("Henk Jansen", now)
    asked = propose_as_holder(
        duinstede.organisation, henk.pk, Contact("Sanne", "sanne@post.example"), ALL, now
    )
    key = coded(asked)
    with pytest.raises(UnableToMandate, match="uzelf"):
        accept_mandate(duinstede.organisation, key, henk.pk, now)
    mandate = accept_mandate(duinstede.organisation, key, sanne.pk, now)
    assert (mandate.grantor, mandate.state, mandate.grantor_name) == (sanne, State.ACTIVE, "Sanne Smit")


def test_saying_no_ends_it(duinstede: Municipality, now: datetime) -> None:
    sanne, henk = person("Sanne Smit", now), person("Henk Jansen", now)
    key = invitation(duinstede, sanne, "Henk Jansen", now)
    assert refuse_mandate(key, henk.pk, now).state == State.REFUSED
    with pytest.raises(UnableToMandate):
        accept_mandate(duinstede.organisation, key, henk.pk, now)


def test_a_code_works_thirty_days_and_not_elsewhere(
    duinstede: Municipality, eikenrade: Municipality, now: datetime
) -> None:
    sanne, henk = person("Sanne Smit", now), person("Henk Jansen", now)
    key = invitation(duinstede, sanne, "Henk Jansen", now)
    with pytest.raises(UnableToMandate):
        accept_mandate(duinstede.organisation, key, henk.pk, now + timedelta(days=31))
    with scope(eikenrade.organisation.pk):
        there = person("Henk Jansen", now)
        with pytest.raises(UnableToMandate):
            accept_mandate(eikenrade.organisation, key, there.pk, now)
    assert accept_mandate(duinstede.organisation, key, henk.pk, now + timedelta(days=29))


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        (Terms(True, (), TODAY - timedelta(days=1)), "tot"),
        (Terms(True, (), date(2099, 1, 1)), "tot"),
        (Terms(False, (), None), "producten"),
        (Terms(False, ("bestaat-niet",), None), "producten"),
    ],
)
def test_what_can_not_be_asked(duinstede: Municipality, now: datetime, terms: Terms, field: str) -> None:
    sanne = person("Sanne Smit", now)
    with pytest.raises(UnableToMandate) as refused:
        propose_as_grantor(
            duinstede.organisation, sanne.pk, Contact("Henk Jansen", "h@p.example"), terms, now
        )
    assert refused.value.field == field
    assert not Mandate.objects.exists()
    assert not Message.objects.exists()


def test_nobody_mails_strangers_without_end(duinstede: Municipality, now: datetime) -> None:
    sanne = person("Sanne Smit", now)
    for _ in range(20):
        invitation(duinstede, sanne, "Henk Jansen", now)
    with pytest.raises(UnableToMandate):
        invitation(duinstede, sanne, "Henk Jansen", now)


def test_it_ends_by_itself_after_its_last_day(duinstede: Municipality, now: datetime) -> None:
    sanne, henk = person("Sanne Smit", now), person("Henk Jansen", now)
    mandate = active(duinstede, sanne, henk, now, Terms(True, (), TODAY))
    assert covers(mandate, "parkeervergunning", TODAY)
    assert not covers(mandate, "parkeervergunning", TODAY + timedelta(days=1))
    assert not held(henk.pk, TODAY + timedelta(days=1)).exists()
    tomorrow = now + timedelta(days=1)
    with pytest.raises(UnableToMandate):
        act_for(who(henk, tomorrow), mandate.pk, tomorrow)
    with pytest.raises(RepresentativeRefused):
        viewer(henk.pk, mandate.pk, TODAY + timedelta(days=1))


def test_for_one_product_only(duinstede: Municipality, now: datetime) -> None:
    sanne, henk = person("Sanne Smit", now), person("Henk Jansen", now)
    mandate = active(duinstede, sanne, henk, now, Terms(False, ("parkeervergunning",), None))
    assert covers(mandate, "parkeervergunning", TODAY)
    assert not covers(mandate, "rijbewijs", TODAY)
    assert viewer(henk.pk, mandate.pk, TODAY).products == ("parkeervergunning",)
    assert viewer(henk.pk, mandate.pk, TODAY).since == TODAY


def test_either_side_stops_it_at_once_and_others_can_not(duinstede: Municipality, now: datetime) -> None:
    sanne, henk, fatma = (person(one, now) for one in ("Sanne Smit", "Henk Jansen", "Fatma Yilmaz"))
    for stopper in (sanne, henk):
        mandate = active(duinstede, sanne, henk, now)
        key = logged_in(henk, now, mandate.pk)
        found = sessions.find(key, now)
        assert found is not None
        assert found.acting is not None
        with pytest.raises(UnableToMandate):
            withdraw_mandate(mandate.pk, fatma.pk, now)
        assert withdraw_mandate(mandate.pk, stopper.pk, now).state == State.WITHDRAWN
        found = sessions.find(key, now)
        assert found is not None
        assert found.acting is None, "who was acting is stopped at the next page"
        assert found.acting_ended
        with pytest.raises(UnableToMandate):
            withdraw_mandate(mandate.pk, stopper.pk, now)


def test_a_narrower_one_takes_its_place(duinstede: Municipality, now: datetime) -> None:
    sanne, henk = person("Sanne Smit", now), person("Henk Jansen", now)
    old = active(duinstede, sanne, henk, now, Terms(True, (), None, earlier=True))
    key = logged_in(henk, now, old.pk)
    narrow = Terms(False, ("parkeervergunning",), date(2026, 6, 1))
    with pytest.raises(UnableToMandate):
        limit_mandate(old.pk, henk.pk, narrow, now)
    new = limit_mandate(old.pk, sanne.pk, narrow, now)
    old.refresh_from_db()
    assert (old.state, new.replaces, new.products) == (State.REPLACED, old, ["parkeervergunning"])
    found = sessions.find(key, now)
    assert found is not None
    assert found.acting is not None
    assert found.acting.products == ("parkeervergunning",)
    assert viewer(henk.pk, new.pk, TODAY).chain == (new.pk, old.pk)
    for wider in (
        Terms(True, (), date(2026, 6, 1)),
        Terms(False, ("parkeervergunning",), None),
        Terms(False, ("parkeervergunning",), date(2026, 6, 2)),
        Terms(False, ("parkeervergunning",), date(2026, 6, 1), earlier=True),
    ):
        with pytest.raises(UnableToMandate):
            limit_mandate(new.pk, sanne.pk, wider, now)
    with pytest.raises(UnableToMandate):
        limit_mandate(old.pk, sanne.pk, narrow, now)


def test_a_paper_is_judged_and_who_is_represented_hears_of_it(duinstede: Municipality, now: datetime) -> None:
    henk = person("Henk Jansen", now)
    with pytest.raises(UnableToMandate) as refused:
        send_in_mandate(henk.pk, "Oma Jansen", Shown("schriftelijk", ALL), now)
    assert refused.value.field == "bewijs"
    mandate = send_in_mandate(henk.pk, "Oma Jansen", Shown("schriftelijk", ALL, _paper()), now)
    assert mandate.state == State.TO_JUDGE
    assert mandate.document_sha256
    with pytest.raises(UnableToMandate):
        act_for(who(henk, now), mandate.pk, now)
    approve_mandate(duinstede.organisation, duinstede.worker, mandate.pk, now)
    letter = Message.objects.get()
    assert (letter.way, letter.kind, letter.to_lines) == (Way.LETTER, "mandate_known", [])
    assert "Beste Oma Jansen" in letter.text
    assert act_for(who(henk, now), mandate.pk, now)
    with pytest.raises(UnableToMandate):
        approve_mandate(duinstede.organisation, duinstede.worker, mandate.pk, now)
    with pytest.raises(UnableToMandate, match="naam is anders"):
        accept_mandate(duinstede.organisation, coded(mandate), person("Kwaad Willend", now).pk, now)
    oma = person("O. Jansen", now)
    claimed = accept_mandate(duinstede.organisation, coded(mandate), oma.pk, now)
    assert (claimed.grantor, claimed.state) == (oma, State.ACTIVE)


def test_a_paper_that_does_not_do(duinstede: Municipality, now: datetime) -> None:
    henk = person("Henk Jansen", now)
    mandate = send_in_mandate(henk.pk, "Oma Jansen", Shown("schriftelijk", ALL, _paper()), now)
    disapprove_mandate(
        duinstede.organisation, duinstede.worker, mandate.pk, "Er staat geen handtekening onder.", now
    )
    mandate.refresh_from_db()
    assert (mandate.state, mandate.ground) == (State.REFUSED, "2:1(3)")
    assert "geen handtekening" in Message.objects.get().text
    assert send_in_mandate(henk.pk, "Oma Jansen", Shown("schriftelijk", ALL, _paper()), now)


def test_an_employee_writes_down_a_curator_who_then_logs_in(duinstede: Municipality, now: datetime) -> None:
    shown = Shown("curator", ALL, note="Curatele- en bewindregister bekeken op 2 maart 2026.")
    mandate = register_mandate(
        duinstede.organisation, duinstede.worker, "Piet Bos", Contact("Fatma Yilmaz"), shown, now
    )
    assert Message.objects.get().way == Way.LETTER
    fatma = person("Fatma Yilmaz", now)
    assert accept_mandate(duinstede.organisation, coded(mandate), fatma.pk, now).state == State.ACTIVE
    piet = person("Piet Bos", now)
    accept_mandate(duinstede.organisation, coded(mandate), piet.pk, now)
    with pytest.raises(UnableToMandate, match="wettelijk"):
        withdraw_mandate(mandate.pk, piet.pk, now)
    with pytest.raises(UnableToMandate):
        refuse_mandate(coded(mandate), person("Nog Iemand", now).pk, now)
    withdraw_at_desk(duinstede.worker, mandate.pk, "De rechter heeft de curatele beëindigd.", now)
    mandate.refresh_from_db()
    assert mandate.state == State.WITHDRAWN


def test_a_parent_acts_until_the_child_is_of_age(duinstede: Municipality, now: datetime) -> None:
    henk = person("Henk Jansen", now)
    with pytest.raises(UnableToMandate) as refused:
        send_in_mandate(henk.pk, "Kees Jansen", Shown("ouder", ALL, _paper()), now)
    assert refused.value.field == "tot"


def test_refusing_a_person_tells_both_and_ends_all_between_them(
    duinstede: Municipality, eikenrade: Municipality, now: datetime
) -> None:
    sanne, henk, fatma = (person(one, now) for one in ("Sanne Smit", "Henk Jansen", "Fatma Yilmaz"))
    first, second = active(duinstede, sanne, henk, now), active(duinstede, sanne, henk, now)
    other = active(duinstede, fatma, henk, now)
    Preference.create(
        person=sanne, email="sanne@post.example", confirmed_at=now, ways={"machtigingen": "e-mail"},
        changed_at=now,
    )  # fmt: skip
    key = logged_in(henk, now, second.pk)
    before = set(Message.objects.values_list("pk", flat=True))
    town = duinstede.organisation
    for employee, found in (
        (duinstede.worker, Objections(False, True, REASON)),
        (eikenrade.lead, Objections(False, True, REASON)),
        (duinstede.lead, Objections(True, True, REASON)),
        (duinstede.lead, Objections(False, False, REASON)),
        (duinstede.lead, Objections(False, True, "")),
    ):
        with pytest.raises(UnableToMandate):
            refuse_representative(town, employee, first.pk, found, now)
    ended = refuse_representative(town, duinstede.lead, first.pk, Objections(False, True, REASON), now)
    assert {one.pk for one in ended} == {first.pk, second.pk}
    assert {one.state for one in ended} == {State.REFUSED}
    told = Message.objects.exclude(pk__in=before)
    assert sorted(one.way for one in told) == sorted([Way.EMAIL, Way.LETTER])
    assert all(REASON in one.text for one in told)
    found_now = sessions.find(key, now)
    assert found_now is not None
    assert found_now.acting is None
    assert held(henk.pk, TODAY).get() == other, "for somebody else nothing changed"
    again = accept_mandate(town, invitation(duinstede, sanne, "Henk Jansen", now), henk.pk, now)
    assert again.state == State.TO_JUDGE, "given anew, an employee looks first"
    with pytest.raises(RepresentativeRefused):
        by_chain(henk, sanne, (), now, TODAY)


def test_switching_changes_the_key_each_time(duinstede: Municipality, now: datetime) -> None:
    sanne, henk, fatma = (person(one, now) for one in ("Sanne Smit", "Henk Jansen", "Fatma Yilmaz"))
    for_sanne, for_fatma = active(duinstede, sanne, henk, now), active(duinstede, fatma, henk, now)
    keys = [logged_in(henk, now)]
    for wanted in (for_sanne, for_fatma):
        found = sessions.find(keys[-1], now)
        assert found is not None
        keys.append(act_for(found, wanted.pk, now))
        assert sessions.find(keys[-2], now) is None, "the old key opens nothing"
        after = sessions.find(keys[-1], now)
        assert after is not None
        assert after.acting is not None
        assert after.acting.person_id == wanted.grantor_id
    assert not same_represented(for_sanne, for_fatma)
    back = act_for_oneself(after, now)
    found = sessions.find(back, now)
    assert found is not None
    assert found.acting is None


def test_a_forged_mandate_is_refused(duinstede: Municipality, eikenrade: Municipality, now: datetime) -> None:
    sanne, henk, fatma = (person(one, now) for one in ("Sanne Smit", "Henk Jansen", "Fatma Yilmaz"))
    mandate = active(duinstede, sanne, henk, now)
    for stranger in (fatma, sanne):
        with pytest.raises(UnableToMandate):
            act_for(who(stranger, now), mandate.pk, now)
        with pytest.raises(RepresentativeRefused):
            viewer(stranger.pk, mandate.pk, TODAY)
        forced = who(stranger, now, mandate.pk)
        assert forced.acting is None, "a session row that says so is not believed"
    with scope(eikenrade.organisation.pk):
        there = person("Henk Jansen", now)
        with pytest.raises(UnableToMandate):
            act_for(who(there, now), mandate.pk, now)


def test_with_the_person_beside_it_holds_for_this_choice_only(duinstede: Municipality, now: datetime) -> None:
    henk = person("Henk Jansen", now)
    with pytest.raises(UnableToMandate) as refused:
        act_beside(who(henk, now), "Mevrouw De Boer", False, now)
    assert refused.value.field == "erbij"
    found = sessions.find(act_beside(who(henk, now), "Mevrouw De Boer", True, now), now)
    assert found is not None
    assert found.acting is not None
    assert (found.acting.name, found.acting.person_id) == ("Mevrouw De Boer", None)
    assert not held(henk.pk, TODAY).exists(), "nobody keeps a list of whom they helped"
    with pytest.raises(UnableToMandate):
        act_for(who(henk, now), found.acting.mandate_id, now)
    act_for_oneself(found, now)
    assert Mandate.objects.get().state == State.WITHDRAWN


def test_with_the_person_beside_it_ends_when_the_helper_logs_out(
    duinstede: Municipality, now: datetime
) -> None:
    henk = person("Henk Jansen", now)
    here = act_beside(who(henk, now), "Mevrouw De Boer", True, now)
    act_beside(who(henk, now), "Meneer Ali", True, now)
    end_login(here, now)
    states = dict(Mandate.objects.values_list("grantor_name", "state"))
    assert states == {"Mevrouw De Boer": State.WITHDRAWN, "Meneer Ali": State.ACTIVE}


def test_a_chain_holds_in_its_own_session(duinstede: Municipality, now: datetime) -> None:
    sanne, henk = person("Sanne Smit", now), person("Henk Jansen", now)
    chain = by_chain(henk, sanne, ("parkeervergunning",), now, TODAY)
    acting = who(henk, now, chain.pk)
    assert acting.acting is not None
    with pytest.raises(UnableToMandate, match="Log dan uit"):
        act_for_oneself(acting, now)
    with pytest.raises(UnableToMandate):
        act_for(who(henk, now), chain.pk, now)
    again = by_chain(henk, sanne, ("parkeervergunning",), now, TODAY)
    assert same_represented(chain, again)
