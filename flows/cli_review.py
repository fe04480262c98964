"""The command review, as part of the command line (see `flows.cli`)."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from .cli_explaining import Db

reviewing = typer.Typer()


@reviewing.command(
    short_help="Open the review station: a web page for the people who work the queue.",
    epilog="Examples:  noticedesk review   |   noticedesk review --host 0.0.0.0 --certificate desk.pem "
    "--certificate-key desk.key",
)
def review(
    *,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Where it listens.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, metavar="N", help="The port to listen at.")] = 8765,
    certificate: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A certificate (PEM): pages go by TLS.", show_default=False)
    ] = None,
    certificate_key: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The certificate's key.", show_default=False)
    ] = None,
    behind_tls: Annotated[
        bool, typer.Option("--behind-tls", help="A proxy in front ends TLS and sets X-Forwarded-Proto and -For.")
    ] = False,
    proxy: Annotated[
        str, typer.Option(metavar="ADDRESS", help="With --behind-tls: where that proxy asks from.")
    ] = "127.0.0.1",
    reset: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Take password and second factor of this account away, and print a link to set them anew.",
            show_default=False,
        ),
    ] = None,
    today: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], metavar="DATE", help="The day deadlines are seen from, if it is not today."
        ),
    ] = None,
    db: Db = None,
) -> int:
    """Open the review station and keep it open until it is ended. The first time, a link is printed that makes the
    first account. Other addresses than this machine's own need a certificate, or TLS in front."""
    from . import review_server  # noqa: PLC0415

    day = today.date() if today else None
    wish = review_server.Wish(host, port, certificate, certificate_key, behind_tls, proxy, reset, db, day)
    return review_server.serve(wish)
