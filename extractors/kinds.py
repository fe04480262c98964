"""What a second look is asked for, and what it answers."""

from dataclasses import dataclass
from typing import Literal

from schemas.geometry import Box

Kind = Literal["text", "digits", "money", "date", "code", "tin"]


@dataclass(frozen=True, slots=True)
class Ask:
    """A box to read again (points of the upright page) and what is expected to stand there."""

    page: int
    box: Box
    kind: Kind


@dataclass(frozen=True, slots=True)
class Reread:
    """What `engine` read in a box, spaces as it saw them; "" when it read nothing. `confidence` 0..1."""

    engine: str
    text: str
    confidence: float


SHOWS_THROUGH = "shows_through"
"""The note of a back on which nothing stands but its front, in the mirror."""
