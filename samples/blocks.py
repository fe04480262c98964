"""What stands in a notice's text, before a layout gives it a place: paragraphs, bullets, tables, sections."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Para:
    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Sub:
    """A bold line above paragraphs."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[str, ...]
    boxes: bool = False  # check boxes to tick instead of dots


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table; columns find their own widths. `ids` names the printed amounts of each row, for the truth.

    A column is set right where `right` says so. `total` is a last, bold row.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] = ()
    ids: tuple[tuple[str, ...], ...] = ()
    right: tuple[bool, ...] = ()
    wide: bool = False  # wants the whole width of the page


Block = Para | Sub | Bullets | Grid


@dataclass(frozen=True, slots=True)
class Section:
    """`label` is the heading, in the left column where a layout has one."""

    label: str
    blocks: tuple[Block, ...]
