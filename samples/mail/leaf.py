"""A page on its way into a file, with what should become of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from samples.wear import WornPage
from schemas.ledger import PageFate
from schemas.truth import TruthNotice, TruthPage


@dataclass(frozen=True, slots=True)
class Leaf:
    """`sample_id` and `printed` (the number in "Page 1 of 4") where the page belongs to a notice."""

    page: WornPage
    fate: PageFate
    wear: str
    sample_id: str | None = None
    printed: int = 0
    note: str = ""

    def truth(self, file: str, number: int) -> TruthPage:
        """Its row in the truth as page `number` of `file`."""
        note = "; ".join(part for part in (self.note, *self.page.notes) if part)
        return TruthPage(file=file, page=number, fate=self.fate, sample_id=self.sample_id, wear=self.wear, note=note)

    def bare(self) -> "Leaf":
        """The leaf without its pixels."""
        return replace(self, page=WornPage())


@dataclass(frozen=True, slots=True)
class Pile:
    """Leaves in the order of the scan and the notices among them, not yet placed in a file."""

    leaves: tuple[Leaf, ...]
    notices: tuple[TruthNotice, ...] = ()

    def __add__(self, other: "Pile") -> "Pile":
        return Pile(self.leaves + other.leaves, self.notices + other.notices)

    def placed(self, file: str) -> tuple[TruthNotice, ...]:
        """The notices with their places in `file`: pages in printed order, amounts on the page that prints them."""
        return tuple(_placed(notice, file, self.leaves) for notice in self.notices)


def piled(piles: Iterable[Pile]) -> Pile:
    """One pile of many."""
    leaves: tuple[Leaf, ...] = ()
    notices: tuple[TruthNotice, ...] = ()
    for pile in piles:
        leaves, notices = leaves + pile.leaves, notices + pile.notices
    return Pile(leaves, notices)


def _placed(notice: TruthNotice, file: str, leaves: Sequence[Leaf]) -> TruthNotice:
    found = {
        leaf.printed: number
        for number, leaf in enumerate(leaves, 1)
        if leaf.sample_id == notice.sample_id and leaf.fate is PageFate.NOTICE
    }
    pages = tuple(found[printed] for printed in sorted(found))
    return notice.model_copy(update={"file": file, "pages": pages, "amounts": _amounts(notice, found)})


def _amounts(notice: TruthNotice, found: Mapping[int, int]) -> tuple[object, ...]:
    """Amounts of pages that are not in the file are not on paper, so they are no truth either."""
    return tuple(a.model_copy(update={"page": found[a.page]}) for a in notice.amounts if a.page in found)


def interleaved(a: Pile, b: Pile) -> Pile:
    """Two piles shuffled into each other sheet by sheet, as two hands do it."""
    leaves: list[Leaf] = []
    for index in range(max(len(a.leaves), len(b.leaves))):
        leaves += [*a.leaves[index : index + 1], *b.leaves[index : index + 1]]
    notices = tuple(n.model_copy(update={"defects": (*n.defects, "interleaved")}) for n in a.notices + b.notices)
    return Pile(tuple(leaves), notices)


def as_duplicates(pile: Pile) -> Pile:
    """The pile as it counts in a byte-identical copy of its file: every page a duplicate, no notice."""
    return Pile(tuple(replace(leaf, fate=PageFate.DUPLICATE, note="copy of the same file") for leaf in pile.leaves))
