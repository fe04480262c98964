"""The steps of a run on a real store, with a stand-in for the reading of pages: nothing of one file harms another."""

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from flows import steps
from flows.orders import Order
from flows.run import Desk, Reader, Run
from flows.settings import load
from flows.start import begun
from schemas.document import DocumentReading, NoticeIdentity
from schemas.errors import BadArguments, ToolMissing
from schemas.notice import Notice
from tests.flows.fake_reading import BUILD, FakeSettings
from tests.flows.paper import pdf
from workqueue import Judged, Store, open_store, private_folder

pytestmark = pytest.mark.store
TODAY = date(2026, 11, 23)
NOTICE = "notice CP503 4321"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(str(private_folder(tmp_path / "home") / "store.sqlite"))
    yield store
    store.close()


Ingest = Callable[..., Run]


@pytest.fixture
def ingest(tmp_path: Path, store: Store) -> Ingest:
    """Performs all steps as the flow does, batches side by side."""

    def perform(*paths: Path, reread: bool = False, reader: Reader | None = None) -> Run:
        env = {"NOTICEDESK_HOME": str(tmp_path / "home"), "NOTICEDESK_WORKERS": "2", "NOTICEDESK_PAGE_SECONDS": "2"}
        env |= {"NOTICEDESK_WORKER_MEMORY_MB": "700", "NOTICEDESK_CHUNK_PAGES": "3"}
        desk = Desk(load(env), store, reader or Reader("fake-1", "second-1", BUILD, FakeSettings()))
        order = Order(paths or (tmp_path / "mail",), tmp_path / "out", "unused", reread, TODAY)
        with begun("order", order, desk) as run:
            steps.take_in_files(run)
            with run.reading(), ThreadPoolExecutor(4) as threads:
                numbers = range(len(run.batches or ()))
                for done in [threads.submit(steps.read_batch, run, number) for number in numbers]:
                    done.result()
            steps.conclude(run)
        return run

    return perform


def ledger(out: Path) -> list[tuple[str, int, str]]:
    with (out / "pages.csv").open(encoding="utf-8") as file:
        return [(row["file"], int(row["page"]), row["fate"]) for row in csv.DictReader(file)]


def exported(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "out/notices.jsonl").read_text(encoding="utf-8").splitlines()]


def test_files_become_notices_and_every_page_is_accounted_for(ingest: Ingest, tmp_path: Path) -> None:
    pdf(tmp_path / "mail/a.pdf", [NOTICE, "", NOTICE])
    pdf(tmp_path / "mail/b.pdf", ["notice LT11 1111"])
    run = ingest()
    assert run.summary
    assert (run.summary.files_read, run.summary.notices, run.summary.pages_total) == (2, 3, 4)
    assert ledger(tmp_path / "out") == [
        ("a.pdf", 1, "notice"),
        ("a.pdf", 2, "blank"),
        ("a.pdf", 3, "notice"),
        ("b.pdf", 1, "notice"),
    ]


def test_a_file_whose_page_kills_the_reading_process_loses_that_page_only(ingest: Ingest, tmp_path: Path) -> None:
    pdf(tmp_path / "mail/bad.pdf", [NOTICE, "crash", NOTICE])
    pdf(tmp_path / "mail/good.pdf", [NOTICE])
    run = ingest()
    assert run.summary
    assert run.summary.notices == 3
    assert ledger(tmp_path / "out")[1] == ("bad.pdf", 2, "unreadable")


@pytest.mark.parametrize("trouble", ["compose-crash", "compose-raise"])
def test_a_file_that_can_not_be_composed_is_set_aside_with_a_reason(
    ingest: Ingest, tmp_path: Path, trouble: str
) -> None:
    pdf(tmp_path / "mail/bad.pdf", [trouble, NOTICE])
    pdf(tmp_path / "mail/good.pdf", [NOTICE])
    run = ingest()
    assert run.summary
    assert run.summary.notices == 1
    with (tmp_path / "out/pages.csv").open(encoding="utf-8") as file:
        bad = [row for row in csv.DictReader(file) if row["file"] == "bad.pdf"]
    assert [row["fate"] for row in bad] == ["quarantined", "quarantined"]
    assert all(row["reason"] for row in bad)
    assert "123-45-6789" not in str(bad)


