"""The commands export and token, as part of the command line (see `flows.cli`)."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from schemas.desk import Role
from schemas.forms import Form
from schemas.queue_row import ItemState

from .cli_explaining import Db

taking = typer.Typer()


@taking.command(
    short_help="Write the exports again, or as a workbook, Parquet or calendar.",
    epilog="Examples:  noticedesk export --out results   |   noticedesk export --out review --format xlsx --status "
    "needs_review   |   noticedesk export --out cal --format ics",
)
def export(
    *,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder for the exports; made if it is missing.")],
    format: Annotated[  # noqa: A002 - the name of the option
        list[Form] | None,
        typer.Option(
            "--format",
            help="csv: notices.jsonl and a file a table (what is written without this option); xlsx: a workbook; "
            "parquet: a file a table, typed; ics: the deadlines of open items as a calendar. May be given several "
            "times.",
        ),
    ] = None,
    run: Annotated[
        str | None, typer.Option(metavar="RUN", help="Only the files of this run, not everything in the store.")
    ] = None,
    queue: Annotated[str | None, typer.Option("--queue", metavar="NAME", help="Only this queue.")] = None,
    status: Annotated[
        Literal["accepted", "needs_review", "rejected"] | None, typer.Option(help="Only notices judged so.")
    ] = None,
    state: Annotated[ItemState | None, typer.Option(help="Only work items that stand so.")] = None,
    due_before: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="Only what has to be done before this day."),
    ] = None,
    code: Annotated[str | None, typer.Option(metavar="CODE", help="Only this notice code, such as CP503.")] = None,
    family: Annotated[str | None, typer.Option(metavar="NAME", help="Only this family of notices.")] = None,
    text: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="Only where this stands in code, taxpayer, last four digits, id or file."),
    ] = None,
    limit: Annotated[int | None, typer.Option(min=0, metavar="N", help="At most so many notices.")] = None,
    link: Annotated[
        str, typer.Option("--link", metavar="URL", help="Where the review station is: xlsx and ics link to notices.")
    ] = "",
    db: Db = None,
) -> int:
    """Write the exports again: notices.jsonl, CSV tables, pages.csv, summary.json. Filters are those of `queue`."""
    from . import taking_away  # noqa: PLC0415
    from .look import Wanted  # noqa: PLC0415

    day = due_before.date() if due_before else None
    wanted = Wanted(queue, status, state, day, code, family, text, limit)
    return taking_away.export(out, tuple(format or (Form.CSV,)), wanted, run=run, db=db, link=link)


@taking.command(
    short_help="Make, list or revoke the tokens of other programs.",
    epilog="Examples:  noticedesk token payroll --role analyst   |   noticedesk token outlook --feed   |   "
    "noticedesk token payroll --revoke   |   noticedesk token",
)
def token(
    *,
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="The program; without it all are listed.")
    ] = None,
    role: Annotated[Role, typer.Option("--role", help="What the program may do.")] = Role.INTAKE,
    feed: Annotated[bool, typer.Option("--feed", help="For the calendar feed and nothing else.")] = False,
    revoke: Annotated[bool, typer.Option("--revoke", help="From now on the program's token holds no more.")] = False,
    db: Db = None,
) -> int:
    """Make the token by which another program uses the API. It is shown once, on stdout, and kept as a hash."""
    from . import taking_away  # noqa: PLC0415

    return taking_away.token(name, role, db, feed=feed, revoke=revoke)
