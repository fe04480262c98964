"""Every page of every file exactly once: checked before a reading is kept, and again before it is exported."""

from collections.abc import Sequence

from schemas.document import DocumentReading, PageOutcome
from schemas.errors import StoreInconsistent
from schemas.ledger import PageFate
from schemas.notice import Notice

# What stands between a notice's own pages may be listed with them; other papers never.
_IN_A_NOTICE = (PageFate.NOTICE, PageFate.BLANK, PageFate.UNREADABLE, PageFate.DUPLICATE)
_ADVICE = "nothing of it was kept; this is a fault of noticedesk, please report it"


def check_reading(sha256: str, pages: int, reading: DocumentReading, notices: Sequence[Notice]) -> None:
    """Raises StoreInconsistent unless `reading` and `notices` account for pages 1..`pages` of the file `sha256`.

    Each page has one outcome, in order; a page of fate `notice` belongs to one of `notices`, which lists it; a page
    that a notice lists has a fate that a notice's page can have; no two notices have the same id.
    """
    _require(reading.sha256 == sha256, "the reading is of another file", sha256)
    _require([o.page for o in reading.outcomes] == list(range(1, pages + 1)), "not each page has one fate", sha256)
    by_id = {notice.notice_id: notice for notice in notices}
    _require(len(by_id) == len(notices), "two notices have the same id", sha256)
    for outcome in reading.outcomes:
        if outcome.fate == PageFate.NOTICE:
            owner = by_id.get(outcome.notice_id or "")
            listed = owner is not None and outcome.page in owner.source.pages
            _require(listed, f"page {outcome.page} belongs to no notice that lists it", sha256)
    for notice in notices:
        _check_notice(sha256, reading.outcomes, notice)


def _check_notice(sha256: str, outcomes: Sequence[PageOutcome], notice: Notice) -> None:
    pages = notice.source.pages
    _require(notice.source.sha256 == sha256, "a notice is of another file", sha256)
    _require(len(pages) > 0 and len(set(pages)) == len(pages), "a notice lists no page, or one twice", sha256)
    for page in pages:
        _require(1 <= page <= len(outcomes), f"a notice lists page {page}, which the file has not", sha256)
        outcome = outcomes[page - 1]
        _require(outcome.fate in _IN_A_NOTICE, f"a notice lists page {page}, which is {outcome.fate}", sha256)
        # A duplicate page names the notice that it repeats, which may be one of another file.
        other = outcome.fate != PageFate.DUPLICATE and outcome.notice_id not in (None, notice.notice_id)
        _require(not other, f"a notice lists page {page}, which belongs to another", sha256)


def _require(holds: bool, what: str, sha256: str) -> None:
    if not holds:
        # The hash names the file for certain; its name may hold anything.
        raise StoreInconsistent(f"the reading of file {sha256[:12]} is inconsistent: {what}", _ADVICE)
