"""Tables in their other forms: a workbook, Parquet, frames, a calendar. All say what the CSV files say."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
from icalendar import Calendar
from openpyxl.utils.escape import unescape

from schemas.errors import BadArguments, StoreInconsistent
from schemas.forms import Form
from schemas.ledger import LedgerRow
from schemas.notice import Deadline, Taxpayer, WorkItem
from schemas.queue_row import ItemState
from workqueue import Store, exporting, workbook
from workqueue.columns import SHAPES, TABLES, Kind
from workqueue.forms import TakeAway

from .make import begin, doubtful, keep, notice, scan
from .sample import BATCH, BUSINESS, fill

pytestmark = pytest.mark.store
NOW = datetime(2018, 1, 20, 12, 0, tzinfo=UTC)
EVERY = tuple(Form)
FILES = {"notices.xlsx", "deadlines.ics", *(f"{name}.{end}" for name in TABLES for end in ("csv", "parquet"))}


@pytest.fixture
def folder(store: Store, tmp_path: Path) -> Path:
    """The sample store in every form."""
    fill(store)
    store.export(tmp_path / "out", None, TakeAway(forms=EVERY, now=NOW, base="https://desk.example/", contract=False))
    return tmp_path / "out"


def cells(folder: Path, table: str) -> list[list[str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def as_csv(kind: Kind, value: Any) -> str:
    """A typed value as the CSV file writes it; text without the ' that disarms it there."""
    if value is None or value is pd.NA or value is pd.NaT:
        return ""
    if kind is Kind.DAY:
        return value.isoformat() if type(value) is date else pd.Timestamp(value).date().isoformat()
    if kind is Kind.FLAG:
        return str(bool(value)).lower()
    if kind is Kind.SHARE:
        return str(float(value))
    return str(value)


def same(typed: list[list[Any]], table: str, folder: Path) -> None:
    kinds = SHAPES[table].kinds
    said = [[as_csv(kind, value) for kind, value in zip(kinds, row, strict=True)] for row in typed]
    assert said == [[cell.removeprefix("'") for cell in row] for row in cells(folder, table)[1:]]


def test_every_form_is_there_and_nothing_else(folder: Path) -> None:
    assert {path.name for path in folder.iterdir()} == FILES
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


# Frames


@pytest.mark.parametrize("table", TABLES)
def test_frames_say_what_the_csv_says(store: Store, folder: Path, table: str) -> None:
    (frame,) = store.frames([table])
    assert list(frame.columns) == cells(folder, table)[0]
    same(frame.astype(object).where(frame.notna(), None).values.tolist(), table, folder)


def test_a_frame_has_types_and_what_was_not_read_is_na(store: Store, folder: Path) -> None:
    notices, amounts = store.frames(["notices", "amounts"])
    unread, business = notices.iloc[0], notices.iloc[1]
    assert pd.isna(unread.amount_due) and pd.isna(business.act_by) and business.amount_due == Decimal("-3328.00")
    assert str(notices.due_date.dtype).startswith("datetime64") and notices.due_date[1] == pd.Timestamp(2018, 1, 29)
    kinds = {
        "priority": "Int64",
        "taxpayer_name": "string",
        "amount_due_confidence": "Float64",
        "amount_due": "object",
    }
    assert {name: str(notices[name].dtype) for name in kinds} == kinds
    assert amounts.amount.sum() == sum((Decimal(row[4]) for row in cells(folder, "amounts")[1:]), Decimal(0))


def test_frames_of_some_notices_have_only_those(store: Store, folder: Path) -> None:
    for frame in store.frames(TABLES, {BUSINESS.notice_id}):
        assert set(frame.notice_id.dropna()) <= {BUSINESS.notice_id}
    assert len(store.frames(["pages"], {BUSINESS.notice_id})[0]) == 4  # two pages, in the batch and in its copy


def test_empty_frames_have_their_types(store: Store) -> None:
    for table, frame in zip(TABLES, store.frames(TABLES), strict=True):
        assert tuple(frame.columns) == SHAPES[table].columns and len(frame) == 0


# Parquet


@pytest.mark.parametrize("table", TABLES)
def test_parquet_says_what_the_csv_says(folder: Path, table: str) -> None:
    read = pq.read_table(folder / f"{table}.parquet")
    same([list(row.values()) for row in read.to_pylist()], table, folder)


def test_parquet_has_typed_columns_and_pandas_reads_them(folder: Path) -> None:
    schema = pq.read_schema(folder / "notices.parquet")
    wanted = {"amount_due": "decimal128(38, 2)", "due_date": "date32[day]", "priority": "int64", "pages": "string"}
    assert {name: str(schema.field(name).type) for name in wanted} == wanted
    assert str(pq.read_schema(folder / "deadlines.parquet").field("earliest_supported").type) == "bool"
    read = pd.read_parquet(folder / "notices.parquet")
    assert read.amount_due[1] == Decimal("-3328.00") and read.amount_due[0] is None
    assert read.due_date[1] == date(2018, 1, 29)


