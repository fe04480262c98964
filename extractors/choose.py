"""Choosing a field's value among its candidates, and saying how sure that is.

A value is only as good as the independent looks that agree on it: the places that print it, and the other
readers that read those places again. Places that disagree are read again first; what then still disagrees is
printed that way, and a person decides.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace

from schemas.notice import FieldStatus
from schemas.signs import Signs

from .candidate import Candidate, Place
from .confidence import confidence
from .verify import Voices, comparable

_CONFLICTING = 0.5
_OVERRULED = 0.9  # of a value that the first reading saw nowhere: both voices were shown the same cut
NOTHING_SEEN = Signs(places=0)
# The first reader's own confidence from which a value is this legible: 1, 2, 3.
_LEGIBLE = (0.80, 0.93, 0.98)
MOST_LOOKS = 4  # candidates of one field that are read again


@dataclass(frozen=True, slots=True)
class Choice:
    """The value chosen, and what was seen of it. `value` is None unless found or conflicting."""

    status: FieldStatus
    value: Hashable | None = None
    main: Candidate | None = None
    signs: Signs = NOTHING_SEEN
    others: tuple[Candidate, ...] = ()

    @property
    def readings(self) -> int:
        return self.signs.places + self.signs.named + self.signs.confirmed + self.signs.proven

    def confidence(self, field: str) -> float:
        """That the value of the critical `field` is right."""
        if self.status is FieldStatus.FOUND:
            return confidence(field, self.signs)
        return _CONFLICTING if self.status is FieldStatus.CONFLICTING else 0.0

    def limited(self, at_most: float) -> "Choice":
        return self.seen(at_most=min(self.signs.at_most, at_most))

    def seen(self, **more: bool | float) -> "Choice":
        """With signs that were found besides."""
        return replace(self, signs=self.signs.model_copy(update=more))


def ranked(candidates: Sequence[Candidate], order: Sequence[Place]) -> list[Candidate]:
    """By place, then page, clean readings first. Places that `order` leaves out are dropped."""
    kept = [c for c in candidates if c.place in order]
    return sorted(kept, key=lambda c: (order.index(c.place), c.repaired, c.page, -round(c.confidence, 2)))


def to_look_at(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Those of `candidates` (ranked) worth a second look: the first two places, and every dissenter."""
    if not candidates:
        return []
    leading = _leading(candidates)
    agreeing = [c for c in candidates if comparable(c) == leading]
    dissent = [c for c in candidates if comparable(c) != leading]
    return (agreeing[:2] + dissent)[:MOST_LOOKS] if not dissent else (agreeing[:2] + dissent)[: MOST_LOOKS + 2]


def _leading(candidates: Sequence[Candidate]) -> Hashable:
    """The value with most support; the main place counts double, a repaired reading half."""
    weight: dict[Hashable, float] = {}
    for number, candidate in enumerate(candidates):
        own = (2.0 if number == 0 else 1.0) * (0.5 if candidate.repaired else 1.0)
        key = comparable(candidate)
        weight[key] = weight.get(key, 0.0) + own
    return max(weight, key=lambda k: weight[k])


def choose(candidates: Sequence[Candidate], voices: Mapping[Candidate, Voices]) -> Choice:
    """The field's value among `candidates` (ranked, main place first)."""
    if not candidates:
        return Choice(FieldStatus.ABSENT)
    settled = [(c, _settle(c, voices.get(c))) for c in candidates]
    leading = _leading_settled(settled)
    support = [c for c, s in settled if s.value == leading]
    dissent = [(c, s) for c, s in settled if s.value != leading]
    main = support[0]
    confirmed = sum(voices[c].independent(leading) for c in support if c in voices)
    kin = sum(voices[c].agreeing(leading) for c in support if c in voices) - confirmed
    firm = [c for c, s in dissent if s.firm]
    signs = _signs(support, confirmed, kin, len(dissent))
    if all(comparable(c) != leading for c in candidates):
        signs = signs.model_copy(update={"at_most": _OVERRULED})
    if firm:
        return Choice(FieldStatus.CONFLICTING, leading, main, signs, tuple(firm))
    return Choice(FieldStatus.FOUND, leading, main, signs, tuple(c for c, _ in dissent))


@dataclass(frozen=True, slots=True)
class _Settled:
    """A candidate after its second look. `firm`: what it prints is sure enough to contradict another place."""

    value: Hashable
    firm: bool


def _settle(candidate: Candidate, voices: Voices | None) -> _Settled:
    value = comparable(candidate)
    if voices is None or not voices.spoke:
        return _Settled(value, firm=not candidate.repaired and candidate.confidence >= 0.97)
    if voices.agreeing(value):
        return _Settled(value, firm=True)
    other = voices.united_against(value)
    if other is not None:
        return _Settled(other, firm=True)
    return _Settled(value, firm=False)


def _leading_settled(settled: Sequence[tuple[Candidate, _Settled]]) -> Hashable:
    """As `_leading`, a firm reading counting double; ties go to the main place."""
    weight: dict[Hashable, float] = {}
    for number, (candidate, result) in enumerate(settled):
        own = (2.0 if number == 0 else 1.0) * (1.0 if result.firm else 0.5) * (0.5 if candidate.repaired else 1.0)
        weight[result.value] = weight.get(result.value, 0.0) + own
    best = max(weight.values())
    return next(s.value for _, s in settled if weight[s.value] == best)


def _signs(support: Sequence[Candidate], confirmed: int, kin: int, dissent: int) -> Signs:
    """`confirmed`: voices of independent readers for the value; `kin`: of the first reader's family."""
    main = support[0]
    return Signs(
        places=len(support),
        confirmed=confirmed,
        kin=kin,
        dissent=dissent,
        repaired=all(c.repaired for c in support),
        legible=sum(main.confidence >= step for step in _LEGIBLE),
        labelled=any(c.label for c in support),
        place=main.place.value,
    )
