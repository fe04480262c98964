"""What a device is: it takes a sheet and gives a worn page."""

from random import Random
from typing import Protocol

from .page import WornPage
from .sheet import Sheet


class Device(Protocol):
    """One scanner, fax or telephone. A batch goes through one device, so its dust and tone stay the same."""

    @property
    def level(self) -> str:
        """One of `schemas.truth.WEAR_LEVELS`."""
        ...

    @property
    def severity(self) -> float:
        """How hard the wear is: 0 as good as its level gets, 1 the worst a person can still read."""
        ...

    def scan(self, sheet: Sheet, rng: Random) -> WornPage:
        """The sheet as this device delivers it; the same `rng` state gives the same bytes."""
        ...


def between(low: float, high: float, severity: float) -> float:
    """`low` at severity 0, `high` at 1."""
    return low + (high - low) * severity
