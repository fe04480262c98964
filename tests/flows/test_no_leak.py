"""Taxpayer numbers planted wherever one may be, then searched for in everything that a run leaves behind.

The numbers are of blocks that are never issued. What keeps the scans and what was read on them is sealed, and is
searched like everything else. A whole number may stay in the name of a file only, where exports give it back.
"""

import csv
import io
import json
import re
import sqlite3
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from schemas.sealing import is_sealed
from tests.review.web.asking import ask_the_station, logged, unpacked

from . import paper
from .conftest import Run

pytestmark = pytest.mark.flow

PLANTED = {
    "printed": "666-31-7701",
    "EIN": "00-3177702",
    "scan line": "666-31-7703",
    "file name": "666-31-7704",
    "folder": "666-31-7705",
    "archive": "666-31-7706",
    "archive member": "666-31-7707",
    "broken file": "666-31-7708",
    "name of the broken file": "666-31-7709",
    "text layer": "666-31-7710",
    "fax": "666-31-7711",
    "set aside": "00-3177712",
    "no mail": "666-31-7713",
    "exports": "666-31-7714",
    "page that fails": "666-31-7715",
}
DEBUG = {
    "PREFECT_LOGGING_LEVEL": "DEBUG",
    "PREFECT_LOGGING_ROOT_LEVEL": "DEBUG",
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "DEBUG",
    "PREFECT_LOGGING_EXTRA_LOGGERS": "pdfminer,PIL,pypdfium2,pytesseract,sqlalchemy.engine,flows,workqueue",
    "PREFECT_LOGGING_LOG_PRINTS": "true",
}


def bare(number: str) -> str:
    return number.replace("-", "")


def found_in(data: bytes) -> set[str]:
    """Which planted numbers stand in `data`, written in any of the usual ways."""
    return {
        where
        for where, number in PLANTED.items()
        for written in (number, bare(number), number.replace("-", " "), number.replace("-", "%2D"))
        if written.encode() in data or written.encode("utf-16-le") in data
    }


def plant(mail: Path) -> None:
    """Mail with a number in every place."""
    p = PLANTED
    paper.notice(mail / "printed.pdf", tin=p["printed"], last=f"{bare(p['scan line'])} WV EXAM 30 0 202412 670")
    paper.notice(mail / "business.pdf", tin=p["EIN"], name="EXAMPLE BAKERY LLC")
    paper.notice(mail / f"client {p['file name']}.pdf", name="CARA EXAMPLE", tin="XXX-XX-7716")
    paper.pdf(mail / f"SSN {bare(p['folder'])}" / "letter.pdf", [f"Dear {p['no mail']}, the picnic is on Sunday."])
    paper.fax(mail / "fax.tif", paper.notice(mail.parent / "to fax.pdf", tin=p["fax"], name="DORA EXAMPLE"))
    member = f"{p['archive member']}/statement.pdf"
    with zipfile.ZipFile(mail / f"from {p['archive']}.zip", "w") as archive:
        archive.write(paper.pdf(mail.parent / "statement.pdf", ["A statement of account"]), member)
        archive.writestr(f"copy of {member}.txt", f"number {p['set aside']}")
    (mail / f"broken {p['name of the broken file']}.pdf").write_bytes(
        (mail / "printed.pdf").read_bytes()[:900].replace(b"%%EOF", b"") + p["broken file"].encode()
    )
    _with_text_layer(mail / "layer.pdf", paper.notice(mail.parent / "under.pdf", name="EMMA EXAMPLE"))
    (mail / f"copy of {p['file name']}.pdf").write_bytes((mail / "printed.pdf").read_bytes())
    _with_a_page_that_fails(mail / "fails.pdf")


def _with_text_layer(path: Path, page: Path) -> None:
    """A picture of the page, over a layer of text that says another number."""
    picture = path.parent.parent / "layer.png"
    pypdfium2.PdfDocument(page)[0].render(scale=200 / 72).to_pil().convert("L").save(picture)
    canvas = Canvas(str(path), pagesize=(612, 792), invariant=1)
    text = canvas.beginText(500, 706)
    text.setTextRenderMode(3)
    text.textOut(PLANTED["text layer"])
    canvas.drawText(text)
    canvas.drawImage(str(picture), 0, 0, 612, 792)
    canvas.save()


def _with_a_page_that_fails(path: Path) -> None:
    """A page whose content is a stream that can't be unpacked, with the number in it."""
    data = paper.pdf(path, [f"number {PLANTED['page that fails']}"]).read_bytes()
    content = f"number {PLANTED['page that fails']} ".encode()
    at = data.index(b"stream") + 7
    path.write_bytes(data[:at] + content + data[at + len(content) :])


