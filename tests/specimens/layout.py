"""How a specimen is laid out: which of its lines stand where. Numbers and references only, no words of its own.

One YAML file per specimen in `layouts/`. References are those of `source.Text`. Heights and places are inches from
the page's top left.
"""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from schemas.record import Record
from schemas.strict_yaml import load_model

LAYOUTS = Path(__file__).parent / "layouts"

Ref = Annotated[str, BeforeValidator(str)]
Inch = Annotated[float, BeforeValidator(float)]
Row = tuple[Ref | None, ...]


class Grid(Record):
    """Rows of cells. `at` holds each column's place from the block's left; where `right` is set the columns after
    the first end there. `head` and `total` are bold; `ruled` draws a hairline below each row."""

    rows: tuple[Row, ...]
    at: tuple[Inch, ...]
    head: Row | None = None
    total: Row | None = None
    right: bool = True
    ruled: bool = True


class Block(Record):
    """One piece of a column: exactly one of paragraph, bold line, bullets, indented sub-items, table, gap.

    `big` is a bold heading inside the column; `bold` a bold paragraph.
    """

    p: Ref | None = None
    h: Ref | None = None
    big: Ref | None = None
    bold: Ref | None = None
    small: Ref | None = None
    b: tuple[Ref, ...] = ()
    s: tuple[Ref, ...] = ()
    i: Ref | None = None
    t: Grid | None = None
    gap: Inch | None = None


class Section(Record):
    label: Ref | None = None
    body: tuple[Block, ...]


class Summary(Record):
    """The billing table. `total` may hold several label lines."""

    head: Ref
    rows: tuple[tuple[Ref, Ref], ...]
    total: tuple[Ref, Ref] | None = None
    indent: Inch = 0.0


class Table(Record):
    """Labels and values of a header or stub table; `alone` is the page line below it."""

    rows: tuple[tuple[Ref, Ref | None], ...] = ()
    alone: Ref | None = None


class Coupon(Record):
    """The payment stub below the perforation. `box` is label and amount; `scan` the machine line."""

    heading: Ref | None = None
    name: Ref | None = None
    table: Table
    notes: tuple[Ref, ...] = ()
    remit: Ref | None = None
    box: tuple[Ref, Ref] | None = None
    scan: Ref | None = None


class Contact(Record):
    """The contact stub. `tick` starts with the check box; `fields` are rows of labels under lines to fill in.

    `phones`: (phone label, best time label, a.m., p.m.) twice.
    """

    heading: Ref
    name: Ref | None = None
    table: Table
    notes: Ref | None = None
    tick: Ref | None = None
    fields: tuple[tuple[Ref, ...], ...] = ()
    phones: tuple[tuple[Ref, Ref, Ref, Ref], ...]
    remit: Ref | None = None
    scan: Ref | None = None


class Place(Record):
    """Heights of this page that differ from the style's: title, text columns, first section, turn-over line."""

    title: Inch | None = None
    columns: Inch | None = None
    sections: Inch | None = None
    continued: Inch | None = None


class Page(Record):
    """One page. `marks` are lines whose glyphs are ornaments of the text layer and are not set."""

    lines: Ref
    at: Place = Place()
    letterhead: Ref | None = None
    header: Table
    barcode: Ref | None = None
    address: Ref | None = None
    title: Ref | None = None
    big: Ref | None = None
    aside: tuple[Block, ...] = ()
    summary: Summary | None = None
    note: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    continued: Ref | None = None
    coupon: Coupon | None = None
    contact: Contact | None = None
    back: Ref | None = None
    marks: Ref | None = None


class TruthHints(Record):
    """What ground_truth.json leaves to the eye: the number's type by its label, what the period is, the role of each
    row in its order (`total` that of the total row), and what contradicts itself."""

    tin: Literal["ssn", "itin", "ein", "unknown"]
    kind: Literal["year", "quarter"] | None = None
    roles: tuple[str, ...] = ()
    total: str | None = None
    defects: tuple[str, ...] = ()


class Filling(Record):
    """Values for the places a blank template leaves empty, by name; `rows` are (label reference, name of the value),
    in the order of the roles, "-" before the name where it is printed as a negative; `amount_due` names one too.
    """

    values: dict[str, Ref] = Field(default_factory=dict)
    rows: tuple[tuple[Ref, str], ...] = ()
    amount_due: str | None = None


class Layout(Record):
    style: Literal["bill", "early", "narrow", "template"]
    pages: tuple[Page, Page]
    truth: TruthHints
    filling: Filling = Filling()


def read_layout(name: str) -> Layout:
    """The layout of specimen `name`; raises InvalidData where the file is wrong."""
    return load_model(LAYOUTS / f"{name}.yaml", Layout)


def layout_names() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in LAYOUTS.glob("*.yaml")))
