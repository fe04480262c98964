"""How a person cut a file: which of its pages are one notice, which are other paper, which lie the wrong way up."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from .record import Record

CutKind = Literal["notice", "blank", "separator", "not_a_notice", "duplicate", "unreadable"]


class Cut(Record):
    """Pages of a file put together by a person: one notice of these pages in this order, or other paper.

    `turn`: degrees clockwise (90, 180, 270) by which a page has to be turned from how it is shown; a page that is not
    in it stands right.
    """

    kind: CutKind
    pages: tuple[int, ...]
    turn: dict[int, int] = Field(default_factory=dict)


class KeptCuts(Record):
    """A person's cuts as kept: whoever reads the file again cuts it so.

    `turned`: page -> degrees clockwise by which the stored page is turned to stand upright, by a person's word. The
    cuts' own `turn` is empty here.
    """

    cuts: tuple[Cut, ...]
    turned: dict[int, int] = Field(default_factory=dict)
    who: str
    at: datetime
