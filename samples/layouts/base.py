"""What every layout declares about itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from samples.manner import DateStyle, PeriodStyle
from samples.paper import Paper
from samples.sheet import Sheet
from samples.specs import CodeSpec

Place = Literal["coupon_amount", "coupon_due", "stub_date", "later_date"]
COUPONED: frozenset[Place] = frozenset({"coupon_amount", "coupon_due", "stub_date", "later_date"})
HEADED: frozenset[Place] = frozenset({"later_date"})


@dataclass(frozen=True, slots=True)
class Layout:
    """A way of setting a notice on pages.

    years: of the notice dates it suits. styles: of the codes it can draw. voice: whose words it uses; voice_es: those
    of its Spanish notices.
    masks: weights of the ways to print a taxpayer number ("" whole, "X", "*", ...). tin_key: the words for it, "" for
    the taxpayer's own kind. caller_digits: lengths of caller ids, empty where it prints none. dates: ways to
    write a date, of which a notice keeps to one. places: where amounts or dates stand besides the main place.
    money: ways to print an amount with its currency, of which a notice keeps to one; periods: ways to name a period.
    spaced: how often "CP 503". detail_instead: a table of periods takes the place of the summary.
    contact_stub: notices without a bill have a stub too. page_text: letters of prose that fill a page, roughly.
    held_out: kept out of all tuning. practice: drawn only where it is named; see `layouts/practice`.
    """

    name: str
    years: tuple[int, int]
    styles: frozenset[str]
    draw: Callable[[Paper], Sheet]
    voice: str = "plain"
    voice_es: str = "es"
    langs: frozenset[str] = frozenset({"en"})
    masks: Mapping[str, int] = field(default_factory=lambda: {"": 1})
    tin_key: str = ""
    caller_digits: tuple[int, ...] = (4,)
    dates: tuple[DateStyle, ...] = ("long",)
    money: tuple[str, ...] = ("${}",)
    periods: tuple[PeriodStyle, ...] = ("plain",)
    places: frozenset[Place] = COUPONED
    spaced: float = 0.08
    prints_phone: bool = True
    detail_instead: bool = False
    contact_stub: bool = True
    page_text: int = 2300
    held_out: bool = False
    practice: bool = False

    def suits(self, spec: CodeSpec) -> bool:
        """True when it can draw notices of this code in some year."""
        return (
            spec.style in self.styles
            and spec.lang in self.langs
            and max(self.years[0], spec.years[0]) <= min(self.years[1], spec.years[1])
        )
