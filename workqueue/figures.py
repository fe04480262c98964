"""What a lead wants to know at a glance: what is due, how old it is, how often the machine was right.

A quality sample is drawn by nobody: the ids of notices are hashes of their pages, and one in n, read from its end as
a fraction, is below 1/n (one in sixteen ends in 0). So a larger sample holds every notice of a smaller one, whatever
the share was before. A sampled notice that the machine accepted is shown to a person; what that person says is in the
history, as `quality_check` with `right` and `fields` (names, separated by spaces). What counts is how the machine
read it: one that was put right in daily work stays in the sample, or the errors that people met would be missing from
the rate.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import reduce
from operator import add

from sqlalchemy import Connection, Text, case, exists, false, func, select, true
from sqlalchemy.sql import ColumnElement

from schemas.notice import Status
from schemas.record import Record

from . import listing
from .desk_tables import corrections, history
from .store import Store
from .tables import documents, inputs, runs, work_items

ONE_IN = 16
"""The usual share of the sample."""
_DIGITS = 6  # of the id, from its end: finer than any share
QUALITY_CHECK = "quality_check"
SOON = timedelta(days=7)
AGES = ((1, "a day or less"), (7, "2 to 7 days"), (30, "8 to 30"), (90, "31 to 90"), (10**6, "over 90"))


class Due(Record):
    """Open items of a queue: act_by has passed, is within a week, is later, is not known."""

    queue: str
    over: int
    soon: int
    later: int
    none: int


class Quality(Record):
    """Of the quality samples: how many were checked, how many were wrong, how often each field was, and how many
    accepted ones of the sample nobody has checked yet."""

    checked: int
    wrong: int
    fields: dict[str, int]
    waiting: int


class Figures:
    """`Figures(store)` shares the store's connections. Everything is counted in the database. One accepted notice in
    `one_in` (at most a million) is in the quality sample; 0: none."""

    def __init__(self, store: Store, one_in: int = ONE_IN) -> None:
        self._store, self._one_in = store, one_in

    def due(self, today: date) -> list[Due]:
        """By queue, the most overdue first."""
        day = work_items.c.act_by
        buckets = (
            func.count().filter(day < today),
            func.count().filter(day >= today, day <= today + SOON),
            func.count().filter(day > today + SOON),
            func.count().filter(day.is_(None)),
        )
        query = select(work_items.c.queue, *buckets).where(_OPEN).group_by(work_items.c.queue)
        with self._store.reading() as db:
            names = ("queue", "over", "soon", "later", "none")
            found = [Due.model_validate(dict(zip(names, row, strict=True))) for row in db.execute(query)]
        return sorted(found, key=lambda one: (-one.over, -one.soon, one.queue))

    def due_by_day(self, first: date, last: date) -> dict[date, int]:
        """Open items by the day they have to be acted on."""
        day = work_items.c.act_by
        query = select(day, func.count()).where(_OPEN, day.between(first, last)).group_by(day)
        with self._store.reading() as db:
            return {row[0]: row[1] for row in db.execute(query)}

    def straight_through_by_day(self, since: date) -> dict[date, tuple[int, int]]:
        """By the day on which notices were first judged: how many the machine accepted, and of how many."""
        came, accepted = work_items.c.came, func.count().filter(work_items.c.read_as == Status.ACCEPTED.value)
        query = select(came, accepted, func.count()).where(came >= since).group_by(came)
        with self._store.reading() as db:
            return {row[0]: (row[1], row[2]) for row in db.execute(query)}

    def ages(self, now: datetime) -> list[tuple[str, int]]:
        """Open items by the days since their file first came in."""
        first = (
            select(inputs.c.document_id, func.min(runs.c.started).label("came"))
            .join(runs, runs.c.run == inputs.c.run)
            .group_by(inputs.c.document_id)
            .subquery()
        )
        steps = [(now - timedelta(days=days)).isoformat() for days, _ in AGES[:-1]]
        bucket = case(*((first.c.came >= since, number) for number, since in enumerate(steps)), else_=len(steps))
        query = listing.items((bucket, func.count())).join(first, first.c.document_id == documents.c.document_id)
        with self._store.reading() as db:
            found = {row[0]: row[1] for row in db.execute(query.where(_OPEN).group_by(bucket))}
        return [(words, found.get(number, 0)) for number, (_, words) in enumerate(AGES)]

    def by_status(self) -> dict[str, int]:
        """All notices as judged now."""
        query = select(work_items.c.status, func.count()).group_by(work_items.c.status)
        with self._store.reading() as db:
            return {row[0]: row[1] for row in db.execute(query)}

    def done_by_day(self, what: Sequence[str], since: date) -> dict[date, int]:
        """How often one of these words stands in the history, by day (UTC)."""
        day = func.substr(history.c.at, 1, 10)
        query = select(day, func.count()).where(history.c.what.in_(what), history.c.at >= since.isoformat())
        with self._store.reading() as db:
            return {date.fromisoformat(row[0]): row[1] for row in db.execute(query.group_by(day))}

    def corrections(self) -> dict[str, Counter[str]]:
        """By field, how often it was corrected, confirmed, called absent or unreadable; what was undone is not."""
        said = corrections.c
        query = select(said.field, said.verdict, func.count()).group_by(said.field, said.verdict)
        found: dict[str, Counter[str]] = {}
        with self._store.reading() as db:
            for field, verdict, count in db.execute(query):
                found.setdefault(field, Counter())[verdict] += count
        return found

    def quality(self) -> Quality:
        with self._store.reading() as db:
            wrong = dict(_checked(db))
            waiting = select(func.count()).select_from(work_items).where(*_to_check(self._one_in))
            left = db.execute(waiting).scalar_one()
        fields = Counter(name for names in wrong.values() for name in names if name)
        errors = sum(bool(names) for names in wrong.values())
        return Quality(checked=len(wrong), wrong=errors, fields=dict(fields), waiting=left)

    def to_check(self, limit: int = 1) -> list[str]:
        """Notices of the sample that the machine accepted and nobody has checked, the oldest first."""
        wanted = _to_check(self._one_in)
        query = select(work_items.c.notice_id).where(*wanted).order_by(work_items.c.notice).limit(limit)
        with self._store.reading() as db:
            return list(db.execute(query).scalars())


def _checked(db: Connection) -> Iterator[tuple[str, list[str]]]:
    """The checked notices and the fields that were wrong; one whose field nobody named has the name "". Of several
    checks the last one holds."""
    query = select(history.c.notice_id, history.c.details).where(history.c.what == QUALITY_CHECK)
    for notice_id, details in db.execute(query.order_by(history.c.number)):
        told = json.loads(details)
        yield str(notice_id), [] if told.get("right") else str(told.get("fields", "")).split() or [""]


def straight_through(store: Store, last: int = 30) -> list[tuple[datetime, float]]:
    """The share accepted by the machine in each of the last runs that found notices, oldest first."""
    found = [
        (one.started, one.summary.straight_through)
        for one in store.runs()
        if one.summary and one.summary.straight_through is not None
    ]
    return found[:last][::-1]


_OPEN = work_items.c.closed == false()


def _to_check(one_in: int) -> tuple[ColumnElement[bool], ...]:
    """Accepted by the machine, whatever persons made of it since, and not checked."""
    checked = exists().where(history.c.notice_id == work_items.c.notice_id, history.c.what == QUALITY_CHECK)
    accepted = work_items.c.read_as == Status.ACCEPTED.value
    return accepted, _sampled(work_items.c.notice_id, one_in), ~checked


def _sampled(name: ColumnElement[str], one_in: int) -> ColumnElement[bool]:
    """Texts of hexadecimal digits sort as their numbers do."""
    if one_in < 2:
        return true() if one_in else false()
    end = func.length(name)
    backwards = [func.substr(name, end - at, 1, type_=Text) for at in range(_DIGITS)]
    return reduce(add, backwards) < f"{16**_DIGITS // one_in:0{_DIGITS}x}"
