"""queue, show, export, schema: what they print can be read by programs, and says what the exports say."""

import csv
import io
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from PIL import Image

from .conftest import Office, Run, command, environment

pytestmark = [pytest.mark.flow, pytest.mark.ocr]


class Looking:
    """The commands on the data folder of `office`."""

    def __init__(self, call: Run, office: Office) -> None:
        self._call, self._home = call, str(office.home)

    def __call__(self, *arguments: str | Path) -> str:
        done = self._call(*arguments, NOTICEDESK_HOME=self._home)
        assert done.returncode == 0, done.stderr
        return str(done.stdout)

    def json(self, *arguments: str) -> Any:
        return json.loads(self(*arguments))


@pytest.fixture
def look(noticedesk: Run, office: Office) -> Looking:
    return Looking(noticedesk, office)


def test_the_queue_as_json_is_one_array_that_fits_its_schema(look: Looking) -> None:
    rows = look.json("queue", "--format", "json")
    Draft202012Validator(look.json("schema", "queue")).validate(rows)
    assert {row["taxpayer"] for row in rows} == {"ANNA EXAMPLE", "BEN EXAMPLE", "CARA EXAMPLE"}
    assert look.json("queue", "--format", "json", "--code", "CP2000") == []


def test_the_queue_as_csv_has_the_same_rows(look: Looking) -> None:
    rows = list(csv.DictReader(io.StringIO(look("queue", "--format", "csv"))))
    assert [row["notice_id"] for row in rows] == [row["notice_id"] for row in look.json("queue", "--format", "json")]
    assert all(None not in row and None not in row.values() for row in rows)
    assert {row["amount_due"] for row in rows} <= {"1533.53", ""}


def test_the_queue_in_a_pipe_is_one_plain_line_a_row(look: Looking) -> None:
    lines = look("queue").splitlines()
    assert len(lines) == 1 + 3
    assert "\x1b" not in "".join(lines)
    assert lines[0].split()[:2] == ["act", "by"]
    assert all("***-**-" in line for line in lines[1:])


@pytest.mark.parametrize(
    ("arguments", "taxpayers"),
    [
        (("--status", "needs_review"), {"BEN EXAMPLE"}),
        (("--state", "review"), {"BEN EXAMPLE"}),
        (("--text", "cara"), {"CARA EXAMPLE"}),
        (("--text", "1111"), {"BEN EXAMPLE"}),
        (("--text", "b/fax.tif"), {"CARA EXAMPLE"}),
        (("--code", "cp 503", "--family", "balance_due", "--text", "anna"), {"ANNA EXAMPLE"}),
        (("--queue", "collections", "--due-before", "2026-11-16"), set()),
        (("--limit", "0"), set()),
    ],
)
def test_filters_leave_what_they_say(look: Looking, arguments: tuple[str, ...], taxpayers: set[str]) -> None:
    assert {row["taxpayer"] for row in look.json("queue", "--format", "json", *arguments)} == taxpayers


def test_a_reader_that_has_enough_is_no_error(office: Office) -> None:
    """`noticedesk queue | head -1`: the pipe is closed before all is written."""
    with subprocess.Popen(
        command("queue", "--format", "json"),
        env=environment(office.home),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_a_notice_is_shown_by_the_beginning_of_its_id_with_all_its_evidence(look: Looking, office: Office) -> None:
    (row,) = look.json("queue", "--format", "json", "--text", "anna")
    sheet = look("show", row["short_id"])
    for text in ("CP503", "ANNA EXAMPLE", "***-**-4321", "$1,533.53", "October 26, 2026", "Deadlines", "Pages"):
        assert text in sheet
    (exported,) = (notice for notice in office.notices() if notice["notice_id"] == row["notice_id"])
    shown = look.json("show", row["short_id"], "--json")
    assert shown == exported
    Draft202012Validator(look.json("schema", "notice")).validate(shown)


def test_the_picture_is_drawn_on_demand_for_its_owner_only(look: Looking, office: Office, tmp_path: Path) -> None:
    assert [path for path in office.home.rglob("*") if path.suffix in (".png", ".jpg")] == []
    (row,) = look.json("queue", "--format", "json", "--text", "cara")
    look("show", row["short_id"], "--image", "page.png")
    with Image.open(tmp_path / "page.png") as picture:
        assert min(picture.size) > 1000
        colours = {colour for _, colour in picture.convert("RGB").getcolors(2**24) or []}
    assert (0x0F, 0x76, 0x6E) in colours  # the boxes
    assert (tmp_path / "page.png").stat().st_mode & 0o077 == 0


def test_export_writes_what_ingest_wrote(look: Looking, office: Office, tmp_path: Path) -> None:
    run = json.loads((office.out / "summary.json").read_text())["run_id"]
    look("export", "--out", "run", "--run", run)
    look("export", "--out", "all")
    for file in sorted(office.out.iterdir()):
        assert (tmp_path / "run" / file.name).read_bytes() == file.read_bytes(), file.name
        if file.name != "summary.json":  # which tells of every run, not of one
            assert (tmp_path / "all" / file.name).read_bytes() == file.read_bytes(), file.name


def test_exports_fit_their_schemas(look: Looking, office: Office) -> None:
    assert look("schema").split() == ["notice", "page", "summary", "queue"]
    notice = Draft202012Validator(look.json("schema", "notice"))
    for record in office.notices():
        notice.validate(record)
    summary = json.loads((office.out / "summary.json").read_text())
    Draft202012Validator(look.json("schema", "summary")).validate(summary)


def test_the_figures_agree_with_each_other(office: Office) -> None:
    summary = json.loads((office.out / "summary.json").read_text())
    pages = office.pages()
    assert summary["files"] == 9 == len({page["file"] for page in pages})
    assert summary["files"] == summary["files_read"] + summary["files_known"] + summary["files_quarantined"]
    assert summary["pages_total"] == len(pages) == sum(summary["pages"].values())
    assert summary["notices"] == len(office.notices()) == summary["accepted"] + summary["needs_review"]
    assert "9 files, 8 pages in " in office.told
    assert "3 notices: 2 accepted, 1 to review." in office.told