def test_the_longest_amount_there_can_be_stands_in_parquet(store: Store, tmp_path: Path) -> None:
    file, longest = scan("a.pdf"), Decimal("-12345678901234567890123456.78")
    begin(store, "monday", file)
    keep(store, "monday", {"a.pdf": [notice(file, amount_due=longest)]})
    store.export(tmp_path / "out", None, TakeAway(forms=(Form.PARQUET,)))
    assert pd.read_parquet(tmp_path / "out/notices.parquet").amount_due[0] == longest


# The workbook


@pytest.fixture
def book(folder: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(folder / "notices.xlsx")


@pytest.mark.parametrize("table", TABLES)
def test_the_workbook_says_what_the_csv_says(folder: Path, book: openpyxl.Workbook, table: str) -> None:
    rows = [list(row) for row in book[table].iter_rows(values_only=True)]
    assert rows[0] == cells(folder, table)[0]
    kinds = SHAPES[table].kinds
    typed = [[_from_excel(kind, value) for kind, value in zip(kinds, row, strict=True)] for row in rows[1:]]
    same(typed, table, folder)


def _from_excel(kind: Kind, value: Any) -> Any:
    if value is None:
        return None
    if kind is Kind.MONEY:
        return Decimal(str(value)).quantize(Decimal("0.01"))
    return value.date() if kind is Kind.DAY else unescape(value) if isinstance(value, str) else value


def test_days_and_money_are_days_and_money(book: openpyxl.Workbook) -> None:
    columns = {cell.value: cell.column - 1 for cell in book["notices"][1]}
    row = book["notices"][3]
    due, amount = row[columns["due_date"]], row[columns["amount_due"]]
    assert (due.is_date, due.number_format, due.value) == (True, "yyyy-mm-dd", datetime(2018, 1, 29))
    assert (amount.data_type, amount.value) == ("n", -3328) and amount.number_format.startswith("#,##0.00")
    assert book["notices"][2][columns["amount_due"]].value is None
    assert (row[columns["tin_last4"]].data_type, row[columns["tin_last4"]].value) == ("s", "4321")


def test_each_sheet_has_a_bold_heading_that_stays_and_a_filter(book: openpyxl.Workbook) -> None:
    assert tuple(book.sheetnames) == TABLES
    for sheet in book:
        assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", sheet.dimensions)
        assert all(cell.font.bold for cell in sheet[1])
        widths = [sheet.column_dimensions[cell.column_letter].width for cell in sheet[1]]
        assert all(8 <= width <= 50 for width in widths if width != 13) and max(widths) > 13


def test_no_text_is_run_whatever_it_begins_with(store: Store, tmp_path: Path) -> None:
    hostile = (
        "=1+1",
        "+1",
        "-1",
        "@SUM(1)",
        "\t=1",
        '=HYPERLINK("http://evil.example")',
        "http://evil.example",
        "{=1}",
    )
    file = scan('=cmd|" /C calc"!A0.pdf', pages=2)
    begin(store, "monday", file)
    made = notice(file, taxpayer=Taxpayer(name=hostile[0], address=hostile[1:]), contact_phone="=2+3")
    keep(store, "monday", {file.name: [made]})
    store.export(tmp_path / "out", None, TakeAway(forms=(Form.XLSX,)))
    with zipfile.ZipFile(tmp_path / "out/notices.xlsx") as packed:
        inside = {name: packed.read(name) for name in packed.namelist()}
    assert not any(b"<f>" in part or b"<f " in part for part in inside.values())
    assert not any(b"evil.example" in part for name, part in inside.items() if name.endswith(".rels"))
    book = openpyxl.load_workbook(tmp_path / "out/notices.xlsx")
    row = {head.value: cell for head, cell in zip(book["notices"][1], book["notices"][2], strict=True)}
    assert (row["taxpayer_name"].data_type, row["taxpayer_name"].value) == ("s", "=1+1")
    assert (row["file"].data_type, row["file"].value) == ("s", file.name)


def test_ids_lead_to_the_notices_row_and_from_there_to_its_page(book: openpyxl.Workbook) -> None:
    for at in range(2, book["notices"].max_row + 1):
        cell = book["notices"].cell(at, 1)
        assert cell.hyperlink.target == f"https://desk.example/notices/{cell.value}"
    for table in TABLES[1:]:
        at = SHAPES[table].columns.index("notice_id") + 1
        for row in range(2, book[table].max_row + 1):
            cell = book[table].cell(row, at)
            if cell.value is not None:
                row_there = int(cell.hyperlink.location.rpartition("!A")[2])
                assert book["notices"].cell(row_there, 1).value == cell.value


def test_without_a_station_nothing_leads_out(store: Store, tmp_path: Path) -> None:
    fill(store)
    store.export(tmp_path / "out", None, TakeAway(forms=(Form.XLSX,)))
    book = openpyxl.load_workbook(tmp_path / "out/notices.xlsx")
    assert not any(cell.hyperlink for row in book["notices"] for cell in row)
    assert any(cell.hyperlink for row in book["amounts"] for cell in row)


def test_what_a_spreadsheet_would_round_or_move_stands_as_text(store: Store, tmp_path: Path) -> None:
    file = scan("a.pdf")
    begin(store, "monday", file)
    huge = notice(file, amount_due=Decimal("123456789012345678.99"), notice_date=date(1899, 2, 1))
    keep(store, "monday", {"a.pdf": [huge]})
    store.export(tmp_path / "out", None, TakeAway(forms=(Form.XLSX,)))
    sheet = openpyxl.load_workbook(tmp_path / "out/notices.xlsx")["notices"]
    row = {head.value: cell.value for head, cell in zip(sheet[1], sheet[2], strict=True)}
    assert (row["amount_due"], row["notice_date"]) == ("123456789012345678.99", "1899-02-01")


def test_more_rows_or_links_than_a_sheet_holds(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(store)
    monkeypatch.setattr(workbook, "_MOST_LINKS", 2)
    store.export(tmp_path / "out", None, TakeAway(forms=(Form.XLSX,), base="https://desk.example"))
    sheet = openpyxl.load_workbook(tmp_path / "out/notices.xlsx")["notices"]
    assert [bool(sheet.cell(row, 1).hyperlink) for row in (2, 3, 4)] == [True, True, False]
    assert sheet.cell(4, 1).value
    monkeypatch.setattr(workbook, "_MOST_ROWS", 2)
    with pytest.raises(BadArguments, match="more rows than a sheet holds"):
        store.export(tmp_path / "other", None, TakeAway(forms=(Form.XLSX,)))
    assert list((tmp_path / "other").iterdir()) == []


# The calendar


def events(folder: Path) -> dict[str, Any]:
    calendar = Calendar.from_ical((folder / "deadlines.ics").read_bytes())
    return {str(event["uid"]): event for event in calendar.walk("VEVENT")}


def test_the_calendar_has_an_all_day_event_with_alarms_for_each_deadline(folder: Path) -> None:
    found = events(folder)
    open_ones = cells(folder, "deadlines")[1:]
    assert len(found) == len(open_ones) == 2
    for event in found.values():
        assert event.decoded("dtstart") == date(2018, 1, 29) and event.decoded("dtend") == date(2018, 1, 30)
        rings = [alarm.decoded("trigger") for alarm in event.walk("VALARM")]
        assert rings == [timedelta(days=-6, hours=-15), timedelta(hours=-15)]
        assert str(event["url"]).startswith("https://desk.example/notices/n")
        assert "***-**-0123" in event["summary"] and "CP503 pay by" in event["summary"]
    assert sum("Not checked yet" in event["description"] for event in found.values()) == 1


def test_an_event_keeps_its_uid_when_its_day_changes(store: Store, tmp_path: Path) -> None:
    file = scan("a.pdf")
    begin(store, "monday", file)
    uids = []
    for day in (date(2018, 1, 29), date(2018, 2, 5)):
        due = Deadline(kind="pay_by", date=day, basis="printed", cite="as printed", earliest_supported=True)
        keep(store, "monday", {"a.pdf": [notice(file, deadlines=(due, due))]}, reader=f"reader of {day}")
        store.export(tmp_path / "out", None, TakeAway(forms=(Form.ICS,), now=NOW))
        found = events(tmp_path / "out")
        assert {event.decoded("dtstart") for event in found.values()} == {day}
        uids.append(sorted(found))
    assert uids[0] == uids[1] and len(set(uids[0])) == 2


def test_what_is_done_is_due_no_more(store: Store, folder: Path, tmp_path: Path) -> None:
    one = cells(folder, "deadlines")[1][0]
    store.decide(one, ItemState.DONE, who="anna", why="paid", at=NOW)
    store.export(tmp_path / "again", None, TakeAway(forms=(Form.ICS,), now=NOW))
    assert not any(uid.startswith(one) for uid in events(tmp_path / "again"))
    assert len(events(tmp_path / "again")) == 1


def test_no_line_of_a_page_becomes_one_of_the_calendars(store: Store, tmp_path: Path) -> None:
    file = scan("a.pdf")
    begin(store, "monday", file)
    sly = "PAT\r\nATTACH:http://evil.example\nBEGIN:VALARM"
    work = WorkItem(queue="x;y,z\nEND:VEVENT", priority=1, act_by=None, actions=("one\r\nEND:VCALENDAR",))
    keep(store, "monday", {"a.pdf": [notice(file, taxpayer=Taxpayer(name=sly), work_item=work)]})
    store.export(tmp_path / "out", None, TakeAway(forms=(Form.ICS,), now=NOW))
    (event,) = events(tmp_path / "out").values()
    assert "attach" not in event and len(event.walk("VALARM")) == 2


# What is chosen


@pytest.mark.parametrize("form", EVERY)
def test_only_what_is_chosen_is_in_any_form(store: Store, tmp_path: Path, form: Form) -> None:
    fill(store)
    chosen = TakeAway(forms=(form,), only=frozenset({BUSINESS.notice_id}), now=NOW)
    store.export(tmp_path / "out", None, chosen)
    others = {row.notice_id for row in store.queue()} - {BUSINESS.notice_id}
    assert others
    said = b"".join(_unpacked(path) for path in (tmp_path / "out").iterdir())
    assert not any(other.encode() in said for other in others)
    assert (BUSINESS.notice_id.encode() in said) == (form is not Form.ICS)  # it has no deadline


def _unpacked(path: Path) -> bytes:
    if path.suffix == ".parquet":
        return str(pq.read_table(path).to_pylist()).encode()
    if path.suffix != ".xlsx":
        return path.read_bytes()
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as packed:
        return b"".join(packed.read(name) for name in packed.namelist())


def test_a_choice_of_csv_has_no_summary_and_takes_an_old_one_away(store: Store, tmp_path: Path) -> None:
    fill(store)
    store.export(tmp_path / "out")
    assert (tmp_path / "out/summary.json").exists()
    store.export(tmp_path / "out", None, TakeAway(only=frozenset({BUSINESS.notice_id})))
    assert not (tmp_path / "out/summary.json").exists()
    assert {row[0] for row in cells(tmp_path / "out", "notices")[1:]} == {BUSINESS.notice_id}
    assert {row[3] for row in cells(tmp_path / "out", "pages")[1:]} == {BUSINESS.notice_id}


def test_an_unknown_table_is_told(store: Store, tmp_path: Path) -> None:
    with pytest.raises(BadArguments, match="no table"):
        store.export(tmp_path / "out", None, TakeAway(tables=("notices", "people")))


@pytest.mark.parametrize("form", EVERY)
def test_a_number_in_the_name_of_a_file_is_masked_unless_the_contract_promises_the_name(
    store: Store, tmp_path: Path, form: Form
) -> None:
    file = scan("SSN 666-31-7799/letter.pdf", pages=2)
    begin(store, "monday", file)
    keep(store, "monday", {file.name: [doubtful(file)]})
    store.export(tmp_path / "out", None, TakeAway(forms=(form,), contract=False, now=NOW))
    said = b"".join(_unpacked(path) for path in (tmp_path / "out").iterdir())
    assert b"666-31-7799" not in said
    assert form is Form.ICS or b"***-**-7799" in said


@pytest.mark.parametrize("form", EVERY)
def test_an_export_that_breaks_off_leaves_nothing(
    store: Store, tmp_path: Path, form: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store)

    def broken(*_args: object) -> Iterator[LedgerRow]:
        raise StoreInconsistent("cut", "")
        yield  # breaks off when the first page is asked for, all notices being written

    monkeypatch.setattr(exporting, "_pages", broken)
    with pytest.raises(StoreInconsistent):
        store.export(tmp_path / "out", None, TakeAway(forms=(form,)))
    assert list((tmp_path / "out").iterdir()) == []


def test_many_chunks_say_the_same_as_one(
    store: Store, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "CHUNK", 1)
    store.export(
        tmp_path / "small", None, TakeAway(forms=EVERY, now=NOW, base="https://desk.example", contract=False)
    )
    readers: dict[str, Callable[[Path], Any]] = {
        ".parquet": lambda path: pq.read_table(path).to_pylist(),
        ".ics": lambda path: path.read_bytes(),
        ".xlsx": lambda path: [
            [cell.value for cell in row] for sheet in openpyxl.load_workbook(path) for row in sheet
        ],
        ".csv": lambda path: cells(path.parent, path.stem),
    }
    for path in folder.iterdir():
        assert readers[path.suffix](path) == readers[path.suffix](tmp_path / "small" / path.name), path.name


def test_the_copy_of_a_batch_stands_in_the_pages_alone(folder: Path) -> None:
    assert sum(row[0] == BATCH.name for row in cells(folder, "pages")) == 6
