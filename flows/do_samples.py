"""`noticedesk samples build`."""

from pathlib import Path

from schemas.errors import BadArguments
from schemas.privacy import redact

from .terminal import say


def build(seed: int, notices: int, out: Path) -> int:
    from samples.build import build as build_mailroom  # noqa: PLC0415

    if out.exists() and not out.is_dir():
        raise BadArguments(f"{redact(str(out))} is not a folder", "name a folder with --out")
    mailroom = build_mailroom(seed, notices, out)
    pages = sum(file.pages for file in mailroom.files)
    say(f"{len(mailroom.notices)} notices in {len(mailroom.files)} files, {pages} pages: {out}")
    return 0
