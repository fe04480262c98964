"""Where the value of a label may stand: behind it, right of it, or under it."""

import re
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

from schemas.geometry import Box

from .candidate import Candidate, place_of
from .labels import Hit, find_labels
from .layout import ROW_REACH, Piece, Sheet, above, below, in_prose, left_of, letter_width, right_of
from .text import Run, run_of

Hits = Mapping[int, tuple[Hit, ...]]

# A label set on two lines: its second line stands so close below, in points left and right.
_WRAP_SLACK = 5.0

# Second lines of labels that are set on two ("Social Security / number").
_LABEL_TAILS = frozenset({
    "number", "idnumber", "no", "identificationnumber", "securitynumber", "date", "ending", "ended", "id", "year",
    "period", "patronal", "social", "delcontribuyente", "immediately", "receivedby", "bereceivedby", "tobereceivedby",
})  # fmt: skip
_BETWEEN = ":#.,;-_=>*'\""


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of text where a value may begin. `inline`: it stands in the label's own run; `over`: above it."""

    run: Run
    start: int
    end: int
    inline: bool
    over: bool = False

    def lead(self, skip: str = _BETWEEN) -> int:
        """Index of the value's first character: what separates it from the label is passed over."""
        index = self.start
        while index < self.end and self.run.tight[index] in skip:
            index += 1
        return index


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label on a sheet with the spots of its value, likeliest first."""

    sheet: Sheet
    piece: Piece
    hit: Hit
    spots: tuple[Spot, ...]
    hits: Hits

    def has_label_left(self, piece: Piece) -> bool:
        """`piece` stands right of another label: it is that label's value. A title that begins like one is none."""
        left = left_of(self.sheet, piece.box)
        if left and _LINE_MARK.fullmatch(left[0].run.tight) and _numbers_lines(self.sheet, left[0]):
            left = left_of(self.sheet, piece.box, ROW_REACH)
        return any(self._ends_in_label(p) for p in left)

    def _ends_in_label(self, piece: Piece) -> bool:
        own = self.hits[piece.index]
        return bool(own) and not piece.run.tight[own[-1].end :].strip(_BETWEEN)


def labelled(sheet: Sheet, piece: Piece, number: int, hits: Hits) -> Labelled:
    """The `number`th label of `piece` with its spots."""
    hit = hits[piece.index][number]
    return Labelled(sheet, piece, hit, tuple(_spots(sheet, piece, number, hits)), hits)


def wrapped_label(sheet: Sheet, piece: Piece, hits: Hits) -> Labelled | None:
    """A label that only the next line completes ("Número de Seguro / Social"), with the spots beside both lines."""
    if len(piece.run.tight) > 40:
        return None
    under = [p for p in below(sheet, piece.box, 0.8) if abs(p.box.x0 - piece.box.x0) <= _WRAP_SLACK]
    if not under or len(under[0].run.tight) > 24:
        return None
    both = run_of((*piece.run.words, *under[0].run.words))
    own = hits[piece.index][:1]
    for hit in find_labels(both)[:1]:
        longer = not own or len(hit.label.plain) > len(own[0].label.plain)
        if hit.start == 0 and hit.end == len(both.tight) and longer:
            spots = (
                *_beside(sheet, piece.box, hits),
                *_beside(sheet, under[0].box, hits),
                *(
                    Spot(p.run, 0, len(p.run.tight), inline=False)
                    for p in below(sheet, under[0].box)[:1]
                    if not hits[p.index]
                ),
            )
            joined = Piece(piece.index, piece.segment, both)
            return Labelled(sheet, joined, hit, spots, hits)
    return None


def across(sheet: Sheet, piece: Piece) -> Iterable[Spot]:
    """The last piece of the label's row, however far: where a table's total stands."""
    row = right_of(sheet, piece.box, ROW_REACH)
    if row:
        yield Spot(row[-1].run, 0, len(row[-1].run.tight), inline=False)


