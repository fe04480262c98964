"""Folders: everything below them once, in order; loops, pipes, closed doors and files that go away."""

import os
import socket
import threading
from pathlib import Path

import pytest

from extractors.intake import take_in, taking
from extractors.intake.walk import walk
from schemas.document import SetAside
from schemas.errors import StoreUnreachable

from .files import digital_pdf, kept, take, told

PDF = digital_pdf()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    return made


def test_folders_are_read_recursively_in_the_order_of_their_names(folder, tmp_path):
    for name in ("b.pdf", "a/z.pdf", "a/a/x.pdf", "c/d/e/f/g.pdf", "B.pdf", "a.pdf"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(PDF)
    (folder / "empty folder").mkdir()
    order = list(take(folder, tmp_path / "blobs"))
    assert order == ["B.pdf", "a/a/x.pdf", "a/z.pdf", "a.pdf", "b.pdf", "c/d/e/f/g.pdf"]


ANY_NAME = [
    "with space.pdf", "ünïcödé 字.pdf", "new\nline.pdf", "tab\t.pdf", "-rf.pdf", "a'b\"c.pdf", "$(id).pdf", "*.pdf",
    "\x1b[31m.pdf", "x" * 240 + ".pdf", ".hidden.pdf", "no ending", "a.b.c.pdf", "%00.pdf", "=1+1.pdf",
    "\u202epdf.exe",
]  # fmt: skip


def test_a_file_may_be_called_anything(folder, tmp_path):
    for name in ANY_NAME:
        (folder / name).write_bytes(PDF)
    assert told(take(folder, tmp_path / "blobs")) == dict.fromkeys(ANY_NAME, 1)


def test_a_name_that_is_no_text_is_shown_as_text(folder, tmp_path):
    with open(os.fsencode(folder) + b"/caf\xe9.pdf", "wb") as file:  # noqa: PTH123 - bytes
        file.write(PDF)
    assert told(take(folder, tmp_path / "blobs")) == {"caf\\xe9.pdf": 1}


def test_a_folder_linked_into_itself_is_reported_and_not_entered(folder, tmp_path):
    (folder / "a.pdf").write_bytes(PDF)
    (folder / "loop").symlink_to(folder)
    (folder / "up").symlink_to("..")
    assert told(take(folder, tmp_path / "blobs")) == {"a.pdf": 1, "loop": "linked_folder", "up": "linked_folder"}


def test_links_to_files_are_followed_and_broken_ones_reported(folder, tmp_path):
    (tmp_path / "elsewhere.pdf").write_bytes(PDF)
    (folder / "link.pdf").symlink_to(tmp_path / "elsewhere.pdf")
    (folder / "broken.pdf").symlink_to(tmp_path / "nowhere.pdf")
    (folder / "round.pdf").symlink_to(folder / "round.pdf")
    found = told(take(folder, tmp_path / "blobs"))
    assert found == {"link.pdf": 1, "broken.pdf": "not_found", "round.pdf": "read_error"}


def test_pipes_sockets_and_devices_are_never_opened(folder, tmp_path):
    os.mkfifo(folder / "pipe.pdf")
    (folder / "zero.pdf").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as plug:
        here = Path.cwd()
        os.chdir(folder)  # a socket's path has to be short
        try:
            plug.bind("plug.pdf")
        finally:
            os.chdir(here)
        found = told(take(folder, tmp_path / "blobs"))
    assert found == {"pipe.pdf": "not_a_file", "zero.pdf": "not_a_file", "plug.pdf": "not_a_file"}


def test_a_file_that_turned_into_a_pipe_does_not_hold_the_run_up(folder, tmp_path):
    for name in ("a.pdf", "b.pdf"):
        (folder / name).write_bytes(PDF)
    found = {}
    for item in take_in([folder], tmp_path / "blobs"):
        found[item.name] = item
        if item.name == "a.pdf":  # b is listed already
            (folder / "b.pdf").unlink()
            os.mkfifo(folder / "b.pdf")
    assert told(found) == {"a.pdf": 1, "b.pdf": "not_a_file"}


def test_a_file_that_went_away_is_reported(folder, tmp_path):
    for name in ("a.pdf", "b.pdf", "c/d.pdf"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(PDF)
    found = {}
    for item in take_in([folder], tmp_path / "blobs"):
        found[item.name] = item
        (folder / "b.pdf").unlink(missing_ok=True)
        (folder / "c/d.pdf").unlink(missing_ok=True)
        if (folder / "c").exists():
            (folder / "c").rmdir()
    assert told(found) == {"a.pdf": 1, "b.pdf": "not_found", "c": "not_found"}


def test_a_file_that_goes_away_while_it_is_read_leaves_nothing_behind(folder, tmp_path, monkeypatch):
    (folder / "a.pdf").write_bytes(PDF)
    whole = taking.copy_in

    def copy_and_lose(*args):
        copied = whole(*args)
        (folder / "a.pdf").unlink()
        return copied

    monkeypatch.setattr(taking, "copy_in", copy_and_lose)
    found = take(folder, tmp_path / "blobs")
    assert told(found) == {"a.pdf": 1}  # its bytes are all there
    assert kept(tmp_path / "blobs") == {found["a.pdf"].sha256}


def test_a_file_still_being_written_waits_for_the_next_run(folder, tmp_path, monkeypatch):
    (folder / "a.pdf").write_bytes(PDF)
    whole = taking.copy_in

    def copy_and_grow(*args):
        copied = whole(*args)
        with (folder / "a.pdf").open("ab") as file:
            file.write(b"more")
        return copied

    monkeypatch.setattr(taking, "copy_in", copy_and_grow)
    assert told(take(folder, tmp_path / "blobs")) == {"a.pdf": "still_changing"}
    assert kept(tmp_path / "blobs") == set()


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_closed_files_and_folders_are_reported(folder, tmp_path):
    (folder / "a.pdf").write_bytes(PDF)
    (folder / "a.pdf").chmod(0)
    (folder / "shut").mkdir(mode=0)
    (folder / "through.pdf").symlink_to(folder / "shut" / "x.pdf")
    try:
        found = told(take(folder, tmp_path / "blobs"))
    finally:
        (folder / "shut").chmod(0o700)
    assert found == {"a.pdf": "no_permission", "shut": "no_permission", "through.pdf": "no_permission"}


def test_a_file_that_may_not_be_opened_is_reported(folder, tmp_path, monkeypatch):
    for name in ("a.pdf", "b.pdf"):
        (folder / name).write_bytes(PDF)
    whole = os.open

    def refusing(path, *args, **kwargs):
        if str(path).endswith("a.pdf"):
            raise PermissionError(13, "Permission denied", str(path))
        return whole(path, *args, **kwargs)

    monkeypatch.setattr(taking.os, "open", refusing)
    assert told(take(folder, tmp_path / "blobs")) == {"a.pdf": "no_permission", "b.pdf": 1}


def test_a_folder_that_may_not_be_listed_is_reported(folder, tmp_path, monkeypatch):
    (folder / "shut").mkdir()
    (folder / "z.pdf").write_bytes(PDF)
    whole = os.scandir

    def refusing(path):
        if str(path).endswith("shut"):
            raise PermissionError(13, "Permission denied", str(path))
        return whole(path)

    monkeypatch.setattr(os, "scandir", refusing)
    assert told(take(folder, tmp_path / "blobs")) == {"shut": "no_permission", "z.pdf": 1}


def test_folders_lie_deeper_within_each_other_than_python_calls(folder):
    here = Path.cwd()
    os.chdir(folder)
    try:
        for _ in range(1200):
            os.mkdir("d")  # noqa: PTH102 - Path would need the whole path
            os.chdir("d")
        Path("a.pdf").touch()
        (found,) = walk([folder])
        assert found.name == "d/" * 1200 + "a.pdf"
        Path("a.pdf").unlink()
        for _ in range(1200):
            os.chdir("..")
            os.rmdir("d")  # noqa: PTH106
    finally:
        os.chdir(here)


def test_what_is_given_twice_is_taken_once(folder, tmp_path):
    (folder / "a.pdf").write_bytes(PDF)
    found = list(take_in([folder, folder / "a.pdf", folder / ".." / "in"], tmp_path / "blobs"))
    assert [f.name for f in found] == ["a.pdf"]


def test_what_is_not_there_is_reported(tmp_path):
    (found,) = take_in([tmp_path / "no such folder"], tmp_path / "blobs")
    assert isinstance(found, SetAside)
    assert found.reason == "not_found"


def test_files_of_the_operating_system_are_set_aside(folder, tmp_path):
    for name in (".DS_Store", "Thumbs.db", "__MACOSX/._a.pdf", "desktop.ini"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(PDF)
    assert set(told(take(folder, tmp_path / "blobs")).values()) == {"system_file"}


def test_a_full_disk_of_ours_ends_the_run_with_advice(folder, tmp_path):
    (folder / "a.pdf").write_bytes(PDF)
    (tmp_path / "blobs").write_text("in the way")
    with pytest.raises(StoreUnreachable, match="free some space"):
        list(take_in([folder], tmp_path / "blobs"))


def test_two_runs_at_once_share_the_blobs(folder, tmp_path):
    for number in range(12):
        (folder / f"{number}.pdf").write_bytes(PDF + b"%" + bytes([65 + number % 3]))
    threads = [threading.Thread(target=take, args=(folder, tmp_path / "blobs")) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(kept(tmp_path / "blobs")) == 3
