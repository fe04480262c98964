"""Runs of words as matchable text, with the way back from every character to its place on the page.

OCR drops spaces, so labels and values are matched on text without them. `tight` keeps punctuation, `plain`
keeps letters and digits only; both are folded to lower-case ASCII letters where a letter has one.
"""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate, compress

from schemas.geometry import Box, union
from schemas.reading import Word

_FOLD = {
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-", "\u00ad": "-",
    "‘": "'", "’": "'", "´": "'", "`": "'", "“": '"', "”": '"', "：": ":", "，": ",", "．": ".", "＄": "$", "¢": "c",
    "•": "*", "·": "*", "∙": "*", "●": "*", "∗": "*", "×": "x",
}  # fmt: skip


def fold_char(char: str) -> str:
    """One character in, one out: dashes, quotes and accents made plain, letters lower-case."""
    if char in _FOLD:
        return _FOLD[char]
    base = unicodedata.normalize("NFKD", char)[0]
    low = base.lower()
    return low[0] if low else char


class _Folds(dict[int, str]):
    """For `str.translate`: what each character folds to, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = fold_char(chr(code))
        return self[code]


_FOLDS = _Folds()


def fold(text: str) -> str:
    """`text` folded character by character; the length stays."""
    return text.translate(_FOLDS)


def plain(text: str) -> str:
    """Letters and digits of the folded text, nothing else."""
    return "".join(filter(str.isalnum, fold(text)))


@dataclass(frozen=True, slots=True)
class Run:
    """Words in reading order as one searchable text. `starts[i]`: index in `tight` where word i begins."""

    words: tuple[Word, ...]
    tight: str
    plain: str
    starts: tuple[int, ...]
    plain_at: tuple[int, ...]  # index in `tight` of each character of `plain`

    @property
    def text(self) -> str:
        return " ".join(w.text for w in self.words)

    @property
    def box(self) -> Box:
        return union(w.box for w in self.words)

    def word_at(self, index: int) -> int:
        """Number of the word that holds `tight[index]`."""
        found = bisect_left(self.starts, index + 1) - 1
        return max(0, found)

    def is_word_start(self, index: int) -> bool:
        """True at the end of the text as well: nothing follows."""
        return index >= len(self.tight) or index in self.starts

    def span_box(self, start: int, end: int) -> Box:
        """Box around `tight[start:end]`; part of a word is cut in proportion to its characters."""
        return union(self._word_boxes(start, end))

    def span_lines(self, start: int, end: int) -> tuple[Box, ...]:
        """As `span_box`, a box for each line that the span goes over."""
        lines: list[list[Box]] = []
        for box in self._word_boxes(start, end):
            if lines and box.cy < lines[-1][-1].y1 and box.x0 > lines[-1][-1].x0:
                lines[-1].append(box)
            else:
                lines.append([box])
        return tuple(union(line) for line in lines)

    def _word_boxes(self, start: int, end: int) -> list[Box]:
        parts = []
        for number in range(self.word_at(start), self.word_at(end - 1) + 1):
            word, first = self.words[number], self.starts[number]
            length = max(1, len(word.text))
            left, right = max(0, start - first), min(length, end - first)
            width = word.box.width / length
            x0 = word.box.x0 + width * left
            parts.append(Box(x0, word.box.y0, word.box.x0 + width * right, word.box.y1))
        return parts

    def span_text(self, start: int, end: int) -> str:
        """What is printed at `tight[start:end]`, with the spaces between words."""
        parts = []
        for number in range(self.word_at(start), self.word_at(end - 1) + 1):
            first = self.starts[number]
            parts.append(self.words[number].text[max(0, start - first) : max(0, end - first)])
        return " ".join(p for p in parts if p)

    def span_confidence(self, start: int, end: int) -> float:
        """The lowest confidence of the words that `tight[start:end]` touches."""
        numbers = range(self.word_at(start), self.word_at(end - 1) + 1)
        return min((self.words[n].confidence for n in numbers), default=0.0)


def run_of(words: Iterable[Word]) -> Run:
    """A run over `words` in the given order; words without text are left out."""
    kept = tuple(w for w in words if w.text and not w.text.isspace())
    texts = [w.text for w in kept]
    starts = tuple(accumulate(map(len, texts), initial=0))[:-1]
    tight = fold("".join(texts))
    where = tuple(compress(range(len(tight)), map(str.isalnum, tight)))
    return Run(kept, tight, "".join(filter(str.isalnum, tight)), starts, where)
