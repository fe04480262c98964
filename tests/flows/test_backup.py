"""Backups that restore: the same export byte for byte, nothing overwritten, damage found."""

import io
import json
import shutil
import tarfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from flows import backing_up, cli, keys
from flows.settings import load
from schemas.errors import BadArguments, KeyTrouble, SealBroken
from schemas.sealing import is_sealed, new_key
from tests.workqueue.postgres import Server

from .sealed_folder import SHOWN, Folder, furnish

pytestmark = pytest.mark.store
Run = Callable[..., int]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return furnish(tmp_path / "first")


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch) -> Run:
    """A command in the data folder `home`."""

    def run(home: Path, *arguments: str | Path, **more: str) -> int:
        monkeypatch.setenv("NOTICEDESK_HOME", str(home))
        for name, value in more.items():
            monkeypatch.setenv(name, value)
        try:
            return cli.run([str(one) for one in arguments])
        finally:
            keys.let_go(home)
            for name in more:
                monkeypatch.delenv(name)

    return run


def at(home: Path, folder: Folder, **more: str) -> Folder:
    return replace(folder, settings=load({"NOTICEDESK_HOME": str(home), **more}))


def members(file: Path) -> dict[str, bytes]:
    with tarfile.open(file) as tar:
        return {one.name: tar.extractfile(one).read() for one in tar}  # type: ignore[union-attr]


def written(file: Path, found: dict[str, bytes]) -> Path:
    with tarfile.open(file, "w") as tar:
        for name, data in found.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    return file


def test_what_is_restored_is_the_same_byte_for_byte(folder: Folder, call: Run, tmp_path: Path) -> None:
    exported = folder.export(tmp_path / "one")
    assert call(folder.home, "backup", tmp_path / "b.tar", "--with-key") == 0
    assert (tmp_path / "b.tar").stat().st_mode & 0o777 == 0o600
    assert call(tmp_path / "again", "restore", tmp_path / "b.tar") == 0
    back = at(tmp_path / "again", folder)
    assert back.export(tmp_path / "two") == exported
    assert back.numbers() == SHOWN
    assert [b.read_bytes() for b in back.blobs()] == [b.read_bytes() for b in folder.blobs()]
    kept = back.settings.attachments / folder.attachment[:2] / folder.attachment
    assert is_sealed(kept.read_bytes())
    assert [p for p in back.home.rglob("*") if p.stat().st_mode & 0o077] == []
    assert [p for p in back.home.iterdir() if p.name.startswith(".")] == []