def test_a_long_file_is_read_in_ranges_and_comes_out_whole(ingest: Ingest, tmp_path: Path) -> None:
    pages = [f"notice CP503 {number:04}" for number in range(1, 12)]
    pdf(tmp_path / "mail/long.pdf", pages)
    run = ingest()
    assert run.summary
    assert run.summary.notices == 11
    assert [notice["tin"]["last4"] for notice in exported(tmp_path)] == [f"{number:04}" for number in range(1, 12)]


def test_ingesting_the_same_files_again_reads_nothing_and_changes_nothing(ingest: Ingest, tmp_path: Path) -> None:
    pdf(tmp_path / "mail/a.pdf", [NOTICE])
    ingest()
    before = (tmp_path / "out/notices.jsonl").read_bytes()
    run = ingest()
    assert run.batches == ()
    assert run.summary
    assert (run.summary.files_read, run.summary.files_known) == (0, 1)
    assert (tmp_path / "out/notices.jsonl").read_bytes() == before


def test_what_another_version_read_is_read_again_on_request_only(ingest: Ingest, tmp_path: Path) -> None:
    pdf(tmp_path / "mail/a.pdf", [NOTICE])
    ingest()
    newer = Reader("fake-2", "second-1", BUILD, FakeSettings())
    run = ingest(reader=newer)
    assert run.read_by_another_version == 1
    assert run.batches == ()
    run = ingest(reader=newer, reread=True)
    assert run.summary
    assert run.summary.files_read == 1
    assert ingest(reader=newer).read_by_another_version == 0


def test_a_run_that_ends_early_keeps_what_it_read_and_the_next_one_reads_the_rest(
    ingest: Ingest, tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "abcdef":
        pdf(tmp_path / f"mail/{name}.pdf", [NOTICE] * 9 + [f"only in {name}"])
    saved: list[int] = []
    keep = store.save_reading

    def save_three(
        document_id: int, reading: DocumentReading, notices: Sequence[Notice], judged: Judged, **more: Any
    ) -> list[NoticeIdentity]:
        if len(saved) == 3:
            raise ToolMissing("the power is gone")
        saved.append(document_id)
        return keep(document_id, reading, notices, judged, **more)

    with monkeypatch.context() as patched, pytest.raises(ToolMissing):
        patched.setattr(store, "save_reading", save_three)
        ingest()
    run = ingest()
    assert run.summary
    assert (run.summary.files_known, run.summary.files_read) == (3, 3)
    assert [file for file, page, _ in ledger(tmp_path / "out") if page == 1] == [f"{name}.pdf" for name in "abcdef"]


def test_only_one_run_works_in_a_data_folder(ingest: Ingest, tmp_path: Path, store: Store) -> None:
    pdf(tmp_path / "mail/a.pdf", [NOTICE])
    desk = Desk(load({"NOTICEDESK_HOME": str(tmp_path / "home")}), store, Reader("fake-1", "", BUILD, None))
    with (
        begun("other", Order((tmp_path / "mail",), tmp_path / "out", "unused"), desk),
        pytest.raises(BadArguments, match="another ingest is at work"),
    ):
        ingest()


def test_a_rescan_is_recognised_whichever_process_was_faster(ingest: Ingest, tmp_path: Path) -> None:
    """The first file of the input is the original, the later one the copy; so it is every time."""
    pdf(tmp_path / "mail/1 slow.pdf", [""] * 20 + [NOTICE])
    pdf(tmp_path / "mail/2 quick.pdf", [NOTICE])
    ingest()
    findings = {
        notice["source"]["file"]: {finding["code"] for finding in notice["validation"]["findings"]}
        for notice in exported(tmp_path)
    }
    assert "possible_duplicate" in findings["2 quick.pdf"]
    assert "possible_duplicate" not in findings["1 slow.pdf"]
