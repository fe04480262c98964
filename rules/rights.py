"""The rights at stake, read from `rules/rights.yaml`: what has to be done, by when, and what it guards."""

from functools import cache
from typing import Annotated

from pydantic import Field

from schemas.catalog import CatalogEntry
from schemas.record import Record
from schemas.strict_yaml import load_model, package_file

Act = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Words = Annotated[str, Field(min_length=10)]


class Large(Record):
    """Another window (`days`) where the amount demanded equals or exceeds `from_`; both name parameters."""

    from_: Annotated[str, Field(alias="from")]
    days: str


class Fallback(Record):
    act: Act
    days: str


class Missed(Record):
    """What a day that has passed costs (`gone`), and what remains (`left`)."""

    gone: Words
    left: Words


class Right(Missed):
    """`act`: kind of deadline; `days`: parameter of its window, None where the notice does not start its clock.

    `rolls`: the last day moves under IRC 7503. `lost`: missed, it is gone for good. `mailbox`: what is mailed in time
    is in time (IRC 7502). `weight`: points of priority.
    """

    act: Act
    days: str | None
    rolls: bool
    lost: bool
    mailbox: bool
    weight: Annotated[int, Field(ge=0, le=50)]
    why: Words
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
    plain: dict[Act, Missed]


@cache
def _file() -> _RightsFile:
    return load_model(package_file("rules", "rights.yaml"), _RightsFile)


@cache
def rights() -> dict[str, Right]:
    """By the key that the catalogue's column `right` uses."""
    return _file().rights


def right_of(entry: CatalogEntry | None) -> Right | None:
    return rights()[entry.right] if entry and entry.right else None


def missed(entry: CatalogEntry | None, kind: str) -> Missed | None:
    """What a passed day of `kind` means for this code; None where nothing can be said."""
    right = right_of(entry)
    if right and right.act == kind:
        return right
    return _file().plain.get(kind)
