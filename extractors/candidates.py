"""Labelled candidates: what stands beside the labels of a page, before any choice is made.

Finding is separate from choosing (`choose.py`). A candidate keeps its page, box, raw text, confidence and the
kind of place, because agreement counts only between places that were read independently.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from . import codeword
from .candidate import FIRST_HEADER, Candidate, Place
from .formnames import bare_form, forms_in
from .labelled_amounts import dated_at, read_amount
from .labelled_periods import read_period
from .labelling import LETTER_WORDS, UPPER, labels_on
from .layout import Sheet, in_prose
from .number_text import FoundTin, find_last_four, find_tin
from .spots import Labelled, Spot, make
from .unread import unread
from .values import find_dates, find_phone


def labelled_candidates(sheet: Sheet) -> list[Candidate]:
    """What stands behind, right of or below the labels of `sheet`."""
    found: list[Candidate] = []
    for at in labels_on(sheet):
        read = _READERS.get(at.hit.label.field)
        if read:
            found += [_of_header(at, c) for c in read(at) or unread(at)]
    return found


def _of_header(at: Labelled, found: Candidate) -> Candidate:
    """A long address moves a first page's header down: a label in front of the day says that it is the header's."""
    first = at.sheet.header_ends >= FIRST_HEADER * at.sheet.height
    upper = at.piece.box.cy < UPPER * at.sheet.height and at.hit.start == 0
    moved = found.field == "notice_date" and found.place is Place.BODY and first and upper
    return replace(found, place=Place.HEADER) if moved else found


def _read_code(at: Labelled) -> list[Candidate]:
    if not _heads_its_line(at):
        return []
    letter = "letter" in at.hit.label.plain or at.hit.label.plain in (*LETTER_WORDS, "numerodecarta")
    for spot in at.spots:
        start = spot.lead()
        if start < spot.end:
            words = _words_from(spot, start)
            found = codeword.read_code(words, letter=letter)
            if found and not found.known:  # "Notice or letter number: 972CG" is no letter 972CG
                other = codeword.read_code(words, letter=not letter)
                found = other if other and other.known else found
            if found:
                length = sum(len(w) for w in words[: found.words])
                made = make(
                    at, "notice_code", spot, (start, start + length), value=found.code, repaired=found.repaired
                )
                kind = "known" if found.known else "unknown"
                cut = spot.run.tight[start + length - 1 : start + length + 1]
                if not _SUBJECT.match(at.hit.label.plain) or not set(cut) & set(",;("):
                    return [replace(made, kind=kind)]
                return [replace(made, kind=kind, alone=True), *_filed_under(at, spot, start + length)]
        if spot.inline:
            return []
    return []


def _filed_under(at: Labelled, spot: Spot, start: int) -> list[Candidate]:
    """The taxpayer number that a subject line names behind the code, with no label that counts before it."""
    if len(at.hits[at.piece.index]) > 1:
        return []
    for first in (n for n in spot.run.starts if start < n < spot.end):
        found = find_tin(spot.run.tight[first : spot.end], labelled=False)
        if found and found.start == 0:
            span = (first, first + found.end)
            return [make(at, "tin", spot, span, value=found, repaired=found.repaired)]
    return []


# "About our notice CP503, kept under SSN ...": the line that says what the page is about goes on behind the code.
_SUBJECT = re.compile(
    r"(?:about|re|regarding|concerning|subject|more|this|heregoeson|asunto|sobre|acercade|mas|esto|aquisigue|conesto)\w{6,}"
)


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
    """ "" for a label that names several kinds: "SSN or EIN"."""
    business = "emp" in label or "ein" in label or "patronal" in label
    person = "social" in label or "ssn" in label
    if business:
        return "" if person else "ein"
    if "itin" in label or "individualtaxpayer" in label:
        return "itin"
    return "ssn" if person else ""


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
    "tax_period": read_period,
    "form": _read_form,
    "phone": _read_phone,
    "caller_id": _read_caller,
    "amount_due": read_amount("amount_due"),
    "past_due": read_amount("past_due"),
    "monthly_payment": read_amount("monthly_payment"),
}
