"""Desks and priority, read from `rules/queues.yaml`: where a notice waits, and how urgent it is."""

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Annotated, Self

from pydantic import Field, model_validator

from schemas.catalog import CatalogEntry, Family
from schemas.notice import Deadline, Status
from schemas.record import Record
from schemas.strict_yaml import load_model, package_file

from .case import Case
from .deadlines import act_by, right_of

Points = Annotated[int, Field(ge=0, le=100, strict=True)]


class Queue(Record):
    """A desk. It takes its `codes` first, then its `families`."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z_]*$")]
    about: str
    codes: tuple[str, ...]
    families: tuple[Family, ...]


class DaysLeft(Record):
    """`words` follow the deadline in a sentence: "has passed"."""

    up_to: Annotated[int, Field(strict=True)]
    points: Points
    words: str


class FromAmount(Record):
    from_: Annotated[Decimal, Field(alias="from", strict=True)]
    points: Points


class Urgent(Record):
    within_days: Points
    at_least: Points


class Priority(Record):
    days_left: Annotated[tuple[DaysLeft, ...], Field(min_length=1)]
    immediately: Points
    no_day: Points
    stage: dict[int, Points]
    amount: tuple[FromAmount, ...]
    needs_review: Points
    urgent: Urgent
    nothing_to_do: Points

    @model_validator(mode="after")
    def _ascending(self) -> Self:
        if any(a.up_to >= b.up_to for a, b in pairwise(self.days_left)):
            raise ValueError("days_left must ascend")
        if any(a.from_ >= b.from_ for a, b in pairwise(self.amount)):
            raise ValueError("amount must ascend")
        return self

    def for_days(self, left: int) -> DaysLeft:
        return next((step for step in self.days_left if left <= step.up_to), self.days_left[-1])

    def for_amount(self, amount: Decimal | None) -> int:
        steps = [step.points for step in self.amount if amount is not None and amount >= step.from_]
        return steps[-1] if steps else 0


class QueueFile(Record):
    """The last queue takes every notice that no other takes."""

    queues: Annotated[tuple[Queue, ...], Field(min_length=1)]
    priority: Priority


@cache
def queue_file() -> QueueFile:
    return load_model(package_file("rules", "queues.yaml"), QueueFile)


def queue_of(entry: CatalogEntry | None) -> str:
    """The desk of a code; the last desk for a code that nobody knows."""
    desks = queue_file().queues
    if entry is None:
        return desks[-1].name
    code = entry.english or entry.code
    by_code = next((desk for desk in desks if code in desk.codes), None)
    by_family = next((desk for desk in desks if entry.family in desk.families), desks[-1])
    return (by_code or by_family).name


def days_left(case: Case, act: Deadline | None) -> int | None:
    """Days from today to the first day that counts, negative once it has passed; None without one."""
    return None if act is None else (act.date - case.today).days


def priority_of(case: Case, days: Sequence[Deadline], status: Status) -> int:
    """0 to 100: time left, right at stake, stage, amount; a right about to be lost stands on top."""
    weights, act = queue_file().priority, act_by(days)
    if status is Status.ACCEPTED and case.entry and case.entry.action == "none" and act is None:
        return weights.nothing_to_do
    points = _time_points(case, days_left(case, act)) + weights.for_amount(case.facts.amount_due)
    points += weights.stage.get(case.entry.stage or 0, 0) if case.entry else 0
    points += weights.needs_review if status is not Status.ACCEPTED else 0
    right = right_of(case.entry)
    if right is None:
        return min(points, 100)
    left = days_left(case, act_by([d for d in days if d.kind == right.act]))
    if right.lost and left is not None:
        points += right.weight if left >= 0 else 0
        if 0 <= left <= weights.urgent.within_days:
            points = max(points, weights.urgent.at_least)
    else:
        points += right.weight
    return min(points, 100)


def _time_points(case: Case, left: int | None) -> int:
    weights = queue_file().priority
    if left is not None:
        return weights.for_days(left).points
    return weights.immediately if case.facts.pay_immediately else weights.no_day
