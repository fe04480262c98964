"""The ballot of one notice: the ranked candidates of every critical field, before the second look."""

from dataclasses import dataclass

from schemas.catalog import CatalogEntry, lookup

from .asked import amount_candidates, due_candidates
from .candidate import Candidate
from .choose import choose, to_look_at
from .fields import Asks, Material, code_candidates, date_candidates, tin_candidates
from .taxperiods import period_choice


@dataclass(frozen=True, slots=True)
class Ballot:
    """The ranked candidates of every critical field of one notice, ready for the second look."""

    material: Material
    asks: Asks
    entry: CatalogEntry | None
    code: tuple[Candidate, ...]
    day: tuple[Candidate, ...]
    tin: tuple[Candidate, ...]
    periods: tuple[Candidate, ...]
    amount: tuple[Candidate, ...]
    due: tuple[Candidate, ...]

    def to_look_at(self) -> list[Candidate]:
        fields = (self.code, self.day, self.tin, self.periods, self.amount, self.due)
        return [c for own in fields for c in to_look_at(own)]


def ballot_of(material: Material) -> Ballot:
    """The candidates field by field. What a notice asks for depends on its code, so the code is settled first."""
    codes = code_candidates(material)
    code = choose(codes, {}).value
    entry = lookup(str(code)) if code else None
    asks: Asks = entry.asks if entry else "may_ask"
    amount = amount_candidates(material, asks)
    return Ballot(
        material=material,
        asks=asks,
        entry=entry,
        code=tuple(codes),
        day=tuple(date_candidates(material)),
        tin=tuple(tin_candidates(material)),
        periods=period_choice(material).candidates,
        amount=tuple(amount),
        due=tuple(due_candidates(material, asks, entry, {c.value for c in amount})),
    )
