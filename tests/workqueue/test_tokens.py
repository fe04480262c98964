"""Tokens of other programs: made once, kept as hashes, revoked for good."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from schemas.desk import Permission, Role
from schemas.errors import BadArguments
from workqueue import Store
from workqueue.tables import api_tokens
from workqueue.tokens import PREFIX, Tokens

from .make import new_store
from .older import take_back

pytestmark = pytest.mark.store
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def test_a_token_says_who_comes_and_what_he_may(anywhere: Store) -> None:
    tokens = Tokens(anywhere)
    made, secret = tokens.add("  Payroll ", Role.ANALYST, "ada", NOON)
    found = tokens.check(secret, NOON)
    assert found == made and found.person.name == "api:payroll" and secret.startswith(PREFIX)
    assert found.person.may(Permission.WORK) and not found.person.may(Permission.ASSIGN)
    assert (made.made, made.made_by, made.feed, made.revoked) == (NOON, "ada", False, None)


def test_what_a_program_sends_is_not_kept(anywhere: Store) -> None:
    _, secret = Tokens(anywhere).add("payroll", Role.ANALYST, "ada", NOON)
    with anywhere.reading() as db:
        kept = str(db.execute(select(api_tokens)).mappings().all())
    assert secret not in kept and secret.removeprefix(PREFIX) not in kept


def test_two_tokens_are_never_alike_and_a_guess_is_none(anywhere: Store) -> None:
    tokens = Tokens(anywhere)
    secrets = {tokens.add(f"program {n}", Role.INTAKE, "ada", NOON)[1] for n in range(5)}
    assert len(secrets) == 5 and min(map(len, secrets)) > 40
    for guess in ("", PREFIX, "nd_guess", next(iter(secrets))[:-1], next(iter(secrets)).upper()):
        assert tokens.check(guess, NOON) is None


def test_a_revoked_token_holds_no_more_and_its_name_is_free(anywhere: Store) -> None:
    tokens = Tokens(anywhere)
    _, old = tokens.add("payroll", Role.ANALYST, "ada", NOON)
    with pytest.raises(BadArguments, match="has a token already"):
        tokens.add("PAYROLL", Role.ADMIN, "ada", NOON)
    assert tokens.revoke("Payroll", NOON).revoked == NOON
    assert tokens.check(old, NOON) is None
    _, new = tokens.add("payroll", Role.INTAKE, "ada", NOON)
    assert tokens.check(new, NOON) is not None and tokens.check(old, NOON) is None
    assert [(one.name, bool(one.revoked)) for one in tokens.all()] == [("payroll", False), ("payroll", True)]
    with pytest.raises(BadArguments, match="no token"):
        tokens.revoke("nobody", NOON)


def test_when_it_was_used_is_kept_by_the_minute(anywhere: Store) -> None:
    tokens = Tokens(anywhere)
    _, secret = tokens.add("payroll", Role.ANALYST, "ada", NOON)
    seen = []
    for seconds in (0, 30, 90):
        tokens.check(secret, NOON + timedelta(seconds=seconds))
        seen.append(tokens.all()[0].last_used)
    assert seen == [NOON, NOON, NOON + timedelta(seconds=90)]
    tokens.check(secret, NOON + timedelta(hours=1), touch=False)
    assert tokens.all()[0].last_used == seen[-1]


@pytest.mark.parametrize(
    "name", ["", "x", "a:b", "<b>", "x" * 65, "a\nb\x00", "666-31-7788", "666317788", "666-317-788"]
)
def test_a_name_is_a_name(store: Store, name: str) -> None:
    with pytest.raises(BadArguments, match="name"):
        Tokens(store).add(name, Role.INTAKE, "ada", NOON)


def test_an_older_store_gets_the_table(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    where = store.place
    store.close()
    take_back(where, "0006")
    assert Tokens(new_store(tmp_path)).all() == []
