"""What a script of an afternoon does with recognised text: five fields by regular expressions. Pure.

The yardstick beside which the reader is held; written to be fair, not to be clever.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal

FIELDS = ("notice_code", "notice_date", "tin.last4", "amount_due", "due_date")

_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DATE = rf"({_MONTH}\.?\s+\d{{1,2}},?\s+\d{{4}}|\d{{1,2}}[/-]\d{{1,2}}[/-]\d{{4}})"
_MONEY = r"\$\s?(\d{1,3}(?:,\d{3})*\.\d{2}|\d+\.\d{2})"
_CODE = r"(CP\s?\d{2,4}[A-Z]?|LT\s?\d{2}|(?:Letter|Ltr)\s?\d{2,4}[A-Z]?)"


def read_fields(text: str) -> Mapping[str, object]:
    """What the text of a notice's pages says of `FIELDS`; None for what no expression finds."""
    code = _first(text, rf"Notice(?:\s+(?:number|no\.?))?\s*:?\s*{_CODE}", rf"\b{_CODE}\b")
    day = _first(text, rf"Notice\s+date\s*:?\s*{_DATE}", rf"\bDate\s*:?\s*{_DATE}", _DATE)
    due = _first(text, rf"(?:due|pay|respond|reply)[^.\n]{{0,40}}?\bby\s+{_DATE}", rf"\bby\s+{_DATE}")
    amount = _first(text, rf"Amount\s+(?:you\s+owe|due)[^$\n]{{0,60}}{_MONEY}", rf"(?:owe|due)[^$\n]{{0,60}}{_MONEY}")
    tin = _first(text, r"\b[\dX*]{3}-[\dX*]{2}-(\d{4})\b", r"\b[\dX*]{2}-[\dX*]{3}(\d{4})\b")
    return {
        "notice_code": _code(code) if code else None,
        "notice_date": _day(day) if day else None,
        "tin.last4": tin,
        "amount_due": Decimal(amount.replace(",", "")) if amount else None,
        "due_date": _day(due) if due else None,
    }


def _first(text: str, *patterns: str) -> str | None:
    for pattern in patterns:
        if match := re.search(pattern, text, re.IGNORECASE):
            return match[1]
    return None


def _code(text: str) -> str:
    bare = re.sub(r"\s", "", text).upper()
    return re.sub(r"^(LETTER|LTR)", "L", bare)


def _day(text: str) -> date | None:
    bare = re.sub(r"[.,]", "", " ".join(text.split())).replace("-", "/")
    for form in ("%B %d %Y", "%m/%d/%Y"):
        with suppress(ValueError):
            return datetime.strptime(bare, form).date()
    return None