def _spots(sheet: Sheet, piece: Piece, number: int, hits: Hits) -> Iterable[Spot]:
    own = hits[piece.index]
    hit = own[number]
    last = number + 1 == len(own)
    end = len(piece.run.tight) if last else own[number + 1].start
    if piece.run.tight[hit.end : end].strip(_BETWEEN):
        yield Spot(piece.run, hit.end, end, inline=True)
    if not last:
        return
    alone = hit.start == 0 and not piece.run.tight[hit.end :].strip(_BETWEEN)
    if alone and (over := _closely_over(sheet, piece, hits)):
        yield Spot(over.run, 0, len(over.run.tight), inline=False, over=True)
    beside = tuple(_beside(sheet, piece.box, hits))
    yield from beside
    under = [p for p in _under(sheet, piece, piece.run.span_box(hit.start, hit.end)) if not hits[p.index]]
    if alone and not beside and not under and hit.label.field in _HEADER_FACTS:
        yield from _pushed_down(sheet, piece, hits)
    if under and under[0].run.plain in _LABEL_TAILS:
        yield from _beside(sheet, under[0].box, hits)
        under = [p for p in below(sheet, under[0].box) if not hits[p.index]]
    for piece_below in under[:2]:
        yield Spot(piece_below.run, 0, len(piece_below.run.tight), inline=False)
    if alone and (over := _alone_over(sheet, piece, hits)):
        yield Spot(over.run, 0, len(over.run.tight), inline=False, over=True)


def _pushed_down(sheet: Sheet, label: Piece, hits: Hits) -> Iterable[Spot]:
    """A value too long for its label's line, at the right end of the next one, alone on it in its column."""
    for piece in sheet.pieces:
        down, right = piece.box.y0 - label.box.y1, piece.box.x0 - label.box.x0
        if not (0 <= down <= _NEXT_LINE * label.box.height and _PUSHED * label.box.height <= right <= _FARTHEST):
            continue
        alone = not left_of(sheet, piece.box, right)
        if alone and not hits[piece.index] and any(map(str.isdigit, piece.run.tight)) and not in_prose(sheet, piece):
            yield Spot(piece.run, 0, len(piece.run.tight), inline=False)
            return


_HEADER_FACTS = ("notice_date", "tax_period", "tin")  # never an amount: the next row's is not of this one
_NEXT_LINE, _PUSHED, _FARTHEST = 1.2, 1.0, 160.0  # heights down, heights and points to the right


def _under(sheet: Sheet, piece: Piece, label: Box) -> tuple[Piece, ...]:
    """What stands below the label; in a box of a form, where the label is a small caption, even with a line free."""
    if not is_caption(sheet, piece):
        return below(sheet, label)
    return below(sheet, label, BOX_LINES * sheet.line / label.height)


def is_caption(sheet: Sheet, label: Piece) -> bool:
    """Set smaller than what is typed into the form."""
    low = label.box.height <= _CAPTION * sheet.line
    return low or (letter_width(label) <= _NARROW * sheet.letter and label.box.height < sheet.line)


def _closely_over(sheet: Sheet, piece: Piece, hits: Hits) -> Piece | None:
    """The value of a label that is set under it: in a grid of cells or tiles, far nearer than what stands below."""
    over = next(iter(above(sheet, piece.box)), None)
    if over is None or not _may_be_labelled_below(sheet, over, piece, hits):
        return None
    under = below(sheet, piece.box, 4.0)
    gap = under[0].box.y0 - piece.box.y1 if under else _FAR
    return over if max(piece.box.y0 - over.box.y1, 1.0) < _NEARER * gap else None


def _alone_over(sheet: Sheet, piece: Piece, hits: Hits) -> Piece | None:
    """What stands above a label and is no other label's: the last place to look, in the cells of a grid."""
    over = next(iter(above(sheet, piece.box, _CELL)), None)
    if over is None or not _may_be_labelled_below(sheet, over, piece, hits):
        return None
    around = (*above(sheet, over.box, _CELL), *left_of(sheet, over.box)[:1])
    return None if any(hits[p.index] for p in around) else over


