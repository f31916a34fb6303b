"""The second step of logging in: set up, taken once, guessed, lost and taken away."""

from datetime import datetime, timedelta

import pytest
from tests.cast import Municipality
from tests.flows.stepping import begun, two_steps

from openloket.evidence.models import Event
from openloket.flows.employees.check_factor import UnableToProve, check_factor
from openloket.flows.employees.enter_desk import Next, logins_left, next_step
from openloket.flows.employees.reset_factor import UnableToReset, reset_factor
from openloket.flows.employees.set_up_factor import (
    UnableToSetUp,
    begin_set_up,
    confirm_set_up,
    drop_factor,
    renew_spare_codes,
    shared_secret,
)
from openloket.post.models import Message
from openloket.tenancy.login_limit import MOST_ATTEMPTS, PAUSE
from openloket.tenancy.models import Employee, Organisation, SecondFactor
from openloket.tenancy.scope import scope

STEP = timedelta(seconds=30)


@pytest.fixture
def anja(duinstede: Municipality) -> Employee:
    Employee.objects.filter(pk=duinstede.worker.pk).update(email="anja@duinstede.example")
    found: Employee = Employee.objects.get(pk=duinstede.worker.pk)
    return found


def rule(choice: str, grace: int = 2) -> None:
    Organisation.objects.filter(slug="duinstede").update(second_factor=choice, factor_grace=grace)


def subjects() -> list[str]:
    return list(Message.objects.order_by("pk").values_list("subject_line", flat=True))


def kinds() -> list[str]:
    return list(Event.objects.filter(subject_kind="employee").order_by("id").values_list("kind", flat=True))


def test_it_counts_from_the_first_right_code(anja: Employee, now: datetime) -> None:
    app = begun(anja, now)
    with pytest.raises(UnableToSetUp, match="klopt niet"):
        confirm_set_up(anja, "000000" if app.code(now) != "000000" else "111111", now)
    assert next_step(anja, False) is Next.IN, "not set up, and not required"
    codes = confirm_set_up(anja, app.code(now), now)
    assert next_step(anja, False) is Next.CODE
    assert len(set(codes)) == 10
    assert shared_secret(anja) is None, "never shown again"
    assert kinds() == ["employee.second_factor_begun", "employee.second_factor_set"]
    assert subjects() == ["Inloggen gaat nu in twee stappen"]
    with pytest.raises(UnableToSetUp):
        begin_set_up(anja, now)
    with pytest.raises(UnableToSetUp):
        confirm_set_up(anja, app.code(now), now)


def test_no_code_is_taken_twice(anja: Employee, now: datetime) -> None:
    app, _ = two_steps(anja, now)
    with pytest.raises(UnableToProve):
        check_factor(anja, app.code(now), now)  # it was used to set up
    later = now + 2 * STEP
    check_factor(anja, app.code(later), later)
    for earlier in (app.code(later), app.code(later, -1)):
        with pytest.raises(UnableToProve):
            check_factor(anja, earlier, later)
    check_factor(anja, app.code(later, 1), later)


def test_a_code_on_paper_opens_once_and_only_for_whom_it_is(
    anja: Employee, duinstede: Municipality, now: datetime
) -> None:
    _, codes = two_steps(anja, now)
    _, others = two_steps(duinstede.lead, now)
    with pytest.raises(UnableToProve):
        check_factor(anja, others[0], now)
    check_factor(anja, f" {codes[0].upper().replace('-', ' ')} ", now)
    with pytest.raises(UnableToProve):
        check_factor(anja, codes[0], now)
    assert "Er is een reservecode gebruikt" in subjects()
    assert len(SecondFactor.objects.get(employee=anja).spare_hashes) == 9
    renewed = renew_spare_codes(anja, now)
    with pytest.raises(UnableToProve):
        check_factor(anja, codes[1], now)
    check_factor(anja, renewed[1], now)


def test_nothing_of_it_can_be_read_in_the_database(anja: Employee, now: datetime) -> None:
    app, codes = two_steps(anja, now)
    row = SecondFactor.objects.get(employee=anja)
    kept = bytes(row.secret) + str(row.spare_hashes).encode()
    assert app.secret not in kept
    for code in codes:
        assert code.encode() not in kept
        assert code.replace("-", "").encode() not in kept
    told = "".join(body for body in Event.objects.values_list("body", flat=True))
    assert anja.name not in told
    assert anja.email not in told


