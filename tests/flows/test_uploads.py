"""Uploads of the review station: one process each, in order, and what an ended server left is read by the next."""

import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from flows import keys, review_server
from flows.settings import load
from flows.uploads import UploadRoom
from review.station import Job
from review.web.access import COOKIE
from review.web.app import create_app
from schemas.desk import Role
from schemas.sealing import UPLOAD, is_sealed
from tests.review.web.station_here import token_for
from workqueue import open_store
from workqueue.people import People
from workqueue.sessions import Stage

from . import paper

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
HEAD = (
    "import json,sys,pathlib\nasked = json.loads(sys.stdin.readline())\n"
    "tell = lambda **w: print(json.dumps(w), flush=True)\n"
)
WELL = HEAD + (
    "names = sorted(p.name for p in pathlib.Path(asked['folder']).rglob('*') if p.is_file())\n"
    "tell(began=1); tell(files=len(names), pages=3)\n"
    "tell(page=1); tell(page=1); tell(page=1)\n"
    "tell(file=1, notices=[{'notice_id': 'n1', 'code': 'CP503', 'taxpayer': None, 'status': 'accepted'}])\n"
    "tell(file=1, lost=1); tell(done=1, set_aside=1)\n"
)
ILL = HEAD + "tell(began=1); tell(trouble='the store is full'); sys.exit(4)\n"
SILENT = HEAD + "sys.exit(9)\n"


def room(home: Path, program: str) -> UploadRoom:
    return UploadRoom(load({"NOTICEDESK_HOME": str(home)}), lambda: NOW, (sys.executable, "-c", program))


def left(home: Path, *names: str) -> Path:
    folder = home / "uploads" / f"batch{len(list(home.glob('uploads/*')))}"
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"scan")
    return folder


def soon(found: Callable[[], bool]) -> None:
    for _ in range(2000):
        if found():
            return
        time.sleep(0.01)
    raise AssertionError("it did not come")


def first(uploads: UploadRoom) -> Job:
    return uploads.jobs()[0]


def test_an_upload_is_read_and_its_files_are_gone(tmp_path: Path) -> None:
    uploads = room(tmp_path, WELL)
    uploads.start(left(tmp_path, "a.pdf", "mail/b.pdf"), "kim")
    soon(lambda: first(uploads).state == "done" and not list(tmp_path.glob("uploads/*")))
    job = first(uploads)
    assert (job.who, job.files, job.pages, job.pages_done) == ("kim", ("a.pdf", "mail/b.pdf"), 3, 3)
    assert (job.files_done, job.notices, job.set_aside, job.found[0].code) == (2, 1, 1, "CP503")
    uploads.close()


def test_one_that_fails_says_why_and_its_files_are_read_by_the_next_server(tmp_path: Path) -> None:
    uploads = room(tmp_path, ILL)
    uploads.start(left(tmp_path, "a.pdf"), "kim")
    soon(lambda: first(uploads).state == "failed")
    assert first(uploads).trouble.startswith("the store is full; the files are kept")
    uploads.close()
    uploads = room(tmp_path, WELL)
    soon(lambda: first(uploads).state == "done")
    assert (first(uploads).who, first(uploads).started) == ("kim", NOW)
    uploads.close()


def test_a_reading_that_just_ends_does_not_pass_for_done(tmp_path: Path) -> None:
    uploads = room(tmp_path, SILENT)
    uploads.start(left(tmp_path, "a.pdf"), "kim")
    soon(lambda: first(uploads).state == "failed")
    assert "exit status 9" in first(uploads).trouble
    uploads.close()


def test_what_was_half_sent_is_removed(tmp_path: Path) -> None:
    left(tmp_path, "half.pdf")
    uploads = room(tmp_path, WELL)
    assert not list(tmp_path.glob("uploads/*")) and not uploads.jobs()
    uploads.close()


