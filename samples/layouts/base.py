"""What every layout declares about itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from samples.paper import Paper
from samples.sheet import Sheet
from samples.specs import CodeSpec

Place = Literal["coupon_amount", "coupon_due", "stub_date", "later_date"]


@dataclass(frozen=True, slots=True)
class Layout:
    """A way of setting a notice on pages.

    years: of the notice dates it suits. styles: of the codes it can draw. voice: whose words it uses. masks: weights of
    the ways to print a taxpayer number ("" whole, "X", "*"). caller_digits: 0 prints no caller id. dates: how dates are
    written. places: where it repeats amounts or dates besides the main place. spaced: how often "CP 503".
    """

    name: str
    years: tuple[int, int]
    styles: frozenset[str]
    draw: Callable[[Paper], Sheet]
    voice: str = "plain"
    langs: frozenset[str] = frozenset({"en"})
    masks: Mapping[str, int] = field(default_factory=lambda: {"": 1})
    caller_digits: tuple[int, ...] = (4,)
    dates: Literal["long", "slashed", "dashed", "abbreviated"] = "long"
    places: frozenset[Place] = frozenset({"coupon_amount", "coupon_due", "stub_date", "later_date"})
    spaced: float = 0.08
    prints_phone: bool = True
    prints_tin: bool = True
    prints_rows: bool = True
    held_out: bool = False

    def suits(self, spec: CodeSpec) -> bool:
        """True when it can draw notices of this code in some year."""
        return (
            spec.style in self.styles
            and spec.lang in self.langs
            and max(self.years[0], spec.years[0]) <= min(self.years[1], spec.years[1])
        )
