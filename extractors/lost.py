"""What is printed but was not read where it counts is not absent; other places don't lightly stand for it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from schemas.geometry import overlaps
from schemas.notice import FieldStatus

from .candidate import FIRST_HEADER, Candidate, Place
from .choose import Choice
from .fields import Material
from .layout import Piece, above, in_prose, left_of, right_of, unsure_lines
from .number_text import ends_month, find_periods
from .stamps import stamp_boxes
from .text import Run
from .values import find_dates, find_money

ENOUGH = 3  # places that together stand for the header's own
_DOUBTED = 0.95  # of a value whose own place in the header could not be read


def or_unreadable(choice: Choice, printed: bool) -> Choice:
    """Nothing found where the label shows that something is printed is not absence."""
    if choice.status is FieldStatus.ABSENT and printed:
        return replace(choice, status=FieldStatus.UNREADABLE)
    return choice


def unread_on_first(material: Material, field: str, places: Sequence[Place] = tuple(Place)) -> list[Candidate]:
    """Labels of `field` on the first page that stand there without a readable value."""
    first = material.views[0].page if material.views else 0
    return [c for c in material.unread(field, places) if c.page == first]


def without_its_header(choice: Choice, material: Material, field: str) -> Choice:
    """What the first page's header says of `field` could not be read: of the places that are left one or two may be
    those that print something else."""
    lost = unread_on_first(material, field, (Place.HEADER,))
    first = material.views[0].page if material.views else 0
    if choice.status is not FieldStatus.FOUND or not lost or choice.signs.places >= ENOUGH:
        return choice
    in_header = choice.main is not None and choice.main.page == first and choice.main.place is Place.HEADER
    return choice if in_header else choice.limited(_DOUBTED)


def unexplained_day(material: Material) -> bool:
    """A day by itself in the first page's header of which nothing that was read says what it is."""
    upper = (p for p in _unexplained(material) if p.box.cy < FIRST_HEADER * material.views[0].sheet.height)
    return any(len(find_dates(p.run.tight)) == 1 for p in upper)


def unexplained_period(material: Material) -> bool:
    """A year, a quarter or the last day of a month by itself on the first page, behind or under words that are no
    label of ours."""
    return any(_may_be_period(p) for p in _unexplained(material))


def covered_first(material: Material) -> bool:
    """Ink covers a part of the first page: what seems absent may be printed below it."""
    return bool(material.views and material.views[0].sheet.reading.covered)


def poorly_read(material: Material) -> bool:
    """Several of the first page's sentences were read with little certainty: one that names a day may be among them
    and not be recognised."""
    if not material.views:
        return False
    sheet = material.views[0].sheet
    low, lines = unsure_lines(sheet, _SENTENCE)
    hidden = any(_hides_a_line(p, sheet.line) for p in sheet.pieces)
    return hidden or (low >= _SEVERAL and low >= _SHARE * lines)


def _hides_a_line(piece: Piece, usual: float) -> bool:
    """As long as a sentence, and a few characters were read: a stamp lies on a line of text."""
    long = piece.box.width > _LINE * usual and piece.box.height > _HEAP * usual
    return long and len(piece.run.tight) < _FILLED * piece.box.width / usual


_LINE, _HEAP, _FILLED = 20.0, 1.6, 0.4  # usual heights; characters to one of them in width
_SENTENCE = 30  # characters of a line
_SEVERAL, _SHARE = 2, 0.1


def marred_day(material: Material) -> bool:
    """Behind a label of the notice date on the first page stand figures that are no day: "Mar. 1. 208"."""
    if not material.views:
        return False
    sheet = material.views[0].sheet
    labels = [c.box for c in unread_on_first(material, "notice_date")]
    own = [p for p in sheet.pieces if any(overlaps(p.box, box) for box in labels)]
    said = [run for p in own for run in (p.run, *(b.run for b in right_of(sheet, p.box)[:1]))]
    known = {figures for c in material.of("notice_date") if len(figures := _figures(c.raw)) >= _WITH_MONTH}
    return any(_is_marred(run, known) for run in said)


def _is_marred(run: Run, known: Collection[str]) -> bool:
    """Figures of a day that are none, nor those of a day that other places print ("09-21-20.09"); an amount beside
    the label is another column's."""
    figures = _figures(run.tight)
    told = len(figures) >= _FIGURES and figures not in known
    return told and not find_dates(run.tight) and not find_money(run.tight, breaks=run.starts)


def _figures(text: str) -> str:
    return "".join(filter(str.isdigit, text))


_FIGURES = 3  # of a day and its year
_WITH_MONTH = 6  # of a day with its month in figures


def _may_be_period(piece: Piece) -> bool:
    found = find_periods(piece.run.tight)
    return len(found) == 1 and ends_month(found[0].period_end)


def _unexplained(material: Material) -> Iterator[Piece]:
    """Dates and years of the first page that stand by themselves beside other words and are nobody's value."""
    if not material.views:
        return
    sheet = material.views[0].sheet
    claimed = [c.box for c in material.candidates if c.page == sheet.page] + stamp_boxes(sheet)
    for piece in sheet.pieces:
        if not _is_value(piece) or any(overlaps(piece.box, box) for box in claimed) or in_prose(sheet, piece):
            continue
        if any(map(_is_worded, (*left_of(sheet, piece.box)[:1], *above(sheet, piece.box)[:1]))):
            yield piece


def _is_value(piece: Piece) -> bool:
    """Nothing but one date, year or quarter."""
    text = piece.run.tight.strip(".,;:()")
    found = find_periods(text)
    return len(found) == 1 and found[0].start == 0 and found[0].end == len(text) and not found[0].repaired


def _is_worded(piece: Piece) -> bool:
    return sum(map(str.isalpha, piece.run.tight)) >= _WORDED and len(piece.run.tight) <= _LABEL


_WORDED, _LABEL = 3, 48  # letters that make a label of a piece, and no sentence
