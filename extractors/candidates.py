"""Labelled candidates: what stands beside the labels of a page, before any choice is made.

Finding is separate from choosing (`choose.py`). A candidate keeps its page, box, raw text, confidence and the
kind of place, because agreement counts only between places that were read independently.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from . import codeword
from .candidate import FIRST_HEADER, Candidate, Place, place_of
from .formnames import bare_form, forms_in
from .labelled_amounts import dated_at, heads_workings, read_amount
from .labels import Hit, find_labels
from .layout import Piece, Sheet, above, below, in_prose, left_of, right_of
from .money_text import find_money
from .number_text import FoundPeriod, FoundTin, find_last_four, find_periods, find_tin
from .spots import Labelled, Spot, labelled, make, wrapped_label
from .values import find_dates, find_phone


def labelled_candidates(sheet: Sheet) -> list[Candidate]:
    """What stands behind, right of or below the labels of `sheet`."""
    hits = _without_values(sheet, {piece.index: find_labels(piece.run) for piece in sheet.pieces})
    found: list[Candidate] = []
    for piece in sheet.pieces:
        wrapped = wrapped_label(sheet, piece, hits)
        own = [] if wrapped else [labelled(sheet, piece, n, hits) for n in range(len(hits[piece.index]))]
        if own and own[0].hit.start == 0 and _goes_on_with(piece) and in_prose(sheet, piece):
            own = own[1:]  # a sentence's "due after" is no label
        if own and _is_in_capitals(piece) and in_prose(sheet, piece):
            own = [at for at in own if not _goes_on_in_capitals(at)]
        for at in [wrapped] if wrapped else own:
            read = _READERS.get(at.hit.label.field)
            if read and _counts_here(at):
                found += [_of_header(at, c) for c in read(at) or _unread(at)]
    return found


def _without_values(sheet: Sheet, hits: dict[int, tuple[Hit, ...]]) -> dict[int, tuple[Hit, ...]]:
    """ "Notice code" with "Letter 3172" beside or below it: there "Letter" is no label but a part of the value."""

    def asks_code(piece: Piece) -> bool:
        last = hits[piece.index][-1:]
        return any(h.label.field == "notice_code" and not piece.run.tight[h.end :].strip(".:_- ") for h in last)

    def is_value(piece: Piece) -> bool:
        own = hits[piece.index]
        if not own or own[0].start or own[0].label.plain not in _LETTER_WORDS:
            return False
        return any(map(asks_code, (*left_of(sheet, piece.box)[:1], *above(sheet, piece.box, 1.6)[:1])))

    return {piece.index: () if is_value(piece) else hits[piece.index] for piece in sheet.pieces}


_LETTER_WORDS = ("letter", "ltr", "carta")


def _goes_on_with(piece: Piece) -> bool:
    """The line begins in lower case, as the second line of a sentence does."""
    return piece.run.words[0].text[:1].islower()


def _is_in_capitals(piece: Piece) -> bool:
    letters = [c for word in piece.run.words for c in word.text if c.isalpha()]
    return len(piece.run.words) >= _SENTENCE and all(map(str.isupper, letters))


def _goes_on_in_capitals(at: Labelled) -> bool:
    """Where sentences are in capitals, as old printers set them, every word looks like the beginning of a label."""
    run, start = at.piece.run, at.hit.start
    word = run.words[run.word_at(start - 1)].text if start else ""
    return word.isalpha() or (not start and len(at.hit.label.plain) <= _SHORT)


_SENTENCE = 5  # words


def _of_header(at: Labelled, found: Candidate) -> Candidate:
    """A long address moves a first page's header down: a label in front of the day says that it is the header's."""
    first = at.sheet.header_ends >= FIRST_HEADER * at.sheet.height
    upper = at.piece.box.cy < _UPPER * at.sheet.height and at.hit.start == 0
    moved = found.field == "notice_date" and found.place is Place.BODY and first and upper
    return replace(found, place=Place.HEADER) if moved else found


def _counts_here(at: Labelled) -> bool:
    """Short labels head tables too: "Date" counts in headers only, "Period" and "Year" in a first page's."""
    label = at.hit.label
    if (label.field == "amount_due" and _follows_a_word(at)) or _goes_on_in_words(at):
        return False
    if label.long:
        return True
    if label.field == "notice_date" and at.hit.start == 0 and _is_all(at):
        return True
    if label.field == "notice_date" and len(label.plain) > 4 and _faces_day(at):
        return True
    if label.field == "tax_period" and at.sheet.header_ends < FIRST_HEADER * at.sheet.height:
        return False
    return place_of(at.sheet, at.piece.box) is Place.HEADER


def _follows_a_word(at: Labelled) -> bool:
    """ "PREVIOUSLY BILLED AMOUNT" is not the amount billed."""
    ends = {hit.end for hit in at.hits[at.piece.index]}
    return at.hit.start > 0 and at.hit.start not in ends and at.piece.run.tight[at.hit.start - 1].isalpha()


