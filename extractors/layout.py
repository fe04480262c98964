"""How runs of words stand to each other on a page: rows, paragraphs, what is right of or below a place."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from schemas.geometry import Box, overlap_x, overlap_y, union
from schemas.reading import PageReading, Segment, Word

from .text import Run, run_of

# In line heights. A value stands at most so far below its label; paragraphs keep a tighter pitch.
BELOW_REACH = 2.4
ABOVE_REACH = 0.9
EDGE_SLACK = 6.0  # points by which the edges of a value and of the label under it may differ
PARAGRAPH_PITCH = 1.75
# Characters without spaces: a header's line is shorter than a line of running text.
PROSE_LINE = 36
# In points: a value right of its label is not further off than the widest header table; the amount of a table's
# total row may stand across the whole page.
RIGHT_REACH, ROW_REACH = 250.0, 480.0


@dataclass(frozen=True, slots=True)
class Piece:
    """A segment with its searchable run. `index` is its place in the page's reading order."""

    index: int
    segment: Segment
    run: Run

    @property
    def box(self) -> Box:
        return self.segment.box


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page ready for search: its pieces, the rows they form, the paragraphs that rows form.

    `line`, `letter`: height of the page's usual line and width of its letters in points. `header_ends`: y in points
    down to which header labels are looked for, set by `pagekeys.view_of`.
    """

    page: int
    width: float
    height: float
    pieces: tuple[Piece, ...]
    rows: tuple[tuple[Piece, ...], ...]
    paragraphs: tuple[Run, ...]
    reading: PageReading
    line: float
    letter: float
    header_ends: float = 0.0


def sheet_of(reading: PageReading) -> Sheet:
    """`reading` laid out for search."""
    pieces = tuple(Piece(i, s, run_of(s.words)) for i, s in enumerate(reading.segments) if s.words)
    pieces = tuple(p for p in pieces if p.run.tight)
    return Sheet(
        page=reading.page,
        width=reading.width,
        height=reading.height,
        pieces=pieces,
        rows=_rows(pieces),
        paragraphs=tuple(_paragraphs(pieces)),
        reading=reading,
        line=median(p.box.height for p in pieces) if pieces else 0.0,
        letter=median(map(letter_width, pieces)) if pieces else 0.0,
    )


def letter_width(piece: Piece) -> float:
    """The width of its letters in points."""
    return piece.box.width / max(1, len(piece.run.text))


def _rows(pieces: Sequence[Piece]) -> tuple[tuple[Piece, ...], ...]:
    """Pieces whose middles share a height, left to right; rows from top to bottom."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: p.box.cy):
        home = next((r for r in reversed(rows[-4:]) if _level(r[-1].box, piece.box)), None)
        if home is None:
            rows.append([piece])
        else:
            home.append(piece)
    return tuple(tuple(sorted(r, key=lambda p: p.box.x0)) for r in rows)


def _level(a: Box, b: Box) -> bool:
    return overlap_y(a, b) >= 0.55 * min(a.height, b.height)


def _paragraphs(pieces: Sequence[Piece]) -> Iterable[Run]:
    """Columns of text: pieces stacked at a text pitch with a common left edge (or an indent below a bullet)."""
    open_stacks: list[list[Piece]] = []
    done: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: (p.box.y0, p.box.x0)):
        stack = next((s for s in reversed(open_stacks) if _continues(s[-1].box, piece.box)), None)
        if stack is None:
            open_stacks.append([piece])
        else:
            stack.append(piece)
        still = [s for s in open_stacks if piece.box.y0 - s[-1].box.y1 < 3 * s[-1].box.height]
        done += [s for s in open_stacks if s not in still]
        open_stacks = still
    for stack in done + open_stacks:
        yield run_of(w for p in stack for w in p.segment.words)


