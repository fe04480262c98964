"""The command line as a user calls it, and one Prefect for the whole session."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
Run = Callable[..., "subprocess.CompletedProcess[str]"]
CLEAN = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT", "NOTICEDESK"))}


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "flows", *map(str, arguments)]


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
    from prefect.testing.utilities import prefect_test_harness  # noqa: PLC0415

    with prefect_test_harness():
        from prefect.settings import PREFECT_API_URL  # noqa: PLC0415

        yield str(PREFECT_API_URL.value())
