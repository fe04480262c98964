"""The files of the contract: exact, whole, in order, the same on every database."""

import csv
import json
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pandas as pd
import pytest

from schemas.errors import BadArguments, StoreInconsistent
from schemas.json_schemas import json_schema
from schemas.notice import Notice
from workqueue import Store, exporting
from workqueue.flat_tables import FLAT_TABLES

from .make import begin, finish, keep, new_store, notice, scan
from .sample import BUSINESS, NOTICES, ODD, fill

pytestmark = pytest.mark.store

FILES = {
    "notices.jsonl",
    "notices.csv",
    "amounts.csv",
    "periods.csv",
    "deadlines.csv",
    "findings.csv",
    "pages.csv",
    "summary.json",
}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def records(folder: Path) -> list[dict[str, Any]]:
    # Only a line feed ends a line: a text may hold what else Python takes for one.
    return [json.loads(line) for line in (folder / "notices.jsonl").read_text("utf-8").split("\n")[:-1]]


def exported(store: Store, out: Path, run_id: str | None = "tuesday") -> Path:
    store.export(out, run_id)
    return out


@pytest.fixture
def folder(store: Store, tmp_path: Path) -> Path:
    fill(store)
    return exported(store, tmp_path / "new" / "results")


def test_all_files_of_the_contract_are_there_and_nothing_else(folder: Path) -> None:
    assert {path.name for path in folder.iterdir()} == FILES


def test_both_databases_export_the_same_bytes(anywhere: Store, folder: Path, tmp_path: Path) -> None:
    if not anywhere.runs():
        fill(anywhere)
    for path in exported(anywhere, tmp_path / "other").iterdir():
        assert path.read_bytes() == (folder / path.name).read_bytes()


def test_every_notice_is_the_record_that_was_kept_under_the_name_of_the_run(folder: Path) -> None:
    kept = [Notice.model_validate(record) for record in records(folder)]
    assert [one.source.pages for one in kept] == [(1, 2), (4, 5), (1, 2)]
    assert kept[1] == BUSINESS
    assert kept[2] == NOTICES[ODD.name][0]


def test_notices_have_the_keys_of_the_contract_in_its_order(folder: Path) -> None:
    assert {tuple(record) for record in records(folder)} == {
        (
            "notice_id",
            "source",
            "notice_code",
            "notice_date",
            "tax_periods",
            "tin",
            "taxpayer",
            "amount_due",
            "due_date",
            "amounts",
            "contact_phone",
            "caller_id",
            "fields",
            "deadlines",
            "validation",
            "classification",
            "work_item",
        )
    }


def test_exports_hold_to_their_json_schemas(folder: Path, store: Store) -> None:
    def check(value: object, name: str) -> None:
        jsonschema.validate(value, json_schema(name), format_checker=jsonschema.FormatChecker())

    for record in records(folder):
        check(record, "notice")
    for row in rows(folder / "pages.csv"):
        check({**row, "page": int(row["page"]), "notice_id": row["notice_id"] or None}, "page")
    check(json.loads((folder / "summary.json").read_text("utf-8")), "summary")
    check([row.model_dump(mode="json") for row in store.queue()], "queue")


def test_tables_join_on_the_notice_and_count_what_the_records_hold(folder: Path) -> None:
    ids = [record["notice_id"] for record in records(folder)]
    assert [row["notice_id"] for row in rows(folder / "notices.csv")] == ids
    for file, parts in (("amounts", "amounts"), ("periods", "tax_periods"), ("deadlines", "deadlines")):
        counted = Counter(row["notice_id"] for row in rows(folder / f"{file}.csv"))
        assert counted == Counter({r["notice_id"]: len(r[parts]) for r in records(folder) if r[parts]})
    assert [row["code"] for row in rows(folder / "findings.csv")] == ["field_unreadable"]


def test_money_days_and_numbers_stand_as_they_are_and_null_is_an_empty_cell(folder: Path) -> None:
    doubtful, business, odd = rows(folder / "notices.csv")
    assert (doubtful["amount_due"], business["amount_due"], odd["amount_due"]) == ("", "-3328.00", "9533.53")
    assert (business["due_date"], business["act_by"], odd["contact_phone"]) == ("2018-01-29", "", "")
    assert (odd["tin_last4"], odd["priority"], odd["collection_stage"]) == ("0123", "62", "3")
    assert (doubtful["amount_due_status"], doubtful["amount_due_confidence"]) == ("unreadable", "0.2")
    assert business["tax_periods"] == "941 2017-09-30; 941 2017-12-31"
    amounts = pd.read_csv(folder / "amounts.csv", dtype=str, keep_default_na=False)
    assert [Decimal(amount) for amount in amounts[amounts.role == "refund"].amount] == [Decimal("-3328.00")]


def test_text_that_a_spreadsheet_would_run_is_disarmed_and_keys_are_not(folder: Path) -> None:
    _, business, odd = rows(folder / "notices.csv")
    assert business["taxpayer_name"] == "'=SUM(A1:A9) BAKERY"
    assert business["taxpayer_address"] == "'+1 MAIN STREET | @HOME, TX 00000-0123"
    assert odd["file"] == ODD.name
    assert records(folder)[1]["taxpayer"]["name"] == "=SUM(A1:A9) BAKERY"
    labels = {row["label"] for row in rows(folder / "amounts.csv")}
    assert "'- Payments" in labels and "Überzahlung, „zurück“" in labels


