"""Which sections a notice prints, so that it is two to six pages long."""

import random
from collections.abc import Mapping

from .blocks import Block, Bullets, Grid, Section
from .specs import CodeSpec, DueKind
from .wording import passages, section

_PAGES = (2, 3, 4, 5, 6)
_WEIGHTS = (28, 42, 20, 7, 3)
_TABLE_LINE = 60  # letters of prose that take the room of a table's row


def choose_sections(
    spec: CodeSpec, kind: DueKind, page_text: int, context: Mapping[str, str], rng: random.Random
) -> tuple[Section, ...]:
    """The code's own sections, then optional ones and inserts until the drawn number of pages is about full.

    "ask" is told by the way the day to act is set. The code's last section ("Additional information") comes after
    the optional ones and before the inserts. A first page takes about half as much prose as another.
    """
    es = "es_" if spec.lang == "es" else ""
    names = [f"{es}ask_{kind}" if name == "ask" else name for name in spec.sections]
    own = [section(name, context, rng) for name in names]
    pages = rng.choices((1, 2), (2, 1))[0] if spec.style == "pin" else rng.choices(_PAGES, _WEIGHTS)[0]
    room = (pages - 0.6) * page_text - sum(map(_size, own))
    some = _until(room, rng.sample(spec.some, len(spec.some)), context, rng)
    room -= sum(map(_size, some))
    inserts = [name for name in passages() if name.startswith(f"{es}insert_")]
    more = _until(room, rng.sample(inserts, len(inserts)), context, rng)
    return (*own[:-1], *some, own[-1], *more)


def _until(room: float, names: list[str], context: Mapping[str, str], rng: random.Random) -> list[Section]:
    chosen: list[Section] = []
    for name in names:
        if room <= 0:
            break
        if _told(name, context):
            chosen.append(section(name, context, rng))
            room -= _size(chosen[-1])
    return chosen


def _told(name: str, context: Mapping[str, str]) -> bool:
    """False for a passage about the return's due date in a notice that has no period."""
    return "return_due" in context or "{return_due}" not in repr(passages()[name])


def _size(one: Section) -> int:
    return len(one.label) + sum(_block_size(block) for block in one.blocks)


def _block_size(block: Block) -> int:
    if isinstance(block, Grid):
        return _TABLE_LINE * (len(block.rows) + 2)
    return sum(map(len, block.items)) + 30 if isinstance(block, Bullets) else len(block.text) + 40
