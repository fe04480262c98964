"""Disposal: what went is gone from the disk, the certificate says so, and a stop in the middle is made good."""

import hashlib
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from extractors.cache import entries, noted
from flows import cli, keys, purging
from schemas.errors import BadArguments
from schemas.queue_row import ItemState
from workqueue.desk import Desk

from .sealed_folder import Folder, furnish

pytestmark = pytest.mark.store
LONG_AGO = datetime(2014, 5, 1, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """Three notices of long ago; a.pdf and b.pdf are done, c.pdf is not. The attachment is a.pdf's."""
    made = furnish(tmp_path, started=LONG_AGO)
    store = made.store()
    for name in ("a.pdf", "b.pdf"):
        store.decide(made.ids[name], ItemState.DONE, who="anna", why="settled", at=LONG_AGO)
    record = json.dumps({"sha256": made.attachment, "name": "letter", "size": 1, "who": "anna", "at": str(LONG_AGO)})
    with store.writing() as db:
        from workqueue.desk_tables import attachments  # noqa: PLC0415

        db.execute(attachments.insert().values(notice_id=made.ids["a.pdf"], record=record))
    store.close()
    monkeypatch.setenv("NOTICEDESK_HOME", str(made.home))
    return made


def certificate(folder: Folder) -> dict[str, object]:
    (file,) = folder.settings.certificates.glob("*.json")
    return json.loads(file.read_text()) | {"file": file}


def attachment(folder: Folder) -> Path:
    return folder.settings.attachments / folder.attachment[:2] / folder.attachment


def files_of(folder: Folder) -> set[Path]:
    return {p for p in folder.home.rglob("*") if p.is_file() and "sqlite" not in p.name and "lock" not in p.name}


@pytest.mark.parametrize(
    ("text", "day"),
    [("7y", "2019-11-23"), ("1y", "2025-11-23"), ("2019-12-31", "2019-12-31"), (" 10y ", "2016-11-23")],
)
def test_an_age_is_told_in_years_or_as_a_day(text: str, day: str) -> None:
    assert purging.limit_of(text, date(2026, 11, 23)).isoformat() == day


def test_years_before_a_leap_day() -> None:
    assert purging.limit_of("7y", date(2028, 2, 29)) == date(2021, 2, 28)


@pytest.mark.parametrize("text", ["", "7", "y", "7 years", "2026-11-23", "2027-01-01", "0y", "-1y", "2019-02-30"])
def test_what_is_no_age_is_refused(text: str) -> None:
    with pytest.raises(BadArguments):
        purging.limit_of(text, date(2026, 11, 23))


def test_without_yes_it_only_says_what_would_go(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    before = files_of(folder)
    assert cli.run(["purge", "--older-than", "7y"]) == 0
    assert "2 notices, 2 scans, 1 attachments would go" in capsys.readouterr().err
    assert files_of(folder) == before
    assert len(folder.store().queue()) == 3


def test_what_goes_is_gone_from_disk_and_store_and_the_certificate_says_so(
    folder: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    scans = {path.name for path in folder.blobs()}
    assert len(list(entries(folder.settings.cache))) == 3
    assert cli.run(["purge", "--older-than", "7y", "--yes", "--who", "dora"]) == 0
    said = capsys.readouterr().err
    assert "2 notices, 2 scans, 1 attachments went" in said and "Certificate" in said
    (left,) = folder.blobs()
    assert not attachment(folder).exists()
    assert len(list(entries(folder.settings.cache))) == 1
    assert set(noted(folder.settings.cache)) == {left.name}
    assert [row.notice_id for row in folder.store().queue()] == [folder.ids["c.pdf"]]

    told = certificate(folder)
    assert {one["sha256"] for one in told["scans"]} == scans - {left.name}  # type: ignore[index, union-attr]
    assert {one["notice_id"] for one in told["notices"]} == {folder.ids["a.pdf"], folder.ids["b.pdf"]}  # type: ignore[index, union-attr]
    assert (told["by"], told["attachments"], told["page_readings"]) == ("dora", [folder.attachment], 2)
    file = told["file"]
    assert isinstance(file, Path)
    words = file.with_suffix(".txt").read_text()
    (entry,) = [one for one in Desk(folder.store()).history() if one.what == "purge"]
    digest = str(entry.details["certificate"])
    assert digest.replace(" ", "") == hashlib.sha256(file.read_bytes()).hexdigest()
    assert digest in words and "by dora" in words
    assert (entry.who, entry.details["notices"], entry.details["files"]) == ("dora", 2, 2)
    for text in (file.read_text(), words):
        assert "ANNA EXAMPLE" not in text and "0001" not in text.replace(digest, "").split("sha256")[0]
    assert file.stat().st_mode & 0o077 == 0
    assert Desk(folder.store()).verify_history() == []


def test_the_ledger_keeps_its_counts(folder: Folder, tmp_path: Path) -> None:
    cli.run(["purge", "--older-than", "7y", "--yes"])
    pages = folder.export(tmp_path / "out")["pages.csv"].decode()
    assert pages.count(",notice,") == 3
    assert pages.count("disposed of") == 2 and "a.pdf" not in pages and "c.pdf" in pages


def test_nothing_old_enough_writes_no_certificate(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["purge", "--older-than", "2013-01-01", "--yes"]) == 0
    assert "nothing went" in capsys.readouterr().err
    assert not folder.settings.certificates.exists()


class Stopped(Exception):
    """As a power cut."""


def stop(*_: object, **__: object) -> None:
    raise Stopped


def test_stopped_before_the_store_forgot_nothing_has_gone(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files_of(folder)
    with monkeypatch.context() as patched:
        patched.setattr(purging, "carry_out", stop)
        with pytest.raises(Stopped):
            purging.purge("7y", None, yes=True, who=None)
    assert len(folder.store().queue()) == 3
    assert {p.name for p in files_of(folder) - before} == {p.name for p in folder.settings.certificates.iterdir()}
    assert cli.run(["purge", "--older-than", "7y"]) == 0
    assert list(folder.settings.certificates.iterdir()) == [], "a disposal that did not happen has no certificate"
    assert len(folder.blobs()) == 3


def test_stopped_after_the_store_forgot_the_files_go_with_the_next(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(purging, "_finish", stop)
        with pytest.raises(Stopped):
            purging.purge("7y", None, yes=True, who="dora")
    assert len(folder.blobs()) == 3 and len(folder.store().queue()) == 1
    assert cli.run(["purge", "--older-than", "7y"]) == 0
    assert len(folder.blobs()) == 1 and not attachment(folder).exists()
    assert certificate(folder)["by"] == "dora"


def test_readings_of_which_nobody_knows_the_file_go_as_well(folder: Folder) -> None:
    from extractors.cache import FolderCache  # noqa: PLC0415

    FolderCache(folder.settings.cache).put("ffff00", "of an older noticedesk")
    cli.run(["purge", "--older-than", "7y", "--yes"])
    assert "ffff00" not in dict(entries(folder.settings.cache))


def test_a_scan_that_another_machine_disposed_of_goes_here_too(folder: Folder, tmp_path: Path) -> None:
    """Two data folders, one store: the purge of the other one could not reach the scans here."""
    here = {path: path.read_bytes() for path in folder.blobs()}
    cli.run(["purge", "--older-than", "7y", "--yes"])
    for path, data in here.items():
        path.write_bytes(data)
    cli.run(["purge", "--older-than", "7y", "--yes"])
    assert len(folder.blobs()) == 1
    keys.let_go(folder.home)