def test_the_key_is_not_in_it_unless_asked_for(
    folder: Folder, call: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(folder.home, "backup", tmp_path / "b.tar") == 0
    named = folder.sealer().key_ids[0]
    assert named in capsys.readouterr().err
    found = members(tmp_path / "b.tar")
    assert "key" not in found
    secret = folder.settings.key_file.read_text().split()[-1].encode()
    assert not any(secret in data or folder.sealer().keys[0] in data for data in found.values())
    assert call(tmp_path / "again", "restore", tmp_path / "b.tar") == 0
    assert f"sealed with the key {named}, which is not here" in capsys.readouterr().err
    back = at(tmp_path / "again", folder)
    with pytest.raises(KeyTrouble, match=named):
        keys.open_sealer(back.settings)
    keys.let_go(back.home)
    shutil.copy(folder.settings.key_file, back.settings.key_file)
    assert back.numbers() == SHOWN


def test_no_number_and_no_scan_lies_in_it_in_clear(folder: Folder, call: Run, tmp_path: Path) -> None:
    call(folder.home, "backup", tmp_path / "b.tar")
    data = (tmp_path / "b.tar").read_bytes()
    for clear in (b"666310001", b"666-31-0001", b"%PDF", b"a letter of"):
        assert clear not in data


def test_scans_that_lie_unsealed_are_sealed_in_it(call: Run, tmp_path: Path) -> None:
    old = furnish(tmp_path / "old", sealed=False)
    assert call(old.home, "backup", tmp_path / "b.tar") == 0
    scans = [data for name, data in members(tmp_path / "b.tar").items() if name.startswith(("blobs", "attach"))]
    assert len(scans) == 4 and all(map(is_sealed, scans))
    shutil.copytree(old.home / "mail", tmp_path / "x", dirs_exist_ok=True) if (old.home / "mail").exists() else None
    (tmp_path / "again").mkdir()
    shutil.copy(old.settings.key_file, tmp_path / "again/key")
    assert call(tmp_path / "again", "restore", tmp_path / "b.tar") == 0


def test_nothing_is_overwritten(folder: Folder, call: Run, tmp_path: Path) -> None:
    call(folder.home, "backup", tmp_path / "b.tar")
    before = (tmp_path / "b.tar").read_bytes()
    assert call(folder.home, "backup", tmp_path / "b.tar") == BadArguments.exit_status
    assert (tmp_path / "b.tar").read_bytes() == before
    exported = folder.export(tmp_path / "one")
    assert call(folder.home, "restore", tmp_path / "b.tar") == BadArguments.exit_status
    assert folder.export(tmp_path / "two") == exported
    only_blobs = tmp_path / "only blobs"
    shutil.copytree(folder.settings.blobs, only_blobs / "blobs")
    assert call(only_blobs, "restore", tmp_path / "b.tar") == BadArguments.exit_status
    assert not (only_blobs / "noticedesk.sqlite").exists()


def _flip(data: bytes) -> bytes:
    return data[: len(data) // 2] + bytes([data[len(data) // 2] ^ 1]) + data[len(data) // 2 + 1 :]


@pytest.mark.parametrize("which", ["blobs/", "store.sqlite", "attachments/"])
def test_a_damaged_member_is_found_and_nothing_is_put_in_place(
    folder: Folder, call: Run, tmp_path: Path, which: str
) -> None:
    call(folder.home, "backup", tmp_path / "b.tar")
    found = members(tmp_path / "b.tar")
    name = next(one for one in found if one.startswith(which))
    damaged = written(tmp_path / "c.tar", found | {name: _flip(found[name])})
    assert call(tmp_path / "again", "restore", damaged) == SealBroken.exit_status
    left = {path.name for path in (tmp_path / "again").iterdir()}
    assert left <= {"key.lock", "run.lock"}


def test_one_who_changes_the_list_as_well_can_t_change_a_scan(folder: Folder, call: Run, tmp_path: Path) -> None:
    """The checksums find damage; the seal finds who wants to deceive."""
    import hashlib  # noqa: PLC0415

    call(folder.home, "backup", tmp_path / "b.tar", "--with-key")
    found = members(tmp_path / "b.tar")
    name = next(one for one in found if one.startswith("blobs/"))
    changed = _flip(found[name])
    manifest = json.loads(found["manifest.json"])
    manifest["members"][name]["sha256"] = hashlib.sha256(changed).hexdigest()
    forged = found | {name: changed, "manifest.json": json.dumps(manifest).encode()}
    assert call(tmp_path / "again", "restore", written(tmp_path / "c.tar", forged)) == SealBroken.exit_status


def test_a_member_that_is_missing_or_has_no_place_here_is_refused(folder: Folder, call: Run, tmp_path: Path) -> None:
    call(folder.home, "backup", tmp_path / "b.tar")
    found = members(tmp_path / "b.tar")
    blob = next(one for one in found if one.startswith("blobs/"))
    less = {name: data for name, data in found.items() if name != blob}
    assert call(tmp_path / "a", "restore", written(tmp_path / "1.tar", less)) == SealBroken.exit_status
    for number, strange in enumerate(("../evil", "/etc/evil", "blobs/../../evil", "prefect/x.db")):
        bad = written(tmp_path / f"{number}.tar", {strange: b"x"} | found)
        assert call(tmp_path / f"to {number}", "restore", bad) == BadArguments.exit_status
    assert list(tmp_path.rglob("evil")) == []


@pytest.mark.parametrize("content", [b"", b"no tar at all", b"\0" * 2048])
def test_what_is_no_backup_is_told_in_one_line(
    call: Run, tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "b.tar").write_bytes(content)
    assert call(tmp_path / "home", "restore", tmp_path / "b.tar") == BadArguments.exit_status
    assert call(tmp_path / "home", "restore", tmp_path / "nothing.tar") == BadArguments.exit_status
    said = capsys.readouterr().err
    assert "Traceback" not in said and len(said.splitlines()) == 2


def test_a_backup_cut_off_is_found(folder: Folder, call: Run, tmp_path: Path) -> None:
    call(folder.home, "backup", tmp_path / "b.tar")
    data = (tmp_path / "b.tar").read_bytes()
    for part in (3, 2):
        (tmp_path / "cut.tar").write_bytes(data[: len(data) // part])
        assert call(tmp_path / "again", "restore", tmp_path / "cut.tar") == BadArguments.exit_status


def test_a_backup_that_fails_leaves_no_file(
    folder: Folder, call: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backing_up, "write", fails)
    assert call(folder.home, "backup", tmp_path / "b.tar") == BadArguments.exit_status
    assert [path for path in tmp_path.iterdir() if "b.tar" in path.name] == []


def test_another_key_at_hand_is_refused(folder: Folder, call: Run, tmp_path: Path) -> None:
    call(folder.home, "backup", tmp_path / "b.tar", "--with-key")
    (tmp_path / "again").mkdir()
    keys.save_keys(tmp_path / "again/key", (new_key(),))
    assert call(tmp_path / "again", "restore", tmp_path / "b.tar") == KeyTrouble.exit_status
    assert not (tmp_path / "again/noticedesk.sqlite").exists()


def test_a_store_on_postgresql_goes_and_comes_back(postgres: Server, call: Run, tmp_path: Path) -> None:
    db, other = postgres.new_database(), postgres.new_database()
    folder = furnish(tmp_path / "first", db=db)
    exported = folder.export(tmp_path / "one")
    assert call(folder.home, "backup", tmp_path / "b.tar", "--with-key", NOTICEDESK_DB=db) == 0
    assert "store.jsonl" in members(tmp_path / "b.tar")
    assert call(tmp_path / "server", "restore", tmp_path / "b.tar", NOTICEDESK_DB=other) == 0
    assert call(tmp_path / "plain", "restore", tmp_path / "b.tar") == 0
    for number, back in enumerate(
        (at(tmp_path / "server", folder, NOTICEDESK_DB=other), at(tmp_path / "plain", folder))
    ):
        assert back.export(tmp_path / f"back {number}") == exported
        assert back.numbers() == SHOWN