@pytest.fixture
def left(tmp_path: Path, ready_home: Path, noticedesk: Run, caplog: pytest.LogCaptureFixture) -> Path:
    """The folder in which the run was; its output is there as well."""
    plant(tmp_path / "mail")
    (tmp_path / "tmp").mkdir()
    out = f"results of {PLANTED['exports']}"
    env = DEBUG | {"TMPDIR": str(tmp_path / "tmp")}
    said = tmp_path / "said"
    said.mkdir()
    calls = {
        "ingest": ("ingest", "mail", "--out", out),
        "again": ("ingest", "mail", "--out", out, "--strict"),
        "nowhere": ("ingest", f"{PLANTED['no mail']}.pdf", "--out", out),
        "queue": ("queue",),
        "json": ("queue", "--format", "json"),
        "csv": ("queue", "--format", "csv"),
        "doctor": ("doctor",),
        "forms": ("export", "--out", "forms", "--format", "xlsx", "--format", "parquet", "--format", "ics"),
        "token": ("token", PLANTED["no mail"]),
    }
    for name, call in calls.items():
        done = noticedesk(*call, **env)
        (said / f"{name}.txt").write_text(f"{done.returncode}\n{done.stdout}{done.stderr}")
    for row in json.loads((said / "json.txt").read_text().partition("\n")[2].rpartition("]")[0] + "]"):
        for form in ((), ("--json",)):
            done = noticedesk("show", row["notice_id"], *form, **env)
            (said / f"show {row['short_id']}{len(form)}.txt").write_text(done.stdout + done.stderr)
    for path in (tmp_path / "forms").iterdir():
        (said / f"form {path.name}").write_bytes(unpacked(path.read_bytes()))
    with caplog.at_level("DEBUG"):
        ask_the_station(tmp_path / "home/noticedesk.sqlite", tmp_path / "station", said, PLANTED["no mail"])
    (said / "log of the station.txt").write_text(logged(caplog))
    return tmp_path


def test_no_planted_number_is_anywhere(left: Path) -> None:
    assert (left / "said/ingest.txt").read_text().startswith("0\n"), (left / "said/ingest.txt").read_text()
    out = left / f"results of {PLANTED['exports']}"
    _was_worth_it(left, out)
    assert _leaks(left / "said") == {}
    assert list((left / "tmp").rglob("*")) == []
    home = left / "home"
    assert _leaks(home, "noticedesk.sqlite") == {}
    kept = [path.read_bytes() for pattern in ("blobs/??/*", "cache/??/*.z") for path in home.glob(pattern)]
    assert len(kept) > 9 and all(map(is_sealed, kept))
    assert _leaks(left / "station") == {}
    assert [path for path in home.rglob("*") if found_in(str(path.relative_to(home)).encode())] == []
    assert {name: found for name, found in _store(home) if found} == {}
    assert {name: found for name, found in _exports(out) if found} == {}
    assert _readable_by_others(home) == []


def _leaks(folder: Path, *but: str) -> dict[str, set[str]]:
    """Files below `folder` in which a number stands, apart from what is called `but` there."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.relative_to(folder).parts[0] not in but]
    return {str(path.relative_to(folder)): found for path in files if (found := found_in(path.read_bytes()))}


def _was_worth_it(left: Path, out: Path) -> None:
    """The numbers were really there to be found: read, masked, and named by the files' own names."""
    notices = [json.loads(line) for line in (out / "notices.jsonl").read_text().splitlines()]
    masked = {notice["tin"]["masked"] for notice in notices}
    assert {"***-**-7701", "**-***7702", "***-**-7711"} <= masked
    pages = (out / "pages.csv").read_text()
    assert pages.count("quarantined") >= 2
    for where in ("file name", "archive", "archive member", "name of the broken file"):
        assert PLANTED[where] in pages
    logs = _prefect(left / "home", "SELECT message FROM log")
    assert any("ingest" in message for message in logs)
    assert "***-**-7713" in (left / "said/nowhere.txt").read_text()
    for form in ("notices.xlsx", "notices.parquet", "pages.xlsx", "deadlines.ics"):
        told = left / "said" / f"form {form}"
        assert not told.exists() or b"***-**-7701" in told.read_bytes(), form
    answers = [path.read_bytes() for path in (left / "said").glob("answer *")]
    assert len(answers) > 40 and sum(b"***-**-7701" in answer for answer in answers) >= 6
    assert any(b"***-**-7713" in answer for answer in answers)  # what was typed came back masked


def _prefect(home: Path, query: str) -> list[str]:
    with sqlite3.connect(f"file:{home}/prefect/prefect.db?mode=ro", uri=True) as db:
        return [str(row[0]) for row in db.execute(query)]


def _store(home: Path) -> Iterator[tuple[str, set[str]]]:
    """Every column of every table of our store but the one that holds the names of files as given."""
    with sqlite3.connect(f"file:{home}/noticedesk.sqlite?mode=ro", uri=True) as db:
        for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            rows = db.execute(f"SELECT * FROM {table}")
            names = [column[0] for column in rows.description]
            for row in rows:
                for name, value in zip(names, row, strict=True):
                    if (table, name) == ("inputs", "name"):
                        continue
                    text = str(value)
                    if table == "notices" and name in ("record", "facts", "machine"):
                        text = _without_file_name(text)
                    yield f"{table}.{name}", found_in(text.encode())


def _exports(out: Path) -> Iterator[tuple[str, set[str]]]:
    """What stands in each export apart from the names of files."""
    for path in out.iterdir():
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".csv":
            rows = csv.DictReader(io.StringIO(text))
            text = "\n".join(value for row in rows for key, value in row.items() if key != "file")
        else:
            text = "\n".join(_without_file_name(line) for line in text.splitlines())
        yield path.name, found_in(text.encode())


def _without_file_name(record: str) -> str:
    return re.sub(r'"file": ?"(?:[^"\\]|\\.)*"', "", record)


def _readable_by_others(home: Path) -> list[Path]:
    """Nobody else can come to the files: the data folder is closed, and so is all that holds what a page says."""
    private = [home, home / "noticedesk.sqlite"]
    private += [path for folder in ("blobs", "cache") for path in (home / folder, *(home / folder).rglob("*"))]
    return [path for path in private if stat.S_IMODE(path.stat().st_mode) & 0o077]
