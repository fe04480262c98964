"""Which of the labels found on a sheet are labels where they stand: not a sentence's words, a title's, a value's."""

from collections.abc import Iterator

from .candidate import FIRST_HEADER, Place, place_of
from .labels import Hit, find_labels
from .layout import Piece, Sheet, above, in_prose, left_of, right_of
from .spots import Labelled, labelled, wrapped_label
from .values import find_dates

UPPER = 0.45  # share of the page height in which a header's rows stand, however far an address pushes them down


def labels_on(sheet: Sheet) -> Iterator[Labelled]:
    """The labels of `sheet` that count, in printed order, each with the spots of its value."""
    hits = _without_values(sheet, {piece.index: find_labels(piece.run) for piece in sheet.pieces})
    for piece in sheet.pieces:
        wrapped = wrapped_label(sheet, piece, hits)
        yield from filter(_counts_here, [wrapped] if wrapped else _own(sheet, piece, hits))


def _own(sheet: Sheet, piece: Piece, hits: dict[int, tuple[Hit, ...]]) -> list[Labelled]:
    own = [labelled(sheet, piece, n, hits) for n in range(len(hits[piece.index]))]
    if own and own[0].hit.start == 0 and _goes_on_with(piece) and in_prose(sheet, piece):
        own = own[1:]  # a sentence's "due after" is no label
    if own and _is_in_capitals(piece) and in_prose(sheet, piece):
        own = [at for at in own if not _goes_on_in_capitals(at)]
    return own


def _without_values(sheet: Sheet, hits: dict[int, tuple[Hit, ...]]) -> dict[int, tuple[Hit, ...]]:
    """ "Notice code" with "Letter 3172" beside or below it, "Years covered" with "calendar year 2016": there "Letter"
    and "calendar year" are no labels but a part of the value."""
    values: set[int] = set()

    def asks(piece: Piece, field: str) -> bool:
        last = hits[piece.index][-1:]
        return any(h.label.field == field and not piece.run.tight[h.end :].strip(".:_- ") for h in last)

    def is_value(piece: Piece) -> bool:
        own = hits[piece.index]
        if not own or own[0].start:
            return False
        near = (*left_of(sheet, piece.box)[:1], *above(sheet, piece.box, 1.6)[:1])
        if own[0].label.plain in LETTER_WORDS:
            return any(asks(p, "notice_code") for p in near)
        if own[0].label.plain not in PERIOD_WORDS or not piece.run.tight[own[0].end :].strip(":"):
            return False
        return any(asks(p, "tax_period") or p.index in values for p in near)

    for piece in sheet.pieces:
        if is_value(piece):
            values.add(piece.index)
    return {index: () if index in values else own for index, own in hits.items()}


PERIOD_WORDS = frozenset({
    "calendaryear", "taxyear", "year", "fiscalyear", "planyear", "quarterended", "quarterending", "yearended",
    "yearending", "periodended", "periodending", "ano", "anotributario", "anocontributivo",
})  # fmt: skip
LETTER_WORDS = ("letter", "ltr", "carta")


def _goes_on_with(piece: Piece) -> bool:
    """The line begins in lower case, as the second line of a sentence does."""
    return piece.run.words[0].text[:1].islower()


def _is_in_capitals(piece: Piece) -> bool:
    letters = [c for word in piece.run.words for c in word.text if c.isalpha()]
    return len(piece.run.words) >= _SENTENCE and all(map(str.isupper, letters))


def _goes_on_in_capitals(at: Labelled) -> bool:
    """Where sentences are in capitals, as old printers set them, every word looks like the beginning of a label."""
    run, start = at.piece.run, at.hit.start
    word = run.words[run.word_at(start - 1)].text if start else ""
    return word.isalpha() or (not start and len(at.hit.label.plain) <= _SHORT)


_SENTENCE = 5  # words


def _counts_here(at: Labelled) -> bool:
    """Short labels head tables too: "Date" counts in headers only, "Period" and "Year" in a first page's."""
    label = at.hit.label
    if label.field == "amount_due" and (_follows_a_word(at) or _ends_title(at)):
        return False
    if _goes_on_in_words(at):
        return False
    if label.long:
        return True
    if label.field == "notice_date" and at.hit.start == 0 and _is_all(at):
        return True
    if label.field == "notice_date" and len(label.plain) > 4 and _faces_day(at):
        return True
    if label.field == "tax_period" and at.sheet.header_ends < FIRST_HEADER * at.sheet.height:
        return False
    return place_of(at.sheet, at.piece.box) is Place.HEADER


def _follows_a_word(at: Labelled) -> bool:
    """ "PREVIOUSLY BILLED AMOUNT" is not the amount billed."""
    ends = {hit.end for hit in at.hits[at.piece.index]}
    return at.hit.start > 0 and at.hit.start not in ends and at.piece.run.tight[at.hit.start - 1].isalpha()


def _ends_title(at: Labelled) -> bool:
    """The last line of a title in large type: "We applied your overpayment to an / unpaid balance"."""
    box, first = at.piece.box, at.piece.run.words[0].text[:1]
    if not first.islower() or box.height < _LARGE * at.sheet.line:
        return False
    over = next(iter(above(at.sheet, box)), None)
    return over is not None and _LIKE * box.height <= over.box.height <= box.height / _LIKE


_LARGE, _LIKE = 1.3, 0.8  # of the usual line's height; of the line above


def _goes_on_in_words(at: Labelled) -> bool:
    """ "Your Collection Due Process Right" has no day that is due: words follow, nothing that could be a value."""
    after = [hit.start for hit in at.hits[at.piece.index] if hit.start >= at.hit.end]
    rest = at.piece.run.tight[at.hit.end : min(after, default=None)]
    within = at.hit.start > 0 or len(at.hit.label.plain) <= _SHORT
    return within and sum(map(str.isalpha, rest)) >= _WORDS and not any(map(str.isdigit, rest))


_SHORT, _WORDS = 5, 8  # letters of a label that many lines begin with; letters that are more than a filler


def _is_all(at: Labelled) -> bool:
    """Label and day are all that the line says: "Dated May 11, 2026" on a stub."""
    return _is_day(at.piece.run.tight[at.hit.end :])


def _is_day(text: str) -> bool:
    rest = text.strip(":.,; ")
    days = find_dates(rest)
    return bool(days) and days[0].start == 0 and days[0].end == len(rest)


def _faces_day(at: Labelled) -> bool:
    """A label by itself, and right of it a day by itself: a row of the header, however far down the page that is."""
    rest = at.piece.run.tight[at.hit.end :].strip(".:_- ")
    beside = next(iter(right_of(at.sheet, at.piece.box)), None)
    upper = at.piece.box.cy < UPPER * at.sheet.height
    return at.hit.start == 0 and not rest and upper and beside is not None and _is_day(beside.run.tight)
