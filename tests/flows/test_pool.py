"""The reading processes: whatever a page does to one of them, every page gets an answer."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.jobs import Limits, WorkerLost, WorkFailed
from flows.pool import Pool, PoolClosed
from schemas.document import ScanFile
from schemas.errors import ToolMissing
from schemas.reading import PageReading
from tests.flows.fake_reading import BUILD, FakeSettings

LIMITS = Limits(page_seconds=1.5, memory_mb=700)


# Where time is not the subject: a loaded machine may take long to start a process or to run into the memory's limit.
PATIENT = Limits(page_seconds=60.0, memory_mb=LIMITS.memory_mb)


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(BUILD, FakeSettings(), 2, LIMITS) as pool:
        yield pool


@pytest.fixture(scope="module")
def patient() -> Iterator[Pool]:
    with Pool(BUILD, FakeSettings(), 2, PATIENT) as pool:
        yield pool


def read(pool: Pool, folder: Path, lines: list[str]) -> tuple[PageReading, ...]:
    blob = folder / "blob"
    blob.write_text("\n".join(lines))
    seen: list[PageReading] = []
    readings, cpu = pool.read_pages(blob, "pdf", tuple(range(1, len(lines) + 1)), seen.append).result(timeout=60)
    assert cpu >= 0
    assert tuple(seen) == readings
    assert [r.page for r in readings] == list(range(1, len(lines) + 1))
    return readings


def scan(pages: int) -> ScanFile:
    return ScanFile(name="a.pdf", sha256="0" * 64, kind="pdf", pages=pages, size=1)


def test_pages_come_back_in_order_with_their_words(pool: Pool, tmp_path: Path) -> None:
    readings = read(pool, tmp_path, ["one", "two words", ""])
    assert [[w.text for w in r.words] for r in readings] == [["one"], ["two", "words"], []]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("crash", "reader_crashed"),
        ("killed", "out_of_memory"),
        ("hang", "took_too_long"),
        ("hungry", "out_of_memory"),
    ],
)
def test_a_page_that_takes_its_process_down_twice_is_unreadable_and_its_neighbours_are_read(
    pool: Pool, patient: Pool, tmp_path: Path, line: str, reason: str
) -> None:
    before, lost, after = read(pool if line == "hang" else patient, tmp_path, ["before", line, "after"])
    assert before.words[0].text == "before"
    assert after.words[0].text == "after"
    assert lost.notes == (reason,)
    assert lost.problem
    assert not lost.words


def test_a_page_that_fails_once_is_read_on_the_second_try(pool: Pool, tmp_path: Path) -> None:
    (reading,) = read(pool, tmp_path, [f"once:{tmp_path / 'mark'}"])
    assert not reading.problem
    assert reading.words


def test_composing_that_takes_its_process_down_twice_is_told_to_the_caller(pool: Pool, tmp_path: Path) -> None:
    readings = read(pool, tmp_path, ["compose-crash"])
    with pytest.raises(WorkerLost) as lost:
        pool.compose(scan(1), tmp_path / "blob", readings).result(timeout=60)
    assert lost.value.reason == "reader_crashed"


def test_an_error_in_the_work_is_told_by_its_class_with_taxpayer_numbers_masked(pool: Pool, tmp_path: Path) -> None:
    readings = read(pool, tmp_path, ["compose-raise"])
    with pytest.raises(WorkFailed) as failed:
        pool.compose(scan(1), tmp_path / "blob", readings).result(timeout=60)
    assert failed.value.kind == "ValueError"
    assert "123-45-6789" not in failed.value.sentence
    assert "6789" in failed.value.sentence


def test_a_missing_tool_ends_the_run_instead_of_blaming_the_page(tmp_path: Path) -> None:
    (tmp_path / "blob").write_text("one")
    with Pool(BUILD, FakeSettings(missing_tool=True), 1, LIMITS) as pool:
        future = pool.read_pages(tmp_path / "blob", "pdf", (1,), lambda _: None)
        with pytest.raises(ToolMissing, match="the first reader is not installed"):
            future.result(timeout=60)


def test_a_reader_that_can_not_even_be_imported_is_a_fault_of_the_installation(tmp_path: Path) -> None:
    with Pool("no.such.module:build", FakeSettings(), 1, LIMITS) as pool:
        future = pool.read_pages(tmp_path / "blob", "pdf", (1,), lambda _: None)
        with pytest.raises(ToolMissing, match="No module named"):
            future.result(timeout=60)


def test_closing_ends_work_and_processes_at_once(tmp_path: Path) -> None:
    (tmp_path / "blob").write_text("hang\n" * 20)
    pool = Pool(BUILD, FakeSettings(), 1, Limits(page_seconds=60))
    futures = [pool.read_pages(tmp_path / "blob", "pdf", (n,), lambda _: None) for n in range(1, 20)]
    last = time.monotonic() + 30
    while not pool.process_ids() and time.monotonic() < last:
        time.sleep(0.02)
    (process,) = pool.process_ids()
    started = time.monotonic()
    pool.close()
    for future in futures:
        with pytest.raises(PoolClosed):
            future.result(timeout=5)
    assert time.monotonic() - started < 5
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
