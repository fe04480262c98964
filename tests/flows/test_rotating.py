"""A new key: everything is sealed again, wherever it is interrupted, and nothing is lost on the way."""

from pathlib import Path
from typing import Any

import pytest

from flows import cli, keys, rotating, sealed_files
from schemas.errors import BadArguments, KeyTrouble, SealBroken
from schemas.sealing import HEADER, UPLOAD, Sealer, is_sealed, key_id_of, new_key, written

from .sealed_folder import SHOWN, Folder, furnish

pytestmark = pytest.mark.store


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    made = furnish(tmp_path)
    monkeypatch.setenv("NOTICEDESK_HOME", str(made.home))
    return made


def key_ids(folder: Folder) -> set[str]:
    """Of all sealed files."""
    found = set()
    for file in sealed_files.sealed_files(folder.settings):
        head = file.path.read_bytes()[:HEADER]
        assert is_sealed(head), file.path
        found.add(key_id_of(head))
    return found


def everything_opens(folder: Folder, *, only: str | None = None) -> bool:
    sealer = folder.sealer()
    texts = [sealed_files.opened(file, sealer) for file in sealed_files.sealed_files(folder.settings)]
    assert sum(text.startswith(b"%PDF") for text in texts) == 3
    assert b"a letter of DORA EXAMPLE" in texts
    assert folder.numbers() == SHOWN
    return only is None or key_ids(folder) == {only}


def test_everything_is_sealed_with_the_new_key_and_the_old_one_opens_nothing(folder: Folder, tmp_path: Path) -> None:
    before, exported = folder.sealer(), folder.export(tmp_path / "before")
    assert cli.run(["rotate-key"]) == 0
    after = folder.sealer()
    assert len(after.keys) == 1 and after.keys != before.keys
    assert everything_opens(folder, only=after.key_ids[0])
    assert folder.export(tmp_path / "after") == exported
    assert keys.sealed_by(folder.home) == after.key_ids[0]
    for blob in folder.blobs():
        with pytest.raises(KeyTrouble):
            before.open(blob.read_bytes(), f"blob {blob.name}")
    retired = folder.home / f"key.retired-{before.key_ids[0]}"
    assert keys.read_keys(retired.read_text()) == before.keys


def test_what_waits_to_be_read_is_sealed_again_too(folder: Folder) -> None:
    files = folder.settings.uploads / "abc.ready/files/mail"
    files.mkdir(parents=True)
    (files / "sealed.pdf").write_bytes(folder.sealer().seal(b"one", UPLOAD))
    (files / "clear.pdf").write_bytes(b"two")  # of an older noticedesk
    (files / ".half").write_bytes(b"left by one that was killed")
    assert cli.run(["rotate-key"]) == 0
    opened = {path.name: folder.sealer().open(path.read_bytes(), UPLOAD) for path in files.iterdir()}
    assert opened == {"sealed.pdf": b"one", "clear.pdf": b"two"}


def test_the_same_numbers_are_still_one_taxpayer(folder: Folder) -> None:
    cli.run(["rotate-key"])
    store = folder.store()
    hashes = {known.notice_id: known.tin_key for known in store.known().identities}
    a, b, c = (hashes[folder.ids[name]] for name in ("a.pdf", "b.pdf", "c.pdf"))
    assert a == c == folder.sealer().keyed_hash("666310001") and a != b


class Interrupted(Exception):
    """As a power cut."""


def interrupt(monkeypatch: pytest.MonkeyPatch, module: Any, name: str, after: int) -> None:
    """The function goes on `after` times, then everything stops."""
    inner, calls = getattr(module, name), [0]

    def step(*arguments: Any, **more: Any) -> Any:
        calls[0] += 1
        if calls[0] > after:
            raise Interrupted
        return inner(*arguments, **more)

    monkeypatch.setattr(module, name, step)


