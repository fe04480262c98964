"""What family a notice seems to belong to by its wording, where neither code nor title could be read.

A hint for choosing who looks, from a small spaCy text classifier over single words (`tests/families` trains and
measures it). Codes and numbers are taken out first: sentences name other notices' codes. It says nothing where it is
not sure, nor where no word of the page names the IRS.
"""

import gzip
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, get_args

from rapidfuzz import fuzz

from schemas.catalog import Family

from .pagekeys import PageView
from .text import fold, plain

SURE = 0.95  # from which confidence a family is told
FEWEST_WORDS = 25  # of three letters and more: fewer say nothing
PAGES = 2  # what a notice is about stands on its first pages
LABELS: tuple[str, ...] = get_args(Family)
MODEL = "families.gz"
Score = Callable[[Sequence[str]], tuple[str, float]]
_SENDER = ("internalrevenueservice", "serviciodeimpuestosinternos")
_SLIPS = 88.0  # of a hundred: how like the sender's name something must be


@dataclass(frozen=True, slots=True)
class Hint:
    """A family of the catalogue; `confidence` from `SURE` to 1."""

    family: str
    confidence: float


def family_hint(views: Sequence[PageView]) -> Hint | None:
    """`views`: the pages of a notice, first printed page first."""
    return hint_of([piece.run.text for view in views[:PAGES] for piece in view.sheet.pieces])


def hint_of(lines: Sequence[str], score: Score | None = None) -> Hint | None:
    """The family of the notice that consists of `lines`; None where it can't be told. `score`: of another classifier
    than the one that ships."""
    words = list(words_of(lines))
    if len(words) < FEWEST_WORDS or not _names_the_irs(lines):
        return None
    label, confidence = (score or scored)(words)
    return Hint(label, round(confidence, 3)) if confidence >= SURE else None


def words_of(lines: Iterable[str]) -> Iterator[str]:
    """The words that the classifier hears: three letters and more, none with a digit in it."""
    for line in lines:
        for token in fold(line).split():
            if not any(c.isdigit() for c in token):
                yield from (w for w in "".join(c if c.isalpha() else " " for c in token).split() if len(w) > 2)


def scored(words: Sequence[str]) -> tuple[str, float]:
    """The likeliest of `LABELS` and its probability as the classifier sees it."""
    return score_of(*_classifier(), words)


def score_of(nlp: Any, classifier: Any, words: Sequence[str]) -> tuple[str, float]:
    """As `scored`, by `classifier`."""
    from spacy.tokens import Doc  # noqa: PLC0415

    doc = classifier(Doc(nlp.vocab, words=list(words)))
    label = max(doc.cats, key=lambda name: doc.cats[name])
    return label, float(doc.cats[label])


def _names_the_irs(lines: Sequence[str]) -> bool:
    return any(
        "irsgov" in text or any(len(text) > 12 and fuzz.partial_ratio(text, name) >= _SLIPS for name in _SENDER)
        for text in map(plain, lines)
    )


def blank_classifier() -> tuple[Any, Any]:
    """(blank English pipeline, its untrained classifier). One word is one feature, hashed: nothing else is known of
    the language, so Spanish text needs no other."""
    import spacy  # noqa: PLC0415

    nlp = spacy.blank("en")
    model = {"@architectures": "spacy.TextCatBOW.v3", "exclusive_classes": True, "ngram_size": 1,
             "no_output_layer": False, "length": 8192}  # fmt: skip
    return nlp, nlp.add_pipe("textcat", config={"model": model})


@cache
def _classifier() -> tuple[Any, Any]:
    """Loaded on first use."""
    nlp, classifier = blank_classifier()
    packed = resources.files("extractors.templates").joinpath(MODEL).read_bytes()
    return nlp, classifier.from_bytes(gzip.decompress(packed))
