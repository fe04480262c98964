"""Choosing a field's value among its candidates, and saying how sure that is.

A value is only as good as the independent looks that agree on it: the places that print it, and the other
readers that read those places again. Places that disagree are read again first; what then still disagrees is
printed that way, and a person decides.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from schemas.notice import FieldStatus

from .candidate import Candidate, Place
from .verify import Voices, comparable

SURE = 0.98  # from here on a value may be accepted without a person
# Confidence by what was seen; fitted on generated mail with non-held-out layouts.
CONFIRMED_TWICE, CONFIRMED, THRICE, CONFIRMED_BY_KIN, TWICE, ONCE = 0.999, 0.99, 0.985, 0.965, 0.96, 0.85
MOST_LOOKS = 4  # candidates of one field that are read again


@dataclass(frozen=True, slots=True)
class Choice:
    """The value chosen, why, and how sure. `value` is None unless found or conflicting."""

    status: FieldStatus
    value: Hashable | None = None
    main: Candidate | None = None
    places: int = 0
    confirmations: int = 0
    confidence: float = 0.0
    others: tuple[Candidate, ...] = ()

    @property
    def readings(self) -> int:
        return self.places + self.confirmations

    @property
    def weak(self) -> bool:
        return self.status is FieldStatus.FOUND and self.confidence < SURE


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
    if firm:
        return Choice(FieldStatus.CONFLICTING, leading, main, len(support), confirmed, 0.5, tuple(firm))
    confidence = _confidence(support, confirmed, kin, len(dissent))
    return Choice(FieldStatus.FOUND, leading, main, len(support), confirmed, confidence, tuple(c for c, _ in dissent))


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


def _confidence(support: Sequence[Candidate], confirmed: int, kin: int, dissent: int) -> float:
    """`confirmed`: voices of independent readers for the value; `kin`: of the first reader's family."""
    places = len(support)
    if confirmed and places >= 2:
        sure = CONFIRMED_TWICE
    elif confirmed or (kin and places >= 2):
        sure = CONFIRMED
    elif kin:
        sure = CONFIRMED_BY_KIN
    elif places >= 3:
        sure = THRICE
    else:
        sure = TWICE if places == 2 else ONCE * min(1.0, support[0].confidence + 0.1)
    if all(c.repaired for c in support) and confirmed + kin < 2:
        sure = min(sure, 0.95)
    # An unsettled dissenter was probably misread, but nobody knows.
    return min(sure, 0.985) if dissent and places + confirmed >= 3 else (min(sure, 0.9) if dissent else sure)
