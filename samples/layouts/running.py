"""Sections set one below the other in a single column, as letters, old and newest notices have them."""

from collections.abc import Callable
from dataclasses import dataclass

from samples import fonts
from samples.flow import Flow, Type
from samples.paper import Paper
from samples.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Heading:
    """How section headings look: size, upper case or not, and room above."""

    size: float = 12.0
    upper: bool = False
    above: float = 6.0


def flow(sheet: Sheet, type_: Type, x: float, width: float, y: float, *, bottom: float,
         on_break: Callable[[Flow], None]) -> Flow:  # fmt: skip
    return Flow(sheet, type_, x, width, y, bottom, on_break, x, width)


def sections(out: Flow, paper: Paper, heading: Heading) -> None:
    """All sections of the paper, each under its heading."""
    bold = out.type.family.bold
    for section in paper.sections:
        out.y += heading.above
        out.need(3.5 * out.type.pitch)
        label = section.label.upper() if heading.upper else section.label
        for line in fonts.wrap(label, bold, heading.size, out.width):
            out.line(line, bold, heading.size, pitch=heading.size * 1.3)
        out.blocks(section.blocks)


def detail(out: Flow, paper: Paper, title: str, size: float) -> None:
    """The table of periods under a title."""
    if paper.detail is None:
        return
    out.need(len(paper.detail.rows) * 14 + 60)
    if title:
        out.line(title, out.type.family.bold, size, pitch=size * 1.5)
    out.block(paper.detail)
    out.y += 4