@pytest.mark.parametrize(
    ("module", "name", "after"),
    [
        (keys, "save_keys", 0),
        (rotating, "reseal", 0),
        *[(rotating, "seal_again", n) for n in range(7)],
        (rotating, "_reseal_store", 0),
        (keys, "renamed", 0),
        (rotating, "_retire", 0),
        (keys, "save_keys", 1),
        (keys, "save_keys", 2),
    ],
)
def test_interrupted_anywhere_it_all_opens_and_is_finished_by_the_next(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, module: Any, name: str, after: int
) -> None:
    with monkeypatch.context() as patched:
        interrupt(patched, module, name, after)
        with pytest.raises(Interrupted):
            rotating.rotate(None, keep_old=False)
    assert everything_opens(folder)
    assert keys.at_hand(folder.settings) is not None
    keys.let_go(folder.home)
    assert cli.run(["rotate-key"]) == 0
    assert everything_opens(folder, only=folder.sealer().key_ids[0])
    assert len(folder.sealer().keys) == 1
    assert [p for p in folder.home.rglob(".*") if p.is_file()] == []


def test_what_an_older_noticedesk_left_unsealed_is_sealed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = furnish(tmp_path, sealed=False)
    monkeypatch.setenv("NOTICEDESK_HOME", str(made.home))
    assert not any(is_sealed(blob.read_bytes()) for blob in made.blobs())
    assert cli.run(["rotate-key"]) == 0
    assert key_ids(made) == {made.sealer().key_ids[0]}
    assert b"DORA" not in b"".join(p.read_bytes() for p in made.home.rglob("*") if p.is_file())


def test_a_scan_that_was_changed_keeps_the_old_key(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    before = folder.sealer()
    blob = folder.blobs()[0]
    blob.write_bytes(blob.read_bytes()[:-1] + b"x")
    assert cli.run(["rotate-key"]) == SealBroken.exit_status
    said = capsys.readouterr().err
    assert "1 files were changed since they were sealed" in said and "Traceback" not in said
    assert set(before.keys) < set(folder.sealer().keys)
    blob.unlink()
    assert cli.run(["rotate-key"]) == 0
    assert len(folder.sealer().keys) == 1


def test_a_damaged_reading_is_the_same_as_none(folder: Folder) -> None:
    entry = next(folder.settings.cache.glob("??/*.z"))
    entry.write_bytes(entry.read_bytes()[:-1])
    assert cli.run(["rotate-key"]) == 0
    assert not entry.exists()


def test_what_another_key_sealed_stops_it_and_says_which(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    strange = Sealer((new_key(),))
    blob = folder.blobs()[0]
    blob.write_bytes(strange.seal(b"x", f"blob {blob.name}"))
    assert cli.run(["rotate-key"]) == KeyTrouble.exit_status
    assert strange.key_ids[0] in capsys.readouterr().err


def test_for_several_machines_the_old_key_stays_until_asked_once_more(folder: Folder) -> None:
    assert cli.run(["rotate-key", "--keep-old"]) == 0
    first, second = folder.sealer().key_ids
    assert key_ids(folder) == {first}
    assert cli.run(["rotate-key"]) == 0
    assert folder.sealer().key_ids == (first,) and second


def test_a_key_of_the_environment_is_changed_by_its_owner(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = folder.sealer().keys[0], new_key()
    folder.settings.key_file.unlink()
    monkeypatch.setenv("NOTICEDESK_KEY", written((old,)).strip())
    assert cli.run(["rotate-key"]) == BadArguments.exit_status
    assert "openssl rand -base64 32" in capsys.readouterr().err
    monkeypatch.setenv("NOTICEDESK_KEY", " ".join(written((new, old)).split()))
    assert cli.run(["rotate-key"]) == 0
    assert key_ids(folder) == set(Sealer((new,)).key_ids)
    said = capsys.readouterr()
    assert written((new,)).strip() not in said.err + said.out
