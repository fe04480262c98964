"""The law and the rules of this office: what comes with the package, with the owner's files laid over, and how sure
a value must be."""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from .settings import Settings

if TYPE_CHECKING:  # looking at the queue needs neither
    from rules.book import Rulebook
    from rules.law import Law
    from schemas.thresholds import Thresholds


@dataclass(frozen=True, slots=True)
class Office:
    law: "Law"
    book: "Rulebook"
    thresholds: "Thresholds"


@cache
def program_version() -> str:
    """`1.0.0+0123456789ab`: the release, and after the plus the code that judges."""
    from importlib.metadata import version  # noqa: PLC0415

    from rules.version import code_version  # noqa: PLC0415

    return f"{version('noticedesk')}+{code_version()}"


def open_office(settings: Settings) -> Office:
    """Raises InvalidData naming the file of the owner, or of ours, that is wrong."""
    from rules.book import open_book  # noqa: PLC0415
    from rules.law import open_law  # noqa: PLC0415

    return Office(open_law(settings.law_file), open_book(settings.rules_file), thresholds_for(settings.error_budget))


def thresholds_for(budget: float | None) -> "Thresholds":
    """For a budget those that follow from what was measured, without one the house's own."""
    from rules import budget as budgets  # noqa: PLC0415
    from rules.measured import measured, of_layouts  # noqa: PLC0415

    if budget is None:
        return budgets.standard()
    return budgets.thresholds(budgets.field_thresholds(of_layouts(measured().rows, "open"), budget), budget)
