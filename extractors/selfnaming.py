"""Sentences in which a notice says which it is: "This is notice CP14, issued on March 5, 2024. We know you by the
number ending in 1234." They stand for the header where a letter has none."""

import re
from collections.abc import Hashable, Iterator

from . import codeword
from .candidate import Candidate, Place, candidate_at
from .layout import Sheet
from .number_text import find_tin
from .text import Run, run_of
from .values import find_dates

SELF_NAMED = "says which it is"  # stands for the label
_NAMES = re.compile(
    r"(?:thisis|youarestillin|goesonwith|belongsto|isapartof|estees|estaes|sigueen|perteneceal?)(?:our|the|your|el|la|su)?"
    r"(?=notice|letter|aviso|carta|cp[0-9]|lt[0-9])"
)
_MADE = re.compile(
    r",?(?:(?:which|that)?(?:we|was|is)?)"
    r"(?:issued|dated|mailed|sent|written|madeout|prepared|emitid[oa]|fechad[oa]|enviad[oa])(?:on|of|el|del)?"
)
_NUMBER = re.compile(r"(?:number|no\.|ssn|ein|itin|tin|numero)$")
_CODE_WORDS = 3
_NUMBER_WORDS = 3
_DATE_LENGTH = 40  # characters that a day may take


def naming_candidates(sheet: Sheet) -> list[Candidate]:
    """Code, day and taxpayer number of such sentences, and of those beside them in the paragraph."""
    return [c for run in sheet.paragraphs for match in _NAMES.finditer(run.tight) for c in _named(sheet, run, match)]


def _named(sheet: Sheet, run: Run, match: re.Match[str]) -> Iterator[Candidate]:
    if match.end() not in run.starts or (match.start() and match.start() not in run.starts):
        return
    first = run.starts.index(match.end())
    for number in (first, first + 1):  # "notice CP14", "Letter 1058", "CP14"
        words = [w.text.strip(".,;:") for w in run.words[number : number + _CODE_WORDS]]
        code = codeword.read_code(words) if words else None
        if code and code.known:
            end = number + code.words
            last = run.starts[end] if end < len(run.starts) else len(run.tight)
            yield _candidate(sheet, run, "notice_code", (run.starts[number], last, code.code, code.repaired))
            yield from _day(sheet, run, last)
            yield from _tin(sheet, run)
            return


def _day(sheet: Sheet, run: Run, behind: int) -> Iterator[Candidate]:
    made = _MADE.match(run.tight, behind)
    if not made:
        return
    dates = find_dates(run.tight[made.end() : made.end() + _DATE_LENGTH])
    if dates and dates[0].start == 0:
        span = (made.end(), made.end() + dates[0].end)
        yield _candidate(sheet, run, "notice_date", (*span, dates[0].value, dates[0].repaired))


def _tin(sheet: Sheet, run: Run) -> Iterator[Candidate]:
    for number, start in enumerate(run.starts):
        if not _NUMBER.search(run.tight[:start]):
            continue
        for words in range(1, _NUMBER_WORDS + 1):  # "XXX-XX-1234", "ending in 1234"
            text = run_of(run.words[number : number + words]).tight.rstrip(".,;:")
            found = find_tin(text, labelled=True)
            if found and found.last4 is not None and (found.start, found.end) == (0, len(text)):
                yield _candidate(sheet, run, "tin", (start, start + found.end, found, found.repaired))
                return


def _candidate(sheet: Sheet, run: Run, field: str, found: tuple[int, int, Hashable, bool]) -> Candidate:
    """`found`: start, end, value, repaired."""
    start, end, value, repaired = found
    place = Place.HEADER if run.span_box(start, end).cy < 0.5 * sheet.height else Place.FOOTER
    kind = "known" if field == "notice_code" else ""
    return candidate_at(
        sheet, run, field, (start, end), value=value, repaired=repaired, place=place, label=SELF_NAMED, kind=kind
    )
