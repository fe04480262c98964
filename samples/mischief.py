"""Contradictions printed on purpose: such a notice must never be accepted without a person.

The truth stays what the main places print: header, title, billing total.
"""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from .amounts import misprint
from .blocks import Block, Bullets, Para, Section, Sub
from .layouts.base import Layout
from .paper import Paper
from .specs import CodeSpec, recipes

DUE_BEFORE = "due_before_notice"  # made while composing, since titles and prose repeat the day
DATED = frozenset({"by", "received", "payment"})


def suits(defect: str, spec: CodeSpec, layout: Layout) -> bool:
    """True where a notice of this code in this layout can carry the defect, however it is drawn."""
    if defect == "places_disagree":
        return "later_date" in layout.places or ("coupon_amount" in layout.places and _coupon(spec))
    if defect == "stub_date_differs":
        stubbed = spec.coupon != "none" if layout.contact_stub else spec.coupon == "payment"
        return stubbed and "stub_date" in layout.places
    if defect == DUE_BEFORE:
        return set(spec.due) <= {*DATED, "hearing", "reply", "petition"}
    shown = spec.summary is not None and not (spec.detail and layout.detail_instead)
    return shown and _sure_rows(spec) >= 2


def _coupon(spec: CodeSpec) -> bool:
    return spec.coupon == "payment" and spec.asks is not None


def _sure_rows(spec: CodeSpec) -> int:
    recipe = recipes()[spec.summary or ""]
    return sum(1 for rule in recipe.rows if rule.chance >= 1 and not rule.shown_only) if recipe.total else 0


def early(day: date, rng: random.Random) -> date:
    """A day before the notice date `day`: weeks, or the year mistaken."""
    return day - timedelta(days=rng.choice((7, 14, 21, 344, 709)))


def spoil(defect: str, paper: Paper, layout: Layout) -> Paper:
    """`paper` with the contradiction printed somewhere."""
    return _SPOILERS[defect](paper, layout)


def _places_disagree(paper: Paper, layout: Layout) -> Paper:
    """One place prints another amount or date: the coupon, the head of later pages, or a sentence."""
    spoilers: list[Callable[[Paper], Paper]] = []
    if "later_date" in layout.places:
        spoilers.append(_later_date)
    if "coupon_amount" in layout.places and _coupon(paper.spec):
        spoilers.append(_coupon_amount)
        if paper.due is not None and paper.due_kind in DATED and "coupon_due" in layout.places:
            spoilers.append(_coupon_due)
    if _said(paper):
        spoilers.append(_sentence)
    return paper.rng.choice(spoilers)(paper)


def _later_date(paper: Paper) -> Paper:
    return replace(paper, places=replace(paper.places, later_date=_other_day(paper.notice_date, paper.rng)))


def _coupon_amount(paper: Paper) -> Paper:
    assert paper.asked is not None
    return replace(paper, places=replace(paper.places, coupon_amount=misprint(paper.asked, paper.rng)))


def _coupon_due(paper: Paper) -> Paper:
    assert paper.due is not None
    return replace(paper, places=replace(paper.places, coupon_due=_other_day(paper.due, paper.rng)))


def _said(paper: Paper) -> bool:
    amount = paper.context.get("amount")
    return bool(amount and paper.sections and any(amount in t for b in paper.sections[0].blocks for t in _texts(b)))


def _sentence(paper: Paper) -> Paper:
    assert paper.asked is not None
    old, new = paper.context["amount"], paper.manner.money(misprint(paper.asked, paper.rng), sign=True)
    first = paper.sections[0]
    changed = Section(first.label, tuple(_retold(b, old, new) for b in first.blocks))
    return replace(paper, sections=(changed, *paper.sections[1:]))


def _texts(block: Block) -> tuple[str, ...]:
    if isinstance(block, Bullets):
        return block.items
    return (block.text,) if isinstance(block, (Para, Sub)) else ()


def _retold(block: Block, old: str, new: str) -> Block:
    if isinstance(block, Bullets):
        return replace(block, items=tuple(item.replace(old, new) for item in block.items))
    return replace(block, text=block.text.replace(old, new)) if isinstance(block, (Para, Sub)) else block


def _other_day(day: date, rng: random.Random) -> date:
    return day + timedelta(days=rng.choice((-365, -30, -7, -1, 1, 7, 10, 28)))


def _stub_date_differs(paper: Paper, layout: Layout) -> Paper:
    return replace(paper, places=replace(paper.places, stub_date=_other_day(paper.notice_date, paper.rng)))


def _rows_do_not_sum(paper: Paper, layout: Layout) -> Paper:
    """One row misprinted, the total as it was."""
    at = paper.rng.randrange(len(paper.rows) - 1)
    row = paper.rows[at]
    wrong = replace(row, amount=misprint(row.amount, paper.rng))
    rows = (*paper.rows[:at], wrong, *paper.rows[at + 1 :])
    role, label, _ = paper.amounts[row.id]
    return replace(paper, rows=rows, amounts={**paper.amounts, row.id: (role, label, wrong.amount)})


def _as_composed(paper: Paper, layout: Layout) -> Paper:
    return paper


_SPOILERS: dict[str, Callable[[Paper, Layout], Paper]] = {
    "places_disagree": _places_disagree,
    "rows_do_not_sum": _rows_do_not_sum,
    DUE_BEFORE: _as_composed,
    "stub_date_differs": _stub_date_differs,
}
DEFECTS = tuple(_SPOILERS)
