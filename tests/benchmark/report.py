"""Everything that is measured on one set of mail, in one record that can be written as JSON. Pure."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from schemas.ledger import LedgerRow
from schemas.notice import Notice, Severity
from schemas.truth import WEAR_LEVELS, TruthMailroom

from . import confidence, groups
from .cost import Cost, Growth
from .cutting import Cutting, cutting
from .rescans import Rescans, rescans
from .score import Judged, Scores, score, waiting


@dataclass(frozen=True, slots=True)
class Pages:
    """Conservation: every page of every file in the ledger exactly once. `fates` has those that differ, as
    "expected as found"; `surplus` are notices that nobody wrote."""

    pages: int
    lost: int
    doubled: int
    right_fate: int
    fates: Mapping[str, int]
    surplus: int


@dataclass(frozen=True, slots=True)
class Hostile:
    """Damaged and hostile files: how many, how many the ledger accounts for, how many were set aside or opened as
    they should be."""

    files: int
    accounted: int
    as_expected: int
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Confidence:
    """See `confidence`; the curve is of whole notices, the bins of values claimed for certain, `ece` of those bins.
    `ece_by`: the same by level of wear, and of seen and held-out layouts. `ece_of_all` takes in fields left open, and
    absent ones without a confidence."""

    bins: Sequence[confidence.Bin]
    ece: float | None
    ece_by: Mapping[str, float | None]
    ece_of_all: float | None
    curve: Sequence[confidence.Point]
    aurc: float | None
    coverage_without_error: float
    coverage_at_one_percent: float


@dataclass(frozen=True, slots=True)
class Waiting:
    """`notices` wait with this finding, `alone` of them with no other, `right` of these with all fields right."""

    finding: str
    notices: int
    alone: int
    right: int


@dataclass(frozen=True, slots=True)
class Report:
    """All figures of one set. `waiting`: the findings for which acceptable notices wait, most frequent first."""

    name: str
    seed: int | None
    levels: Sequence[groups.Group]
    wears: Sequence[groups.Group]
    severities: Sequence[groups.Group]
    layouts: Sequence[groups.Group]
    tuned: Sequence[groups.Group]
    held_out: Sequence[groups.Group]
    codes: Sequence[groups.Group]
    worst_codes: Sequence[groups.Group]
    cut: Cutting
    cut_by_level: Mapping[str, float | None]
    pages: Pages
    hostile: Hostile
    rescans: Rescans
    confidence: Confidence
    waiting: Sequence[Waiting]
    cost: Cost | None = None
    growth: Growth | None = None


def report(
    name: str,
    truth: TruthMailroom,
    notices: Sequence[Notice],
    ledger: Sequence[LedgerRow],
    *,
    held_out: Collection[str],
    cost: Cost | None = None,
    growth: Growth | None = None,
    seed: int | None = None,
) -> tuple[Report, Scores]:
    """The figures of a set and what they were counted from; `held_out` names the layouts nothing was tuned on."""
    scores = score(truth, notices, ledger)
    judged = scores.judged
    kept = [j for j in judged if j.truth.layout in held_out]
    seen = [j for j in judged if j.truth.layout not in held_out]
    made = Report(
        name=name,
        seed=seed,
        levels=groups.by_level(judged),
        wears=groups.by_wear(judged),
        severities=groups.by_severity(judged),
        layouts=groups.by(judged, lambda j: j.truth.layout),
        tuned=groups.by_level(seen) if kept and seen else [],
        held_out=groups.by_level(kept) if kept else [],
        codes=groups.by(judged, lambda j: j.truth.notice_code or "none"),
        worst_codes=groups.worst_codes(judged),
        cut=cutting(truth, ledger, scores),
        cut_by_level=_cut_by_level(truth, scores),
        pages=_pages(scores),
        hostile=_hostile(scores),
        rescans=rescans(judged),
        confidence=_confidence(scores, seen, kept),
        waiting=_waiting(scores),
        cost=cost,
        growth=growth,
    )
    return made, scores


def _cut_by_level(truth: TruthMailroom, scores: Scores) -> dict[str, float | None]:
    """Notices cut right among those of files with two notices or more."""
    per_file = Counter(n.file for n in truth.notices)
    inside = [j for j in scores.judged if per_file[j.truth.file] > 1]
    return {g.group: g.cut_right for g in groups.by_level(inside)}


def _pages(scores: Scores) -> Pages:
    wrong = {f"{e} as {g}": n for (e, g), n in sorted(scores.fates.items()) if e != g}
    right = sum(n for (e, g), n in scores.fates.items() if e == g)
    return Pages(scores.pages, len(scores.lost), len(scores.doubled), right, wrong, len(scores.surplus))


def _hostile(scores: Scores) -> Hostile:
    found = scores.hostile
    wrong = tuple(name for name, (_, right) in found.items() if not right)
    return Hostile(len(found), sum(named for named, _ in found.values()), len(found) - len(wrong), wrong)


def _ece(judged: Sequence[Judged]) -> float | None:
    return confidence.calibration_error(confidence.binned(confidence.values_said(judged)))


def _ece_by(scores: Scores, seen: Sequence[Judged], kept: Sequence[Judged]) -> dict[str, float | None]:
    wears = {wear: [j for j in scores.judged if j.truth.wear == wear] for wear in WEAR_LEVELS}
    parts = wears | {"layouts seen": seen, "layouts held out": kept}
    return {name: _ece(own) for name, own in parts.items() if own}


def _confidence(scores: Scores, seen: Sequence[Judged], kept: Sequence[Judged]) -> Confidence:
    bins = confidence.binned(confidence.values_said(scores.judged))
    curve = confidence.risk_coverage(confidence.notices_said([j for j in scores.judged if j.legible]))
    return Confidence(
        bins=bins,
        ece=confidence.calibration_error(bins),
        ece_by=_ece_by(scores, seen, kept),
        ece_of_all=confidence.calibration_error(confidence.binned(confidence.all_said(scores.judged))),
        curve=curve,
        aurc=confidence.area_under(curve),
        coverage_without_error=confidence.coverage_at(curve, 0.0),
        coverage_at_one_percent=confidence.coverage_at(curve, 0.01),
    )


def _waiting(scores: Scores) -> list[Waiting]:
    """Each notice counts once for each finding, `none` where it has none above info."""
    held = list(waiting(scores.judged))
    reasons = [_reasons(item) for item in held]
    kinds = Counter(what for own in reasons for what in own)
    return [
        *(_waits(what, held, [own == {what} for own in reasons], count) for what, count in kinds.most_common()),
        _waits(NOT_THE_READING, held, [own <= SETTLED_ELSEWHERE for own in reasons]),
        _waits("any", held, [True] * len(held)),
    ]


NOT_THE_READING = "only for what no reading settles"
# The sources leave the day or the meaning of the code open, or a person has to see that it is the same paper again.
SETTLED_ELSEWHERE = {"deadline_assumed (due_date)", "low_confidence_code (notice_code)", "possible_duplicate",
                     "free_wording (notice_code)"}  # fmt: skip


def _waits(what: str, held: Sequence[Judged], alone: Sequence[bool], notices: int | None = None) -> Waiting:
    lone = [item for item, only in zip(held, alone, strict=True) if only]
    right = sum(1 for item in lone if not item.wrong)
    return Waiting(what, len(lone) if notices is None else notices, len(lone), right)


def _reasons(item: Judged) -> set[str]:
    told = item.read.validation.findings if item.read else ()
    found = {f"{f.code} ({f.field})" if f.field else f.code for f in told if f.severity is not Severity.INFO}
    return found or {"none"}
