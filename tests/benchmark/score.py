"""Exports held against the truth of a generated mailroom. Pure: no clock, no files, no engine."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from schemas.ledger import LedgerRow, PageFate
from schemas.notice import CRITICAL_FIELDS, FieldStatus, Notice, Status
from schemas.truth import TruthMailroom, TruthNotice

# What one tax firm's person would call the same paper: clean covers what never was on paper.
LEVELS = {
    "digital": "clean", "clean": "clean", "turned": "clean", "lying_layer": "clean", "mixed": "clean",
    "fax": "worn", "scanner": "worn", "photo": "worn",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Judged:
    """One truth notice with the notice that was read for it. `wrong`: critical fields that differ."""

    truth: TruthNotice
    read: Notice | None
    wrong: tuple[str, ...]
    cut_right: bool

    @property
    def accepted(self) -> bool:
        return self.read is not None and self.read.validation.status is Status.ACCEPTED

    @property
    def silent_errors(self) -> tuple[str, ...]:
        """Wrong critical fields of an accepted notice; a printed contradiction or a missing page that was
        accepted counts as one too."""
        if not self.accepted:
            return ()
        return self.wrong + (("accept_forbidden",) if self.truth.accept_forbidden else ())

    @property
    def hidden_wrong(self) -> tuple[str, ...]:
        """Wrong values that are not even marked as doubtful where they stand."""
        if self.read is None:
            return ()
        fields = self.read.fields
        return tuple(
            f
            for f in self.wrong
            if f in fields and fields[f].status is FieldStatus.FOUND and fields[f].confidence >= 0.98
        )


@dataclass(frozen=True, slots=True)
class Scores:
    """What was counted. `fates` maps (expected fate, fate in the ledger) to pages; `lost` pages are in no ledger
    row, `doubled` in more than one; `surplus` notices answer to no truth."""

    judged: tuple[Judged, ...]
    fates: Mapping[tuple[str, str], int]
    lost: tuple[tuple[str, int], ...]
    doubled: tuple[tuple[str, int], ...]
    surplus: tuple[Notice, ...]
    hostile: Mapping[str, bool] = field(default_factory=dict)


def score(truth: TruthMailroom, notices: Sequence[Notice], ledger: Sequence[LedgerRow]) -> Scores:
    """Every truth notice with the notice of the same file that shares most of its pages."""
    by_file: dict[str, list[Notice]] = defaultdict(list)
    for notice in notices:
        by_file[notice.source.file].append(notice)
    content = {(p.file, p.page) for p in truth.pages if p.fate is PageFate.NOTICE}
    taken: set[str] = set()
    judged = []
    for expected in truth.notices:
        read = _match(expected, [n for n in by_file[expected.file] if n.notice_id not in taken])
        if read:
            taken.add(read.notice_id)
        judged.append(_judge(expected, read, content))
    surplus = tuple(n for n in notices if n.notice_id not in taken)
    rows = Counter((r.file, r.page) for r in ledger)
    pages = [(p.file, p.page) for p in truth.pages]
    return Scores(
        judged=tuple(judged),
        fates=_fates(truth, ledger),
        lost=tuple(p for p in pages if rows[p] == 0),
        doubled=tuple(p for p, count in rows.items() if count > 1),
        surplus=surplus,
        hostile={
            f.file: any(r.file == f.file or r.file.startswith(f.file + "/") for r in ledger)
            for f in truth.files
            if f.hostile
        },
    )


def _match(expected: TruthNotice, candidates: Iterable[Notice]) -> Notice | None:
    shared = [(len(set(expected.pages) & set(n.source.pages)), n) for n in candidates]
    best = max(shared, key=lambda s: s[0], default=(0, None))
    return best[1] if best[0] else None


def _judge(expected: TruthNotice, read: Notice | None, content: set[tuple[str, int]]) -> Judged:
    if read is None:
        return Judged(expected, None, tuple(CRITICAL_FIELDS), cut_right=False)
    wrong = tuple(f for f in CRITICAL_FIELDS if value_of(expected, f) != value_of(read, f))
    pages = {p for p in read.source.pages if (read.source.file, p) in content or p in expected.pages}
    stray = {p for p in read.source.pages if p not in expected.pages and (read.source.file, p) in content}
    return Judged(expected, read, wrong, cut_right=pages == set(expected.pages) and not stray)


def value_of(record: TruthNotice | Notice, name: str) -> object:
    """A critical field's value in a form that truth and record share. Periods: their ends and kinds, in any order."""
    if name == "tin.last4":
        return record.tin.last4
    if name == "tax_periods":
        return sorted((p.period_end.isoformat(), p.kind) for p in record.tax_periods)
    return getattr(record, name)


def _fates(truth: TruthMailroom, ledger: Sequence[LedgerRow]) -> Counter[tuple[str, str]]:
    found = {(r.file, r.page): r.fate.value for r in ledger}
    whole = {r.file: r.fate.value for r in ledger if r.page == 0}
    counts: Counter[tuple[str, str]] = Counter()
    for page in truth.pages:
        got = found.get((page.file, page.page)) or whole.get(page.file, "missing")
        counts[(page.fate.value, got)] += 1
    return counts


@dataclass(frozen=True, slots=True)
class Line:
    """The figures of one group of notices."""

    group: str
    notices: int
    exact: Mapping[str, float]
    all_exact: float
    accepted: float
    silent: int
    cut_right: float

    @property
    def critical(self) -> float:
        """Share of critical fields that are exactly right, over all fields and notices."""
        return sum(self.exact.values()) / len(self.exact)


def line(group: str, judged: Sequence[Judged]) -> Line:
    """Shares over `judged`, which is not empty."""
    count = len(judged)
    exact = {f: sum(1 for j in judged if f not in j.wrong) / count for f in CRITICAL_FIELDS}
    return Line(
        group=group,
        notices=count,
        exact=exact,
        all_exact=sum(1 for j in judged if not j.wrong) / count,
        accepted=sum(1 for j in judged if j.accepted) / count,
        silent=sum(len(j.silent_errors) for j in judged),
        cut_right=sum(1 for j in judged if j.cut_right) / count,
    )


def by_wear(judged: Sequence[Judged]) -> list[Line]:
    """A line for each wear level, then for clean and worn mail as a whole, then for everything.

    Notices declared illegible for a person are left out of the shares and counted apart.
    """
    legible = [j for j in judged if not any(d.startswith("illegible") for d in j.truth.defects)]
    groups: dict[str, list[Judged]] = defaultdict(list)
    for item in legible:
        groups[item.truth.wear].append(item)
    lines = [line(wear, groups[wear]) for wear in LEVELS if wear in groups]
    for level in ("clean", "worn"):
        own = [j for j in legible if LEVELS.get(j.truth.wear) == level]
        lines += [line(f"= {level}", own)] if own else []
    return [*lines, line("= all", legible)] if legible else lines
