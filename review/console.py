"""The queue and a notice on a terminal: rich renderables, and plain text that keeps every character for a pipe."""

from collections.abc import Sequence
from datetime import date

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from schemas.document import PageOutcome
from schemas.notice import FieldStatus, Notice, Severity, Status
from schemas.privacy import redact
from schemas.queue_row import QueueRow

from .evidence import field_name, fields_in_order, how_sure, money_text, value_text

_STATUS_STYLE = {Status.ACCEPTED: "green", Status.NEEDS_REVIEW: "yellow", Status.REJECTED: "red"}
_FIELD_STYLE = {
    FieldStatus.FOUND: "green",
    FieldStatus.ABSENT: "dim",
    FieldStatus.UNREADABLE: "red",
    FieldStatus.CONFLICTING: "yellow",
}
_SEVERITY_STYLE = {Severity.INFO: "dim", Severity.WARNING: "yellow", Severity.ERROR: "red"}
NOT_READ = "?"  # printed or not, it could not be read: never a blank that looks like "none"


def queue_table(rows: Sequence[QueueRow], today: date) -> Table:
    """What is due first, for whom, where it waits and why: one line a row, nothing shortened, for a pipe."""
    table = _table(True, "act by", "pri", "notice", "taxpayer", "period")
    table.add_column("amount due", justify="right", no_wrap=True)
    for heading in ("queue", "status", "why", "source", "id"):
        table.add_column(heading, no_wrap=True)
    for row in rows:
        table.add_row(*_queue_cells(row, today))
    return table


def _queue_cells(row: QueueRow, today: date) -> list[Text]:
    return [
        due_text(row.act_by, today),
        Text(str(row.priority)),
        Text(row.notice_code or NOT_READ, style="bold"),
        Text(_taxpayer(row)),
        Text(row.period or nothing(row)),
        Text(money_text(row.amount_due) if row.amount_due is not None else nothing(row)),
        Text(row.queue),
        status_text(row.status),
        Text(row.reason),
        Text(f"{file_name(row.source.file)} {page_ranges(row.source.pages)}"),
        Text(row.short_id, style="cyan"),
    ]


def nothing(row: QueueRow) -> str:
    """Accepted is a notice only where what it has not was surely not printed; else nobody knows yet."""
    return "-" if row.status is Status.ACCEPTED else NOT_READ


def _taxpayer(row: QueueRow) -> str:
    return " ".join(part for part in (row.taxpayer or NOT_READ, row.tin_masked) if part)


def status_text(status: Status) -> Text:
    return Text(status.value.replace("_", " "), style=_STATUS_STYLE[status])


def due_text(day: date | None, today: date) -> Text:
    """The day, red when it has passed, yellow in its last week."""
    if day is None:
        return Text("-")
    left = (day - today).days
    return Text(day.isoformat(), style="red" if left < 0 else "yellow" if left <= 7 else "")


def one_line(name: str) -> str:
    """A file's name without tabs, line ends and what else would move the cursor: those as their escapes."""
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in name)


def file_name(name: str) -> str:
    """As people may see it on a screen: on one line, taxpayer numbers masked. Only exports name files as given."""
    return one_line(redact(name))


