"""Amounts in sentences that nearly repeat what is asked for: one digit is another, or two have changed places.

Whatever the sentence says of it, such an amount is meant to be the same: it contradicts the others, unless a table
prints it as something else.
"""

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from schemas.geometry import overlaps

from .candidate import Candidate, Place, candidate_at
from .fields import Material
from .layout import Sheet
from .text import Run
from .values import find_money

NEARLY = "a sentence that nearly repeats it"
_SHORTEST = len("100.00")  # smaller amounts are alike by chance
_WORDS = 5  # less is no sentence


def near_misses(material: Material, found: Sequence[Candidate]) -> list[Candidate]:
    """Candidates for the amount due that nearly say what `found` says, wherever in the notice they stand."""
    asked = {c.value for c in found if isinstance(c.value, Decimal)}
    rows = {row.amount for table in material.tables for row in table.rows}
    sheets = [view.sheet for view in material.views] if asked else []
    made = [c for sheet in sheets for run in sheet.paragraphs for c in _in_sentence(sheet, run, asked, rows)]
    return [c for c in made if not any(c.page == f.page and overlaps(c.box, f.box) for f in found)]


def _in_sentence(
    sheet: Sheet, run: Run, asked: Collection[Decimal], rows: Collection[Decimal | None]
) -> Iterator[Candidate]:
    if len(run.words) < _WORDS:
        return
    for money in find_money(run.tight, breaks=run.starts):
        if money.cents and money.value not in rows and any(is_near(money.value, one) for one in asked):
            span = (money.start, money.end)
            yield candidate_at(
                sheet, run, "amount_due", span, value=money.value, repaired=money.repaired, place=Place.PROSE,
                label=NEARLY,
            )  # fmt: skip


def is_near(one: Decimal, other: Decimal) -> bool:
    """True where exactly one digit is another, or two neighbours have changed places."""
    a, b = f"{one:.2f}", f"{other:.2f}"
    if len(a) != len(b) or len(a) < _SHORTEST:
        return False
    apart = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    if len(apart) == 1:
        return True
    return len(apart) == 2 and apart[1] - apart[0] == 1 and (a[apart[0]], a[apart[1]]) == (b[apart[1]], b[apart[0]])
