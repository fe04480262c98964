"""The command calibrate, as part of the command line (see `flows.cli`)."""

from pathlib import Path
from typing import Annotated

import typer

from .cli_explaining import Db, ForPrograms

calibrating = typer.Typer()


@calibrating.command(
    short_help="Show how sure values must be for an error budget, and what it costs.",
    epilog="Example:  noticedesk calibrate --error-budget 0.001",
)
def calibrate(
    *,
    error_budget: Annotated[
        str | None,
        typer.Option(
            "--error-budget",
            metavar="SHARE",
            help="Share of silent errors allowed in each critical field; NOTICEDESK_ERROR_BUDGET, or 0.001.",
        ),
    ] = None,
    source: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="DIR",
            help="Measure on the notices that people checked in this data folder, not on the generated mail that the "
            "package was measured on.",
        ),
    ] = None,
    json: ForPrograms = False,
    db: Db = None,
) -> int:
    """Show for each critical field the confidence that keeps silent errors under the budget, with its 95 % bound,
    and the share of notices that still goes through without a person."""
    from . import calibrating as work  # noqa: PLC0415

    return work.calibrate(error_budget, source, db, as_json=json)
