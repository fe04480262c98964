"""One input file on its way: as taken in, as read, and what became of each of its pages."""

from typing import Literal

from .ledger import PageFate
from .notice import NoticeFacts
from .record import Record

FileKind = Literal["pdf", "tiff", "jpeg", "png"]


class ScanFile(Record):
    """A file that intake accepted. `name` as given, relative to its root ("scans.zip/inner/a.pdf" for a member).

    `sha256` of its bytes is its identity; the bytes lie in the blob folder under that name. `pages` >= 1.
    """

    name: str
    sha256: str
    kind: FileKind
    pages: int
    size: int


class SetAside(Record):
    """A file that intake quarantined. `reason` is a stable word, `sentence` tells a person what is wrong.

    `sha256` is None where the bytes could not be read at all.
    """

    name: str
    sha256: str | None
    reason: str
    sentence: str
    size: int = 0


class PageOutcome(Record):
    """The fate of page `page` (from 1). `notice_id` where it belongs to a notice."""

    page: int
    fate: PageFate
    notice_id: str | None = None
    reason: str = ""


class DocumentReading(Record):
    """What reading one file gave. Conservation: `outcomes` lists each page 1..n exactly once, in order.

    `reader` is the version of everything that can change the result; a file read by another version is read
    again on request. `seconds_cpu` is the CPU time spent, for the summary.
    """

    sha256: str
    reader: str
    outcomes: tuple[PageOutcome, ...]
    notices: tuple[NoticeFacts, ...]
    seconds_cpu: float = 0.0
    second_reader: bool = True


class NoticeIdentity(Record):
    """What a notice is recognised by when it comes again: a rescan, a follow-up, a spouse's copy.

    `tin_key`: keyed hash of the whole taxpayer number (`NoticeFacts.tin_key`), None where it was not read whole.
    `forms`: the forms of its periods, sorted, "" for one that was not read. `copy_of`: the notice that stands for
    this one, which is only another scan of it.
    """

    notice_id: str
    sha256: str
    notice_code: str | None
    notice_date: str | None
    tin_last4: str | None
    periods: tuple[str, ...]
    amount_due: str | None
    name: str | None
    address: tuple[str, ...] = ()
    tin_key: str | None = None
    forms: tuple[str, ...] = ()
    copy_of: str | None = None
