"""Keys in the running head or foot of a page: code, day, taxpayer number and page number in one short line.

"CP21A | 06/14/2021 | XXX-XX-8129", "Thomas Castillo, XXX-XX-3017, September 10, 2012": later pages of many layouts
say in one line, without labels, which notice they belong to.
"""

import re
from collections.abc import Collection, Hashable, Iterator, Sequence
from dataclasses import replace

from schemas.geometry import Box
from schemas.reading import Word

from . import codeword
from .candidate import Candidate, Place, candidate_at
from .layout import Piece, Sheet
from .number_text import find_periods, find_tin, listed
from .text import Run, fold, run_of
from .values import find_bare_page_of, find_dates, find_page_of

HEAD_ENDS, FOOT_BEGINS = 0.12, 0.93  # shares of the page height
RUNNING = "running head"  # stands for the label that such a line leaves out
BARE = "no word before it"  # `kind` of a day right behind another key: no label of it can have been misread
MOST_WORDS = 28
MOST_REST = 44  # characters of a name or title that may stand beside two keys, and as many again beside three
_BETWEEN = re.compile(r"(?:[^|·•/]|(?<=[0-9])/(?=[0-9]))+")
_CALLED = re.compile(r"(?:ty|taxyear|taxperiod|period|(?=q[1-4]))(q?[0-9])")
_REFERENCE = re.compile(r"(?:our|your|in|please|)(?:ref|reference|refer(?:ring)?to|re)[.:#]")
_OF_THE_NOTICE = re.compile(r"(?:cp[0-9]{2,4}[a-z]{0,2}(?:of|del?)|dated|written(?:on)?|issued|mailed|fechad[oa])$")
_STAMPS = ("received", "fax", "from:", "recibido")


def running_candidates(sheet: Sheet) -> list[Candidate]:
    """What the short lines at the head and foot say, where at least two kinds of keys stand in one line."""
    return [c for row in sheet.rows if _at_edge(sheet, row) for c in _in_row(sheet, row)]


def _at_edge(sheet: Sheet, row: Sequence[Piece]) -> bool:
    """At the head or foot, or a reference line of the header: "Our ref: CP503 / TY 2020 / Form 1040 / SSN ..."."""
    middle = row[0].box.cy / sheet.height
    reference = row[0].box.cy < sheet.header_ends and bool(_REFERENCE.match(fold(row[0].run.tight)))
    return middle < HEAD_ENDS or middle > FOOT_BEGINS or reference


def _in_row(sheet: Sheet, row: Sequence[Piece]) -> list[Candidate]:
    run = run_of(part for piece in row for word in piece.segment.words for part in _parts(word))
    if len(run.words) > MOST_WORDS or any(s in run.tight for s in _STAMPS):
        return []
    found = [*_codes(sheet, run), *_tins(sheet, run)]
    found += [*_days(sheet, run, {c.raw for c in found}), *_periods(sheet, run)]
    page = find_page_of(run.tight)
    counted = page or any(find_bare_page_of(piece.run.tight) for piece in row)
    kinds = {c.field for c in found} | ({"page"} if counted else set())
    taken = sum(len("".join(c.raw.split())) for c in found) + (page[3] - page[2] if page else 0)
    return found if len(kinds) >= 2 and len(run.tight) - taken <= MOST_REST * (len(kinds) - 1) else []


def _parts(word: Word) -> Iterator[Word]:
    """`word` cut at the dots and strokes between keys: "CP503·March" where spaces were not seen."""
    width, length = word.box.width, max(1, len(word.text))
    for part in _BETWEEN.finditer(word.text):
        x0 = word.box.x0 + width * part.start() / length
        yield Word(part[0], Box(x0, word.box.y0, x0 + width * len(part[0]) / length, word.box.y1), word.confidence)


def _codes(sheet: Sheet, run: Run) -> Iterator[Candidate]:
    for number, word in enumerate(run.words):
        first = word.text.strip("|·•:;,.").upper()
        after = run.words[number + 1].text[:4].upper() if number + 1 < len(run.words) else ""
        named = codeword.looks_like_cp(first) or first in ("CP", "LT", "LETTER", "LTR")
        if not named and after != "(REV":  # "972CG (Rev. 12-2004)"
            continue
        code = codeword.read_code([w.text.strip("|·•") for w in run.words[number : number + 2]])
        if code and code.known:
            end = number + code.words
            last = run.starts[end] if end < len(run.starts) else len(run.tight)
            yield _candidate(sheet, run, "notice_code", (run.starts[number], last, code.code, code.repaired))


def _tins(sheet: Sheet, run: Run) -> Iterator[Candidate]:
    """A number begins with a word: across words, a day and a number behind it would look like one."""
    for number, word in enumerate(run.words):
        text = run_of([word]).tight
        found = find_tin(text, labelled=False)
        if found and found.last4 is not None and not text[: found.start].strip("|*,;:()"):
            at = run.starts[number]
            yield _candidate(sheet, run, "tin", (at + found.start, at + found.end, found, found.repaired))
            return
    ending = find_tin(run.tight, labelled=False)
    if ending and ending.masked and ending.shape == "unknown":  # "ending in 1234" takes several words
        yield _candidate(sheet, run, "tin", (ending.start, ending.end, ending, ending.repaired))


def _periods(sheet: Sheet, run: Run) -> Iterator[Candidate]:
    """A period that is called one: a bare year may be anything's."""
    for match in _CALLED.finditer(run.tight):
        rest = run.tight[match.start(1) :]
        first = next(iter(find_periods(rest)), None)
        if match.start() in run.starts and first and first.start == 0:
            periods = listed(rest, first)
            value = tuple(dict.fromkeys((p.period_end, p.year_only) for p in periods))
            span = (match.start(1), match.start(1) + periods[-1].end)
            yield _candidate(sheet, run, "tax_period", (*span, value, any(p.repaired for p in periods)))
            return


def _days(sheet: Sheet, run: Run, keys: Collection[str]) -> Iterator[Candidate]:
    """The only day in the line; of several the one said to be the notice's. `keys`: the others in the line."""
    found = [d for n in range(len(run.words)) for d in _day_from(run, n)]
    if len({d[2] for d in found}) > 1:
        found = [d for d in found if _OF_THE_NOTICE.search(run.tight[: d[0]])]
    if len({d[2] for d in found}) == 1:
        before = run.tight[: found[0][0]].rstrip("|·•:;,.-–—")
        bare = any(before.endswith(fold("".join(key.split()))) for key in keys)
        yield replace(_candidate(sheet, run, "notice_date", found[0]), kind=BARE if bare else "")


def _day_from(run: Run, number: int) -> list[tuple[int, int, Hashable, bool]]:
    """A day that begins with word `number`: code and day may run together where spaces are left out."""
    text = run_of(run.words[number : number + 4]).tight
    lead = len(text) - len(text.lstrip("|*,;:"))
    dates = find_dates(text)
    if not dates or dates[0].start > lead:
        return []
    at = run.starts[number]
    return [(at + dates[0].start, at + dates[0].end, dates[0].value, dates[0].repaired)]


def _candidate(sheet: Sheet, run: Run, field: str, found: tuple[int, int, Hashable, bool]) -> Candidate:
    """`found`: start, end, value, repaired."""
    start, end, value, repaired = found
    place = Place.HEADER if run.span_box(start, end).cy < 0.5 * sheet.height else Place.FOOTER
    kind = "known" if field == "notice_code" else ""
    return candidate_at(
        sheet, run, field, (start, end), value=value, repaired=repaired, place=place, label=RUNNING, kind=kind
    )
