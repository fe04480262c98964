"""Notices joined to cases: whose they are, what follows what, what it comes to.

Where both of two notices print the taxpayer number whole, it decides, by its keyed hash. Else they are joined by kind
and last four digits of the number together with name and address, or as copies of the same notice; two people who
share all of that would be joined wrongly, so a case says how it was joined.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import combinations

from rules.book import Rulebook
from rules.case import case_of
from rules.deadlines import deadlines
from rules.law import Law
from rules.recognise import identity, same_notice, same_number, same_recipient
from rules.sheet import sheet_of
from rules.why.paper import facts_of
from schemas.document import NoticeIdentity
from schemas.notice import Notice

from .flags import Flag, flags_of
from .periods import contains, doubts, entry_of, in_order, is_bill, is_penalty, labels_of, periods_of
from .records import Balance, CaseFile, Entry, Role

BY_NUMBER = "joined by the taxpayer number, which all of them print whole"
BY_BOTH = (
    "joined by the taxpayer number where it is printed whole ({whole} of {all}), the others by its last four digits, "
    "name and address: check that these are the same taxpayer's"
)
JOINED_BY = (
    "joined by the last four digits of the taxpayer number, name and address; the number was not read whole on more "
    "than one of them, so check that all of these are one taxpayer"
)
LEFT_OUT = (
    "; {left} more with the same last four digits, name and address are left out: among them are different taxpayer "
    "numbers, so whose the masked ones are can't be told"
)
Keys = Mapping[str, str | None]
"""By notice, the keyed hash of its whole number (`NoticeIdentity.tin_key`)."""


def case_file(
    notice_id: str,
    notices: Sequence[Notice],
    *,
    keys: Keys | None = None,
    today: date,
    law: Law | None = None,
    book: Rulebook | None = None,
) -> CaseFile:
    """The case of the notice `notice_id`, out of `notices` (others may be among them). Raises KeyError without it."""
    found, left = _taxpayers(notice_id, notices, keys or {})
    case = made(found, today=today, law=law, book=book)
    return case.model_copy(update={"joined_by": _joined_by(found, left, keys or {})})


def members(notice_id: str, notices: Sequence[Notice], keys: Keys | None = None) -> list[Notice]:
    """The notices of the same taxpayer, in order: everything that is joined to a notice joined to it.

    Two whole numbers are never one taxpayer. Where masked notices would link two of them, each number stands alone,
    and the masked ones by themselves: whose they are can't be told.
    """
    return _taxpayers(notice_id, notices, keys or {})[0]


def _taxpayers(notice_id: str, notices: Sequence[Notice], keys: Keys) -> tuple[list[Notice], int]:
    """`members`, and how many more would be if two numbers did not contradict each other."""
    by_id = {notice.notice_id: notice for notice in notices}
    everything = _reached(notice_id, by_id, keys)
    mine = keys.get(notice_id)
    found = everything
    if any(same_number(keys.get(a), keys.get(b)) is False for a, b in combinations(everything, 2)):
        alike = {one for one in everything if same_number(mine, keys.get(one)) or (not mine and not keys.get(one))}
        found = _reached(notice_id, {one: by_id[one] for one in alike | {notice_id}}, keys)
    return in_order([by_id[one] for one in found]), len(everything - found)


def _reached(notice_id: str, by_id: Mapping[str, Notice], keys: Keys) -> set[str]:
    found, waiting = {notice_id}, [by_id[notice_id]]
    identities = {one: _identity(notice, keys.get(one)) for one, notice in by_id.items()}
    while waiting:
        one = waiting.pop()
        for other_id, other in by_id.items():
            if other_id not in found and _joined(one, other, identities):
                found.add(other_id)
                waiting.append(other)
    return found


def _joined_by(notices: Sequence[Notice], left: int, keys: Keys) -> str:
    whole = [key for notice in notices if (key := keys.get(notice.notice_id))]
    decides = len(whole) > 1 and len(set(whole)) == 1
    if len(notices) == 1:
        words = "a single notice"
    elif decides and len(whole) == len(notices):
        words = BY_NUMBER
    else:
        words = BY_BOTH.format(whole=len(whole), all=len(notices)) if decides else JOINED_BY
    return words + (LEFT_OUT.format(left=left) if left else "")


def _identity(notice: Notice, tin_key: str | None = None) -> NoticeIdentity:
    return identity(facts_of(notice, tin_key))


def _joined(one: Notice, other: Notice, identities: dict[str, NoticeIdentity]) -> bool:
    mine, theirs = identities[one.notice_id], identities[other.notice_id]
    told = same_number(mine.tin_key, theirs.tin_key)
    if told is not None:
        return told
    if one.tin.last4 is None or one.tin.last4 != other.tin.last4:
        return False
    kinds = {one.tin.type, other.tin.type} - {"unknown"}
    if len(kinds) > 1 and "ein" in kinds:
        return False
    if same_notice(mine, theirs):
        return True
    named = bool(mine.name and theirs.name)
    return named and same_recipient(mine, theirs)


def made(notices: Sequence[Notice], *, today: date, law: Law | None = None, book: Rulebook | None = None) -> CaseFile:
    """The case of these notices, which are one taxpayer's."""
    entries = [_entry(notice, notices) for notice in notices]
    open_ones = [e for e in entries if e.role in ("current", "not_counted") and e.act_by is not None]
    first = min(open_ones, key=_day, default=None)
    coming = min((e for e in open_ones if _day(e) >= today), key=_day, default=None)
    balances = tuple(_balance(n, notices) for n, e in zip(notices, entries, strict=True) if e.role == "current")
    total, words = _total(balances)
    living = [n for n, e in zip(notices, entries, strict=True) if e.role in ("current", "not_counted")]
    return CaseFile(
        entries=tuple(entries),
        balances=balances,
        total=total,
        total_words=words,
        flags=_flags(living, notices, today, law, book),
        joined_by=_joined_by(notices, 0, {}),
        act_by=first.act_by if first else None,
        act_on=first.notice_id if first else None,
        open_by=coming.act_by if coming else None,
        open_on=coming.notice_id if coming else None,
    )


