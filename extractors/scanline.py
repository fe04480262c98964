"""The line that payment machines read, at the foot of a stub: number, name control, account type, period, amount.

Its order is described, not specified, so it is a witness and never the source: it may agree with what is printed or
contradict it, and a notice without one lacks nothing. It prints the whole taxpayer number even where the header masks
it. Lines of zeros, as on specimens, say nothing.
"""

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Annotated

from pydantic import Field

from schemas.privacy import mask_ssn
from schemas.record import Record
from schemas.strict_yaml import load_model, package_file

from .candidate import STUB_BEGINS, Candidate, Place, candidate_at
from .glyphs import DIGIT as _D
from .glyphs import digits
from .layout import Piece, Sheet, row_run
from .number_text import FoundTin, month_end
from .pagekeys import PageView
from .text import fold

SCAN_LINE = "scan_line"  # field of a whole line, label of its parts
_LINE = re.compile(
    rf"(?<![0-9a-z])(?P<tin>{_D}{{3}}-?{_D}{{2}}-?{_D}{{4}}|{_D}{{2}}-?{_D}{{7}})(?P<check>[a-z]{{2}})"
    rf"(?P<name>[a-z0-9&\-]{{4}})(?P<mft>{_D}{{2}})(?P<filler>{_D})(?P<period>(?:19|20|2o|z0){_D}{{4}})"
    rf"(?P<code>{_D}{{3}})(?P<cents>{_D}{{7,13}})?(?![0-9])"
)
_FEWEST_FIGURES = 15  # of the twenty or more that such a line has; some may be misread
_YEARS = range(1980, 2060)


class AccountType(Record):
    """`forms`: beginnings of form numbers; `months` in which its periods end, none where any may."""

    mft: Annotated[str, Field(pattern=r"^[0-9]{2}$")]
    forms: Annotated[tuple[str, ...], Field(min_length=1)]
    months: tuple[int, ...] = ()
    sure: bool


class AccountFile(Record):
    types: tuple[AccountType, ...]


@cache
def account_types() -> dict[str, AccountType]:
    """By MFT. Raises InvalidData for a broken file."""
    return {one.mft: one for one in load_model(package_file("extractors.templates", "mft.yaml"), AccountFile).types}


@dataclass(frozen=True, slots=True)
class ScanLine:
    """What a line says. `number` is the whole taxpayer number (never leaves reading); `amount` None where none is."""

    number: str = field(repr=False)
    mft: str
    period_end: date
    amount: Decimal | None

    @property
    def last4(self) -> str:
        return self.number[-4:]


def read_line(text: str) -> ScanLine | None:
    """`text` as such a line, with or without its spaces; None for anything else."""
    match = _LINE.search(fold("".join(text.split())))
    return _parsed(match) if match else None


def _parsed(match: re.Match[str]) -> ScanLine | None:
    part = {name: digits(text or "") for name, text in match.groupdict().items()}
    number, year, month = part["tin"].replace("-", ""), int(part["period"][:4]), int(part["period"][4:])
    if not number.strip("0") or year not in _YEARS or not 1 <= month <= 12:
        return None
    known = account_types().get(part["mft"])
    if known and known.months and month not in known.months:
        return None  # misread, or another order than the one described
    cents = int(part["cents"] or 0)
    return ScanLine(number, part["mft"], month_end(year, month), Decimal(cents) / 100 if cents else None)


def scan_lines(views: Sequence[PageView]) -> list[Candidate]:
    """The lines of a notice's stubs; `value` is a `ScanLine`."""
    return [line for view in views for line in _on(view.sheet)]


def _on(sheet: Sheet) -> Iterator[Candidate]:
    for row in sheet.rows:
        if row[0].box.cy < STUB_BEGINS * sheet.height or _figures(row) < _FEWEST_FIGURES:
            continue
        run = row_run(row)
        match = _LINE.search(run.tight)
        line = _parsed(match) if match else None
        if match and line:
            figures = "".join(match[name] or "" for name in ("tin", "mft", "period", "cents"))
            yield candidate_at(
                sheet, run, SCAN_LINE, match.span(), value=line, place=Place.STUB, label=SCAN_LINE,
                repaired=figures != digits(figures),
            )  # fmt: skip


def _figures(row: Sequence[Piece]) -> int:
    return sum(c.isdigit() for piece in row for c in piece.run.tight)


def part_of(line: Candidate, name: str) -> Candidate | None:
    """What the line says of field `name` (`tin`, `tax_period`, `amount_due`), as its candidate. `raw` has its own
    figures only: the whole line has the taxpayer number in it."""
    said = line.value
    if not isinstance(said, ScanLine):
        return None
    values: dict[str, Hashable] = {
        "tin": FoundTin(0, 0, line.repaired, said.number, said.last4, "unknown", False),
        "tax_period": ((said.period_end, False),),
        "amount_due": said.amount,
    }
    shown = {
        "tin": mask_ssn(said.last4),
        "tax_period": f"{said.period_end:%Y%m}",
        "amount_due": f"{int((said.amount or 0) * 100):011d}",
    }
    return replace(line, field=name, value=values[name], raw=shown[name]) if values[name] is not None else None
