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
    steps = len(scores)
    if not steps:
        return LineText(())
    best = scores.argmax(axis=1)
    starts = np.concatenate(([0], np.flatnonzero(best[1:] != best[:-1]) + 1))
    classes = best[starts]
    top = np.maximum.reduceat(scores[np.arange(steps), best], starts)
    edges = np.append(starts, steps) * (width / steps)
    said = classes != BLANK
    runs = zip(
        classes[said].tolist(), edges[:-1][said].tolist(), edges[1:][said].tolist(), top[said].tolist(), strict=True
    )
    return LineText(tuple(Char(alphabet[one], start, end, sure) for one, start, end, sure in runs))
