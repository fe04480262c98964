"""What a notice is recognised by when it comes again: a rescan, a follow-up, a spouse's copy."""

import re
from difflib import SequenceMatcher
from functools import lru_cache

from schemas.document import NoticeIdentity
from schemas.money import format_money
from schemas.notice import NoticeFacts

# Shares of equal characters from which two readings are of the same text, worn or not. Spouses share a surname,
# so a name has to agree nearly whole or word by word.
SAME_ADDRESS = 0.6
SAME_NAME = 0.85
SAME_WORD = 0.7


def identity(facts: NoticeFacts) -> NoticeIdentity:
    """`facts` cut down to what it is recognised by. `periods` are the ends of its tax periods, sorted, ISO."""
    return NoticeIdentity(
        notice_id=facts.notice_id,
        sha256=facts.source.sha256,
        notice_code=facts.notice_code,
        notice_date=facts.notice_date.isoformat() if facts.notice_date else None,
        tin_last4=facts.tin.last4,
        periods=tuple(sorted({p.period_end.isoformat() for p in facts.tax_periods})),
        amount_due=None if facts.amount_due is None else format_money(facts.amount_due),
        name=facts.taxpayer.name,
        address=facts.taxpayer.address,
        tin_key=facts.tin_key,
        forms=tuple(sorted({p.form or "" for p in facts.tax_periods})),
    )


def same_number(one: str | None, other: str | None) -> bool | None:
    """Whether two keyed hashes (`tin_key`) are of one taxpayer number; None where that can't be told: a number was
    not read whole, or the hashes were made with different keys (a hash is `key id:digits`)."""
    if not one or not other or one.partition(":")[0] != other.partition(":")[0]:
        return None
    return one == other


def same_notice(one: NoticeIdentity, other: NoticeIdentity) -> bool:
    """Both say the same of code, number, periods, date and amount, and say enough to be recognised by it. Two
    numbers that were read whole and differ are never the same notice."""
    if one.notice_id == other.notice_id or one.notice_code is None or one.notice_date is None:
        return False
    if same_number(one.tin_key, other.tin_key) is False:
        return False
    if one.tin_last4 is None and one.name is None:
        return False
    return _key(one) == _key(other)


def _key(one: NoticeIdentity) -> tuple[object, ...]:
    return (one.notice_code, one.notice_date, one.tin_last4, one.periods, one.amount_due)


def nearly_same_notice(one: NoticeIdentity, other: NoticeIdentity) -> bool:
    """Code, number and periods agree, and of date and amount exactly one was not read in one of the two; or all but
    that one of the two lacks some of the other's periods."""
    if one.notice_id == other.notice_id or None in (one.notice_code, one.tin_last4):
        return False
    if (one.notice_code, one.tin_last4) != (other.notice_code, other.tin_last4):
        return False
    if same_number(one.tin_key, other.tin_key) is False:
        return False
    if one.periods != other.periods:
        return _lacks_periods(one, other) and same_recipient(one, other)
    pairs = ((one.notice_date, other.notice_date), (one.amount_due, other.amount_due))
    agreed = sum(a == b and a is not None for a, b in pairs)
    unread = sum((a is None) != (b is None) for a, b in pairs)
    return agreed == 1 and unread == 1 and same_recipient(one, other)


def _lacks_periods(one: NoticeIdentity, other: NoticeIdentity) -> bool:
    fewer, more = sorted((set(one.periods), set(other.periods)), key=len)
    same = one.notice_date is not None and (one.notice_date, one.amount_due) == (other.notice_date, other.amount_due)
    return fewer < more and same


def same_taxpayer(one: NoticeIdentity, other: NoticeIdentity) -> bool:
    """By the whole number where both were read whole; else by its last four digits, name and address."""
    told = same_number(one.tin_key, other.tin_key)
    if told is not None:
        return told
    return one.tin_last4 is not None and one.tin_last4 == other.tin_last4 and same_recipient(one, other)


def same_recipient(one: NoticeIdentity, other: NoticeIdentity) -> bool:
    """Name and address are the same, as far as both were read; OCR noise is forgiven."""
    return _same_name(one.name, other.name) and _same_address(one.address, other.address)


def _same_name(one: str | None, other: str | None) -> bool:
    if not one or not other:
        return True
    if _is_joint(one) != _is_joint(other):  # the copy that went to one of the two
        return False
    if _alike(_letters(one), _letters(other)) >= SAME_NAME:
        return True
    fewer, more = sorted((_words(one), _words(other)), key=len)
    return all(any(_alike(word, match) >= SAME_WORD for match in more) for word in fewer)


def _is_joint(name: str) -> bool:
    return bool(re.search(r"&|\bAND\b|\bY\b", name.upper()))


def _same_address(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    left, right = _letters(" ".join(one)), _letters(" ".join(other))
    return not left or not right or _alike(left, right) >= SAME_ADDRESS


@lru_cache(maxsize=8192)  # the same names and addresses come again and again
def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _letters(text: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", text.upper())


def _words(name: str) -> list[str]:
    """Names proper: initials and "&" say nothing."""
    return [word for word in re.findall(r"[A-Z0-9]+", name.upper()) if len(word) > 2]