def test_names_with_anything_in_them_come_back_from_both_formats(folder: Path) -> None:
    assert records(folder)[2]["source"]["file"] == ODD.name
    assert ODD.name in {row["file"] for row in rows(folder / "pages.csv")}
    assert r"caf\xe9.tif" in {row["file"] for row in rows(folder / "pages.csv")}


def test_the_ledger_lists_every_page_of_every_file_once(folder: Path) -> None:
    listed = [(row["file"], int(row["page"])) for row in rows(folder / "pages.csv")]
    assert len(set(listed)) == len(listed) == 6 + 1 + 6 + 2 + 1
    known = {record["notice_id"] for record in records(folder)}
    named = {row["notice_id"] for row in rows(folder / "pages.csv") if row["fate"] == "notice"}
    assert named == known


def test_the_summary_counts_what_the_files_hold(folder: Path) -> None:
    told = json.loads((folder / "summary.json").read_text("utf-8"))
    assert told["pages"] == Counter(row["fate"] for row in rows(folder / "pages.csv"))
    assert (told["notices"], told["pages_total"]) == (len(records(folder)), len(rows(folder / "pages.csv")))


def test_a_run_that_only_repeats_exports_what_was_read_before(store: Store, folder: Path, tmp_path: Path) -> None:
    begin(store, "wednesday", scan("renamed.pdf", pages=2, content=ODD.name))
    finish(store, "wednesday")
    again = exported(store, tmp_path / "again", "wednesday")
    (record,) = records(again)
    expected = records(folder)[2]
    expected["source"]["file"] = "renamed.pdf"
    assert record == expected


def test_the_whole_store_is_exported_without_a_run(store: Store, folder: Path, tmp_path: Path) -> None:
    begin(store, "wednesday", scan("renamed.pdf", pages=2, content=ODD.name))
    whole = exported(store, tmp_path / "whole", None)
    assert [record["source"]["file"] for record in records(whole)][2] == "renamed.pdf"
    assert json.loads((whole / "summary.json").read_text("utf-8"))["run_id"] == "all"


def test_an_unfinished_run_has_no_summary_and_none_of_an_earlier_export_is_left(store: Store, folder: Path) -> None:
    begin(store, "wednesday", scan("new.pdf", pages=1))
    exported(store, folder, "wednesday")
    assert {path.name for path in folder.iterdir()} == FILES - {"summary.json"}
    assert [row["fate"] for row in rows(folder / "pages.csv")] == ["unreadable"]


def test_an_empty_run_leaves_tables_with_their_headings(store: Store, tmp_path: Path) -> None:
    begin(store, "monday")
    out = exported(store, tmp_path / "out", "monday")
    assert (out / "pages.csv").read_text() == "file,page,fate,notice_id,reason\n"
    for table in FLAT_TABLES:
        assert (out / table.file).read_text() == ",".join(table.columns) + "\n"
    assert (out / "notices.jsonl").read_text() == ""


def test_a_run_of_many_chunks_is_the_same_as_of_one(
    store: Store, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "CHUNK", 1)
    for path in exported(store, tmp_path / "small").iterdir():
        with path.open(newline="") as one, (folder / path.name).open(newline="") as other:
            # A chunk with a carriage return is quoted throughout: the same cells, but perhaps other bytes.
            same = list(csv.reader(one)) == list(csv.reader(other)) if path.suffix == ".csv" else False
        assert same or path.read_bytes() == (folder / path.name).read_bytes()


def test_files_are_private_but_one_that_was_shared_stays_so(store: Store, folder: Path) -> None:
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    (folder / "pages.csv").chmod(0o640)
    exported(store, folder)
    assert (folder / "pages.csv").stat().st_mode & 0o777 == 0o640


def test_an_export_that_breaks_off_leaves_the_old_files_and_no_litter(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    def broken(*_args: object) -> None:
        raise StoreInconsistent("cut", "")

    monkeypatch.setattr(exporting, "_pages", broken)
    with pytest.raises(StoreInconsistent):
        exported(store, folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_folder_that_is_a_file_is_told(store: Store, tmp_path: Path) -> None:
    begin(store, "monday")
    (tmp_path / "taken").write_text("")
    with pytest.raises(BadArguments, match="can't write to"):
        exported(store, tmp_path / "taken", "monday")


def test_what_is_written_meanwhile_is_not_in_an_export(tmp_path: Path) -> None:
    """Another process saves a reading between the notices and the pages of an export; it does not see half of it."""
    store, other = new_store(tmp_path), new_store(tmp_path)
    file = scan("a.pdf")
    begin(store, "tuesday", file)
    with store.reading() as db:
        run = exporting.chosen(1)
        assert list(exporting.exported(db, run)) == []
        keep(other, "tuesday", {"a.pdf": [notice(file)]})
        assert {row.fate.value for row in exporting.ledger(db, run)} == {"unreadable"}
    assert {row.fate.value for row in store.ledger("tuesday")} == {"notice", "blank"}


def test_nothing_is_rounded_however_large(store: Store, tmp_path: Path) -> None:
    file = scan("a.pdf")
    huge = notice(file, amount_due=Decimal("123456789012345678901234.56"), notice_date=date(1913, 2, 25))
    begin(store, "monday", file)
    keep(store, "monday", {"a.pdf": [huge]})
    out = exported(store, tmp_path / "out", "monday")
    assert rows(out / "notices.csv")[0]["amount_due"] == "123456789012345678901234.56"
    assert store.queue()[0].amount_due == huge.amount_due
