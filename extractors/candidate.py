"""A candidate: one place on a page where a field's value may be printed."""

from collections.abc import Hashable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from schemas.geometry import Box

from .layout import Sheet
from .text import Run

# Shares of the page height. A first page's header block ends above the titles, a later page's is a few lines;
# payment stubs are torn off below.
FIRST_HEADER, LATER_HEADER = 0.30, 0.17
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
    """One printed value. `kind` is the act of a date, the label's hint for a number; `label` as printed.

    `value` is typed by field: str for codes, phones, forms and ids; date; Decimal; a tuple of (period end, year
    only); a FoundTin; None where a label stands but no value could
    be read. `inline`: label and value stand in one run of words. `alone`: nothing else follows in it. `beside`: the
    amounts that a date's sentence names. `below`: so many of a value's parts stand in lines under `box`.
    `lines`: the boxes of its lines where it goes over a line's end, else ().
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
    alone: bool = True
    beside: tuple[Decimal, ...] = ()
    below: int = 0
    lines: tuple[Box, ...] = ()


def candidate_at(
    sheet: Sheet,
    run: Run,
    field: str,
    span: tuple[int, int],
    *,
    value: Hashable,
    repaired: bool,
    place: Place,
    label: str = "",
    kind: str = "",
) -> Candidate:
    """What stands at `span` of the run's tight text, with its place on the page."""
    start, end = span
    lines = run.span_lines(start, end)
    return Candidate(
        field=field,
        value=value,
        raw=run.span_text(start, end),
        page=sheet.page,
        box=run.span_box(start, end),
        confidence=run.span_confidence(start, end),
        repaired=repaired,
        place=place,
        label=label,
        kind=kind,
        lines=lines if len(lines) > 1 else (),
    )


def place_of(sheet: Sheet, box: Box) -> Place:
    """Header, body or stub, by the height on the page."""
    if box.cy < (sheet.header_ends or FIRST_HEADER * sheet.height):
        return Place.HEADER
    return Place.STUB if box.cy > STUB_BEGINS * sheet.height else Place.BODY
