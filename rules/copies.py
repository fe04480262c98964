"""Scans of one notice: which of them stands for all, and which only point to it.

A scan that surely is of a notice known already needs nobody: its work is done where the first one is. So the bar is
higher than for a link: everything a notice is recognised by was read in both, letter for letter, and where it is less
a person decides. The one that was there first stands for all, also when it is judged again and the others are known.
"""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from schemas.catalog import lookup
from schemas.document import NoticeIdentity
from schemas.notice import Notice, NoticeFacts, Severity

from .recognise import identity, same_notice, same_recipient

CODE = "possible_duplicate"
# Fax noise between two scans of one address; two offices of a bank differ by more.
SAME_ADDRESS = 0.85
_TOLD = re.compile(r"Another scan of (\S+): ")


def told(original: NoticeIdentity) -> str:
    """What the copy says of itself; `copy_of` reads it back."""
    return f"Another scan of {original.notice_id}: that one is worked, this one needs nothing"


def copy_of(notice: Notice) -> str | None:
    """The notice that stands for this one, as its judgement found."""
    found = (f.message for f in notice.validation.findings if (f.code, f.severity) == (CODE, Severity.INFO))
    return next((match[1] for message in found if (match := _TOLD.match(message))), None)


def identity_of(notice: Notice, tin_key: str | None) -> NoticeIdentity:
    """What a judged notice is recognised by; `tin_key`: the hash of its whole number."""
    facts = NoticeFacts.model_construct(**{key: value for key, value in notice if key in NoticeFacts.model_fields})
    return identity(facts).model_copy(update={"tin_key": tin_key, "copy_of": copy_of(notice)})


def original_of(mine: NoticeIdentity, known: Iterable[NoticeIdentity]) -> NoticeIdentity | None:
    """The first known notice of which `mine` surely is another scan, and which is itself no copy."""
    return next((o for o in known if o.copy_of is None and surely_the_same(mine, o)), None)


def surely_the_same(one: NoticeIdentity, other: NoticeIdentity) -> bool:
    """Code, date, number, periods with their forms, amount and name are the same and the address is, all read in
    both. Only the amount may be missing, where the notice asks for none: then the forms must tell its matter, unless
    its code is one for individuals, who file one return a year."""
    if one.notice_code != other.notice_code or not same_notice(one, other) or not same_recipient(one, other):
        return False
    if one.tin_last4 is None or not one.periods or one.forms != other.forms:
        return False
    if one.amount_due is None and not all(one.forms) and not _for_individuals(one.notice_code):
        return False
    return _same_name(one.name, other.name) and _same_address(one.address, other.address)


def _for_individuals(code: str | None) -> bool:
    entry = lookup(code) if code else None
    return entry is not None and entry.account == "IMF"


def _same_name(one: str | None, other: str | None) -> bool:
    """Letter for letter: spouses can differ in one. With a digit in it, it may be another line taken for the name."""
    if not one or not other or re.search(r"\d", one):
        return False
    return _plain(one) == _plain(other)


def _same_address(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    left, right = _plain(" ".join(one)), _plain(" ".join(other))
    if not left or not right:
        return False
    return SequenceMatcher(None, left, right, autojunk=False).ratio() >= SAME_ADDRESS


def _plain(text: str) -> str:
    return re.sub(r"\W", "", text.upper())
