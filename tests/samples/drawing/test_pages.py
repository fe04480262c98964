"""How pages look to a measuring eye: nothing leaves the sheet, nothing overprints; same seed, same bytes."""

import os
import random
import subprocess
import sys
from collections.abc import Sequence

import pytest

from samples import draw
from samples.sheet import HEIGHT, WIDTH, Mark, Text, text_box
from schemas.geometry import Box

MARGIN = 12.0


def _texts(page: Sequence[Mark], pages: int) -> list[tuple[str, Box]]:
    found = [(m.s, text_box(m, pages)) for m in page if isinstance(m, Text)]
    return sorted(found, key=lambda pair: pair[1].y0)


def _clashes(texts: list[tuple[str, Box]]) -> list[tuple[str, str]]:
    """Pairs whose letters lie over each other by more than a quarter of a line."""
    found = []
    for i, (one, a) in enumerate(texts):
        for other, b in texts[i + 1 :]:
            if b.y0 > a.y1:
                break
            wide, tall = min(a.x1, b.x1) - max(a.x0, b.x0), min(a.y1, b.y1) - max(a.y0, b.y0)
            if wide > 0.5 and tall > 0.25 * min(a.height, b.height):
                found.append((one, other))
    return found


@pytest.mark.parametrize("layout", [*draw.LAYOUTS, *sorted(draw.PRACTICE_LAYOUTS)])
def test_no_text_leaves_the_page_or_overprints_another(layout: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Sequence[Sequence[Mark]]] = []
    monkeypatch.setattr(draw, "render", lambda pages, title: seen.append(pages) or b"")
    codes = [code for code in draw.CODES if layout in draw.layouts_for(code, practice=True)]
    for n in range(max(30, len(codes))):
        notice = draw.draw_notice(random.Random(n), layout=layout, code=codes[n % len(codes)])
        for page in seen.pop():
            texts = _texts(page, notice.truth.pages_printed)
            outside = [
                s for s, b in texts if b.x0 < MARGIN or b.y0 < MARGIN or b.x1 > WIDTH - MARGIN or b.y1 > HEIGHT - 5
            ]
            assert not outside, (n, notice.truth.notice_code, outside)
            assert not _clashes(texts), (n, notice.truth.notice_code)


def test_the_same_seed_gives_the_same_bytes() -> None:
    first = draw.draw_notice(random.Random(11), code="CP14", layout="simple_2024")
    second = draw.draw_notice(random.Random(11), code="CP14", layout="simple_2024")
    assert first.pdf == second.pdf
    assert first.truth == second.truth


def test_another_process_with_another_hash_seed_draws_the_same_bytes() -> None:
    program = (
        "import hashlib, random; from samples.draw import draw_notice; rng = random.Random(5); "
        "print(hashlib.sha256(b''.join(draw_notice(rng).pdf for _ in range(12))).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_a_notice_is_small() -> None:
    sizes = [len(draw.draw_notice(random.Random(n)).pdf) for n in range(25)]
    assert max(sizes) < 150_000
