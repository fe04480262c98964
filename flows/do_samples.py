"""`noticedesk samples build`."""

from collections.abc import Sequence
from pathlib import Path

from schemas.errors import BadArguments
from schemas.privacy import redact
from schemas.truth import WEAR_LEVELS

from .terminal import say


def build(seed: int, notices: int, out: Path, *, layouts: str = "open", wears: Sequence[str] | None = None) -> int:
    """`layouts`: "open", "held-out", "all" (of these two) or "practice"; `wears` None for every level at its odds."""
    from samples.build import build as build_mailroom  # noqa: PLC0415
    from samples.draw import HELD_OUT_LAYOUTS, LAYOUTS, PRACTICE_LAYOUTS  # noqa: PLC0415

    pools = {"held-out": sorted(HELD_OUT_LAYOUTS), "all": LAYOUTS, "practice": sorted(PRACTICE_LAYOUTS)}
    chosen = pools.get(layouts)
    unknown = sorted(set(wears or ()) - set(WEAR_LEVELS))
    if unknown:
        raise BadArguments(f"no wear is called {', '.join(unknown)}", f"--wear takes {', '.join(WEAR_LEVELS)}")

    if out.exists() and not out.is_dir():
        raise BadArguments(f"{redact(str(out))} is not a folder", "name a folder with --out")
    try:
        mailroom = build_mailroom(seed, notices, out, progress=_Lines(), layouts=chosen, wears=wears)
    except FileExistsError:
        raise BadArguments(
            f"there is mail in {redact(str(out))} already", "name another folder, or remove it"
        ) from None
    pages = sum(file.pages for file in mailroom.files)
    say(f"{len(mailroom.notices)} notices in {len(mailroom.files)} files, {pages} pages: {out}")
    return 0


class _Lines:
    """A line each time another tenth is drawn."""

    def __init__(self) -> None:
        self._said = 0

    def __call__(self, done: int, wanted: int) -> None:
        tenth = min(10, done * 10 // wanted)
        if tenth > self._said:
            self._said = tenth
            say(f"{done} of {wanted} notices drawn")
