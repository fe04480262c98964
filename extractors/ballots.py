"""The ballot of one notice: the ranked candidates of every critical field, before the second look."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from schemas.catalog import CatalogEntry, lookup
from schemas.notice import Finding

from .asked import amount_candidates, due_candidates
from .candidate import Candidate
from .choose import choose, to_look_at
from .fields import Asks, Material, code_candidates, date_candidates, tin_candidates
from .rowsums import read_again, rows_to_hear
from .scanline import SCAN_LINE, scan_lines
from .taxperiods import period_choice
from .verify import Voices
from .witness import borne_out, to_hear


@dataclass(frozen=True, slots=True)
class Ballot:
    """The ranked candidates of every critical field of one notice, ready for the second look.

    `lines`: the payment machine's lines, each a witness for three of the fields. `rows`: those of summaries that do
    not sum. `notes`: what `heard_again` says of them.
    """

    material: Material
    asks: Asks
    entry: CatalogEntry | None
    code: tuple[Candidate, ...]
    day: tuple[Candidate, ...]
    tin: tuple[Candidate, ...]
    periods: tuple[Candidate, ...]
    amount: tuple[Candidate, ...]
    due: tuple[Candidate, ...]
    lines: tuple[Candidate, ...] = ()
    rows: tuple[Candidate, ...] = ()
    notes: tuple[Finding, ...] = ()

    def to_look_at(self) -> list[Candidate]:
        fields = (self.code, self.day, self.tin, self.periods, self.amount, self.due)
        places = [c for own in fields for c in to_look_at(own) if c.label != SCAN_LINE]
        said = {"tin": self.tin, "tax_period": self.periods, "amount_due": self.amount}
        return [*places, *to_hear(said, self.lines), *self.rows]


def ballot_of(material: Material) -> Ballot:
    """The candidates field by field. What a notice asks for depends on its code, so the code is settled first."""
    codes = code_candidates(material)
    code = choose(codes, {}).value
    entry = lookup(str(code)) if code else None
    asks: Asks = entry.asks if entry else "may_ask"
    amount = amount_candidates(material, asks)
    lines = scan_lines(material.views)
    return Ballot(
        material=material,
        asks=asks,
        entry=entry,
        code=tuple(codes),
        day=tuple(date_candidates(material)),
        tin=tuple(borne_out("tin", tin_candidates(material), lines)),
        periods=tuple(borne_out("tax_period", period_choice(material).candidates, lines)),
        amount=tuple(borne_out("amount_due", amount, lines)),
        due=tuple(due_candidates(material, asks, entry, {c.value for c in amount})),
        lines=tuple(lines),
        rows=tuple(rows_to_hear(material.tables, asks)),
    )


def heard_again(ballot: Ballot, voices: Mapping[Candidate, Voices]) -> Ballot:
    """`ballot` with the rows that the second look has put right."""
    if not ballot.rows:
        return ballot
    material, notes = read_again(ballot.material, voices)
    return replace(ballot, material=material, notes=notes)
