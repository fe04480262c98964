"""Several mailrooms as one: their files in folders of their own, their truths joined."""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from schemas.truth import TruthMailroom, TruthNotice


def joined(parts: Sequence[TruthMailroom]) -> TruthMailroom:
    """The truth of mail whose part i lies in the folder `part_name(i)`."""
    return TruthMailroom(
        seed=parts[0].seed,
        files=tuple(f.model_copy(update={"file": _below(i, f.file)}) for i, t in enumerate(parts) for f in t.files),
        pages=tuple(
            p.model_copy(update={"file": _below(i, p.file), "sample_id": _named(i, p.sample_id)})
            for i, t in enumerate(parts)
            for p in t.pages
        ),
        notices=tuple(_notice(i, n) for i, t in enumerate(parts) for n in t.notices),
    )


def part_name(number: int) -> str:
    """The folder of a part, counted from 0."""
    return f"part {number + 1:02d}"


def _below(number: int, file: str) -> str:
    return f"{part_name(number)}/{file}"


def _named(number: int, sample_id: str | None) -> str | None:
    return f"p{number + 1}-{sample_id}" if sample_id else None


def _notice(number: int, notice: TruthNotice) -> TruthNotice:
    told = {
        "file": _below(number, notice.file),
        "sample_id": _named(number, notice.sample_id),
        "duplicate_of": _named(number, notice.duplicate_of),
    }
    return notice.model_copy(update=told)


def gather(mails: Sequence[Path], out: Path) -> Path:
    """The folder with the parts' mail: the same files by another name, not copies, where the disk can do that."""
    shutil.rmtree(out, ignore_errors=True)
    for number, mail in enumerate(mails):
        shutil.copytree(mail, out / part_name(number), copy_function=_link)
    return out


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
