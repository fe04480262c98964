"""The command line as a user calls it, and one Prefect for the whole session."""

import csv
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.workqueue import postgres as postgres_server

from . import paper

ROOT = Path(__file__).parents[2]
Run = Callable[..., "subprocess.CompletedProcess[str]"]
CLEAN = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT", "NOTICEDESK"))}


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "flows", *map(str, arguments)]


@pytest.fixture(scope="session", autouse=True)
def ctrl_c_is_heard() -> None:
    """A shell that runs the tests in the background has them ignore Ctrl-C, and so whatever they start."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def environment(home: Path, **more: str) -> dict[str, str]:
    return CLEAN | {"NOTICEDESK_HOME": str(home), "NOTICEDESK_WORKERS": "1", "PYTHONPATH": str(ROOT)} | more


@pytest.fixture
def noticedesk(tmp_path: Path) -> Run:
    """Calls the command in a process of its own, with a data folder of its own."""

    def call(*arguments: str | Path, **more: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            command(*arguments),
            cwd=tmp_path,
            env=environment(tmp_path / "home", **more),
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    return call


@pytest.fixture(scope="session")
def prefect_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Prefect's files with the tables made, which takes it ten seconds; copy them."""
    home = tmp_path_factory.mktemp("prefect")
    code = "import asyncio, prefect.server.database as d; asyncio.run(d.provide_database_interface().create_db())"
    env = CLEAN | {"PREFECT_HOME": str(home), "PREFECT_SERVER_ANALYTICS_ENABLED": "false", "DO_NOT_TRACK": "1"}
    subprocess.run([sys.executable, "-c", code], env=env, check=True, capture_output=True, timeout=120)
    return home


@pytest.fixture
def ready_home(tmp_path: Path, prefect_database: Path) -> Path:
    """A data folder in which Prefect has been before."""
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    shutil.copytree(prefect_database, home / "prefect")
    return home


@pytest.fixture(scope="session")
def prefect_server(tmp_path_factory: pytest.TempPathFactory, prefect_database: Path) -> Iterator[str]:
    """The URL of a Prefect server that runs beside the tests, as one does in an office."""
    home = tmp_path_factory.mktemp("server")
    shutil.copytree(prefect_database, home, dirs_exist_ok=True)
    port = _free_port()
    url = f"http://127.0.0.1:{port}/api"
    quiet = {"PREFECT_SERVER_ANALYTICS_ENABLED": "false", "DO_NOT_TRACK": "1", "PREFECT_SERVER_UI_ENABLED": "false"}
    start = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    with (home / "log").open("wb") as log:
        server = subprocess.Popen(
            start, env=CLEAN | quiet | {"PREFECT_HOME": str(home)}, stdout=log, stderr=log, start_new_session=True
        )
    try:
        _wait_for(f"{url}/health", server)
        yield url
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str, server: "subprocess.Popen[bytes]") -> None:
    last = time.monotonic() + 120
    while time.monotonic() < last and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail("the Prefect server does not start")


@pytest.fixture(scope="session")
def postgres() -> Iterator[postgres_server.Server]:
    with postgres_server.server() as running:
        yield running


@dataclass(frozen=True)
class Office:
    """A data folder after its first run: `mail` went in, the exports came to `out`, `told` is what stderr said."""

    home: Path
    mail: Path
    out: Path
    told: str
    queue: str

    def copy(self, to: Path) -> "Office":
        """To change, without a trace in the tests that come after."""
        shutil.copytree(self.home, to / "home")
        shutil.copytree(self.out, to / "out")
        return Office(to / "home", self.mail, to / "out", self.told, self.queue)

    def notices(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in (self.out / "notices.jsonl").read_text(encoding="utf-8").splitlines()]

    def pages(self) -> list[dict[str, str]]:
        with (self.out / "pages.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))


ODD_NAMES = ("-rf.pdf", "two\nlines.pdf", "caf\udce9.pdf", '$(touch ran); "x".pdf')


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory, prefect_database: Path) -> Office:
    """One notice that is accepted, one that waits for a person, a fax, a copy, odd names, a text file."""
    folder = tmp_path_factory.mktemp("office")
    mail, home, out = folder / "mail", folder / "home", folder / "out"
    first = paper.notice(mail / "a/CP503.pdf")
    paper.notice(mail / "a/doubtful.pdf", name="BEN EXAMPLE", tin="XXX-XX-1111", coupon="$1,538.53")
    paper.fax(mail / "b/fax.tif", paper.notice(folder / "to fax.pdf", name="CARA EXAMPLE", tin="XXX-XX-2222"))
    shutil.copyfile(first, mail / "b/copy.pdf")
    for number, name in enumerate(ODD_NAMES):
        paper.pdf(mail / "odd" / name, [f"Dear colleagues, this is letter number {number} about the picnic."])
    (mail / "notes.txt").write_text("call the landlord\n")
    home.mkdir(mode=0o700)
    shutil.copytree(prefect_database, home / "prefect")
    done = subprocess.run(
        command("ingest", mail, "--out", out, "--today", "2026-11-01"),
        cwd=folder,
        env=environment(home),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return Office(home, mail, out, done.stderr, done.stdout)
