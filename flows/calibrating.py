"""`noticedesk calibrate`: what an error budget asks of each field and what it costs, on mail whose truth is known."""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rules import budget as budgets
from rules.measured import Checked, Layouts, measured, of_layouts
from schemas.errors import BadArguments

from . import settings as settings_of

USUAL = 0.001
_WHERE = {
    "open": "layouts that reading was tuned on",
    "held_out": "layouts it never saw",
    "own": "your own notices that people checked",
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """`source`: in words, what was measured. `before`: the cost with the house's own thresholds."""

    budget: float
    source: str
    fields: tuple[budgets.FieldThreshold, ...]
    before: tuple[budgets.Cost, ...]
    costs: tuple[budgets.Cost, ...]


def calibrate(budget: str | None, source: Path | None, db: str | None, *, as_json: bool) -> int:
    """On stdout; raises BadArguments for a budget that is none and for a folder without checked notices."""
    settings = settings_of.load(db=db)
    share = settings_of.error_budget(budget, "the error budget is") if budget is not None else settings.error_budget
    own = _own(settings, source) if source or db else None
    sheet = _sheet(share or USUAL, own)
    sys.stdout.write(json.dumps(_data(sheet), indent=1) + "\n" if as_json else "\n".join(_lines(sheet)) + "\n")
    return 0


def _own(settings: settings_of.Settings, source: Path | None) -> list[Checked]:
    from workqueue import open_store  # noqa: PLC0415

    from .checked_notices import checked_notices  # noqa: PLC0415

    if source is not None and not source.is_dir():
        raise BadArguments("--from names no folder", "name a data folder (see NOTICEDESK_HOME)")
    rows = checked_notices(open_store(str(source / "noticedesk.sqlite") if source else settings.db, create=False))
    if not rows:
        raise BadArguments("no notice in this store was checked by a person", "calibrate without --from")
    return rows


def _sheet(budget: float, own: Sequence[Checked] | None) -> Sheet:
    known = measured()
    rows: Sequence[Checked] = known.rows if own is None else own
    groups: tuple[Layouts, ...] = ("open", "held_out") if own is None else ("own",)
    fields = budgets.field_thresholds(of_layouts(rows, groups[0]), budget)
    by = budgets.thresholds(fields, budget)
    seeds = ", ".join(map(str, known.seeds))
    told = f"generated mail of {known.day}, seeds {seeds}" if own is None else "your own notices that people checked"
    costs, before = ([budgets.cost(rows, one, g) for g in groups] for one in (by, budgets.standard()))
    return Sheet(budget, f"{len(rows)} notices: {told}", tuple(fields), tuple(before), tuple(costs))


def _lines(sheet: Sheet) -> Iterator[str]:
    yield f"Error budget {sheet.budget:g} for each critical field, measured on {sheet.source}."
    yield ""
    yield f"{'field':<12} {'threshold':>9} {'reach it':>9} {'wrong':>11} {'95 % bound':>11}  budget shown"
    for f in sheet.fields:
        wrong = f"{f.errors.wrong} of {f.errors.of}"
        yield (
            f"{f.field:<12} {f.least:>9.4f} {f.passes:>8.1%} {wrong:>12} {f.errors.bound:>10.2%}  "
            f"{'yes' if f.shown else 'no'}"
        )
    yield ""
    for before, now in zip(sheet.before, sheet.costs, strict=True):
        yield (
            f"Straight through, {_WHERE[now.layouts]}: {now.straight_through:.1%} of {now.notices} notices "
            f"({before.straight_through:.1%} without a budget); {now.silent.wrong} with a silent error, "
            f"95 % bound {now.silent.bound:.2%}."
        )
    if not all(f.shown for f in sheet.fields):
        yield ""
        yield (
            "Where it says no, too few notices were measured to show the budget, or a wrong value was as sure as "
            "right ones: the threshold is the lowest without an error, at least 1 - budget, and rests on the fitted "
            "confidence. What could be shown is the bound."
        )


def _data(sheet: Sheet) -> dict[str, Any]:
    return {
        "budget": sheet.budget,
        "measured_on": sheet.source,
        "fields": [
            {
                "field": f.field,
                "threshold": f.least,
                "reach": round(f.passes, 4),
                "wrong": f.errors.wrong,
                "of": f.errors.of,
                "bound": round(f.errors.bound, 6),
                "shown": f.shown,
            }
            for f in sheet.fields
        ],
        "straight_through": [
            {
                "layouts": now.layouts,
                "notices": now.notices,
                "share": round(now.straight_through, 4),
                "share_without_budget": round(before.straight_through, 4),
                "silent_errors": now.silent.wrong,
                "bound": round(now.silent.bound, 6),
            }
            for before, now in zip(sheet.before, sheet.costs, strict=True)
        ],
    }
