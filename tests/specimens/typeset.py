"""The official specimens set as vector PDFs of two pages, with their truth in the contract's terms.

Their words come from the folder of specimens at run time; nothing of them is kept here. Where the folder is absent,
`available()` is False and nothing can be set.
"""

from dataclasses import dataclass

from schemas.truth import TruthNotice

from .desk import Desk
from .fill import Filler, filler
from .layout import read_layout
from .page import set_page
from .sheet import Sheet
from .source import Text, available, ground_truth, names, read_lines
from .styles import STYLES
from .truth import make_truth

__all__ = ["Specimen", "available", "filled", "specimens"]


@dataclass(frozen=True)
class Specimen:
    """`name` as in the folder ("cp503"); `pdf`, two letter pages; `truth.file` is "<name>.pdf"."""

    name: str
    pdf: bytes
    truth: TruthNotice


def specimens() -> list[Specimen]:
    """All specimens exactly as printed: placeholders, contradictions and all. The same bytes on every call."""
    return [_make(name, None) for name in names()]


def filled(specimen: Specimen, seed: int) -> Specimen:
    """The same notice with taxpayer number, phone and caller ID in place of the placeholders, the empty places of the
    blank templates filled, and "Page 1 of n" set to the two pages there are. What contradicts itself stays so."""
    numbers = filler(specimen.name, read_layout(specimen.name), ground_truth(specimen.name), seed)
    return _make(specimen.name, numbers)


def _make(name: str, numbers: Filler | None) -> Specimen:
    layout = read_layout(name)
    lines = read_lines(name)
    text = Text(tuple(map(numbers.line, lines)), numbers.blanks) if numbers else Text(lines)
    sheet = Sheet(f"Specimen {name.upper()}")
    for page in layout.pages:
        set_page(Desk(sheet, text, STYLES[layout.style]), page)
        sheet.next_page()
    return Specimen(name, sheet.finish(), make_truth(name, layout, text, ground_truth(name), numbers))
