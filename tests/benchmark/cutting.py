"""How well batches were cut: notices, whole batches, and the boundaries between notices."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from schemas.ledger import LedgerRow, PageFate
from schemas.truth import TruthMailroom

from .copies import Copies
from .score import Scores


@dataclass(frozen=True, slots=True)
class Cutting:
    """`batches` are files of two notices or more, `right` of them with every notice cut right and none too many.

    A boundary stands before a page that belongs to another notice than the one before it; the first page of a file
    has none. Only pages that belong to a notice by the truth count.
    """

    batches: int
    batches_right: int
    notices_in_batches: int
    notices_right: int
    boundaries: int
    found: int
    found_right: int

    @property
    def precision(self) -> float | None:
        return self.found_right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        return self.found_right / self.boundaries if self.boundaries else None

    @property
    def f1(self) -> float | None:
        """2PR/(P+R), None where there is no boundary to be found."""
        total = self.found + self.boundaries
        return 2 * self.found_right / total if total else None


def cutting(truth: TruthMailroom, ledger: Sequence[LedgerRow], scores: Scores) -> Cutting:
    """The figures over all files of the mail."""
    per_file = Counter(n.file for n in truth.notices)
    batches = {file for file, count in per_file.items() if count > 1}
    inside = [j for j in scores.judged if j.truth.file in batches]
    spoilt = {j.truth.file for j in inside if not j.cut_right} | {n.source.file for n in scores.surplus}
    copies = Copies.of(truth)
    wanted = _wanted(truth)
    got = _found(ledger, copies, wanted)
    right = {b for file, owners in wanted.items() for b in _boundaries(file, owners)}
    found = {b for file, owners in wanted.items() for b in _boundaries(file, {p: got.get((file, p)) for p in owners})}
    return Cutting(
        batches=len(batches),
        batches_right=len(batches - spoilt),
        notices_in_batches=len(inside),
        notices_right=sum(1 for j in inside if j.cut_right),
        boundaries=len(right),
        found=len(found),
        found_right=len(right & found),
    )


def _wanted(truth: TruthMailroom) -> dict[str, dict[int, str | None]]:
    """By file: whose each page is."""
    owners: dict[str, dict[int, str | None]] = defaultdict(dict)
    for notice in truth.notices:
        for page in notice.pages:
            owners[notice.file][page] = notice.sample_id
    return owners


def _found(
    ledger: Sequence[LedgerRow], copies: Copies, wanted: dict[str, dict[int, str | None]]
) -> dict[tuple[str, int], str]:
    """By page: the notice that the ledger gives it to; where the second scan was kept, that one's."""
    owner: dict[tuple[str, int], str] = {}
    for row in ledger:
        first = copies.first_scan.get((row.file, row.page), row.page)
        if row.fate is PageFate.NOTICE and row.notice_id and first in wanted.get(row.file, {}):
            owner[row.file, first] = row.notice_id
    return owner


def _boundaries(file: str, owners: dict[int, str | None]) -> set[tuple[str, int]]:
    pages = sorted(owners)
    pairs = pairwise(pages)
    return {(file, page) for before, page in pairs if owners[page] != owners[before]}
