"""Which notices speak of the same debt: the same period of the same tax. A later one takes an earlier one's place."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from rules.policy import group_of
from schemas.catalog import CatalogEntry, lookup
from schemas.notice import Notice
from schemas.queue_row import period_label

# (end of the period, tax): "1040" for every form of the individual return, else the form.
Period = tuple[date, str]

BALANCE_ASKS = ("pay_total", "may_ask")
INDIVIDUAL = "individual income tax"


def entry_of(notice: Notice) -> CatalogEntry | None:
    return lookup(notice.notice_code) if notice.notice_code else None


def is_bill(notice: Notice) -> bool:
    """Whether its amount due is a whole balance; an instalment, a missed payment or a proposal is none."""
    entry = entry_of(notice)
    if entry is None or entry.asks not in BALANCE_ASKS:
        return False
    return entry.asks == "pay_total" or notice.amount_due is not None


def periods_of(notice: Notice) -> frozenset[Period]:
    return frozenset((period.period_end, _tax(period.form)) for period in notice.tax_periods)


def labels_of(notice: Notice) -> tuple[str, ...]:
    return tuple(period_label(period) for period in notice.tax_periods)


def _tax(form: str | None) -> str:
    """ "" where no form is printed."""
    group = group_of(form)
    if group and group.name == INDIVIDUAL:
        return "1040"
    digits = re.sub(r"[^A-Z0-9]", "", (form or "").upper()).removeprefix("FORM")
    return re.sub(r"^(94[0-5]|720)[A-Z]+$", r"\1", digits)


def contains(whole: frozenset[Period], part: frozenset[Period]) -> bool:
    """Every period of `part` is one of `whole`."""
    return all(any(_agree(period, other) for other in whole) for period in part)


def overlap(one: frozenset[Period], other: frozenset[Period]) -> bool:
    return any(_agree(a, b) for a in one for b in other)


def _agree(one: Period, other: Period) -> bool:
    return one[0] == other[0] and (one[1] == other[1] or "" in (one[1], other[1]))


def in_order(notices: Sequence[Notice]) -> list[Notice]:
    """By date, then stage; without a date last."""

    def key(notice: Notice) -> tuple[date, int, str]:
        entry = entry_of(notice)
        return notice.notice_date or date.max, (entry.stage or 0) if entry else 0, notice.notice_id

    return sorted(notices, key=key)


def doubts(notice: Notice, bills: Sequence[Notice]) -> Iterator[str]:
    """Why the balance of `notice`, the latest of its periods, can't be told from the notices that are there."""
    mine = periods_of(notice)
    if notice.amount_due is None:
        yield "its amount could not be read"
    if not mine:
        yield "no tax period was read, so it can't be told from the others"
    if notice.notice_date is None and len(bills) > 1:
        yield "without its date it can't be told whether it is the latest"
    for other in bills:
        if other is not notice and overlap(mine, periods_of(other)):
            why = _clash(notice, other)
            if why:
                yield f"{other.notice_code} of {other.notice_date or 'unknown date'} {why}"


def _clash(notice: Notice, other: Notice) -> str | None:
    """What keeps two bills with a period in common from being told apart; None where one takes the other's place."""
    mine, theirs = periods_of(notice), periods_of(other)
    if is_penalty(notice) != is_penalty(other):
        return "is about a penalty for the same period, or the bill to it: whether one holds the other can't be told"
    if other.notice_date is None:
        return "may be the later one"
    if not contains(mine, theirs) and not contains(theirs, mine):
        return "has some of the same periods, but not all"
    if other.notice_date == notice.notice_date:
        return "is of the same day and for the same period"
    if not contains(mine, theirs) and notice.notice_date and other.notice_date < notice.notice_date:
        return "has the same period together with others"
    return None


def is_penalty(notice: Notice) -> bool:
    entry = entry_of(notice)
    return entry is not None and entry.family == "penalty"
