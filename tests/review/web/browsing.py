"""A real Chromium before a station that runs beside the test: it may ask the station, and nobody else."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from shutil import which

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from review.web.access import COOKIE
from schemas.desk import Role
from workqueue.sessions import Stage

from .station_here import KEPT, Here

CHROMIUM = which("chromium") or which("chromium-browser")
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


@contextmanager
def chromium() -> Iterator[Browser]:
    """Skips the test where there is none."""
    if CHROMIUM is None:
        pytest.skip("there is no Chromium on this machine (Debian: apt install chromium)")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


@contextmanager
def served(here: Here) -> Iterator[str]:
    """The station's address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    server = uvicorn.Server(uvicorn.Config(here.app, host="127.0.0.1", port=port, log_level="critical"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    last = time.monotonic() + 30
    while not server.started and time.monotonic() < last:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=10)


@contextmanager
def seat(browser: Browser, here: Here, base: str, name: str = "anna") -> Iterator[Page]:
    """A page of a person who is signed in. Whatever it complains of, and whatever it asks elsewhere, is a fault."""
    people = here.app.state.people
    if people.find(name) is None:
        people.change(people.add(name, Role.ANALYST, here.clock.at), password=KEPT)
    context = browser.new_context(base_url=base, viewport={"width": 1366, "height": 800})
    secret = people.sessions.begin(people.find(name), Stage.FULL, here.clock.at)
    context.add_cookies([{"name": COOKIE, "value": secret, "url": base}])
    page, faults = context.new_page(), []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda asked: faults.append(asked.url) if not asked.url.startswith(base) else None)
    page.on("console", lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None)
    yield page
    context.close()
    assert faults == []
