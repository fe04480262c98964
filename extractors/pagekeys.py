"""What a page says of the notice it belongs to: code, date, taxpayer, period, "Page x of y", and what it is."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from schemas.geometry import overlaps

from . import codeword
from .address import address_block, has_letterhead
from .candidate import FIRST_HEADER, LATER_HEADER, Candidate, Place
from .candidates import labelled_candidates
from .coupon import coupon_candidates
from .deadlines_in_text import SENTENCE, sentence_dates
from .layout import Piece, Sheet, above
from .number_text import FoundTin
from .papers import Paper, weigh
from .prose import prose_candidates
from .running import running_candidates
from .selfnaming import naming_candidates
from .stamps import without_stamped
from .text import fold
from .unlabelled import unlabelled_candidates
from .values import find_bare_page_of, find_page_of

# A page is a notice's when the signs of one reach this weight and outweigh those of another paper.
NOTICE_WEIGHT = 3
FAX_LINE_ENDS = 0.05  # share of the page height that the lines of two fax machines take
_COUNT = 8  # characters of "12 of 14"
_TORN = 3  # pieces of a line
EDGE = 0.1  # share of the page height at head and foot, where "2/4" counts pages


@dataclass(frozen=True, slots=True)
class PageKeys:
    """Keys of one page, None where not printed or not read. `number`, `of`: "Page number of `of`".

    `first`: it looks like a first page (letterhead with an addressee, or page 1). `weight`: how strongly it
    looks like a page of a notice; `paper`: the foreign paper it may be; `separator`: a sheet between documents.
    """

    page: int
    code: str | None
    date: dt.date | None
    last4: str | None
    periods: frozenset[dt.date]
    number: int | None
    of: int | None
    first: bool
    weight: int
    paper: Paper
    separator: bool
    letterhead: bool
    name: str | None


@dataclass(frozen=True, slots=True)
class PageView:
    """A sheet with everything found on it; what segmentation and extraction work on."""

    sheet: Sheet
    candidates: tuple[Candidate, ...]
    keys: PageKeys

    @property
    def page(self) -> int:
        return self.sheet.page


def view_of(sheet: Sheet) -> PageView:
    """`sheet` with its candidates and keys."""
    number = page_of(sheet)
    first = number[0] == 1 if number else has_letterhead(sheet)
    sheet = replace(sheet, header_ends=(FIRST_HEADER if first else LATER_HEADER) * sheet.height)
    labelled = labelled_candidates(sheet)
    found = without_stamped(
        sheet,
        [
            *labelled,
            *coupon_candidates(sheet, labelled),
            *loose_codes(sheet),
            *unlabelled_candidates(sheet),
            *running_candidates(sheet),
            *prose_candidates(sheet),
            *sentence_dates(sheet),
            *naming_candidates(sheet),
        ],
    )
    candidates = _distinct(_without_told(found))
    return PageView(sheet, candidates, _keys(sheet, candidates))


def _without_told(candidates: Sequence[Candidate]) -> list[Candidate]:
    """A running foot of labelled facts is no sentence: "Mailed: July 1, 2024   Last day for a hearing: ..." asks for
    nothing by the day it was mailed."""
    mailed = [c for c in candidates if c.field == "notice_date" and c.inline and c.value is not None]
    return [c for c in candidates if c.label != SENTENCE or not any(_is_same(c, m) for m in mailed)]


def _is_same(one: Candidate, other: Candidate) -> bool:
    return one.value == other.value and overlaps(one.box, other.box)


def _distinct(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The same value on the same spot counts once, however many labels and sentences lead to it."""
    kept: list[Candidate] = []
    for new in candidates:
        if not any(k.field == new.field and k.value == new.value and overlaps(k.box, new.box) for k in kept):
            kept.append(new)
    return tuple(kept)


def loose_codes(sheet: Sheet) -> list[Candidate]:
    """Codes that stand alone in a corner without a label: "CP503" at the top right or the foot, "5071C" at the top
    (its label may have been misread)."""
    found = []
    for piece in sheet.pieces:
        corner = piece.box.cy < 0.12 * sheet.height or piece.box.cy > 0.9 * sheet.height
        word = piece.run.text.strip(" .:;").upper().replace(" ", "")
        letter = piece.box.cy < LATER_HEADER * sheet.height and codeword.looks_like_letter(word)
        if letter or (corner and codeword.looks_like_cp(word)):
            code = codeword.read_code([word], letter=letter)
            if code:
                place = Place.HEADER if piece.box.cy < 0.5 * sheet.height else Place.FOOTER
                kind = "known" if code.known else "unknown"
                found.append(
                    Candidate(
                        field="notice_code",
                        value=code.code,
                        raw=piece.run.text,
                        page=sheet.page,
                        box=piece.box,
                        confidence=piece.segment.confidence,
                        repaired=code.repaired,
                        place=place,
                        kind=kind,
                    )
                )
    return found


def page_of(sheet: Sheet) -> tuple[int, int] | None:
    """(x, n) of "Page x of n" in the header or the footer; "x/n" alone where no words count the pages."""
    bare: tuple[int, int] | None = None
    for row in sheet.rows:
        outer = [p for p in row if not 0.36 * sheet.height < p.box.cy < 0.88 * sheet.height]
        texts = [p.run.tight for p in outer]
        for text in (*texts, "".join(texts[:_TORN])):  # a count may be torn: "PAGE 1", "OF 4"
            if found := find_page_of(text):
                return found[0], found[1]
        for text in (p.run.tight for p in row):  # above a stub, anywhere: nothing but the count
            if (found := find_page_of(text)) and found[2:] == (0, len(text)):
                return found[0], found[1]
        for piece in outer:
            if not bare and (_at_edge(piece.box.cy / sheet.height) or _under_page(sheet, piece) or _beside_name(row)):
                bare = find_bare_page_of(piece.run.tight)
    return bare


