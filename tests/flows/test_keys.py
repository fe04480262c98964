"""The key: where it comes from, that it is the right one, and that nobody changes it meanwhile."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from flows import doctor, keys
from flows.process import ReadingProcess
from flows.reading import ReadingSettings
from flows.settings import Settings, for_children, load
from schemas.errors import BadArguments, KeyTrouble
from schemas.sealing import Sealer, new_key, written

from .conftest import ROOT


def settings_of(folder: Path, **more: str) -> Settings:
    return load({"NOTICEDESK_HOME": str(folder / "home"), **more})


@pytest.fixture(autouse=True)
def _let_go(tmp_path: Path) -> object:
    yield
    keys.let_go(tmp_path / "home")


def test_the_first_use_makes_a_key_for_its_owner_only(tmp_path: Path) -> None:
    settings = settings_of(tmp_path)
    assert keys.at_hand(settings) is None
    sealer = keys.open_sealer(settings)
    assert stat.S_IMODE(settings.key_file.stat().st_mode) == 0o600
    assert settings.key_file == tmp_path / "home/key"
    assert keys.open_sealer(settings) == keys.at_hand(settings) == sealer
    assert keys.sealed_by(settings.home) == sealer.key_ids[0]
    assert keys.place_of_key(settings).beside


def test_a_key_file_elsewhere_and_a_variable(tmp_path: Path) -> None:
    apart = settings_of(tmp_path, NOTICEDESK_KEY_FILE=str(tmp_path / "usb/key"))
    sealer = keys.open_sealer(apart)
    assert (tmp_path / "usb/key").exists() and not (tmp_path / "home/key").exists()
    assert not keys.place_of_key(apart).beside
    given = settings_of(tmp_path, NOTICEDESK_KEY=written(sealer.keys).strip())
    assert keys.at_hand(given) == sealer
    assert keys.place_of_key(given).words == "NOTICEDESK_KEY"


def test_a_missing_key_is_told_and_none_is_made_in_its_place(tmp_path: Path) -> None:
    settings = settings_of(tmp_path)
    named = keys.open_sealer(settings).key_ids[0]
    settings.key_file.unlink()
    for call in (keys.open_sealer, keys.at_hand):
        with pytest.raises(KeyTrouble, match=f"the key {named} of .* is not there"):
            call(settings)
    assert not settings.key_file.exists()


def test_another_key_is_told_before_anything_is_sealed_with_it(tmp_path: Path) -> None:
    settings = settings_of(tmp_path)
    keys.open_sealer(settings)
    keys.save_keys(settings.key_file, (new_key(),))
    with pytest.raises(KeyTrouble, match="holds another"):
        keys.open_sealer(settings)


def test_of_two_that_make_the_first_key_at_once_one_wins(tmp_path: Path) -> None:
    settings = settings_of(tmp_path)
    settings.home.mkdir()
    keys.save_keys(settings.key_file, (b"1" * 32,), fresh=True)
    keys.save_keys(settings.key_file, (b"2" * 32,), fresh=True)
    assert keys.open_sealer(settings).keys == (b"1" * 32,)
    assert [p.name for p in settings.home.iterdir() if p.name.startswith(".key")] == []


@pytest.mark.parametrize("content", [b"hunter2", b"\xff\xfe", b""])
def test_a_key_file_that_is_none_is_told_without_its_content(tmp_path: Path, content: bytes) -> None:
    settings = settings_of(tmp_path)
    settings.home.mkdir()
    settings.key_file.write_bytes(content)
    with pytest.raises(KeyTrouble) as told:
        keys.open_sealer(settings)
    assert "hunter2" not in str(told.value) and told.value.advice


def test_the_key_is_shown_nowhere(tmp_path: Path) -> None:
    secret = written((b"s" * 32,)).strip()
    settings = settings_of(tmp_path, NOTICEDESK_KEY=secret)
    reading = ReadingSettings(sealer=keys.open_sealer(settings))
    shown = [repr(settings), str(settings), repr(reading)]
    found = doctor._key(settings)
    shown += [str(found), doctor._shown(settings, "key")]
    assert found.state == "ok, from NOTICEDESK_KEY"
    assert found.version == Sealer((b"s" * 32,)).key_ids[0]
    assert [text for text in shown if secret in text or "ssss" in text] == []


def test_the_doctor_says_where_the_key_is_and_that_it_lies_beside(tmp_path: Path) -> None:
    settings = settings_of(tmp_path)

    def told() -> str:
        found = doctor._key(settings)
        return f"{found.state} {found.cure}{found.advice}"

    assert "the first run makes it" in told()
    keys.open_sealer(settings)
    assert str(settings.key_file) in told() and "NOTICEDESK_KEY_FILE" in told()
    assert doctor._key(settings).cure == ""  # a fresh machine is advised, not found at fault
    settings.key_file.chmod(0o644)
    assert doctor._key(settings).cure == f"chmod 600 {settings.key_file}"
    settings.key_file.unlink()
    assert "is not there" in told()


def test_who_works_with_the_key_keeps_others_from_changing_it(tmp_path: Path) -> None:
    settings = settings_of(tmp_path)
    keys.open_sealer(settings)
    code = (
        "import sys; from flows import keys; from flows.settings import load\n"
        "with keys.alone(load({'NOTICEDESK_HOME': sys.argv[1]}).home): pass"
    )
    call = [sys.executable, "-c", code, str(settings.home)]
    refused = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False)
    assert "BadArguments: another noticedesk is at work" in refused.stderr
    keys.let_go(settings.home)
    assert subprocess.run(call, cwd=ROOT, capture_output=True, check=False).returncode == 0


def test_while_it_is_changed_nobody_begins(tmp_path: Path) -> None:
    settings = settings_of(tmp_path)
    keys.open_sealer(settings)
    with keys.alone(settings.home), pytest.raises(BadArguments, match="is being changed"):
        keys.open_sealer(settings)


def test_reading_processes_have_no_key_in_their_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOTICEDESK_KEY", "planted")
    assert "NOTICEDESK_KEY" not in for_children()
    from flows.jobs import Limits  # noqa: PLC0415
    from tests.flows.fake_reading import BUILD, FakeSettings  # noqa: PLC0415

    process = ReadingProcess(BUILD, FakeSettings(), Limits(memory_mb=0))
    try:
        environ = Path(f"/proc/{process.id}/environ")
        if environ.exists():
            assert b"planted" not in environ.read_bytes()
            assert b"planted" not in Path(f"/proc/{process.id}/cmdline").read_bytes()
    finally:
        process.close()
