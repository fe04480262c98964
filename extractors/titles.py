"""What a notice's title suggests where its code can't be read. A suggestion is for a person: it is never a code.

Titles are compared in two ways: word by word with spaCy's span ruler, each word of some length within an edit or two;
and by their letters alone, because a reader drops spaces. Titles are shared by many codes, so a suggestion is a set
of codes: those that bear every title heard on the page. Titles that no code bears together suggest nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any

from pydantic import Field, field_validator
from rapidfuzz.distance import Levenshtein

from schemas.catalog import known_codes
from schemas.geometry import Box, union
from schemas.record import Record
from schemas.strict_yaml import load_model, package_file

from .layout import Piece, Sheet, below
from .pagekeys import PageView
from .text import fold

SLOT = "{}"
_SLOT_WORDS = 3  # "December 31, 2017", "1040-SR"
# Shares of the first page's height between which titles stand.
TITLE_FROM, TITLE_TO = 0.1, 0.55
_WRAPPED = 3  # lines that one title takes at most
_SECOND_LINE = 4.0  # heights of the title that its second line begins below it at most
_BY_LETTERS = 0.9  # similarity from which letters alone are the same title
_LEAST_LETTERS = 12  # shorter titles are heard by their words only


class Title(Record):
    """Codes that bear one of `texts`; `below`: a second line, heard only under a title."""

    codes: Annotated[tuple[str, ...], Field(min_length=1, max_length=40)]
    texts: Annotated[tuple[Annotated[str, Field(min_length=8)], ...], Field(min_length=1)]
    below: bool = False

    @field_validator("codes")
    @classmethod
    def _known(cls, codes: tuple[str, ...]) -> tuple[str, ...]:
        for code in codes:
            if code not in known_codes():
                raise ValueError(f"{code} is not a code of the catalogue")
        return codes


class TitleFile(Record):
    titles: Annotated[tuple[Title, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`codes` that bear the title, in the order of `titles.yaml`; `raw`, `page`, `box`: the longest title heard."""

    codes: tuple[str, ...]
    raw: str
    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the title region with what it wraps into. `owner[i]`: number of the piece that holds word i."""

    pieces: tuple[Piece, ...]
    words: tuple[str, ...]
    owner: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Text:
    """A title as compared: the codes that may bear it, its words, its letters."""

    codes: tuple[str, ...]
    words: tuple[str, ...]
    letters: str
    below: bool


@dataclass(frozen=True, slots=True)
class _Hit:
    text: _Text
    pieces: tuple[Piece, ...]

    @property
    def letters(self) -> int:
        return len(self.text.letters)

    @property
    def box(self) -> Box:
        return union(p.box for p in self.pieces)


@cache
def title_file() -> TitleFile:
    """Raises InvalidData for a broken file."""
    return load_model(package_file("extractors.templates", "titles.yaml"), TitleFile)


@cache
def _texts() -> tuple[_Text, ...]:
    """Every title. One that begins another may be the legible part of it, so it has that one's codes too."""
    spoken = [(title, _spoken(text)) for title in title_file().titles for text in title.texts]
    made: list[_Text] = []
    for own, words in spoken:
        longer = [title for title, other in spoken if other[: len(words)] == words]
        codes = dict.fromkeys(code for title in (own, *longer) for code in title.codes)
        made.append(_Text(tuple(codes), words, _letters(words), own.below))
    return tuple(made)


def _spoken(text: str) -> tuple[str, ...]:
    """Words of a title of ours, slots among them."""
    return tuple(part for word in text.split() for part in ([SLOT] if word == SLOT else _words(word)))


@cache
def _ruler() -> tuple[Any, Any]:
    """(blank English pipeline, its span ruler); span ids are indexes of `_texts`. spaCy is loaded on first use."""
    import spacy  # noqa: PLC0415

    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("span_ruler")
    rules = [{"label": "TITLE", "id": str(number), "pattern": _pattern(text)} for number, text in enumerate(_texts())]
    ruler.add_patterns(rules)  # type: ignore[attr-defined]
    return nlp, ruler


def _pattern(text: _Text) -> list[dict[str, Any]]:
    parts = [[{"OP": "?"}] * _SLOT_WORDS if word == SLOT else [{"LOWER": _fuzzy(word)}] for word in text.words]
    return [token for part in parts for token in part]


