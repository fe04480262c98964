"""From the pages of one file to its notices: segment, find, look again, choose. The only I/O is the second look."""

import hashlib
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from schemas.cut import Cut
from schemas.document import DocumentReading, PageOutcome, ScanFile
from schemas.ledger import PageFate
from schemas.notice import NoticeFacts, Source
from schemas.reading import PageReading
from schemas.sealing import Sealer

from .ballots import Ballot, ballot_of, heard_again
from .bands import bands_of, without_bands
from .candidate import Candidate
from .facts import Identity, facts_of
from .fields import gather
from .forced import segment_as
from .kinds import Ask, Reread
from .layout import Sheet, sheet_of
from .pagekeys import view_of
from .reader import Reader
from .rows import Table
from .segment import Group, Segmentation, segment
from .stacks import stacks_of
from .tables import tables_of
from .tiles import tiles_of
from .verify import Voices, second_look

EXTRACTION = "21"  # counts up with every change that can alter a result


def reader_version(reader: Reader) -> str:
    """Version of everything that can change a document's reading."""
    return f"{reader.version} extraction={EXTRACTION}"


def read_document(
    scan: ScanFile, blob: Path, reader: Reader, readings: Sequence[PageReading], cuts: Sequence[Cut] = ()
) -> DocumentReading:
    """The notices of `scan` and the fate of each of its pages. `readings` are all its pages in order.

    `cuts`: how a person cut the file, each page in exactly one of them; none: the pages say which belong together.
    """
    started = time.process_time()
    views = [view_of(sheet_of(r)) for r in readings]
    parts = segment_as(views, cuts) if cuts else segment(views)
    by_page = {r.page: r for r in readings}

    def look(asks: Sequence[Ask], closer: bool) -> list[tuple[Reread, ...]]:
        return reader.look_again(blob, scan.kind, asks, by_page, closer=closer)

    ballots = [_ballot(group) for group in parts.groups]
    voices = second_look([candidate for ballot in ballots for candidate in ballot.to_look_at()], look)
    notices = tuple(_notice(scan, *own, voices, reader.sealer) for own in zip(parts.groups, ballots, strict=True))
    return DocumentReading(
        sha256=scan.sha256,
        reader=reader_version(reader),
        outcomes=_outcomes(scan, parts, notices),
        notices=notices,
        seconds_cpu=round(time.process_time() - started, 3),
        second_reader=reader.second_reader_available,
    )


def _ballot(group: Group) -> Ballot:
    views = group.printed_order
    return ballot_of(gather(views, [table for view in views for table in _tables(view.sheet)]))


def _tables(sheet: Sheet) -> tuple[Table, ...]:
    bands = bands_of(sheet)
    known = (*tables_of(sheet), *bands, *without_bands(tiles_of(sheet), bands))
    return (*known, *stacks_of(sheet, known))


def _notice(
    scan: ScanFile, group: Group, ballot: Ballot, voices: Mapping[Candidate, Voices], sealer: Sealer | None
) -> NoticeFacts:
    source = Source(file=scan.name, sha256=scan.sha256, pages=group.pages)
    identity = Identity(notice_id(scan.sha256, group.pages), source, sealer)
    return facts_of(group, heard_again(ballot, voices), voices, identity)


def notice_id(sha256: str, pages: Sequence[int]) -> str:
    """The same pages of the same bytes give the same id on every machine, whatever the file is called."""
    text = f"{sha256}:{','.join(map(str, sorted(pages)))}"
    return "n" + hashlib.sha256(text.encode()).hexdigest()[:16]


def _outcomes(scan: ScanFile, parts: Segmentation, notices: Sequence[NoticeFacts]) -> tuple[PageOutcome, ...]:
    """One outcome a page, 1..n."""
    fate: dict[int, PageOutcome] = {o.page: o for o in parts.outcomes}
    owner: Mapping[int, str] = {p: n.notice_id for n in notices for p in n.source.pages}
    for page, notice in owner.items():
        fate[page] = PageOutcome(page=page, fate=PageFate.NOTICE, notice_id=notice)
    for page, kept in parts.duplicates.items():
        reason = f"the same as page {kept}, scanned twice"
        fate[page] = PageOutcome(page=page, fate=PageFate.DUPLICATE, notice_id=owner.get(kept), reason=reason)
    for page in range(1, scan.pages + 1):
        fate.setdefault(page, PageOutcome(page=page, fate=PageFate.UNREADABLE, reason="the page was not read"))
    return tuple(fate[p] for p in sorted(fate))
