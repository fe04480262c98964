"""The command review, as part of the command line (see `flows.cli`)."""

from pathlib import Path
from typing import Annotated

import typer

from .cli_explaining import Asked, Db

reviewing = typer.Typer()


@reviewing.command(short_help="Serve the review station.", epilog="Example:  noticedesk review --port 8765")
def review(
    *,
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS", help="Where to listen.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", metavar="N", min=1, max=65535, help="And at which port.")] = 8765,
    certificate: Annotated[
        Path | None, typer.Option("--certificate", metavar="FILE", help="A certificate (PEM), to serve with TLS.")
    ] = None,
    certificate_key: Annotated[
        Path | None, typer.Option("--certificate-key", metavar="FILE", help="The certificate's key (PEM).")
    ] = None,
    behind_tls: Annotated[
        bool, typer.Option("--behind-tls", help="A proxy in front speaks TLS and says so (X-Forwarded-Proto).")
    ] = False,
    today: Asked = None,
    db: Db = None,
) -> int:
    """Serve the review station, where people look, correct and work the queue, until it is ended. Only this machine
    reaches it unless told otherwise, and then not without TLS."""
    from . import review_server as work  # noqa: PLC0415

    wish = work.Wish(host, port, certificate, certificate_key, behind_tls)
    return work.serve(wish, db, today.date() if today else None)
