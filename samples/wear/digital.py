"""As drawn: the page stays vectors."""

from dataclasses import dataclass
from random import Random

from .page import WornPage
from .sheet import EMPTY_PAGE, Sheet


@dataclass(frozen=True, slots=True)
class Digital:
    """A PDF that never was paper. Blank sheets become an empty page."""

    severity: float = 0.0
    level: str = "digital"

    @classmethod
    def pick(cls, rng: Random, severity: float) -> "Digital":
        return cls()

    def scan(self, sheet: Sheet, rng: Random) -> WornPage:
        if sheet.front is None:
            return WornPage(vector=(EMPTY_PAGE, 1))
        return WornPage(vector=sheet.front)
