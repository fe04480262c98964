"""Is the confidence a probability, and what does it cost to ask for more of it? Pure figures of both."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from schemas.notice import CRITICAL_FIELDS, FieldEvidence, FieldStatus

from .score import Judged

# Narrow where nearly all values are: a wrong one at 0.999 is another matter than one at 0.95.
EDGES = (0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 1.0)


@dataclass(frozen=True, slots=True)
class Said:
    """One claim: how sure it was and whether it was right."""

    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims between two confidences: how many, what they said on average, what share was right."""

    low: float
    high: float
    count: int
    said: float
    right: float


@dataclass(frozen=True, slots=True)
class Point:
    """When the `coverage` surest share is taken, `risk` of it is wrong; `least` is the lowest confidence taken."""

    coverage: float
    risk: float
    least: float


def values_said(judged: Sequence[Judged]) -> list[Said]:
    """Every critical field that was claimed for certain: found, or absent with a confidence in that. Fields left
    open (unreadable, conflicting) claim nothing."""
    return [
        Said(how.confidence, name not in j.wrong)
        for j in judged
        for name, how in evidence(j)
        if how.status is FieldStatus.FOUND or (how.status is FieldStatus.ABSENT and how.confidence > 0)
    ]


def all_said(judged: Sequence[Judged]) -> list[Said]:
    """Every critical field of every notice that was read, whatever its status."""
    return [Said(how.confidence, name not in j.wrong) for j in judged for name, how in evidence(j)]


def notices_said(judged: Sequence[Judged]) -> list[Said]:
    """Every notice with the confidence of its weakest critical field; 0 for one that was not read.

    A field that is said to be absent without any confidence in that weakens nothing.
    """
    return [Said(weakest(j), not j.wrong) for j in judged]


def weakest(item: Judged) -> float:
    """The least confidence in a critical field of the notice, 0 where there is none."""
    told = [how.confidence for _, how in evidence(item) if how.confidence > 0 or how.status is not FieldStatus.ABSENT]
    return min(told, default=0.0)


def evidence(item: Judged) -> Iterator[tuple[str, FieldEvidence]]:
    """The critical fields of a notice that have evidence."""
    fields = item.read.fields if item.read else {}
    return ((name, fields[name]) for name in CRITICAL_FIELDS if name in fields)


def binned(said: Sequence[Said], edges: Sequence[float] = EDGES) -> list[Bin]:
    """Bins with something in them; the upper edge belongs to the bin above, 1.0 to the last."""
    bins = []
    for low, high in pairwise(edges):
        own = [s for s in said if low <= s.confidence < high or (high == edges[-1] and s.confidence >= high)]
        if own:
            count = len(own)
            mean = sum(s.confidence for s in own) / count
            bins.append(Bin(low, high, count, mean, sum(s.right for s in own) / count))
    return bins


def calibration_error(bins: Sequence[Bin]) -> float | None:
    """The expected calibration error: what was said against what was right, by the size of the bins."""
    total = sum(b.count for b in bins)
    return sum(b.count * abs(b.said - b.right) for b in bins) / total if total else None


def risk_coverage(said: Sequence[Said]) -> list[Point]:
    """One point for each confidence that occurs, the surest first."""
    points: list[Point] = []
    taken = wrong = 0
    ordered = sorted(said, key=lambda s: -s.confidence)
    for least, same in groupby(ordered, key=lambda s: s.confidence):
        group = list(same)
        taken += len(group)
        wrong += sum(not s.right for s in group)
        points.append(Point(taken / len(said), wrong / taken, least))
    return points


def coverage_at(points: Sequence[Point], risk: float) -> float:
    """The largest coverage whose risk is at most `risk`; 0 where there is none."""
    return max((p.coverage for p in points if p.risk <= risk), default=0.0)


def area_under(points: Sequence[Point]) -> float | None:
    """The mean risk over all coverages (AURC): the smaller, the better confidence tells right from wrong."""
    if not points:
        return None
    edges = [0.0, *(p.coverage for p in points)]
    return sum(p.risk * (high - low) for p, (low, high) in zip(points, pairwise(edges), strict=True))