def _beside_name(row: Sequence[Piece]) -> bool:
    """A line that names the notice or the IRS is no fax machine's: "Notice CP503 | IRS ...      1/4"."""
    return any(_NAME.match(p.run.plain) for p in row)


_NAME = re.compile(r"(?:irs|notice|letter|aviso|carta)[a-z]{0,2}[0-9]{2,4}[a-z]{0,2}|internalrevenue")


def _under_page(sheet: Sheet, piece: Piece) -> bool:
    """Where the heading above counts the pages: "Page/pages" over "1/3"."""
    over = next(iter(above(sheet, piece.box)), None) if len(piece.run.tight) <= _COUNT else None
    return over is not None and over.run.plain.startswith(("page", "pagina", "sheet", "hoja"))


def _at_edge(height: float) -> bool:
    """At the foot, or at the head below the lines in which fax machines count their own pages."""
    return FAX_LINE_ENDS < height < EDGE or height > 1 - EDGE


def _first_value(candidates: Iterable[Candidate], field: str, places: tuple[Place, ...]) -> Candidate | None:
    own = [c for c in candidates if c.field == field and c.place in places and c.alone and c.value is not None]
    return min(own, key=lambda c: (places.index(c.place), c.repaired, -c.confidence), default=None)


def _own_days(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Days that a label calls the notice's; where none does, bare ones that are neither a period's end nor a day to
    act by, if there are such."""
    days = [c for c in candidates if c.field == "notice_date" and c.value is not None]
    labelled = [c for c in days if c.label]
    others = {c.value for c in candidates if c.field == "due_date"}
    periods = [c.value for c in candidates if c.field == "tax_period" and isinstance(c.value, tuple)]
    others |= {end for value in periods for end, _ in value}
    return labelled or [c for c in days if c.value not in others] or days


def _keys(sheet: Sheet, candidates: tuple[Candidate, ...]) -> PageKeys:
    number = page_of(sheet)
    header = (Place.HEADER, Place.STUB, Place.FOOTER)
    facts = (*header, Place.BODY) if number and number[0] == 1 else header
    code = _first_value(candidates, "notice_code", facts)
    day = _first_value(_own_days(candidates), "notice_date", facts)
    tin = _first_value(candidates, "tin", (Place.HEADER, Place.STUB, Place.FOOTER, Place.BODY))
    period = _first_value(candidates, "tax_period", (Place.HEADER,))
    paper, separator = weigh(sheet)
    letterhead = has_letterhead(sheet)
    block = address_block(sheet)
    first = (number is not None and number[0] == 1) or (number is None and letterhead and block is not None)
    weight = _weight(code, day, tin, number is not None, letterhead) + _told_below(candidates)
    weight = max(weight, NOTICE_WEIGHT * _tells_facts(sheet, candidates))
    return PageKeys(
        page=sheet.page,
        code=code.value if code and isinstance(code.value, str) else None,
        date=day.value if day and isinstance(day.value, dt.date) else None,
        last4=tin.value.last4 if tin and isinstance(tin.value, FoundTin) else None,
        periods=frozenset(p[0] for p in period.value) if period and isinstance(period.value, tuple) else frozenset(),
        number=number[0] if number else None,
        of=number[1] if number else None,
        first=first,
        weight=weight,
        paper=paper,
        separator=separator,
        letterhead=letterhead,
        name=block.name if block else None,
    )


def _told_below(candidates: Sequence[Candidate]) -> int:
    """Labels below the header count too, for less: a stamp, a fax or a long letterhead pushes the facts down."""
    told = [c for c in candidates if c.place is Place.BODY and c.label and c.value is not None]
    code = any(c.field == "notice_code" and c.kind == "known" for c in told)
    return 2 * code + sum(any(c.field == field for c in told) for field in ("notice_date", "tin")) if code else 0


_FACTS = frozenset({"notice_code", "notice_date", "tin", "tax_period", "amount_due", "due_date"})
_IRS = re.compile(r"internalrevenue|irs\.gov|^irs\b|departmentofthetreasury")


def _tells_facts(sheet: Sheet, candidates: Sequence[Candidate]) -> bool:
    """A page of the IRS with three labelled facts is a notice's, or a person has to see what else it is."""
    facts = {c.field for c in candidates if c.label and c.value is not None and c.place is not Place.PROSE}
    return len(facts & _FACTS) >= 3 and any(_IRS.search(fold(p.run.tight)) for p in sheet.pieces)


def _weight(
    code: Candidate | None, day: Candidate | None, tin: Candidate | None, numbered: bool, letterhead: bool
) -> int:
    """Signs that this is a page of a notice: 3 for a code in the header, 1 or 2 for each other key."""
    weight = 2 * letterhead + numbered
    if code:
        weight += 3 if code.place is Place.HEADER else 2
    edges = (Place.HEADER, Place.FOOTER)
    if day and day.place in edges:
        weight += 2
    if tin and tin.place in edges:
        weight += 2
    return weight