def test_who_guesses_is_stopped_and_the_employee_is_told_once(anja: Employee, now: datetime) -> None:
    app, codes = two_steps(anja, now)
    for _ in range(MOST_ATTEMPTS):
        with pytest.raises(UnableToProve) as refusal:
            check_factor(anja, "geraden", now)
        assert not refusal.value.pause
    for right in (app.code(now, 1), codes[0]):
        with pytest.raises(UnableToProve) as refusal:
            check_factor(anja, right, now)
        assert refusal.value.pause
    assert subjects().count("Te veel verkeerde codes bij inloggen") == 1
    assert kinds().count("employee.second_factor_guessed") == 1
    later = now + PAUSE
    check_factor(anja, app.code(later), later)


def test_who_must_gets_in_some_times_without(anja: Employee, now: datetime) -> None:
    rule("personal", grace=2)
    assert logins_left(anja) == 2
    assert [next_step(anja, False) for _ in range(3)] == [Next.IN_FOR_NOW, Next.IN_FOR_NOW, Next.SET_UP]
    assert next_step(anja, True) is Next.IN, "the directory did both steps"
    rule("free")
    assert next_step(anja, False) is Next.IN


@pytest.mark.parametrize(
    ("role", "choice", "must"),
    [
        ("case_worker", "personal", True),
        ("lead", "personal", True),
        ("administrator", "personal", True),
        ("administrator", "everybody", True),
        ("case_worker", "free", False),
    ],
)
def test_who_must(anja: Employee, role: str, choice: str, must: bool) -> None:
    rule(choice, grace=0)
    Employee.objects.filter(pk=anja.pk).update(role=role)
    anja.refresh_from_db()
    assert (next_step(anja, False) is Next.SET_UP) == must


def test_a_lost_phone(anja: Employee, duinstede: Municipality, now: datetime) -> None:
    rule("personal")
    Employee.objects.filter(pk=duinstede.lead.pk).update(role="administrator")
    administrator = Employee.objects.get(pk=duinstede.lead.pk)
    with pytest.raises(UnableToReset, match="geen tweede stap"):
        reset_factor(administrator, anja.pk, now)
    two_steps(anja, now)
    session = anja.get_session_auth_hash()
    with pytest.raises(UnableToReset):
        reset_factor(duinstede.worker, anja.pk, now)
    reset_factor(administrator, anja.pk, now)
    anja.refresh_from_db()
    assert anja.get_session_auth_hash() != session, "logged out everywhere"
    assert next_step(anja, False) is Next.SET_UP, "and no login without a second factor"
    assert subjects()[-1] == "Uw tweede stap bij inloggen is weggehaald"
    assert kinds()[-1] == "employee.second_factor_reset"


def test_nobody_resets_the_own_one_or_that_of_another_town(
    duinstede: Municipality, eikenrade: Municipality, now: datetime
) -> None:
    Employee.objects.filter(pk=duinstede.lead.pk).update(role="administrator")
    administrator = Employee.objects.get(pk=duinstede.lead.pk)
    two_steps(administrator, now)
    with pytest.raises(UnableToReset):
        reset_factor(administrator, administrator.pk, now)
    with scope(eikenrade.organisation.pk):
        two_steps(eikenrade.worker, now)
        with pytest.raises(UnableToReset):
            reset_factor(administrator, eikenrade.worker.pk, now)
    with pytest.raises(UnableToReset, match="is er niet"):
        reset_factor(administrator, eikenrade.worker.pk, now)


def test_another_phone(anja: Employee, now: datetime) -> None:
    rule("personal")
    app, codes = two_steps(anja, now)
    drop_factor(anja, now)
    with pytest.raises(UnableToProve):
        check_factor(anja, codes[0], now)
    anja.refresh_from_db()
    assert next_step(anja, False) is Next.SET_UP
    other = begun(anja, now)
    assert other.secret != app.secret
