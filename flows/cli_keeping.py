"""The commands that keep what is kept: rotate-key, backup, restore, purge, as part of the command line."""

from pathlib import Path
from typing import Annotated

import typer

from .cli_explaining import Db

keeping = typer.Typer()


@keeping.command(
    "rotate-key", short_help="Seal everything again with a new key.", epilog="Example:  noticedesk rotate-key"
)
def rotate_key(
    *,
    keep_old: Annotated[
        bool,
        typer.Option("--keep-old", help="Leave the old key in the key file, for the other machines of one store."),
    ] = False,
    db: Db = None,
) -> int:
    """Make a new key and seal with it all scans, readings, attachments and taxpayer numbers, those too that an older
    noticedesk left unsealed. Interrupted, it goes on when it is given once more; until the end the old key stays."""
    from . import rotating  # noqa: PLC0415

    return rotating.rotate(db, keep_old=keep_old)


@keeping.command(short_help="Copy store and scans to one file.", epilog="Example:  noticedesk backup monday.tar")
def backup(
    *,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write; it must not be there yet.")],
    with_key: Annotated[
        bool, typer.Option("--with-key", help="Put the key in as well: who has the file can then open it.")
    ] = False,
    db: Db = None,
) -> int:
    """Copy the store as it is now, the sealed scans, attachments, orders and certificates to one file with checksums.
    Reading and working may go on meanwhile; taking in waits."""
    from . import backing_up  # noqa: PLC0415

    return backing_up.backup(file, db, with_key=with_key)


@keeping.command(
    short_help="Put a backup into an empty data folder.",
    epilog="Example:  NOTICEDESK_HOME=/srv/again noticedesk restore monday.tar",
)
def restore(
    *,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `noticedesk backup` wrote.")],
    db: Db = None,
) -> int:
    """Put a backup into an empty data folder. Every file is checked first; nothing is ever overwritten."""
    from . import restoring  # noqa: PLC0415

    return restoring.restore(file, db)


@keeping.command(
    short_help="Dispose of what was closed long ago.",
    epilog="Examples:  noticedesk purge --older-than 7y   |   noticedesk purge --older-than 2019-12-31 --yes",
)
def purge(
    *,
    older_than: Annotated[
        str,
        typer.Option("--older-than", metavar="7y|DATE", help="Closed, and untouched since, longer ago than this."),
    ],
    yes: Annotated[bool, typer.Option("--yes", help="Do it; without this it only says what would go.")] = False,
    who: Annotated[
        str | None, typer.Option("--who", metavar="NAME", help="By whose word; else the name you are signed in with.")
    ] = None,
    db: Db = None,
) -> int:
    """Dispose of closed notices, their scans, readings, attachments and all that was said of them, and of files
    without a notice. A certificate says what went; the page ledger keeps its counts, the history an entry."""
    from . import purging  # noqa: PLC0415

    return purging.purge(older_than, db, yes=yes, who=who)
