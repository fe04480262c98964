"""10,000 random moves by eight at once: nothing lost, nothing done twice, no item in two hands, the history whole."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from schemas.desk import HistoryEntry
from tests.rules.make import facts
from workqueue import Store, open_store
from workqueue.desk import Desk

from .crowd import DAY, Done, at_work, person, replayed
from .desk_make import NOON, read, smudged
from .postgres import Server

pytestmark = pytest.mark.store

WORKERS, MOVES, ITEMS = 8, 1250, 150


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield str(tmp_path / "store.db")
    else:
        server: Server = request.getfixturevalue("postgres")
        yield server.new_database()


def test_ten_thousand_moves_by_eight_at_once(url: str) -> None:
    store = open_store(url)
    found = [facts(notice_id=f"n{n:03}") if n % 3 else smudged(notice_id=f"n{n:03}") for n in range(ITEMS)]
    ids = read(store, *found)
    desk = Desk(store)
    before = {one: desk.notice(one).item for one in ids}
    store.close()

    done = at_work(url, WORKERS, MOVES)

    assert [len(one.changes) for one in done] == [MOVES] * WORKERS
    assert sum((one.refused for one in done), Counter[str]())["StaleItem"] > 0  # they did get in each other's way
    history = list(reversed(desk.history(limit=WORKERS * MOVES + 1)))
    assert desk.verify_history() == []
    assert _told(history) == _believed(done)
    mine = defaultdict[str | None, list[HistoryEntry]](list)
    for entry in history:
        mine[entry.notice_id].append(entry)
    for one in ids:
        assert replayed(before[one], mine[one]) == desk.notice(one).item
    store.close()


def _told(history: list[HistoryEntry]) -> list[tuple[str, int, str, str]]:
    """Each change that the history has; the numbers of an item's versions leave no room for a second one."""
    return sorted((str(e.notice_id), int(str(e.details["version"])), e.what, e.who) for e in history)


def _believed(done: list[Done]) -> list[tuple[str, int, str, str]]:
    return sorted(
        (notice_id, version, move, f"worker {number}")
        for number, one in enumerate(done)
        for notice_id, version, move in one.changes
    )


def test_a_crowd_that_takes_what_is_next_empties_the_queue_and_nobody_gets_another_s(anywhere: Store) -> None:
    """Threads with stores of their own on one queue."""
    ids = read(anywhere, *(facts(notice_id=f"n{n:03}") for n in range(40)))
    url = anywhere._engine.url.render_as_string(hide_password=False)

    def take_all(number: int) -> list[str]:
        store, taken = open_store(url), list[str]()
        desk = Desk(store)
        while (item := desk.take_next(person(number), NOON, today=DAY)) is not None:
            taken.append(item.notice_id)
        store.close()
        return taken

    with ThreadPoolExecutor(8) as pool:
        taken = [one for each in pool.map(take_all, range(8)) for one in each]
    assert sorted(taken) == sorted(ids)
