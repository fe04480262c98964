"""From an error budget to thresholds: how sure each critical value must be, and what that costs.

The threshold of a field is the lowest confidence from which on the silent errors in it were so few, among so many,
that their share lies below the budget with 95 % (Clopper and Pearson, one-sided). Where too few notices were
measured to show that, it is the lowest from which on no value was wrong, at least 1 - budget: then it rests on the
fitted confidence, and the bound says what could be shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from schemas.notice import CRITICAL_FIELDS
from schemas.thresholds import Thresholds

from .bounds import upper_bound
from .measured import Checked, Claim, Layouts, of_layouts
from .policy import policy

SURENESS = 0.95  # of the bounds


@dataclass(frozen=True, slots=True)
class Share:
    """`wrong` among `of`, and the share that lies above the true one with 95 %."""

    wrong: int
    of: int

    @property
    def bound(self) -> float:
        return upper_bound(self.wrong, self.of, SURENESS)


@dataclass(frozen=True, slots=True)
class FieldThreshold:
    """`errors` of the notices whose value reaches `least` (or is said to be absent) and that wait for no other
    reason; `passes`: the share of these notices. `shown`: the bound lies within the budget."""

    field: str
    least: float
    errors: Share
    passes: float
    shown: bool


@dataclass(frozen=True, slots=True)
class Cost:
    """What thresholds cost: `accepted` of the notices of `layouts`, with how many `silent` errors."""

    layouts: str
    notices: int
    accepted: int
    silent: Share

    @property
    def straight_through(self) -> float:
        return self.accepted / self.notices if self.notices else 0.0


def standard() -> Thresholds:
    """Without a budget: the house's own threshold for every field."""
    return Thresholds(least=dict.fromkeys(CRITICAL_FIELDS, policy().weak_confidence))


def thresholds(fields: Sequence[FieldThreshold], budget: float) -> Thresholds:
    return Thresholds(budget=budget, least={f.field: f.least for f in fields})


def field_thresholds(rows: Sequence[Checked], budget: float) -> list[FieldThreshold]:
    """One for each critical field, from the rows of notices that wait for no other reason."""
    free = [row for row in rows if not row.waits]
    return [_threshold(name, [_claim(row, n) for row in free], budget) for n, name in enumerate(CRITICAL_FIELDS)]


def _claim(row: Checked, number: int) -> Claim:
    claim = row.claims[number]
    if claim is None:
        raise ValueError("a field that was left open makes a notice wait")
    return claim


def _threshold(field: str, claims: Sequence[Claim], budget: float) -> FieldThreshold:
    steps = sorted({c.sure for c in claims if c.sure is not None})
    for least in steps:
        errors = _errors(claims, least)
        if errors.bound <= budget:
            return FieldThreshold(field, least, errors, errors.of / len(claims), shown=True)
    above_errors = max((c.sure for c in claims if c.sure is not None and not c.right), default=0.0)
    clean = next((step for step in steps if step > above_errors), 1.0)
    least = round(max(clean, 1 - budget), 6)
    errors = _errors(claims, least)
    return FieldThreshold(field, least, errors, errors.of / len(claims) if claims else 0.0, shown=False)


def _errors(claims: Sequence[Claim], least: float) -> Share:
    taken = [c for c in claims if c.sure is None or c.sure >= least]
    return Share(sum(not c.right for c in taken), len(taken))


def cost(rows: Sequence[Checked], by: Thresholds, layouts: Layouts) -> Cost:
    """What these thresholds would have made of the notices of `layouts`."""
    own = of_layouts(rows, layouts)
    taken = [row for row in own if not row.waits and _reaches(row, by)]
    wrong = sum(row.forbidden or any(c is not None and not c.right for c in row.claims) for row in taken)
    return Cost(layouts, len(own), len(taken), Share(wrong, len(taken)))


def _reaches(row: Checked, by: Thresholds) -> bool:
    pairs = zip(CRITICAL_FIELDS, row.claims, strict=True)
    return all(c is not None and (c.sure is None or c.sure >= by.least[name]) for name, c in pairs)
