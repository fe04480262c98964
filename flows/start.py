"""The one place that wires real parts: settings, store, reader, order."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from schemas.errors import BadArguments
from workqueue import open_store, private_folder

from . import orders, reading, run
from .keys import open_sealer
from .orders import Order
from .progress import RunProgress
from .run import Desk, Reader, Run
from .settings import Settings, load


class AnotherAtWork(BadArguments):
    """Another run holds the data folder."""


def open_desk(settings: Settings) -> Desk:
    """The store and the reader as the settings name them, our own data files being sound.

    Raises StoreUnreachable, ToolMissing, InvalidData, KeyTrouble.
    """
    reading.check_data()
    for folder in (settings.home, settings.cache):
        private_folder(folder)
    sealer = open_sealer(settings)
    return Desk(settings, open_store(settings.db, sealer=sealer), _reader(settings), sealer)


def _reader(settings: Settings) -> Reader:
    wanted = reading.from_settings(settings)
    reader = reading.build(wanted)
    return Reader(reader.version, reader.second_reader, reading.BUILD, wanted)


@contextmanager
def opened(order_id: str) -> Iterator[Run]:
    """The run of the order: the one under way in this process, or a new one from the order's file."""
    found = run.under_way(order_id)
    if found is not None:
        yield found
        return
    settings = load()
    order = orders.load(order_id, settings.orders)
    with begun(order_id, order, open_desk(replace(settings, db=order.db))) as new:
        yield new


@contextmanager
def begun(order_id: str, order: Order, desk: Desk, progress: RunProgress | None = None) -> Iterator[Run]:
    """A new run for `order`; one at a time in a data folder. Raises BadArguments when another is at work there."""
    with alone(desk.settings.home):
        new = run.begin(order_id, order, desk, progress)
        try:
            yield new
        finally:
            run.end(order_id)


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """Two runs would read the same files twice. The lock goes with the process, however it ends."""
    private_folder(home)
    handle = os.open(home / "run.lock", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AnotherAtWork(
                f"another ingest is at work in {home}", "wait for it, or name another data folder (NOTICEDESK_HOME)"
            ) from None
        yield
    finally:
        os.close(handle)
