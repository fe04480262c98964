"""The commands that explain, case and catalog, as part of the command line (see `flows.cli`)."""

from datetime import datetime
from typing import Annotated

import typer

explaining = typer.Typer()

Db = Annotated[
    str | None,
    typer.Option("--db", metavar="URL", help="The store: an SQLite file or a URL of PostgreSQL, as NOTICEDESK_DB."),
]
Asked = Annotated[
    datetime | None,
    typer.Option("--today", formats=["%Y-%m-%d"], metavar="DATE", help="The day to ask for, if it is not today."),
]
ForPrograms = Annotated[bool, typer.Option("--json", help="For programs.")]


@explaining.command(short_help="Show a taxpayer's notices in order.", epilog="Example:  noticedesk case n3fa21c07")
def case(
    *,
    notice_id: Annotated[
        str, typer.Argument(metavar="ID", help="Any notice of the case, or the beginning of an id.")
    ],
    json: ForPrograms = False,
    today: Asked = None,
    db: Db = None,
) -> int:
    """Show all notices of one taxpayer in order: what superseded what, what is owed together, what is due first."""
    from . import explaining as work  # noqa: PLC0415

    return work.case(notice_id, db, today.date() if today else None, as_json=json)


@explaining.command(
    short_help="Explain a notice code.",
    epilog="Examples:  noticedesk catalog CP503   |   noticedesk catalog 'Letter 1058'",
)
def catalog(
    *,
    code: Annotated[
        str | None, typer.Argument(metavar="CODE", help="A notice code as printed; without it all codes are listed.")
    ] = None,
    json: ForPrograms = False,
    today: Asked = None,
) -> int:
    """Explain a notice code: what it is, what it asks for, what hangs on it, what may follow, how sure that is."""
    from . import explaining as work  # noqa: PLC0415

    return work.catalog(code, today.date() if today else None, as_json=json)
