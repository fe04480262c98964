"""How one notice prints numbers and dates: drawn once, kept throughout."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from .dates import abbreviated, dashed, day_first, long_date, slashed

DateStyle = Literal["long", "slashed", "dashed", "abbreviated", "day_first"]


@dataclass(frozen=True, slots=True)
class Manner:
    """`minus` is a pattern: "-{}" prints -3,328.00, "– {}" prints – 963.00, "({})" prints (963.00).

    `mask` hides taxpayer numbers: "" prints them whole, "X" as XXX-XX-1234, "*" as ***-**-1234.
    """

    minus: str = "-{}"
    leaders: bool = False
    mask: str = ""
    dates: DateStyle = "long"
    lang: str = "en"

    def money(self, amount: Decimal, sign: bool = False) -> str:
        """ "9,533.53", with `sign` "$9,533.53"; a negative one as the notice writes negatives."""
        text = f"{abs(amount):,.2f}"
        if sign:
            text = f"${text}"
        return self.minus.format(text) if amount < 0 else text

    def day(self, day: date) -> str:
        if self.dates == "long":
            return long_date(day, self.lang)
        ways = {"slashed": slashed, "dashed": dashed, "abbreviated": abbreviated, "day_first": day_first}
        return ways[self.dates](day)
