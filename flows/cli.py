"""The command line: names, options, helps and exit statuses. Each command's work is done in a module of its own,
imported when it is called: `noticedesk --help` has to be there at once.

Data goes to stdout, progress and messages to stderr.
"""

import os
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from schemas.errors import NoticedeskError
from schemas.privacy import redact
from schemas.queue_row import ItemState

from .cli_calibrating import calibrating
from .cli_explaining import explaining
from .cli_keeping import keeping
from .cli_replaying import replaying
from .cli_review import reviewing
from .cli_taking import taking
from .settings import wants_traceback

INTERNAL_ERROR = 70
INTERRUPTED = 130

app = typer.Typer(
    name="noticedesk",
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Turns a mailroom's scans of IRS notices into a work queue that a tax firm can trust.",
    epilog="Exit status: 0 done, 1 wrong arguments, 2 nothing readable in the input, 3 a tool is missing, 4 the "
    "store can't be reached, 5 a rule or parameter file is invalid, 8 notices need review and --strict was given, "
    "or a replay differs, 130 interrupted.",
)
samples = typer.Typer(rich_markup_mode=None, help="Generated mail with known truth, to try and to measure with.")
app.add_typer(samples, name="samples")
app.add_typer(explaining)
app.add_typer(replaying)
app.add_typer(reviewing)
app.add_typer(keeping)
app.add_typer(taking)
app.add_typer(calibrating)

Db = Annotated[
    str | None,
    typer.Option(
        "--db",
        metavar="URL",
        help="The store: an SQLite file or postgresql://user@host/name. NOTICEDESK_DB in the environment does the "
        "same; without either it is a file in the data folder.",
        show_default=False,
    ),
]
Today = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="The day deadlines are seen from, if it is not today."),
]


@app.callback(invoke_without_command=True)
def noticedesk(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.", is_eager=True)] = False,
) -> None:
    if version:
        from importlib.metadata import version as installed  # noqa: PLC0415

        typer.echo(f"noticedesk {installed('noticedesk')}")
        raise typer.Exit
    _needs_command(context)


@samples.callback(invoke_without_command=True)
def samples_alone(context: typer.Context) -> None:
    _needs_command(context)


