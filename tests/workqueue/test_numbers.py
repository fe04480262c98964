"""Whole numbers in the store: shown with a trace, sealed again whole, and as good in another database."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select, update

from schemas.document import DocumentReading
from schemas.errors import BadArguments, KeyTrouble, SealBroken, StoreInconsistent
from schemas.notice import Notice, NoticeFacts, Tin
from schemas.sealing import SECRET, Sealer, key_id_of_text, tin_context
from workqueue import Store, open_store
from workqueue.desk import Desk
from workqueue.people_tables import accounts
from workqueue.resealing import reseal
from workqueue.tables import judgements, notices

from .make import begin, finish, notice, reading, scan

pytestmark = pytest.mark.store
AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
OLD, NEW = Sealer((b"o" * 32,)), Sealer((b"n" * 32, b"o" * 32))
NUMBER = "666310123"


def facts_of(one: Notice, number: str | None, sealer: Sealer = OLD) -> NoticeFacts:
    kept = {name: value for name, value in one if name in NoticeFacts.model_fields}
    if number:
        kept["tin_sealed"] = sealer.seal_text(number, tin_context(one.notice_id))
        kept["tin_key"] = sealer.keyed_hash(number)
    return NoticeFacts(**kept)


def fill(store: Store, number: str | None = NUMBER, **changes: object) -> Notice:
    """One file with one notice that prints the number."""
    file = scan("a.pdf", 2)
    one = notice(file, **changes)
    begin(store, "monday", file)
    (document,) = store.pending("monday", "reader-1")
    read: DocumentReading = reading(file, [one]).model_copy(update={"notices": (facts_of(one, number),)})
    store.save_reading(document.document_id, read, [one])
    finish(store, "monday")
    return one


def with_key(store: Store, sealer: Sealer | None = OLD) -> Store:
    return Store(store._engine, sealer)


def test_a_number_is_shown_as_printed_and_leaves_a_trace(anywhere: Store) -> None:
    one = fill(anywhere)
    assert with_key(anywhere).whole_tin(one.notice_id, "anna", AT) == "666-31-0123"
    (entry,) = Desk(anywhere).history(one.notice_id)
    assert (entry.what, entry.who, entry.at) == ("view_tin", "anna", AT)
    assert NUMBER not in entry.model_dump_json() and "0123" not in json.dumps(entry.details)
    assert Desk(anywhere).verify_history() == []


def test_the_number_of_a_business_is_shown_as_such(store: Store) -> None:
    one = fill(store, "663100123", tin=Tin(type="ein", last4="0123", masked="**-***0123"))
    assert with_key(store).whole_tin(one.notice_id, "anna", AT) == "66-3100123"


@pytest.mark.parametrize("sealer", [None, Sealer((b"x" * 32,))])
def test_without_the_key_nothing_is_shown_and_nothing_entered(store: Store, sealer: Sealer | None) -> None:
    one = fill(store)
    with pytest.raises(KeyTrouble):
        with_key(store, sealer).whole_tin(one.notice_id, "anna", AT)
    assert Desk(store).history() == []


def test_a_number_that_was_put_to_another_notice_is_found(store: Store) -> None:
    one = fill(store)
    with store.writing() as db:
        db.execute(update(notices).values(tin_sealed=OLD.seal_text(NUMBER, tin_context("n0"))))
    with pytest.raises(SealBroken):
        with_key(store).whole_tin(one.notice_id, "anna", AT)


def test_a_masked_number_can_t_be_shown(store: Store) -> None:
    one = fill(store, None)
    with pytest.raises(BadArguments, match="not whole on the paper"):
        with_key(store).whole_tin(one.notice_id, "anna", AT)
    with pytest.raises(BadArguments):
        with_key(store).whole_tin("nobody", "anna", AT)


def test_a_notice_is_recognised_by_the_hash_and_the_number_stands_nowhere(anywhere: Store) -> None:
    fill(anywhere)
    (known,) = anywhere.known().identities
    assert known.tin_key == OLD.keyed_hash(NUMBER)
    (judged,) = anywhere.identities(tin_last4="0123")
    assert judged == known
    text = "".join(anywhere.dump())
    assert NUMBER not in text and "666-31-0123" not in text


def test_the_hash_of_a_number_that_a_person_read_otherwise_is_not_kept(store: Store) -> None:
    file = scan("a.pdf", 2)
    one = notice(file, tin=Tin(type="ssn", last4="0129", masked="***-**-0129"))
    as_read = facts_of(notice(file), NUMBER)
    begin(store, "monday", file)
    (document,) = store.pending("monday", "reader-1")
    read = reading(file, [one]).model_copy(update={"notices": (as_read,)})
    (known,) = store.save_reading(document.document_id, read, [one])
    assert known.tin_key is None
    with pytest.raises(BadArguments):
        with_key(store).whole_tin(one.notice_id, "anna", AT)


def test_everything_is_sealed_again_and_hashed_again(anywhere: Store) -> None:
    one = fill(anywhere)
    gone = json.dumps([{"notice_id": "n0", "tin_key": OLD.keyed_hash("1")}], separators=(",", ":"))
    with anywhere.writing() as db:
        values = {"name": "anna", "role": "lead", "temporary": False, "disabled": False, "factor_required": True}
        values |= {"factor_step": 0, "made": AT.isoformat(), "factor": OLD.seal(b"totp", SECRET)}
        db.execute(accounts.insert().values(values))
    with anywhere.writing() as db:
        assert reseal(db, NEW) >= 5
    with anywhere.writing() as db:
        assert reseal(db, NEW) == 0, "a second time there is nothing to do"
        row = db.execute(select(notices)).mappings().one()
        (factor,) = db.execute(select(accounts.c.factor)).scalars()
        (found,) = db.execute(select(judgements.c.found)).scalars()
        db.execute(update(judgements).values(found=gone))
    assert Sealer(NEW.keys[:1]).open(bytes(factor), SECRET) == b"totp"
    newest, hashed = NEW.key_ids[0], NEW.keyed_hash(NUMBER)
    facts = NoticeFacts.model_validate_json(row["facts"])
    assert key_id_of_text(row["tin_sealed"]) == key_id_of_text(facts.tin_sealed or "") == newest
    assert row["tin_key"] == facts.tin_key == hashed
    assert json.loads(row["identity"])["tin_key"] == json.loads(found)[0]["tin_key"] == hashed
    assert OLD.key_ids[0] not in "".join(anywhere.dump()).replace(gone.replace('"', '\\"'), "")
    assert with_key(anywhere, NEW).whole_tin(one.notice_id, "anna", AT) == "666-31-0123"
    with anywhere.writing() as db:
        reseal(db, NEW)
        assert json.loads(db.execute(select(judgements.c.found)).scalar_one())[0]["tin_key"] is None


def test_what_can_t_be_opened_leaves_everything_as_it_was(anywhere: Store) -> None:
    fill(anywhere)
    before = "".join(anywhere.dump())
    with pytest.raises(KeyTrouble), anywhere.writing() as db:
        reseal(db, Sealer((b"x" * 32,)))
    assert "".join(anywhere.dump()) == before


def test_what_was_dumped_is_the_same_in_another_database(anywhere: Store, tmp_path: Path) -> None:
    one = fill(anywhere)
    Desk(anywhere).record("export", "anna", AT, one.notice_id)
    lines = list(anywhere.dump())
    other = open_store(str(tmp_path / "other.db"), sealer=OLD)
    assert other.load(lines) > 5
    assert list(other.dump()) == lines or sorted(other.dump()) == sorted(lines)
    anywhere.export(tmp_path / "one")
    other.export(tmp_path / "two")
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()
    assert other.whole_tin(one.notice_id, "anna", AT) == "666-31-0123"
    assert Desk(other).verify_history() == []
    with pytest.raises(StoreInconsistent, match="not empty"):
        other.load(lines)


def test_a_dump_goes_into_postgresql_and_the_numbers_go_on(anywhere: Store, tmp_path: Path) -> None:
    made = open_store(str(tmp_path / "first.db"))
    fill(made)
    lines = list(made.dump())
    anywhere.load(lines)
    assert sorted(anywhere.dump()) == sorted(lines)
    anywhere.begin_run("tuesday", AT, "reader-1")
    assert [run.run_id for run in anywhere.runs()] == ["tuesday", "monday"]


def test_an_sqlite_store_is_copied_while_it_is_written_to(store: Store, tmp_path: Path) -> None:
    fill(store)
    with store.writing() as db:
        db.execute(update(notices).values(family="half done"))
        store.copy_to(tmp_path / "copy.db")
    assert (tmp_path / "copy.db").stat().st_mode & 0o777 == 0o600
    (row,) = open_store(str(tmp_path / "copy.db"), create=False).queue()
    assert row.notice_id and "half done" not in "".join(open_store(str(tmp_path / "copy.db")).dump())