def _may_be_labelled_below(sheet: Sheet, over: Piece, label: Piece, hits: Hits) -> bool:
    """A value is set larger or bolder than the label under it, has digits, and is no end of a sentence."""
    wider = letter_width(over) >= _WIDER * letter_width(label)
    larger = over.box.height >= _LARGER * label.box.height or wider
    return larger and not hits[over.index] and any(map(str.isdigit, over.run.tight)) and not in_prose(sheet, over)


_CAPTION, _NARROW = 0.8, 0.7  # of the usual line's height, of its letters' width
BOX_LINES = 3.0  # usual lines between a caption and what was typed into its box
_LARGER, _WIDER = 1.12, 1.2
_CELL = 3.0  # heights: the inside of a cell
_NEARER = 0.5  # of the way down to what stands below
_FAR = 30.0  # points; nothing stands below


def _beside(sheet: Sheet, box: Box, hits: Hits) -> Iterable[Spot]:
    """Pieces on the row up to the next label, or up to a line of another column's text."""
    for piece in _on_row(sheet, box):
        own = hits[piece.index]
        if (own and own[0].start == 0) or _goes_on(sheet, piece):
            return
        yield Spot(piece.run, 0, own[0].start if own else len(piece.run.tight), inline=False)


def _on_row(sheet: Sheet, box: Box) -> tuple[Piece, ...]:
    """What stands within reach; on a sheet of numbered lines that is the line's number again, and what stands in
    the column behind it, however far from the label."""
    row = right_of(sheet, box, ROW_REACH)
    mark = next((p for p in row if p.run.tight.strip(_BETWEEN + "·")), None)
    if mark is None or not _LINE_MARK.fullmatch(mark.run.tight) or not _numbers_lines(sheet, mark):
        return right_of(sheet, box)
    return right_of(sheet, mark.box)


def _numbers_lines(sheet: Sheet, mark: Piece) -> bool:
    """Others stand in its column, each with its own number."""
    column = [p for p in sheet.pieces if abs(p.box.cx - mark.box.cx) <= _COLUMN and _LINE_MARK.fullmatch(p.run.tight)]
    return len(column) >= _LINES and len({p.run.tight for p in column}) == len(column)


_LINE_MARK = re.compile(r"[0-9]{1,2}[a-z]?")
_COLUMN, _LINES = 6.0, 3  # points from the column's middle; lines that make a numbered sheet


def _goes_on(sheet: Sheet, piece: Piece) -> bool:
    """The line goes on from the one above it: it begins in the middle of a sentence."""
    return piece.run.text[:1].islower() and in_prose(sheet, piece)


def below_right(sheet: Sheet, piece: Piece) -> Iterable[Spot]:
    """Right of the two lines under a label: a stub's "Amount due by / January 29, 2018      $9,533.53"."""
    for line in below(sheet, piece.box, 3.2)[:2]:
        for found in right_of(sheet, line.box)[:2]:
            yield Spot(found.run, 0, len(found.run.tight), inline=False)


def make(
    at: Labelled, field: str, spot: Spot, span: tuple[int, int], *, value: Hashable, repaired: bool
) -> Candidate:
    """A candidate for `spot.run.tight[span]`."""
    start, end = span
    box = spot.run.span_box(start, end)
    return Candidate(
        field=field,
        value=value,
        raw=spot.run.span_text(start, end),
        page=at.sheet.page,
        box=box,
        confidence=spot.run.span_confidence(start, end),
        repaired=repaired,
        place=place_of(at.sheet, box),
        label=at.piece.run.span_text(at.hit.start, at.hit.end),
        kind=at.hit.label.kind,
        inline=spot.inline,
        alone=len(spot.run.tight[end : spot.end].strip("()[]*.,;:-")) <= 3 or spot.run.tight[end : end + 1] == "(",
    )