def _continues(above: Box, below: Box) -> bool:
    height = min(above.height, below.height)
    gap = below.y0 - above.y1
    if not -0.6 * height <= gap <= PARAGRAPH_PITCH * height - height + 2:
        return False
    return -24 <= below.x0 - above.x0 <= 24 and overlap_x(above, below) > 0


LEADERS = re.compile(r"[.·]{4}|_{4}")


def in_prose(sheet: Sheet, piece: Piece, labelled: Collection[int] = ()) -> bool:
    """True where the line above or below goes on in the same column and is long: `piece` is part of a sentence.

    `labelled`: indexes of pieces that begin with a label; they are lines of a header, however long. So are lines
    with leaders: "TEL NO.......... 800-829-4933".
    """
    return not LEADERS.search(piece.run.tight) and any(
        len(p.run.tight) >= PROSE_LINE
        and not LEADERS.search(p.run.tight)
        and (_continues(p.box, piece.box) or _continues(piece.box, p.box))
        for p in sheet.pieces
        if p is not piece and p.index not in labelled
    )


def right_of(sheet: Sheet, box: Box, reach: float = RIGHT_REACH) -> tuple[Piece, ...]:
    """Pieces on the row of `box` that begin right of it within `reach` points, nearest first."""
    found = [
        p
        for p in sheet.pieces
        if p.box.x0 >= box.x1 - 0.35 * box.height
        and p.box.x0 - box.x1 <= reach
        and overlap_y(p.box, box) >= 0.5 * min(p.box.height, box.height)
    ]
    return tuple(sorted(found, key=lambda p: p.box.x0))


def left_of(sheet: Sheet, box: Box, reach: float = RIGHT_REACH) -> tuple[Piece, ...]:
    """Pieces on the row of `box` that end left of it within `reach` points, nearest first."""
    found = [
        p
        for p in sheet.pieces
        if p.box.x1 <= box.x0 + 0.35 * box.height
        and box.x0 - p.box.x1 <= reach
        and overlap_y(p.box, box) >= 0.5 * min(p.box.height, box.height)
    ]
    return tuple(sorted(found, key=lambda p: -p.box.x1))


def below(sheet: Sheet, box: Box, reach: float = BELOW_REACH) -> tuple[Piece, ...]:
    """Pieces under `box` in its column, at most `reach` of its heights further down, nearest first."""
    middle, foot, far = box.cy, box.y1, reach * box.height
    found = [
        p
        for p in sheet.pieces
        if (own := p.segment.box).y0 - foot <= far
        and middle < own.y0 + 0.2 * own.height
        and overlap_x(own, box) > 0.3 * min(own.width, box.width)
    ]
    return tuple(sorted(found, key=lambda p: (p.box.y0, p.box.x0)))


def above(sheet: Sheet, box: Box, reach: float = ABOVE_REACH) -> tuple[Piece, ...]:
    """Pieces over `box` that begin or end where it does, at most `reach` of its heights higher up, nearest first."""
    found = [
        p
        for p in sheet.pieces
        if p.box.y1 - 0.2 * p.box.height < box.cy
        and p.box.cy < box.y0
        and box.y0 - p.box.y1 <= reach * box.height
        and min(abs(p.box.x0 - box.x0), abs(p.box.x1 - box.x1), abs(p.box.cx - box.cx)) <= EDGE_SLACK
    ]
    return tuple(sorted(found, key=lambda p: (-p.box.y1, p.box.x0)))


def unsure_lines(sheet: Sheet, letters: int) -> tuple[int, int]:
    """(lines that were read with little certainty, all lines) of those of so many characters or more."""
    read = [p.segment.confidence for p in sheet.pieces if len(p.run.tight) >= letters]
    return sum(confidence < UNSURE for confidence in read), len(read)


UNSURE = 0.85  # confidence of a line that was read badly


def row_run(pieces: Iterable[Piece]) -> Run:
    """The pieces' words as one run, in the order given."""
    return run_of(w for p in pieces for w in p.segment.words)


def box_of(words: Iterable[Word]) -> Box:
    return union(w.box for w in words)
