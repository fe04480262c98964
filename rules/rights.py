"""The rights at stake, read from `rules/rights.yaml`: what has to be done, by when, and what it guards."""

from functools import cache
from typing import Annotated

from pydantic import Field

from schemas.record import Record
from schemas.strict_yaml import load_model, package_file

Act = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


class Large(Record):
    """Another window (`days`) where the amount demanded equals or exceeds `from_`; both name parameters."""

    from_: Annotated[str, Field(alias="from")]
    days: str


class Fallback(Record):
    act: Act
    days: str


class Right(Record):
    """`act`: kind of deadline; `days`: parameter of its window, None where the notice does not start its clock.

    `rolls`: the last day moves under IRC 7503. `lost`: missed, it is gone. `weight`: points of priority.
    """

    act: Act
    days: str | None
    rolls: bool
    lost: bool
    weight: Annotated[int, Field(ge=0, le=50)]
    why: Annotated[str, Field(min_length=10)]
    large: Large | None = None
    abroad: str | None = None
    fallback: Fallback | None = None

    @property
    def parameters(self) -> tuple[str, ...]:
        """Every parameter it names."""
        large = (self.large.from_, self.large.days) if self.large else ()
        fallback = (self.fallback.days,) if self.fallback else ()
        return tuple(name for name in (self.days, self.abroad, *large, *fallback) if name)


class _RightsFile(Record):
    rights: dict[str, Right]


@cache
def rights() -> dict[str, Right]:
    """By the key that the catalogue's column `right` uses."""
    return load_model(package_file("rules", "rights.yaml"), _RightsFile).rights
