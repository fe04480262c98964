"""Drawn once for all tests of the drawing half: every code in one layout, every layout with several codes."""

import random
import re
from functools import cache

import pypdfium2
import pytest

from samples.draw import CODES, LAYOUTS, PRACTICE_LAYOUTS, DrawnNotice, draw_notice, layouts_for


@cache
def _drawn() -> tuple[DrawnNotice, ...]:
    notices = []
    for n, code in enumerate(CODES):
        names = layouts_for(code)
        for k in range(2):
            seed = random.Random(1000 + 2 * n + k)
            notices.append(draw_notice(seed, code=code, layout=names[(n + k) % len(names)], sample_id=f"n{n}-{k}"))
    for layout in LAYOUTS:
        notices += [draw_notice(random.Random(7000 + k), layout=layout, sample_id=f"{layout}-{k}") for k in range(4)]
    for layout in sorted(PRACTICE_LAYOUTS):
        codes = [code for code in CODES if layout in layouts_for(code, practice=True)]
        notices += [
            draw_notice(random.Random(9000 + k), code=codes[k % len(codes)], layout=layout, sample_id=f"{layout}-{k}")
            for k in range(0, 3 * len(codes), 7)
        ]
    return tuple(notices)


@pytest.fixture(scope="session")
def drawn() -> tuple[DrawnNotice, ...]:
    return _drawn()


def page_texts(pdf: bytes) -> list[str]:
    """The text of each page as another program extracts it, runs of white space as one blank."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [re.sub(r"\s+", " ", page.get_textpage().get_text_bounded()) for page in document]
    finally:
        document.close()
