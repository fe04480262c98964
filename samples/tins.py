"""Taxpayer numbers that were never issued and never will be, in the shapes of issued ones.

- SSN: group 00 (`412-00-7253`) or area 666 (`666-31-7253`). The Social Security Administration assigns neither.
- ITIN: area 9xx with group 89 (`943-89-7253`). Groups 50-65, 70-88, 90-92 and 94-99 are ITINs, 93
  is an ATIN; 89 was left out.
- EIN: a prefix no campus assigns (00, 07-09, 17-19, 28, 29, 49, 69, 70, 78, 79, 89, 96, 97).

So a reader can tell the kinds apart by shape and by the leading 9, and a check for impossible numbers finds every one
of them. The last four digits are free (never 0000), since they are what masked notices show.
"""

import random
from typing import Literal

TinKind = Literal["ssn", "itin", "ein"]

_NAMED = {"ending": "ending in", "last": "last four digits"}  # masks that say what they show

UNASSIGNED_EIN = (
    "00",
    "07",
    "08",
    "09",
    "17",
    "18",
    "19",
    "28",
    "29",
    "49",
    "69",
    "70",
    "78",
    "79",
    "89",
    "96",
    "97",
)


def draw_tin(rng: random.Random, kind: TinKind) -> str:
    """Nine digits."""
    last4 = f"{rng.randint(1, 9999):04d}"
    if kind == "ein":
        return rng.choice(UNASSIGNED_EIN) + f"{rng.randint(0, 999):03d}" + last4
    if kind == "itin":
        return f"9{rng.randint(0, 99):02d}89{last4}"
    if rng.random() < 0.2:
        return f"666{rng.randint(1, 99):02d}{last4}"
    return f"{rng.randint(1, 665):03d}00{last4}"


def never_issued(digits: str, kind: TinKind) -> bool:
    """True for the numbers that `draw_tin` gives."""
    if kind == "ein":
        return digits[:2] in UNASSIGNED_EIN
    if kind == "itin":
        return digits[0] == "9" and digits[3:5] == "89"
    return digits[0] != "9" and (digits[:3] == "666" or digits[3:5] == "00")


def printed(digits: str, kind: TinKind, mask: str = "") -> str:
    """With hyphens; `mask` "X" or "*" hides all but the last four digits, "" hides nothing.

    "ending" and "last" name the last four in words.
    """
    if mask in _NAMED:
        return f"{_NAMED[mask]} {digits[5:]}"
    if kind == "ein":
        return f"{mask * 2}-{mask * 3}{digits[5:]}" if mask else f"{digits[:2]}-{digits[2:]}"
    return f"{mask * 3}-{mask * 2}-{digits[5:]}" if mask else f"{digits[:3]}-{digits[3:5]}-{digits[5:]}"
