"""What a condition can be asked about, and what it answers: yes, no, or not known."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Protocol


class Unknown(Enum):
    """The value of a fact that exists but is not known; None is that of a fact that is not there."""

    UNKNOWN = "not known"


UNKNOWN = Unknown.UNKNOWN
Known = str | bool | int | Decimal | date | tuple[str, ...]
Value = Known | Unknown | None


class Figure(Protocol):
    """A figure of the law: its value and where it stands."""

    @property
    def value(self) -> int | Decimal: ...

    @property
    def cite(self) -> str: ...


class Limits(Protocol):
    """Figures by name and day; raises NoticedeskError where none is known on that day."""

    def at(self, name: str, day: date) -> Figure: ...


@dataclass(frozen=True, slots=True)
class Sheet:
    """The facts of one notice on one day. A fact that is not listed is not known; one that is dear to find out stands
    as a function."""

    values: Mapping[str, Value | Callable[[], Value]]
    limits: Limits
    day: date

    def value(self, name: str) -> Value:
        found = self.values.get(name, UNKNOWN)
        return found() if callable(found) else found


@dataclass(frozen=True, slots=True)
class Used:
    """A fact that decided: its name, its value as text, what was asked of it, and the law that sets the limit."""

    fact: str
    value: str
    test: str
    cite: str = ""

    @property
    def line(self) -> str:
        """`stage: 3 (asked: at least 1)`."""
        return f"{self.fact.replace('_', ' ')}: {self.value} (asked: {self.test})"


@dataclass(frozen=True, slots=True)
class Answer:
    """`holds` is None where it can't be told; then `missing` names the facts, and `law` the figures, it hangs on."""

    holds: bool | None
    used: tuple[Used, ...] = ()
    missing: tuple[str, ...] = ()
    law: tuple[str, ...] = field(default=())


def shown(value: Value) -> str:
    """As a person reads it."""
    if value is None:
        return "none"
    if isinstance(value, Unknown):
        return str(value.value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"${value:,.2f}"
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def all_of(answers: Iterable[Answer]) -> Answer:
    """No as soon as one says no; else not known if one does not know; else yes."""
    return _first(answers, False)


def any_of(answers: Iterable[Answer]) -> Answer:
    """Yes as soon as one says yes; else not known if one does not know; else no."""
    return _first(answers, True)


def _first(answers: Iterable[Answer], deciding: bool) -> Answer:
    given: list[Answer] = []
    for answer in answers:
        if answer.holds is deciding:
            return answer
        given.append(answer)
    return _joined(given, not deciding)


def _joined(given: list[Answer], otherwise: bool) -> Answer:
    open_ones = tuple(a for a in given if a.holds is None)
    used = tuple(u for a in given for u in a.used)
    if not open_ones:
        return Answer(otherwise, used)
    missing = tuple(dict.fromkeys(m for a in open_ones for m in a.missing))
    law = tuple(dict.fromkeys(name for a in open_ones for name in a.law))
    return Answer(None, used, missing, law)
