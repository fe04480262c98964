"""`noticedesk restore`: a backup back into an empty data folder; checked first, put in place after."""

import hashlib
import json
import re
import shutil
import tarfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from schemas.errors import BadArguments, KeyTrouble, SealBroken
from schemas.privacy import redact
from schemas.sealing import Sealer, read_keys
from workqueue import open_store, private_folder

from . import keys, start
from .backing_up import FORM, KEY, MANIFEST, SQLITE, TABLES
from .places import sqlite_file
from .sealed_files import opened, sealed_files
from .settings import Settings, load
from .terminal import say

_FOLDERS = ("blobs", "attachments", "orders", "certificates")
_NAME = re.compile(
    rf"{MANIFEST}|{SQLITE}|{TABLES}|{KEY}|(blobs|attachments)/[0-9a-f]{{2}}/[0-9a-f]{{64}}|"
    r"(orders|certificates)/[A-Za-z0-9][A-Za-z0-9._-]{0,90}"
)
_INSIDE = ".restoring"


def restore(file: Path, db: str | None) -> int:
    settings = load(db=db)
    with keys.alone(settings.home), start.alone(settings.home):
        _refuse_to_overwrite(settings)
        inside = settings.home / _INSIDE
        shutil.rmtree(inside, ignore_errors=True)
        try:
            manifest = _unpacked(file, private_folder(inside))
            opens = _checked_key(settings, inside, manifest)
            _put_in_place(settings, inside, manifest)
        finally:
            shutil.rmtree(inside, ignore_errors=True)
    count = len(manifest["members"])
    say(f"{count} files are back in {redact(str(settings.home))}, each as its checksum says.")
    if not opens:
        say(f"They are sealed with the key {manifest['key']}, which is not here: put it to {settings.key_file}.")
    return 0


def _refuse_to_overwrite(settings: Settings) -> None:
    folders = [settings.home / name for name in _FOLDERS]
    there = [folder.name for folder in folders if folder.is_dir() and any(folder.iterdir())]
    file = sqlite_file(settings.db)
    if file is not None and file.exists():
        there.append("a store")
    if there:
        raise BadArguments(
            f"{redact(str(settings.home))} is not empty: there is {there[0]}",
            "restore into another data folder: NOTICEDESK_HOME=/new/place noticedesk restore FILE",
        )


def _unpacked(file: Path, to: Path) -> dict[str, Any]:
    """The members, each under its name and with the checksum that the list at the end says."""
    found: dict[str, dict[str, Any]] = {}
    manifest: dict[str, Any] = {}
    try:
        with tarfile.open(file, "r|") as tar:
            for member in tar:
                if not member.isreg() or not _NAME.fullmatch(member.name) or member.name in found:
                    raise _no_backup(file)
                source = tar.extractfile(member)
                assert source is not None
                if member.name == MANIFEST:
                    manifest = json.load(source)
                    continue
                found[member.name] = _copied(source, to / member.name)
    except (OSError, tarfile.TarError, ValueError) as error:
        if isinstance(error, FileNotFoundError):
            raise BadArguments(f"there is no file {redact(str(file))}", "check the path") from None
        raise _no_backup(file) from None
    if manifest.get("form") != FORM or not isinstance(manifest.get("members"), dict):
        raise _no_backup(file)
    if manifest["members"] != found:
        raise SealBroken(f"{redact(str(file))} is damaged: not all files are as they were", "take another backup")
    return manifest


def _copied(source: Any, to: Path) -> dict[str, Any]:
    to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    to.touch(mode=0o600)
    with to.open("wb") as target:
        while piece := source.read(2**20):
            digest.update(piece)
            size += len(piece)
            target.write(piece)
    return {"sha256": digest.hexdigest(), "size": size}


def _no_backup(file: Path) -> BadArguments:
    return BadArguments(f"{redact(str(file))} is no backup of noticedesk, or was cut off", "name another file")


def _checked_key(settings: Settings, inside: Path, manifest: dict[str, Any]) -> bool:
    """Every scan is opened where the key is at hand (or in the backup, which then gives it); False without one.
    Raises KeyTrouble where there is a key, but another one."""
    inner = inside / KEY
    mine = keys.keys_of(settings)
    if not mine and inner.exists():
        keys.save_keys(settings.key_file, read_keys(inner.read_text(encoding="ascii")), fresh=True)
        mine = keys.keys_of(settings)
    if not mine:
        return False
    sealer = Sealer(mine)
    if manifest["key"] not in sealer.key_ids:
        raise KeyTrouble(
            f"the backup is sealed with the key {manifest['key']}; {keys.place_of_key(settings).words} is another",
            "name the right one: NOTICEDESK_KEY_FILE",
        )
    for file in sealed_files(replace(settings, home=inside)):
        named = hashlib.sha256(opened(file, sealer)).hexdigest()
        if named != file.path.name:
            raise SealBroken("a scan in the backup is not the one that was taken in", "take another backup")
    return True


def _put_in_place(settings: Settings, inside: Path, manifest: dict[str, Any]) -> None:
    """The store last: a folder with a store is whole."""
    for name in _FOLDERS:
        if (inside / name).is_dir():
            shutil.rmtree(settings.home / name, ignore_errors=True)  # empty, as was looked for before
            for folder in (inside / name, *(inside / name).glob("*/")):
                folder.chmod(0o700)
            (inside / name).replace(settings.home / name)
    keys.write_privately(settings.home / "sealed-with", f"{manifest['key']}\n")
    if manifest["store"] == SQLITE:
        _put_sqlite(settings, inside / SQLITE)
        return
    store = open_store(settings.db)
    with (inside / TABLES).open(encoding="utf-8") as lines:
        store.load(lines)
    store.close()


def _put_sqlite(settings: Settings, file: Path) -> None:
    target = sqlite_file(settings.db)
    if target is None:
        raise BadArguments(
            "the backup is of a store on SQLite", "restore it without NOTICEDESK_DB and --db, into the data folder"
        )
    private_folder(target.parent)
    shutil.copyfile(file, part := target.with_name(f".{target.name}.part"))
    part.chmod(0o600)
    part.replace(target)
