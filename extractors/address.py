"""The taxpayer's name and address: the block that shows in the envelope's window."""

import re
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from schemas.geometry import Box, overlap_x, union

from .layout import Piece, Sheet
from .text import plain

_ZIP_LINE = re.compile(r"(?:^|[\s,.])([A-Z]{2})[\s.,]*([0-9OIlS]{5})(?:\s?[-–]\s?[0-9OIlS]{4})?\s*$")
_BROKEN_ZIP = re.compile(r"(?<![0-9])([0-9]{5})[:;.]([0-9]{4})$")  # a hyphen read as another mark
_BROKEN_COMMA = re.compile(r"(?<=[A-Z])\s?[.:;]\s?(?=[A-Z]{2}\s[0-9]{5}(?:-[0-9]{4})?$)")  # between town and state
_PLACEHOLDER = re.compile(r"^city,?\s*state,?\s*zip", re.IGNORECASE)
_SENDER = ("departmentofthetreasury", "departmentoftreasury", "internalrevenueservice", "departamentodeltesoro",
           "serviciodeimpuestosinternos", "irs", "stop")  # fmt: skip
_STREET = re.compile(
    r"^(?:[0-9]|P\.?\s?O\.?\s|PO\s?BOX|BOX\s|RR\s|HC\s|APT|UNIT|STE|SUITE|C/O|ATTN|%|ADDRESS$|URB|CALLE)",
    re.IGNORECASE,
)
# Lines of the box where a stamp would be.
_PERMIT = re.compile(
    r"(?:presorted|first-?classmail|(?:us)?postage|(?:irs)?permitno|officialbusiness|penaltyforprivate)"
)
# Shares of the page: the window lies in the upper half, left of the header table.
TOP, BOTTOM, RIGHT = 0.08, 0.46, 0.62
LOWEST = 0.55  # of a self-mailer, whose window is where it is folded


@dataclass(frozen=True, slots=True)
class AddressBlock:
    """Lines as printed from the name down. `confidence` is that of the least certain line."""

    name: str
    address: tuple[str, ...]
    page: int
    name_box: Box
    box: Box
    confidence: float


def address_block(sheet: Sheet) -> AddressBlock | None:
    """The addressee's block on a first page; None where none can be told from the sender's.

    It ends with a state and ZIP code; an address abroad is the lowest block in the window that is no sender's.
    """
    area = [p for p in sheet.pieces if _in_area(sheet, p)]
    own = _ending_in_zip(area) or _ending_in_zip([p for p in sheet.pieces if _in_area(sheet, p, LOWEST)])
    if own:
        return _block(sheet, max(own, key=lambda b: (len(b) >= 3, b[-1].box.y1)))
    window = [p for p in area if p.box.x0 < 0.4 * sheet.width and p.box.cy < 0.36 * sheet.height]
    stacks = [b for end in window if 3 <= len(b := _stack(area, end)) <= 6 and not _is_senders(area, b)]
    abroad = [b for b in stacks if all(p.run.text.isupper() and len(p.run.tight) < 45 for p in b)]
    return _block(sheet, max(abroad, key=len)) if abroad else None


def _ending_in_zip(area: list[Piece]) -> list[list[Piece]]:
    ends = [p for p in area if _ZIP_LINE.search(p.run.text) or _PLACEHOLDER.search(p.run.text)]
    return [b for end in ends if len(b := _stack(area, end)) >= 2 and not _is_senders(area, b)]


def _is_senders(area: list[Piece], block: list[Piece]) -> bool:
    """The block, or the lines it hangs under, name the IRS."""
    if any(_is_sender(p) for p in block):
        return True
    top = block[0].box
    over = [p for p in area if abs(p.box.x0 - top.x0) <= 9 and 0 <= top.y0 - p.box.y1 <= 1.6 * top.height]
    return any(_is_sender(p) for p in over)


def _in_area(sheet: Sheet, piece: Piece, bottom: float = BOTTOM) -> bool:
    return piece.box.x0 < RIGHT * sheet.width and TOP * sheet.height <= piece.box.cy <= bottom * sheet.height


def _is_sender(piece: Piece) -> bool:
    text = piece.run.plain
    return any(_begins_like(text, s) for s in _SENDER if len(s) > 4) or text == "irs" or bool(_PERMIT.match(text))


def _begins_like(text: str, sender: str) -> bool:
    """One misread letter in eight is forgiven: "Interna! Revenue Service" is no taxpayer."""
    slips = len(sender) // 8
    return any(
        Levenshtein.distance(text[: len(sender) + more], sender, score_cutoff=slips) <= slips for more in (0, -1, 1)
    )


def _stack(area: list[Piece], end: Piece) -> list[Piece]:
    """The lines above `end` at a line's pitch with the same left edge, top first."""
    lines = [end]
    while len(lines) < 7:
        top = lines[0].box
        over = [
            p
            for p in area
            if p is not lines[0]
            and -0.4 * top.height <= top.y0 - p.box.y1 <= 1.1 * top.height
            and p.box.cy < top.cy - 0.4 * top.height
            and abs(p.box.x0 - top.x0) <= 9
            and overlap_x(p.box, top) > 0
        ]
        if not over:
            break
        lines.insert(0, max(over, key=lambda p: p.box.y1))
    return lines


def _block(sheet: Sheet, lines: list[Piece]) -> AddressBlock:
    while len(lines) > _SHORTEST and _is_barcode(lines):
        lines = lines[1:]
    names = 1
    while names < len(lines) - 2 and not _STREET.match(lines[names].run.text):
        names += 1
    name = " ".join(p.run.text for p in lines[:names])
    return AddressBlock(
        name=name,
        address=tuple(_BROKEN_COMMA.sub(", ", _BROKEN_ZIP.sub(r"\1-\2", p.run.text)) for p in lines[names:]),
        page=sheet.page,
        name_box=union(p.box for p in lines[:names]),
        box=union(p.box for p in lines),
        confidence=min(p.segment.confidence for p in lines),
    )


def _is_barcode(lines: list[Piece]) -> bool:
    """The bars over the name, read as letters: far less sure than every line below them."""
    return lines[0].segment.confidence < _BARS < _TEXT <= min(p.segment.confidence for p in lines[1:])


_SHORTEST = 2
_BARS, _TEXT = 0.6, 0.8


def has_letterhead(sheet: Sheet) -> bool:
    """The sender's lines stand in the upper left: "Department of the Treasury / Internal Revenue Service"."""
    top = [p for p in sheet.pieces if p.box.cy < 0.35 * sheet.height]
    return any(_says_irs(p.run.plain) for p in top)


def _says_irs(text: str) -> bool:
    text = plain(text)
    return any(s in text for s in ("internalrevenueservice", "departmentofthetreasury", "departmentoftreasury",
                                   "serviciodeimpuestosinternos", "departamentodeltesoro"))  # fmt: skip