def _fuzzy(word: str) -> Any:
    if len(word) < 4:
        return word
    return {"FUZZY2" if len(word) > 7 else "FUZZY1": word}


def _words(text: str) -> list[str]:
    """Words of letters and digits; an apostrophe, which readers lose, joins ("didn't" is one word)."""
    folded = fold(text).replace("'", "")
    return "".join(c if c.isalnum() else " " for c in folded).split()


def _letters(words: Iterable[str]) -> str:
    return "".join(c for word in words for c in word if c.isalpha())


def suggest(views: Sequence[PageView]) -> Suggestion | None:
    """What the title of a notice suggests. `views`: its pages, first printed page first."""
    if not views or views[0].keys.number not in (None, 1):
        return None
    sheet = views[0].sheet
    hits = list(_heard(sheet))
    codes = _borne_by_all(hits)
    if not codes:
        return None
    main = max(hits, key=lambda h: h.letters)
    raw = " ".join(p.run.text for p in main.pieces)
    return Suggestion(codes, raw, sheet.page, main.box)


def _borne_by_all(hits: Sequence[_Hit]) -> tuple[str, ...]:
    """The codes that all titles share; of second lines only those count that leave some."""
    codes: tuple[str, ...] | None = None
    for hit in sorted(hits, key=lambda h: h.text.below):
        shared = hit.text.codes if codes is None else tuple(c for c in codes if c in hit.text.codes)
        if shared or not hit.text.below:
            codes = shared
    return codes or ()


def _heard(sheet: Sheet) -> Iterator[_Hit]:
    """Titles from top to bottom; a line that a title has taken opens no other."""
    taken: set[int] = set()
    last: _Hit | None = None
    for piece in sorted(sheet.pieces, key=lambda p: (p.box.y0, p.box.x0)):
        if piece.index in taken or not TITLE_FROM < piece.box.cy / sheet.height < TITLE_TO:
            continue
        under = (
            last is not None and 0 <= piece.box.y0 - last.box.y1 + piece.box.height < _SECOND_LINE * last.box.height
        )
        hit = _title_at(_line(sheet, piece), second=under)
        if hit is not None:
            taken |= {p.index for p in hit.pieces}
            last = hit
            yield hit


def _just_below(box: Box, title: Box) -> bool:
    return title.cy < box.cy and box.y0 - title.y1 < _SECOND_LINE * box.height


def _line(sheet: Sheet, piece: Piece) -> _Line:
    pieces = [piece]
    while len(pieces) < _WRAPPED:
        at = pieces[-1].box
        follows = [p for p in below(sheet, at, reach=1.2) if abs(p.box.x0 - at.x0) < 2 * at.height]
        if not follows:
            break
        pieces.append(follows[0])
    words = [(word, number) for number, p in enumerate(pieces) for word in _words(p.run.text)]
    return _Line(tuple(pieces), tuple(w for w, _ in words), tuple(n for _, n in words))


def _title_at(line: _Line, *, second: bool) -> _Hit | None:
    """The longest title with which `line` begins; second lines only where `second`."""
    found = [hit for hit in (*_by_words(line), *_by_letters(line)) if second or not hit.text.below]
    return max(found, key=lambda h: h.letters, default=None)


def _by_words(line: _Line) -> Iterator[_Hit]:
    from spacy.tokens import Doc  # noqa: PLC0415

    nlp, ruler = _ruler()
    if not line.words:
        return
    doc = ruler(Doc(nlp.vocab, words=list(line.words)))
    for span in doc.spans["ruler"]:
        if span.start == 0:
            yield _Hit(_texts()[int(span.id_)], line.pieces[: line.owner[span.end - 1] + 1])


def _by_letters(line: _Line) -> Iterator[_Hit]:
    owners = [number for word, number in zip(line.words, line.owner, strict=True) for c in word if c.isalpha()]
    said = _letters(line.words)
    for text in _texts():
        size = len(text.letters)
        if size >= _LEAST_LETTERS and len(said) >= size - 1 and _alike(text.letters, said):
            yield _Hit(text, line.pieces[: owners[min(size, len(said)) - 1] + 1])


def _alike(wanted: str, said: str) -> bool:
    """`said` begins with the letters of `wanted`, a few of them lost, added or misread."""
    size = len(wanted)
    return any(
        Levenshtein.normalized_similarity(wanted, said[:end], score_cutoff=_BY_LETTERS) > 0
        for end in (size - 1, size, size + 1)
    )
