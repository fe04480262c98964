"""What a poor reader makes of text: letters misread, spaces lost, words and lines that are not there."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

_LOOKALIKES = {
    "o": "0ce",
    "l": "1iI",
    "i": "1lj",
    "e": "co",
    "a": "eos",
    "s": "5",
    "b": "h6",
    "n": "ri",
    "m": "rn",
    "u": "v",
    "c": "e",
    "g": "q9",
    "t": "fl",
    "h": "b",
    "d": "cl",
    "f": "t",
    "r": "n",
    "w": "vv",
}


@dataclass(frozen=True, slots=True)
class Wear:
    """Shares: of letters misread, of spaces lost, of lines lost; `cut` of the lines at one end are not there."""

    letters: float = 0.0
    spaces: float = 0.0
    lines: float = 0.0
    cut: float = 0.0


CLEAN, WORN, HARSH = Wear(), Wear(0.02, 0.08, 0.1), Wear(0.07, 0.2, 0.3, 0.3)
LEVELS = {"clean": CLEAN, "worn": WORN, "harsh": HARSH}


def worn(lines: Sequence[str], wear: Wear, rng: random.Random) -> list[str]:
    first = rng.randint(0, int(wear.cut * len(lines))) if wear.cut else 0
    kept = [line for line in lines[first:] if rng.random() >= wear.lines]
    return [_misread(line, wear, rng) for line in kept]


def any_wear(rng: random.Random) -> Wear:
    """Somewhere between clean and a little beyond harsh."""
    much = rng.random()
    return Wear(0.09 * much * rng.random(), 0.25 * much * rng.random(), 0.4 * much * rng.random(), 0.4 * rng.random())


def _misread(line: str, wear: Wear, rng: random.Random) -> str:
    made = []
    for char in line:
        if char == " " and rng.random() < wear.spaces:
            continue
        if char.isalpha() and rng.random() < wear.letters:
            made.append(rng.choice(_LOOKALIKES.get(char.lower(), char + "?")))
        else:
            made.append(char)
    return "".join(made)
