"""What went wrong, notice by notice, to be looked into: as text and as pictures of the pages with their boxes."""

import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from schemas.notice import Severity

from .ingest_run import ROOT, environment
from .score import Judged, Scores, value_of


def worst_first(scores: Scores) -> list[Judged]:
    """Silent errors, wrong values that looked sure, other wrong values, notices cut wrong."""
    bad = [j for j in scores.judged if j.silent_errors or not j.cut_right or (j.wrong and j.legible)]
    return sorted(bad, key=lambda j: (-len(j.silent_errors), -len(j.sure_and_wrong), -len(j.wrong)))


def told(item: Judged) -> Iterator[str]:
    """The lines of one case."""
    truth = item.truth
    marks = [
        "SILENT " + ", ".join(item.silent_errors) if item.silent_errors else "",
        "" if item.cut_right else "CUT WRONG",
        "accepted" if item.accepted else "",
        "" if item.legible else "illegible",
    ]
    yield (
        f"{truth.sample_id} {truth.notice_code} {truth.layout} {truth.wear} {truth.severity:.2f} "
        f"{truth.file!r} {list(truth.pages)} {' '.join(truth.defects)} | {'; '.join(m for m in marks if m)}"
    )
    if item.read is None:
        yield "    no notice was read from these pages"
        return
    if not item.cut_right:
        yield f"    pages as read: {list(item.read.source.pages)}"
    for name in item.wrong:
        how = item.read.fields.get(name)
        sure = f"{how.status.value} {how.confidence:.3f}, {how.method}" if how else "no evidence"
        yield f"    {name}: {value_of(truth, name)} was read as {value_of(item.read, name)} ({sure})"
    if not item.accepted:
        loud = [f for f in item.read.validation.findings if f.severity is not Severity.INFO]
        yield "    " + "; ".join(f"{f.code}: {f.message}" for f in loud[:4])


def draw(cases: Sequence[Judged], home: Path, out: Path) -> int:
    """Writes the pages of each case, worst first, with the values read and where; how many cases were drawn."""
    out.mkdir(parents=True, exist_ok=True)
    drawn = 0
    for position, item in enumerate(cases, 1):
        if item.read is None:
            continue
        truth = item.truth
        what = "silent" if item.silent_errors else "wrong" if item.wrong else "cut"
        stem = re.sub(r"[^\w-]", "_", f"{position:03d}-{what}-{truth.notice_code}-{truth.wear}-{truth.sample_id}")
        command = [sys.executable, "-m", "flows", "show", item.read.notice_id, "--image", str(out / f"{stem}.png")]
        ended = subprocess.run(command, cwd=ROOT, env=environment(home), capture_output=True, check=False)
        drawn += ended.returncode == 0
        (out / f"{stem}.txt").write_text("\n".join(told(item)) + "\n", encoding="utf-8")
    return drawn
