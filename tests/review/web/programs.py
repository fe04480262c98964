"""Other programs at a station: two bills on the desk, a client with a token per role."""

from functools import cache
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from schemas.desk import Role
from workqueue import open_store
from workqueue.desk import Desk
from workqueue.tokens import Tokens

from .bills import GOOD, Drawn, Paperwork, clean, disputed, keep
from .station_here import Here, station_here

V1 = "/api/v1"


@cache
def papers() -> tuple[Paperwork, Paperwork]:
    """Reading them takes seconds: once for all tests."""
    return disputed(), clean("good.pdf", GOOD, name="PAT SAMPLE", tin="999-66-5555")


def office(folder: Path) -> Here:
    """A station with the real desk, on which the two lie."""
    keep(open_store(str(folder / "store.db")), *papers())
    scans = Drawn({one.scan.sha256: one.pages for one in papers()})
    return station_here(folder, desk=Desk(open_store(str(folder / "store.db"))), scans=scans)


def secret_of(here: Here, role: Role = Role.ANALYST, *, name: str = "", feed: bool = False) -> str:
    tokens = Tokens(here.station.store)
    return tokens.add(name or f"{role.value} program", role, "test", here.clock.at, feed=feed)[1]


def program(here: Here, role: Role = Role.ANALYST, **more: Any) -> TestClient:
    """Speaks for a program with this role."""
    return here.visitor(headers={"Authorization": f"Bearer {secret_of(here, role, **more)}"})
