"""Placeholders of a specimen replaced by numbers that look real and belong to nobody, the same ones on both pages."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from .layout import Layout

_EIN = re.compile(r"\b[Nn]{2}-[Nn]{7}\b")
_MASKED = re.compile(r"\bXXX-XX-NNNN\b")
_SSN = re.compile(r"\b[Nn]{3}-[Nn]{2}-(?:[Nn]{4}|9999)\b")
_LAST4 = re.compile(r"\(NNNN\)")
_FAX = re.compile(r"(?<=\bfax it to )[xn]{3}-[xn]{3}-[xn]{4}\b")
_TOLL_FREE = re.compile(r"\b800-xxx-xxxx\b")
_PHONE = re.compile(r"\b(?:[xn]{3}-[xn]{3}-[xn]{4}|XXX-XXX-XXXX)\b")
_CALLER = re.compile(r"[nN]{4}")
_PAGE = re.compile(r"^Page (\d) of \d+$")
_FAX_NUMBER = "855-555-0142"  # of the block kept for fiction
_PUBLIC = {"ein": "800-829-4933"}  # the lines that IRS publishes for businesses and for everybody else
_PUBLIC_DEFAULT = "800-829-0922"


@dataclass(frozen=True)
class Filler:
    """Numbers for one specimen. `blanks` are the values for the empty places of a blank template."""

    tin: str
    phone: str
    caller: str
    blanks: Mapping[str, str]

    @property
    def last4(self) -> str:
        return self.tin[-4:]

    def line(self, text: str) -> str:
        """`text` with its placeholders replaced, and the page count set to the two pages there are."""
        text = _EIN.sub(self.tin, text)
        text = _MASKED.sub(f"XXX-XX-{self.last4}", text)
        text = _SSN.sub(self.tin, text)
        text = _LAST4.sub(f"({self.last4})", text)
        text = _FAX.sub(_FAX_NUMBER, text)
        text = _PHONE.sub(self.phone, _TOLL_FREE.sub(self.phone, text))
        text = self.caller if _CALLER.fullmatch(text) else text
        return _PAGE.sub(r"Page \1 of 2", text)


def filler(name: str, layout: Layout, read: Mapping[str, Any], seed: int) -> Filler:
    """The numbers for specimen `name`; `read` is its entry of the ground truth. The same seed gives the same ones."""
    random = Random(f"{name} {seed}")
    tin = never_issued(layout.truth.tin, random)
    phone = _phone(layout, read)
    caller = f"{random.randrange(1000, 10000)}"
    blanks = {**layout.filling.values, "tin": tin, "phone": f"1-{phone}"} if layout.filling.values else {}
    return Filler(tin, phone, caller, blanks)


def never_issued(kind: str, random: Random) -> str:
    """A taxpayer number of the right shape that is nobody's: a social security number with group 00, an individual
    number (leading 9) with group 89, an employer number with a prefix that is not assigned (00)."""
    last4 = f"{random.randrange(1, 10000):04d}"
    if kind == "ein":
        return f"00-{random.randrange(1000):03d}{last4}"
    if kind == "itin":
        return f"9{random.randrange(100):02d}-89-{last4}"
    return f"{random.randrange(1, 666):03d}-00-{last4}"


def _phone(layout: Layout, read: Mapping[str, Any]) -> str:
    """The number that the specimen prints elsewhere, where it prints one, else a public one."""
    printed = re.search(r"\d{3}-\d{3}-\d{4}$", str(read["phone"] or ""))
    return printed[0] if printed else _PUBLIC.get(layout.truth.tin, _PUBLIC_DEFAULT)
