"""Amounts and dates that sentences repeat, found in paragraphs by the patterns of `templates/prose.yaml`."""

import re
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from schemas.errors import InvalidData
from schemas.record import Record
from schemas.strict_yaml import load_model, package_file

from .candidate import Candidate, Place, candidate_at
from .formnames import bare_form, forms_in
from .layout import Sheet
from .number_text import find_periods, listed
from .text import Run
from .values import find_dates, find_money

_MONEY = r"-?\$?[0-9oilsb]{1,3}(?:[.,]?[0-9oilsb]{3})*(?:\.[0-9oilsb]{2})?"
_DATE = (
    r"(?:[a-z0-9|!]{3,11}\.?[0-9oilsb]{1,2}[.,]{0,2}[0-9oilsbz]{4}"
    r"|[0-9]{1,2}[/-][0-9]{1,2}[/-][0-9]{4}|[0-9]{1,2}de[a-z]{4,11}del?[0-9]{4}"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[-.]?[a-z]{3,11}[-.]?[0-9]{4})"
)
_NUMBER = r"[0-9]{1,3}"
_YEAR = r"(?:19|20)(?:[0-9]{2}|[0-9][oil|]|[oil|][0-9])(?![0-9]|-[0-9]{2}-)"
_PLACEHOLDERS = (("MONEY", _MONEY), ("PERIOD", f"(?:{_DATE}|{_YEAR})"), ("DATE", _DATE), ("YEAR", _YEAR),
                 ("<days>N", f"<days>{_NUMBER}"))  # fmt: skip
FORM_REACH = 24  # characters behind a period in which its form may stand


class ProsePattern(Record):
    """`pattern` has the groups `amount`, `other_amount` (an amount that is not the whole debt) and `date`."""

    name: str
    pattern: str
    kind: Literal["pay_by", "respond_by", "request_hearing_by", "petition_by", ""] = ""


class Act(Record):
    kind: Literal["pay_by", "respond_by", "request_hearing_by", "petition_by"]
    words: str


class Sentences(Record):
    last: str
    firm: str
    acts: tuple[Act, ...]
    lapse: str
    never: str


class ProseFile(Record):
    patterns: tuple[ProsePattern, ...]
    sentences: Sentences
    day_counts: tuple[str, ...]
    immediately: tuple[str, ...]
    periods: tuple[str, ...]
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compiled:
    patterns: tuple[tuple[ProsePattern, re.Pattern[str]], ...]
    day_counts: tuple[re.Pattern[str], ...]
    immediately: tuple[re.Pattern[str], ...]
    periods: tuple[re.Pattern[str], ...]
    forms: tuple[re.Pattern[str], ...]


@cache
def compiled() -> Compiled:
    """The patterns ready to run. Raises InvalidData for one that is no regular expression."""
    source = load_model(package_file("extractors.templates", "prose.yaml"), ProseFile)
    return Compiled(
        tuple((p, _compile(p.pattern)) for p in source.patterns),
        tuple(_compile(p) for p in source.day_counts),
        tuple(_compile(p) for p in source.immediately),
        tuple(_compile(p) for p in source.periods),
        tuple(_compile(p) for p in source.forms),
    )


def _compile(pattern: str) -> re.Pattern[str]:
    filled = pattern
    for name, regex in _PLACEHOLDERS:
        filled = filled.replace(name, regex)
    try:
        return re.compile(filled)
    except re.error as error:
        raise InvalidData(f"prose.yaml: {pattern[:40]!r}: {error}", "correct the pattern") from None


def prose_candidates(sheet: Sheet) -> list[Candidate]:
    """Amounts and dates in the sentences of `sheet`."""
    return [c for run in sheet.paragraphs if len(run.words) > 3 for c in _in_paragraph(sheet, run)]


def _in_paragraph(sheet: Sheet, run: Run) -> Iterator[Candidate]:
    for pattern, regex in compiled().patterns:
        for match in regex.finditer(run.tight):
            yield from _from_match(sheet, run, pattern, match)
    yield from _periods(sheet, run)
    yield from _forms(sheet, run)


def _periods(sheet: Sheet, run: Run) -> Iterator[Candidate]:
    """Periods that sentences name, each with the form that stands by it."""
    forms = forms_in(run)
    for regex in compiled().periods:
        for match in regex.finditer(run.tight):
            found = find_periods(match["period"])
            before = match["period"][: found[0].start] if found else ""
            if not found or (before and not any(map(str.isdigit, before))):
                continue  # a year behind other words than those of a day: "delimpuesto2010"
            start = match.start("period")
            row = listed(run.tight[start : start + LONGEST_LIST], found[0])
            value = tuple(dict.fromkeys((p.period_end, p.year_only) for p in row))
            end = start + row[-1].end
            repaired = any(p.repaired for p in row)
            yield _candidate(sheet, run, "tax_period", (start + row[0].start, end, value, repaired), _PERIOD)
            for form, form_start, form_end in forms:
                if match.start() <= form_start <= end + FORM_REACH:
                    yield _candidate(sheet, run, "form", (form_start, form_end, form, False), _PERIOD)


def _forms(sheet: Sheet, run: Run) -> Iterator[Candidate]:
    for regex in compiled().forms:
        for match in regex.finditer(run.tight):
            form = bare_form(match["form"])
            if form:
                yield _candidate(sheet, run, "form", (*match.span("form"), form, False), _PERIOD)


LONGEST_LIST = 200  # characters that a list of periods may take
NAMED_IN_TEXT = "named in the text"
_PERIOD = ProsePattern(name=NAMED_IN_TEXT, pattern="")


def _from_match(sheet: Sheet, run: Run, pattern: ProsePattern, match: re.Match[str]) -> Iterator[Candidate]:
    groups = match.re.groupindex
    for group, field in (("amount", "amount_due"), ("other_amount", "part_amount")):
        if group not in groups or not match[group]:
            continue
        # Seen in the whole text: "9,5" is no amount when "9,5?3.53" stands there.
        for m in find_money(run.tight, breaks=run.starts):
            if match.start(group) <= m.start < match.end(group):
                yield _candidate(sheet, run, field, (m.start, m.end, m.value, m.repaired), pattern)
                break
    dates = find_dates(match["date"])[:1] if "date" in groups and match["date"] else []
    for d in dates:
        start = match.start("date")
        field = "part_date" if "other_amount" in groups else "due_date"
        yield _candidate(sheet, run, field, (start + d.start, start + d.end, d.value, d.repaired), pattern)


def _candidate(
    sheet: Sheet, run: Run, field: str, found: tuple[int, int, Hashable, bool], pattern: ProsePattern
) -> Candidate:
    """`found`: start, end, value, repaired."""
    start, end, value, repaired = found
    return candidate_at(
        sheet,
        run,
        field,
        (start, end),
        value=value,
        repaired=repaired,
        place=Place.PROSE,
        label=pattern.name,
        kind=pattern.kind,
    )


def response_days(sheets: Iterable[Sheet]) -> tuple[int, ...]:
    """Every n of "n days from the date of this notice", in order of appearance."""
    found = []
    for sheet in sheets:
        for run in sheet.paragraphs:
            for regex in compiled().day_counts:
                found += [int(m["days"]) for m in regex.finditer(run.tight)]
    return tuple(found)


def says_immediately(sheets: Iterable[Sheet]) -> bool:
    """True where the notice asks for payment at once."""
    return any(rx.search(run.tight) for s in sheets for run in s.paragraphs for rx in compiled().immediately)
