"""What to have at hand for an option, and what to keep in a case's file (`checklists.yaml`)."""

from collections.abc import Sequence
from functools import cache
from typing import Annotated

from pydantic import Field

from rules.queues import Cites, RuleId
from schemas.record import Record
from schemas.strict_yaml import load_model, package_file

from .records import Standing

CASE_FILE = "case-file"


class Checklist(Record):
    name: Annotated[str, Field(min_length=5)]
    items: Annotated[tuple[Annotated[str, Field(min_length=5)], ...], Field(min_length=1)]
    standing: Standing
    cites: Cites

    @property
    def line(self) -> str:
        """`To pay by direct debit: routing number and account number of the bank account`."""
        return f"{self.name}: {'; '.join(self.items)}"


class ChecklistFile(Record):
    checklists: dict[RuleId, Checklist]


@cache
def checklists() -> dict[str, Checklist]:
    """By name; raises InvalidData where the file is wrong."""
    return load_model(package_file("rules.options", "checklists.yaml"), ChecklistFile).checklists


def lines_of(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(checklists()[name].line for name in names)


def to_keep() -> tuple[str, ...]:
    """What belongs in the file of every case."""
    return checklists()[CASE_FILE].items
