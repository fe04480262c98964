"""The tax periods of a notice with their forms, put together from the header, titles, sentences and tables."""

import re
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from schemas.geometry import overlaps
from schemas.notice import TaxPeriod

from .candidate import Candidate, Place
from .fields import Material, period_candidates
from .formnames import forms_in
from .number_text import ends_month, kind_of
from .periodrows import PeriodRow, period_rows
from .prose import NAMED_IN_TEXT
from .text import plain

_YEAR = re.compile("year|ano")
_LIST_PITCH = 2.0  # line heights from one period of a list to the next


@dataclass(frozen=True, slots=True)
class PeriodChoice:
    """`candidates` are those of the main place (ranked), `support` other places that name one of the periods,
    `against` places that list more of them, or a part of a year that stands in the main place."""

    candidates: tuple[Candidate, ...]
    support: tuple[Candidate, ...]
    rows: tuple[PeriodRow, ...]
    against: tuple[Candidate, ...] = ()


def period_choice(material: Material) -> PeriodChoice:
    """Header labels first; without them labels elsewhere on the first page, its foot and stub included, then titles;
    without those other stubs and sentences; tables by period last."""
    found = _listed_block_by_block(_listed_line_by_line(period_candidates(material)))
    rows = tuple(r for v in material.views for r in period_rows(v.sheet))
    found = [_whole_column(c, rows) for c in found]
    for group in (_in_header, _labelled_first(material), _in_title, _in_stub, _anywhere):
        main = [c for c in found if group(c)]
        if main:
            ends = _ends(main[0])
            support = tuple(c for c in found if c not in main and set(_ends(c)) <= set(ends))
            against = tuple(c for c in found if c not in main and (set(_ends(c)) > set(ends) or _narrows(main[0], c)))
            return PeriodChoice(tuple(main), support, rows, against)
    return PeriodChoice((), (), rows, ())


def _narrows(main: Candidate, other: Candidate) -> bool:
    """Where a bare year stands, `other` names a quarter or a fiscal year that ends within it."""
    years = {end.year for end, only in _periods(main) if only}
    return any(
        not only and ends_month(end) and end.month != _DECEMBER and end.year in years for end, only in _periods(other)
    )


_DECEMBER = 12


def _whole_column(candidate: Candidate, rows: Sequence[PeriodRow]) -> Candidate:
    """A label that heads a column of periods: with those of all its rows, not of the first only."""
    own = [r for r in rows if r.page == candidate.page and overlaps(r.box, candidate.box)]
    column = [r.period for r in rows if r.page == candidate.page]
    if candidate.label == NAMED_IN_TEXT or not own or len(column) < len(_periods(candidate)):
        return candidate
    value = tuple(dict.fromkeys(column))
    return (
        replace(candidate, value=value, below=len(value) - 1) if set(_periods(candidate)) < set(value) else candidate
    )


def _listed_line_by_line(found: Sequence[Candidate]) -> list[Candidate]:
    """Periods that a header prints under each other, each behind the same label, are one list."""
    result: list[Candidate] = []
    for new in found:
        first = next((n for n, c in enumerate(result) if _continues_list(c, new)), None)
        if first is None:
            result.append(new)
            continue
        upper, lower = sorted((result[first], new), key=lambda c: c.box.y0)
        more = tuple(p for p in _periods(lower) if p not in _periods(upper))
        result[first] = replace(upper, value=(*_periods(upper), *more), below=upper.below + len(more))
    return result


def _listed_block_by_block(found: Sequence[Candidate]) -> list[Candidate]:
    """Blocks under each other, each with its period behind the same label: they tell of one period each."""
    result: list[Candidate] = []
    first_page = min((c.page for c in found), default=0)
    for new in found:
        later = new.page > first_page
        first = next((n for n, c in enumerate(result) if _is_next_block(c, new, later=later)), None)
        if first is None:
            result.append(new)
        else:
            upper, lower = sorted((result[first], new), key=lambda c: c.box.y0)
            value = (*_periods(upper), *_periods(lower))
            result[first] = replace(upper, value=value, below=upper.below + len(_periods(lower)))
    return result


def _is_next_block(one: Candidate, other: Candidate, *, later: bool) -> bool:
    """Behind the same label on one edge of one page, away from headers and stubs, which repeat what is listed; on a
    `later` page the first block may stand where a header would."""
    heads = [c for c in (one, other) if c.place is Place.HEADER]
    here = one.page == other.page and len(heads) <= later
    labelled = _labelled_alike(one, other)
    edge = min(abs(one.box.x0 - other.box.x0), abs(one.box.x1 - other.box.x1)) <= _BLOCK_EDGE
    return here and labelled and edge and not set(_periods(one)) & set(_periods(other))


_BLOCK_EDGE = 6.0  # points


