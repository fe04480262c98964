"""The queue on a terminal of any width, and in a pipe."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from review.queue_list import queue_view
from schemas.notice import Source, Status, WorkItem
from schemas.queue_row import ItemState, QueueRow

TODAY = date(2026, 11, 1)


def row(**changes: Any) -> QueueRow:
    values: dict[str, Any] = {
        "notice_id": "n0123456789abcdef",
        "short_id": "n0123456",
        "notice_code": "CP503",
        "notice_date": date(2026, 10, 26),
        "taxpayer": "PAT & KIM SAMPLE",
        "tin_masked": "***-**-0123",
        "tax_periods": (),
        "period": "1040 2024",
        "amount_due": Decimal("9533.53"),
        "due_date": date(2026, 11, 16),
        "act_by": date(2026, 11, 16),
        "priority": 62,
        "queue": "collections",
        "family": "balance_due",
        "state": ItemState.NEW,
        "status": Status.ACCEPTED,
        "reason": "CP503: Second reminder of unpaid tax",
        "source": Source(file="inbox/monday.pdf", sha256="0" * 64, pages=(3, 4, 5)),
        "work_item": WorkItem(queue="collections", priority=62, act_by=date(2026, 11, 16)),
    }
    return QueueRow(**(values | changes))


def drawn(rows: Sequence[QueueRow], width: int, *, plain: bool = False) -> list[str]:
    console = Console(width=width, color_system=None, highlight=False)
    with console.capture() as captured:
        console.print(queue_view(rows, TODAY, plain=plain))
    return captured.get().splitlines()


LONG = row(
    taxpayer="THE EXTRAORDINARILY LONG NAMED EXAMPLE BAKERY AND CONFECTIONERY LLC",
    tin_masked="**-***4321",
    period="941 2024 Q1, 941 2024 Q2, 941 2024 Q3, 941 2024 Q4",
    amount_due=Decimal("12345678.90"),
    reason="The rows above 'Amount due by November 16, 2026' come to $80,380.90, the total printed is $84,451.16",
    status=Status.NEEDS_REVIEW,
)


@pytest.mark.parametrize("width", [80, 100, 120, 160, 240])
def test_nothing_is_wider_than_the_terminal_and_what_a_row_is_known_by_is_whole(width: int) -> None:
    lines = drawn([row(), LONG], width)
    assert max(cell_len(line) for line in lines) <= width
    text = "\n".join(lines)
    for whole in ("2026-11-16", "CP503", "$9,533.53", "$12,345,678.90", "n0123456", "needs review", "p. 3-5"):
        assert whole in text


def test_a_wide_terminal_shows_all_columns_and_a_narrow_one_the_most_pressing() -> None:
    assert drawn([row()], 140)[0].split() == (
        ["act", "by", "pri", "notice", "taxpayer", "number", "period", "amount", "due", "queue", "id"]
    )
    assert drawn([LONG], 80)[0].split() == ["act", "by", "notice", "taxpayer", "amount", "due", "queue", "id"]


def test_what_was_not_read_is_no_blank() -> None:
    unread = row(
        notice_code=None,
        taxpayer=None,
        tin_masked=None,
        period="",
        amount_due=None,
        act_by=None,
        status=Status.NEEDS_REVIEW,
    )
    facts = drawn([unread], 120)[2].split()
    assert facts == ["-", "62", "?", "?", "?", "?", "?", "collections", "n0123456"]


def test_what_an_accepted_notice_has_not_was_not_printed() -> None:
    (line,) = [ln for ln in drawn([row(period="", amount_due=None)], 240) if "n0123456" in ln]
    assert "?" not in line
    assert line.split().count("-") == 2


@pytest.mark.parametrize("plain", [True, False])
@pytest.mark.parametrize(
    "name", ["two\nlines.pdf", "bell\x07.pdf", "\x1b[31mred.pdf", "666-31-7701.pdf", "[b]x[/b].pdf"]
)
def test_a_files_name_does_nothing_to_the_terminal_and_tells_no_taxpayer_number(name: str, plain: bool) -> None:
    lines = drawn([row(source=Source(file=name, sha256="0" * 64, pages=(1,)))], 150, plain=plain)
    assert len(lines) == (2 if plain else 4)
    text = "".join(lines)
    assert text.isprintable()
    assert "666-31-7701" not in text
    assert ("[b]x[/b]" in text) == name.startswith("[b]")


def test_a_pipe_gets_one_line_a_row_with_everything_on_it() -> None:
    lines = drawn([row(), LONG], 100_000, plain=True)
    assert len(lines) == 3
    for whole in (LONG.taxpayer, LONG.period, LONG.reason, "inbox/monday.pdf p. 3-5"):
        assert str(whole) in lines[2]


@given(name=st.text(min_size=1, max_size=80), width=st.integers(80, 200))
def test_no_name_breaks_the_list(name: str, width: int) -> None:
    cleaned = row(taxpayer="".join(c for c in name if c.isprintable()) or "X")
    lines = drawn([cleaned], width)
    assert max(cell_len(line) for line in lines) <= width
    assert "n0123456" in lines[2]
