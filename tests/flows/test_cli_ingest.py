"""`noticedesk ingest` as a user calls it: names, repetition, another reader, another database."""

import json
from pathlib import Path

import pytest

from tests.workqueue.postgres import Server

from . import paper
from .conftest import Office, Run

pytestmark = [pytest.mark.flow, pytest.mark.ocr]


def test_files_of_any_name_are_read_and_named_as_they_are(office: Office) -> None:
    fates = {page["file"]: page["fate"] for page in office.pages()}
    for name in ("-rf.pdf", "two\nlines.pdf", "caf\\xe9.pdf", '$(touch ran); "x".pdf'):
        assert fates[f"odd/{name}"] == "not_a_notice"
    assert list(office.home.parent.rglob("ran")) == []


def test_a_name_that_begins_with_a_dash_can_be_given_itself(noticedesk: Run, office: Office, tmp_path: Path) -> None:
    mine = office.copy(tmp_path / "copy")
    (tmp_path / "-rf.pdf").write_bytes((office.mail / "odd/-rf.pdf").read_bytes())
    done = noticedesk("ingest", "--out", "out", "--", "-rf.pdf", NOTICEDESK_HOME=str(mine.home))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out/pages.csv").read_text().splitlines()[1].startswith("-rf.pdf,1,not_a_notice")


def test_the_same_files_again_change_nothing(noticedesk: Run, office: Office, tmp_path: Path) -> None:
    mine = office.copy(tmp_path / "copy")
    home = {"NOTICEDESK_HOME": str(mine.home)}
    before = noticedesk("queue", "--format", "json", **home).stdout
    done = noticedesk("ingest", office.mail, "--out", mine.out, "--today", "2026-11-01", **home)
    assert done.returncode == 0, done.stderr
    assert "0 files read, 8 known already, 1 set aside" in done.stderr
    for file in office.out.iterdir():
        if file.name != "summary.json":
            assert (mine.out / file.name).read_bytes() == file.read_bytes(), file.name
    assert noticedesk("queue", "--format", "json", **home).stdout == before


def test_without_the_second_reader_the_run_goes_on_and_says_so_and_reread_reads_again(
    noticedesk: Run, office: Office, tmp_path: Path
) -> None:
    """Another second reader is another version of the reading: known files are read again on request only."""
    mine = office.copy(tmp_path / "copy")
    env = {"NOTICEDESK_HOME": str(mine.home), "NOTICEDESK_TESSERACT": "/nowhere/tesseract"}
    # The fax, of which everything that counts is read twice when there is someone to do it.
    call = ("ingest", office.mail / "b/fax.tif", "--out", "out")
    known = noticedesk(*call, **env)
    assert known.returncode == 0, known.stderr
    assert "0 files read, 1 known already" in known.stderr
    assert "--reread" in known.stderr
    again = noticedesk(*call, "--reread", **env)
    assert again.returncode == 0, again.stderr
    assert "1 file read" in again.stderr
    assert "/nowhere/tesseract (NOTICEDESK_TESSERACT) can't be started" in again.stderr
    assert "more notices will wait for a person" in again.stderr
    summary = json.loads((tmp_path / "out/summary.json").read_text())
    assert summary["second_reader"] == "none"
    assert summary["notices"] == 1
    assert summary["pages_total"] == 1


def test_postgresql_by_url_holds_the_store(
    noticedesk: Run, postgres: Server, ready_home: Path, tmp_path: Path
) -> None:
    paper.notice(tmp_path / "mail/a.pdf")
    url = postgres.new_database()
    done = noticedesk("ingest", "mail", "--out", "out", NOTICEDESK_DB=url)
    assert done.returncode == 0, done.stderr
    assert postgres.password not in done.stderr + done.stdout
    assert not (ready_home / "noticedesk.sqlite").exists()
    by_option = noticedesk("queue", "--format", "json", "--db", url)
    by_environment = noticedesk("queue", "--format", "json", NOTICEDESK_DB=url)
    assert by_option.stdout == by_environment.stdout
    (row,) = json.loads(by_option.stdout)
    assert row["taxpayer"] == "ANNA EXAMPLE"
    assert noticedesk("export", "--out", "again", NOTICEDESK_DB=url).returncode == 0
    assert (tmp_path / "again/notices.jsonl").read_bytes() == (tmp_path / "out/notices.jsonl").read_bytes()
