"""Pages put together by a person: the segmentation that is not argued with."""

from collections.abc import Sequence

from schemas.cut import Cut
from schemas.document import PageOutcome
from schemas.ledger import PageFate

from .pagekeys import PageView
from .segment import Group, Segmentation

_REASONS = {
    "blank": "blank, by a person's word",
    "separator": "a separator sheet, by a person's word",
    "not_a_notice": "other paper, by a person's word",
    "duplicate": "the same as another page, by a person's word",
    "unreadable": "not readable",
}


def segment_as(views: Sequence[PageView], cuts: Sequence[Cut]) -> Segmentation:
    """`views` as `cuts` put them together; each page of the file stands in exactly one cut.

    Pages that a person put in another order than they lie in the file are read in that order, whatever is printed.
    """
    by_page = {view.page: view for view in views}
    groups, outcomes = [], []
    for cut in cuts:
        if cut.kind == "notice":
            own = tuple(by_page[page] for page in cut.pages if page in by_page)
            groups += [Group(own, as_given=list(cut.pages) != sorted(cut.pages))] if own else []
        else:
            outcomes += [_outcome(cut.kind, page, by_page.get(page)) for page in cut.pages]
    return Segmentation(tuple(sorted(groups, key=lambda g: min(g.pages))), tuple(outcomes))


def _outcome(kind: str, page: int, view: PageView | None) -> PageOutcome:
    reason = (view.sheet.reading.problem if view and kind == "unreadable" else "") or _REASONS[kind]
    return PageOutcome(page=page, fate=PageFate(kind), reason=reason)
