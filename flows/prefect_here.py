"""Prefect for one run, without a server: its API answers in a thread of this process and ends with it.

Prefect's own temporary server is a process of its own, which a killed run leaves behind, and costs two seconds more.
"""

import os
import socket
import threading
import time
import urllib.error
import urllib.request
from types import TracebackType
from typing import Any

from schemas.errors import ToolMissing
from schemas.privacy import redact

from .settings import Settings

_QUIET = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",  # people read what the command line says
    "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
}
_ALONE = {"PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "false", "PREFECT_SERVER_UI_ENABLED": "false"}
_PATIENCE = 180.0  # seconds until the API answers; a new database takes some ten


def run_flow(order_id: str, settings: Settings) -> None:
    """Runs the flow `ingest` for the order in this process, with the server that the settings name or without one.

    Raises what the flow raises.
    """
    if settings.prefect_server:
        use_server(settings)
        from .ingest import ingest  # noqa: PLC0415 - Prefect reads its environment when it is imported

        ingest(order_id)
        return
    _set_up(_QUIET | _ALONE | {"PREFECT_HOME": str(settings.prefect_home)})
    with Api() as api:
        os.environ["PREFECT_API_URL"] = api.url
        from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings  # noqa: PLC0415

        from .ingest import ingest  # noqa: PLC0415

        api.wait()
        # Nobody listens for a heartbeat here, and stopping it takes a second.
        with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
            ingest(order_id)


def use_server(settings: Settings) -> None:
    """Sets Prefect up for the server that the settings name; before it is imported. Raises ToolMissing."""
    _set_up(_QUIET | {"PREFECT_HOME": str(settings.prefect_home)})
    _must_answer(settings.prefect_server or "")


def _must_answer(url: str) -> None:
    """Raises ToolMissing where no Prefect server is at `url`."""
    try:
        with urllib.request.urlopen(f"{url.rstrip('/')}/health", timeout=20):
            return
    except urllib.error.HTTPError:
        return  # it answers; whether it lets us in, it says itself
    except (OSError, ValueError):
        where = redact(url.rpartition("@")[2])
        raise ToolMissing(
            f"no Prefect server answers at {where}", "start it, or unset PREFECT_API_URL to go without one"
        ) from None


def _set_up(environment: dict[str, str]) -> None:
    """What the user has set stays."""
    for name, value in environment.items():
        os.environ.setdefault(name, value)


class Api:
    """Prefect's API at `url`, for this machine only. Starts answering in the background; `wait` for it."""

    def __init__(self) -> None:
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}/api"
        self._server: Any = None
        self._wanted = True
        self._thread = threading.Thread(target=self._serve, daemon=True, name="prefect")
        self._thread.start()

    def wait(self) -> None:
        """Returns when the API answers; raises ToolMissing when it does not."""
        last = time.monotonic() + _PATIENCE
        while not self._answers():
            if not self._thread.is_alive() or time.monotonic() > last:
                raise ToolMissing(
                    "Prefect's API does not start", "see noticedesk doctor, or name a server: PREFECT_API_URL"
                )
            time.sleep(0.02)

    def close(self) -> None:
        """Ends when all that was logged and reported has been written. Before it has started nothing was: then its
        thread is left to end with this process, for an interrupted run should not wait for it."""
        self._wanted = False
        if not self._answers():
            return
        from prefect.events.worker import EventsWorker  # noqa: PLC0415
        from prefect.logging.handlers import APILogWorker  # noqa: PLC0415

        for writer in (APILogWorker, EventsWorker):
            writer.drain_all(timeout=10)
        self._server.should_exit = True
        self._thread.join(timeout=10)
        self._socket.close()

    def _answers(self) -> bool:
        return bool(self._server and self._server.started)

    def __enter__(self) -> "Api":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.close()

    def _serve(self) -> None:
        import uvicorn  # noqa: PLC0415 - heavy, and only needed where there is something to read
        from prefect.server.api.server import create_app  # noqa: PLC0415

        app = create_app(ephemeral=True, final=True)
        if self._wanted:
            self._server = uvicorn.Server(uvicorn.Config(app, log_config=None, log_level="critical", lifespan="on"))
            self._server.run([self._socket])
