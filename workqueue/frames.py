"""Rows into CSV through pandas frames. Every cell is text before it gets there, so nothing is rounded or guessed."""

from collections.abc import Iterable, Sequence
from typing import IO, Any, Literal

import pandas as pd

from schemas.queue_row import QueueRow

# What spreadsheets take for the beginning of a formula, the wide forms of East Asian text among them.
_FORMULA = r"\A[=+\-@\t\r\n＝＋－＠]"

QUEUE_COLUMNS = (
    "notice_id",
    "notice_code",
    "taxpayer",
    "tin_masked",
    "period",
    "amount_due",
    "notice_date",
    "due_date",
    "act_by",
    "priority",
    "queue",
    "family",
    "state",
    "status",
    "reason",
    "file",
    "pages",
)
_QUEUE_TEXT = frozenset(("taxpayer", "period", "queue", "reason"))


def frame(rows: Iterable[Sequence[Any]], columns: Sequence[str], text: frozenset[str]) -> pd.DataFrame:
    """`rows` as a frame of text, None where there is nothing; cells of the columns `text` can't be formulas."""
    made = pd.DataFrame([[_cell(value) for value in row] for row in rows], columns=list(columns), dtype="str")
    for column in text:
        made[column] = made[column].mask(made[column].str.contains(_FORMULA, na=False), "'" + made[column])
    return made


def _cell(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return str(value).lower() if isinstance(value, bool) else str(value)


def write_csv(made: pd.DataFrame, out: IO[str], *, header: bool) -> None:
    """Appends the frame to `out`, lines ending in a line feed, quotes where they are needed."""
    # The csv module leaves a bare carriage return unquoted, which readers take for the end of the row.
    returns = any(made[column].str.contains("\r", regex=False, na=False).any() for column in made.columns)
    quoting: Literal[0, 1] = 1 if returns else 0  # csv.QUOTE_ALL, csv.QUOTE_MINIMAL
    made.to_csv(out, index=False, header=header, lineterminator="\n", quoting=quoting)


def queue_frame(rows: Iterable[QueueRow]) -> pd.DataFrame:
    """The queue as a table of text, one row per work item, in the order given; columns `QUEUE_COLUMNS`."""
    return frame((_queue_cells(row) for row in rows), QUEUE_COLUMNS, _QUEUE_TEXT)


def _queue_cells(row: QueueRow) -> list[Any]:
    data = row.model_dump(mode="json")
    data["file"] = row.source.file
    data["pages"] = " ".join(str(page) for page in row.source.pages)
    return [data[column] for column in QUEUE_COLUMNS]
