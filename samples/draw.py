"""Notices as vector PDFs with their truth. The same `rng` state gives the same bytes on every machine."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from schemas.notice import Amount, Taxpayer, Tin
from schemas.privacy import mask_ein, mask_ssn
from schemas.truth import TruthNotice

from .compose import Past, compose
from .layouts.base import Layout
from .layouts.book import BOOK
from .mischief import DEFECTS, DUE_BEFORE, spoil, suits
from .paper import Paper
from .people import Case, make_case
from .sheet import Sheet, render
from .specs import CodeSpec, specs

__all__ = ("CODES", "DEFECTS", "HELD_OUT_LAYOUTS", "LAYOUTS", "PRACTICE_LAYOUTS", "DrawnNotice", "can_follow",
           "draw_notice", "follow_up", "layouts_for", "make_case")  # fmt: skip

CODES: tuple[str, ...] = tuple(specs())
LAYOUTS: tuple[str, ...] = tuple(name for name, layout in BOOK.items() if not layout.practice)
HELD_OUT_LAYOUTS: frozenset[str] = frozenset(name for name, layout in BOOK.items() if layout.held_out)
PRACTICE_LAYOUTS: frozenset[str] = frozenset(name for name, layout in BOOK.items() if layout.practice)

LAST_DAY = date(2026, 11, 16)  # no notice is dated later
WEEKS_BETWEEN = 5  # between one notice of a series and the next


@dataclass(frozen=True)
class DrawnNotice:
    """`truth.file` is "", `truth.pages` is 1..n in printed order, `amounts[].page` counts likewise.

    `paper` is what was drawn: `follow_up` carries it on.
    """

    pdf: bytes
    truth: TruthNotice
    paper: Paper


def draw_notice(
    rng: random.Random,
    *,
    code: str | None = None,
    layout: str | None = None,
    case: Case | None = None,
    notice_date: date | None = None,
    defects: Sequence[str] = (),
    sample_id: str = "",
) -> DrawnNotice:
    """A notice; what is not given is drawn, so that code, layout, taxpayer, day and defects go together.

    A practice layout is never drawn unless `layout` names it.

    ValueError where what is given can't go together (a letter in a layout of notices, a year before the layout).
    """
    unknown = set(defects) - set(DEFECTS)
    if unknown:
        raise ValueError(f"no defect made while drawing: {', '.join(sorted(unknown))}")
    pairs = [
        (c, name)
        for c in ((code,) if code else CODES)
        for name in ((layout,) if layout else LAYOUTS)
        if _goes(specs()[c], BOOK[name], case, notice_date) and all(suits(d, specs()[c], BOOK[name]) for d in defects)
    ]
    if not pairs:
        raise ValueError(
            f"nothing to draw for code {code}, layout {layout}, date {notice_date}, defects {tuple(defects)}"
        )
    chosen = rng.choice(sorted({c for c, _ in pairs}))
    book = BOOK[rng.choice([name for c, name in pairs if c == chosen])]
    spec = specs()[chosen]
    case = case or make_case(rng, _case_kind(spec, rng))
    day = notice_date or _draw_day(spec, book, rng)
    return _finish(
        compose(chosen, spec, book, case, day, rng=rng, late=DUE_BEFORE in defects), book, defects, sample_id
    )


def follow_up(
    rng: random.Random, earlier: DrawnNotice, *, layout: str | None = None, sample_id: str = ""
) -> DrawnNotice:
    """The next notice of the series to the same taxpayer on the same periods: later, with more interest.

    That of a practice layout stays in practice layouts where one of them can draw it.

    ValueError where the series ends (`can_follow` tells).
    """
    days = _days_to_follow(earlier)
    if not days:
        raise ValueError(f"{earlier.paper.code} is followed by nothing")
    before, code = earlier.paper, earlier.paper.spec.next or ""
    day = rng.choice(
        [d for d in days if layout is None or _goes(specs()[code], BOOK[layout], before.case, d)] or days
    )
    pools = ((layout,),) if layout else (_like(earlier.truth.layout), LAYOUTS)
    going = ([n for n in pool if _goes(specs()[code], BOOK[n], before.case, day)] for pool in pools)
    names = next((found for found in going if found), [])
    if not names:
        raise ValueError(f"no {code} in the layout {layout} on that day")
    book = BOOK[earlier.truth.layout if earlier.truth.layout in names and rng.random() < 0.7 else rng.choice(names)]
    past = Past(before.periods, before.balances)
    return _finish(
        compose(code, specs()[code], book, before.case, day, rng=rng, past=past), book, ("follow_up",), sample_id
    )


def can_follow(earlier: DrawnNotice) -> bool:
    """True where `follow_up` has a next notice, a layout to draw it in, and a day that is not to come yet."""
    return bool(_days_to_follow(earlier))


def _days_to_follow(earlier: DrawnNotice) -> list[date]:
    """Five weeks later mostly, sometimes six or seven."""
    code, first = earlier.paper.spec.next, earlier.paper.notice_date + timedelta(weeks=WEEKS_BETWEEN)
    days = [first, first, first, first + timedelta(days=7), first + timedelta(days=14)]
    if code is None:
        return []
    spec, case = specs()[code], earlier.paper.case
    return [d for d in days if d <= LAST_DAY and any(_goes(spec, BOOK[name], case, d) for name in LAYOUTS)]


def layouts_for(code: str, *, practice: bool = False) -> tuple[str, ...]:
    """The layouts that can draw `code` in some year; practice layouts only with `practice`."""
    names = BOOK if practice else LAYOUTS
    return tuple(name for name in names if BOOK[name].suits(specs()[code]))


def _like(layout: str) -> tuple[str, ...]:
    """The layouts that go with `layout`: practice ones with each other."""
    return tuple(sorted(PRACTICE_LAYOUTS)) if layout in PRACTICE_LAYOUTS else LAYOUTS


def _goes(spec: CodeSpec, layout: Layout, case: Case | None, day: date | None) -> bool:
    if not layout.suits(spec):
        return False
    if case is not None and spec.account not in ("either", case.account):
        return False
    first, last = max(spec.years[0], layout.years[0]), min(spec.years[1], layout.years[1])
    return day is None or first <= day.year <= last


def _case_kind(spec: CodeSpec, rng: random.Random) -> str:
    account = rng.choice(("person", "business")) if spec.account == "either" else spec.account
    if account == "business":
        return "business"
    if spec.only:
        return spec.only
    return rng.choices(("individual", "joint", "itin"), (62, 33, 5))[0]


def _draw_day(spec: CodeSpec, layout: Layout, rng: random.Random) -> date:
    """A Monday mostly, in the years that code and layout share."""
    first = date(max(spec.years[0], layout.years[0]), 2, 1)
    last = min(LAST_DAY, date(min(spec.years[1], layout.years[1]), 12, 20))
    day = first + timedelta(days=rng.randint(0, (last - first).days))
    return day if rng.random() < 0.3 else day - timedelta(days=day.weekday())


def _finish(paper: Paper, layout: Layout, defects: Sequence[str], sample_id: str) -> DrawnNotice:
    for defect in (d for d in defects if d in DEFECTS):
        paper = spoil(defect, paper, layout)
    sheet = layout.draw(paper)
    pdf = render(sheet.pages, f"{paper.code} sample")
    return DrawnNotice(pdf, _truth(paper, layout, sheet, tuple(defects), sample_id), paper)


def _truth(paper: Paper, layout: Layout, sheet: Sheet, defects: tuple[str, ...], sample_id: str) -> TruthNotice:
    printed = [(paper.amounts[key], page) for key, page in sheet.noted.items()]
    return TruthNotice(
        sample_id=sample_id,
        file="",
        pages=tuple(range(1, sheet.page + 1)),
        pages_printed=sheet.page,
        layout=layout.name,
        wear="digital",
        notice_code=paper.code,
        notice_date=paper.notice_date,
        tax_periods=paper.periods,
        tin=_tin(paper),
        taxpayer=Taxpayer(name=paper.mailed_name, address=paper.mailed_address),
        amount_due=paper.asked,
        due_date=paper.due,
        amounts=tuple(
            Amount(role=role, label=label, amount=amount, page=page) for (role, label, amount), page in printed
        ),
        contact_phone=paper.phone if layout.prints_phone else None,
        caller_id=paper.caller_id,
        defects=defects,
        accept_forbidden=any(d in DEFECTS for d in defects),
    )


def _tin(paper: Paper) -> Tin:
    case = paper.case
    if paper.tin_text is None:
        return Tin(type="unknown", last4=None, masked=None)
    if case.tin_kind == "ein":
        return Tin(type="ein", last4=case.last4, masked=mask_ein(case.last4))
    masked = paper.manner.mask != ""
    return Tin(type="ssn" if masked else case.tin_kind, last4=case.last4, masked=mask_ssn(case.last4))
