"""A run in figures, for Prefect's pages: counts and ids, nothing that names a person."""

from schemas.summary import RunSummary
from workqueue import QueueFilter, Store

FIRST = 25


def as_table(summary: RunSummary) -> list[dict[str, object]]:
    """One row for each figure."""
    share = summary.straight_through
    figures: dict[str, object] = {
        "files": summary.files,
        "files read": summary.files_read,
        "files known already": summary.files_known,
        "files quarantined": summary.files_quarantined,
        "pages": summary.pages_total,
        **{f"pages: {fate.replace('_', ' ')}": count for fate, count in sorted(summary.pages.items())},
        "notices": summary.notices,
        "accepted": summary.accepted,
        "to review": summary.needs_review,
        "rejected": summary.rejected,
        "straight through": "-" if share is None else f"{share:.1%}",
        "seconds": summary.seconds,
        "pages a second": summary.pages_per_second,
        "second reader": summary.second_reader,
    }
    return [{"what": name, "count": value} for name, value in figures.items()]


def as_markdown(summary: RunSummary, store: Store) -> str:
    """The findings by number and the first rows of the queue, by id."""
    lines = [f"## Run {summary.run_id}", "", f"Read by {summary.version}", "", "| finding | times |", "|---|---|"]
    most = sorted(summary.findings.items(), key=lambda item: (-item[1], item[0]))
    lines += [f"| {code} | {count} |" for code, count in most]
    lines += ["", "| act by | priority | notice | queue | state | id |", "|---|---|---|---|---|---|"]
    for row in store.queue(QueueFilter(limit=FIRST)):
        cells = (row.act_by or "-", row.priority, row.notice_code or "?", row.queue, row.state.value, row.short_id)
        lines.append("| " + " | ".join(str(cell) for cell in cells) + " |")
    return "\n".join(lines)
