"""A store with very many items, made in seconds: rows of one notice with what sorts and filters varied."""

import hashlib
import json
from datetime import date, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert

from workqueue import Store, flat, shown
from workqueue.readings import identity
from workqueue.shown import pressing
from workqueue.tables import documents, inputs, notices, runs, work_items

from .make import READER, STARTED, notice, scan

QUEUES = ("collections", "levy", "exam", "review", "refunds", "payroll")
STATES = ("new",) * 6 + ("review", "claimed", "in_progress", "waiting_client", "done", "done", "rejected")
PEOPLE = tuple(f"person {number}" for number in range(20))
FIRST_DAY = date(2026, 1, 1)


def fill(store: Store, count: int, seed: int = 3) -> None:
    """`count` notices, one a document, in one run."""
    random = Random(seed)
    row = _pattern()
    numbers = range(1, count + 1)
    with store.writing() as db:
        run = {"run": 1, "run_id": "many", "started": STARTED.isoformat(), "reader": READER}
        db.execute(insert(runs), [run])
        db.execute(insert(documents), [_document(n) for n in numbers])
        db.execute(insert(inputs), [_input(n) for n in numbers])
        found = [_notice(row, n, random) for n in numbers]
        db.execute(insert(notices), found)
        db.execute(insert(work_items), [_item(one, random) for one in found])


def _pattern() -> dict[str, Any]:
    one = notice(scan("a.pdf"))
    return flat.row(one, identity(one), 0)


def _sha(number: int) -> str:
    return hashlib.sha256(str(number).encode()).hexdigest()


def _document(number: int) -> dict[str, Any]:
    return {
        "document_id": number,
        "sha256": _sha(number),
        "kind": "pdf",
        "pages": 2,
        "size": 1000,
        "state": "read",
        "readings": 1,
    }


def _input(number: int) -> dict[str, Any]:
    return {
        "run": 1,
        "position": number,
        "name": f"mail/{number}.pdf",
        "sha256": _sha(number),
        "size": 1000,
        "document_id": number,
        "readings_before": 0,
    }


def _notice(pattern: dict[str, Any], number: int, random: Random) -> dict[str, Any]:
    day = None if random.random() < 0.1 else FIRST_DAY + timedelta(days=random.randrange(365))
    changes = {
        "notice": number,
        "document_id": number,
        "notice_id": "n" + _sha(number)[:16],
        "act_by": day,
        "priority": random.randrange(101),
        "queue": random.choice(QUEUES),
        "doubt": random.random(),
    }
    told = {"act_by": day and day.isoformat(), "priority": changes["priority"], "queue": changes["queue"]}
    return pattern | changes | {"work_item": json.dumps(json.loads(pattern["work_item"]) | told)}


def _item(row: dict[str, Any], random: Random) -> dict[str, Any]:
    same = ("notice_id", "notice", "act_by", "queue", "status", "family", "notice_code", "notice_date")
    same += ("amount_cents", "taxpayer", "doubt", "search")
    state = random.choice(STATES)
    stands = {"state": state, "closed": state in shown.CLOSED, "by_person": False}
    taken = state in ("claimed", "in_progress")
    stands["holder"] = random.choice(PEOPLE) if taken else None
    stands["lease_until"] = "2026-01-01T12:00:00+00:00" if taken else None
    stands["assignee"] = random.choice(PEOPLE) if random.random() < 0.2 else None
    return {name: row[name] for name in same} | stands | {"pressing": pressing(row["act_by"], row["priority"])}
