"""Pages that were scanned twice, and which pages a notice may therefore consist of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from schemas.ledger import PageFate
from schemas.truth import TruthMailroom, TruthNotice


@dataclass(frozen=True, slots=True)
class Copies:
    """`first_scan` maps (file, page) of a second scan to the page that it repeats in the same file; `blank` has the
    blank pages, which may be listed with a notice."""

    first_scan: Mapping[tuple[str, int], int]
    blank: frozenset[tuple[str, int]]

    @classmethod
    def of(cls, truth: TruthMailroom) -> "Copies":
        """A second scan lies right behind the first. Pages of a byte-identical file are duplicates of another kind:
        the whole file is one, and its notices have no pages in it."""
        notices = {(n.file, page): n.sample_id for n in truth.notices for page in n.pages}
        return cls(
            {
                (p.file, p.page): p.page - 1
                for p in truth.pages
                if p.fate is PageFate.DUPLICATE and p.sample_id and notices.get((p.file, p.page - 1)) == p.sample_id
            },
            frozenset((p.file, p.page) for p in truth.pages if p.fate is PageFate.BLANK),
        )

    def kept(self, file: str, pages: Iterable[int]) -> set[int]:
        """`pages` with every second scan taken for the first."""
        return {self.first_scan.get((file, page), page) for page in pages}

    def same_notice(self, expected: TruthNotice, pages: Iterable[int]) -> bool:
        """True where `pages` are those of `expected`: each once, by whichever of its scans, blank backs aside."""
        written = [p for p in pages if (expected.file, p) not in self.blank]
        return len(written) == len(expected.pages) and self.kept(expected.file, written) == set(expected.pages)
