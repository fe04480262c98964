"""Tax periods behind their label: one or several, in a row, in lines under each other or in columns."""

import re
from dataclasses import replace

from schemas.geometry import overlap_y

from .candidate import Candidate
from .formnames import forms_in
from .layout import below, right_of
from .number_text import FoundPeriod, ends_month, find_periods
from .spots import Labelled, Spot, make

_FARTHEST = 14  # characters behind the label at which the first period begins
_LABEL_LETTERS = 5  # that are another label, and no "and"


def read_period(at: Labelled) -> list[Candidate]:
    """All periods behind, right of or below the label as one candidate, and the forms named among them."""
    for spot in at.spots:
        start = spot.lead()
        text = spot.run.tight[start : spot.end]
        periods = _before_other_labels(text, find_periods(text))
        if not periods or periods[0].start > _FARTHEST:
            if spot.inline and text:
                return []
            continue
        span = (start + periods[0].start, start + periods[-1].end)
        beside = _periods_beside(at, spot, periods[-1]) if span[1] >= spot.end - 1 else []
        more = beside or (_periods_below(at, spot, periods[-1]) if span[1] >= spot.end - 1 else [])
        value = tuple(dict.fromkeys((p.period_end, p.year_only) for p in (*periods, *more)))
        made = make(at, "tax_period", spot, span, value=value, repaired=any(p.repaired for p in (*periods, *more)))
        made = replace(made, below=len({p.period_end for p in more} - {p.period_end for p in periods}))
        named = [f for f in forms_in(spot.run) if spot.start <= f[1] < spot.end]
        return [made, *(make(at, "form", spot, (s, e), value=form, repaired=False) for form, s, e in named)]
    return []


def _before_other_labels(text: str, periods: list[FoundPeriod]) -> list[FoundPeriod]:
    """Those up to the first day behind other words that ends no month: these are its label, misread perhaps."""
    for n in range(1, len(periods)):
        between = text[periods[n - 1].end : periods[n].start]
        if not ends_month(periods[n].period_end) and sum(map(str.isalpha, _besides(between, []))) >= _LABEL_LETTERS:
            return periods[:n]
    return periods


def _periods_below(at: Labelled, spot: Spot, first: FoundPeriod) -> list[FoundPeriod]:
    """Further periods in lines of their own under the first: a header that lists several."""
    more: list[FoundPeriod] = []
    box = spot.run.box
    while under := below(at.sheet, box, 0.9)[:1]:
        text = under[0].run.tight.strip(",;")
        periods = find_periods(text)
        told_by_another = at.hits[under[0].index] or at.has_label_left(under[0])
        if not periods or _besides(text, periods) or told_by_another or not _end_alike(first, periods):
            break
        more += periods
        box = under[0].box
    return more


def _end_alike(first: FoundPeriod, more: list[FoundPeriod]) -> bool:
    """Below a period that ends with a month stands no day within one: that is another label's."""
    return not ends_month(first.period_end) or all(ends_month(p.period_end) for p in more)


def _periods_beside(at: Labelled, spot: Spot, last: FoundPeriod) -> list[FoundPeriod]:
    """Further periods written alike in the columns right of the first: a table with a column for each."""
    if overlap_y(spot.run.box, at.piece.box) < 0.5 * min(spot.run.box.height, at.piece.box.height):
        return []  # below the label: what stands beside it is under another label
    more: list[FoundPeriod] = []
    for piece in right_of(at.sheet, spot.run.box):
        text = piece.run.tight.strip(",;")
        periods = find_periods(text)
        if len(periods) != 1 or _besides(text, periods) or periods[0].year_only != last.year_only:
            break
        more += periods
    return more


def _besides(text: str, periods: list[FoundPeriod]) -> str:
    """What stands in `text` besides the periods and the words that join them."""
    for period in reversed(periods):
        text = text[: period.start] + text[period.end :]
    return re.sub(r"calendar|tax|fiscal|years?|and|ty|y|[,;&-]", "", text)
