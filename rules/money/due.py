"""When the tax of a period had to be paid, read from `rules/money/due_dates.yaml`."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Annotated, Self

from pydantic import Field, model_validator

from rules.days import roll
from rules.law.records import Day, Standing
from schemas.catalog import Family
from schemas.notice import TaxPeriod
from schemas.record import Record
from schemas.strict_yaml import load_model, package_file

from .failure_to_pay import same_day

Cite = Annotated[str, Field(min_length=5)]


class DayRule(Record):
    """`except_ends`: months in which a period ends that has another day, which is not known here."""

    from_: Annotated[Day, Field(alias="from")]
    month: Annotated[int, Field(ge=1, le=12, strict=True)]
    day: Annotated[int, Field(ge=1, le=31, strict=True)]
    except_ends: tuple[Annotated[int, Field(ge=1, le=12, strict=True)], ...] = ()
    status: Standing
    cite: Cite


class Moved(Record):
    end: Day
    day: Day
    status: Standing
    cite: Cite


class Group(Record):
    forms: Annotated[tuple[str, ...], Field(min_length=1)]
    rules: Annotated[tuple[DayRule, ...], Field(min_length=1)]
    moved: tuple[Moved, ...] = ()

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if any(later.from_ <= earlier.from_ for earlier, later in pairwise(self.rules)):
            raise ValueError("the rules of a group stand in the order of their first days")
        return self


class NoFailureToPay(Record):
    families: tuple[Family, ...]
    cite: Cite


class DueFile(Record):
    groups: tuple[Group, ...]
    no_failure_to_pay: NoFailureToPay
    corporate_forms: tuple[str, ...]

    @model_validator(mode="after")
    def _each_form_once(self) -> Self:
        forms = [form for group in self.groups for form in group.forms]
        twice = sorted({form for form in forms if forms.count(form) > 1})
        if twice:
            raise ValueError(f"{', '.join(twice)} stand in two groups")
        return self


@dataclass(frozen=True, slots=True)
class PaymentDue:
    """`day`: the last day to pay; `unrolled`: where it lay before it moved to a business day."""

    day: date
    unrolled: date
    cite: str


@cache
def due_file() -> DueFile:
    return load_model(package_file("rules.money", "due_dates.yaml"), DueFile)


def payment_due(period: TaxPeriod) -> PaymentDue | None:
    """None where the form is not printed or not in the table, or the period ends before the table begins."""
    form = plain_form(period.form)
    group = next((g for g in due_file().groups if form in g.forms), None)
    if group is None:
        return None
    for moved in group.moved:
        if moved.end == period.period_end:
            return PaymentDue(moved.day, moved.day, moved.cite)
    rule = next((r for r in reversed(group.rules) if r.from_ <= period.period_end), None)
    if rule is None or period.period_end.month in rule.except_ends:
        return None
    first = same_day(period.period_end.replace(day=1), rule.month)
    last = same_day(first, 1)
    unrolled = first.replace(day=min(rule.day, (last - first).days))
    return PaymentDue(roll(unrolled), unrolled, rule.cite)


def plain_form(form: str | None) -> str:
    """ "1040SR" for "Form 1040-SR"; "" where none is printed."""
    return re.sub(r"[^A-Z0-9]", "", (form or "").upper()).removeprefix("FORM")