def test_a_name_with_a_whole_number_is_shown_masked(tmp_path: Path) -> None:
    uploads = room(tmp_path, WELL)
    uploads.start(left(tmp_path, "999-66-4321.pdf"), "kim")
    assert first(uploads).files == ("***-**-4321.pdf",)
    soon(lambda: first(uploads).state == "done")
    uploads.close()


def test_the_reading_is_told_the_day_that_was_named(tmp_path: Path) -> None:
    told = HEAD + "tell(trouble=asked['today'] or 'none'); tell(done=1)\n"
    for number, day in enumerate((date(2018, 2, 20), None)):
        home = tmp_path / str(number)
        uploads = UploadRoom(load({"NOTICEDESK_HOME": str(home)}), lambda: NOW, (sys.executable, "-c", told), day)
        uploads.start(left(home, "a.pdf"), "kim")
        soon(lambda uploads=uploads: first(uploads).state == "done")
        assert first(uploads).trouble == (day.isoformat() if day else "none")
        uploads.close()


def test_they_are_read_in_their_order(tmp_path: Path) -> None:
    uploads = room(tmp_path, WELL)
    for name in ("one.pdf", "two.pdf", "three.pdf"):
        uploads.start(left(tmp_path, name), "kim")
    soon(lambda: all(job.state == "done" for job in uploads.jobs()))
    assert [job.files for job in uploads.jobs()] == [("three.pdf",), ("two.pdf",), ("one.pdf",)]
    uploads.close()


NUMBER = b"666-31-7733"


def in_clear(home: Path) -> list[str]:
    found = []
    for path in home.rglob("*"):
        try:
            if path.is_file() and NUMBER in path.read_bytes():
                found.append(path.name)
        except FileNotFoundError:  # read and gone meanwhile
            continue
    return found


@pytest.mark.ocr
@pytest.mark.store
def test_what_is_brought_in_lies_nowhere_in_clear_before_while_and_after_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan = paper.pdf(tmp_path / "a.pdf", ["Notice CP503"]).read_bytes() + b"\n% " + NUMBER + b"\n"
    settings = load({"NOTICEDESK_HOME": str(tmp_path / "home"), "NOTICEDESK_WORKERS": "1"})
    sealer = keys.open_sealer(settings)
    store = open_store(settings.db, sealer=sealer)
    monkeypatch.setenv("NOTICEDESK_HOME", str(settings.home))
    monkeypatch.setenv("NOTICEDESK_WORKERS", "1")
    uploads = UploadRoom(settings, lambda: NOW)
    station = review_server.station(settings, store, uploads)
    client = signed_in(TestClient(create_app(station), base_url="http://localhost"), People(store))
    batch = client.post("/upload/batch").json()["batch"]
    sent = client.put(f"/upload/batch/{batch}", content=scan, headers={"x-name": "a.pdf"})
    assert sent.json() == {"size": len(scan)}
    (waiting,) = (settings.uploads / batch).iterdir()
    assert sealer.open(waiting.read_bytes(), UPLOAD) == scan and in_clear(settings.home) == []
    client.post(f"/upload/batch/{batch}/start")
    seen, last = set(in_clear(settings.home)), time.monotonic() + 120
    while first(uploads).state not in ("done", "failed") and time.monotonic() < last:
        seen |= set(in_clear(settings.home))
    assert (first(uploads).state, first(uploads).pages_done, first(uploads).set_aside) == ("done", 1, 0)
    assert seen == set() == set(in_clear(settings.home))
    (blob,) = settings.blobs.glob("??/*")
    assert is_sealed(blob.read_bytes())
    soon(lambda: not list(settings.uploads.iterdir()))
    uploads.close()
    store.close()
    keys.let_go(settings.home)


def signed_in(client: TestClient, people: People) -> TestClient:
    kim = people.change(people.add("kim", Role.INTAKE, NOW), password="hash")
    secret = people.sessions.begin(kim, Stage.FULL, datetime.now(UTC))
    client.cookies.set(COOKIE, secret)
    client.headers["X-CSRF-Token"] = token_for(secret)
    return client