def page_ranges(pages: Sequence[int]) -> str:
    """`p. 3`, `p. 3-5, 8`."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    return "p. " + ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)


def notice_sheet(notice: Notice, pages: Sequence[PageOutcome], state: str, *, plain: bool = False) -> RenderableType:
    """Everything known of a notice: fields with their evidence, amounts, deadlines, findings, work, pages."""
    parts: list[RenderableType] = [_headline(notice, state)]
    for title, body in (
        ("Fields", _fields(notice, plain)),
        ("Amounts", _amounts(notice, plain)),
        ("Deadlines", _deadlines(notice, plain)),
        ("Findings", _findings(notice, plain)),
        ("Work", _work(notice, plain)),
        ("Pages", _pages(pages, plain)),
    ):
        if body.row_count:
            parts += [Text(f"\n{title}", style="bold"), Padding(body, (0, 0, 0, 2))]
    return Group(*parts)


def _headline(notice: Notice, state: str) -> Text:
    status = notice.validation.status
    return Text.assemble(
        (notice.notice_code or "notice without a readable code", "bold"),
        "  ",
        notice.taxpayer.name or "",
        "  ",
        notice.tin.masked or "",
        "\n",
        (status.value.replace("_", " "), _STATUS_STYLE[status]),
        f", {state}" if state not in ("", status.value) else "",
        f"\n{file_name(notice.source.file)} {page_ranges(notice.source.pages)}\n",
        (f"id {notice.notice_id}", "cyan"),
    )


def _fields(notice: Notice, plain: bool) -> Table:
    """A pipe gets a column for each thing; on a terminal what belongs together shares one."""
    headings = ("status", "how sure", "as printed", "page", "box") if plain else ("how sure", "as printed", "where")
    table = _table(plain, "field", "value", *headings)
    for name, evidence in fields_in_order(notice):
        style = _FIELD_STYLE[evidence.status]
        sure, raw = how_sure(evidence), Text(evidence.raw or "")
        box = " ".join(f"{v:.0f}" for v in evidence.bbox) if evidence.bbox else ""
        cells = [Text(field_name(name)), Text(value_text(name, evidence, notice), style="bold")]
        if plain:
            absent = evidence.status is FieldStatus.ABSENT
            cells += [Text(evidence.status.value, style=style), Text("" if absent else sure), raw]
            cells += [Text(str(evidence.page or "")), Text(box)]
        else:
            cells += [Text(sure, style=style), raw, Text(f"p. {evidence.page} at {box}" if box else "")]
        table.add_row(*cells)
    return table


def _amounts(notice: Notice, plain: bool) -> Table:
    table = _table(plain, "role", "label")
    table.add_column("amount", justify="right", no_wrap=True)
    table.add_column("page")
    for amount in notice.amounts:
        role = amount.role.value.replace("_", " ")
        table.add_row(role, Text(amount.label), money_text(amount.amount), str(amount.page))
    return table


def _deadlines(notice: Notice, plain: bool) -> Table:
    table = _table(plain, "day", "what", "basis", "source")
    for deadline in sorted(notice.deadlines, key=lambda d: d.date):
        style = "bold" if deadline.earliest_supported else ""
        what = deadline.kind.replace("_", " ")
        table.add_row(Text(deadline.date.isoformat(), style=style), what, deadline.basis, Text(deadline.cite))
    return table


def _findings(notice: Notice, plain: bool) -> Table:
    table = _table(plain, "severity", "code", "field", "message")
    for finding in notice.validation.findings:
        severity = Text(finding.severity.value, style=_SEVERITY_STYLE[finding.severity])
        table.add_row(severity, finding.code, finding.field or "", Text(finding.message))
    return table


def _work(notice: Notice, plain: bool) -> Table:
    item = notice.work_item
    table = _table(plain, "", "")
    table.show_header = False
    rows = [("queue", item.queue), ("priority", str(item.priority))]
    rows.append(("act by", item.act_by.isoformat() if item.act_by else "no day is known"))
    rows += [("to do", action) for action in item.actions] + [("because", reason) for reason in item.reasons]
    if item.next_notice:
        rows.append(("next", f"{item.next_notice.code}, expected by {item.next_notice.expected_by.isoformat()}"))
    for name, text in rows:
        table.add_row(name, Text(text))
    return table


def _pages(pages: Sequence[PageOutcome], plain: bool) -> Table:
    table = _table(plain, "page", "fate", "reason")
    for outcome in pages:
        table.add_row(str(outcome.page), outcome.fate.value.replace("_", " "), Text(outcome.reason))
    return table


def _table(plain: bool, *headings: str) -> Table:
    """Plain for pipes: two spaces between columns, one line a row."""
    table = Table(box=None if plain else SIMPLE_HEAD, pad_edge=False, padding=(0, 2, 0, 0) if plain else (0, 1))
    for heading in headings:
        table.add_column(heading, no_wrap=plain, overflow="fold")
    return table
