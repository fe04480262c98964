"""Candidates: every place on a page where a field's value may be printed, before any choice is made.

Finding is separate from choosing (`decide.py`). A candidate keeps its page, box, raw text, confidence and the
kind of place, because agreement counts only between places that were read independently.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from schemas.geometry import Box

from . import codeword
from .formnames import bare_form, forms_in
from .labels import Hit, find_labels
from .layout import Piece, Sheet, below, right_of
from .numbers import FoundTin, find_periods, find_tin
from .text import Run
from .values import find_dates, find_money, find_phone

# Shares of the page height. The header block ends above the titles; payment stubs are torn off below.
HEADER_ENDS = 0.30
STUB_BEGINS = 0.60


class Place(StrEnum):
    """Where on a notice a value stands. A field's main place decides when places disagree."""

    HEADER = "header"
    TITLE = "title"
    SUMMARY = "summary"
    BODY = "body"
    PROSE = "prose"
    STUB = "stub"
    FOOTER = "footer"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One printed value. `kind` is the act of a date; `label` what stands before it, as printed.

    `value` is typed by field: str for codes, phones and ids; date; Decimal; a tuple of (period end, year only);
    a FoundTin. `inline`: label and value stand in one run of words.
    """

    field: str
    value: Hashable
    raw: str
    page: int
    box: Box
    confidence: float
    repaired: bool
    place: Place
    label: str = ""
    kind: str = ""
    inline: bool = False


@dataclass(frozen=True, slots=True)
class _Spot:
    """A stretch of text where a value may begin."""

    run: Run
    start: int
    end: int
    inline: bool

    @property
    def text(self) -> str:
        return self.run.tight[self.start : self.end]


def place_of(sheet: Sheet, box: Box) -> Place:
    if box.cy < HEADER_ENDS * sheet.height:
        return Place.HEADER
    return Place.STUB if box.cy > STUB_BEGINS * sheet.height else Place.BODY


def labelled_candidates(sheet: Sheet) -> list[Candidate]:
    """What stands behind, right of or below the labels of `sheet`."""
    hits = {piece.index: find_labels(piece.run) for piece in sheet.pieces}
    found: list[Candidate] = []
    for piece in sheet.pieces:
        for number, hit in enumerate(hits[piece.index]):
            spots = list(_spots(sheet, piece, number, hits))
            found += _READERS[hit.label.field](sheet, piece, hit, spots) if hit.label.field in _READERS else []
    return found


def _spots(sheet: Sheet, piece: Piece, number: int, hits: dict[int, tuple[Hit, ...]]) -> Iterable[_Spot]:
    """Where the value of a label may stand, likeliest first: behind it, right of it, under it."""
    own = hits[piece.index]
    hit = own[number]
    end = own[number + 1].start if number + 1 < len(own) else len(piece.run.tight)
    if piece.run.tight[hit.end : end].strip(":#*.,-_=> "):
        yield _Spot(piece.run, hit.end, end, inline=True)
        if not piece.run.tight[hit.end : end].strip(":#*.,-_=>").startswith(("by", "for")):
            pass
    if number + 1 < len(own):
        return
    label_box = piece.run.span_box(hit.start, hit.end)
    yield from _beside(right_of(sheet, piece.box), hits)
    under = [p for p in below(sheet, label_box) if not hits[p.index] or hits[p.index][0].start > 0]
    if under:
        wrapped = under[0]
        if wrapped.run.plain in _LABEL_TAILS:
            yield from _beside(right_of(sheet, wrapped.box), hits)
            under = [p for p in below(sheet, wrapped.box) if not hits[p.index]]
        for piece_below in under[:2]:
            yield _Spot(piece_below.run, 0, len(piece_below.run.tight), inline=False)


# Second lines of labels that are set on two ("Social Security / number").
_LABEL_TAILS = frozenset({
    "number", "idnumber", "no", "identificationnumber", "securitynumber", "date", "ending", "ended", "id", "year",
    "period", "patronal", "social", "delcontribuyente", "immediately", "receivedby", "bereceivedby",
})  # fmt: skip


def _beside(pieces: Iterable[Piece], hits: dict[int, tuple[Hit, ...]]) -> Iterable[_Spot]:
    """Pieces on the row up to the next label."""
    for piece in pieces:
        own = hits[piece.index]
        if own and own[0].start == 0:
            return
        yield _Spot(piece.run, 0, own[0].start if own else len(piece.run.tight), inline=False)


def _make(
    sheet: Sheet, field: str, spot: _Spot, start: int, end: int, value: Hashable, repaired: bool, hit: Hit, piece: Piece
) -> Candidate:
    """A candidate for `spot.run.tight[start:end]`."""
    box = spot.run.span_box(start, end)
    return Candidate(
        field=field,
        value=value,
        raw=spot.run.span_text(start, end),
        page=sheet.page,
        box=box,
        confidence=spot.run.span_confidence(start, end),
        repaired=repaired,
        place=place_of(sheet, box),
        label=piece.run.span_text(hit.start, hit.end),
        kind=hit.label.kind,
        inline=spot.inline,
    )


def _lead(spot: _Spot) -> int:
    """Index of the first character of the value: what separates it from the label is passed over."""
    index = spot.start
    while index < spot.end and spot.run.tight[index] in ":#.,;-_=>*'\"":
        index += 1
    return index


def _read_code(sheet: Sheet, piece: Piece, hit: Hit, spots: list[_Spot]) -> list[Candidate]:
    letter = "letter" in hit.label.plain or hit.label.plain in ("ltr", "carta", "numerodecarta")
    for spot in spots:
        start = _lead(spot)
        if start >= spot.end:
            continue
        first = spot.run.word_at(start)
        words = [w.text for w in spot.run.words[first : first + 4]]
        words[0] = words[0][start - spot.run.starts[first] :]
        limit = spot.end - start
        words = _within(words, limit)
        found = codeword.read_code(words, letter=letter)
        if found and found.words:
            length = sum(len(w) for w in words[: found.words])
            made = _make(sheet, "notice_code", spot, start, start + length, found.code, found.repaired, hit, piece)
            return [replace(made, kind="known" if found.known else "unknown")]
        if spot.inline:
            return []
    return []


def _within(words: list[str], limit: int) -> list[str]:
    """The words (the last cut short) whose characters fit into `limit`."""
    kept = []
    for word in words:
        if limit <= 0:
            break
        kept.append(word[:limit])
        limit -= len(word)
    return kept


def _read_date(field: str, reach: int) -> "_Reader":
    """A date that begins at most `reach` characters behind the label."""

    def read(sheet: Sheet, piece: Piece, hit: Hit, spots: list[_Spot]) -> list[Candidate]:
        for spot in spots:
            start = _lead(spot)
            dates = find_dates(spot.run.tight[start : spot.end])
            if dates and dates[0].start <= reach:
                first = dates[0]
                return [
                    _make(sheet, field, spot, start + first.start, start + first.end, first.value, first.repaired, hit, piece)
                ]
        return []

    return read


def _read_tin(sheet: Sheet, piece: Piece, hit: Hit, spots: list[_Spot]) -> list[Candidate]:
    for spot in spots:
        start = _lead_masked(spot)
        found = find_tin(spot.run.tight[start : spot.end])
        if found and found.start <= 10:
            made = _make(sheet, "tin", spot, start + found.start, start + found.end, found, found.repaired, hit, piece)
            return [replace(made, kind=_tin_hint(hit.label.plain))]
    return []


def _lead_masked(spot: _Spot) -> int:
    index = spot.start
    while index < spot.end and spot.run.tight[index] in ":.;=>":
        index += 1
    return index


def _tin_hint(label: str) -> str:
    if "emp" in label or "ein" in label or "patronal" in label:
        return "ein"
    if "itin" in label or "individualtaxpayer" in label:
        return "itin"
    return "ssn" if "social" in label or "ssn" in label else ""


def _read_period(sheet: Sheet, piece: Piece, hit: Hit, spots: list[_Spot]) -> list[Candidate]:
    for spot in spots:
        start = _lead(spot)
        text = spot.run.tight[start : spot.end]
        periods = find_periods(text)
        if not periods or periods[0].start > 14:
            if spot.inline and text:
                return []
            continue
        value = tuple(dict.fromkeys((p.period_end, p.year_only) for p in periods))
        first, last = periods[0], periods[-1]
        repaired = any(p.repaired for p in periods)
        made = _make(sheet, "tax_period", spot, start + first.start, start + last.end, value, repaired, hit, piece)
        forms = forms_in(spot.run)
        return [made, *_form_candidates(sheet, spot, forms, hit, piece)]
    return []


def _form_candidates(sheet: Sheet, spot: _Spot, forms: list[tuple[str, int, int]], hit: Hit, piece: Piece) -> list[Candidate]:
    return [_make(sheet, "form", spot, s, e, form, False, hit, piece) for form, s, e in forms]


def _read_form(sheet: Sheet, piece: Piece, hit: Hit, spots: list[_Spot]) -> list[Candidate]:
    for spot in spots:
        start = _lead(spot)
        named = forms_in(spot.run)
        if named and start <= named[0][1] <= start + 12:
            return _form_candidates(sheet, spot, named[:1], hit, piece)
        first = spot.run.word_at(start)
        word = spot.run.words[first].text[max(0, start - spot.run.starts[first]) :].strip(".,;")
        form = bare_form(word)
        if form:
            return [_make(sheet, "form", spot, start, start + len(form), form, False, hit, piece)]
        if spot.inline:
            return []
    return []


def _read_phone(sheet: Sheet, piece: Piece, hit: Hit, spots: list[_Spot]) -> list[Candidate]:
    for spot in spots:
        found = find_phone(spot.run.tight[spot.start : spot.end])
        if found and found[1] <= 16:
            number, start, end = found
            return [_make(sheet, "phone", spot, spot.start + start, spot.start + end, number, False, hit, piece)]
    return []


def _read_caller(sheet: Sheet, piece: Piece, hit: Hit, spots: list[_Spot]) -> list[Candidate]:
    for spot in spots:
        start = _lead(spot)
        digits = ""
        while start + len(digits) < spot.end and spot.run.tight[start + len(digits)].isdigit():
            digits += spot.run.tight[start + len(digits)]
        following = spot.run.tight[start + len(digits) : start + len(digits) + 1]
        if 4 <= len(digits) <= 10 and following not in ("-", "/", "."):
            return [_make(sheet, "caller_id", spot, start, start + len(digits), digits, False, hit, piece)]
    return []


def _read_amount(field: str) -> "_Reader":
    """Money behind a label, past a date that belongs to it ("Amount due by January 29, 2018  $9,533.53")."""

    def read(sheet: Sheet, piece: Piece, hit: Hit, spots: list[_Spot]) -> list[Candidate]:
        found: list[Candidate] = []
        spots = spots + [s for s in _right_of_wrapped(sheet, piece, spots)]
        for spot in spots:
            start = _lead_money(spot)
            text = spot.run.tight[start : spot.end]
            breaks = {b - start for b in spot.run.starts if b >= start}
            dates = find_dates(text)
            if dates and dates[0].start <= 12 and not any(c.field == "due_date" for c in found):
                first = dates[0]
                made = _make(sheet, "due_date", spot, start + first.start, start + first.end, first.value, first.repaired, hit, piece)
                found.append(replace(made, kind="pay_by"))
            money = [m for m in find_money(text, breaks=breaks) if _near_label(text, m.start, dates)]
            if money:
                best = money[0]
                made = _make(sheet, field, spot, start + best.start, start + best.end, best.value, best.repaired, hit, piece)
                return [*found, made]
        return found

    return read


def _right_of_wrapped(sheet: Sheet, piece: Piece, spots: list[_Spot]) -> list[_Spot]:
    """The money of a stub stands right of the second label line ("Amount due by / January 29, 2018   $9,533.53")."""
    lines = [p for p in below(sheet, piece.box, 3.2)][:2]
    return [_Spot(p.run, 0, len(p.run.tight), inline=False) for line in lines for p in right_of(sheet, line.box)[:2]]


def _near_label(text: str, start: int, dates: list) -> bool:  # type: ignore[type-arg]
    """Between label and money stands at most a date and a few words ("immediately", "to be received by")."""
    between = text[:start]
    for found in dates:
        if found.end <= start:
            between = between.replace(text[found.start : found.end], "")
    return len(between.strip("._-: ")) <= 26


def _lead_money(spot: _Spot) -> int:
    index = spot.start
    while index < spot.end and spot.run.tight[index] in ":.,;_=>*":
        index += 1
    return index


from collections.abc import Callable  # noqa: E402

_Reader = Callable[[Sheet, Piece, Hit, list[_Spot]], list[Candidate]]
_READERS: dict[str, _Reader] = {
    "notice_code": _read_code,
    "notice_date": _read_date("notice_date", 4),
    "due_date": _read_date("due_date", 6),
    "tin": _read_tin,
    "tax_period": _read_period,
    "form": _read_form,
    "phone": _read_phone,
    "caller_id": _read_caller,
    "amount_due": _read_amount("amount_due"),
    "past_due": _read_amount("past_due"),
    "monthly_payment": _read_amount("monthly_payment"),
}

__all__ = ["Candidate", "FoundTin", "Place", "date", "Decimal", "labelled_candidates", "place_of"]
