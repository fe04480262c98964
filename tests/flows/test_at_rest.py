"""A small real run: what is planted on the pages lies in no file of the data folder in clear; the key opens it."""

import json
import shutil
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from extractors.cache import entries
from extractors.intake import blob_path
from extractors.reader import Reader
from flows import cli, keys, reading, replaying, start
from flows.orders import Order
from flows.settings import Settings, load
from flows.upload_worker import perform
from schemas.errors import KeyTrouble, SealBroken
from schemas.sealing import is_sealed, new_key
from workqueue import Store, open_store
from workqueue.desk import Desk

from . import paper

pytestmark = [pytest.mark.ocr, pytest.mark.store]
NUMBER, NAME = "666-31-7721", "QUERIDA EXAMPLE"
AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Ingested:
    settings: Settings
    out: Path
    mail: Path

    def store(self) -> Store:
        return open_store(self.settings.db, create=False, sealer=keys.checked(self.settings))

    def copy(self, to: Path) -> "Ingested":
        shutil.copytree(self.settings.home, to / "home")
        return Ingested(load({"NOTICEDESK_HOME": str(to / "home")}), self.out, self.mail)


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ingested]:
    """The same bill from the printer, by fax, and its reminder to another address; read as a run reads."""
    folder = tmp_path_factory.mktemp("at rest")
    mail = folder / "mail"
    paper.notice(mail / "printed.pdf", tin=NUMBER, name=NAME)
    paper.fax(mail / "fax.tif", paper.notice(folder / "to fax.pdf", tin=NUMBER, name="SOMEBODY ELSE"))
    settings = load({"NOTICEDESK_HOME": str(folder / "home"), "NOTICEDESK_WORKERS": "1"})
    desk = start.open_desk(settings)
    order = Order((mail,), folder / "out", settings.db, today=date(2026, 11, 23))
    with start.begun("order", order, desk) as run:
        perform(run, settings)
    desk.store.close()
    keys.let_go(settings.home)
    yield Ingested(settings, folder / "out", mail)


def test_number_and_name_are_in_no_file_in_clear_but_the_name_in_the_store(ingested: Ingested) -> None:
    home = ingested.settings.home
    files = [path for path in home.rglob("*") if path.is_file()]
    clear = [w.encode(c) for w in (NUMBER, NUMBER.replace("-", "")) for c in ("utf-8", "utf-16-le")]
    assert [path for path in files if any(w in path.read_bytes() for w in clear)] == []
    names = {path.name for path in files if NAME.encode() in path.read_bytes() or b"QUERIDA" in path.read_bytes()}
    assert names <= {"noticedesk.sqlite", "noticedesk.sqlite-wal"}
    sealed = [*ingested.settings.blobs.glob("??/*"), *(path for _, path in entries(ingested.settings.cache))]
    assert len(sealed) > 3 and all(is_sealed(path.read_bytes()) for path in sealed)


def test_they_were_there_to_be_found(ingested: Ingested) -> None:
    """The readings, once opened, say the name and the number: the search above could have failed."""
    from extractors.cache import context_of  # noqa: PLC0415

    sealer = keys.checked(ingested.settings)
    assert sealer is not None
    texts = [
        zlib.decompress(sealer.open(path.read_bytes(), context_of(key)))
        for key, path in entries(ingested.settings.cache)
    ]
    assert any(NUMBER.encode() in text for text in texts)
    exported = [json.loads(line) for line in (ingested.out / "notices.jsonl").read_text().splitlines()]
    assert {one["taxpayer"]["name"] for one in exported} == {NAME, "SOMEBODY ELSE"}
    assert {one["tin"]["masked"] for one in exported} == {"***-**-7721"}


def test_the_whole_number_comes_back_by_key_with_a_trace(ingested: Ingested) -> None:
    store = ingested.store()
    known = store.known().identities
    assert len(known) == 2 and len({one.tin_key for one in known}) == 1 and known[0].tin_key
    for one in known:
        assert store.whole_tin(one.notice_id, "anna", AT) == NUMBER
    assert {entry.what for entry in Desk(store).history()} == {"view_tin"}
    store.close()


def test_the_number_joins_what_names_do_not(
    ingested: Ingested, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NOTICEDESK_HOME", str(ingested.settings.home))
    store = ingested.store()
    one = store.known().identities[0].notice_id
    store.close()
    assert cli.run(["case", one, "--json"]) == 0
    case = json.loads(capsys.readouterr().out)
    assert len(case["entries"]) == 2
    assert case["joined_by"] == "joined by the taxpayer number, which all of them print whole"
    keys.let_go(ingested.settings.home)


def test_a_replay_opens_the_scan_and_finds_the_same(ingested: Ingested) -> None:
    store = ingested.store()
    notice = store.known().identities[0]
    store.close()
    how = reading.from_settings(ingested.settings)
    assert replaying.again(ingested.settings, notice.notice_id, reading.BUILD, how).same
    keys.let_go(ingested.settings.home)


def test_with_another_key_or_none_the_run_ends_with_a_sentence(
    ingested: Ingested, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    other = ingested.copy(tmp_path)
    monkeypatch.setenv("NOTICEDESK_HOME", str(other.settings.home))
    notice_id = other.store().known().identities[0].notice_id
    for change in (lambda: keys.save_keys(other.settings.key_file, (new_key(),)), other.settings.key_file.unlink):
        change()
        for call in (
            ["ingest", str(other.mail), "--out", str(tmp_path / "out")],
            ["show", notice_id, "--image", str(tmp_path / "p.png")],
            ["replay", notice_id],
        ):
            assert cli.run(call) == KeyTrouble.exit_status, call
    said = capsys.readouterr().err
    assert "Traceback" not in said and NUMBER not in said
    assert all(line.startswith("noticedesk: ") for line in said.splitlines())


def test_a_scan_that_was_changed_is_found(ingested: Ingested, tmp_path: Path) -> None:
    other = ingested.copy(tmp_path)
    store = other.store()
    one = store.notice(store.known().identities[0].notice_id)
    store.close()
    blob = blob_path(other.settings.blobs, one.notice.source.sha256)
    blob.write_bytes(blob.read_bytes()[:-1] + b"\0")
    reader = Reader(reading.reader_settings(reading.from_settings(other.settings)))
    with pytest.raises(SealBroken):
        reader.read_page(blob, one.kind, 1)
    keys.let_go(other.settings.home)