def _needs_command(context: typer.Context) -> None:
    """Called with nothing to do: the help, and the exit status of wrong arguments for scripts."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), err=True)
        raise typer.Exit(1)


@app.command(
    short_help="Read scans and leave the exports in a folder.",
    help="Read scans, judge what they say, and leave the exports in DIR.\n\n"
    "Every page is accounted for in DIR/pages.csv. A bad file never stops the run: it is set aside with a reason. "
    "What was read before is not read again, so a run that was interrupted goes on when it is started once more.",
    epilog="Examples:  noticedesk ingest ~/scans --out results   |   noticedesk ingest monday.zip fax.tif --out out",
)
def ingest(
    *,
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH", help="Files (PDF, TIFF, JPEG, PNG, ZIP) and folders, which are searched through."
        ),
    ],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder for the exports; made if it is missing.")],
    db: Db = None,
    reread: Annotated[
        bool, typer.Option("--reread", help="Read files again that another version of the reader read.")
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 8 when notices wait for a person.")] = False,
    workers: Annotated[
        int | None,
        typer.Option(
            min=1, metavar="N", help="Reading processes; as many as NOTICEDESK_WORKERS says, or one a processor."
        ),
    ] = None,
    today: Today = None,
    error_budget: Annotated[
        str | None,
        typer.Option(
            "--error-budget",
            metavar="SHARE",
            help="Share of silent errors allowed, such as 0.001: sets how sure each field must be (see calibrate).",
        ),
    ] = None,
    save_order: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Read nothing now: keep these arguments under NAME, for `noticedesk schedule`.",
        ),
    ] = None,
) -> int:
    from . import do_ingest, settings  # noqa: PLC0415

    day = today.date() if today else None
    budget = settings.error_budget(error_budget, "--error-budget is") if error_budget is not None else None
    wish = do_ingest.Wish(tuple(paths), out, db, reread, strict, workers, day, budget)
    return do_ingest.save_order(wish, save_order) if save_order else do_ingest.ingest(wish)


@app.command(
    short_help="Run a kept order at its hours.",
    epilog='Example:  noticedesk schedule nightly --cron "30 2 * * 1-5"',
)
def schedule(
    *,
    order: Annotated[str, typer.Argument(metavar="NAME", help="Under which `ingest --save-order` kept it.")],
    cron: Annotated[str, typer.Option("--cron", metavar="CRON", help="When, as crontab writes it.")],
) -> int:
    """Run a kept order at its hours, as a deployment of the Prefect server that PREFECT_API_URL names.

    It goes on until it is ended; a service manager should keep it running.
    """
    from . import schedule as deployment  # noqa: PLC0415

    return deployment.schedule(order, cron)


@app.command(
    short_help="List the work items, what is due first.",
    epilog="Examples:  noticedesk queue --due-before 2026-12-01   |   noticedesk queue --status needs_review "
    "--format csv > review.csv",
)
def queue(
    *,
    queue: Annotated[str | None, typer.Option("--queue", metavar="NAME", help="Only this queue.")] = None,
    status: Annotated[
        Literal["accepted", "needs_review", "rejected"] | None, typer.Option(help="Only notices judged so.")
    ] = None,
    state: Annotated[
        ItemState | None,
        typer.Option(help="Only work items that stand so."),
    ] = None,
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
    limit: Annotated[int | None, typer.Option(min=0, metavar="N", help="At most so many rows.")] = None,
    format: Annotated[  # noqa: A002 - the name of the option
        Literal["table", "csv", "json"], typer.Option("--format", help="json: one array, for programs.")
    ] = "table",
    db: Db = None,
    today: Today = None,
) -> int:
    """List the work items: what is due first, for whom, where it waits and why."""
    from . import look  # noqa: PLC0415

    wanted = look.Wanted(
        queue=queue,
        status=status,
        state=state,
        due_before=due_before.date() if due_before else None,
        code=code,
        family=family,
        text=text,
        limit=limit,
    )
    return look.queue(wanted, format, db, today.date() if today else None)


@app.command(
    short_help="Show one notice with its evidence.",
    epilog="Examples:  noticedesk show n3fa21c07   |   noticedesk show n3fa21c07 --image page.png   |   "
    "noticedesk show n3fa21c07 --json",
)
def show(
    *,
    notice_id: Annotated[str, typer.Argument(metavar="ID", help="A notice's id, or the beginning of it.")],
    image: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.png",
            help="Also draw the page with a box around each value; further pages go to FILE-page4.png and so on.",
        ),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="The whole record, as in notices.jsonl.")] = False,
    why: Annotated[
        bool,
        typer.Option(
            "--why",
            help="Every rule that fired, with the facts it used and its citation; what can be done.",
        ),
    ] = False,
    given: Annotated[
        list[str] | None,
        typer.Option(
            "--given",
            metavar="NAME=VALUE",
            help="With --why: what you found out of what it needs: returns_filed=yes.",
        ),
    ] = None,
    today: Today = None,
    db: Db = None,
) -> int:
    """Show one notice: every field with its evidence, amounts, deadlines, findings, pages; or why it stands there."""
    if why:
        from . import explaining  # noqa: PLC0415

        return explaining.why(notice_id, db, today.date() if today else None, given or [], as_json=json)
    from . import look  # noqa: PLC0415

    return look.show(notice_id, image, db, as_json=json)


@samples.command(
    "build",
    short_help="Build a mailroom and its truth.",
    epilog="Example:  noticedesk samples build --seed 7 --notices 150 --out mail",
)
def samples_build(
    *,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder for the mail and its truth.")],
    seed: Annotated[int, typer.Option(metavar="N", help="Another seed gives another mailroom.")] = 1,
    notices: Annotated[int, typer.Option(min=1, metavar="K", help="How many notices to draw.")] = 60,
    layouts: Annotated[
        Literal["open", "held-out", "all", "practice"],
        typer.Option(
            "--layouts",
            help="Layouts to draw: those that reading is tuned on, the others, both, or strange ones for practice.",
        ),
    ] = "open",
    wear: Annotated[
        list[str] | None,
        typer.Option("--wear", metavar="NAME", help="Only this level of wear; may be given several times."),
    ] = None,
) -> int:
    """Build a mailroom: drawn notices, worn scans, batches, other papers, hostile files, and the truth of it all."""
    from . import do_samples  # noqa: PLC0415

    return do_samples.build(seed, notices, out, layouts=layouts, wears=wear or None)


@app.command(epilog="Example:  noticedesk schema notice > notice.schema.json")
def schema(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="Which one; without it the names.")] = None,
) -> int:
    """Print the JSON Schema of an export."""
    from . import look  # noqa: PLC0415

    return look.schema(name)


@app.command(short_help="List components, what is missing, settings.")
def doctor(db: Db = None) -> int:
    """List every component with its version, what is missing, and the command that cures it; and all settings."""
    from . import doctor as checks  # noqa: PLC0415

    return checks.report(db)


def main() -> None:
    """The console script."""
    status = run(sys.argv[1:])
    if status == INTERRUPTED:
        # All is closed that has to be; Python would wait for, or trip over, threads of libraries that just start.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)
    sys.exit(status)


def run(arguments: Sequence[str]) -> int:
    """Does what the arguments ask for; the exit status. Nothing but a fault of ours shows a traceback."""
    try:
        status: Any = app(list(arguments), prog_name="noticedesk", standalone_mode=False)
        sys.stdout.flush()
        return int(status or 0)
    except BrokenPipeError:
        return _enough()
    except SystemExit as leaving:  # typer's way to end when a pipe is closed
        if not isinstance(leaving.__context__, BrokenPipeError):
            raise
        return _enough()
    except KeyboardInterrupt:
        return INTERRUPTED
    except NoticedeskError as error:
        return _say("; ".join(part for part in (error.what, error.advice) if part), error.exit_status)
    except Exception as error:  # noqa: BLE001 - the last place where an error can be told in one line
        return _unexpected(error)


def _enough() -> int:
    """Whoever read our output has enough of it. Python must not complain when it flushes on the way out."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno() if sys.__stdout__ else 1)
    return 0


def _unexpected(error: Exception) -> int:
    if isinstance(error, typer.Exit):
        return error.exit_code
    if isinstance(error, typer.Abort):
        return INTERRUPTED
    if hasattr(error, "format_message"):  # typer's own errors of usage
        return _say(f"{error.format_message().rstrip('.')}. `noticedesk --help` says how it is called", 1)
    if wants_traceback():
        raise error
    text = f"a fault of noticedesk itself: {type(error).__name__}: {error}"
    return _say(f"{text}. NOTICEDESK_TRACEBACK=1 shows where; please report it", INTERNAL_ERROR)


def _say(text: str, status: int) -> int:
    typer.echo(f"noticedesk: {redact(' '.join(text.split()))}", err=True)
    return status
