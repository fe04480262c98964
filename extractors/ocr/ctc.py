"""Greedy CTC: from the recogniser's scores per time step to characters with their place on the line.

Source: Graves et al. 2006, best path decoding: take the best class of each step, merge repeats, drop blanks.
"""

import numpy as np
from numpy.typing import NDArray

from .protocol import Char, LineText

BLANK = 0


def decode(scores: NDArray[np.float32], alphabet: list[str], width: int) -> LineText:
    """`scores` is steps x classes (probabilities), `alphabet[i]` the text of class i, `width` the line image's width.

    A character's confidence is its best step's; its place is the run of steps it was seen in.
    """
    best = scores.argmax(axis=1)
    top = scores.max(axis=1)
    steps = len(best)
    if not steps:
        return LineText(())
    per_step = width / steps
    changes = np.flatnonzero(np.diff(best)) + 1
    starts = np.concatenate(([0], changes))
    ends = np.concatenate((changes, [steps]))
    chars = [
        Char(alphabet[best[a]], float(a * per_step), float(b * per_step), float(top[a:b].max()))
        for a, b in zip(starts, ends, strict=True)
        if best[a] != BLANK
    ]
    return LineText(tuple(chars))
