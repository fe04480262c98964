"""Real runs under a real Prefect: stopped in every way and begun again, with a server and without, on a schedule."""

import json
import signal
import sqlite3
import subprocess
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from . import paper
from .conftest import Office, Run, command, environment

pytestmark = pytest.mark.flow
FILES = 25  # enough that some are still unread when a signal arrives, on a loaded machine too


class Mail:
    """A folder of small files, and what a data folder knows of them."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder, self.home = folder, home
        self.out = folder.parent / "out"
        for number in range(FILES - 1):
            paper.notice(
                folder / f"{number:02}.pdf", name=f"{chr(65 + number)}NNA EXAMPLE", tin=f"XXX-XX-{4000 + number}"
            )
        paper.fax(folder / "99 fax.tif", paper.notice(folder.parent / "z.pdf", name="ZOE EXAMPLE", tin="XXX-XX-4099"))

    def read(self) -> int:
        """How many files are safe in the store."""
        store = self.home / "noticedesk.sqlite"
        if not store.exists():
            return 0
        with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as db:
            try:
                return int(db.execute("SELECT count(*) FROM documents WHERE state = 'read'").fetchone()[0])
            except sqlite3.OperationalError:  # the tables are not there yet
                return 0

    def ingest_until(self, read: int, number: int) -> "subprocess.CompletedProcess[bytes]":
        """Begins to read, and sends the signal `number` as soon as `read` files are safe."""
        call = command("ingest", self.folder, "--out", self.out)
        with subprocess.Popen(
            call, env=environment(self.home), stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            last = time.monotonic() + 200
            while self.read() < read and process.poll() is None and time.monotonic() < last:
                time.sleep(0.01)
            process.send_signal(number)
            out, err = process.communicate(timeout=60)
        return subprocess.CompletedProcess(call, process.returncode, out, err)


@pytest.fixture
def mail(tmp_path: Path, ready_home: Path) -> Mail:
    return Mail(tmp_path / "mail", ready_home)


def test_a_run_that_was_interrupted_and_then_killed_is_finished_by_the_next(mail: Mail, noticedesk: Run) -> None:
    """130 and a sentence for Ctrl-C; nothing lost, nothing doubled, nothing read twice, not even by `kill -9`."""
    interrupted = mail.ingest_until(1, signal.SIGINT)
    assert interrupted.returncode == 130, interrupted.stderr
    assert b"files are read and safe in the store" in interrupted.stderr
    assert b"Traceback" not in interrupted.stderr
    safe = mail.read()
    assert 1 <= safe < FILES

    killed = mail.ingest_until(safe + 1, signal.SIGKILL)
    assert killed.returncode == -signal.SIGKILL
    assert safe < mail.read() < FILES
    safe = mail.read()

    finished = noticedesk("ingest", mail.folder, "--out", mail.out)
    assert finished.returncode == 0, finished.stderr
    summary = json.loads((mail.out / "summary.json").read_text())
    assert (summary["files_known"], summary["files_read"]) == (safe, FILES - safe)
    pages = (mail.out / "pages.csv").read_text().splitlines()[1:]
    assert Counter(line.split(",")[2] for line in pages) == {"notice": FILES}
    assert len(set(pages)) == FILES
    rows = json.loads(noticedesk("queue", "--format", "json").stdout)
    assert len({row["notice_id"] for row in rows}) == len({row["taxpayer"] for row in rows}) == len(rows) == FILES


def test_without_a_server_prefect_keeps_the_run_in_the_data_folder_by_ids_only(office: Office) -> None:
    with sqlite3.connect(f"file:{office.home}/prefect/prefect.db?mode=ro", uri=True) as db:
        runs = db.execute("SELECT state_type, parameters FROM flow_run").fetchall()
        tasks = db.execute("SELECT name, state_type FROM task_run").fetchall()
        artifacts = dict(db.execute("SELECT key, data FROM artifact").fetchall())
    ((state, parameters),) = runs
    assert state == "COMPLETED"
    assert list(json.loads(parameters)) == ["order"]
    assert json.loads(parameters)["order"].startswith("now-")
    assert {name.partition("-")[0] for name, _ in tasks} == {"read_batch", "conclude"}
    assert {state for _, state in tasks} == {"COMPLETED"}
    counts = {row["what"]: row["count"] for row in json.loads(json.loads(artifacts["run-summary"]))}
    assert (counts["files"], counts["notices"], counts["to review"]) == (9, 3, 1)
    summary = json.loads((office.out / "summary.json").read_text())
    assert summary["run_id"] in artifacts["work-queue"]
    for notice in office.notices():
        assert notice["notice_id"][:8] in artifacts["work-queue"]
        assert notice["taxpayer"]["name"] not in artifacts["work-queue"]


def test_with_a_server_a_run_is_reported_there_and_a_kept_order_runs_as_a_deployment(
    noticedesk: Run, prefect_server: str, tmp_path: Path
) -> None:
    paper.notice(tmp_path / "first/a.pdf")
    done = noticedesk("ingest", "first", "--out", "out", PREFECT_API_URL=prefect_server)
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "home/prefect/prefect.db").exists()
    (run,) = asked(prefect_server, "flow_runs/filter")
    assert run["state_type"] == "COMPLETED"
    assert {artifact["key"] for artifact in asked(prefect_server, "artifacts/filter")} == {
        "run-summary",
        "work-queue",
    }

    paper.notice(tmp_path / "second/b.pdf", name="BEN EXAMPLE", tin="XXX-XX-1111")
    kept = noticedesk("ingest", "second", "--out", "night", "--save-order", "nightly")
    assert kept.returncode == 0, kept.stderr
    with subprocess.Popen(
        command("schedule", "nightly", "--cron", "0 0 1 1 *"),
        env=environment(tmp_path / "home", PREFECT_API_URL=prefect_server),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as scheduler:
        try:
            wanted = {"deployments": {"name": {"any_": ["nightly"]}}}
            (deployment,) = waited_for(lambda: asked(prefect_server, "deployments/filter", wanted))
            assert deployment["entrypoint"] == "flows.ingest.ingest"
            # The scheduler works by itself: a run stands in the calendar for New Year's day.
            waited_for(lambda: asked(prefect_server, "flow_runs/filter", wanted))
            asked(prefect_server, f"deployments/{deployment['id']}/create_flow_run", {})
            waited_for((tmp_path / "night/summary.json").exists)
        finally:
            scheduler.send_signal(signal.SIGINT)
            scheduler.wait(timeout=60)
    rows = json.loads(noticedesk("queue", "--format", "json").stdout)
    assert {row["taxpayer"] for row in rows} == {"ANNA EXAMPLE", "BEN EXAMPLE"}


def asked(server: str, path: str, body: dict[str, Any] | None = None) -> Any:
    """Asks again, as Prefect's own client does, while the server's database is busy."""
    request = urllib.request.Request(
        f"{server}/{path}", json.dumps(body or {}).encode(), {"Content-Type": "application/json"}
    )

    def answer() -> Any:
        try:
            with urllib.request.urlopen(request, timeout=30) as said:
                return (json.load(said),)
        except urllib.error.HTTPError as error:
            assert error.code == 503, error
            return None

    return waited_for(answer)[0]


def waited_for(look: Callable[[], Any]) -> Any:
    last = time.monotonic() + 120
    while not (found := look()):
        assert time.monotonic() < last, "waited for two minutes"
        time.sleep(0.3)
    return found
