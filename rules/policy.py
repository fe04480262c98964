"""House policy, read from `rules/policy.yaml` and `rules/forms.yaml`: how sure, how far, how plausible."""

import re
from decimal import Decimal
from functools import cache
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from schemas.catalog import CatalogEntry, Confidence, Family
from schemas.record import Record
from schemas.strict_yaml import load_model, package_file

Share = Annotated[float, Field(ge=0.0, le=1.0)]
Days = Annotated[int, Field(gt=0, strict=True)]
DayRange = tuple[Annotated[int, Field(strict=True)], Annotated[int, Field(strict=True)]]


class PrintedDay(Record):
    """Where a printed day lies after the notice date, in days: `usual` in one of the ranges, `possible` in one."""

    codes: tuple[str, ...] = ()
    rights: tuple[str, ...] = ()
    stages: tuple[int, ...] = ()
    families: tuple[Family, ...] = ()
    usual: Annotated[tuple[DayRange, ...], Field(min_length=1)]
    possible: DayRange

    @model_validator(mode="after")
    def _nested(self) -> Self:
        first, last = self.possible
        if any(not first <= low <= high <= last for low, high in self.usual):
            raise ValueError("usual ranges lie within the possible one, first day first")
        return self

    def fits(self, entry: CatalogEntry) -> bool:
        return (
            (not self.codes or (entry.english or entry.code) in self.codes)
            and (not self.rights or entry.right in self.rights)
            and (not self.stages or entry.stage in self.stages)
            and (not self.families or entry.family in self.families)
        )

    def is_usual(self, days: int) -> bool:
        return any(low <= days <= high for low, high in self.usual)

    def is_possible(self, days: int) -> bool:
        return self.possible[0] <= days <= self.possible[1]


class Policy(Record):
    weak_confidence: Share
    single_confidence: Share
    lawful_confidence: Share
    catalogue_confidence: dict[Confidence, Share]
    title_confidence: Share
    due_date_far: Days
    notice_date_far_ahead: Days
    notice_date_old: Days
    notice_date_too_old: Days
    period_old_years: Days
    period_usual_years: Days
    printed_day: Annotated[tuple[PrintedDay, ...], Field(min_length=1)]
    looks_ahead: tuple[Family, ...]
    on_no_return: tuple[str, ...]
    total_labels: tuple[str, ...]
    near_sum: Annotated[Decimal, Field(ge=0, lt=1)]

    @model_validator(mode="after")
    def _last_matches_all(self) -> Self:
        last = self.printed_day[-1]
        if last.codes or last.rights or last.stages or last.families:
            raise ValueError("the last of printed_day must match every notice")
        return self

    def printed_day_of(self, entry: CatalogEntry | None) -> PrintedDay:
        """The first that fits; of a code that nobody knows, the last."""
        if entry is None:
            return self.printed_day[-1]
        return next(window for window in self.printed_day if window.fits(entry))


class FormGroup(Record):
    """Forms of one kind. `ends`: months in which their periods end, empty for any."""

    name: str
    forms: tuple[str, ...]
    accounts: tuple[Literal["IMF", "BMF"], ...]
    tins: tuple[Literal["ssn", "itin", "atin", "ein"], ...]
    kinds: tuple[Literal["year", "quarter", "month", "unknown"], ...]
    ends: tuple[Annotated[int, Field(ge=1, le=12)], ...]


class _FormsFile(Record):
    groups: tuple[FormGroup, ...]


@cache
def policy() -> Policy:
    return load_model(package_file("rules", "policy.yaml"), Policy)


@cache
def form_groups() -> tuple[FormGroup, ...]:
    return load_model(package_file("rules", "forms.yaml"), _FormsFile).groups


@cache
def _group_by_form() -> dict[str, FormGroup]:
    return {form: group for group in form_groups() for form in group.forms}


def group_of(form: str | None) -> FormGroup | None:
    """The group of a printed form ("1040-SR", "Form 941"); None where the table does not know it."""
    if form is None:
        return None
    return _group_by_form().get(re.sub(r"[^A-Z0-9]", "", form.upper()).removeprefix("FORM"))
