"""Prose: sections of our own words, filled with this notice's names, dates and amounts."""

import random
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

from schemas.record import Record
from schemas.strict_yaml import load_model

from . import noise
from .blocks import Block, Bullets, Grid, Para, Section, Sub
from .specs import TextBlock


class Passage(Record):
    """A section as written: `label` has its spellings, of which one is drawn."""

    label: tuple[str, ...]
    blocks: tuple[TextBlock, ...]


class _ProseFile(Record):
    sections: dict[str, Passage]


@cache
def passages() -> dict[str, Passage]:
    """All sections by name; Spanish names begin with "es_"."""
    found: dict[str, Passage] = {}
    for file in sorted(resources.files("samples.prose").iterdir(), key=lambda f: f.name):
        if file.name.endswith(".yaml"):
            found.update(load_model(file, _ProseFile).sections)
    return found


def fill(text: str, context: Mapping[str, str]) -> str:
    """`text` with its {names}; KeyError for a name that this notice has no value for."""
    return text.format_map(context)


def blocks(written: Sequence[TextBlock], context: Mapping[str, str], rng: random.Random) -> tuple[Block, ...]:
    """The blocks with alternatives drawn and names filled in."""
    out: list[Block] = []
    for block in written:
        if block.any is not None:
            out.extend(blocks(rng.choice(block.any), context, rng))
        elif block.maybe is not None:
            if rng.random() < 0.5:
                out.extend(blocks(block.maybe, context, rng))
        else:
            out.append(_block(block, context, rng))
    return tuple(out)


def _block(block: TextBlock, context: Mapping[str, str], rng: random.Random) -> Block:
    if block.p is not None:
        return Para(fill(block.p, context))
    if block.b is not None:
        return Para(fill(block.b, context), bold=True)
    if block.sub is not None:
        return Sub(fill(block.sub, context))
    if block.bullets is not None:
        return Bullets(tuple(fill(item, context) for item in block.bullets))
    if block.boxes is not None:
        return Bullets(tuple(fill(item, context) for item in block.boxes), boxes=True)
    return table(block.table or "", context, rng)


def table(name: str, context: Mapping[str, str], rng: random.Random) -> Grid:
    """A noise table by name, see `samples.noise`."""
    return noise.TABLES[name](context, rng)


def section(name: str, context: Mapping[str, str], rng: random.Random) -> Section:
    passage = passages()[name]
    return Section(fill(rng.choice(passage.label), context), blocks(passage.blocks, context, rng))
