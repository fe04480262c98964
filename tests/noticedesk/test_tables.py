"""`noticedesk.tables`, as a notebook uses it."""

import csv
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from noticedesk import tables
from schemas.errors import StoreUnreachable
from tests.workqueue.make import new_store
from tests.workqueue.sample import BUSINESS, fill

pytestmark = pytest.mark.store


@pytest.fixture
def place(tmp_path: Path) -> str:
    store = new_store(tmp_path)
    fill(store)
    store.export(tmp_path / "out")
    store.close()
    return str(tmp_path / "store.db")


def test_each_table_has_the_rows_and_columns_of_its_csv_file(place: str, tmp_path: Path) -> None:
    with tables.open(place) as desk:
        for name in tables.TABLES:
            frame: pd.DataFrame = getattr(desk, name)()
            with (tmp_path / f"out/{name}.csv").open(encoding="utf-8", newline="") as file:
                said = list(csv.reader(file))
            assert list(frame.columns) == said[0] and len(frame) == len(said) - 1
            at = said[0].index("notice_id")
            assert frame.notice_id.fillna("").tolist() == [row[at] for row in said[1:]]


def test_money_is_exact_and_what_was_not_read_is_na(place: str) -> None:
    desk = tables.open(place)
    notices = desk.notices()
    assert notices.amount_due.isna().tolist() == [True, False, False]
    assert notices.amount_due.sum() == Decimal("6205.53")
    assert notices.groupby("queue").amount_due.sum()["business"] == Decimal("-3328.00")
    joined = desk.amounts().merge(notices[["notice_id", "notice_code"]], on="notice_id")
    assert len(joined) == len(desk.amounts())


def test_a_filter_is_that_of_the_queue(place: str) -> None:
    desk = tables.open(place, tables.QueueFilter(queue="business"))
    assert desk.notices().notice_id.tolist() == [BUSINESS.notice_id]
    assert set(desk.pages().notice_id) == set(desk.amounts().notice_id) == {BUSINESS.notice_id}
    assert len(desk.deadlines()) == len(desk.findings()) == 0
    assert len(tables.open(place, tables.QueueFilter(state=tables.ItemState.DONE)).notices()) == 0


def test_the_store_is_the_one_the_settings_name(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOTICEDESK_DB", place)
    assert len(tables.open().periods()) == 4


def test_where_there_is_no_store_none_is_made(tmp_path: Path) -> None:
    with pytest.raises(StoreUnreachable):
        tables.open(str(tmp_path / "none.db"))
    assert list(tmp_path.iterdir()) == []
