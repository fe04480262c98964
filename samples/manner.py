"""How one notice prints numbers and dates: drawn once, kept throughout."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from .dates import (
    abbreviated,
    capitals,
    dashed,
    day_first,
    day_month,
    hyphened,
    iso,
    long_date,
    ordinal,
    padded,
    press,
    slashed,
    stamped,
    unpadded,
)

DateStyle = Literal["long", "slashed", "dashed", "abbreviated", "day_first", "unpadded", "padded", "capitals", "iso",
                    "hyphened", "day_month", "press", "ordinal", "stamped"]  # fmt: skip
PeriodStyle = Literal["plain", "dated", "month", "short", "spelled", "compact"]
_NAMED = {
    "long": long_date,
    "padded": padded,
    "capitals": capitals,
    "day_month": day_month,
    "press": press,
    "hyphened": hyphened,
    "ordinal": ordinal,
    "stamped": stamped,
}
_OTHERS = {
    "slashed": slashed,
    "dashed": dashed,
    "abbreviated": abbreviated,
    "day_first": day_first,
    "unpadded": unpadded,
    "iso": iso,
}


@dataclass(frozen=True, slots=True)
class Manner:
    """`minus` is a pattern: "-{}" prints -3,328.00, "– {}" prints – 963.00, "({})" prints (963.00).

    `mask` hides taxpayer numbers: "" prints them whole, "X" as XXX-XX-1234, "*" as ***-**-1234,
    "ending" as ending in 1234, "last" as last four digits 1234. `currency` is a pattern as well: "${}", "$ {}",
    "USD {}". `periods`: how a period is named, see `periods.own_words`.
    """

    minus: str = "-{}"
    leaders: bool = False
    mask: str = ""
    dates: DateStyle = "long"
    lang: str = "en"
    currency: str = "${}"
    periods: PeriodStyle = "plain"

    def money(self, amount: Decimal, sign: bool = False) -> str:
        """ "9,533.53", with `sign` "$9,533.53"; a negative one as the notice writes negatives."""
        text = f"{abs(amount):,.2f}"
        if sign:
            text = self.currency.format(text)
        return self.minus.format(text) if amount < 0 else text

    def day(self, day: date) -> str:
        if self.dates in _NAMED:
            return _NAMED[self.dates](day, self.lang)
        return _OTHERS[self.dates](day)
