"""What people are told when a run is over: its figures in a sentence, where everything is, what to type next."""

import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from schemas.queue_row import QueueRow
from schemas.summary import RunSummary

from .places import place_of
from .settings import Settings


def sentences(summary: RunSummary, pages: int) -> Iterator[str]:
    """`56 files, 142 pages in 1 min 12 s: 32 files read, 1 known already, 23 set aside (pages.csv says why).`
    `41 notices: 25 accepted, 16 to review.`"""
    parts = [f"{_count(summary.files_read, 'file')} read"]
    if summary.files_known:
        parts.append(f"{summary.files_known} known already")
    if summary.files_quarantined:
        parts.append(f"{summary.files_quarantined} set aside (pages.csv says why)")
    came = f"{_count(summary.files, 'file')}, {_count(pages, 'page')} in {duration(summary.seconds)}"
    yield f"{came}: {', '.join(parts)}."
    judged = f"{_count(summary.notices, 'notice')}: {summary.accepted} accepted, {summary.needs_review} to review"
    yield judged + (f", {summary.rejected} rejected." if summary.rejected else ".")


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
    commands = (
        (f"{program} queue", "the whole queue; --help lists the filters"),
        (f"{program} show {example} --image page.png", "one notice, its evidence, its page with the boxes"),
        (f"{program} review", "the review station: look, correct, work the queue"),
        (f"{program} ingest /path/to/scans --out results/", "your own mail"),
    )
    widest = max(len(command) for command, _ in commands)
    yield from (f"  {command:{widest}}  {what}" for command, what in commands)


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
