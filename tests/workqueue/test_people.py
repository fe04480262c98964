"""Accounts, sessions and what guards signing in, on both databases."""

from datetime import UTC, datetime, timedelta

import pytest

from schemas.desk import Role
from schemas.errors import BadArguments
from workqueue import Store
from workqueue.guard import FREE_TRIES
from workqueue.people import People
from workqueue.sessions import IDLE, LONGEST, Stage

pytestmark = pytest.mark.store
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def test_a_name_is_the_same_however_it_is_written(anywhere: Store) -> None:
    people = People(anywhere)
    made = people.add("  Kim   Sample ", Role.LEAD, NOW, email="Kim@Firm.example")
    assert made.name == "kim sample"
    assert people.find("KIM SAMPLE") == made
    for name, email in (("kim sample", None), ("other", "kim@firm.EXAMPLE")):
        with pytest.raises(BadArguments):
            people.add(name, Role.LEAD, NOW, email=email)


@pytest.mark.parametrize("name", ["", "x", "a" * 65, "semi;colon", "new\nline<b>", "123-45-6789"])
def test_what_is_no_name_is_refused(anywhere: Store, name: str) -> None:
    with pytest.raises(BadArguments):
        People(anywhere).add(name, Role.LEAD, NOW)


@pytest.mark.parametrize(
    "name",
    [
        "123-45-6789",
        "123 45 6789",
        "12-3456789",
        "12 3456789",
        "123456789",
        "123-456-789",
        "kim 123.45.6789",
        "1" * 12,
    ],
)
def test_a_name_that_may_be_a_taxpayer_number_is_refused_with_one_line(anywhere: Store, name: str) -> None:
    people = People(anywhere)
    with pytest.raises(BadArguments, match="a taxpayer number is no name") as told:
        people.add(name, Role.LEAD, NOW)
    assert "\n" not in str(told.value) and name not in str(told.value) and people.count() == 0
    assert people.add("kim 2026-11-23", Role.LEAD, NOW).name == "kim 2026-11-23"


def test_the_last_admin_stays_one(anywhere: Store) -> None:
    people = People(anywhere)
    first = people.add("first", Role.ADMIN, NOW)
    for changes in ({"disabled": True}, {"role": Role.LEAD}):
        with pytest.raises(BadArguments, match="last admin"):
            people.change(first, **changes)
    people.add("second", Role.ADMIN, NOW)
    assert people.change(first, role=Role.LEAD).role is Role.LEAD


@pytest.mark.parametrize("change", [{"disabled": True}, {"role": Role.INTAKE}, {"password": "x"}])
def test_such_a_change_ends_the_sessions(anywhere: Store, change: dict[str, object]) -> None:
    people = People(anywhere)
    people.add("admin", Role.ADMIN, NOW)
    one = people.add("one", Role.LEAD, NOW)
    secret = people.sessions.begin(one, Stage.FULL, NOW)
    assert people.sessions.find(secret, NOW) is not None
    people.change(one, **change)
    assert people.sessions.find(secret, NOW) is None


def test_a_session_lives_as_long_as_it_is_used_and_not_longer_than_a_day_of_work(anywhere: Store) -> None:
    people = People(anywhere)
    secret = people.sessions.begin(people.add("one", Role.LEAD, NOW), Stage.FULL, NOW)
    at = NOW
    while at + IDLE <= NOW + LONGEST:
        at += IDLE
        assert people.sessions.find(secret, at) is not None
    assert people.sessions.find(secret, at + timedelta(minutes=1)) is None
    idle = people.sessions.begin(people.find("one"), Stage.FULL, NOW)  # type: ignore[arg-type]
    assert people.sessions.find(idle, NOW + IDLE + timedelta(seconds=1)) is None
    assert people.sessions.find("made up", NOW) is None


def test_waits_grow_and_end(anywhere: Store) -> None:
    guard, at, waits = People(anywhere).guard, NOW, []
    for _ in range(FREE_TRIES):
        assert not guard.attempt("kim", "10.0.0.7", at)
    for _ in range(4):
        waits.append(guard.attempt("kim", "10.0.0.8", at).total_seconds())
        at += timedelta(seconds=waits[-1])
        assert not guard.attempt("kim", "10.0.0.8", at)
    assert waits == [30, 60, 120, 240]
    guard.succeeded("kim", "10.0.0.8")
    assert not guard.attempt("kim", "10.0.0.8", at)
    for _ in range(30):
        guard.attempt("kim", "10.0.0.9", at)
        at += timedelta(hours=1)
    assert guard.attempt("kim", "10.0.0.9", at) <= timedelta(hours=1)
    assert not guard.attempt("kim", "10.0.0.9", at + timedelta(hours=25))


def test_a_ticket_holds_once_for_its_purpose_and_its_time(anywhere: Store) -> None:
    guard = People(anywhere).guard
    secret = guard.issue("new_password", "kim", NOW + timedelta(hours=1))
    assert guard.holds("first_start", secret, NOW) is None
    assert guard.redeem("first_start", secret, NOW) is None
    secret = guard.issue("new_password", "kim", NOW + timedelta(hours=1))
    assert guard.holds("new_password", secret, NOW) == "kim"
    assert guard.redeem("new_password", secret, NOW) == "kim"
    assert guard.redeem("new_password", secret, NOW) is None
    late = guard.issue("new_password", "kim", NOW + timedelta(hours=1))
    assert guard.redeem("new_password", late, NOW + timedelta(hours=2)) is None
    older, newer = (guard.issue("new_password", "kim", NOW + timedelta(hours=1)) for _ in range(2))
    assert guard.holds("new_password", older, NOW) is None
    assert guard.holds("new_password", newer, NOW) == "kim"


def test_recovery_codes_and_steps_hold_once(anywhere: Store) -> None:
    people = People(anywhere)
    one, other = people.add("one", Role.LEAD, NOW), people.add("other", Role.LEAD, NOW)
    people.keep_recovery_codes(one, ["aaaa", "bbbb"])
    assert not people.use_recovery_code(other, "aaaa")
    assert people.use_recovery_code(one, "aaaa")
    assert not people.use_recovery_code(one, "aaaa")
    assert people.recovery_codes_left(one) == 1
    assert people.accept_step(one, 7)
    assert not people.accept_step(one, 7) and not people.accept_step(one, 6)
    assert people.accept_step(one, 8)


def test_what_the_owner_requires_is_kept(anywhere: Store) -> None:
    guard = People(anywhere).guard
    assert guard.rule("factor_required") is None
    guard.set_rule("factor_required", "yes")
    guard.set_rule("factor_required", "no")
    assert guard.rule("factor_required") == "no"


def test_who_comes_by_the_firms_own_sign_in_is_tied_by_subject(anywhere: Store) -> None:
    people = People(anywhere)
    one = people.add("one", Role.LEAD, NOW, email="one@firm.example")
    assert people.find_outside("issuer|7", "ONE@firm.example") == one
    tied = people.change(one, subject="issuer|7")
    assert people.find_outside("issuer|7", None) == tied
    assert people.find_outside("issuer|8", "one@firm.example") is None  # the address was given to somebody else
