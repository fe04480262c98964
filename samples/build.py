"""A mailroom from a seed: notices drawn, worn, mixed with other papers and put into files, with their truth.

The same arguments give the same bytes on every machine. Files are made one by one, so memory stays flat.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from schemas.truth import TruthMailroom

from .mail.chance import Odds
from .mail.room import Room
from .mail.works import Works


def build(
    seed: int,
    notices: int,
    out: Path,
    *,
    progress: Callable[[int, int], None] | None = None,
    layouts: Sequence[str] | None = None,
    wears: Sequence[str] | None = None,
    hostile: bool = True,
) -> TruthMailroom:
    """Writes `out`/mail and `out`/truth and returns the truth: exactly `notices` notices, rescans included.

    `layouts` None leaves the held-out and the practice ones away; `wears` are names of
    `schemas.truth.WEAR_LEVELS`. `hostile` adds every kind of hostile file and file name. `progress` is told the
    notices done and wanted. ValueError for unknown names; FileExistsError where `out` already has mail.
    """
    if (out / "mail").exists():
        raise FileExistsError("there is mail in this folder already")
    works = Works(seed, notices, Odds.of(layouts, wears), Room(out), hostile)
    while works.left > 0:
        works.parcel()
        if progress:
            progress(works.room.notices, notices)
    if hostile:
        works.hostile_parcels()
    return works.room.truth(seed)
