"""Figures of the law and of practice: keyed by first day in force, each value with its own citation.

Read from `rules/parameters/*.yaml`. A question outside a figure's days is an error (NotInForce), never an
extrapolation: whoever asks decides what a person has to be told.
"""

from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from schemas.errors import InvalidData, NoticedeskError
from schemas.record import Record
from schemas.strict_yaml import load_model

Unit = Literal["calendar_days", "business_days", "calendar_years", "usd"]


def _iso_text(value: object) -> object:
    if value is not None and not isinstance(value, (str, date)):
        raise ValueError("a day is written as 2026-11-23")
    return value


Day = Annotated[date, BeforeValidator(_iso_text)]


class NotInForce(NoticedeskError):
    """A figure was asked for a day on which it is not known to be in force."""


class Value(Record):
    """`from_`: first day for which it holds, the day in the law (`enacted`) or one by which it held
    (`at_latest`); `until`: last such day, None while in force."""

    from_: Annotated[Day, Field(alias="from")]
    until: Day | None = None
    first_day: Literal["enacted", "at_latest"]
    value: Annotated[int, Field(gt=0, strict=True)] | Annotated[Decimal, Field(gt=0, strict=True)]
    cite: Annotated[str, Field(min_length=5)]
    confidence: Literal["high", "medium", "low"]


class Parameter(Record):
    """One figure: its values in order of their first days, not overlapping."""

    label: Annotated[str, Field(min_length=5)]
    unit: Unit
    values: Annotated[tuple[Value, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        for earlier, later in pairwise(self.values):
            if later.from_ <= (earlier.until or earlier.from_):
                raise ValueError(f"the value from {later.from_} overlaps or precedes the one before it")
        for value in self.values:
            if value.until and value.until < value.from_:
                raise ValueError(f"the value from {value.from_} ends before it begins")
            if self.unit != "usd" and not isinstance(value.value, int):
                raise ValueError(f"{self.unit} are counted in whole numbers")
        return self

    def on(self, day: date) -> Value | None:
        """The value in force on `day`, None where none is known."""
        found = next((v for v in reversed(self.values) if v.from_ <= day), None)
        return None if found is None or (found.until and day > found.until) else found


class _ParameterFile(Record):
    parameters: dict[str, Parameter]


def load(files: list[Traversable]) -> dict[str, Parameter]:
    """All parameters of `files`; raises InvalidData for a wrong file or a name that stands in two."""
    found: dict[str, Parameter] = {}
    for file in files:
        for name, parameter in load_model(file, _ParameterFile).parameters.items():
            if name in found:
                raise InvalidData(f"{file.name}: the parameter {name!r} stands in another file too", "keep one")
            found[name] = parameter
    return found


@cache
def parameters() -> dict[str, Parameter]:
    folder = resources.files("rules.parameters")
    return load(sorted((f for f in folder.iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name))


def in_force(name: str, day: date) -> Value:
    """The value of parameter `name` on `day`; raises NotInForce outside its days."""
    parameter = parameters()[name]
    value = parameter.on(day)
    if value is None:
        raise NotInForce(f"{name} is not known to be in force on {day}", "look the law of that day up")
    return value


def count_on(name: str, day: date) -> tuple[int, Literal["calendar_days", "business_days", "calendar_years"], str]:
    """(count, unit, citation) of a window on `day`; raises NotInForce, or ValueError for a money parameter."""
    unit = parameters()[name].unit
    value = in_force(name, day)
    if unit == "usd":
        raise ValueError(f"{name} is no window")
    return int(value.value), unit, value.cite
