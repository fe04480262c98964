"""The version of the code that judges: the same for the same code, another after any change of it."""

from pathlib import Path

import pytest

from rules import code_version, version


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    inner = tmp_path / "validate"
    inner.mkdir()
    (tmp_path / "judge.py").write_text("ONE = 1\n", encoding="utf-8")
    (inner / "dates.py").write_text("TWO = 2\n", encoding="utf-8")
    (tmp_path / "queues.yaml").write_text("a: 1\n", encoding="utf-8")
    monkeypatch.setattr(version, "PACKAGES", ("rules",))
    monkeypatch.setattr(version.resources, "files", lambda _: tmp_path)
    return tmp_path


def now() -> str:
    return code_version.__wrapped__()


def test_it_is_that_of_this_code_and_stays_so() -> None:
    assert len(code_version()) == 12
    assert now() == code_version()


@pytest.mark.parametrize("name", ["judge.py", "validate/dates.py"])
def test_any_line_of_code_changes_it(source: Path, name: str) -> None:
    before = now()
    path = source / name
    path.write_text(path.read_text(encoding="utf-8") + "# a word\n", encoding="utf-8")
    assert now() != before


def test_a_file_that_comes_goes_or_is_renamed_changes_it(source: Path) -> None:
    before = now()
    (source / "judge.py").rename(source / "judges.py")
    renamed = now()
    (source / "new.py").touch()
    assert len({before, renamed, now()}) == 3


def test_data_and_line_ends_do_not(source: Path) -> None:
    before = now()
    (source / "queues.yaml").write_text("a: 2\n", encoding="utf-8")
    (source / "judge.py").write_bytes(b"ONE = 1\r\n")
    assert now() == before


def test_without_source_it_is_not_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(version.resources, "files", lambda _: tmp_path)
    assert now() == version.NOT_KNOWN
