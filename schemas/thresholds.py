"""How sure a critical value has to be to be accepted without a person, field by field."""

from typing import Annotated

from pydantic import Field

from .record import Record

Chance = Annotated[float, Field(ge=0.0, le=1.0)]


class Thresholds(Record):
    """`least`: per critical field the confidence from which on it is sure enough. `budget`: the share of silent
    errors that they were chosen for; None where no budget was set and the house's own threshold holds."""

    budget: Chance | None = None
    least: dict[str, Chance]

    @property
    def words(self) -> str:
        """For people, the same for the same thresholds."""
        for_what = "no budget" if self.budget is None else f"budget {self.budget:g}"
        if len(set(self.least.values())) == 1:
            return f"{for_what}: {next(iter(self.least.values())):g} for every field"
        return f"{for_what}: " + ", ".join(f"{field} {least:g}" for field, least in sorted(self.least.items()))
