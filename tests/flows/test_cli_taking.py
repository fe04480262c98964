"""`noticedesk export` in its forms and with the queue's filters, and `noticedesk token`."""

import csv
import io
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from icalendar import Calendar

from flows import cli
from schemas.desk import Role
from tests.workqueue.make import new_store
from tests.workqueue.sample import BUSINESS, fill
from workqueue import Store
from workqueue.columns import TABLES
from workqueue.desk import Desk
from workqueue.tokens import Tokens

pytestmark = pytest.mark.store
CONTRACT = {"notices.jsonl", "summary.json", *(f"{name}.csv" for name in TABLES)}


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    made = new_store(tmp_path)
    fill(made)
    monkeypatch.setenv("NOTICEDESK_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("NOTICEDESK_DB", str(tmp_path / "store.db"))
    return made


def export(folder: Path, *more: str) -> set[str]:
    assert cli.run(["export", "--out", str(folder / "out"), *more]) == 0
    return {path.name for path in (folder / "out").iterdir()}


def test_without_more_it_is_the_contract(store: Store, tmp_path: Path) -> None:
    assert export(tmp_path) == CONTRACT


def test_forms_may_be_several(store: Store, tmp_path: Path) -> None:
    assert export(tmp_path, "--format", "xlsx", "--format", "ics") == {"notices.xlsx", "deadlines.ics"}
    calendar = Calendar.from_ical((tmp_path / "out/deadlines.ics").read_bytes())
    stamps = {event.decoded("dtstamp") for event in calendar.walk("VEVENT")}
    assert len(stamps) == 1 and abs((datetime.now(UTC) - stamps.pop()).total_seconds()) < 3600
    parquet = {f"{name}.parquet" for name in TABLES}
    assert export(tmp_path, "--format", "csv", "--format", "parquet") >= CONTRACT | parquet


@pytest.mark.parametrize(
    "asked", [("--queue", "business"), ("--code", "cp 161"), ("--text", "bakery"), ("--family", "balance_due")]
)
def test_filters_are_those_of_the_queue(
    store: Store, tmp_path: Path, asked: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["queue", "--format", "csv", *asked]) == 0
    listed = {row["notice_id"] for row in csv.DictReader(io.StringIO(capsys.readouterr().out))}
    export(tmp_path, "--format", "xlsx", *asked)
    sheet = openpyxl.load_workbook(tmp_path / "out/notices.xlsx")["notices"]
    assert {cell.value for cell in sheet["A"][1:]} == listed
    assert BUSINESS.notice_id in listed


def test_links_lead_to_the_station_that_is_named(store: Store, tmp_path: Path) -> None:
    export(tmp_path, "--format", "xlsx", "--link", "https://desk.example")
    sheet = openpyxl.load_workbook(tmp_path / "out/notices.xlsx")["notices"]
    assert sheet["A2"].hyperlink.target == f"https://desk.example/notices/{sheet['A2'].value}"
    for wrong in ("desk", "javascript:alert(1)", "file:///etc/passwd"):
        assert cli.run(["export", "--out", str(tmp_path / "x"), "--link", wrong]) == 1


def test_a_token_is_on_stdout_once_and_holds(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["token", "Payroll", "--role", "analyst"]) == 0
    said = capsys.readouterr()
    secret = said.out.strip()
    found = Tokens(store).check(secret, datetime.now(UTC))
    assert found and (found.name, found.role, found.made_by) == ("payroll", Role.ANALYST, "command line")
    assert secret not in said.err and "not shown again" in said.err
    assert cli.run(["token"]) == 0
    listed = capsys.readouterr().out
    assert "payroll\tanalyst" in listed and secret not in listed
    assert cli.run(["token", "payroll"]) == 1
    assert cli.run(["token", "payroll", "--revoke"]) == 0
    assert Tokens(store).check(secret, datetime.now(UTC)) is None
    told = [(one.what, one.who, one.details["token"]) for one in Desk(store).history()]
    assert told == [("revoke_token", "command line", "payroll"), ("add_token", "command line", "payroll")]


def test_a_token_for_the_calendar(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["token", "outlook", "--feed"]) == 0
    found = Tokens(store).check(capsys.readouterr().out.strip(), datetime.now(UTC))
    assert found and found.feed