def _labelled_alike(one: Candidate, other: Candidate) -> bool:
    return bool(one.label) and one.label != NAMED_IN_TEXT and _unnumbered(one.label) == _unnumbered(other.label)


def _unnumbered(label: str) -> str:
    """Without the number of its line: "2 a Tax period" and "b Tax period" are of one list."""
    return plain(_LINE_NUMBER.sub("", label))


_LINE_NUMBER = re.compile(r"^\s*(?:[0-9]{1,2}\s?[a-z]?|[a-z])[.)]?\s+")


def _continues_list(one: Candidate, other: Candidate) -> bool:
    same = one.page == other.page and one.place is Place.HEADER and other.place is Place.HEADER
    labelled = _labelled_alike(one, other)
    near = abs(one.box.cy - other.box.cy) <= _LIST_PITCH * max(one.box.height, other.box.height) * (1 + one.below)
    return same and labelled and near and not set(_periods(one)) & set(_periods(other))


def _periods(candidate: Candidate) -> tuple[tuple[date, bool], ...]:
    return candidate.value if isinstance(candidate.value, tuple) else ()


def _in_header(candidate: Candidate) -> bool:
    return candidate.place is Place.HEADER


def _labelled_first(material: Material) -> Callable[[Candidate], bool]:
    first = material.views[0].page if material.views else 0
    places = (Place.BODY, Place.TITLE, Place.STUB)
    return lambda c: c.page == first and c.place in places and c.label != NAMED_IN_TEXT and c.alone


def _in_title(candidate: Candidate) -> bool:
    return candidate.place is Place.TITLE


def _in_stub(candidate: Candidate) -> bool:
    return candidate.place is Place.STUB


def _anywhere(candidate: Candidate) -> bool:
    return candidate.place in (Place.BODY, Place.PROSE)


def _ends(candidate: Candidate) -> tuple[date, ...]:
    return tuple(p[0] for p in candidate.value) if isinstance(candidate.value, tuple) else ()


def ticks_quarters(material: Material) -> bool:
    """The first page heads a column for each quarter: "Full year  Qtr. 1  Qtr. 2  Qtr. 3  Qtr. 4"."""
    runs = [p.run.tight for v in material.views[:1] for p in v.sheet.pieces]
    return len({match[1] for text in runs for match in _QUARTER_HEAD.finditer(text)}) >= _QUARTER_HEADS


_QUARTER_HEAD = re.compile(r"(?:qtr|quarter|trimestre|trim)\.?:?([1-4])(?![0-9])")
_QUARTER_HEADS = 3


def form_of(material: Material) -> str | None:
    """The form that the notice is about: its header's, its title's, the one its periods or its stub name."""
    forms = material.of("form")
    for places in ((Place.HEADER,), (Place.PROSE,)):
        own = [c for c in forms if c.place in places and (places != (Place.HEADER,) or _short(c))]
        if own:
            counts: dict[Hashable, int] = {}
            for c in own:
                counts[c.value] = counts.get(c.value, 0) + 1
            best = max(counts, key=lambda f: counts[f])
            return str(best)
    return _first_named(material)


# Named on many first pages without being what the notice is about.
_BYSTANDERS = frozenset({"W2", "1099", "1099MISC", "1098", "1040X", "5329", "1095C", "1094C", "W7"})


def _first_named(material: Material) -> str | None:
    """The first return form that the first page's sentences name."""
    for view in material.views[:1]:
        for run in view.sheet.paragraphs:
            for form, _, _ in forms_in(run):
                if form.replace("-", "") not in _BYSTANDERS:
                    return form
    return None


def _short(candidate: Candidate) -> bool:
    """A header's form stands alone behind its label, not in a sentence."""
    return candidate.alone


def tax_periods(
    ends: Sequence[date], choice: PeriodChoice, form: str | None, *, individual: bool
) -> tuple[TaxPeriod, ...]:
    """The records for `ends`; a table by period tells each period's own form and adds periods of its own.

    `individual`: an individual's account, whose periods are years.
    """
    years = {
        p[0]
        for c in (*choice.candidates, *choice.support)
        if isinstance(c.value, tuple)
        for p in c.value
        if p[1] or _YEAR.search(plain(c.label))
    }
    by_row = {r.period[0]: r for r in choice.rows}
    wanted = list(ends)
    if choice.rows and (not wanted or len(by_row) > len(wanted)):
        wanted += [r.period[0] for r in choice.rows if r.period[0] not in wanted]
    result = []
    for end in dict.fromkeys(wanted):
        row = by_row.get(end)
        own = row.form if row and row.form else form
        is_year = individual or end in years or bool(row and row.period[1])
        result.append(TaxPeriod(form=own, period_end=end, kind=kind_of(own, year=is_year)))
    return tuple(result)
