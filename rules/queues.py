"""Queues and the rules that lead to them: asked in order, the first that fits decides (`rules/queues.yaml`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Self

from pydantic import Field, model_validator

from schemas.record import Record

from .conditions import Answer, Sheet, When

RuleId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
Cites = Annotated[tuple[Annotated[str, Field(min_length=5)], ...], Field(min_length=1)]
QueueName = Annotated[str, Field(pattern=r"^[a-z][a-z_]*$")]


class Queue(Record):
    name: QueueName
    about: Annotated[str, Field(min_length=5)]


class Route(Record):
    """`because` is what an analyst reads; `cites` is what it rests on."""

    id: RuleId
    when: When
    queue: QueueName
    because: Annotated[str, Field(min_length=10)]
    cites: Cites


class QueueFile(Record):
    """The last route takes every notice that no other takes."""

    queues: Annotated[tuple[Queue, ...], Field(min_length=1)]
    routes: Annotated[tuple[Route, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        names = [queue.name for queue in self.queues]
        ids = [route.id for route in self.routes]
        for what, found in (("queue", names), ("route", ids)):
            twice = next((name for name in found if found.count(name) > 1), None)
            if twice:
                raise ValueError(f"the {what} {twice!r} stands twice")
        for route in self.routes:
            if route.queue not in names:
                raise ValueError(f"route {route.id}: there is no queue {route.queue!r}; known are {', '.join(names)}")
        if self.routes[-1].when.parts:
            raise ValueError("the last route must fit every notice: give it the condition {}")
        return self


@dataclass(frozen=True, slots=True)
class Routed:
    """The route taken, what its condition was answered with, and the routes asked before it that did not fit."""

    route: Route
    answer: Answer
    passed_over: tuple[tuple[Route, Answer], ...]


def first_match(routes: Sequence[Route], sheet: Sheet) -> Routed:
    """The first route whose condition holds; one that can't be told does not."""
    passed: list[tuple[Route, Answer]] = []
    for route in routes:
        answer = route.when.ask(sheet)
        if answer.holds:
            return Routed(route, answer, tuple(passed))
        passed.append((route, answer))
    raise AssertionError("the last route fits every notice")