def _goes_on_in_words(at: Labelled) -> bool:
    """ "Your Collection Due Process Right" has no day that is due: words follow, nothing that could be a value."""
    after = [hit.start for hit in at.hits[at.piece.index] if hit.start >= at.hit.end]
    rest = at.piece.run.tight[at.hit.end : min(after, default=None)]
    within = at.hit.start > 0 or len(at.hit.label.plain) <= _SHORT
    return within and sum(map(str.isalpha, rest)) >= _WORDS and not any(map(str.isdigit, rest))


_SHORT, _WORDS = 5, 8  # letters of a label that many lines begin with; letters that are more than a filler


def _is_all(at: Labelled) -> bool:
    """Label and day are all that the line says: "Dated May 11, 2026" on a stub."""
    return _is_day(at.piece.run.tight[at.hit.end :])


def _is_day(text: str) -> bool:
    rest = text.strip(":.,; ")
    days = find_dates(rest)
    return bool(days) and days[0].start == 0 and days[0].end == len(rest)


def _faces_day(at: Labelled) -> bool:
    """A label by itself, and right of it a day by itself: a row of the header, however far down the page that is."""
    rest = at.piece.run.tight[at.hit.end :].strip(".:_- ")
    beside = next(iter(right_of(at.sheet, at.piece.box)), None)
    upper = at.piece.box.cy < _UPPER * at.sheet.height
    return at.hit.start == 0 and not rest and upper and beside is not None and _is_day(beside.run.tight)


_UPPER = 0.45


def _unread(at: Labelled) -> list[Candidate]:
    """A label that stands for itself without a value that could be read: `value` None says "printed, unread"."""
    run, hit = at.piece.run, at.hit
    if hit.label.field == "amount_due" and any(heads_workings(at, s) and find_money(s.run.tight) for s in at.spots):
        return []  # the column's amounts are read well, they are those of workings
    rest = run.plain[len(hit.label.plain) :]
    if hit.label.field == "tin" and "account" in hit.label.plain:
        return []  # a bank's, on a form to be filled in
    if hit.start > 0 or hit.label.field not in _MAY_BE_UNREAD or len(hit.label.plain) < 7 or len(rest) > 12:
        return []
    return [
        make(
            at,
            hit.label.field,
            Spot(run, hit.start, hit.end, inline=True),
            (hit.start, hit.end),
            value=None,
            repaired=True,
        )
    ]


_MAY_BE_UNREAD = frozenset({"notice_date", "tin", "tax_period", "amount_due", "due_date"})


def _read_code(at: Labelled) -> list[Candidate]:
    if not _heads_its_line(at):
        return []
    letter = "letter" in at.hit.label.plain or at.hit.label.plain in (*_LETTER_WORDS, "numerodecarta")
    for spot in at.spots:
        start = spot.lead()
        if start < spot.end:
            words = _words_from(spot, start)
            found = codeword.read_code(words, letter=letter)
            if found:
                length = sum(len(w) for w in words[: found.words])
                made = make(
                    at, "notice_code", spot, (start, start + length), value=found.code, repaired=found.repaired
                )
                return [replace(made, kind="known" if found.known else "unknown")]
        if spot.inline:
            return []
    return []


def _heads_its_line(at: Labelled) -> bool:
    """A code's label begins its line, or follows another label or a day there; sentences name other' codes."""
    first, before = (*at.hits[at.piece.index], at.hit)[0], at.piece.run.tight[: at.hit.start]
    dates = find_dates(before)
    leads = first.start == 0 or bool(dates and dates[0].start == 0 and dates[-1].end == len(before))
    labelled = {index for index, own in at.hits.items() if own and own[0].start == 0}
    return leads and not in_prose(at.sheet, at.piece, labelled)


def _words_from(spot: Spot, start: int) -> list[str]:
    """Up to four words from `start` on, the first and the last cut at the spot's ends."""
    first = spot.run.word_at(start)
    words, limit = [], spot.end - start
    for number in range(first, min(first + 4, len(spot.run.words))):
        text = spot.run.words[number].text
        if number == first:
            text = text[start - spot.run.starts[first] :]
        if limit <= 0:
            break
        words.append(text[:limit])
        limit -= len(text)
    return words


def _read_date(field: str, reach: int) -> "_Reader":
    """A date that begins at most `reach` characters behind the label."""

    def read(at: Labelled) -> list[Candidate]:
        for spot in at.spots:
            start = spot.lead()
            weekday = _WEEKDAY.match(spot.run.tight, start)
            start = weekday.end() if weekday else start
            dates = find_dates(spot.run.tight[start : spot.end])
            if dates and dates[0].start <= reach:
                return [dated_at(at, field, spot, start, dates[0])]
        return []

    return read


