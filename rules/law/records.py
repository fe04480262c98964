"""One figure of the law: its values by first day in force, each with its own citation and standing."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from schemas.errors import NoticedeskError
from schemas.record import Record

CountUnit = Literal["calendar_days", "business_days", "calendar_years"]
Unit = Literal[
    "calendar_days",
    "business_days",
    "calendar_months",
    "calendar_years",
    "count",
    "usd",
    "percent",
    "percent_a_month",
    "percent_a_year",
]
FRACTIONS: frozenset[Unit] = frozenset({"usd", "percent", "percent_a_month", "percent_a_year"})
COUNTED: frozenset[Unit] = frozenset({"calendar_days", "business_days", "calendar_years"})
Standing = Literal["primary", "qualified", "unverified"]


class LawNotKnown(NoticedeskError):
    """A figure was asked for a day for which it is not known here. `name` and `day` say which."""

    def __init__(self, what: str, advice: str, name: str, day: date) -> None:
        super().__init__(what, advice)
        self.name, self.day = name, day


class NotInForce(LawNotKnown):
    """The same, and the law did not have the figure on that day at all: it was enacted later."""


def _iso_text(value: object) -> object:
    if value is not None and not isinstance(value, (str, date)):
        raise ValueError("a day is written as 2026-11-23")
    return value


Day = Annotated[date, BeforeValidator(_iso_text)]


class Value(Record):
    """`from_`: first day for which it holds, the day in the law (`enacted`) or one by which it held (`at_latest`);
    `to`: last such day, None while in force. `status`: the primary source was read, it holds with limits only
    (`qualified`), or it rests on common knowledge (`unverified`)."""

    from_: Annotated[Day, Field(alias="from")]
    to: Day | None = None
    first_day: Literal["enacted", "at_latest"]
    value: Annotated[int, Field(gt=0, strict=True)] | Annotated[Decimal, Field(gt=0, strict=True)]
    cite: Annotated[str, Field(min_length=5)]
    status: Standing

    @model_validator(mode="after")
    def _begins_first(self) -> Self:
        if self.to and self.to < self.from_:
            raise ValueError(f"the value from {self.from_} ends before it begins")
        return self


class Parameter(Record):
    """One figure: its values in order of their first days, not overlapping. `look_up` tells where a missing value is
    published; only with it may `values` be empty: a figure that whoever needs it has to give. `added`: in an owner's
    file, a figure for rules of the owner's own."""

    label: Annotated[str, Field(min_length=5)]
    unit: Unit
    look_up: Annotated[str, Field(min_length=5)] | None = None
    added: bool = False
    values: tuple[Value, ...]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if not self.values and not self.look_up:
            raise ValueError("give at least one value, or say in look_up where it is published")
        for earlier, later in pairwise(self.values):
            if later.from_ <= (earlier.to or earlier.from_):
                raise ValueError(f"the value from {later.from_} overlaps or precedes the one before it")
        for value in self.values:
            if self.unit not in FRACTIONS and not isinstance(value.value, int):
                raise ValueError(f"{self.unit} are counted in whole numbers")
            if self.unit == "usd" and Decimal(value.value) != round(Decimal(value.value), 2):
                raise ValueError("money has two decimal places")
        return self

    def on(self, day: date) -> Value | None:
        """The value in force on `day`, None where none is known."""
        found = next((v for v in reversed(self.values) if v.from_ <= day), None)
        return None if found is None or (found.to and day > found.to) else found

    @property
    def known_to(self) -> date | None:
        """The last day for which a value is known; None where the last value is in force without an end."""
        return self.values[-1].to if self.values else None

    def laid_over(self, own: "Parameter") -> "Parameter":
        """These values with those of `own` in their place: what `own` covers is cut out of what was there.

        A value without an end gives way to a later one from its first day on.
        """
        kept: list[Value] = []
        for value in self.values:
            kept.extend(_without(value, own.values))
        merged = sorted((*kept, *own.values), key=lambda v: v.from_)
        return Parameter(label=own.label, unit=own.unit, look_up=own.look_up or self.look_up, values=tuple(merged))


def _without(value: Value, others: tuple[Value, ...]) -> list[Value]:
    """What is left of `value` where `others` (in order) don't hold."""
    left: list[Value] = []
    start: date | None = value.from_
    for other in others:
        if start is None:
            break
        if other.to is not None and other.to < start:
            continue
        if value.to is not None and other.from_ > value.to:
            break
        if other.from_ > start:
            left.append(value.model_copy(update={"from_": start, "to": other.from_ - timedelta(days=1)}))
        start = None if other.to is None else other.to + timedelta(days=1)
    if start is not None and (value.to is None or start <= value.to):
        left.append(value.model_copy(update={"from_": start}))
    return left
