"""What people are told when a run is over: its figures in a sentence, where everything is, what to type next."""

import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from schemas.queue_row import QueueRow
from schemas.summary import RunSummary

from .places import place_of
from .settings import Settings


def sentence(summary: RunSummary, pages: int) -> str:
    """`38 files, 412 pages in 3 min 20 s: 151 notices, 96 accepted, 55 to review. 2 files set aside: ...`"""
    text = f"{_count(summary.files, 'file')}, {_count(pages, 'page')} in {duration(summary.seconds)}"
    text += f": {_count(summary.notices, 'notice')}, {summary.accepted} accepted, {summary.needs_review} to review"
    if summary.rejected:
        text += f", {summary.rejected} rejected"
    if summary.files_known:
        text += f". {_count(summary.files_known, 'file')} had been read before"
    if summary.files_quarantined:
        text += f". {_count(summary.files_quarantined, 'file')} set aside: pages.csv says why"
    return text + "."


def where_and_what(settings: Settings, out: Path, rows: Sequence[QueueRow]) -> Iterator[str]:
    """Paths as seen from here; commands that work from here."""
    yield ""
    yield f"Exports   {_from_here(out)}"
    yield f"Store     {place_of(settings.db)}"
    yield "Next"
    if settings.home_is_named:
        yield f"  export NOTICEDESK_HOME={_quoted(_from_here(settings.home))}"
    program = _program()
    example = rows[0].short_id if rows else "ID"
    yield f"  {program} queue                    the whole queue, with filters"
    yield f"  {program} show {example} --image page.png   one notice, its evidence, its page with the boxes"
    yield f"  {program} ingest /path/to/scans --out results/   your own mail"


def duration(seconds: float) -> str:
    """`0.8 s`, `42 s`, `3 min 20 s`, `2 h 5 min`."""
    if seconds < 10:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:
        return f"{minutes} min {rest} s" if minutes else f"{rest} s"
    return f"{minutes // 60} h {minutes % 60} min"


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}" + ("" if number == 1 else "s")


def _program() -> str:
    """How to call noticedesk from here."""
    if shutil.which("noticedesk"):
        return "noticedesk"
    beside = Path(sys.executable).with_name("noticedesk")
    return _quoted(_from_here(beside)) if beside.exists() else f"{_quoted(sys.executable)} -m flows"


def _from_here(path: Path) -> str:
    """Relative where that is shorter to read: below the folder one stands in."""
    path = path.absolute()
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def _quoted(path: str) -> str:
    return f"'{path}'" if " " in path else path
