"""The command replay, as part of the command line (see `flows.cli`)."""

from datetime import datetime
from typing import Annotated

import typer

from .cli_explaining import Db, ForPrograms

replaying = typer.Typer()


@replaying.command(
    short_help="Read and judge one notice again, and compare.",
    epilog="Exit status 0: the record comes out the same; 8: it does not.  Example:  noticedesk replay n3fa21c07",
)
def replay(
    *,
    notice_id: Annotated[str, typer.Argument(metavar="ID", help="A notice's id, or the beginning of it.")],
    json: ForPrograms = False,
    today: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], metavar="DATE", help="Judge as of this day, not of the one it was judged on."
        ),
    ] = None,
    db: Db = None,
) -> int:
    """Read and judge a notice's file again as it was judged then (scan as taken in, day, notices known before), with
    the program, law and rules of now: is the record the same? If not, what differs, and why that can be."""
    from . import replaying as work  # noqa: PLC0415

    return work.replay(notice_id, db, today.date() if today else None, as_json=json)