def _day(entry: Entry) -> date:
    return entry.act_by or date.max


def _entry(notice: Notice, notices: Sequence[Notice]) -> Entry:
    role, words = _role(notice, notices)
    entry, work = entry_of(notice), notice.work_item
    return Entry(
        notice_id=notice.notice_id,
        notice_code=notice.notice_code,
        notice_date=notice.notice_date,
        title=entry.title if entry else "not in the catalogue",
        stage=entry.stage if entry else None,
        periods=labels_of(notice),
        amount=notice.amount_due,
        act_by=work.act_by,
        queue=work.queue,
        priority=work.priority,
        status=notice.validation.status,
        role=role,
        words=words,
    )


def _role(notice: Notice, notices: Sequence[Notice]) -> tuple[Role, str]:
    at = notices.index(notice)
    mine = _identity(notice)
    copied = next((n for n in notices[:at] if same_notice(mine, _identity(n))), None)
    if copied is not None:
        again = same_recipient(mine, _identity(copied))
        to_whom = "the same notice again" if again else "the copy of the other spouse"
        return "copy", f"{to_whom} ({_name(copied)}): counted once"
    if not is_bill(notice):
        return "not_counted", _no_balance(notice)
    later = next((n for n in reversed(notices[at + 1 :]) if _supersedes(n, notice)), None)
    if later is not None:
        return "superseded", f"the later {_name(later)} has taken its place: never summed with it"
    before = next((n for n in reversed(notices[:at]) if _supersedes(notice, n)), None)
    return "current", f"follows {_name(before)}" if before else "the first notice seen for its periods"


def _name(notice: Notice) -> str:
    return f"{notice.notice_code or 'notice without code'} of {notice.notice_date or 'unknown date'}"


def _no_balance(notice: Notice) -> str:
    entry = entry_of(notice)
    words = {
        "pay_monthly": "an instalment, not the balance",
        "pay_past_due": "the missed payments, not the balance",
        "proposes": "a proposal, no debt yet",
    }
    if entry is None:
        return "not in the catalogue: its amount is not counted"
    return words.get(entry.asks, "asks for no balance")


def _supersedes(later: Notice, earlier: Notice) -> bool:
    """A later bill for the same periods, or for these and more, of the same kind of debt."""
    if not is_bill(later) or later.notice_date is None or earlier.notice_date is None:
        return False
    if later.notice_date <= earlier.notice_date or not periods_of(earlier):
        return False
    return is_penalty(later) == is_penalty(earlier) and contains(periods_of(later), periods_of(earlier))


def _balance(notice: Notice, notices: Sequence[Notice]) -> Balance:
    bills = [n for n in notices if is_bill(n) and not _copy_of_earlier(n, notices)]
    why_not = list(dict.fromkeys(doubts(notice, bills)))
    return Balance(
        periods=labels_of(notice),
        notice_id=notice.notice_id,
        amount=None if why_not else notice.amount_due,
        sure=notice.validation.status.value == "accepted",
        words="; ".join(why_not) if why_not else f"as printed on {_name(notice)}",
    )


def _copy_of_earlier(notice: Notice, notices: Sequence[Notice]) -> bool:
    mine = _identity(notice)
    return any(same_notice(mine, _identity(n)) for n in notices[: notices.index(notice)])


def _total(balances: Sequence[Balance]) -> tuple[Decimal | None, str]:
    if not balances:
        return None, "no notice asks for a balance"
    untold = [b for b in balances if b.amount is None]
    if untold:
        return None, f"can't be told: {untold[0].words}"
    amounts = [b.amount for b in balances if b.amount is not None]
    sure = "" if all(b.sure for b in balances) else "; a person has not yet looked at all of them"
    periods = "one set of periods" if len(balances) == 1 else f"{len(balances)} different sets of periods"
    return sum(amounts, Decimal(0)), f"{periods}, each as printed and up to its own day{sure}"


def _flags(
    living: Sequence[Notice], notices: Sequence[Notice], today: date, law: Law | None, book: Rulebook | None
) -> tuple[Flag, ...]:
    """Those of the notices that still speak, each seen with all others of the case."""
    known = tuple(_identity(n) for n in notices)
    found: dict[str, Flag] = {}
    for notice in living:
        case = case_of(facts_of(notice), today, known, law, book)
        for flag in flags_of(sheet_of(case, deadlines(case)[0], notice.validation.status)):
            found.setdefault(flag.id, flag)
    return tuple(found.values())
