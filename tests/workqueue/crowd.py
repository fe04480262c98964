"""People at one queue all at once, each a process with a store of its own, doing what comes into their heads."""

import multiprocessing
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import NamedTuple

from schemas.desk import HistoryEntry, Item, Move, Person, Role
from schemas.errors import BadArguments
from workqueue import Store, open_store
from workqueue.desk import Desk
from workqueue.moves import TABLE, Row, moved
from workqueue.shown import CLOSED

BEGAN = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
DAY = BEGAN.date()
PATIENCE = 20  # tries to a move, after which a worker gives up


class Done(NamedTuple):
    """What one worker believes to have done: of each change the item, the version it made, the move."""

    changes: list[tuple[str, int, str]]
    refused: Counter[str]


def at_work(url: str, workers: int, moves: int) -> list[Done]:
    """Each worker does `moves` moves that are not refused. The caller has no store open: each opens its own."""
    with multiprocessing.get_context("fork").Pool(workers) as pool:
        return pool.starmap(work, [(url, number, moves) for number in range(workers)], chunksize=1)


def person(number: int) -> Person:
    return Person(name=f"worker {number}", role=Role.LEAD if number % 2 else Role.ANALYST)


def work(url: str, number: int, moves: int) -> Done:
    store = open_store(url, wait_seconds=120)
    worker = Worker(store, number)
    tries = 0
    while len(worker.done.changes) < moves and tries < moves * PATIENCE:
        tries += 1
        # Each has a clock of his own, and a morning takes him some hours: leases run out.
        worker.try_something(BEGAN + timedelta(seconds=tries * 8))
    store.close()
    return worker.done


class Worker:
    """Somebody who does this and that, and remembers items as he saw them last."""

    def __init__(self, store: Store, number: int) -> None:
        self.desk, self.random, self.who = Desk(store), Random(number), person(number)
        self.everything = [row.notice_id for row in store.queue()]
        self.seen: dict[str, Item] = {}
        self.done = Done([], Counter())
        self.tried: str | None = None

    def try_something(self, at: datetime) -> None:
        self.tried = None
        try:
            found = self._take(at) if self.random.random() < 0.2 else self._move(at)
        except BadArguments as refused:
            self.done.refused[type(refused).__name__] += 1
            self.seen.pop(self.tried or "", None)  # he looks again
            return
        if found is not None:
            what, item = found
            self.seen[item.notice_id] = item
            self.done.changes.append((item.notice_id, item.version, what))

    def _take(self, at: datetime) -> tuple[str, Item] | None:
        item = self.desk.take_next(self.who, at, today=DAY)
        return None if item is None else ("claim", item)

    def _move(self, at: datetime) -> tuple[str, Item]:
        """Mostly what the item as he saw it last lets him do; half of the time he says which version that was."""
        mine = [one for one, item in self.seen.items() if item.holder == self.who.name]
        choice = mine if mine and self.random.random() < 0.7 else self.everything
        notice_id = self.random.choice(choice)
        self.tried = notice_id
        item = self.seen.get(notice_id) or self._looked_at(notice_id)
        possible = [move for move, row in TABLE.items() if self._may(row, item)]
        if self.random.random() < 0.05:
            possible = list(Move)
        # Seldom what closes an item, or soon there would be none left to work on.
        weights = [0.2 if TABLE[move].ends in CLOSED else 1.0 for move in possible]
        (move,) = self.random.choices(possible, weights) if possible else (Move.CLAIM,)
        version = item.version if self.random.random() < 0.5 else None
        until, to = DAY + timedelta(days=self.random.randrange(1, 9)), f"worker {self.random.randrange(8)}"
        after = self.desk.move(notice_id, move, self.who, at, version=version, why="so", to=to, until=until)
        return move.value, after

    def _may(self, row: Row, item: Item) -> bool:
        own = item.holder == self.who.name
        return item.state in row.begins and self.who.may(row.permission) and (own or not row.holder)

    def _looked_at(self, notice_id: str) -> Item:
        self.seen[notice_id] = self.desk.notice(notice_id).item
        return self.seen[notice_id]


def replayed(item: Item, entries: list[HistoryEntry]) -> Item:
    """The item after all that its history tells, first to last, by the pure rules alone."""
    for entry in entries:
        told = entry.details
        until = date.fromisoformat(str(told["until"])) if "until" in told else None
        to = str(told["assignee"]) if "assignee" in told else None
        who = Person(name=entry.who, role=Role(str(told["role"])))
        assert told["from"] == item.state.value
        item = moved(item, Move(entry.what), who, entry.at, why=str(told.get("why", "")), to=to, until=until)
        assert (told["to"], told["version"]) == (item.state.value, item.version)
    return item
