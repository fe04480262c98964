"""Lines of text with the family they belong to: drawn notices, papers that are none, letters of other agencies."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2

from samples import papers
from samples.draw import CODES, HELD_OUT_LAYOUTS, draw_notice, layouts_for
from samples.specs import specs

from .others import OTHERS

MOST_TRIES = 20
NONE = "none"  # no family: what is no notice


@dataclass(frozen=True, slots=True)
class Labelled:
    """The lines of the first pages and the family, `NONE` for what is no notice, which has no code."""

    family: str
    lines: tuple[str, ...]
    code: str = ""


def notices(seed: int, each: int, *, held_out: bool, codes: Sequence[str] = CODES) -> Iterator[Labelled]:
    """`each` notices of each code that such layouts can draw."""
    rng = random.Random(seed)
    for code in codes:
        names = [name for name in layouts_for(code) if (name in HELD_OUT_LAYOUTS) is held_out]
        for _ in range(each if names else 0):
            yield Labelled(specs()[code].family, _drawn(code, names, rng), code)


def others(seed: int, each: int) -> Iterator[Labelled]:
    """Papers of a mailroom that are no notice, and what other agencies and firms write."""
    rng = random.Random(seed)
    for kind in (*papers.PAPERS, *papers.INSERTS):
        for _ in range(each):
            about = papers.about_nobody(rng)
            yield Labelled(NONE, _lines(papers.draw_paper(kind, about, rng), 1))
    for sender in OTHERS:
        for _ in range(each):
            yield Labelled(NONE, tuple(rng.sample(sender, rng.randint(max(3, len(sender) // 2), len(sender)))))


def _drawn(code: str, names: Sequence[str], rng: random.Random) -> tuple[str, ...]:
    for _ in range(MOST_TRIES):
        try:
            drawn = draw_notice(rng, code=code, layout=rng.choice(names))
        except ValueError:  # a code and a layout without a common year
            continue
        return _lines(drawn.pdf, rng.choice((1, 2, 2)))
    raise ValueError(f"{code} can't be drawn in {', '.join(names)}")


def _lines(pdf: bytes, pages: int) -> tuple[str, ...]:
    opened = pypdfium2.PdfDocument(pdf)
    text = [opened[n].get_textpage().get_text_bounded() for n in range(min(pages, len(opened)))]
    opened.close()
    return tuple(line.strip() for page in text for line in page.splitlines() if line.strip())
