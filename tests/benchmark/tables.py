"""Tables for people: the same rows as aligned text and as Markdown. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """`title`, a heading row and rows of text. `notes` stand below."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = ()


def as_text(table: Table) -> str:
    """Columns aligned: the first to the left, the others to the right."""
    lines = [table.head, *table.rows]
    widths = [max(len(line[i]) for line in lines) for i in range(len(table.head))]
    told = [f"\n{table.title}"] if table.title else []
    for number, line in enumerate(lines):
        cells = [c.ljust(w) if i == 0 else c.rjust(w) for i, (c, w) in enumerate(zip(line, widths, strict=True))]
        told.append(("  " + "  ".join(cells)).rstrip())
        if number == 0:
            told.append("  " + "  ".join("-" * w for w in widths))
    return "\n".join([*told, *(f"  {note}" for note in table.notes)])


def as_markdown(table: Table) -> str:
    """A table of GitHub's Markdown below a heading of the third level."""
    rules = ["---", *["---:"] * (len(table.head) - 1)]
    lines = [f"| {' | '.join(map(_cell, line))} |" for line in (table.head, rules, *table.rows)]
    told = [f"### {table.title}", ""] if table.title else []
    notes = ["", *(note + "  " for note in table.notes)] if table.notes else []
    return "\n".join([*told, *lines, *notes, ""])


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def percent(share: float | None, places: int = 1) -> str:
    """As in "99.3 %"; "-" where there is nothing to count. Only what is whole is called 100 %."""
    if share is None:
        return "-"
    shown = f"{share:.{places}%}"
    if share < 1 and shown.startswith("100"):
        shown = f"{int(share * 100 * 10**places) / 10**places:.{places}f}%"
    return shown.replace("%", " %")


def number(value: float | None, places: int = 2) -> str:
    """With thousands apart; "-" for None."""
    return "-" if value is None else f"{value:,.{places}f}"
