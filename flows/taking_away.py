"""The commands by which others get at the data: export in its forms, tokens of the API."""

import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from schemas.desk import Role
from schemas.errors import BadArguments
from schemas.forms import Form
from schemas.privacy import redact

from .look import Wanted, filter_of
from .settings import load
from .terminal import say

BY = "command line"
"""Who did it, in the history: whoever may start commands here."""


def export(out: Path, forms: tuple[Form, ...], wanted: Wanted, *, run: str | None, db: str | None, link: str) -> int:
    """The files of the contract where nothing else is asked for."""
    if out.exists() and not out.is_dir():
        raise BadArguments(f"{redact(str(out))} is not a folder", "name a folder with --out")
    if link and (urlsplit(link).scheme not in ("http", "https") or not urlsplit(link).netloc):
        raise BadArguments("--link is no address of a review station", "write it as https://desk.example")
    from workqueue import open_store  # noqa: PLC0415
    from workqueue.forms import TakeAway  # noqa: PLC0415

    store = open_store(load(db=db).db, create=False)
    only = None
    if any(value is not None for value in asdict(wanted).values()):
        only = frozenset(row.notice_id for row in store.queue(filter_of(wanted)))
    store.export(out, run, TakeAway(forms=forms, only=only, base=link, now=datetime.now(UTC)))
    say(f"written to {redact(str(out))}")
    return 0


def token(name: str | None, role: Role, db: str | None, *, feed: bool, revoke: bool) -> int:
    """A new token on stdout, all else on stderr."""
    from workqueue import open_store  # noqa: PLC0415
    from workqueue.desk import Desk  # noqa: PLC0415
    from workqueue.tokens import Tokens  # noqa: PLC0415

    store, now = open_store(load(db=db).db, create=name is not None and not revoke), datetime.now(UTC)
    tokens = Tokens(store)
    if name is None:
        _list(tokens.all())
    elif revoke:
        gone = tokens.revoke(name, now)
        Desk(store).record("revoke_token", BY, now, token=gone.name)
        say(f"{gone.name} can't come in any more")
    else:
        made, secret = tokens.add(name, role, BY, now, feed=feed)
        Desk(store).record("add_token", BY, now, token=made.name, role=role.value, feed=feed)
        scope = "fetch the calendar" if feed else f"do what {role.value} may"
        say(f"with this token {made.name} can {scope}; it is not shown again")
        sys.stdout.write(secret + "\n")
    return 0


def _list(found: list[Any]) -> None:
    for one in found:
        used = f"last used {one.last_used:%Y-%m-%d %H:%M}" if one.last_used else "never used"
        scope = "calendar" if one.feed else one.role.value
        held = f"revoked {one.revoked:%Y-%m-%d %H:%M}" if one.revoked else used
        sys.stdout.write(f"{one.name}\t{scope}\tmade {one.made:%Y-%m-%d} by {one.made_by}\t{held}\n")
    if not found:
        say("No program has a token.")
