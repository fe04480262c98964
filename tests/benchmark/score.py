"""Exports held against the truth of a generated mailroom. Pure: no clock, no files, no engine."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from schemas.ledger import LedgerRow, PageFate
from schemas.notice import CRITICAL_FIELDS, FieldStatus, Notice, Status
from schemas.truth import TruthMailroom, TruthNotice

from .copies import Copies

# What one tax firm's person would call the same paper: clean covers what never was on paper.
LEVELS = {
    "digital": "clean", "clean": "clean", "turned": "clean", "lying_layer": "clean", "mixed": "clean",
    "fax": "worn", "scanner": "worn", "photo": "worn",
    "harsh": "harsh", "destroyed": "destroyed",
}  # fmt: skip
SURE = 0.98


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
    def legible(self) -> bool:
        """False where the truth says that a value can't be read by anyone: such a notice can't be exactly right."""
        return not any(d.startswith("illegible") for d in self.truth.defects)

    @property
    def acceptable(self) -> bool:
        """False where a person must look, whatever is read."""
        return self.legible and not self.truth.accept_forbidden

    @property
    def silent_errors(self) -> tuple[str, ...]:
        """Wrong critical fields of an accepted notice; a printed contradiction or a missing page that was
        accepted counts as one too."""
        if not self.accepted:
            return ()
        return self.wrong + (("accept_forbidden",) if self.truth.accept_forbidden else ())

    @property
    def sure_and_wrong(self) -> tuple[str, ...]:
        """Wrong values that are not even marked as doubtful where they stand."""
        if self.read is None:
            return ()
        found = ((f, self.read.fields[f]) for f in self.wrong if f in self.read.fields)
        return tuple(f for f, how in found if how.status is FieldStatus.FOUND and how.confidence >= SURE)


@dataclass(frozen=True, slots=True)
class Scores:
    """What was counted. `fates` maps (expected fate, fate in the ledger) to pages; `lost` pages are in no ledger
    row, `doubled` in more than one; `surplus` notices answer to no truth; `hostile` maps each hostile or damaged
    file to whether it is accounted for, and to whether it was set aside, or opened, as it should."""

    judged: tuple[Judged, ...]
    fates: Mapping[tuple[str, str], int]
    lost: tuple[tuple[str, int], ...]
    doubled: tuple[tuple[str, int], ...]
    surplus: tuple[Notice, ...]
    pages: int
    hostile: Mapping[str, tuple[bool, bool]] = field(default_factory=dict)


def score(truth: TruthMailroom, notices: Sequence[Notice], ledger: Sequence[LedgerRow]) -> Scores:
    """Every truth notice with the notice of the same file that shares most of its pages."""
    copies = Copies.of(truth)
    pairs = _matched(truth.notices, notices, copies)
    judged = tuple(_judge(n, pairs.get(n.sample_id), copies) for n in truth.notices)
    taken = {n.notice_id for n in pairs.values()}
    rows = Counter((r.file, r.page) for r in ledger)
    found = _fates(truth, ledger, copies)
    return Scores(
        judged=judged,
        fates=Counter((expected, got) for _, expected, got in found),
        lost=tuple((p.file, p.page) for p in truth.pages if not rows[p.file, p.page] and not rows[p.file, 0]),
        doubled=tuple(p for p, count in rows.items() if count > 1),
        surplus=tuple(n for n in notices if n.notice_id not in taken),
        pages=len(truth.pages),
        hostile=_hostile(truth, ledger, found),
    )


def _matched(wanted: Sequence[TruthNotice], notices: Sequence[Notice], copies: Copies) -> dict[str, Notice]:
    """Notice read by sample_id: pairs that share most pages first, of these the pairs that differ least; each notice
    once."""
    by_file: dict[str, list[Notice]] = defaultdict(list)
    for notice in notices:
        by_file[notice.source.file].append(notice)
    pairs: dict[str, Notice] = {}
    taken: set[str] = set()
    likely = [(_overlap(t, n, copies), t, n) for t in wanted for n in by_file[t.file]]
    for (shared, _), expected, notice in sorted(likely, key=lambda pair: pair[0], reverse=True):
        if shared and expected.sample_id not in pairs and notice.notice_id not in taken:
            pairs[expected.sample_id] = notice
            taken.add(notice.notice_id)
    return pairs


def _overlap(expected: TruthNotice, read: Notice, copies: Copies) -> tuple[int, float]:
    """Pages that both have, and their share of the pages that either has."""
    mine, theirs = set(expected.pages), copies.kept(read.source.file, read.source.pages)
    return len(mine & theirs), len(mine & theirs) / len(mine | theirs)


def _judge(expected: TruthNotice, read: Notice | None, copies: Copies) -> Judged:
    if read is None:
        return Judged(expected, None, tuple(CRITICAL_FIELDS), cut_right=False)
    wrong = tuple(f for f in CRITICAL_FIELDS if value_of(expected, f) != value_of(read, f))
    return Judged(expected, read, wrong, copies.same_notice(expected, read.source.pages))


def value_of(record: TruthNotice | Notice, name: str) -> object:
    """A critical field's value in a form that truth and record share. Periods: their ends and kinds, in any order."""
    if name == "tin.last4":
        return record.tin.last4
    if name == "tax_periods":
        return sorted((p.period_end.isoformat(), p.kind) for p in record.tax_periods)
    return getattr(record, name)


def _fates(
    truth: TruthMailroom, ledger: Sequence[LedgerRow], copies: Copies
) -> list[tuple[tuple[str, int], str, str]]:
    """Page, fate as it should be, fate in the ledger. Which of two scans of a page is the copy is for the reader to
    say: where it kept the other one, their fates are exchanged."""
    whole = {r.file: r.fate for r in ledger if r.page == 0}
    got: dict[tuple[str, int], PageFate | None] = {(p.file, p.page): whole.get(p.file) for p in truth.pages}
    got.update({(r.file, r.page): r.fate for r in ledger if (r.file, r.page) in got})
    for (file, again), first in copies.first_scan.items():
        if (got[file, first], got[file, again]) == (PageFate.DUPLICATE, PageFate.NOTICE):
            got[file, first], got[file, again] = PageFate.NOTICE, PageFate.DUPLICATE
    return [((p.file, p.page), p.fate.value, _word(got[p.file, p.page])) for p in truth.pages]


def _word(fate: PageFate | None) -> str:
    return fate.value if fate else "missing"


def _hostile(
    truth: TruthMailroom, ledger: Sequence[LedgerRow], fates: Iterable[tuple[tuple[str, int], str, str]]
) -> dict[str, tuple[bool, bool]]:
    wrong = {page[0] for page, expected, got in fates if not _as_damage_allows(expected, got)}
    named = {r.file for r in ledger}
    return {f.file: (_is_named(f.file, named), f.file not in wrong) for f in truth.files if f.hostile}


def _as_damage_allows(expected: str, got: str) -> bool:
    """What can't be opened has to be set aside; of what can, each page has to be read, whatever it is taken for."""
    closed = (PageFate.QUARANTINED.value, PageFate.UNREADABLE.value, _word(None))
    return expected == got if expected in closed else got not in closed


def _is_named(file: str, named: set[str]) -> bool:
    """An archive that opens is accounted for by its members, one that does not by its own name."""
    return file in named or any(n.startswith(file + "/") or file.startswith(n + "/") for n in named)


def waiting(judged: Iterable[Judged]) -> Iterator[Judged]:
    """Notices that nobody would have had to look at, and that wait all the same."""
    return (j for j in judged if j.acceptable and j.read is not None and not j.accepted)
