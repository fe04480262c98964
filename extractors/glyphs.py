"""What readers confuse with digits, and the shape of a typed value found in text."""

from dataclasses import dataclass

REMEMBERED = 4096  # texts whose values are kept: one is looked through for several fields, and notices repeat lines
DIGIT = "[0-9oilsbzq|!]"  # a digit, or what a reader makes of one
_DIGITS = str.maketrans({"o": "0", "q": "0", "i": "1", "l": "1", "|": "1", "!": "1", "s": "5", "b": "8", "z": "2"})


@dataclass(frozen=True, slots=True)
class Found:
    """A typed value at `start:end` of the text it was found in. `repaired`: characters had to be undone."""

    start: int
    end: int
    repaired: bool


def digits(text: str) -> str:
    """`text` with what readers confuse with digits made digits."""
    return text.translate(_DIGITS)
