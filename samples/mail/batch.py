"""Stacks of paper as they go through a device: notices, other papers, separators, blank backs."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from samples.draw import DrawnNotice
from samples.papers import INSERTS, SEPARATORS, About, about_nobody, draw_paper
from samples.wear import Device, Sheet
from schemas.ledger import PageFate

from .handling import PLAIN, Handling, blank_back, handled
from .leaf import Leaf, Pile, piled


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that is no notice, by its name in `samples.papers`; `about` None makes up a person."""

    kind: str
    about: About | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A notice and what happens to it."""

    drawn: DrawnNotice
    handling: Handling = PLAIN


def scanned(
    stack: Sequence[Item | Paper], device: Device, rng: Random, *, separator: str = "", backs: bool = False
) -> Pile:
    """The stack fed into `device` in one go. `separator` (a key of `SEPARATORS`) lies between its parts; with
    `backs` the empty sides of separators and papers are scanned too."""
    piles: list[Pile] = []
    feed = 1
    for index, thing in enumerate(stack):
        between = [Paper(separator)] if separator and index else []
        for part in (*between, thing):
            pile = _fed(part, device, rng, feed, backs)
            piles.append(pile)
            feed += len(pile.leaves)
    return piled(piles)


def _fed(thing: Item | Paper, device: Device, rng: Random, feed: int, backs: bool) -> Pile:
    if isinstance(thing, Item):
        return handled(thing.drawn, device, thing.handling, rng, feed)
    leaf, pdf = paper_leaf(thing, device, rng, feed)
    return Pile((leaf, blank_back((pdf, 1), device, rng, feed + 1)) if backs else (leaf,))


def paper_leaf(paper: Paper, device: Device, rng: Random, feed: int = 1) -> tuple[Leaf, bytes]:
    """The scanned page of a paper or a separator sheet, and the paper as drawn."""
    pdf = draw_paper(paper.kind, paper.about or about_nobody(rng), rng)
    fate = PageFate.SEPARATOR if paper.kind in SEPARATORS else PageFate.NOT_A_NOTICE
    note = f"{paper.kind} (enclosed with notices)" if paper.kind in INSERTS else paper.kind
    return Leaf(device.scan(Sheet((pdf, 1), feed=feed), rng), fate, device.level, note=note), pdf