_WEEKDAY = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:el)?(?:lunes|martes|mi.rcoles|jueves|viernes|s.bado|domingo)),?"
)


def _read_tin(at: Labelled) -> list[Candidate]:
    for spot in at.spots:
        start = spot.lead(":.;=>")  # a mask may be written in asterisks
        text = spot.run.tight[start : spot.end]
        found = find_last_four(text) if _ASKS_FOUR.search(at.hit.label.plain) else find_tin(text)
        if found and found.start <= 10 and not _is_a_banks(at, found):
            made = make(
                at, "tin", spot, (start + found.start, start + found.end), value=found, repaired=found.repaired
            )
            return [replace(made, kind=_tin_hint(at.hit.label.plain))]
    return []


def _is_a_banks(at: Labelled, found: FoundTin) -> bool:
    """The end of an account's number may as well be a bank's; a whole or a masked number is a taxpayer's."""
    return "account" in at.hit.label.plain and found.shape == "unknown" and found.masked


_ASKS_FOUR = re.compile(r"(?:ending|ends)(?:in)?$|^lastfour")  # "Taxpayer ID ending in"


def _tin_hint(label: str) -> str:
    if "emp" in label or "ein" in label or "patronal" in label:
        return "ein"
    if "itin" in label or "individualtaxpayer" in label:
        return "itin"
    return "ssn" if "social" in label or "ssn" in label else ""


def _read_period(at: Labelled) -> list[Candidate]:
    for spot in at.spots:
        start = spot.lead()
        text = spot.run.tight[start : spot.end]
        periods = find_periods(text)
        if not periods or periods[0].start > 14:
            if spot.inline and text:
                return []
            continue
        span = (start + periods[0].start, start + periods[-1].end)
        more = _periods_below(at, spot) if span[1] >= spot.end - 1 else []
        value = tuple(dict.fromkeys((p.period_end, p.year_only) for p in (*periods, *more)))
        made = make(at, "tax_period", spot, span, value=value, repaired=any(p.repaired for p in (*periods, *more)))
        made = replace(made, below=len({p.period_end for p in more} - {p.period_end for p in periods}))
        named = [f for f in forms_in(spot.run) if spot.start <= f[1] < spot.end]
        return [made, *(make(at, "form", spot, (s, e), value=form, repaired=False) for form, s, e in named)]
    return []


def _periods_below(at: Labelled, spot: Spot) -> list[FoundPeriod]:
    """Further periods in lines of their own under the first: a header that lists several."""
    more: list[FoundPeriod] = []
    box = spot.run.box
    while under := below(at.sheet, box, 0.9)[:1]:
        text = under[0].run.tight.strip(",;")
        periods = find_periods(text)
        if not periods or _besides(text, periods) or at.has_label_left(under[0]):
            break
        more += periods
        box = under[0].box
    return more


def _besides(text: str, periods: list[FoundPeriod]) -> str:
    """What stands in `text` besides the periods and the words that join them."""
    for period in reversed(periods):
        text = text[: period.start] + text[period.end :]
    return re.sub(r"and|y|[,;&-]", "", text)


def _read_form(at: Labelled) -> list[Candidate]:
    for spot in at.spots:
        start = spot.lead()
        named = forms_in(spot.run)
        if named and start <= named[0][1] <= start + 12:
            form, first, last = named[0]
            return [make(at, "form", spot, (first, last), value=form, repaired=False)]
        index = spot.run.word_at(start)
        word = spot.run.words[index].text[max(0, start - spot.run.starts[index]) :].strip(".,;")
        bare = bare_form(word)
        if bare:
            return [make(at, "form", spot, (start, start + len(bare)), value=bare, repaired=False)]
        if spot.inline:
            return []
    return []


def _read_phone(at: Labelled) -> list[Candidate]:
    for spot in at.spots:
        found = find_phone(spot.run.tight[spot.start : spot.end])
        if found and found[1] <= 16:
            number, start, end = found
            return [make(at, "phone", spot, (spot.start + start, spot.start + end), value=number, repaired=False)]
    return []


def _read_caller(at: Labelled) -> list[Candidate]:
    for spot in at.spots:
        start = spot.lead()
        match = re.match(r"[0-9]{4,10}(?![0-9/.-])", spot.run.tight[start : spot.end])
        if match:
            return [make(at, "caller_id", spot, (start, start + match.end()), value=match[0], repaired=False)]
    return []


_Reader = Callable[[Labelled], list[Candidate]]
_READERS: dict[str, _Reader] = {
    "notice_code": _read_code,
    "notice_date": _read_date("notice_date", 4),
    "due_date": _read_date("due_date", 6),
    "tin": _read_tin,
    "tax_period": _read_period,
    "form": _read_form,
    "phone": _read_phone,
    "caller_id": _read_caller,
    "amount_due": read_amount("amount_due"),
    "past_due": read_amount("past_due"),
    "monthly_payment": read_amount("monthly_payment"),
}
