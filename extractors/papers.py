"""Is this page a separator, or a paper that is no notice? Phrases weighed with spaCy's phrase matcher."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from schemas.record import Record
from schemas.strict_yaml import load_model, package_file

from .layout import Piece, Sheet
from .text import fold

SEPARATOR_MARKS = ("PATCH", "SEPARATOR")
ENCLOSURE = "enclosure of the IRS (publication, form or insert)"
# "Notice 746 (Rev. 1-2024) Cat. No. 63146F" heads a leaflet; a notice has a code and a date there.
_TITLED = re.compile(r"(?:irs)?(?:notice|publication|pub\.?|form)[0-9]{1,5}[a-z]{0,2}.{0,3}\(?r[a-z0-9]v")
_TITLE_WEIGHT = 4
FAX_COVER = "fax cover sheet"
# "To:", "From:", "Pages:" at the beginning of lines: so many different ones make a cover sheet.
_COVER_LINE = re.compile(r"(?:to|from|fax|phone|date|pages|re|subject|attn|cc):")
_COVER_LINES = 4
SEPARATOR_WORDS = 60  # a separator sheet says little besides


class Phrase(Record):
    text: str
    weight: int


class PaperKind(Record):
    kind: str
    phrases: tuple[Phrase, ...]


class PaperFile(Record):
    kinds: tuple[PaperKind, ...]
    separators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """The likeliest kind of foreign paper and the weight of its phrases; weight 0: none."""

    kind: str
    weight: int


@cache
def _matcher() -> tuple[Any, Any, dict[str, tuple[str, int]]]:
    """(blank English pipeline, matcher, rule name -> (kind, weight)). spaCy is loaded on first use."""
    import spacy  # noqa: PLC0415
    from spacy.matcher import PhraseMatcher  # noqa: PLC0415

    nlp = spacy.blank("en")
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    meaning: dict[str, tuple[str, int]] = {}
    source = paper_file()
    for kind in source.kinds:
        for number, phrase in enumerate(kind.phrases):
            name = f"{kind.kind}/{number}"
            meaning[name] = (kind.kind, phrase.weight)
            matcher.add(name, [nlp.make_doc(_words(phrase.text))])
    for number, text in enumerate(source.separators):
        name = f"separator/{number}"
        meaning[name] = ("separator", 1)
        matcher.add(name, [nlp.make_doc(_words(text))])
    return nlp, matcher, meaning


@cache
def paper_file() -> PaperFile:
    """Raises InvalidData for a broken file."""
    return load_model(package_file("extractors.templates", "papers.yaml"), PaperFile)


def _words(text: str) -> str:
    """Letters and digits, single spaces: punctuation that a reader drops or adds doesn't matter."""
    return " ".join(re.sub(r"[^a-z0-9']+", " ", fold(text)).split())


def weigh(sheet: Sheet) -> tuple[Paper, bool]:
    """(the foreign paper this page likeliest is, whether it is a separator sheet)."""
    text = _words(" ".join(p.run.text for row in sheet.rows for p in row))
    nlp, matcher, meaning = _matcher()
    doc = nlp.make_doc(text)
    found = {nlp.vocab.strings[match_id] for match_id, _, _ in matcher(doc)}
    weights: dict[str, int] = {}
    for name in found:
        kind, weight = meaning[name]
        weights[kind] = weights.get(kind, 0) + weight
    separator = bool(weights.pop("separator", 0)) and len(doc) <= SEPARATOR_WORDS
    if any(_TITLED.match(fold("".join(p.run.tight for p in row))) for row in sheet.rows if _at_top(sheet, row)):
        weights[ENCLOSURE] = weights.get(ENCLOSURE, 0) + _TITLE_WEIGHT
    if (
        len({m[0] for row in sheet.rows for p in row[:1] if (m := _COVER_LINE.match(fold(p.run.tight)))})
        >= _COVER_LINES
    ):
        weights[FAX_COVER] = weights.get(FAX_COVER, 0) + _TITLE_WEIGHT
    kind = max(weights, key=lambda k: weights[k], default="")
    return Paper(kind, weights.get(kind, 0)), separator or _marked(sheet.reading.marks)


def _at_top(sheet: Sheet, row: Sequence[Piece]) -> bool:
    return row[0].box.cy < 0.15 * sheet.height


def _marked(marks: Sequence[str]) -> bool:
    return any(m.upper().startswith(SEPARATOR_MARKS) for m in marks)
